"""The key file of an open store, kept by who may: slots added, replaced and taken away without touching the encrypted file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Act, Officer
from stalkdesk.data import recovery_sheet
from stalkdesk.data.key_file import Anchor, KeyFile, read_key_file, write_key_file
from stalkdesk.data.keys import DataKeys
from stalkdesk.data.passphrase import as_typed, check_passphrase
from stalkdesk.data.slots import Slot, name_tag, passphrase_slot
from stalkdesk.errors import NotAllowed
from stalkdesk.language import tr


class KeyKeeping:
    """Holds the data keys while the store is open."""

    def __init__(self, path: Path, keys: DataKeys) -> None:
        self._path, self._keys = path, keys

    def content(self) -> KeyFile:
        """The key file as it is on disk now, verified. Raises StoreMissing, StoreDamaged."""
        content = read_key_file(self._path)
        content.check_mac(self._keys)
        return content

    def slot_for(self, officer: Officer, passphrase: str, device_secret: bytes = b"") -> Slot:
        """A new slot for `officer`, not yet written. Takes the time of one Argon2id. Raises WeakPassphrase.

        Who may not see compartment B gets no second key into the slot; nobody can hand on a key he does not have.
        """
        check_passphrase(passphrase, officer.user_name)
        sees_protected = officer.may(Act.READ_PROTECTED)
        if sees_protected and self._keys.protected is None:
            raise NotAllowed(tr("Det må din rolle ikke. Bed lederen om at gøre det."))
        content = self.content()
        tag = name_tag(content.store_id, officer.user_name)
        return passphrase_slot(
            self._keys, content.store_id, tag, as_typed(passphrase), content.argon, device_secret, sees_protected
        )

    def add(self, slot: Slot) -> None:
        """Writes a slot. Raises DiskFull, PlaceUnfit."""
        write_key_file(self._path, self.content().with_slot(slot).sealed(self._keys))

    def remove(self, slot_id: str) -> None:
        """Takes a slot away, from the copy beside the file too. Raises DiskFull, PlaceUnfit."""
        content = self.content().without_slot(slot_id).sealed(self._keys)
        write_key_file(self._path, content)
        write_key_file(self._path, content)

    def anchor(self, anchor: Anchor) -> None:
        """Keeps which line of the journal was the last when the desk was locked. Raises what `content` raises, DiskFull."""
        content = self.content()
        if content.anchor != anchor:
            write_key_file(self._path, replace(content, anchor=anchor).sealed(self._keys))

    def new_recovery(self, at: datetime) -> RecoverySheet:
        """Puts a new recovery slot in place of the one that is there, in the copy too. Raises NotAllowed for who does not hold
        both keys, DiskFull, PlaceUnfit."""
        if self._keys.protected is None:
            raise NotAllowed(tr("Det må din rolle ikke. Bed lederen om at gøre det."))
        content = self.content()
        slot, sheet = recovery_sheet.made(self._keys, content.store_id, at)
        content = content.with_slot(slot).sealed(self._keys)
        write_key_file(self._path, content)
        write_key_file(self._path, content)
        return sheet

    def wipe(self) -> None:
        """Overwrites the data keys."""
        self._keys.wipe()
