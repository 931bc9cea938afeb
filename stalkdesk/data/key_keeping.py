"""The key file of an open store, kept by who may: slots added, replaced and taken away without touching the encrypted file."""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Act, Officer
from stalkdesk.data import recovery_sheet
from stalkdesk.data.inner_keys import InnerKeys, inner_keys
from stalkdesk.data.key_file import MOST_SLOTS, Anchor, KeyFile, read_key_file, write_key_file
from stalkdesk.data.keys import DataKeys
from stalkdesk.data.passphrase import as_typed, check_passphrase
from stalkdesk.data.slots import Argon, Slot, name_tag, passphrase_slot
from stalkdesk.errors import NotAllowed
from stalkdesk.language import tr


class KeyKeeping:
    """Holds the data keys while the store is open."""

    def __init__(self, path: Path, keys: DataKeys) -> None:
        self._path, self._keys = path, keys

    def content(self) -> KeyFile:
        """The key file as it is on disk now, verified: what belongs to the keys in use. Raises StoreMissing, StoreDamaged."""
        return read_key_file(self._path).for_keys(self._keys)

    def whole(self) -> KeyFile:
        """The key file with what it may hold for other keys, not verified."""
        return read_key_file(self._path)

    def slot_for(self, officer: Officer, passphrase: str, seed: bytearray, device_secret: bytes = b"") -> Slot:
        """A new slot for `officer` with the signing key `seed`, not yet written. Takes the time of one Argon2id. Raises
        WeakPassphrase.

        Who may not see compartment B gets no second key into the slot; nobody can hand on a key he does not have.
        """
        check_passphrase(passphrase, officer.user_name)
        sees_protected = officer.may(Act.READ_PROTECTED)
        if sees_protected and self._keys.protected is None:
            raise NotAllowed(tr("Det må din rolle ikke. Bed lederen om at gøre det."))
        content = self.content()
        tag = name_tag(content.store_id, officer.user_name)
        old = content.slot(tag)  # its id stays, so that a cut between key file and store locks nobody out
        slot_id = old.id if old else ""
        typed = as_typed(passphrase)
        keys = replace(self._keys, signing=seed)
        return passphrase_slot(keys, content.store_id, tag, typed, content.argon, device_secret, sees_protected, slot_id)

    def add(self, slot: Slot) -> None:
        """Writes a slot. Raises DiskFull, PlaceUnfit, NotAllowed when there are as many as a key file may have."""
        content = self.content().with_slot(slot)
        if len(content.slots) > MOST_SLOTS:
            raise NotAllowed(tr("Der er ikke plads til flere medarbejdere. Fratag adgangen for dem, der er rejst."))
        write_key_file(self._path, content.sealed(self._keys))

    def renew(self, slot: Slot, argon: Argon) -> None:
        """Writes an officer's slot anew, in the copy too; `argon` is for new slots from now on. Raises DiskFull, PlaceUnfit."""
        self.write_twice(replace(self.content().with_slot(slot), argon=argon))

    def write_twice(self, content: KeyFile) -> None:
        """Replaces the key file and the copy beside it, sealed with the keys in use. Raises DiskFull, PlaceUnfit."""
        content = content.sealed(self._keys)
        write_key_file(self._path, content)
        write_key_file(self._path, content)

    def settle(self) -> None:
        """Drops from the file what belongs to other keys than those in use, in the copy too. Raises DiskFull, PlaceUnfit."""
        self.write_twice(self.content())

    def take(self, keys: DataKeys) -> None:
        """From now on these are the keys in use, by everyone who holds them through this one; the old ones are overwritten."""
        self._keys.data[:] = keys.data
        if self._keys.protected is not None and keys.protected is not None:
            self._keys.protected[:] = keys.protected

    def inner(self, connection: Connection) -> InnerKeys:
        """What journal and seals go on with, to be wrapped anew. The caller wipes it. Raises NotAllowed for who does not hold
        both keys."""
        if self._keys.protected is None:
            raise NotAllowed(tr("Det må din rolle ikke. Bed lederen om at gøre det."))
        return inner_keys(connection, self._keys)

    def opens(self, keys: DataKeys) -> bool:
        """Whether these are the keys in use, both of them."""
        own = self._keys
        is_same = hmac.compare_digest(own.data, keys.data)
        return is_same and hmac.compare_digest(own.protected or b"", keys.protected or b"")

    def slot_ids(self) -> set[str]:
        """The ids of the officers' slots. Raises what `content` raises."""
        content = self.content()
        recovery = content.recovery()
        return {slot.id for slot in content.slots} - ({recovery.id} if recovery else set())

    def remove(self, slot_id: str) -> None:
        """Takes a slot away, from the copy beside the file too. Raises DiskFull, PlaceUnfit."""
        self.write_twice(self.content().without_slot(slot_id))

    def anchor(self, anchor: Anchor) -> None:
        """Keeps which line of the journal was the last when the desk was locked. Raises what `content` raises, DiskFull."""
        content = self.content()
        if content.anchor != anchor:
            write_key_file(self._path, replace(content, anchor=anchor).sealed(self._keys))

    def made_recovery(self, at: datetime) -> tuple[Slot, RecoverySheet]:
        """A new recovery slot, not yet written, and its sheet. Raises NotAllowed for who does not hold both keys."""
        if self._keys.protected is None:
            raise NotAllowed(tr("Det må din rolle ikke. Bed lederen om at gøre det."))
        return recovery_sheet.made(self._keys, self.content().store_id, at)

    def put_recovery(self, slot: Slot) -> None:
        """Puts it in place of the one that is there, in the copy too. Raises DiskFull, PlaceUnfit."""
        self.write_twice(self.content().with_slot(slot))

    def wipe(self) -> None:
        """Overwrites the data keys."""
        self._keys.wipe()
