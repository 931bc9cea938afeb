"""What the journal and the seals of compartment B go on with when the keys of the slots were replaced (docs/store.md 3).

The journal's chain, the HMAC of a filed case, the anchors on paper: all were made with one key and must be checked with it
for as long as the store lives. So that key, and the one under the seals, stay. They lie inside the encrypted file, wrapped
under the keys that the slots hold now; before the first replacement there is nothing to unwrap.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from stalkdesk.data import tables
from stalkdesk.data.damage import unreadable
from stalkdesk.data.keys import KEY_BYTES, DataKeys, Purpose, derived, wipe

JOURNAL_KEY, SEALING_KEY = "store.journal_key", "store.sealing_key"
"""Settings of the store. What stands there is wrapped; nobody keeps them by hand."""
_NONCE_BYTES = 12


@dataclass(slots=True, repr=False)
class InnerKeys:
    """The key of the journal, and the key that the seals of compartment B are derived from; None without a key to it."""

    journal: bytearray
    protected: bytearray | None

    def __repr__(self) -> str:
        return "InnerKeys(…)"


def inner_keys(connection: Connection, keys: DataKeys) -> InnerKeys:
    """The inner keys of an open store, copies that the caller wipes. Raises StoreDamaged."""
    setting = tables.setting
    found = {
        row.key: row.value for row in connection.execute(select(setting).where(setting.c.key.in_((JOURNAL_KEY, SEALING_KEY))))
    }
    journal = derived(keys.data, Purpose.JOURNAL)
    if JOURNAL_KEY in found:
        journal = _unwrapped(keys.data, found[JOURNAL_KEY], JOURNAL_KEY)
    if keys.protected is None:
        return InnerKeys(journal, None)
    if SEALING_KEY in found:
        return InnerKeys(journal, _unwrapped(keys.protected, found[SEALING_KEY], SEALING_KEY))
    return InnerKeys(journal, bytearray(keys.protected))


def put_inner_keys(connection: Connection, inner: InnerKeys, keys: DataKeys) -> None:
    """Wraps the inner keys under `keys`, in place of what stood there. Both must be at hand."""
    if inner.protected is None or keys.protected is None:
        raise ValueError("both keys are replaced together")
    setting = tables.setting
    connection.execute(delete(setting).where(setting.c.key.in_((JOURNAL_KEY, SEALING_KEY))))
    wrapped = (
        {"key": JOURNAL_KEY, "value": _wrapped(keys.data, inner.journal, JOURNAL_KEY)},
        {"key": SEALING_KEY, "value": _wrapped(keys.protected, inner.protected, SEALING_KEY)},
    )
    connection.execute(insert(setting), wrapped)


def _wrapped(outer: bytearray, key: bytearray, name: str) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapping, nonce = derived(outer, Purpose.INNER), secrets.token_bytes(_NONCE_BYTES)
    try:
        return (nonce + AESGCM(bytes(wrapping)).encrypt(nonce, bytes(key), name.encode())).hex()
    finally:
        wipe(wrapping)


def _unwrapped(outer: bytearray, untrusted: str, name: str) -> bytearray:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapping, key = derived(outer, Purpose.INNER), bytearray(KEY_BYTES)
    try:
        wrapped = bytes.fromhex(untrusted)
        AESGCM(bytes(wrapping)).decrypt_into(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], name.encode(), key)
    except (InvalidTag, ValueError):
        raise unreadable() from None
    finally:
        wipe(wrapping)
    return key
