"""The recovery sheet: what is printed on it, and how it opens the store, with the key file or without it.

The sheet carries the key and the wrapped slot, so that sheet and `desk.sdk` suffice when `desk.keys` is lost (docs/store.md
3).
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.data.changed_slots import refuse_changed
from stalkdesk.data.key_file import KeyFile, read_key_file, write_key_file
from stalkdesk.data.keys import DataKeys, wipe
from stalkdesk.data.recovery import KEY_BYTES, KEY_GROUPS, as_groups, from_groups, split_key
from stalkdesk.data.rotation_traces import settled
from stalkdesk.data.slots import (
    BINDING,
    FLOOR,
    SALT_BYTES,
    WRAPPED_BYTES,
    Slot,
    WrongKey,
    open_with_recovery,
    recovery_slot,
    sheet_wrapping_key,
    slot_of_sheet,
)
from stalkdesk.errors import KeysDamaged, KeysMissing, WrongRecoveryKey
from stalkdesk.language import tr
from stalkdesk.places import KEY_FILE, STORE_FILE

_ID_BYTES = 16
_SLOT_BYTES = _ID_BYTES + SALT_BYTES + 2 * WRAPPED_BYTES
_GROUPS_A_LINE = 8


@dataclass(frozen=True, slots=True)
class Recovered:
    """What the sheet opened: the key file (or one made from the sheet), and the data keys."""

    content: KeyFile
    keys: DataKeys
    is_from_sheet: bool


def made(keys: DataKeys, store_id: str, at: datetime) -> tuple[Slot, RecoverySheet]:
    """A new recovery key: its slot, and the sheet to print. The key itself is kept nowhere."""
    key = secrets.token_bytes(KEY_BYTES)
    slot = recovery_slot(keys, store_id, key)
    groups = as_groups(uuid.UUID(store_id).bytes + slot.salt + slot.wrapped + slot.wrapped_protected)
    lines = [" ".join(groups[start : start + _GROUPS_A_LINE]) for start in range(0, len(groups), _GROUPS_A_LINE)]
    return slot, RecoverySheet(store_id, as_groups(key), "\n".join(lines), at)


def opened_with_sheet(folder: Path, untrusted_text: str) -> Recovered:
    """Opens the recovery slot. Typed: the 13 groups of the key, and behind them those of the slot when they are needed.

    Raises WrongRecoveryKey; KeysMissing, KeysDamaged when the key file is no use and the slot was not typed.
    """
    groups = split_key(untrusted_text)
    key = from_groups(groups[:KEY_GROUPS], KEY_BYTES)
    typed_slot = groups[KEY_GROUPS:]
    try:
        return _from_key_file(folder, key)
    except (KeysMissing, KeysDamaged, WrongRecoveryKey):
        if not typed_slot:
            raise
    return _from_sheet(folder, typed_slot, key)


def _from_key_file(folder: Path, key: bytes) -> Recovered:
    whole = read_key_file(folder / KEY_FILE)
    content = settled(folder, whole)
    keys = _opened(content, key)
    try:
        content = whole.for_keys(keys)
    except KeysDamaged:
        keys.wipe()
        raise
    return Recovered(content, keys, is_from_sheet=False)


def _opened(content: KeyFile, key: bytes) -> DataKeys:
    slot = content.recovery()
    try:
        if slot is None:
            raise WrongKey
        return open_with_recovery(slot, content.store_id, key)
    except WrongKey:
        if slot is not None:
            _refuse_changed(content, slot, key)
        raise _other_store() from None


def _refuse_changed(content: KeyFile, slot: Slot, key: bytes) -> None:
    wrapping = sheet_wrapping_key(slot, key)
    try:
        refuse_changed(content, slot, wrapping)
    finally:
        wipe(wrapping)


def _other_store() -> WrongRecoveryKey:
    return WrongRecoveryKey(
        tr("Genskabelsesnøglen hører til et andet sagsskab, eller et nyere ark har afløst den. Find arket, der gælder nu.")
    )


def check_letters(untrusted_text: str) -> None:
    """Raises WrongRecoveryKey, naming the group, for what is no key at all."""
    groups = split_key(untrusted_text)
    from_groups(groups[:KEY_GROUPS], KEY_BYTES)
    if typed_slot := groups[KEY_GROUPS:]:
        from_groups(typed_slot, _SLOT_BYTES, named_from=KEY_GROUPS + 1)


def check_opens(folder: Path, untrusted_text: str, keeping_opens: Callable[[DataKeys], bool]) -> Slot | None:
    """Tries a sheet and changes nothing: its key opens the slot in the key file, and, where the slot was typed too, that one.
    Gives the slot as it is written today, where the one in the key file is from before.

    Raises WrongRecoveryKey, naming the group of a slip; what `read_key_file` raises.
    """
    groups = split_key(untrusted_text)
    key = from_groups(groups[:KEY_GROUPS], KEY_BYTES)
    opened = _from_key_file(folder, key)
    found = [opened.keys]
    try:
        if typed_slot := groups[KEY_GROUPS:]:
            found.append(_from_sheet(folder, typed_slot, key).keys)
        if not all(keeping_opens(keys) for keys in found):
            raise _other_store()
        slot = opened.content.recovery()
        if slot is None or slot.binding == BINDING:
            return None
        return recovery_slot(opened.keys, opened.content.store_id, key, slot.salt)
    finally:
        for keys in found:
            keys.wipe()


def put_in_place(folder: Path, content: KeyFile) -> None:
    """Writes a key file made from the sheet; a damaged one is kept aside. Raises DiskFull, PlaceUnfit."""
    path = folder / KEY_FILE
    if path.exists():
        path.replace(path.with_name(KEY_FILE + ".damaged"))
    write_key_file(path, content)


def _from_sheet(folder: Path, groups: tuple[str, ...], key: bytes) -> Recovered:
    """Opened with what is printed alone. The sheet does not say how its slot is bound: both are tried."""
    typed = from_groups(groups, _SLOT_BYTES, named_from=KEY_GROUPS + 1)
    store_id = str(uuid.UUID(bytes=typed[:_ID_BYTES]))
    salt, rest = typed[_ID_BYTES : _ID_BYTES + SALT_BYTES], typed[_ID_BYTES + SALT_BYTES :]
    for binding in (BINDING, 0):
        slot = slot_of_sheet(key, salt, binding, rest[:WRAPPED_BYTES], rest[WRAPPED_BYTES:])
        with suppress(WrongKey):
            keys = open_with_recovery(slot, store_id, key)
            with (folder / STORE_FILE).open("rb") as file:
                return Recovered(KeyFile(store_id, 1, file.read(SALT_BYTES), FLOOR, (slot,)), keys, is_from_sheet=True)
    raise _other_store()
