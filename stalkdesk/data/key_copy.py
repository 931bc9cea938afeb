"""The copy of `desk.keys` in the program's own folder of this login: for the day when the one beside the store is lost.

It is replaced whenever the key file is, so that no slot that was taken away lives on in it; where that can't be done the copy
is taken away. It is named by the store's random id and by a hash of the store's folder: two folders of one store have each
their own. That of a folder that was moved is replaced no more, and goes after a month. A store without its key file is
recognised by its first bytes, which are readable without a key and stand in every key file of it (docs/store.md 3).
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from stalkdesk import places
from stalkdesk.data.store_kind import StoreKind
from stalkdesk.data.whole_files import replace_whole
from stalkdesk.errors import DeskError
from stalkdesk.places import KEY_FILE

_END = ".keys"
_MOST_COPIES = 50
_HASH_LENGTH = 16
_UNUSED_SECONDS = 30 * 24 * 3600
"""In a folder that is used the key file is written at every locking, and so is its copy."""
_NO_PLACE_YET = ".unfinished"
"""How the folder of a store ends that is being laid out."""
_OF_A_DEMO = ("demo.unfinished", "demo.txt")


def keep(path: Path, store_id: str, kind: StoreKind, text: bytes) -> None:
    """Keeps what was just written to `path`. Never fails: the key file itself is written, and that is what counts.

    Of a training store, a demo, a store that has no place yet, and a key file of another name nothing is kept.
    """
    folder = path.parent
    if kind is not StoreKind.DESK or path.name != KEY_FILE or folder.name.endswith(_NO_PLACE_YET):
        return
    if any((folder / name).exists() for name in _OF_A_DEMO):
        return
    copy = copy_of(store_id, folder)
    _sweep(store_id, copy)
    try:
        if copy.exists() and copy.read_bytes() == text:
            return
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_whole(copy, text)
    except (OSError, DeskError):
        with suppress(OSError):
            copy.unlink(missing_ok=True)


def kept() -> Iterator[Path]:
    """The copies that lie there, the newest first; the first so many."""
    try:
        found = [(one.stat().st_mtime_ns, one) for one in places.key_copies().glob("*" + _END)]
    except OSError:
        return
    yield from (one for _, one in sorted(found, reverse=True)[:_MOST_COPIES])


def copy_of(store_id: str, folder: Path) -> Path:
    """Where the copy of the key file in `folder` lies."""
    place = os.path.normcase(folder.resolve())
    return places.key_copies() / f"{store_id}-{hashlib.sha256(os.fsencode(place)).hexdigest()[:_HASH_LENGTH]}{_END}"


def _sweep(store_id: str, copy: Path) -> None:
    """Takes away the copies of this store that nobody writes any more: slots that were taken away since live on in them."""
    with suppress(OSError):
        for one in places.key_copies().glob(f"{store_id}*{_END}"):
            is_left_over = one.name == store_id + _END or time.time() - one.stat().st_mtime > _UNUSED_SECONDS
            if one != copy and is_left_over:
                one.unlink(missing_ok=True)
