"""Entries: what happens on a case after the door, one line each, added and never overwritten.

A visit, an exhibit, a measure of the plan, a consent, a handover: each is an entry of its kind, with what it says as one frozen
value of the trade that owns the kind (`entry_kinds.KINDS`). How a thing stands now is what its entries say, in their order: a
later entry about the same `subject` goes before the earlier ones, which stay readable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from stalkdesk.casework.journal_marks import Recipient

Said = Any
"""What an entry says: a frozen dataclass of texts, numbers, truths, dates, aware times, StrEnums, and tuples of such."""


class EntryKind(StrEnum):
    """What an entry is about. The word is also the journal's."""

    VISIT = "visit"
    """The person came, called or wrote again."""
    EXHIBIT = "exhibit"
    CUSTODY = "custody"
    """Where an exhibit went, or came back from."""
    INCIDENTS_TAKEN_IN = "incidents_taken_in"
    """A log of her own was read; which incidents came from which file."""
    TYPICAL = "typical"
    """Which incidents are the typical ones."""
    IN_ERROR = "in_error"
    """The case, an incident or an entry was entered in error, or not after all."""
    SAME_PERSON = "same_person"
    """The person of this case and of another are one, or not after all."""
    CODE_CARD = "code_card"
    MEASURE = "measure"
    FOLLOW_UP = "follow_up"
    """A call or a talk that is promised, held or moved."""
    CONSENT = "consent"
    SHARING = "sharing"
    """Something was shared without consent: by which rule, why, with whose approval."""
    WITHHELD = "withheld"
    HANDOVER = "handover"
    """A package was prepared, handed over, acknowledged, declined, taken back."""
    RECEIVED = "received"
    """The case, or a newer version of it, came in a package."""
    CONFLICT = "conflict"
    """Two versions that say different things, and how it was settled."""
    CASE_NOTE = "case_note"
    """The case note was made for the authority's own journal."""
    TAKEN_OVER = "taken_over"
    """Who has the case here: acknowledged by the visitator, given to a fixed contact person."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to be added."""

    kind: EntryKind
    said: Said
    subject: int = 0
    """The thing it is about: 1, 2, … within its kind (exhibit 3); 0 for a new thing, which gets the next number, or for a
    kind without things of its own."""
    reason: str = ""
    """Why, for the journal."""
    recipient: Recipient | None = None
    recipient_id: str = ""
    """Who of the register (`register`) got it, for the journal: an id, never a name."""
    seen: int | None = None
    """The number of the newest entry about the subject that was on the screen; when there is a newer one, the drawer refuses
    with CaseChanged. None: it does not matter."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is read."""

    number: int
    """1, 2, … over all kinds of the case, without a gap."""
    kind: EntryKind
    subject: int
    said: Said
    at: datetime
    by: str
    """Initials."""
    officer_id: str


class KeepsEntries(Protocol):
    """The part of the drawer that holds entries."""

    def keep_entries(self, reference: str, new: Sequence[NewEntry]) -> tuple[Entry, ...]:
        """Adds entries, in one transaction, each with its line in the journal; gives them as they are kept.

        Raises CaseUnknown for a draft, NotAllowed where the kind asks for another role, BadAnswer or TooLong for what can't be
        said, CaseChanged when somebody has added to the subject meanwhile: then nothing is kept."""
        ...

    def protected_entries(self, reference: str, reason: str) -> tuple[Entry, ...]:
        """All entries of a case, those of compartment B too, in order; journalled with the reason before they are returned."""
        ...


def newest_by_subject(entries: Sequence[Entry], kind: EntryKind) -> dict[int, Entry]:
    """The newest entry of a kind about each thing, by the thing's number."""
    return {entry.subject: entry for entry in entries if entry.kind is kind}
