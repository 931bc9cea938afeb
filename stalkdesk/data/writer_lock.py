"""One program at a time holds the store: a lock of the operating system on `desk.lock`, and who holds it written inside.

The system lets go of the lock when its holder dies, so a killed program leaves nothing to clean. What is written inside only
tells since when, and names another computer where the folder was carried over while it was open.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from stalkdesk.data.whole_files import as_desk_error
from stalkdesk.errors import PlaceUnfit, StoreInUse
from stalkdesk.language import tr

LOCK_FILE = "desk.lock"
_FAR = 1 << 30
"""The byte that Windows locks: far behind the text, so that others may read since when."""
_MOST_TEXT = 4096


class WriterLock:
    """Held from `taken` to `release`. Releasing twice is harmless."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @classmethod
    def taken(cls, folder: Path, name: str = LOCK_FILE) -> WriterLock:
        """Takes the lock of the store in `folder`, or another one there by its file's name. Raises StoreInUse naming since
        when, PlaceUnfit, DiskFull."""
        handle = _opened(folder / name)
        try:
            if not _lock(handle):
                raise _in_use(handle)
            _refuse_other_computer(handle)
            _write(handle, json.dumps({"pid": os.getpid(), "host": platform.node(), "since": _now()}).encode())
        except OSError as fault:
            os.close(handle)
            raise as_desk_error(fault) from None
        except BaseException:
            os.close(handle)
            raise
        return cls(handle)

    def release(self) -> None:
        """Lets go of the lock and empties the file."""
        if self._handle < 0:
            return
        handle, self._handle = self._handle, -1
        with suppress(OSError):  # the lock goes with the handle, whatever the file says
            _write(handle, b"")
        os.close(handle)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _opened(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, 0o600)
    except OSError as fault:
        if path.is_dir() or path.is_symlink():
            raise PlaceUnfit(
                tr(
                    "I sagsskabets mappe ligger noget forkert under navnet {name}. Bed lederen om at fjerne det.",
                    name=path.name,
                )
            ) from None
        raise as_desk_error(fault) from None


def _lock(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(handle: int, text: bytes) -> None:
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, text)


def _holder(handle: int) -> dict[str, str]:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        untrusted = json.loads(os.read(handle, _MOST_TEXT) or b"{}")
    except (ValueError, RecursionError):
        return {}
    return {key: str(value)[:100] for key, value in untrusted.items()} if isinstance(untrusted, dict) else {}


def _since(holder: dict[str, str]) -> str:
    try:
        at = datetime.fromisoformat(holder.get("since", "")).astimezone()
        return tr("{date} kl. {time}", date=f"{at:%d-%m-%Y}", time=f"{at:%H.%M}")
    except (ValueError, OverflowError):
        return tr("et ukendt tidspunkt")


def _in_use(handle: int) -> StoreInUse:
    return StoreInUse(
        tr(
            "Sagsskabet er allerede åbent i et andet StalkDesk-vindue siden {since}. Luk eller lås det først.",
            since=_since(_holder(handle)),
        )
    )


def _refuse_other_computer(handle: int) -> None:
    holder = _holder(handle)
    if holder.get("host", platform.node()) != platform.node():
        raise StoreInUse(
            tr(
                "Sagsskabet står som åbent på en anden computer siden {since}. Luk det dér; findes den computer ikke mere, "
                "så slet filen {name}.",
                since=_since(holder),
                name=LOCK_FILE,
            )
        )
