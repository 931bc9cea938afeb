"""The keys of an open store: the data key, the second data key for compartment B, and what is derived from them.

```
data key (32 random bytes)      --HKDF--> file (SQLCipher) | header of the key file | journal
protected key (32 random bytes) --HKDF--> sealed answers | names to search for
printed key of the sheet        --HKDF--> the wrapping of its slot | its signing key
each, once they were replaced   --HKDF--> inner: wraps what the journal and the seals go on with (`inner_keys`)
```
Keys live in bytearrays and are wiped when the drawer closes (docs/store.md 3). They are never in a text, a log or an error.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum

KEY_BYTES = 32


class Purpose(StrEnum):
    """What a derived key is for; the label is part of the derivation, for ever."""

    FILE = "file"
    HEADER = "header"
    JOURNAL = "journal"
    SEALED = "sealed"
    NAMES = "names"
    RECOVERY = "recovery"
    DEVICE = "device"
    HANDED = "handed"
    INNER = "inner"
    SIGNING = "signing"


def wipe(*keys: bytearray | None) -> None:
    """Overwrites keys that are not needed any more."""
    for key in keys:
        if key is not None:
            key[:] = bytes(len(key))


def new_key() -> bytearray:
    """32 random bytes."""
    return bytearray(secrets.token_bytes(KEY_BYTES))


def derived(key: bytes | bytearray, purpose: Purpose, salt: bytes = b"") -> bytearray:
    """A key of 32 bytes for one purpose."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    out = bytearray(KEY_BYTES)
    HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt or None, info=b"stalkdesk/1/" + purpose.encode()).derive_into(key, out)
    return out


@dataclass(slots=True, repr=False)
class DataKeys:
    """Both data keys. `protected` is None for a slot that may not see compartment B."""

    data: bytearray
    protected: bytearray | None
    signing: bytearray | None = None
    """The signing key of whose slot it was; None for a slot from before there were any."""

    @classmethod
    def fresh(cls) -> DataKeys:
        """The keys of a new store."""
        return cls(data=new_key(), protected=new_key())

    def drop_protected(self) -> None:
        """Overwrites the second key, and holds it no more."""
        wipe(self.protected)
        self.protected = None

    def wipe(self) -> None:
        """Overwrites them."""
        wipe(self.data, self.protected, self.signing)

    def __repr__(self) -> str:
        return "DataKeys(…)"
