"""The register's contacts: fixed contact persons and agencies of both sides, who is away, and when each was last checked.

A contact is three kinds of lines (`register.RegisterKind`): what she is as a whole, that she is away, that she was checked. The
unit's own contact persons (`officers.ContactPerson`), which two people change together, and the agencies of the shelf stand in
the same view; of them only who is away and when they were checked is kept here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from stalkdesk.casework.contacts.opening_hours import Hours, hours_said, read_hours
from stalkdesk.casework.officers import Act, Authority, ContactFunction, ContactPerson, Officer
from stalkdesk.casework.register import KeepsRegister, RegisterKind, RegisterLine, newest_of
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.spellings import spellings_of, words_of

CHECK_EVERY_DAYS = 182
"""So long a number is trusted: half a year, as the texts of the shelf (`check_every_months`)."""
LEAST_DIGITS = 3
"""So many digits alone are looked for at the end of a number."""


class ContactKind(StrEnum):
    """What the contact is."""

    PERSON = "person"
    DESK = "desk"
    """A desk that takes turns: a number, no name."""
    AGENCY = "agency"


class Side(StrEnum):
    """Whose: of the authority behind this desk, or of another."""

    OWN = "own"
    OTHER = "other"


class Receiver(StrEnum):
    """Who something can be shared with: the choices of `share_with`, and anybody else."""

    POLICE = "police"
    VISITATOR = "visitator"
    MUNICIPALITY = "municipality"
    DSC = "dsc"
    SCHOOL = "school"
    DOCTOR = "doctor"
    EMPLOYER = "employer"
    OTHER = "other"


class Function(StrEnum):
    """What one calls the contact for: as `officers.ContactFunction`, and anything else."""

    VISITATOR = "visitator"
    ADULT = "voksen"
    CHILD_OR_YOUTH = "barn_ung"
    POLICE = "politi"
    DEPUTY = "stedfortraeder"
    OTHER = "andet"


@dataclass(frozen=True, slots=True)
class ContactCard:
    """What a line of kind CONTACT says: the contact as a whole."""

    kind: ContactKind
    name: str
    function: Function
    phone: str
    """E.164 or a short number; may be empty for who has only a safe channel."""
    organisation: str = ""
    side: Side = Side.OTHER
    hours: Hours = ()
    safe_channel: str = ""
    """How to write to her safely: secure mail, the authority's own post."""
    deputy_id: str = ""
    address: str = ""
    """E-mail or post."""
    receiver: Receiver = Receiver.OTHER
    """Whose she is when something is to be shared."""
    is_active: bool = True
    last_checked: date | None = None
    source: str = ""
    """Where the number comes from: who said it, or which page."""


@dataclass(frozen=True, slots=True)
class Away:
    """What a line of kind AWAY says. Never why."""

    first: date
    until: date | None = None
    """The last day; None: until further notice."""
    deputy_id: str = ""
    """Who stands in this time; empty: the contact's own deputy."""
    is_back: bool = False
    """She is here again, whatever the days say."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a line of kind CHECKED says."""

    on: date
    by_name: str
    how: str
    """`called`, `read`, … in words."""


class Origin(StrEnum):
    """Where a contact is kept, and so who changes her where."""

    REGISTER = "register"
    UNIT = "unit"
    """A fixed contact person of the unit: Indstillinger, by two persons."""
    SHELF = "shelf"
    """An agency of the shelf: Indhold."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as she stands now."""

    id: str
    card: ContactCard
    origin: Origin = Origin.REGISTER
    away: Away | None = None
    checked_on: date | None = None
    checked_by: str = ""
    number: int | None = None
    """Of the newest CONTACT line, for `NewLine.seen`."""
    hours_text: str = ""
    """Hours that are no opening hours as the program understands them, as they were written."""

    @property
    def name(self) -> str:
        """Her name, or what the desk or agency is called."""
        return self.card.name

    @property
    def function(self) -> Function:
        """What one calls her for."""
        return self.card.function

    @property
    def phone(self) -> str:
        """As it is kept."""
        return self.card.phone

    @property
    def is_active(self) -> bool:
        """Whether she is offered."""
        return self.card.is_active

    @property
    def receiver(self) -> Receiver:
        """Whose she is when something is to be shared."""
        return self.card.receiver

    @property
    def hours_shown(self) -> str:
        """The hours in words; empty when they are not told."""
        return hours_said(self.card.hours) or self.hours_text

    def is_overdue(self, today: date) -> bool:
        """Whether she should have been checked again; one that was never checked is."""
        return self.checked_on is None or today > self.checked_on + timedelta(days=CHECK_EVERY_DAYS)


def contacts_now(
    lines: Sequence[RegisterLine],
    persons: Sequence[ContactPerson] = (),
    agencies: Sequence[Contact] = (),
    authority: Authority = Authority.MUNICIPALITY,
) -> tuple[Contact, ...]:
    """Every contact as she stands: the unit's own, then the register's, then the shelf's; no id twice."""
    cards = newest_of(lines, RegisterKind.CONTACT)
    own = {person.id: _of_person(person, authority) for person in persons}
    kept = {one.subject: _of_line(one) for one in cards.values() if one.subject not in own}
    shelf = {one.id: one for one in agencies if one.id not in own and one.id not in kept}
    aways, checks = newest_of(lines, RegisterKind.AWAY), newest_of(lines, RegisterKind.CHECKED)
    return tuple(
        _with_lines(contact, aways.get(contact.id), checks.get(contact.id))
        for contact in (*own.values(), *kept.values(), *shelf.values())
    )


def contact_by(contacts: Iterable[Contact], contact_id: str) -> Contact | None:
    """The contact with that id, or None."""
    return next((one for one in contacts if one.id == contact_id), None)


def is_away(contact: Contact, on: date) -> bool:
    """Whether she is away on that day."""
    away = contact.away
    return away is not None and not away.is_back and away.first <= on and (away.until is None or on <= away.until)


def deputy_of(contact: Contact, contacts: Iterable[Contact], on: date) -> Contact | None:
    """Who stands in for her on that day: who was named with the days away, else her own deputy; None when nobody is."""
    named = contact.away.deputy_id if contact.away is not None and is_away(contact, on) else ""
    deputy = contact_by(contacts, named or contact.card.deputy_id)
    return deputy if deputy is not None and deputy.is_active and deputy.id != contact.id else None


def as_person(contact: Contact) -> ContactPerson:
    """The contact where a fixed contact person is asked for (intake, sheets)."""
    function = contact.function
    known = ContactFunction(function.value) if function is not Function.OTHER else ContactFunction.ADULT
    return ContactPerson(contact.id, contact.name, known, contact.phone, contact.hours_shown, contact.is_active)


class HoldsContacts(KeepsRegister, Protocol):
    """The part of the drawer that this room reads."""

    @property
    def officer(self) -> Officer: ...

    def contacts(self) -> tuple[ContactPerson, ...]: ...


KINDS_OF_CONTACTS = (RegisterKind.CONTACT, RegisterKind.AWAY, RegisterKind.CHECKED)


def persons_offered(drawer: HoldsContacts) -> tuple[ContactPerson, ...]:
    """The contacts that an intake offers as fixed contact person or deputy, and that a sheet knows: the unit's own, then the
    persons and desks of the register that have a number, of either side. Waits for the drawer: call it on the worker."""
    own = drawer.contacts()
    if not drawer.officer.may(Act.READ_CASE):
        return own
    kept = contacts_now(drawer.register(*KINDS_OF_CONTACTS), own)
    offered = (one for one in kept if one.origin is Origin.REGISTER and one.phone and one.function is not Function.OTHER)
    return (*own, *(as_person(one) for one in offered))


def _of_person(person: ContactPerson, authority: Authority) -> Contact:
    try:
        hours, text = read_hours(person.hours), ""
    except BadAnswer:
        hours, text = (), person.hours
    card = ContactCard(
        ContactKind.PERSON,
        person.name,
        Function(person.function.value),
        person.phone,
        side=Side.OWN,
        hours=hours,
        receiver=receiver_for(Function(person.function.value), authority),
        is_active=person.is_active,
    )
    return Contact(person.id, card, Origin.UNIT, hours_text=text)


def receiver_for(function: Function, authority: Authority) -> Receiver:
    """Whose a contact of the own side is."""
    if function is Function.POLICE:
        return Receiver.POLICE
    if function is Function.VISITATOR:
        return Receiver.VISITATOR
    return Receiver.POLICE if authority is Authority.POLICE else Receiver.MUNICIPALITY


def _of_line(line: RegisterLine) -> Contact:
    card: ContactCard = line.said
    return Contact(line.subject, card, checked_on=card.last_checked, checked_by=line.by, number=line.number)


def _with_lines(contact: Contact, away: RegisterLine | None, checked: RegisterLine | None) -> Contact:
    if away is not None:
        contact = replace(contact, away=away.said)
    if checked is not None and (contact.checked_on is None or checked.said.on >= contact.checked_on):
        contact = replace(contact, checked_on=checked.said.on, checked_by=checked.said.by_name)
    return contact


def found_by(contacts: Sequence[Contact], typed: str) -> tuple[Contact, ...]:
    """The contacts of which every typed word begins a word of the name, organisation or channel, or the number ends so."""
    wanted = words_of(typed, 1)
    digits = "".join(sign for sign in typed if sign.isdigit())
    if len(digits) >= LEAST_DIGITS and not any(word.isalpha() for word in wanted):
        return tuple(one for one in contacts if one.phone.endswith(digits))
    return tuple(one for one in contacts if all(_begins(one, word) for word in wanted))


def _begins(contact: Contact, word: str) -> bool:
    card = contact.card
    texts = (card.name, card.organisation, card.address, card.function.value, contact.phone)
    return any(
        known.startswith(word) for text in texts for spelling in (words_of(text), spellings_of(text)) for known in spelling
    )
