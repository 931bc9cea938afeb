"""A passphrase shown while the desk is open: by its own officer, or by a supervisor who comes to somebody else's desk."""

from __future__ import annotations

from pathlib import Path

from stalkdesk.casework.officers import Act, Officer
from stalkdesk.data import tables
from stalkdesk.data.changed_slots import refuse_changed
from stalkdesk.data.key_file import KeyFile
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.keyring_slot import DeviceSecrets
from stalkdesk.data.keys import DataKeys, wipe
from stalkdesk.data.passphrase import as_typed
from stalkdesk.data.people import officer_by
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.slots import Argon, Slot, SlotKind, WrongKey, name_tag, open_with_wrapping, stretched, wrapping_key
from stalkdesk.data.throttle import Throttle
from stalkdesk.errors import KeysDamaged, NotAllowed, OutOfMemory, WeakPassphrase, WrongPassphrase
from stalkdesk.language import tr


class Vouching:
    """Checks passphrases against the key file; opens nothing."""

    def __init__(self, folder: Path, sitting: Sitting, keeping: KeyKeeping, device: DeviceSecrets) -> None:
        self._throttle, self._sitting, self._keeping, self._device = Throttle(folder), sitting, keeping, device

    def vouched(self, user_name: str, passphrase: str, act: Act = Act.LOWER_URGENCY) -> Officer:
        """Whose name and passphrase these are, when she may `act`. Raises WrongPassphrase, TooManyTries, NotAllowed."""
        slot, keys = opened_slot(self._keeping.content(), user_name, passphrase, self._throttle, self._device)
        keys.wipe()
        with self._sitting.act() as connection:
            officer = officer_by(connection, tables.officer.c.slot_id, slot.id)
            if officer is None:
                raise wrong_passphrase()
            if not officer.may(act):
                raise NotAllowed(_only_by(act))
            self._sitting.note(connection, "vouched", fields=[officer.initials])
        return officer

    def check_own(self, passphrase: str) -> None:
        """Raises WrongPassphrase, TooManyTries unless it is the passphrase of the officer who sits here."""
        content, user_name = self._keeping.content(), self._sitting.officer.user_name
        _, keys = opened_slot(content, user_name, passphrase, self._throttle, self._device)
        keys.wipe()

    def own_secret(self) -> bytes:
        """The secret of this computer that the slot of the officer who sits here takes; empty when it takes none."""
        slot = self._own_slot()
        return second_factor(slot, self._keeping.content(), self._device) if slot is not None else b""

    def is_bound(self) -> bool:
        """Whether the slot of the officer who sits here takes this computer beside the passphrase."""
        slot = self._own_slot()
        return slot is not None and slot.kind is SlotKind.TYPED_AND_DEVICE

    def _own_slot(self) -> Slot | None:
        content = self._keeping.content()
        return content.slot(name_tag(content.store_id, self._sitting.officer.user_name))


def _only_by(act: Act) -> str:
    if act is Act.APPROVE_CONTENT:
        return tr("Det må kun en leder eller en visitator godkende.")
    return tr("Det må kun en leder godkende.")


def opened_slot(
    content: KeyFile, user_name: str, passphrase: str, throttle: Throttle, device: DeviceSecrets
) -> tuple[Slot, DataKeys]:
    """The slot of a name, opened. An unknown name costs the same time and gets the same sentence.

    Raises WrongPassphrase, TooManyTries; OutOfMemory, and KeysDamaged where the passphrase is right and the slot was changed,
    which are no tries.
    """
    try:
        typed = as_typed(passphrase)
    except WeakPassphrase:
        raise wrong_passphrase() from None
    tag = name_tag(content.store_id, user_name)
    throttle.begin_try(tag)
    slot = content.slot(tag)
    try:
        if slot is None:
            stretched(typed, content.salt, _argon_of_some_slot(content, tag))
            raise wrong_passphrase()
        keys = _opened(slot, content, typed, second_factor(slot, content, device))
    except WrongKey:
        raise wrong_passphrase() from None
    except (OutOfMemory, KeysDamaged):
        throttle.take_back(tag)
        raise
    throttle.passed(tag)
    return slot, keys


def _opened(slot: Slot, content: KeyFile, typed: bytes, device_secret: bytes) -> DataKeys:
    """What the slot holds. Raises WrongKey; KeysDamaged where it was changed."""
    wrapping = wrapping_key(slot, typed, device_secret)
    try:
        return open_with_wrapping(slot, content.store_id, wrapping)
    except WrongKey:
        refuse_changed(content, slot, wrapping)
        raise
    finally:
        wipe(wrapping)


def _argon_of_some_slot(content: KeyFile, tag: str) -> Argon:
    """What an unknown name costs: what one of the slots does, always the same one, so that the time tells nothing."""
    slots = [slot for slot in content.slots if slot.kind is not SlotKind.RECOVERY]
    return slots[int(tag, 16) % len(slots)].argon if slots else content.argon


def second_factor(slot: Slot, content: KeyFile, device: DeviceSecrets) -> bytes:
    """What the slot takes beside the passphrase; empty when nothing. Raises WrongPassphrase when this computer has it not."""
    if slot.kind is not SlotKind.TYPED_AND_DEVICE:
        return b""
    secret = device.fetch(content.store_id)
    if not secret:
        raise WrongPassphrase(
            tr(
                "Denne computers nøglering svarer ikke, og du låser op med både den og din adgangssætning. Brug "
                "genskabelsesarket."
            )
        )
    return secret


def wrong_passphrase() -> WrongPassphrase:
    """The one sentence for a wrong name, a wrong passphrase, or both."""
    return WrongPassphrase(
        tr("Navn og adgangssætning passer ikke sammen. Prøv igen; store og små bogstaver og mellemrum tæller.")
    )
