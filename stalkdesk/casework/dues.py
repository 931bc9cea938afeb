"""What is due on a case, and when: worked out anew from the case each time something is added to it.

The drawer keeps the answer in a table of its own, so that the today page and the shift-change sheet read one table however many
cases there are. A due says what and when; why stands in the case.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from stalkdesk.casework.entries import Entry
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.intake.windows import DEFAULTS, Windows


class DueKind(StrEnum):
    """What is due."""

    ACKNOWLEDGEMENT = "acknowledgement"
    """A package that was handed over and is not acknowledged; `due_at` is when its clock runs out."""
    PLAN = "plan"
    """A high or acute case without a support plan."""
    TAKING_OVER = "taking_over"
    """A likely or possible case that the visitator has not taken over."""
    CALL = "call"
    """A promised call."""
    FOLLOW_UP = "follow_up"
    MEASURE = "measure"
    JOURNAL = "journal"
    """Not filed in the authority's own journal."""
    CONSENT = "consent"
    """A consent that runs out."""
    CONFLICT = "conflict"
    """Two versions of the case that say different things."""
    LEVEL = "level"
    """A case that came without its level: the one that was worked out here is to be confirmed."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due on a case."""

    kind: DueKind
    subject: int
    """The thing of the entry's kind, or 0."""
    due_at: datetime
    """Aware, UTC. For a day: its end in Denmark."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """One line of the today page."""

    due: Due
    reference: str
    urgency: Urgency | None
    started_at: datetime
    officer_name: str


@dataclass(frozen=True, slots=True)
class CaseNow:
    """A filed case as it stands, both compartments."""

    reference: str
    filed_at: datetime
    definition: Definition
    urgency: Urgency
    """As confirmed last."""
    journal_number: str
    answers: Mapping[str, Answer]
    entries: Sequence[Entry]
    windows: Windows = DEFAULTS
    """The response times that hold at this desk today."""
    evaluated_at: Sequence[datetime] = ()
    """When it was evaluated after filing; only of a case that came from another desk."""


Asking = Callable[[CaseNow], Sequence[Due]]
"""How a trade is asked what is due on a case: `dues_asked.ASKED`."""


class KeepsDues(Protocol):
    """The part of the drawer that tells what is due."""

    def dues(self, until: datetime | None = None, limit: int = 500) -> tuple[DueLine, ...]:
        """What is due over all filed cases, the earliest first; `until`: what falls due at that time or before."""
        ...
