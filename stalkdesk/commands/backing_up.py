"""`backup`, `restore` and `drill`: what is asked of the drawer, and what came of it, as JSON."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from stalkdesk import app
from stalkdesk.casework.backups import BackupSeen, Occasion, RestoreKey, erased_again
from stalkdesk.commands.terminal import answer, complain, read_passphrase
from stalkdesk.errors import PlaceUnfit, WrongUsage
from stalkdesk.language import tr

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer


def backed_up(opened: Callable[[], Drawer], place: Path) -> int:
    """Makes a backup in `place`, and gives the exit code. Raises PlaceUnfit with the sentence when it did not work."""
    try:
        place = place.absolute()
        place.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise PlaceUnfit(tr("Mappen {folder} kunne ikke laves: {problem}", folder=place, problem=problem.strerror)) from None
    with closing(opened()) as drawer:
        (result,) = drawer.backups.back_up(Occasion.COMMAND, [place])
    if result.backup is None:
        raise PlaceUnfit(result.trouble)
    return answer(_seen(result.backup))


def restored(backup: Path, store: Path, user: str | None, passphrase_file: Path | None, recovery_file: Path | None) -> int:
    """Makes a store of a backup, or of the newest in a place, and gives the exit code. Raises what `Restoring` raises."""
    restorer = app.restorer()
    seen = restorer.found_in(backup.absolute())[0]
    if recovery_file is not None:
        key = RestoreKey(recovery_key=_read_key(recovery_file))
    elif user:
        key = RestoreKey(user, read_passphrase(passphrase_file))
    else:
        raise WrongUsage(tr("Angiv --user NAVN eller --recovery-file FIL."))
    opened = restorer.restore(seen.folder, key, store)
    answer(
        {
            "store": str(store),
            "from": seen.folder.name,
            "made_at": opened.seen.made_at.isoformat(),
            "unit": opened.unit_name,
            "cases": opened.cases,
            "officers": opened.officers,
            "attachments": opened.attachments,
            "journal_lines": opened.journal_number,
            "faults": list(opened.faults),
            **({"note": erased_again()} if opened.cases else {}),
        }
    )
    if opened.faults:
        complain(tr("Sagsskabet havde fejl, allerede da kopien blev taget. Få det efterset."))
    return 1 if opened.faults else 0


def drilled(opened: Callable[[], Drawer]) -> int:
    """Holds a drill, and gives the exit code: 1 when the backup is not what it should be."""
    with closing(opened()) as drawer:
        drill = drawer.backups.drill()
    answer(
        {
            **_seen(drill.backup),
            "cases": drill.cases,
            "attachments": drill.attachments,
            "journal_lines": drill.journal_number,
            "whole": not drill.faults,
            "faults": list(drill.faults),
        }
    )
    if drill.faults:
        complain(tr("Sikkerhedskopien kan ikke bruges. Tag en ny, helst et andet sted."))
    return 1 if drill.faults else 0


def _seen(seen: BackupSeen) -> dict[str, object]:
    return {"backup": str(seen.folder), "made_at": seen.made_at.isoformat(), "bytes": seen.bytes}


def _read_key(file: Path) -> str:
    try:
        return read_passphrase(file)
    except WrongUsage:
        raise WrongUsage(tr("Filen med genskabelsesnøglen kunne ikke læses.")) from None
