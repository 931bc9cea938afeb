"""Where everything may be written out in plain text: an empty folder that is the officer's own, and never the store's.

What is written lies beside it under another name until it is whole. A program that died leaves that one; it carries a mark, and
the next export to the same place takes it away.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from stalkdesk.data.place import is_in_sync_folder, is_on_network
from stalkdesk.data.whole_files import as_desk_error, flush_folder
from stalkdesk.errors import PlaceUnfit
from stalkdesk.language import tr

ASIDE = ".unfinished"
MARK = "unfinished.txt"
"""A file in a folder that is still being written."""


def warnings_of(target: Path) -> tuple[str, ...]:
    """What speaks against the place without forbidding it, one sentence each."""
    found = []
    near = next((place for place in (target, *target.parents) if place.exists()), target)
    if is_on_network(near):
        found.append(tr("Mappen ligger på et netværksdrev: andre kan komme til at læse det, der skrives."))
    if is_in_sync_folder(target):
        found.append(tr("Mappen synkroniseres med en skytjeneste: det, der skrives, bliver kopieret dertil."))
    return tuple(found)


def check_target(target: Path, store: Path) -> None:
    """Raises PlaceUnfit unless `target` is an empty folder of the officer's own, or can be made; nothing is written."""
    try:
        resolved, home = target.resolve(), store.resolve()
        if any(place == home or (place.exists() and place.samefile(home)) for place in (resolved, *resolved.parents)):
            raise PlaceUnfit(tr("{folder} ligger i sagsskabets mappe. Vælg et andet sted.", folder=str(target)))
        if target.is_symlink() or (target.exists() and not target.is_dir()):
            raise PlaceUnfit(tr("{folder} er ikke en mappe. Angiv navnet på en ny eller tom mappe.", folder=str(target)))
        if target.is_dir():
            _check_empty_and_own(target)
        elif not target.parent.is_dir():
            raise PlaceUnfit(tr("Mappen {folder} findes ikke. Lav den først.", folder=str(target.parent)))
        _check_nothing_aside(_aside(target))
    except OSError as fault:
        raise as_desk_error(fault) from None


def begun(target: Path) -> Path:
    """The folder beside `target` to write in, for the officer alone. Raises OSError."""
    aside = _aside(target)
    if aside.exists():
        shutil.rmtree(aside)
    aside.mkdir(mode=0o700)
    (aside / MARK).write_bytes(b"")
    return aside


def finished(aside: Path, target: Path) -> None:
    """Everything is flushed and gets its name. Raises OSError."""
    (aside / MARK).unlink()
    _flush(aside)
    if target.is_dir():
        target.rmdir()  # empty: checked, and rmdir refuses otherwise
    aside.rename(target)
    flush_folder(target.parent)


def taken_away(aside: Path) -> None:
    """Takes an unfinished export away."""
    with suppress(OSError):
        shutil.rmtree(aside)


def _aside(target: Path) -> Path:
    resolved = target.resolve()
    return resolved.with_name(resolved.name + ASIDE)


def _check_empty_and_own(target: Path) -> None:
    if any(target.iterdir()):
        raise PlaceUnfit(tr("Mappen {folder} er ikke tom. Vælg en ny eller tom mappe.", folder=str(target)))
    if os.name == "nt":
        return
    found = target.stat()
    if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise PlaceUnfit(
            tr("Andre kan læse mappen {folder}. Vælg et navn, der ikke findes, så laves den kun til dig.", folder=str(target))
        )


def _check_nothing_aside(aside: Path) -> None:
    if aside.is_symlink() or (aside.exists() and not (aside / MARK).is_file()):
        raise PlaceUnfit(tr("{folder} ligger i vejen. Flyt den, eller vælg et andet navn.", folder=str(aside)))


def _flush(folder: Path) -> None:
    """On the disk before it has its name."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())
