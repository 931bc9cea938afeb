"""A key file that is missing or damaged, put back from a copy: the one beside it, or the one in the program's own folder.

Which of them belongs to the store is seen from the store's first bytes, so that a copy from before the data key was replaced is
never taken. Of those that do, the one that was written last is taken: it has the slots of today. The copies of another folder
with the same store come after those of this one. What lay there is kept aside until the store has opened.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from stalkdesk.data import key_copy
from stalkdesk.data.key_file import COPY, KeyFile, missing_keys, read_key_file, whole_or_none
from stalkdesk.data.rotation_traces import beginning
from stalkdesk.data.whole_files import as_desk_error, replace_whole
from stalkdesk.data.writer_lock import WriterLock
from stalkdesk.errors import DeskError
from stalkdesk.places import KEY_FILE, STORE_FILE

DAMAGED = KEY_FILE + ".damaged"


def best_copy(folder: Path) -> Path | None:
    """The copy that opens the store in `folder`, as far as can be told without a key; None when there is none."""
    salt = beginning(folder / STORE_FILE)
    whole = [(content, path) for path in (folder / COPY, *key_copy.kept()) if (content := whole_or_none(path)) is not None]
    fitting = [(content, path) for content, path in whole if salt and salt in _salts(content)]
    own = [one for one in fitting if one[1] in (folder / COPY, key_copy.copy_of(one[0].store_id, folder))]
    if not fitting:
        return None
    return max(own or fitting, key=lambda one: (one[0].generation, one[0].anchor.number))[1]


def put_back(folder: Path) -> None:
    """Puts that copy in the place of the key file; what lay there is kept aside. Raises KeysMissing without a copy, StoreInUse,
    DiskFull, PlaceUnfit: then all is as it was."""
    lock = WriterLock.taken(folder)
    try:
        copy = best_copy(folder)
        if copy is None:
            raise missing_keys(folder)
        text, here = copy.read_bytes(), folder / KEY_FILE
        if here.exists():
            replace_whole(folder / DAMAGED, here.read_bytes())
        replace_whole(here, text)
        content = read_key_file(here)
        key_copy.keep(here, content.store_id, content.kind, text)
    except OSError as fault:
        raise as_desk_error(fault) from None
    finally:
        lock.release()


def forget_damaged(folder: Path) -> None:
    """Takes away what was kept aside, once the store has opened without it: it still has the slots of that day. The key file of
    another store stays, it may be the only one; and so does what can't be taken away."""
    aside = folder / DAMAGED
    with suppress(OSError, DeskError):
        if not aside.exists():
            return
        kept = whole_or_none(aside)
        if kept is None or kept.store_id == read_key_file(folder / KEY_FILE).store_id:
            aside.unlink()


def _salts(content: KeyFile) -> tuple[bytes, ...]:
    return (content.salt,) if content.next is None else (content.salt, content.next.salt)
