"""What a replacement of the data key leaves in the folder while it is under way, and what it tells without any key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stalkdesk.data.key_file import KeyFile
from stalkdesk.data.slots import SALT_BYTES
from stalkdesk.data.whole_files import as_desk_error
from stalkdesk.places import STORE_FILE

COPY = STORE_FILE + ".rotated"
_TRACES = (COPY + "-journal", COPY)


def settled(folder: Path, content: KeyFile) -> KeyFile:
    """The part of the key file that belongs to the store as it lies there now: the file itself, or its `next`."""
    if content.next is None:
        return content
    found = beginning(folder / STORE_FILE)
    has_replaced = found == content.next.salt if found in (content.salt, content.next.salt) else not has_copy(folder)
    return content.next if has_replaced else replace(content, next=None)


def beginning(path: Path) -> bytes:
    """The first bytes of a store: its salt, readable without a key. Empty when it can't be read."""
    try:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    except OSError:
        return b""


def has_copy(folder: Path) -> bool:
    """Whether a copy under a new key lies in the folder."""
    return any((folder / name).exists() for name in _TRACES)


def sweep(folder: Path) -> None:
    """Takes an unfinished copy away. Raises PlaceUnfit."""
    try:
        for name in _TRACES:
            (folder / name).unlink(missing_ok=True)
    except OSError as fault:
        raise as_desk_error(fault) from None
