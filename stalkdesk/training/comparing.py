"""One answer beside the truth of a vignette: right, different, missed, or read too much into. Never points, never a share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import Checklist, Question
from stalkdesk.intake.facts import ACTS, CRITICAL, NUMBERS, VALUES, Facts
from stalkdesk.intake.parsing import shown
from stalkdesk.intake.windows import Windows
from stalkdesk.language import tr

FACTS: Final = (*VALUES, *NUMBERS, "acts")
"""Every key of docs/assessment.md C1."""

NEAR: Final = 4
"""A number is near enough when it is off by no more than a quarter of the true one: people don't count their calls."""

NOT_APPLICABLE: Final = "na"
"""Says nothing that an open answer does not say."""

_BY = "øvelse"
_NOT_TOLD = datetime(2026, 1, 1, tzinfo=UTC)


class Judgement(StrEnum):
    """How an answer stands beside the truth."""

    RIGHT = "right"
    DIFFERENT = "different"
    MISSED = "missed"
    """Not asked, not answered or *don't know*, although it could be learned; or a critical question that nobody touched."""
    READ_TOO_MUCH = "read_too_much"
    """Answered, although nobody could know."""


def judged(
    key: str, found: Facts, answers: Mapping[str, Answer], truth: Facts, known: frozenset[str], windows: Windows
) -> Judgement:
    """How the answer to the question `key` stands beside the truth. `found`: the facts that the answers give."""
    if key not in known:
        return _judged_unknowable(key, found, answers)
    value, true = getattr(found, key), getattr(truth, key)
    if not _is_answered(key, found, answers):
        return Judgement.RIGHT if true == NOT_APPLICABLE else Judgement.MISSED
    return Judgement.RIGHT if value == true or _is_near(key, value, true, windows) else Judgement.DIFFERENT


def _judged_unknowable(key: str, found: Facts, answers: Mapping[str, Answer]) -> Judgement:
    """What nobody can know stays open: *don't know* is right. A critical question must have been put all the same."""
    if key in answers and answers[key].state is AnswerState.GIVEN and answers[key].value != ():
        return Judgement.READ_TOO_MUCH
    return Judgement.MISSED if key in CRITICAL and key not in answers and getattr(found, key) is None else Judgement.RIGHT


def _is_answered(key: str, found: Facts, answers: Mapping[str, Answer]) -> bool:
    if key == "acts":
        return key in answers and answers[key].state is AnswerState.GIVEN
    return getattr(found, key) is not None


def _is_near(key: str, value: object, true: object, windows: Windows) -> bool:
    """A number a little off is the same, unless a rule or a band of the pattern stands between the two."""
    if key not in NUMBERS or not isinstance(value, int) or not isinstance(true, int):
        return False
    is_same_side = all((value >= edge) == (true >= edge) for edge in _edges(key, windows))
    return is_same_side and NEAR * abs(value - true) <= max(true, NEAR)


def _edges(key: str, windows: Windows) -> tuple[int, ...]:
    """The least numbers that change something (docs/assessment.md C2 and C3)."""
    return {
        "incidents_total": (2, 3, 5),
        "span_days": (14,),
        "prior_reports": (3,),
        "last_violence_days": (windows.violence_days + 1,),
        "suicidal_days": (windows.suicidal_days + 1,),
    }[key]


def answer_in_words(question: Question, answer: Answer | None, value: object) -> str:
    """The learner's answer as it is read; `value` is the fact, when it follows from another answer."""
    if answer is not None:
        return shown(question, answer)
    return tr("Ikke besvaret") if value is None or value == frozenset() else fact_in_words(question, value)


def fact_in_words(question: Question, value: object) -> str:
    """A fact in the words of its question; *don't know* for what nobody can know."""
    if value is None:
        return tr("Ved ikke")
    if isinstance(value, frozenset):
        named = tuple(act for act in ACTS if act in value)
        return shown(question, Answer(question.id, AnswerState.GIVEN, _NOT_TOLD, _BY, named))
    if value == NOT_APPLICABLE:
        return tr("Ikke relevant")
    given = value if isinstance(value, int) else str(value)
    return shown(question, Answer(question.id, AnswerState.GIVEN, _NOT_TOLD, _BY, given))


def compared_keys(checklist: Checklist) -> tuple[str, ...]:
    """The keys of C1 that this checklist asks, in its order."""
    asked = {question.id: None for question in checklist.questions()}
    return tuple(key for key in asked if key in FACTS)
