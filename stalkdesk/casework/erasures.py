"""Erasing a filed case: why it may go, what goes with it, and which backups still hold it.

What stays is its number, so that it is never given again, with when, by whom and why; and the lines of the journal, which hold
no content. It can't be undone but by a backup from before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from stalkdesk.casework.attachments import AttachmentState
from stalkdesk.casework.cases import Case

MOST_REMARK = 200
"""Characters of the remark, which stands in the journal for good: it is not to speak of the case."""


class ErasureReason(StrEnum):
    """Why a case is erased. Whether it may be is for the authority to know; the program only writes down what was chosen."""

    MISTAKE = "mistake"
    """It should never have been taken."""
    DUPLICATE = "duplicate"
    """It is there twice."""
    NO_LONGER_KEPT = "no_longer_kept"
    """The authority keeps it no longer."""
    DECIDED = "decided"
    """The authority has decided it, on request or by itself."""
    OTHER = "other"
    """Something else: the remark says what."""


@dataclass(frozen=True, slots=True)
class Erasing:
    """What the supervisor gives to erase a case. `untrusted_reference`: its number, typed again."""

    reason: ErasureReason
    untrusted_reference: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Vanishing:
    """How much of a case goes when it is erased."""

    answers: int
    protected: int
    """Answers of compartment B."""
    evaluations: int
    incidents: int
    addenda: int
    instruments: int
    attachments: int
    sheets: int
    entries: int
    """What happened after the door, both compartments: visits, exhibits, the plan, consents, handovers."""


@dataclass(frozen=True, slots=True)
class BackupHolding:
    """A backup that still holds an erased case."""

    folder: Path
    made_at: datetime
    gone_by: date | None
    """When it goes by itself, when a backup is made each day; None: it stays until somebody deletes it."""


@dataclass(frozen=True, slots=True)
class Erased:
    """The answer to erasing, given only when it is durable."""

    reference: str
    at: datetime
    reason: ErasureReason
    vanished: Vanishing
    backups: tuple[BackupHolding, ...]
    """Newest first."""
    unseen: tuple[Path, ...] = ()
    """Places for backups that can't be looked into now."""


def vanishing_of(case: Case) -> Vanishing:
    """What would go of a case as it was read."""
    return Vanishing(
        answers=len(case.answers),
        protected=len(case.protected_ids),
        evaluations=len(case.evaluations),
        incidents=len(case.incidents),
        addenda=len(case.addenda),
        instruments=len(case.instruments),
        attachments=sum(one.state is AttachmentState.KEPT for one in case.attachments),
        sheets=len(case.sheets),
        entries=len(case.entries) + case.sealed_entries,
    )
