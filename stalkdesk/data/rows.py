"""Rows of a case, made in one place for an answer given at the desk, a draft that is filed, and many cases at once."""

from __future__ import annotations

import os
import re
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.papers import SheetGiven
from stalkdesk.data import tables
from stalkdesk.data.answer_text import answer_bytes, assessment_text, storable, value_from, value_text, windows_text
from stalkdesk.data.damage import known
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import day_of, time_from, time_text
from stalkdesk.intake.answers import Answer, AnswerState, PersonValue
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment
from stalkdesk.intake.spellings import spellings_of, words_of
from stalkdesk.intake.windows import Windows

NAME_OF_VICTIM = "victim_name"
FOUND_AT_ONCE = frozenset({NAME_OF_VICTIM, "source_name", "source_identifiers"})
"""Answers that a draft is found by as soon as they are given; other texts are found when the case is filed."""
ASSESSMENT = "(assessment)"
"""What the sealed assessment is bound to, in place of a question id."""
OPEN_CASES = "open_cases"
_REFERENCES = "reference "
PLACES_A_YEAR = 1_000_000
_REFERENCE = re.compile(r"SD-([0-9]{4})-([0-9]{4,6})", re.IGNORECASE)
_NOT_WORDS = frozenset({"yes", "no"})

Row = dict[str, Any]
StoredRow = Any
"""A row as SQLAlchemy gives it: its columns as attributes, without types."""


def new_id() -> str:
    """A UUID (version 7): begins with the time, so that what is written together lies together."""
    stamp = int(time.time() * 1000).to_bytes(6)
    chance = os.urandom(10)
    return str(uuid.UUID(bytes=stamp + bytes([0x70 | chance[0] & 0x0F, chance[1], 0x80 | chance[2] & 0x3F]) + chance[3:]))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands in the order of cases: the year and the number in it, of its local reference."""

    year: int
    number: int

    @property
    def reference(self) -> str:
        """`SD-2026-0001`: cannot be taken for a police journal number."""
        return f"SD-{self.year:04}-{self.number:04}"

    @property
    def order(self) -> int:
        """Greater for a later reference."""
        return self.year * PLACES_A_YEAR + self.number


def split_reference(reference: str) -> Place | None:
    """The place of `SD-2026-0001`, or None when it is no reference."""
    match = _REFERENCE.fullmatch(reference.strip())
    return Place(int(match[1]), int(match[2])) if match else None


def next_place(connection: Connection, began_at: datetime) -> Place:
    """The next reference of the year (of Danish time): no gap, never given twice."""
    year = day_of(began_at).year
    return Place(year, counted_up(connection, counter_of(year)))


def counter_of(year: int) -> str:
    """The name of the counter of a year's references."""
    return f"{_REFERENCES}{year}"


def counted_year(counter: str) -> int:
    """The year whose references a counter counts, or 0 when it counts something else."""
    year = counter.removeprefix(_REFERENCES)
    return int(year) if year != counter and year.isascii() and year.isdigit() else 0


def counted_up(connection: Connection, name: str, step: int = 1) -> int:
    """Moves a counter by `step` and gives its new value."""
    counter = tables.counter
    moved = connection.execute(update(counter).where(counter.c.name == name).values(value=counter.c.value + step))
    if moved.rowcount == 0:
        connection.execute(insert(counter), {"name": name, "value": step})
        return step
    return int(connection.execute(select(counter.c.value).where(counter.c.name == name)).scalar_one())


def case_row(case_id: str, place: Place, checklist_version: str, officer_id: str, began_at: datetime) -> Row:
    """A draft that has just begun."""
    return {
        "id": case_id,
        "reference": place.reference,
        "place": place.order,
        "status": CaseStatus.DRAFT.value,
        "checklist_version": checklist_version,
        "rules_version": "",
        "started_at": time_text(began_at),
        "saved_at": time_text(began_at),
        "filed_at": None,
        "officer_id": officer_id,
        "at_question": "",
        "definition": None,
        "urgency": None,
        "urgency_reason": "",
        "approved_by": None,
        "journal_number": "",
        "definition_now": None,
        "urgency_now": None,
    }


def filed_columns(assessment: Assessment, rules_version: str, confirmation: Confirmation, filed_at: datetime) -> Row:
    """What changes in the case's row when it is filed."""
    return {
        "status": CaseStatus.FILED.value,
        "filed_at": time_text(filed_at),
        "saved_at": time_text(filed_at),
        "at_question": "",
        "rules_version": rules_version,
        "definition": assessment.definition.value,
        "urgency": confirmation.urgency.value,
        "urgency_reason": storable(confirmation.reason),
        "approved_by": confirmation.approved_by or None,
    }


def answer_row(case_id: str, answer: Answer) -> Row:
    """An answer of compartment A."""
    return {
        "case_id": case_id,
        "question_id": answer.question_id,
        "state": answer.state.value,
        "value": value_text(answer.value),
        "reason": storable(answer.reason),
        "at": time_text(answer.at),
        "by": storable(answer.by),
    }


def sealed_row(case_id: str, answer: Answer, seal: Seal) -> Row:
    """An answer of compartment B."""
    return {
        "case_id": case_id,
        "question_id": answer.question_id,
        "sealed": seal.sealed(answer_bytes(answer), case_id, answer.question_id),
    }


def answer_of(row: StoredRow) -> Answer:
    """The answer that `answer_row` wrote."""
    return Answer(row.question_id, known(AnswerState, row.state), time_from(row.at), row.by, value_from(row.value), row.reason)


def finding_row(case_id: str, assessment: Assessment, public: Assessment, windows: Windows, seal: Seal | None) -> Row:
    """The first evaluation: what may be read with A, and the whole of it sealed. `mac` is to be filled in (`case_mac.py`)."""
    whole = assessment_text(assessment).encode()
    sealed = None if seal is None else seal.sealed(whole, case_id, ASSESSMENT)
    public_text = assessment_text(public)
    return {"case_id": case_id, "public": public_text, "sealed": sealed, "mac": "", "windows": windows_text(windows)}


def assessment_bound(number: int) -> str:
    """What the sealed assessment of an evaluation is bound to: the first as it always was."""
    return ASSESSMENT if number == 1 else f"{ASSESSMENT} {number}"


def addendum_bound(number: int, question_id: str) -> str:
    """What a sealed addendum is bound to."""
    return f"(addendum {number}) {question_id}"


def before_bound(number: int, question_id: str) -> str:
    """What the sealed answer that an addendum replaced is bound to."""
    return f"(before addendum {number}) {question_id}"


def attachment_bound(number: int) -> str:
    """What the sealed words and key of an attachment are bound to."""
    return f"(attachment {number})"


def sheet_row(case_id: str, given: SheetGiven, document: bytes | None = None) -> Row:
    """A sheet that was made, with the paper itself when it is kept."""
    return {
        "id": new_id(),
        "case_id": case_id,
        "sheet_id": given.sheet_id,
        "sheet_version": given.sheet_version,
        "language": given.language,
        "pages": given.pages,
        "how": given.how.value,
        "at": time_text(given.at),
        "by": storable(given.by),
        "variant": given.variant,
        "beside": given.beside,
        "outcome": "" if given.outcome is None else given.outcome.value,
        "first_id": given.first_id,
        "document": document,
    }


def search_rows(
    place: int,
    answers: Iterable[tuple[Answer, Compartment]],
    seal: Seal | None,
    journal_number: str = "",
    all_texts: bool = True,
    said: Iterable[str] = (),
) -> list[Row]:
    """The words that a case is found by, once each, in order (so that they are written close together).

    Compartment A: every word of its texts and of what was `said` of incidents, names in every spelling. Compartment B: only
    the victim's name, unreadable.
    """
    words = set(words_of(journal_number)).union(*map(words_of, said))
    for answer, compartment in answers:
        if compartment is Compartment.FACTS and (all_texts or answer.question_id in FOUND_AT_ONCE):
            words.update(_words_in(answer))
        elif answer.question_id == NAME_OF_VICTIM and seal is not None and isinstance(answer.value, str):
            words.update(seal.name_word(word) for word in spellings_of(answer.value))
    return [{"place": place, "word": word} for word in sorted(words)]


def _words_in(answer: Answer) -> Iterable[str]:
    if isinstance(answer.value, PersonValue):
        return spellings_of(answer.value.name)
    if not isinstance(answer.value, str) or answer.value in _NOT_WORDS:
        return ()
    return spellings_of(answer.value) if answer.question_id in FOUND_AT_ONCE else words_of(answer.value)
