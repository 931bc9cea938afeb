"""The walk through the checklist: what is asked, what comes next, what is still open. Pages only display it.

A walk is a value: an answer makes a new one. Answers to questions that are not asked (any more) stay where they are and are
not counted, so going back and forth loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from stalkdesk.intake.answers import Answer, AnswerState, DatePrecision, DateValue
from stalkdesk.intake.checklist import Checklist, Question, Section
from stalkdesk.intake.children import NOTIFICATION
from stalkdesk.intake.conditions import holds, matches
from stalkdesk.intake.cpr import age_on, read_cpr
from stalkdesk.intake.dates import date_range
from stalkdesk.intake.facts import CRITICAL
from stalkdesk.intake.facts_from_answers import facts_from

DERIVED_FACTS: Final = (
    "under_18",
    "under_15",
    "child_involved",
    "parent_is_source_or_unknown",
    "critical_open",
    "child_notification_open",
    "police_profile",
)
"""Names that a condition may use beside question ids; each is `yes`, `no` or `unknown`."""

BLOCKING_STEPS: Final = frozenset({1, 11, 12})
"""The only steps whose required questions must be closed before the case is filed (docs/domain.md 13)."""

YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True, slots=True)
class SectionState:
    """How far a section is: questions asked now, those with an answer, and those that block filing."""

    section: Section
    asked: int
    answered: int
    open_required: int
    """Required questions without an answer; they block only in steps 1, 11 and 12."""
    has_open_child: bool = False
    """Whether a child is affected and nobody has said whether the municipality was notified: that blocks too."""

    @property
    def is_reached(self) -> bool:
        """Whether anything in it is answered."""
        return self.answered > 0

    @property
    def is_complete(self) -> bool:
        """Whether every question that is asked has an answer."""
        return self.answered == self.asked

    @property
    def is_blocking(self) -> bool:
        """Whether it must be visited before the case is filed."""
        return self.open_required > 0 and (self.section.number in BLOCKING_STEPS or self.has_open_child)


class Walk:
    """One intake on its way through `checklist`, seen from `today`, at a desk of `profile` (a value of Authority)."""

    def __init__(self, checklist: Checklist, answers: Mapping[str, Answer], today: date, profile: str) -> None:
        self.checklist = checklist
        self.answers = dict(answers)
        self.today = today
        self.profile = profile
        self._questions = checklist.questions()
        self._place = {question.id: place for place, question in enumerate(self._questions)}
        self._visible: dict[str, bool] = {}
        for question in self._questions:
            self._is_visible(question)
        self._asked = tuple(question for question in self._questions if self._visible[question.id])
        self._counted = {question.id: self.answers[question.id] for question in self._asked if question.id in self.answers}

    # -- where one is ----------------------------------------------------------------------------------------------------

    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked now, in the order of the checklist."""
        return self._asked

    def is_asked(self, question_id: str) -> bool:
        """Whether that question is asked now. Raises KeyError when there is no such question."""
        return self._visible[question_id]

    def after(self, question_id: str) -> Question | None:
        """The next question that is asked, or None at the end. Raises KeyError when there is no such question."""
        place = self._place[question_id]
        return next((question for question in self._asked if self._place[question.id] > place), None)

    def before(self, question_id: str) -> Question | None:
        """The question asked before, or None at the beginning. Raises KeyError when there is no such question."""
        place = self._place[question_id]
        return next((question for question in reversed(self._asked) if self._place[question.id] < place), None)

    def first_open(self) -> Question | None:
        """The first question that is asked and has no answer at all, or None."""
        return next((question for question in self._asked if question.id not in self._counted), None)

    # -- what is open ----------------------------------------------------------------------------------------------------

    def counted(self) -> Mapping[str, Answer]:
        """The answers that count: those to questions that are asked now. The assessment reads these."""
        return self._counted

    def derived(self) -> Mapping[str, str]:
        """Every derived fact, by name."""
        return {name: self._derived(name) for name in DERIVED_FACTS}

    def sections(self) -> tuple[SectionState, ...]:
        """The state of every section, in order."""
        return tuple(self._section_state(section) for section in self.checklist.sections)

    def blocking(self) -> tuple[Question, ...]:
        """What blocks filing: the required questions of steps 1, 11 and 12 that are asked and have no answer; and, where a
        child is affected, whether the municipality was notified, until it is said."""
        blocking = {section.id for section in self.checklist.sections if section.number in BLOCKING_STEPS}
        return tuple(
            question
            for question in self._asked
            if (question.section_id in blocking and self._is_required_open(question)) or self._is_open_child(question)
        )

    def progress(self) -> tuple[int, int]:
        """How many questions are answered, and how many are asked."""
        return len(self._counted), len(self._asked)

    def is_red(self, answer: Answer) -> bool:
        """Whether the answer opens the 112 screen at once."""
        return any(matches(answer, value) for value in self.checklist.question(answer.question_id).red)

    # -- another walk ----------------------------------------------------------------------------------------------------

    def answered_by(self, answer: Answer) -> Walk:
        """The walk with this answer in place of an earlier one."""
        return Walk(self.checklist, {**self.answers, answer.question_id: answer}, self.today, self.profile)

    def without(self, question_id: str) -> Walk:
        """The walk with the answer to that question taken back."""
        kept = {key: answer for key, answer in self.answers.items() if key != question_id}
        return Walk(self.checklist, kept, self.today, self.profile)

    # -- how it is found out ---------------------------------------------------------------------------------------------

    def _section_state(self, section: Section) -> SectionState:
        asked = [question for question in section.questions if self._visible[question.id]]
        answered = sum(question.id in self._counted for question in asked)
        has_open_child = any(self._is_open_child(question) for question in asked)
        return SectionState(section, len(asked), answered, sum(map(self._is_required_open, asked)), has_open_child)

    def _is_required_open(self, question: Question) -> bool:
        return self._is_open_child(question) or (question.required and question.id not in self._counted)

    def _is_open_child(self, question: Question) -> bool:
        """*Don't know* and *not asked* do not answer it: the duty is the officer's own."""
        return question.id == NOTIFICATION and self._derived("child_notification_open") == YES

    def _is_visible(self, question: Question) -> bool:
        if question.id not in self._visible:
            # A circle of conditions would never end: a question is taken as not asked while it is being looked at
            self._visible[question.id] = False
            self._visible[question.id] = not question.ask_if or any(
                holds(condition, self._seen(condition.table), self._derived_of(condition.table))
                for condition in question.ask_if
            )
        return self._visible[question.id]

    def _seen(self, keys: Mapping[str, object]) -> dict[str, Answer]:
        return {key: answer for key in keys if (answer := self._answer(key)) is not None}

    def _answer(self, question_id: str) -> Answer | None:
        """The answer, if its question is asked: an answer to a hidden question opens no other."""
        place = self._place.get(question_id)
        is_counted = place is not None and question_id in self.answers and self._is_visible(self._questions[place])
        return self.answers[question_id] if is_counted else None

    def _derived_of(self, keys: Mapping[str, object]) -> dict[str, str]:
        return {key: self._derived(key) for key in keys if key in DERIVED_FACTS}

    def _derived(self, name: str) -> str:
        match name:
            case "under_18":
                return self._is_younger_than(18)
            case "under_15":
                return self._is_younger_than(15)
            case "child_involved":
                return self._child_involved()
            case "parent_is_source_or_unknown":
                return self._parent_may_be_source()
            case "critical_open":
                return _yes_or_no(self._critical_open())
            case "child_notification_open":
                return self._child_notification_open()
            case _:
                return _yes_or_no(self.profile == "politi")

    def _says(self, question_id: str, value: str) -> bool:
        answer = self._answer(question_id)
        return answer is not None and matches(answer, value)

    def _is_younger_than(self, years: int) -> str:
        born = self._born()
        if born is None:
            return UNKNOWN
        oldest, youngest = age_on(born[0], self.today), age_on(born[1], self.today)
        if youngest < 0:
            return UNKNOWN
        if oldest < years:
            return YES
        return NO if youngest >= years else UNKNOWN

    def _born(self) -> tuple[date, date] | None:
        """The first and the last day the victim can be born on. A birth date that was typed goes before the CPR number."""
        typed = self._answer("victim_birth_date")
        if typed is not None and isinstance(typed.value, DateValue):
            return _possible_days(typed.value)
        number = self._answer("victim_cpr")
        if number is None or not isinstance(number.value, str):
            return None
        birth_date = read_cpr(number.value).birth_date
        return None if birth_date is None else (birth_date, birth_date)

    def _child_involved(self) -> str:
        under_18 = self._derived("under_18")
        if self._says("children_in_home", "at_least:1") or self._says("shared_children", YES) or under_18 == YES:
            return YES
        is_settled = self._says("children_in_home", "at_most:0") and self._says("shared_children", NO)
        return NO if is_settled and under_18 == NO else UNKNOWN

    def _parent_may_be_source(self) -> str:
        under_18 = self._derived("under_18")
        if under_18 == NO or self._says("parent_is_source", NO):
            return NO
        return YES if under_18 == YES or self._says("parent_is_source", YES) else UNKNOWN

    def _critical_open(self) -> bool:
        """Whether a critical question has no answer and its fact is unknown: filing takes a reason (docs/assessment.md C4).

        A question that is hidden because the question before it is open is open too (`breach` after `prohibition`).
        """
        here = {key for key in CRITICAL if key in self._place}
        facts = facts_from({key: answer for key in (*here, "prohibition") if (answer := self._answer(key)) is not None})
        return any(getattr(facts, key) is None and self._answer(key) is None for key in here)

    def _child_notification_open(self) -> str:
        involved = self._derived("child_involved")
        answer = self._answer("child_notification")
        is_given = answer is not None and answer.state is AnswerState.GIVEN
        return NO if is_given else involved


def _yes_or_no(statement: bool) -> str:
    return YES if statement else NO


def _possible_days(value: DateValue) -> tuple[date, date]:
    """The days a birth date can mean; *about* reaches a year to either side."""
    first, last = date_range(value.date)
    if value.precision is DatePrecision.EXACT:
        return first, last
    return date(first.year - 1, first.month, 1), date(last.year + 1, last.month, 28)
