"""Entries of every kind that can be kept at the desk, for the tests of the drawer. Everybody in them is invented."""

from __future__ import annotations

from datetime import date, timedelta

from stalkdesk.casework.contacts.contact_register import Away, Checked, ContactCard, ContactKind, Function, Receiver
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.exhibits import Custody, CustodyAct, Exhibit
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.log.incident_log import Typical
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven, SharedFor, Sharing, Withheld
from stalkdesk.casework.support.follow_ups import FollowUp
from stalkdesk.casework.support.plan import HolderState, Measure, TakenOver
from stalkdesk.casework.visits import HowCame, Visit
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.sitting import utc_now
from stalkdesk.data.times import day_of
from stalkdesk.intake.findings import Urgency
from tests.data.added import addition, file_case, weighed_as, weighing

CONTACT_ID = "5f0c1f6e-0000-4000-8000-000000000001"
VISIT = NewEntry(EntryKind.VISIT, Visit(HowCame.CAME, "Stormsvale: kom igen, bange for weekenden", companion="Mursejler"))
THING = NewEntry(EntryKind.EXHIBIT, Exhibit("Turteldue: en kniv i en pose", marking="Pose 7", from_name="Sumpmejse"))
GIVEN_BACK = NewEntry(EntryKind.CUSTODY, Custody(CustodyAct.GIVEN_BACK, "Ærlig Øprøve", why="Dompap skal bruge den"), subject=1)
WRONG_VISIT = NewEntry(EntryKind.IN_ERROR, InError(Wrong.ENTRY, 1, reason="Gærdesmutte: en anden sag"))
WRONG_CASE = NewEntry(EntryKind.IN_ERROR, InError(Wrong.CASE, reason="Oprettet to gange"))
RIGHT_CASE = NewEntry(EntryKind.IN_ERROR, InError(Wrong.CASE, is_in_error=False, reason="Alligevel ikke"))
TYPICAL = NewEntry(EntryKind.TYPICAL, Typical((1,)))
TAKEN_OVER = NewEntry(EntryKind.TAKEN_OVER, TakenOver(HolderState.ACKNOWLEDGED, note="Hortulan"))


def days(count: int) -> date:
    """The day in Denmark so many days from now."""
    return day_of(utc_now()) + timedelta(days=count)


def measure(note: str = "Rørdrum: låsen i kælderen", by_when: int = 3) -> NewEntry:
    """A measure, to be in place in so many days."""
    said = Measure("locks", who="Toppet Lappedykker", contact_id=CONTACT_ID, by_when=days(by_when), note=note)
    return NewEntry(EntryKind.MEASURE, said, reason="Planen")


def follow_up(due: int = 2, promised: bool = True) -> NewEntry:
    """A call in so many days."""
    return NewEntry(EntryKind.FOLLOW_UP, FollowUp(days(due), promised=promised, what="Isfugl: ring kun om formiddagen"))


def consent() -> NewEntry:
    """She lets the school know something for two months."""
    groups = (Group.FACTS, Group.SAFE_CONTACT)
    said = Consent(Receiver.SCHOOL, groups, "Natugle", days(-1), HowGiven.SIGNED, "Opdigtet Skole", until=days(60))
    return NewEntry(EntryKind.CONSENT, said, recipient=Recipient.OTHER_AUTHORITY, recipient_id=CONTACT_ID)


def sharing(approved_by: str) -> NewEntry:
    """Shared without consent, with a leader's approval."""
    said = Sharing(
        *(Receiver.POLICE, (Group.RISK,), "section_115", "Slørugle: akut fare", SharedFor.PREVENTION, days(0)),
        approved_by=approved_by,
    )
    return NewEntry(EntryKind.SHARING, said, reason="Kan ikke vente", recipient=Recipient.OTHER_AUTHORITY)


def withheld() -> NewEntry:
    """The employer is not told the address."""
    said = Withheld(Receiver.EMPLOYER, (Group.ADDRESS,), "Mosehornugle", receiver_name="Opdigtet Værksted")
    return NewEntry(EntryKind.WITHHELD, said)


def every_entry(drawer: OpenDrawer) -> tuple[NewEntry, ...]:
    """One of each kind that is kept at the desk, in an order in which they can be kept on a case with an incident."""
    return (
        *(VISIT, THING, GIVEN_BACK, WRONG_VISIT, TYPICAL, TAKEN_OVER),
        *(measure(), follow_up(), consent(), sharing(drawer.officer.id), withheld()),
    )


def case_after_the_door(drawer: OpenDrawer) -> str:
    """Files a case that has an incident and one entry of each kind; gives its reference."""
    reference = file_case(drawer)
    drawer.add_to_case(reference, addition(), weighing(), weighed_as(Urgency.ACUTE))
    drawer.keep_entries(reference, every_entry(drawer))
    return reference


def contact(name: str = "Skovskade Prøve", phone: str = "+4500000031") -> NewLine:
    """A contact of the other side."""
    card = ContactCard(ContactKind.PERSON, name, Function.POLICE, phone, "Opdigtet Politi", receiver=Receiver.POLICE)
    return NewLine(RegisterKind.CONTACT, CONTACT_ID, card, reason="Ny kontaktperson")


def away() -> NewLine:
    """She is away for a week."""
    return NewLine(RegisterKind.AWAY, CONTACT_ID, Away(days(0), days(7)))


def checked() -> NewLine:
    """Her number was checked."""
    return NewLine(RegisterKind.CHECKED, CONTACT_ID, Checked(days(0), "Søren Leder", "ringet op"))
