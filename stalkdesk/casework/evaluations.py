"""How a case was evaluated, each time: what the rules gave, what was confirmed, with which rules, checklist and windows.

The first evaluation is made when the case is filed; another whenever an incident or an answer is added. None is ever changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from stalkdesk.intake.answers import Answer
from stalkdesk.intake.findings import Assessment, Urgency
from stalkdesk.intake.windows import Windows


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the officer confirms: the computed level, or another one. Lowering takes a supervisor and a reason."""

    urgency: Urgency
    reason: str = ""
    approved_by: str = ""
    """Officer id of the supervisor who approved a lowered level."""


class Occasion(StrEnum):
    """Why the case was evaluated."""

    FILED = "filed"
    INCIDENT = "incident"
    """An incident was added (with or without answers)."""
    ANSWER = "answer"
    """An answer was added or corrected."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the rules give for all answers of a case, and what of it compartment A may hold."""

    whole: Assessment
    public: Assessment
    """Without the rules and referrals that only speak of compartment B."""
    checklist_version: str
    rules_version: str
    windows: Windows


Weighing = Callable[[Mapping[str, Answer]], Weighed]
"""Evaluates all answers of a case, those of compartment B too. The drawer calls it, so that B never comes to the screen."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One evaluation as it is read: compartment A only."""

    number: int
    """1 is the one made on filing."""
    at: datetime
    officer_name: str
    occasion: Occasion
    checklist_version: str
    rules_version: str
    windows: Windows
    assessment: Assessment
    """As computed; rules that only speak of compartment B are left out."""
    confirmation: Confirmation
    """The level that was confirmed beside the computed one (`assessment.urgency`); the approver of a lowered one."""
