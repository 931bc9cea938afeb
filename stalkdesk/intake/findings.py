"""What the assessment finds: a definition, an urgency, and the named rules behind them. Never a score, never a decision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Definition(StrEnum):
    """Outcome of the definition test (docs/assessment.md C2)."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    NOT_BY_THIS_INFORMATION = "not_by_this_information"


class Urgency(StrEnum):
    """Urgency (docs/assessment.md C3), the most urgent first."""

    ACUTE = "acute"
    HIGH = "high"
    MODERATE = "moderate"
    ROUTINE = "routine"


class Element(StrEnum):
    """The four elements of the definition test."""

    PATTERN = "P"
    UNWANTED = "U"
    PEACE = "F"
    EXPLANATION = "X"


class ElementState(StrEnum):
    """State of an element. P: met, weak, absent, unknown · U, F: met, absent, unclear · X: present, absent, unclear."""

    MET = "met"
    WEAK = "weak"
    ABSENT = "absent"
    PRESENT = "present"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ElementFinding:
    """One element: its state, the facts that were used, and the questions that would settle it when it is open."""

    element: Element
    state: ElementState
    used: tuple[str, ...]
    """Keys of the facts that led to the state."""
    settled_by: tuple[str, ...]
    """Question ids that are unanswered and would settle the element; empty when it is settled."""

    @property
    def is_open(self) -> bool:
        """Neither settled for nor against."""
        return self.state in (ElementState.WEAK, ElementState.UNCLEAR, ElementState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Definition and urgency, computed apart. Codes only; `resources/rules/` holds their sentences."""

    definition: Definition
    elements: tuple[ElementFinding, ...]
    """P, U, F, X in this order."""
    urgency: Urgency
    rules: tuple[str, ...]
    """All fired rules, A, H, M, by number."""
    floors: tuple[str, ...]
    unanswered_critical: tuple[str, ...]
    referrals: tuple[str, ...]
    """Codes of who to turn to, worded in `resources/rules/`."""
    reopen: tuple[str, ...]
    """Codes of what would reopen the question."""
    several_concerns: bool

    def state(self, element: Element) -> ElementState:
        """The state of one element."""
        return next(finding.state for finding in self.elements if finding.element is element)


@dataclass(frozen=True, slots=True)
class Explanation:
    """An assessment in plain sentences of one language, in the order in which they are shown."""

    headline: str
    """Definition, one sentence: "Stalking sandsynlig"."""
    urgency_line: str
    """As docs/assessment.md C4: "Mindst MODERAT – 2 af 8 kritiske spørgsmål er ubesvarede: …" or the plain level."""
    reasons: tuple[str, ...]
    elements: tuple[tuple[Element, str, str], ...]
    """Element, its name, what was found, for each of P, U, F, X."""
    unanswered: tuple[tuple[str, str], ...]
    """Question id and short name of each unanswered critical question."""
    referrals: tuple[str, ...]
    reopen: tuple[str, ...]
    response: str
    """What follows and within what time."""
