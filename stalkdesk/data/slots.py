"""A slot: the two data keys, wrapped under what one officer knows (or what is printed on the recovery sheet).

Passphrase: Argon2id, never below 64 MiB, 3 passes, 4 lanes (RFC 9106, second choice; docs/store.md 3), calibrated upward when
the store is made. Wrapping: AES-256-GCM with the store, the slot and the parameters as associated text, so that slots can't be
swapped and parameters can't be lowered. Names of users are not in clear: a slot carries a tag made of store id and name.

A slot has a pair of keys of its own (X25519): who replaces the data key hands the new one to every slot, without anybody's
passphrase (`handed_slot`). The private half is wrapped as the data key is; only the passphrase opens it. In the same way it
has the officer's signing key (`signing`). The sheet's comes from the printed key itself, so that the sheet alone can sign.

Everybody at the desk holds the data key, and can seal a key file that she changed. So the open half of the signing key is in
what everything else of the slot is bound to (`binding`): taken out or swapped, the slot does not open any more.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
import unicodedata
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from stalkdesk.data.keys import KEY_BYTES, DataKeys, Purpose, derived, wipe
from stalkdesk.data.signing import public_of
from stalkdesk.errors import OutOfMemory
from stalkdesk.language import tr

NONCE_BYTES = 12
SALT_BYTES = 16
WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + 16
PUBLIC_BYTES = 32
RECOVERY_SLOT_ID = "recovery"
TARGET_SECONDS = 0.45
"""How long a passphrase should take to be tried on the desk's own computer."""
MOST_PASSES = 12
BINDING = 1
"""How the slots are bound that are written today: to their signing key, too. 0: a slot from before, or without such a key."""


class SlotKind(StrEnum):
    """What opens a slot: a typed passphrase, or the printed key."""

    TYPED = "pass"
    TYPED_AND_DEVICE = "pass+device"
    """Passphrase and a secret that this computer's keyring holds; a second factor, never the only holder."""
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Argon:
    """Argon2id parameters: memory in KiB, passes, lanes."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def is_sane(self) -> bool:
        """Between the floor and hard caps, so that a hostile key file can't freeze or starve the machine."""
        return 64 * 1024 <= self.memory <= 256 * 1024 and 3 <= self.passes <= MOST_PASSES and 4 <= self.lanes <= 16

    def is_clearly_above(self, other: Argon) -> bool:
        """Whether guessing costs half as much again, and nothing of it is less than in `other`."""
        grows = self.memory >= other.memory and self.passes >= other.passes and self.lanes >= other.lanes
        return grows and 2 * self.memory * self.passes >= 3 * other.memory * other.passes


FLOOR = Argon()


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. `wrapped_protected` is empty for a role that may not see compartment B."""

    id: str
    kind: SlotKind
    tag: str
    salt: bytes
    argon: Argon
    wrapped: bytes
    wrapped_protected: bytes
    public: bytes = b""
    """The open half of the slot's own keys; empty in a slot that was written before there were any."""
    private: bytes = b""
    """The other half, wrapped under what the officer knows."""
    handed: bytes = b""
    """What a replaced data key was handed over with; empty once its officer has unlocked since."""
    signing: bytes = b""
    """The open half of the signing key; empty in a slot from before there were any."""
    signing_private: bytes = b""
    """The other half, wrapped; empty in the recovery slot, too."""
    binding: int = 0
    """What its associated text has of it. It stands there itself, so that a bound slot can't be passed off as an old one."""

    def can_be_handed(self) -> bool:
        """Whether a new data key can be put into it without its officer."""
        return bool(self.public)


class WrongKey(Exception):
    """What was tried does not open the slot."""


def name_tag(store_id: str, user_name: str) -> str:
    """How a slot names its officer: SHA-256 of the store and the name, whatever its case and form."""
    return hashlib.sha256(f"{store_id}\n{folded_name(user_name)}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def folded_name(user_name: str) -> str:
    """The user name as it is compared: NFC, without case and outer spaces."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", user_name[:200]).strip().casefold())


def stretched(typed: bytes, salt: bytes, argon: Argon) -> bytearray:
    """Argon2id of what was typed. Takes 0.15 s and more, on purpose. Raises OutOfMemory."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    out = bytearray(KEY_BYTES)
    stretch = Argon2id(salt=salt, length=KEY_BYTES, iterations=argon.passes, lanes=argon.lanes, memory_cost=argon.memory)
    try:
        stretch.derive_into(typed, out)
    except MemoryError:
        raise OutOfMemory(
            tr("Der er for lidt hukommelse til at åbne sagsskabet. Luk andre programmer, og prøv igen.")
        ) from None
    return out


def calibrated() -> Argon:
    """Parameters that take about half a second on this computer, never below the floor."""
    started = time.perf_counter()
    wipe(stretched(b"calibration", bytes(SALT_BYTES), FLOOR))
    seconds = max(time.perf_counter() - started, 0.001)
    return Argon(passes=min(MOST_PASSES, max(FLOOR.passes, int(FLOOR.passes * TARGET_SECONDS / seconds))))


def passphrase_slot(
    keys: DataKeys,
    store_id: str,
    tag: str,
    typed: bytes,
    argon: Argon,
    device_secret: bytes = b"",
    sees_protected: bool = True,
    slot_id: str = "",
) -> Slot:
    """A new slot for an officer (whose signing key is among `keys`), with the id of the one that it replaces. With
    `device_secret` the passphrase alone does not open it."""
    kind = SlotKind.TYPED_AND_DEVICE if device_secret else SlotKind.TYPED
    empty = Slot(slot_id or secrets.token_hex(8), kind, tag, secrets.token_bytes(SALT_BYTES), argon, b"", b"")
    return _written(empty, keys, store_id, typed, device_secret, sees_protected)


def renewed_slot(slot: Slot, keys: DataKeys, store_id: str, typed: bytes, argon: Argon, device_secret: bytes) -> Slot:
    """`slot` written anew for the same officer and passphrase: fresh salt and pair of keys, `argon`, nothing handed over."""
    empty = Slot(slot.id, slot.kind, slot.tag, secrets.token_bytes(SALT_BYTES), argon, b"", b"")
    return _written(empty, keys, store_id, typed, device_secret, bool(slot.wrapped_protected))


def handed_slot(slot: Slot, keys: DataKeys, store_id: str) -> Slot:
    """`slot` with `keys` in place of what it held, put there without its officer: she opens it with the passphrase she has.

    A slot that may not see compartment B is handed no key to it.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    once = X25519PrivateKey.generate()
    handed = replace(slot, handed=once.public_key().public_bytes_raw())
    shared = bytearray(once.exchange(X25519PublicKey.from_public_bytes(slot.public)))
    return _filled(handed, keys, store_id, _handed_key(shared, handed), bool(slot.wrapped_protected))


def recovery_slot(keys: DataKeys, store_id: str, recovery_key: bytes, salt: bytes = b"") -> Slot:
    """The slot that the printed key opens. The key is random and long, so it needs no stretching. `salt`: of the one that it
    replaces, so that the sheet goes on signing with the key it had."""
    empty = slot_of_sheet(recovery_key, salt or secrets.token_bytes(SALT_BYTES), BINDING)
    return _filled(empty, keys, store_id, sheet_wrapping_key(empty, recovery_key), sees_protected=True)


def slot_of_sheet(recovery_key: bytes, salt: bytes, binding: int, wrapped: bytes = b"", wrapped_protected: bytes = b"") -> Slot:
    """The recovery slot, as it is made of a printed key and what else stands on the sheet."""
    slot = Slot(RECOVERY_SLOT_ID, SlotKind.RECOVERY, "", salt, FLOOR, wrapped, wrapped_protected, binding=binding)
    seed = _seed_of_sheet(recovery_key, salt)
    try:
        return replace(slot, signing=public_of(seed))
    finally:
        wipe(seed)


def open_with_passphrase(slot: Slot, store_id: str, typed: bytes, device_secret: bytes = b"") -> DataKeys:
    """What a slot holds. Raises WrongKey."""
    wrapping = wrapping_key(slot, typed, device_secret)
    try:
        return open_with_wrapping(slot, store_id, wrapping)
    finally:
        wipe(wrapping)


def open_with_wrapping(slot: Slot, store_id: str, wrapping: bytearray) -> DataKeys:
    """What an officer's slot holds, by what was worked out of her passphrase. Raises WrongKey."""
    seed = _own_seed(slot, store_id, wrapping)
    try:
        keys = _opened(slot, store_id, _received_key(slot, store_id, wrapping) if slot.handed else bytearray(wrapping))
    except WrongKey:
        wipe(seed)
        raise
    keys.signing = seed
    return keys


def _own_seed(slot: Slot, store_id: str, wrapping: bytearray) -> bytearray | None:
    """The officer's signing key. Raises WrongKey where a bound slot has not its own any more. None when an old one has none,
    or it was tampered with there: that keeps her from signing, not from her cases, and the check tells."""
    if not slot.signing_private and not slot.binding:
        return None
    try:
        return _unwrapped(wrapping, slot.signing_private, _bound(slot, store_id, "signing"))
    except WrongKey:
        if slot.binding:
            raise
        return None


def open_with_recovery(slot: Slot, store_id: str, recovery_key: bytes) -> DataKeys:
    """What the recovery slot holds. Raises WrongKey."""
    keys = _opened(slot, store_id, sheet_wrapping_key(slot, recovery_key))
    keys.signing = _seed_of_sheet(recovery_key, slot.salt)
    return keys


def _seed_of_sheet(recovery_key: bytes, salt: bytes) -> bytearray:
    return derived(recovery_key, Purpose.SIGNING, salt)


def sheet_wrapping_key(slot: Slot, recovery_key: bytes) -> bytearray:
    """What the recovery slot is wrapped under."""
    return derived(recovery_key, Purpose.RECOVERY, slot.salt)


def wrapping_key(slot: Slot, typed: bytes, device_secret: bytes) -> bytearray:
    """What an officer's slot is wrapped under. Takes the time of one Argon2id. Raises OutOfMemory."""
    key = stretched(typed, slot.salt, slot.argon)
    if not device_secret:
        return key
    both = key + device_secret
    try:
        return derived(both, Purpose.DEVICE, slot.salt)
    finally:
        wipe(key, both)


def _written(empty: Slot, keys: DataKeys, store_id: str, typed: bytes, device_secret: bytes, sees_protected: bool) -> Slot:
    """`empty` with a pair of keys of its own, the signing key, and the data keys."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    own = X25519PrivateKey.generate()
    private = bytearray(own.private_bytes_raw())
    wrapping = wrapping_key(empty, typed, device_secret)
    try:
        slot = replace(empty, public=own.public_key().public_bytes_raw())
        if keys.signing is not None:
            slot = replace(slot, signing=public_of(keys.signing), binding=BINDING)
            slot = replace(slot, signing_private=_wrapped(wrapping, keys.signing, _bound(slot, store_id, "signing")))
        slot = replace(slot, private=_wrapped(wrapping, private, _bound(slot, store_id, "private")))
        return _filled(slot, keys, store_id, wrapping, sees_protected)
    finally:
        wipe(private, wrapping)


def _received_key(slot: Slot, store_id: str, wrapping: bytearray) -> bytearray:
    """What was handed over is wrapped under, worked out with the slot's own private key. Raises WrongKey."""
    private = _unwrapped(wrapping, slot.private, _bound(slot, store_id, "private"))
    try:
        return key_handed_to(slot, private)
    finally:
        wipe(private)


def key_handed_to(slot: Slot, private: bytearray) -> bytearray:
    """What was handed over is wrapped under, by the private half of the slot's own keys. Raises WrongKey."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    try:
        own = X25519PrivateKey.from_private_bytes(bytes(private))
        return _handed_key(bytearray(own.exchange(X25519PublicKey.from_public_bytes(slot.handed))), slot)
    except ValueError:
        raise WrongKey from None


def _handed_key(shared: bytearray, slot: Slot) -> bytearray:
    try:
        return derived(shared, Purpose.HANDED, slot.handed + slot.public)
    finally:
        wipe(shared)


def _filled(slot: Slot, keys: DataKeys, store_id: str, wrapping: bytearray, sees_protected: bool) -> Slot:
    try:
        protected = keys.protected if sees_protected else None
        sealed = b"" if protected is None else _wrapped(wrapping, protected, _bound(slot, store_id, "protected"))
        data = _wrapped(wrapping, keys.data, _bound(slot, store_id, "data"))
        return replace(slot, wrapped=data, wrapped_protected=sealed)
    finally:
        wipe(wrapping)


def _opened(slot: Slot, store_id: str, wrapping: bytearray) -> DataKeys:
    try:
        data = _unwrapped(wrapping, slot.wrapped, _bound(slot, store_id, "data"))
        protected = None
        if slot.wrapped_protected:
            protected = _unwrapped(wrapping, slot.wrapped_protected, _bound(slot, store_id, "protected"))
        return DataKeys(data, protected)
    finally:
        wipe(wrapping)


def _bound(slot: Slot, store_id: str, what: str) -> bytes:
    """Associated text: nothing of it can be changed without the slot failing to open."""
    text: list[object] = [store_id, slot.id, slot.kind, slot.tag, slot.salt.hex(), asdict(slot.argon), what]
    if what == "private":
        text.append(slot.public.hex())
    elif what == "signing":
        text.append(slot.signing.hex())
    elif slot.handed:
        text += [slot.public.hex(), slot.handed.hex()]
    if slot.binding and what != "signing":
        text += [slot.binding, slot.signing.hex()]
    return json.dumps(text, sort_keys=True).encode()


def _wrapped(wrapping: bytearray, key: bytearray, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(bytes(wrapping)).encrypt(nonce, bytes(key), bound)


def _unwrapped(wrapping: bytearray, wrapped: bytes, bound: bytes) -> bytearray:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = bytearray(KEY_BYTES)
    try:
        AESGCM(bytes(wrapping)).decrypt_into(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound, key)
    except (InvalidTag, ValueError):
        raise WrongKey from None
    return key
