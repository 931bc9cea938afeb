"""A slot that does not open though what was typed is right: somebody changed it, and its officer is not told that she typed
something wrong.

The tag of AES-GCM refuses a slot whose associated text is another. What is under the tag can still be taken out (it is AES in
counter mode), unproved; it serves one thing here: to see whether the key file is sealed with it, or whether the slot's own pair
of keys is one. By chance neither is ever so.
"""

from __future__ import annotations

from contextlib import suppress

from stalkdesk.data.key_file import KeyFile, changed_without_key
from stalkdesk.data.keys import DataKeys, wipe
from stalkdesk.data.slots import NONCE_BYTES, Slot, SlotKind, WrongKey, key_handed_to
from stalkdesk.errors import KeysDamaged
from stalkdesk.language import tr
from stalkdesk.places import KEY_FILE

_TAG_BYTES = 16
_FIRST_COUNTER = (2).to_bytes(4)
"""Where AES-GCM with a nonce of 12 bytes begins to encrypt (NIST SP 800-38D, 7.1)."""


def refuse_changed(content: KeyFile, slot: Slot, wrapping: bytearray) -> None:
    """Raises KeysDamaged where a slot that `wrapping` does not open was wrapped under it, and changed since."""
    if _seals(content, slot, wrapping):
        raise _changed_with_key(slot)
    if _has_own_pair(slot, wrapping):
        raise changed_without_key()


def _seals(content: KeyFile, slot: Slot, wrapping: bytearray) -> bool:
    """Whether the data key in the slot is the one that the key file is sealed with."""
    with suppress(WrongKey):
        private = _unproved(wrapping, slot.private)
        received = key_handed_to(slot, private) if slot.handed else bytearray(wrapping)
        keys = DataKeys(_unproved(received, slot.wrapped), None)
        try:
            return content.is_sealed_with(keys)
        finally:
            wipe(private, received)
            keys.wipe()
    return False


def _has_own_pair(slot: Slot, wrapping: bytearray) -> bool:
    """Whether the open half of the slot's own keys belongs to the other one, which only the right passphrase gives."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = _unproved(wrapping, slot.private)
    try:
        return X25519PrivateKey.from_private_bytes(bytes(private)).public_key().public_bytes_raw() == slot.public
    except ValueError:
        return False
    finally:
        wipe(private)


def _unproved(wrapping: bytearray, wrapped: bytes) -> bytearray:
    """What was wrapped, its tag not asked."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CTR

    if not wrapped:
        return bytearray()
    opener = Cipher(AES(bytes(wrapping)), CTR(wrapped[:NONCE_BYTES] + _FIRST_COUNTER)).decryptor()
    return bytearray(opener.update(wrapped[NONCE_BYTES:-_TAG_BYTES]))


def _changed_with_key(slot: Slot) -> KeysDamaged:
    if slot.kind is SlotKind.RECOVERY:
        return KeysDamaged(
            tr(
                "Genskabelsesnøglen er rigtig, men dens plads i nøglefilen {name} er ændret af nogen, der har sagsskabets "
                "nøgle. Skriv hele genskabelsesarket af, så åbner det uden nøglefilen. Journalen kan være skrevet om: "
                "sammenlign den med en sikkerhedskopi eller en udskrift.",
                name=KEY_FILE,
            )
        )
    return KeysDamaged(
        tr(
            "Din adgangssætning er rigtig, men din plads i nøglefilen {name} er ændret af nogen, der har sagsskabets nøgle, og "
            "åbner ikke mere. Sig det til lederen. Brug genskabelsesarket, eller læg {name} på plads fra en sikkerhedskopi. "
            "Journalen kan være skrevet om: sammenlign den med en sikkerhedskopi eller en udskrift.",
            name=KEY_FILE,
        )
    )
