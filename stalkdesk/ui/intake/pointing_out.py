"""Which contradictions are told now, in which words, and to which questions one can go to mend them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stalkdesk.intake.checklist import Question
from stalkdesk.intake.contradictions import Contradiction, contradictions, contradictions_in
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.walk import Walk
from stalkdesk.intake.windows import Windows

TOLD_WHEN_PUT_ASIDE: Final = frozenset({"threat_plan", "last_violence_days", "suicidal_days", "breach", "continued_without_no"})
"""What is told too when the graver answer is to a question that a calmer one took away: either may be the wrong one."""


@dataclass(frozen=True, slots=True)
class PointedOut:
    """One contradiction on the screen."""

    sentence: str
    questions: tuple[Question, ...]
    """What speaks against each other and is asked, in the order of the checklist."""
    leads: tuple[Question, ...]
    """Where it can be mended: the empty questions, if it is about such, else all of them."""
    is_due: bool
    """False while an empty question may still come in its turn; at the end of the intake it is told all the same."""

    @property
    def what(self) -> str:
        """Its first sentence, which says what does not fit; the others say what to ask."""
        return self.sentence.split(". ")[0].rstrip(".") + "."

    def concerns(self, question_id: str) -> bool:
        """Whether that question is one of them."""
        return any(question.id == question_id for question in self.questions)

    def others(self, question_id: str) -> tuple[Question, ...]:
        """Where to go from that question."""
        leads = tuple(question for question in self.leads if question.id != question_id)
        return leads or tuple(question for question in self.questions if question.id != question_id)


def pointed_out(walk: Walk, facts: Facts, phrases: Mapping[str, str], windows: Windows) -> tuple[PointedOut, ...]:
    """Everything that does not fit, with the questions of it that are asked. `phrases` already say the `windows`."""
    asked = walk.asked()
    counted = contradictions(walk.counted(), facts, walk.today, windows)
    told = (_told(found, asked, walk, phrases) for found in (*counted, *_put_aside(walk, counted)))
    return tuple(one for one in told if one is not None)


def _put_aside(walk: Walk, told: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
    """What only an answer that is kept and not counted speaks against."""
    missing = TOLD_WHEN_PUT_ASIDE.difference(found.code for found in told)
    return tuple(found for found in contradictions_in(facts_from(walk.answers)) if found.code in missing)


def _told(found: Contradiction, asked: Sequence[Question], walk: Walk, phrases: Mapping[str, str]) -> PointedOut | None:
    questions = tuple(question for question in asked if question.id in found.questions)
    empty = tuple(question for question in questions if question.id in found.empty)
    if not questions or (found.empty and not empty):
        return None
    is_due = not empty or _is_passed(empty[0], asked, walk)
    return PointedOut(phrases[found.phrase], questions, empty or questions, is_due)


def _is_passed(question: Question, asked: Sequence[Question], walk: Walk) -> bool:
    """Whether something after it is answered: then it will not come by itself any more."""
    after = asked[asked.index(question) + 1 :]
    return any(one.id in walk.counted() for one in after)
