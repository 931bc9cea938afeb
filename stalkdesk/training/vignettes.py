"""A vignette: an invented person at the counter, what she says when she is asked, the truth, and what the rules give for it.

Content comes from `resources/vignettes/` through `data/library_vignettes.py`; this module only says what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from stalkdesk.casework.officers import Authority
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.language import Language


class Way(StrEnum):
    """A way of asking. All five are always offered, so that none gives itself away."""

    ALONE = "alone"
    """Ask to talk alone."""
    EXPLAIN = "explain"
    """Say why it is asked."""
    DIRECT = "direct"
    """Ask plainly, one thing at a time."""
    EXAMPLE = "example"
    """Give examples, or ask for one."""
    WAIT = "wait"
    """Give time, and wait."""


class Gender(StrEnum):
    """The gender of the invented person. The rules never read it; the vignettes are spread over it."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person says to one question."""

    question_id: str
    says: str
    """When the question is read out as it stands."""
    by_way: Mapping[Way, str]
    """When she is asked in one of the ways."""
    reveals: tuple[Way, ...] = ()
    """The ways after which the truth is known; empty when `says` tells it already."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the rules give for the truth, as the author of the vignette meant it; the content check compares."""

    definition: Definition
    urgency: Urgency
    rules: tuple[str, ...]
    unanswered_critical: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vignette:
    """One invented case."""

    id: str
    """T01 …, for ever."""
    version: str
    language: Language
    title: str
    """Neutral: gives nothing away."""
    who: str
    desk: Authority
    age: int
    gender: Gender
    opening: str
    """What she says when she steps up, and how she is."""
    lesson: str
    """What the case teaches; shown only afterwards."""
    themes: tuple[str, ...]
    person: Mapping[str, object]
    """Question id -> what she answers, in the JSON form of `intake/answers.py`: name, children, wishes, …"""
    facts: Facts
    """The truth. What nobody can learn is unknown."""
    known: frozenset[str]
    """Keys of the facts that can be learned at the counter."""
    told_by_opening: tuple[str, ...]
    """Keys of the facts that the opening tells by itself."""
    replies: Mapping[str, Reply]
    expected: Expected


@dataclass(frozen=True, slots=True)
class WayWords:
    """One way of asking in words."""

    label: str
    hint: str
    unhelpful: str
    """What is said when that way brings nothing new."""


@dataclass(frozen=True, slots=True)
class TrainingWords:
    """What the twin says beside the vignettes, in one language."""

    version: str
    language: Language
    ways: Mapping[Way, WayWords]
    default: str
    """The reply to a question that a vignette has nothing about."""


def with_what_follows(facts: Facts) -> Facts:
    """The facts with the two that follow from an answer before them, as in an intake (`facts_from_answers.facts_from`): no
    prohibition, so no breach of one; no other purpose, so nothing that exceeds it."""
    if facts.prohibition == "none" and facts.breach is None:
        facts = replace(facts, breach="no")
    if facts.purpose == "none" and facts.exceeds_purpose is None:
        facts = replace(facts, exceeds_purpose="na")
    return facts
