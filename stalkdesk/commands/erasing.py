"""`erase`: asks for the number again and the passphrase again, and says what went and which backups still hold it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from stalkdesk.casework.erasures import Erased, Erasing, ErasureReason
from stalkdesk.commands.terminal import answer, asked, complain, read_passphrase
from stalkdesk.errors import WrongUsage
from stalkdesk.language import tr

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer


def erased(
    opened: Callable[[], Drawer],
    reference: str,
    reason: str,
    remark: str,
    confirmed: str | None,
    passphrase_file: Path | None,
) -> int:
    """Erases the case for good, and gives the exit code. `confirmed`: its number once more; None: it is asked for.

    Raises WrongUsage for a reason that there is not, and what `Drawer.erase_case` raises.
    """
    why = _reason(reason)
    if confirmed is None:
        complain(tr("Sagen slettes for altid. Det kan ikke fortrydes."))
        confirmed = asked(tr("Skriv sagens nummer igen: "), "--confirm")
    with closing(opened()) as drawer:
        done = drawer.erase_case(reference, Erasing(why, confirmed, remark), read_passphrase(passphrase_file))
    return answer(_told(done))


def _reason(code: str) -> ErasureReason:
    try:
        return ErasureReason(code)
    except ValueError:
        codes = ", ".join(ErasureReason)
        raise WrongUsage(tr("Begrundelsen {code} findes ikke. Vælg en af: {codes}.", code=code, codes=codes)) from None


def _told(done: Erased) -> dict[str, object]:
    return {
        "reference": done.reference,
        "erased_at": done.at.isoformat(),
        "reason": done.reason.value,
        "went": asdict(done.vanished),
        "backups": [
            {
                "backup": str(one.folder),
                "made_at": one.made_at.isoformat(),
                "gone_by": None if one.gone_by is None else one.gone_by.isoformat(),
            }
            for one in done.backups
        ],
        "unseen_places": [str(place) for place in done.unseen],
    }
