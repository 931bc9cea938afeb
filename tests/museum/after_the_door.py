"""What an exhibit holds of life after the door, since 0007: an entry of every kind, and a line of every kind in the register.

Kinds that the desk keeps come in by the desk's own way; those that the drawer writes in an act of its own (a package, a log
that was read) are written as that act does, with values that are made up here: no other desk is needed to make an exhibit.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from stalkdesk.casework.additions import Incident
from stalkdesk.casework.case_note import CaseNote, NoteForm
from stalkdesk.casework.contacts.contact_register import Away, Checked, ContactCard, ContactKind, Function, Receiver, Side
from stalkdesk.casework.contacts.opening_hours import read_hours
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.entry_kinds import KINDS
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.exhibits import Custody, CustodyAct, Exhibit
from stalkdesk.casework.handover.desks import Desk, PackageSeen, Trust, fingerprint_of
from stalkdesk.casework.handover.handovers import Choice, Conflict, Handover, HandoverState, Purpose, Received, Way
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.log.incident_log import Channel, LoggedIncident, LogSource, Reported, Typical
from stalkdesk.casework.log.log_columns import LogField
from stalkdesk.casework.log.log_dates import DayOrder
from stalkdesk.casework.log.log_tables import LogFormat
from stalkdesk.casework.log.logs_taken_in import LogTakenIn, TakenColumn
from stalkdesk.casework.persons.same_person import Basis, SamePerson, Whose
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.casework.register_kinds import REGISTER_KINDS
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven, SharedFor, Sharing, Withheld
from stalkdesk.casework.support.follow_ups import FollowUp
from stalkdesk.casework.support.plan import HolderState, Measure, MeasureState, TakenOver
from stalkdesk.casework.visits import HowCame, SafeContact, Visit
from stalkdesk.data import dues
from stalkdesk.data.cases import kept_row
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.entries import write_entries
from stalkdesk.data.entry_text import said_bytes
from stalkdesk.data.register import write_lines
from stalkdesk.data.times import day_of
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.checklist import AnswerKind

AT = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)
DAY = date(2026, 3, 9)
SHA = hashlib.sha256(b"montre").hexdigest()
CONTACT, DEPUTY = "0b7e3f52-0000-4000-8000-000000000001", "0b7e3f52-0000-4000-8000-000000000002"
DESK, CASE = "6a1d0c11-0000-4000-8000-000000000003", "6a1d0c11-0000-4000-8000-000000000004"
PACKAGE, OTHER_PACKAGE = "6a1d0c11-0000-4000-8000-000000000005", "6a1d0c11-0000-4000-8000-000000000006"
RECIPIENT, SIGNING = "age1" + "q" * 58, "ab" * 32
LOGGED = LoggedIncident(
    *("21:15", Channel.AT_HOME, "ved opgangen i Øby", "naboen Æske Prøve", (1,), "B4"),
    Reported("Prøvepolitiet", "2026-03", "0000-12345"),
    LogSource.LOG,
    1,
)


def put_in(drawer: OpenDrawer, reference: str, linked: str) -> dict[str, Any]:
    """Writes all of it on the case; gives what must be read again. `linked`: another reference of the same store."""
    _register(drawer)
    _entries(drawer, reference, linked)
    entries = drawer.protected_entries(reference, "Montren fyldes")
    lines = drawer.register()
    assert {entry.kind for entry in entries} == set(KINDS) == set(EntryKind)
    assert {line.kind for line in lines} == set(REGISTER_KINDS) == set(RegisterKind)
    return {
        "entries": [[one.kind.value, one.subject, _plain(one.said)] for one in entries],
        "register": [
            [one.kind.value, one.subject, _plain(one.said)] for one in lines if not REGISTER_KINDS[one.kind].is_sealed
        ],
    }


def incident() -> Incident:
    """One with everything that a log can say."""
    return Incident(DateValue("2026-03-06"), ("VISIT",), "Stod i opgangen med blomster. Æ, Ø, Å.", log=LOGGED)


def _entries(drawer: OpenDrawer, reference: str, linked: str) -> None:
    today, file = day_of(drawer._sitting.now()), drawer.case(reference).attachments[0]
    new = (
        NewEntry(EntryKind.VISIT, Visit(HowCame.CALLED, "Ringede fra Øby", "søsteren", "Vi ringer", SafeContact.CHANGED)),
        NewEntry(EntryKind.EXHIBIT, Exhibit("Kort uden navn", marking="Pose Æ1", from_name="Nabo Prøve", taken_at=AT)),
        NewEntry(EntryKind.EXHIBIT, Exhibit("Skærmbillede", is_file=True, attachment=1, sha256=file.sha256)),
        NewEntry(EntryKind.CUSTODY, Custody(CustodyAct.HANDED_ON, "Prøvepolitiet", CONTACT, "Sikres", "Skab 3"), subject=1),
        NewEntry(EntryKind.TYPICAL, Typical((2, 1))),
        NewEntry(EntryKind.TAKEN_OVER, TakenOver(HolderState.ACKNOWLEDGED, note="Taget ved disken")),
        NewEntry(EntryKind.TAKEN_OVER, TakenOver(HolderState.GIVEN_TO_CONTACT, CONTACT, "Kaj Montreprøve", "På telefonen")),
        _measure("locks", today, MeasureState.REFERRED),
        _measure("doctor", today, MeasureState.DECLINED),
        NewEntry(EntryKind.FOLLOW_UP, FollowUp(today + timedelta(days=14), promised=True, what="Ring før kl. 12")),
        _consent(),
        replace(_consent(), said=replace(_consent().said, withdrawn_on=DAY + timedelta(days=2)), subject=1),
        _sharing(drawer.officer.id),
        NewEntry(EntryKind.WITHHELD, Withheld(Receiver.EMPLOYER, (Group.ADDRESS,), "En kollega kender ham", "Montren A/S")),
        NewEntry(EntryKind.CASE_NOTE, CaseNote(NoteForm.PDF_A, SHA, 3, 14)),
        NewEntry(EntryKind.IN_ERROR, InError(Wrong.ENTRY, 1, reason="En anden sag")),
    )
    drawer.keep_entries(reference, new)
    drawer.give_code_card(reference)
    with drawer._sitting.act() as connection:
        row = kept_row(connection, reference)
        write_entries(connection, drawer._sitting, row, tuple(_drawers_own(linked)))
        dues.rewrite(connection, drawer._sitting.seal, row.id)


def _measure(need: str, today: date, state: MeasureState) -> NewEntry:
    said = Measure(
        need, state, "Låsesmed Prøve", CONTACT, today + timedelta(days=7), today + timedelta(days=3), "Ny cylinder Ø"
    )
    return NewEntry(EntryKind.MEASURE, said, reason="Planen")


def _consent() -> NewEntry:
    said = Consent(
        *(Receiver.SCHOOL, (Group.FACTS, Group.SAFE_CONTACT), "Hvem der må hente", DAY, HowGiven.ORAL_WITNESS),
        *("Montreskolen", CONTACT, DAY + timedelta(days=60), "Vidne Prøve"),
    )
    return NewEntry(EntryKind.CONSENT, said, recipient=Recipient.OTHER_AUTHORITY, recipient_id=CONTACT)


def _sharing(leader: str) -> NewEntry:
    said = Sharing(
        *(Receiver.POLICE, (Group.RISK,), "section_115", "Han har sagt, at han kommer.", SharedFor.PREVENTION, DAY),
        *("Retsplejeloven § 115", True, leader, "Prøvepolitiet", CONTACT, True),
    )
    return NewEntry(EntryKind.SHARING, said, reason="Akut")


def _drawers_own(linked: str) -> list[NewEntry]:
    columns = (TakenColumn("Dato", LogField.DATE), TakenColumn("Hvad skete der?", LogField.WHAT))
    taken = LogTakenIn(1, SHA, LogFormat.DELIMITED, 12, 9, 2, 1, columns, DayOrder.DAY_FIRST, 2026)
    made = Handover(
        *(
            PACKAGE,
            HandoverState.PREPARED,
            Purpose.SHARE,
            DESK,
            CONTACT,
            "Kaj Montreprøve",
            ("facts", "risk"),
            ("address",),
            (1,),
        ),
        *(1, AT + timedelta(days=1), "c" * 64, "d" * 64, "section_115"),
    )
    came = Received(
        *(OTHER_PACKAGE, DESK, "Nabomontren", "SD-2025-0042", DESK, CASE, 3, Purpose.TRANSFER, AT, "likely", "high"),
        *("2026-1", "2026-1", ("facts",), ("health",), "Vibe Prøve", "+4500000015", "K7M4TQ", AT + timedelta(days=1)),
        *(False, 4, 1, ("3 · brev",)),
    )
    differs = Conflict(OTHER_PACKAGE, "Nabomontren", "impact", AnswerKind.SINGLE, '"fear"', '"severe_fear"', is_protected=False)
    handed = replace(made, state=HandoverState.DECLINED, way=Way.COURIER, reason="Hører til hos jer", wrong_codes=2)
    return [
        NewEntry(EntryKind.INCIDENTS_TAKEN_IN, taken, subject=1),
        NewEntry(EntryKind.HANDOVER, made, recipient=Recipient.OTHER_AUTHORITY, recipient_id=DESK),
        NewEntry(EntryKind.HANDOVER, replace(made, wrong_codes=1), subject=1),
        NewEntry(EntryKind.HANDOVER, replace(handed, wrong_codes=1), subject=1),
        NewEntry(EntryKind.RECEIVED, came),
        NewEntry(EntryKind.CONFLICT, differs),
        NewEntry(EntryKind.CONFLICT, replace(differs, choice=Choice.OURS), subject=1),
        NewEntry(
            EntryKind.SAME_PERSON, SamePerson(Whose.PERPETRATOR, linked, True, Basis.KNOWN, "Samme bil"), reason="Samme bil"
        ),
        NewEntry(
            EntryKind.SAME_PERSON, SamePerson(Whose.PERPETRATOR, linked, False, Basis.KNOWN, "En anden"), reason="En anden"
        ),
    ]


def _register(drawer: OpenDrawer) -> None:
    hours = read_hours("man-tor 9-15, fre 9-12")
    card = ContactCard(
        *(ContactKind.PERSON, "Kaj Montreprøve", Function.POLICE, "+4500000012", "Prøvepolitiet Ø", Side.OTHER, hours),
        *("Sikker post", DEPUTY, "kaj@montre.invalid", Receiver.POLICE, True, DAY, "Ringet op"),
    )
    deputy = ContactCard(ContactKind.AGENCY, "Montrens vagt", Function.DEPUTY, "+4500000014")
    drawer.keep_in_register(
        (
            NewLine(RegisterKind.CONTACT, CONTACT, card, reason="Ny"),
            NewLine(RegisterKind.CONTACT, DEPUTY, deputy),
            NewLine(RegisterKind.AWAY, CONTACT, Away(DAY, DAY + timedelta(days=5), DEPUTY)),
            NewLine(RegisterKind.CHECKED, CONTACT, Checked(DAY, "Kurator Ældre", "ringet op")),
        )
    )
    drawer.desk_card()  # makes the desk's own keys
    desk = Desk(
        *(DESK, "Nabomontren", "kommune", "+4500000015", RECIPIENT, SIGNING, fingerprint_of(DESK, RECIPIENT, SIGNING)),
        *(Trust.TRUSTED, CONTACT, AT, "KÆ", "Vibe Prøve"),
    )
    seen = PackageSeen(DESK, "Nabomontren", DESK, CASE, AT, is_declined=True)
    with drawer._sitting.act() as connection:
        new = (NewLine(RegisterKind.DESK, DESK, desk), NewLine(RegisterKind.PACKAGE, OTHER_PACKAGE, seen))
        write_lines(connection, drawer._sitting, new)


def _plain(said: object) -> Any:
    return json.loads(said_bytes(said))
