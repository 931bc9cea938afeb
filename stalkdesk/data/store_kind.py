"""What a store is for: the desk, or training. The two are never opened in each other's place, whichever file lies where.

The mark stands twice: in the key file under its MAC (a desk's has none, so that old stores stay as they are), and in the
encrypted store itself, written when it was founded. Both must agree with what was asked for.
"""

from __future__ import annotations

from enum import StrEnum

from stalkdesk.errors import StoreForeign
from stalkdesk.language import tr

MARK = "store.kind"
"""The key of the mark among the settings of the encrypted store."""


class StoreKind(StrEnum):
    """What a store is for."""

    DESK = "desk"
    TRAINING = "training"


def check_kind(found: str, wanted: StoreKind, file_name: str) -> None:
    """Raises StoreForeign when the file is of another kind than the one that is being opened."""
    if found == wanted:
        return
    if wanted is StoreKind.DESK:
        raise StoreForeign(
            tr(
                "Filen {name} hører til en øvelse og åbnes aldrig som et rigtigt sagsskab. Vælg mappen med det rigtige "
                "sagsskab, eller få dets egen fil lagt på plads.",
                name=file_name,
            )
        )
    raise StoreForeign(
        tr(
            "Filen {name} hører til et rigtigt sagsskab og åbnes aldrig som øvelse. Den skal tilbage, hvor den hører til.",
            name=file_name,
        )
    )
