"""Who was here before: what the desk looks for before it makes a new case, and what it finds.

The person who asks for help and the other one are looked for apart. The other one is looked for across everybody's cases by
those roles alone that take cases over; an officer hears how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.persons.clues import Clue, Mark, cpr_marks, marks_in, name_marks, phone_digits, words_in
from stalkdesk.casework.persons.same_person import Basis, LinkedCase, Whose
from stalkdesk.intake.answers import Answer, DateValue
from stalkdesk.intake.cpr import masked
from stalkdesk.intake.findings import Urgency

MOST_FOUND = 25
"""Persons that are shown at once; with more, more is to be typed."""
VICTIM_QUESTIONS = ("victim_name", "victim_cpr", "victim_birth_date", "safe_phone")
PERPETRATOR_QUESTIONS = ("source_name", "source_identifiers")
QUESTIONS: Mapping[Whose, tuple[str, ...]] = {
    Whose.VICTIM: VICTIM_QUESTIONS,
    Whose.PERPETRATOR: PERPETRATOR_QUESTIONS,
}
"""The questions whose answers say who a person is."""
TRACED = frozenset((*VICTIM_QUESTIONS, *PERPETRATOR_QUESTIONS))
_BESIDE_NAME = re.compile(r"[,;(/\"“”«»]")


class SkipReason(StrEnum):
    """Why a case is begun without looking first."""

    CRISIS = "crisis"
    """The person is in danger or beside herself: it can't wait."""
    ANONYMOUS = "anonymous"
    """She says nothing of who she is."""
    FIRST_TIME = "first_time"
    """She says that she was never here."""
    OTHER = "other"
    """Something else; then it is written down."""


@dataclass(frozen=True, slots=True)
class PersonHit:
    """One case that was found, as little of the person as it takes to know her."""

    reference: str
    case_id: str
    status: CaseStatus
    started_at: datetime
    officer_name: str
    urgency: Urgency | None
    name: str
    """As it was written last; empty when nobody knows."""
    born: str
    """`010190-••••`, or the year; empty when nobody knows."""
    phone_tail: str
    """The last four digits; empty when nobody knows."""
    matched: tuple[Clue, ...]
    """By what it was found."""
    contacts: int
    """How often she turned to the desk in the last 30 days, on this case and on those it belongs to."""
    linked: tuple[str, ...] = ()
    """The cases of the same person, as somebody here has said."""
    is_anonymous: bool = False
    is_in_error: bool = False


@dataclass(frozen=True, slots=True)
class Tracing:
    """How many of the cases can be found by their persons already; fewer than all for a while after an update."""

    done: int
    of: int

    @property
    def is_complete(self) -> bool:
        """Whether every case can be found."""
        return self.done >= self.of


@dataclass(frozen=True, slots=True)
class FoundPersons:
    """What a search gave."""

    hits: tuple[PersonHit, ...]
    """The newest first."""
    has_more: bool
    """Whether there are more, or may be: more is to be typed."""
    is_enough: bool
    """Whether enough was typed to look for anything."""
    others: int = 0
    """How many cases the other person is in, for a role that does not see which."""


class KeepsPersons(Protocol):
    """The part of the drawer that finds persons again."""

    def find_persons(self, text: str, whose: Whose = Whose.VICTIM, limit: int = MOST_FOUND) -> FoundPersons:
        """The cases of the persons that a typed text fits (`typed_persons`), the newest first. Journalled with whose, and how
        many were found, never with the text. The other person across everybody's cases: only a number for an officer."""
        ...

    def skip_search(self, reason: SkipReason, why: str = "") -> None:
        """Journals that a case is begun without looking first. Raises NotAllowed for another reason without words."""
        ...

    def tracing(self) -> Tracing:
        """How many cases can be found by their persons."""
        ...

    def go_on_tracing(self) -> Tracing:
        """Makes some more cases of an older store findable, in one short act, and tells how far it is."""
        ...

    def linked_cases(self, reference: str) -> tuple[LinkedCase, ...]:
        """The cases that somebody has said to be of the same persons as this one, the newest first, without this one."""
        ...

    def same_perpetrator(self, reference: str) -> FoundPersons:
        """The other cases in which the other person has the same phone, mail, car, profile or full name: which, for the roles
        that take cases over; how many, for an officer. Journalled."""
        ...

    def compare_persons(self, reference: str, other: str, whose: Whose) -> tuple[PersonHit, PersonHit]:
        """Two cases beside each other, before they are said to be one person's: `matched` is what they share. Journalled on
        both."""
        ...

    def say_same_person(self, reference: str, other: str, whose: Whose, is_same: bool, basis: Basis, reason: str) -> None:
        """That the person of both cases is one, or is not after all: an entry on each, in one transaction. Raises NotAllowed
        without a reason, for one and the same case, and for an anonymous one when it is not her own word."""
        ...

    def link_when_filed(self, case_id: str, other: str, basis: Basis) -> None:
        """Says of a draft that it is a new case of the person of another; the entries are written when it is filed."""
        ...

    def give_code_card(self, reference: str) -> str:
        """A new code for the anonymous person of a case, to be printed at once: only what it is compared with is kept. An
        earlier card of the case finds it too."""
        ...


def marks_of(whose: Whose, answers: Iterable[Answer]) -> Iterator[Mark]:
    """By what a person is found, of the answers that say who she is."""
    for answer in answers:
        if answer.question_id in QUESTIONS[whose]:
            yield from _marks_in_answer(answer)


def _marks_in_answer(answer: Answer) -> tuple[Mark, ...]:
    value = answer.value
    if isinstance(value, DateValue):
        return (Mark(Clue.BIRTH, value.date),)
    if not isinstance(value, str) or not value:
        return ()
    if answer.question_id == "victim_cpr":
        return cpr_marks(value)
    if answer.question_id == "safe_phone":
        return (Mark(Clue.PHONE, phone_digits(value)),)
    if answer.question_id == "source_identifiers":
        return (*marks_in(value), *words_in(value))
    return (*_names(value), *marks_in(value))


def _names(text: str) -> tuple[Mark, ...]:
    """The words of everything that stands there, nicknames too; initials of the name that stands first."""
    name = _BESIDE_NAME.split(text, maxsplit=1)[0]
    words = [mark for mark in name_marks(text) if mark.clue is Clue.NAME]
    return (*words, *(mark for mark in name_marks(name) if mark.clue is Clue.INITIALS))


def shown_name(answers: Mapping[str, Answer], whose: Whose) -> str:
    """The name as it was written last."""
    answer = answers.get(QUESTIONS[whose][0])
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


def shown_born(answers: Mapping[str, Answer]) -> str:
    """`010190-••••` where there is a number, else the year."""
    cpr, born = answers.get("victim_cpr"), answers.get("victim_birth_date")
    if cpr is not None and isinstance(cpr.value, str) and cpr.value:
        digits = re.sub(r"\D", "", cpr.value)
        return masked(digits)
    return born.value.date[:4] if born is not None and isinstance(born.value, DateValue) else ""


def shown_phone(marks: Sequence[Mark]) -> str:
    """The last four digits of a phone."""
    return next((mark.value[-4:] for mark in marks if mark.clue is Clue.PHONE), "")
