"""Whether a folder can carry a store: on a disk of this computer, not in a sync folder, and writable.

An SQLite file on a network drive or in a sync folder gets corrupt (docs/store.md 10: 4 of 4 files), so it is refused.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from stalkdesk.errors import PlaceUnfit
from stalkdesk.language import tr

_NETWORK_TYPES = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb3",
        "smbfs",
        "afpfs",
        "afs",
        "ncpfs",
        "webdav",
        "davfs",
        "davfs2",
        "ceph",
        "glusterfs",
        "9p",
    }
)
_SYNC_NAMES = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "mobile documents",
    "icloud drive",
    "iclouddrive",
    "nextcloud",
    "owncloud",
    "box sync",
    "pcloud drive",
    "megasync",
    "syncthing",
    "seafile",
)
_SYNC_MARKS = (".stfolder", ".dropbox", ".sync_journal.db", ".owncloudsync.log")
_MACOS_FLAGS_OFFSET, _MACOS_LOCAL = 64, 0x1000
_WINDOWS_REMOTE = 4


def check_place(folder: Path) -> None:
    """Raises PlaceUnfit when the folder, or where it would be made, lies on a network drive or in a sync folder."""
    place = _nearest(folder)
    if is_on_network(place):
        raise PlaceUnfit(
            tr("Mappen ligger på et netværksdrev, og der kan et sagsskab gå i stykker. Vælg en mappe på computerens egen disk.")
        )
    if is_in_sync_folder(folder):
        raise PlaceUnfit(
            tr(
                "Mappen synkroniseres med en skytjeneste, og der kan et sagsskab gå i stykker. Vælg en mappe, der ikke "
                "synkroniseres."
            )
        )


def make_place(folder: Path) -> None:
    """Makes the folder, for the owner alone, and tries to write in it. Raises PlaceUnfit."""
    check_place(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        trial = folder / ".desk.trial"
        trial.write_bytes(b"")
        trial.unlink()
    except OSError:
        raise PlaceUnfit(
            tr("Der kan ikke skrives i mappen {folder}. Vælg en anden mappe, eller få skriveret til den.", folder=folder)
        ) from None


def is_in_sync_folder(folder: Path) -> bool:
    """Whether a name on the way, or a mark left in it, says that a sync program copies the folder."""
    resolved = folder.resolve()
    if any(_is_sync_name(part.casefold()) for part in resolved.parts):
        return True
    synced = [Path(value) for key in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer") if (value := os.environ.get(key))]
    if any(resolved.is_relative_to(root.resolve()) for root in synced):
        return True
    return any((parent / mark).exists() for parent in (resolved, *resolved.parents) for mark in _SYNC_MARKS)


def _is_sync_name(part: str) -> bool:
    return any(part == name or part.startswith((name + " -", name + " (")) for name in _SYNC_NAMES)


def is_on_network(place: Path) -> bool:
    """Whether an existing folder lies on a drive that other computers can reach too, or in a user-space file system."""
    if os.name == "nt":
        return _is_remote_on_windows(place)
    if sys.platform == "darwin":
        return _is_remote_on_macos(place)
    return is_network_type(_file_system(place.resolve(), Path("/proc/self/mountinfo")))


def is_network_type(name: str) -> bool:
    """Whether a Linux file system type has no page cache and locks of its own that a store could rely on."""
    return name in _NETWORK_TYPES or name == "fuse" or (name.startswith("fuse.") and name != "fuse.fuseblk")


def _file_system(place: Path, mounts: Path) -> str:
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found = (-1, "")
    for line in lines:
        left, _, right = line.partition(" - ")
        point = Path(left.split(" ")[4].replace("\\040", " "))
        if place.is_relative_to(point) and len(point.parts) >= found[0]:
            found = (len(point.parts), right.split(" ")[0])
    return found[1]


def _is_remote_on_windows(place: Path) -> bool:
    import ctypes

    drive, windows = place.resolve().drive, getattr(ctypes, "windll", None)
    if drive.startswith("\\\\") or windows is None:
        return True
    return bool(windows.kernel32.GetDriveTypeW(drive + "\\") == _WINDOWS_REMOTE)


def _is_remote_on_macos(place: Path) -> bool:
    import ctypes

    answer = ctypes.create_string_buffer(4096)
    if ctypes.CDLL(None).statfs(os.fsencode(place), answer) != 0:
        return False
    flags = int.from_bytes(answer.raw[_MACOS_FLAGS_OFFSET : _MACOS_FLAGS_OFFSET + 4], sys.byteorder)
    return not flags & _MACOS_LOCAL


def _nearest(folder: Path) -> Path:
    for place in (folder, *folder.parents):
        if place.exists():
            return place
    return folder
