"""A slot is written anew when its officer unlocks and there is a reason: it was handed a key, it is from an older version, it
is not bound to its signing key yet, she has a new key to sign with, or this computer can bear clearly more guessing cost than
it was given. Never less."""

from __future__ import annotations

from contextlib import suppress

from stalkdesk.data.key_file import KeyFile
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.keys import DataKeys
from stalkdesk.data.passphrase import as_typed
from stalkdesk.data.signing import public_of
from stalkdesk.data.slots import BINDING, MOST_PASSES, TARGET_SECONDS, Argon, Slot, calibrated, renewed_slot
from stalkdesk.errors import DeskError


def renew(
    keeping: KeyKeeping, keys: DataKeys, slot: Slot, passphrase: str, device_secret: bytes, seconds: float, calibrates: bool
) -> bool:
    """Writes `slot` anew when it should be. `seconds`: how long opening it took. What can't be written stays as it was. Gives
    whether it holds the signing key that is among `keys`."""
    has_key = keys.signing is None or slot.signing == public_of(keys.signing)
    with suppress(DeskError):
        content = keeping.content()
        argon = _wanted(content, slot, seconds, calibrates)
        is_bound = keys.signing is None or slot.binding == BINDING
        if has_key and is_bound and argon == slot.argon and slot.can_be_handed() and not slot.handed:
            return True
        fresh = renewed_slot(slot, keys, content.store_id, as_typed(passphrase), argon, device_secret)
        keeping.renew(fresh, argon if argon.is_clearly_above(content.argon) else content.argon)
        return True
    return has_key


def _wanted(content: KeyFile, slot: Slot, seconds: float, calibrates: bool) -> Argon:
    """The parameters of the slot from now on: its own, or clearly higher ones."""
    if content.argon.is_clearly_above(slot.argon):
        return content.argon
    has_room = slot.argon.passes < MOST_PASSES and seconds * 1.5 < TARGET_SECONDS
    if calibrates and has_room:
        found = calibrated()
        if found.is_clearly_above(slot.argon):
            return found
    return slot.argon
