"""All that the page of contacts shows, read in one go on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from stalkdesk.casework.contacts.calling import CALLED_FOR, Ladder, Rung, step_of, who_to_call
from stalkdesk.casework.contacts.contact_register import KINDS_OF_CONTACTS, Contact, contacts_now
from stalkdesk.casework.handover.desks import Desk as PackageDesk
from stalkdesk.casework.handover.desks import desks_of
from stalkdesk.casework.officers import Act, Unit
from stalkdesk.casework.register import RegisterKind
from stalkdesk.guidance.agency_contacts import agency_contacts
from stalkdesk.language import spoken
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.times import day


@dataclass(frozen=True, slots=True)
class KnownContacts:
    """The contacts as they stand at one time."""

    contacts: tuple[Contact, ...]
    desks: Mapping[str, PackageDesk]
    """Contact id -> the desk at which she opens packages, where its keys are known."""
    unit: Unit
    at: datetime
    may_keep: bool

    @property
    def today(self) -> date:
        """The day in Denmark."""
        return day(self.at)

    def ladders(self) -> tuple[Ladder, ...]:
        """Who is called now, for each thing one asks for."""
        unit = self.unit
        return tuple(who_to_call(self.contacts, function, self.at, unit.name, unit.phone) for function in CALLED_FOR)

    def is_reachable(self, contact: Contact) -> bool:
        """Whether the contact can be called now."""
        return step_of(contact, Rung.CONTACT, self.at).is_reachable


def read_contacts(desk: Desk) -> KnownContacts:
    """Reads the register, the unit's own contact persons and the shelf. Waits for the drawer: call it on the worker."""
    drawer = desk.open_drawer()
    unit, lines = drawer.unit(), drawer.register(*KINDS_OF_CONTACTS, RegisterKind.DESK)
    shelf = agency_contacts(desk.agencies(spoken()))
    return KnownContacts(
        contacts_now(lines, drawer.contacts(), shelf, unit.authority),
        {one.contact_id: one for one in desks_of(lines).values() if one.contact_id},
        unit,
        desk.now(),
        drawer.officer.may(Act.KEEP_CONTACTS),
    )
