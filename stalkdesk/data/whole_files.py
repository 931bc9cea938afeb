"""Small files that are always whole: the old one or the new one, never half of either.

Written beside, flushed, renamed over, folder flushed. On Windows a virus scanner may hold the target for a while, so the rename
is tried again for 2.5 s (docs/store.md 8).
"""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

from stalkdesk.errors import DeskError, DiskFull, PlaceUnfit
from stalkdesk.language import tr

_FULL = (
    frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}) if hasattr(errno, "EDQUOT") else frozenset({errno.ENOSPC})
)
_TRY_AGAIN_SECONDS = 2.5


def disk_full() -> DiskFull:
    """The sentence for a disk on which nothing more fits."""
    return DiskFull(tr("Disken er fuld eller kan ikke skrives. Gør plads, og prøv igen; det, der stod som gemt, er gemt."))


def as_desk_error(fault: OSError) -> DeskError:
    """What an OSError of writing in the store's folder means to the person at the desk."""
    if fault.errno in _FULL:
        return disk_full()
    return PlaceUnfit(
        tr(
            "Der kan ikke skrives i sagsskabets mappe. Giv dit login skriveret til mappen, eller vælg en anden mappe på "
            "computerens disk."
        )
    )


def flush_folder(folder: Path) -> None:
    """Makes names in `folder` durable. Windows has no such call: there the rename itself is."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, content: bytes) -> None:
    """Writes a file of the owner's alone and flushes it. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb", closefd=False) as out:
            out.write(content)
            out.flush()
        os.fsync(handle)
    finally:
        os.close(handle)


def move_over(source: Path, target: Path) -> None:
    """Renames over `target`, patiently where another program holds it. Raises OSError."""
    patience = time.monotonic() + _TRY_AGAIN_SECONDS
    while True:
        try:
            source.replace(target)
            break
        except PermissionError:
            if os.name != "nt" or time.monotonic() > patience:
                raise
            time.sleep(0.1)
    flush_folder(target.parent)


def replace_whole(path: Path, content: bytes, keep_old: bool = False) -> None:
    """Replaces the file by `content`; with `keep_old` the one before stays as `<name>.bak`. Raises DiskFull or PlaceUnfit,
    the old file untouched."""
    fresh = path.with_name(path.name + ".new")
    try:
        if keep_old and path.exists():
            _keep_copy(path)
        write_new(fresh, content)
        move_over(fresh, path)
    except OSError as fault:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise as_desk_error(fault) from None


def _keep_copy(path: Path) -> None:
    copy = path.with_name(path.name + ".bak.new")
    write_new(copy, path.read_bytes())
    move_over(copy, path.with_name(path.name + ".bak"))
