"""What is asked: sections, questions, choices and the tables that say when a question is asked.

Content comes from `resources/checklist/` through `data/library.py`; this module only says what it is. Ids live for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class AnswerKind(StrEnum):
    """How a question is answered. Every kind can also be answered *don't know* and *not asked, because …*."""

    YES_NO = "yes_no"
    SINGLE = "single"
    MULTIPLE = "multiple"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    CPR = "cpr"
    PHONE = "phone"
    PERSON = "person"
    TICK = "tick"


class Compartment(StrEnum):
    """Which part of the record an answer belongs to (docs/domain.md 10): A facts the other party may read, B protected."""

    FACTS = "A"
    PROTECTED = "B"


class Tense(StrEnum):
    """Which dates a date question takes."""

    PAST = "past"
    FUTURE = "future"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a single- or multiple-choice question; `note` explains it in a few words."""

    id: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A table: asked when, for *every* key, the answer is one of the values (for multiple choice: has one of them).

    A key is a question id or a derived fact (`walk.DERIVED_FACTS`, such as `under_18`). The values are choice ids, `yes`,
    `no`, `unknown`, `not_asked`, `answered` (any given answer), `open` (no answer yet: neither given, unknown nor not asked),
    or for numbers `at_least:N` / `at_most:N`. With `open` a question can be asked *unless* something was answered.
    """

    table: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Asked when any of `ask_if` holds, or always when there is none."""

    id: str
    section_id: str
    ask: str
    kind: AnswerKind
    compartment: Compartment
    why: str = ""
    """Hint for the officer: why it is asked."""
    how: str = ""
    """Hint for the officer: how to ask it kindly."""
    choices: tuple[Choice, ...] = ()
    ask_if: tuple[Condition, ...] = ()
    required: bool = False
    """Blocks filing until it is answered, *don't know*, or *not asked* with a reason."""
    critical: bool = False
    """One of the critical eight of docs/assessment.md C1."""
    red: tuple[str, ...] = ()
    """Answers that open the 112 screen at once."""
    tense: Tense = Tense.ANY
    unit: str = ""
    """For numbers: what is counted ("dage", "gange")."""
    least: int = 0
    most: int = 1_000_000
    suggest: str = ""
    """Where suggestions come from: `contacts` for the unit's fixed contact persons."""


@dataclass(frozen=True, slots=True)
class Section:
    """One step of the checklist, numbered 0 to 12."""

    id: str
    number: int
    title: str
    intro: str
    questions: tuple[Question, ...]
    required: bool = False
    """One of the steps that may not be left out (1, 11, 12)."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """The fixed checklist in one version and one language."""

    version: str
    valid_from: str
    sections: tuple[Section, ...]

    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of the checklist."""
        return tuple(question for section in self.sections for question in section.questions)

    def question(self, question_id: str) -> Question:
        """The question with that id. Raises KeyError."""
        for section in self.sections:
            for question in section.questions:
                if question.id == question_id:
                    return question
        raise KeyError(question_id)

    def section(self, section_id: str) -> Section:
        """The section with that id. Raises KeyError."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def protected_ids(self) -> frozenset[str]:
        """The ids of the questions of compartment B."""
        return frozenset(question.id for question in self.questions() if question.compartment is Compartment.PROTECTED)
