"""Who works at the desk: the unit, its contact persons, its officers, the settings of the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from stalkdesk import settings
from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import (
    Act,
    Authority,
    ContactFunction,
    ContactPerson,
    Officer,
    Role,
    Unit,
    WayIn,
    WayInKind,
)
from stalkdesk.casework.recovery import RecoveryState
from stalkdesk.data import dues, recovery_state, tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.damage import known, unreadable
from stalkdesk.data.inner_keys import JOURNAL_KEY, SEALING_KEY
from stalkdesk.data.intakes import officer_of
from stalkdesk.data.journal import NEW_SIGNING_KEY
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.keys import wipe
from stalkdesk.data.persons.traces import TRACED_DOWN_TO
from stalkdesk.data.recovery_sheet import check_letters, check_opens
from stalkdesk.data.rollback import ENTERED
from stalkdesk.data.rows import Row, new_id
from stalkdesk.data.signing import KeyState, Signer, SigningKey, new_seed
from stalkdesk.data.signing_begun import key_of, key_of_sheet
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.slots import SlotKind, folded_name
from stalkdesk.data.store_kind import MARK, StoreKind
from stalkdesk.data.times import time_text
from stalkdesk.errors import DeskError, DiskFull, KeptUnfinished, NotAllowed, PlaceUnfit, SaveUncertain, WrongRecoveryKey
from stalkdesk.language import tr

_UNIT = "unit"
_WAYS = {
    SlotKind.TYPED: WayInKind.TYPED,
    SlotKind.TYPED_AND_DEVICE: WayInKind.TYPED_ON_ONE_COMPUTER,
    SlotKind.RECOVERY: WayInKind.RECOVERY_SHEET,
}
_NOT_BY_HAND = frozenset({MARK, JOURNAL_KEY, SEALING_KEY, *recovery_state.OWN_KEYS, TRACED_DOWN_TO})


class People:
    """The unit and those who work for it."""

    def __init__(self, sitting: Sitting, keeping: KeyKeeping) -> None:
        self._sitting, self._keeping = sitting, keeping

    def unit(self) -> Unit:
        """The unit behind the desk."""
        with self._sitting.act() as connection:
            return unit_of(connection)

    def keep_unit(self, unit: Unit) -> None:
        """Replaces the unit of a training store. Supervisors only; raises NotAllowed at a desk, where two change it."""
        self._sitting.check(Act.KEEP_UNIT)
        with self._sitting.act() as connection:
            _check_training(connection)
            put_unit(connection, unit)
            self._sitting.note(connection, "settings", fields=["unit"])

    def contacts(self) -> tuple[ContactPerson, ...]:
        """The fixed contact persons, in the order they were given."""
        with self._sitting.act() as connection:
            return contacts_of(connection)

    def officers(self) -> tuple[Officer, ...]:
        """Everyone who works or worked here, in the order they were added."""
        with self._sitting.act() as connection:
            return officers_of(connection)

    def add_officer(self, officer: Officer, passphrase: str) -> Officer:
        """Adds an officer with a slot of her own. Raises NotAllowed, WeakPassphrase; then nobody was added.

        The slot is written before the row is durable: a slot without an officer opens nothing.
        """
        sitting = self._sitting
        sitting.check(Act.KEEP_OFFICERS)
        if not folded_name(officer.user_name) or not officer.full_name.strip():
            raise NotAllowed(tr("Skriv både brugernavn og fulde navn på den nye medarbejder."))
        self._check_free(officer.user_name)
        seed = new_seed()
        try:
            slot, key = self._keeping.slot_for(officer, passphrase, seed), key_of(officer, seed)
        finally:
            wipe(seed)
        with self._slots_as_the_act(), sitting.act() as connection:
            connection.execute(insert(tables.officer), officer_row(officer, slot.id, time_text(sitting.now())))
            sitting.note(connection, "officers", fields=["added"], keys=[key])
            self._keeping.add(slot)
        return officer

    def retire_officer(self, officer_id: str) -> None:
        """Takes the officer's slot away. Raises NotAllowed for the last supervisor, or an officer who is not there."""
        sitting, officer = self._sitting, tables.officer
        sitting.check(Act.KEEP_OFFICERS)
        with sitting.act() as connection:
            row = connection.execute(select(officer).where(officer.c.id == officer_id, officer.c.is_active == 1)).first()
            if row is None:
                raise NotAllowed(tr("Medarbejderen er ikke aktiv mere."))
            others = select(officer.c.id).where(
                officer.c.role == Role.SUPERVISOR.value, officer.c.is_active == 1, officer.c.id != officer_id
            )
            if connection.execute(others.limit(1)).first() is None:
                raise NotAllowed(tr("Der skal altid være mindst én aktiv leder. Tilføj en ny leder først."))
            retired = {"is_active": 0, "retired_at": time_text(sitting.now())}
            connection.execute(update(officer).where(officer.c.id == officer_id).values(**retired))
            sitting.note(connection, "officers", fields=["retired"], keys=[SigningKey(officer_id, KeyState.ENDED)])
        with _behind_the_act():
            self._keeping.remove(row.slot_id)

    def ways_in(self) -> tuple[WayIn, ...]:
        """All that open this store, in the order of the key file."""
        self._sitting.check(Act.KEEP_OFFICERS)
        slots, officer = self._keeping.content().slots, tables.officer
        with self._sitting.act() as connection:
            active = connection.execute(select(officer.c.slot_id, officer.c.id).where(officer.c.is_active == 1)).all()
        whose = {row.slot_id: row.id for row in active}
        return tuple(WayIn(_WAYS[slot.kind], whose.get(slot.id, "")) for slot in slots)

    def drop_left_slots(self) -> int:
        """Takes away the slots that no active officer has: hiring or retiring was cut off between key file and store.
        Gives how many there were, but for those of officers who were retired in the sitting before: that was told then."""
        sitting, officer = self._sitting, tables.officer
        if not sitting.officer.may(Act.KEEP_OFFICERS):
            return 0
        with sitting.act() as connection:
            active = set(connection.execute(select(officer.c.slot_id).where(officer.c.is_active == 1)).scalars())
            left = self._keeping.slot_ids() - active
            explained = _just_retired(connection)
            if left:
                sitting.note(connection, "officers", fields=["slot_left_over"])
        for slot_id in left:
            self._keeping.remove(slot_id)
        return len(left - explained)

    def give_slot(self, officer: Officer, passphrase: str, act: str, device_secret: bytes = b"") -> None:
        """A new slot, with a new signing key, in place of that of the officer who sits here. Raises WeakPassphrase."""
        seed = new_seed()
        slot = self._keeping.slot_for(officer, passphrase, seed, device_secret)
        with self._sitting.act() as connection:  # before the slot: the key that is there holds until this one has signed
            self._sitting.note(connection, NEW_SIGNING_KEY, keys=[key_of(officer, seed)])
        with self._slots_as_the_act(), self._sitting.act() as connection:
            here = tables.officer.c.id == officer.id
            connection.execute(update(tables.officer).where(here).values(slot_id=slot.id))
            self._sitting.note(connection, act)
            self._keeping.add(slot)
        self._sitting.journal.sign_as(Signer(self._keeping.content().store_id, officer.id, seed))
        with _behind_the_act():
            self._keeping.settle()  # the copy beside the key file opens with the old passphrase no more

    @contextmanager
    def _slots_as_the_act(self) -> Iterator[None]:
        """The key file is written before the act is durable: where that is refused, its slots are put back."""
        before = self._keeping.content()
        try:
            yield
        except (DiskFull, PlaceUnfit) as fault:
            if not isinstance(fault, SaveUncertain):
                with suppress(DeskError):  # where that fails too, a slot that is left over goes at the next opening
                    if self._keeping.content().slots != before.slots:
                        self._keeping.write_twice(before)
            raise

    def new_recovery_sheet(self) -> RecoverySheet:
        """A new recovery slot, and the sheet that opens it. Supervisors only."""
        sitting = self._sitting
        sitting.check(Act.KEEP_KEYS)
        with self._slots_as_the_act(), sitting.act() as connection:
            slot, sheet = self._keeping.made_recovery(sitting.now())
            recovery_state.note_made(connection, sitting.now())
            sitting.note(connection, "recovery_sheet", keys=[key_of_sheet(slot)])
            self._keeping.put_recovery(slot)
        return sheet

    def recovery_state(self) -> RecoveryState:
        """How it stands with the recovery sheet."""
        with self._sitting.act() as connection:
            return recovery_state.state_of(connection)

    def recovery_put_away(self) -> None:
        """The sheet was printed and put away."""
        sitting = self._sitting
        sitting.check(Act.KEEP_KEYS)
        with sitting.act() as connection:
            recovery_state.note_put_away(connection, sitting.now())
            sitting.note(connection, "recovery_sheet", fields=["put_away"])

    def try_recovery_sheet(self, folder: Path, key_text: str) -> None:
        """Whether the sheet opens this store. Raises WrongRecoveryKey; a sheet that is not the one is journalled, a slip of
        the finger is not."""
        sitting = self._sitting
        sitting.check(Act.KEEP_KEYS)
        check_letters(key_text)
        try:
            bound = check_opens(folder, key_text, self._keeping.opens)
        except WrongRecoveryKey:
            with sitting.act() as connection:
                sitting.note(connection, "recovery_drill", fields=["failed"])
            raise
        with sitting.act() as connection:
            recovery_state.note_tried(connection, sitting.now())
            sitting.note(connection, "recovery_drill")
        if bound is not None:
            with suppress(DeskError):  # a full disk: the next drill does it
                self._keeping.put_recovery(bound)

    def setting(self, key: str) -> str:
        """A setting, or empty."""
        setting = tables.setting
        with self._sitting.act() as connection:
            return str(connection.execute(select(setting.c.value).where(setting.c.key == key)).scalar() or "")

    def keep_setting(self, key: str, value: str) -> None:
        """Keeps a setting of the store. Supervisors only."""
        self._sitting.check(Act.KEEP_UNIT)
        if key in _NOT_BY_HAND:
            raise ValueError("what the store says of itself is written by its founding or by the program, never again by hand")
        setting = tables.setting
        with self._sitting.act() as connection:
            connection.execute(delete(setting).where(setting.c.key == key))
            connection.execute(insert(setting), {"key": key, "value": storable(value)})
            if any(key == window.key for window in settings.WINDOWS):
                dues.work_out_again(connection)
            self._sitting.note(connection, "settings", fields=[key])

    def _check_free(self, user_name: str) -> None:
        if any(one.is_active and folded_name(one.user_name) == folded_name(user_name) for one in self.officers()):
            raise NotAllowed(tr("Brugernavnet er i brug. Vælg et andet."))


def _just_retired(connection: Connection) -> set[str]:
    """The slots of who was retired in the last sitting of a supervisor, or since."""
    line, officer = tables.journal.c, tables.officer.c
    entries = select(func.max(line.number)).select_from(tables.journal.join(tables.officer, officer.id == line.officer_id))
    last = connection.execute(entries.where(line.act.in_(ENTERED), officer.role == Role.SUPERVISOR.value)).scalar()
    since = connection.execute(select(line.at).where(line.number == last)).scalar()
    found = select(officer.slot_id).where(officer.is_active == 0, officer.retired_at >= (since or ""))
    return set(connection.execute(found).scalars())


@contextmanager
def _behind_the_act() -> Iterator[None]:
    """What is left to be written in the key file when the act itself is durable. Raises KeptUnfinished."""
    try:
        yield
    except (DiskFull, PlaceUnfit):
        raise KeptUnfinished(
            tr(
                "Ændringen gælder, men nøglefilen kunne ikke skrives færdig: disken er fuld eller svarer ikke. Gør plads, lås "
                "skranken, og lås den op igen; så bliver den ryddet op."
            )
        ) from None


def _check_training(connection: Connection) -> None:
    """At a desk the letterhead and the contact persons are what victims rely on: one alone does not change them."""
    marked = connection.execute(select(tables.setting.c.value).where(tables.setting.c.key == MARK)).scalar()
    if marked != StoreKind.TRAINING.value:
        raise NotAllowed(tr("Enhed og kontaktpersoner ændres med et forslag, som en anden godkender."))


def unit_of(connection: Connection) -> Unit:
    """The unit as it stands. Raises StoreDamaged."""
    row = connection.execute(select(tables.unit)).first()
    if row is None:
        raise unreadable()
    lines = tuple(row.address_lines.split("\n")) if row.address_lines else ()
    return Unit(known(Authority, row.authority), row.name, lines, row.phone)


def contacts_of(connection: Connection) -> tuple[ContactPerson, ...]:
    """The contact persons as they stand. Raises StoreDamaged."""
    contact = tables.contact_person
    return tuple(
        ContactPerson(row.id, row.name, known(ContactFunction, row.function), row.phone, row.hours, bool(row.is_active))
        for row in connection.execute(select(contact).order_by(contact.c.place))
    )


def officers_of(connection: Connection) -> tuple[Officer, ...]:
    """The officers as they stand. Raises StoreDamaged."""
    officer = tables.officer
    return tuple(officer_of(row) for row in connection.execute(select(officer).order_by(officer.c.added_at, officer.c.id)))


def put_unit(connection: Connection, unit: Unit) -> None:
    """Writes the unit in place of what stood there."""
    connection.execute(delete(tables.unit))
    row = {
        "id": _UNIT,
        "authority": unit.authority.value,
        "name": storable(unit.name),
        "address_lines": storable("\n".join(unit.address_lines)),
        "phone": storable(unit.phone),
    }
    connection.execute(insert(tables.unit), row)


def put_contacts(connection: Connection, contacts: Iterable[ContactPerson]) -> None:
    """Writes the contact persons in place of those who stood there."""
    connection.execute(delete(tables.contact_person))
    written: list[Row] = [
        {
            "id": contact.id or new_id(),
            "place": place,
            "name": storable(contact.name),
            "function": contact.function.value,
            "phone": storable(contact.phone),
            "hours": storable(contact.hours),
            "is_active": int(contact.is_active),
        }
        for place, contact in enumerate(contacts)
    ]
    if written:
        connection.execute(insert(tables.contact_person), written)


def officer_row(officer: Officer, slot_id: str, added_at: str) -> Row:
    """The row of a new officer."""
    return {
        "id": officer.id,
        "slot_id": slot_id,
        "user_name": storable(officer.user_name),
        "user_key": storable(folded_name(officer.user_name)),
        "full_name": storable(officer.full_name),
        "initials": storable(officer.initials),
        "role": officer.role.value,
        "is_active": int(officer.is_active),
        "added_at": added_at,
        "retired_at": None,
    }


def officer_by(connection: Connection, column: ColumnElement[Any], value: str) -> Officer | None:
    """The active officer whose `column` is `value`."""
    row = connection.execute(select(tables.officer).where(column == value, tables.officer.c.is_active == 1)).first()
    return officer_of(row) if row else None
