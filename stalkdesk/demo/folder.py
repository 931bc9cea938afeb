"""The folder of a demo: one demo at a time makes it, and one that was stopped leaves nothing in the way of the next.

While a demo is made, the marker lies in its folder: written first, removed last, with the passphrase of the demo's supervisor
in it. A marker that is left belongs to a demo that was killed. Its store is taken away only when that passphrase opens it, so
that a real store which somebody made there later is safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from stalkdesk.data.founding import UNFINISHED
from stalkdesk.data.place import make_place
from stalkdesk.data.throttle import TRIES_FILE
from stalkdesk.data.vault import SealedVault
from stalkdesk.data.whole_files import as_desk_error, write_new
from stalkdesk.data.writer_lock import LOCK_FILE, WriterLock
from stalkdesk.errors import (
    PlaceUnfit,
    StoreDamaged,
    StoreExists,
    StoreForeign,
    StoreInUse,
    StoreMissing,
    StoreTooNew,
    TooManyTries,
    WrongPassphrase,
)
from stalkdesk.language import tr
from stalkdesk.places import ATTACHMENTS_FOLDER, KEY_FILE, STORE_FILE

MARKER = "demo.unfinished"
HINT_FILE = "demo.txt"
_LOCK = "demo.lock"
_MOST_MARKER = 1000
_OWN = (
    *(KEY_FILE + end for end in ("", ".bak", ".new", ".bak.new", ".setup")),
    *(TRIES_FILE + end for end in ("", ".new")),
    LOCK_FILE,
    HINT_FILE,
    *(name + "-journal" for name in (STORE_FILE, UNFINISHED)),
    UNFINISHED,
    MARKER,
)
"""What a demo makes beside the passphrases, in the order in which it is taken away."""


@dataclass(slots=True)
class Claim:
    """A folder in which a demo is being made. `has_store`: its store is ours, not that of somebody who was faster."""

    has_store: bool = False


def passphrase_file(folder: Path, user_name: str) -> Path:
    """Where the passphrase of one of the demo's people lies: a demo has nothing to hide."""
    return folder / "passphrases" / f"{user_name}.txt"


@contextmanager
def claimed(folder: Path, passphrases: dict[str, str]) -> Iterator[Claim]:
    """The folder, empty of any store, for this demo alone; the first of `passphrases` is the supervisor's.

    Leaves the folder as it was on any exception. Raises StoreExists, StoreInUse, PlaceUnfit, DiskFull.
    """
    try:
        if not (folder / MARKER).exists():
            _refuse_store(folder)
        make_place(folder)
        lock = _locked(folder)
    except OSError:
        raise PlaceUnfit(tr("Mappen {folder} kan ikke skrives i. Vælg en anden.", folder=str(folder))) from None
    try:
        _start_over(folder, passphrases)
        yield from _marked(folder, passphrases)
    except OSError as fault:
        raise as_desk_error(fault) from None
    finally:
        with suppress(OSError):  # Windows removes no file that is open
            (folder / _LOCK).unlink()
        lock.release()
        with suppress(OSError):
            (folder / _LOCK).unlink(missing_ok=True)


def _marked(folder: Path, passphrases: dict[str, str]) -> Iterator[Claim]:
    claim = Claim()
    try:
        write_new(folder / MARKER, next(iter(passphrases.values())).encode())
        yield claim
    except BaseException:
        with suppress(OSError):  # what can't be removed now stays marked for the next demo
            if claim.has_store:
                _empty(folder, passphrases)
            elif not (folder / STORE_FILE).exists():
                (folder / MARKER).unlink(missing_ok=True)
        raise
    (folder / MARKER).unlink()


def _locked(folder: Path) -> WriterLock:
    try:
        return WriterLock.taken(folder, _LOCK)
    except StoreInUse:
        raise StoreInUse(
            tr("Der lægges allerede opdigtede sager i mappen {folder}. Vent, eller vælg en anden mappe.", folder=str(folder))
        ) from None


def _refuse_store(folder: Path) -> None:
    """Raises StoreExists when a store, or a part of one, lies in the folder."""
    if _holds_store(folder):
        raise StoreExists(tr("Mappen {folder} har allerede et sagsskab. Vælg en tom mappe.", folder=str(folder)))


def _holds_store(folder: Path) -> bool:
    try:
        return SealedVault(folder).is_there()
    except (StoreMissing, StoreDamaged):
        return True


def _start_over(folder: Path, passphrases: dict[str, str]) -> None:
    """Takes away what a stopped demo has left. Raises StoreExists for a store that is not its own."""
    if not (folder / MARKER).exists() or (_holds_store(folder) and not _is_stopped_demo(folder, next(iter(passphrases)))):
        _refuse_store(folder)
        return
    _empty(folder, passphrases)


def _is_stopped_demo(folder: Path, supervisor: str) -> bool:
    try:
        with (folder / MARKER).open("rb") as marker:
            passphrase = marker.read(_MOST_MARKER).decode()
        SealedVault(folder).unlock(supervisor, passphrase).close()
    except (WrongPassphrase, TooManyTries, StoreMissing, StoreDamaged, StoreForeign, StoreTooNew, OSError, ValueError):
        return False
    return True


def _empty(folder: Path, passphrases: dict[str, str]) -> None:
    """Takes away the demo's own files and nothing else. Raises OSError.

    The store is first given the name of an unfinished one: should this be stopped too, the next set-up sweeps it.
    """
    if (folder / STORE_FILE).exists():
        (folder / STORE_FILE).replace(folder / UNFINISHED)
    for name in passphrases:
        passphrase_file(folder, name).unlink(missing_ok=True)
    with suppress(OSError):  # not there, or not only ours
        (folder / "passphrases").rmdir()
    if (folder / ATTACHMENTS_FOLDER).is_dir():
        for path in (folder / ATTACHMENTS_FOLDER).iterdir():
            path.unlink(missing_ok=True)
        (folder / ATTACHMENTS_FOLDER).rmdir()
    for name in _OWN:
        (folder / name).unlink(missing_ok=True)
