"""Who wrote a line of the journal: each officer signs hers with an Ed25519 key of her own (docs/store.md 6).

Everyone at the desk holds the data key, and with it the key of the chain; the signing key only she holds whose passphrase opens
her slot. What is signed is the line's place in the store and its chain, so that no signature fits anywhere else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from stalkdesk.data.keys import new_key, wipe

SHEET = "recovery"
"""The recovery sheet, as one who signs."""
HELD_ALREADY = "held_already"
"""Among the fields of a line: a first key, by what the journal says, and yet the slot that was opened had one. Nobody but who
holds its passphrase can have put it there."""
_LABEL = "stalkdesk journal line 1"


class KeyState(StrEnum):
    """What a line says of somebody's signing key."""

    KEY = "key"
    """This is one; it holds from the next line on."""
    WAITS = "waits"
    """There is none yet: whoever unlocks as that officer the first time makes it."""
    ENDED = "ended"
    """There is none any more."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """What a line says of the signing key of `who`: an officer's id, or the sheet. Stands among the line's fields."""

    who: str
    state: KeyState = KeyState.KEY
    role: str = ""
    public: str = ""
    """Hex; empty where there is none."""

    @property
    def field(self) -> str:
        """As it stands among the fields."""
        return f"{self.state.value}:{self.who}:{self.role}:{self.public}"


def told_in(fields: str) -> tuple[SigningKey, ...]:
    """What the fields of a line say of signing keys."""
    if ":" not in fields:
        return ()
    return tuple(_parsed(field) for field in fields.split(",") if is_of_keys(field))


def is_of_keys(field: str) -> bool:
    """Whether a field speaks of a signing key, and is nothing to read."""
    return field.count(":") == 3 and field.partition(":")[0] in frozenset(KeyState)


def _parsed(field: str) -> SigningKey:
    state, who, role, public = field.split(":")
    return SigningKey(who, KeyState(state), role, public)


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """Who signs at this desk now. The seed is overwritten when the desk is locked."""

    store_id: str
    who: str
    seed: bytearray

    def pen(self) -> Callable[[int, str | None, str], str]:
        """Signs lines: number, officer, chain. To be used at once and not kept."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = Ed25519PrivateKey.from_private_bytes(bytes(self.seed))

        def sign(number: int, officer_id: str | None, chain: str) -> str:
            return key.sign(signed_text(self.store_id, number, officer_id, self.who, chain)).hex()

        return sign

    def wipe(self) -> None:
        """Overwrites the key."""
        wipe(self.seed)

    def __repr__(self) -> str:
        return "Signer(…)"


def signed_text(store_id: str, number: int, officer_id: str | None, signer: str, chain: str) -> bytes:
    """What is signed of a line."""
    return json.dumps([_LABEL, store_id, number, officer_id, signer, chain], separators=(",", ":")).encode()


def new_seed() -> bytearray:
    """A new private key."""
    return new_key()


def public_of(seed: bytearray) -> bytes:
    """The open half of a private key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(bytes(seed)).public_key().public_bytes_raw()


def matching(publics: Iterable[str], untrusted_sig: str | None, signed: bytes) -> str | None:
    """Which of the public keys the signature is of, the last one tried first; None when of none."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    for public in reversed(tuple(publics)):
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(untrusted_sig or ""), signed)
        except (InvalidSignature, ValueError):
            continue
        return public
    return None
