"""A case on its way: the draft of an intake, the filed case, and the lines of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from stalkdesk.casework.additions import Addendum, Incident, InstrumentUse
from stalkdesk.casework.attachments import Attachment
from stalkdesk.casework.entries import Entry
from stalkdesk.casework.evaluations import Confirmation, Evaluation
from stalkdesk.casework.papers import SheetGiven
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.findings import Assessment, Definition, Urgency


class CaseStatus(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    FILED = "filed"
    DISCARDED = "discarded"
    ERASED = "erased"
    """A filed case that was taken away; its number stays used."""


GONE = (CaseStatus.DISCARDED.value, CaseStatus.ERASED.value)
"""What only a number is left of: in no list, no search, no figure."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An intake that is not filed yet, with everything that was answered."""

    case_id: str
    reference: str
    """`SD-2026-0001`; cannot be taken for a police journal number."""
    checklist_version: str
    started_at: datetime
    saved_at: datetime
    officer_id: str
    officer_name: str
    at_question: str
    """The question that was on the screen, or empty."""
    answers: Mapping[str, Answer]
    unfinished: Mapping[str, object]
    """What was typed and is no answer yet, by question, unchecked, in the JSON form of `intake/answers.py`."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft as it is offered after a restart."""

    case_id: str
    reference: str
    started_at: datetime
    saved_at: datetime
    officer_name: str
    checklist_version: str
    at_question: str
    answered: int


@dataclass(frozen=True, slots=True)
class Filed:
    """The answer to filing, given only when the case is durable."""

    case_id: str
    reference: str
    filed_at: datetime
    definition: Definition
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of the case list. Nothing of compartment B is in it."""

    case_id: str
    reference: str
    status: CaseStatus
    started_at: datetime
    filed_at: datetime | None
    definition: Definition | None
    urgency: Urgency | None
    """The confirmed level."""
    officer_name: str
    journal_number: str
    is_in_error: bool = False
    """Entered in error: shown as such, and not counted."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One act in the journal: who, when, what, which case, why. Never content."""

    number: int
    at: datetime
    officer_name: str
    act: str
    reference: str
    fields: tuple[str, ...]
    """Question ids or column names; never values."""
    reason: str
    recipient: str = ""
    """Who got the paper or file: a `Recipient`, or empty."""


@dataclass(frozen=True, slots=True)
class Case:
    """A filed case as it is read. `answers` holds compartment A as it stands now, with what was added since (`addenda`: what
    stood there before); B comes from `Drawer.protected_answers`."""

    line: CaseLine
    checklist_version: str
    rules_version: str
    answers: Mapping[str, Answer]
    protected_ids: tuple[str, ...]
    """Ids of the questions that have an answer in compartment B."""
    assessment: Assessment | None
    """As computed last; rules that only speak of compartment B are left out."""
    confirmation: Confirmation | None
    """As confirmed last."""
    sheets: tuple[SheetGiven, ...]
    journal: tuple[JournalLine, ...]
    evaluations: tuple[Evaluation, ...] = ()
    """Every evaluation, the first one first; empty for a draft."""
    incidents: tuple[Incident, ...] = ()
    """What was added after filing, the newest incident first."""
    addenda: tuple[Addendum, ...] = ()
    """In the order in which they were added."""
    attachments: tuple[Attachment, ...] = ()
    """In the order in which they were taken in; of those of compartment B only that they are there."""
    instruments: tuple[InstrumentUse, ...] = ()
    """In the order in which they were written here."""
    entries: tuple[Entry, ...] = ()
    """What happened after the door, compartment A, in order; B comes from `Drawer.protected_entries`."""
    sealed_entries: int = 0
    """How many more there are in compartment B."""
    is_in_error: bool = False
    """Entered in error: it leaves the numbers."""
