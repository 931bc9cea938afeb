"""Compartment B: sealed answers inside the encrypted file, under a key of their own (docs/domain.md 10, docs/store.md 5).

Each value is AES-256-GCM with the case and the question as associated text, so that a sealed address can't be moved to another
case. A slot without the second data key has no `Seal`, and so nobody behind it reads B, whatever the screen would allow.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from stalkdesk.data.keys import Purpose, derived, wipe
from stalkdesk.errors import StoreDamaged
from stalkdesk.language import tr

_VERSION = b"\x01"
_NONCE = 12


class Seal:
    """Seals and opens values of compartment B, and turns the victim's name into words that can be looked up unread."""

    def __init__(self, protected_key: bytearray) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = derived(protected_key, Purpose.SEALED)
        self._cipher = AESGCM(bytes(key))
        wipe(key)
        self._names = derived(protected_key, Purpose.NAMES)

    def sealed(self, plain: bytes, case_id: str, what: str) -> bytes:
        """`plain`, to be opened only for the same case and question."""
        nonce = secrets.token_bytes(_NONCE)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, _bound(case_id, what))

    def opened(self, sealed: bytes, case_id: str, what: str) -> bytes:
        """What was sealed. Raises StoreDamaged when it was changed or belongs elsewhere."""
        from cryptography.exceptions import InvalidTag

        try:
            if sealed[:1] != _VERSION:
                raise InvalidTag
            return self._cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], _bound(case_id, what))
        except (InvalidTag, ValueError):
            raise StoreDamaged(
                tr(
                    "Et beskyttet svar kan ikke læses: sagsskabet er beskadiget. Luk programmet, og få en sikkerhedskopi "
                    "lagt på plads."
                )
            ) from None

    def name_word(self, word: str) -> str:
        """A word of a name as it stands in the search table: starts with `#`, which no readable word does."""
        return "#" + hmac.new(self._names, word.encode(), hashlib.sha256).hexdigest()[:32]

    def token(self, space: str, value: str) -> int:
        """A clue to a person as it stands among the traces: 63 bits. The same value in another space is another token."""
        return int.from_bytes(hmac.digest(self._names, f"{space}\n{value}".encode(), "sha256")[:8]) >> 1

    def wipe(self) -> None:
        """Overwrites the key that is in our hands."""
        wipe(self._names)


def _bound(case_id: str, what: str) -> bytes:
    return f"{case_id}\n{what}".encode()
