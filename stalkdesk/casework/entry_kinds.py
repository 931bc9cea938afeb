"""Every kind of entry, in one table: what it says, in which compartment, who may write it, and what must be true of it.

A kind that is not in the table can't be written: the drawer refuses what it does not know. A trade adds its line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from stalkdesk.casework.case_note import CaseNote, check_case_note
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.entry_checks import Check, fits
from stalkdesk.casework.errors_entered import InError, check_in_error
from stalkdesk.casework.exhibits import Custody, Exhibit, check_custody, check_exhibit
from stalkdesk.casework.handover.handovers import Conflict, Handover, Received, check_conflict, check_handover
from stalkdesk.casework.log.incident_log import Typical, check_typical
from stalkdesk.casework.log.logs_taken_in import LogTakenIn, check_taken_in
from stalkdesk.casework.officers import Act
from stalkdesk.casework.persons.code_cards import CodeCard
from stalkdesk.casework.persons.same_person import SamePerson, check_same_person
from stalkdesk.casework.sharing.consents import Consent, Sharing, Withheld, check_consent, check_sharing, check_withheld
from stalkdesk.casework.support.follow_ups import FollowUp, check_follow_up
from stalkdesk.casework.support.plan import Measure, TakenOver, check_measure, check_taken_over
from stalkdesk.casework.visits import Visit, check_visit
from stalkdesk.intake.checklist import Compartment


@dataclass(frozen=True, slots=True)
class KindOfEntry:
    """How entries of one kind are kept."""

    says: type
    """The frozen dataclass of `said`."""
    compartment: Compartment
    needs: Act
    check: Check = fits
    has_things: bool = False
    """Whether its entries are about numbered things: a new one gets the next number."""
    is_stores_own: bool = False
    """Whether only the drawer writes it, in an act of its own (`keep_entries` refuses it)."""


KINDS: Mapping[EntryKind, KindOfEntry] = MappingProxyType(
    {
        EntryKind.VISIT: KindOfEntry(Visit, Compartment.FACTS, Act.TAKE_INTAKE, check_visit, has_things=True),
        EntryKind.EXHIBIT: KindOfEntry(Exhibit, Compartment.FACTS, Act.TAKE_INTAKE, check_exhibit, has_things=True),
        EntryKind.CUSTODY: KindOfEntry(Custody, Compartment.FACTS, Act.TAKE_INTAKE, check_custody),
        EntryKind.INCIDENTS_TAKEN_IN: KindOfEntry(
            LogTakenIn, Compartment.FACTS, Act.TAKE_INTAKE, check_taken_in, has_things=True, is_stores_own=True
        ),
        EntryKind.TYPICAL: KindOfEntry(Typical, Compartment.FACTS, Act.TAKE_INTAKE, check_typical),
        EntryKind.IN_ERROR: KindOfEntry(InError, Compartment.FACTS, Act.TAKE_INTAKE, check_in_error),
        EntryKind.SAME_PERSON: KindOfEntry(
            SamePerson, Compartment.FACTS, Act.TAKE_INTAKE, check_same_person, is_stores_own=True
        ),
        EntryKind.CODE_CARD: KindOfEntry(CodeCard, Compartment.FACTS, Act.TAKE_INTAKE, is_stores_own=True),
        EntryKind.MEASURE: KindOfEntry(Measure, Compartment.PROTECTED, Act.TAKE_INTAKE, check_measure, has_things=True),
        EntryKind.FOLLOW_UP: KindOfEntry(FollowUp, Compartment.PROTECTED, Act.TAKE_INTAKE, check_follow_up, has_things=True),
        EntryKind.CONSENT: KindOfEntry(Consent, Compartment.PROTECTED, Act.TAKE_INTAKE, check_consent, has_things=True),
        EntryKind.SHARING: KindOfEntry(Sharing, Compartment.PROTECTED, Act.TAKE_INTAKE, check_sharing, has_things=True),
        EntryKind.WITHHELD: KindOfEntry(Withheld, Compartment.PROTECTED, Act.TAKE_INTAKE, check_withheld, has_things=True),
        EntryKind.HANDOVER: KindOfEntry(
            Handover, Compartment.FACTS, Act.TAKE_INTAKE, check_handover, has_things=True, is_stores_own=True
        ),
        EntryKind.RECEIVED: KindOfEntry(Received, Compartment.FACTS, Act.TAKE_INTAKE, is_stores_own=True),
        EntryKind.CONFLICT: KindOfEntry(
            Conflict, Compartment.PROTECTED, Act.TAKE_INTAKE, check_conflict, has_things=True, is_stores_own=True
        ),
        EntryKind.CASE_NOTE: KindOfEntry(CaseNote, Compartment.FACTS, Act.TAKE_INTAKE, check_case_note),
        EntryKind.TAKEN_OVER: KindOfEntry(TakenOver, Compartment.FACTS, Act.TAKE_OVER, check_taken_over),
    }
)
"""Kind -> how it is kept."""
