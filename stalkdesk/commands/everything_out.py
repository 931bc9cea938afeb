"""`export --all`: asks twice before everything is written out in plain text, and says what came of it (docs/export.md)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from stalkdesk.commands.terminal import answer, asked, complain
from stalkdesk.errors import WrongUsage
from stalkdesk.language import tr

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer


def written_out(opened: Callable[[], Drawer], target: Path, reason: str | None, is_understood: bool) -> int:
    """Writes everything to `target` and gives the exit code: 1 when something could not be read and is not in it.

    `reason` None, or `is_understood` False: it is asked for. Raises WrongUsage when nobody answers, or not with the word.
    """
    from stalkdesk.data.export_place import warnings_of

    for warning in warnings_of(target):
        complain(warning)
    if not is_understood:
        _ask_for_the_word()
    why = asked(tr("Hvorfor hentes alt ud? Det kommer i journalen: "), "--reason") if reason is None else reason
    with closing(opened()) as drawer:
        exported = drawer.export_all(target, why)
    answer(
        {
            "folder": str(exported.folder),
            "files": exported.files,
            "cases": exported.cases,
            "attachments": exported.attachments,
            "journal_lines": exported.journal_lines,
            "encrypted": False,
            "faults": list(exported.faults),
        }
    )
    if exported.faults:
        complain(tr("Noget kunne ikke læses og er ikke med. Se listen, og få sagsskabet efterset."))
    return 1 if exported.faults else 0


def _ask_for_the_word() -> None:
    """Who goes on has read what it means."""
    complain(
        tr(
            "Alt bliver skrevet i klartekst: adresser, numre og beskyttede oplysninger, som enhver med filerne kan læse. "
            "Skriv kun til en krypteret disk, og slet filerne, når de er flyttet."
        )
    )
    word = tr("KLARTEKST")
    if asked(tr("Skriv {word} for at gå videre: ", word=word), "--understood").strip() != word:
        raise WrongUsage(tr("Der er ikke hentet noget ud: ordet blev ikke skrevet."))
