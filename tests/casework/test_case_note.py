"""When a case is to be in the authority's own journal, and whether the note that is there tells everything."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stalkdesk.casework.case_note import NoteForm, check_case_note, due_at, filing_due, is_behind, note_made
from stalkdesk.casework.dues import CaseNow, DueKind
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.visits import HowCame, Visit
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.findings import Definition, Urgency
from tests.ui.fakes import SUPERVISOR

FILED = datetime(2026, 12, 21, 10, 0, tzinfo=UTC)
SUM = "ab" * 32


def _case(number: str = "", journalised: str = "") -> CaseNow:
    answers = {"journalised": Answer("journalised", AnswerState.GIVEN, FILED, "LPR", journalised)} if journalised else {}
    return CaseNow("SD-2026-0001", FILED, Definition.LIKELY, Urgency.HIGH, number, answers, ())


def _kept(number: int, kind: EntryKind, said: object) -> Entry:
    return Entry(number, kind, 0, said, FILED, "LPR", "o-1")


def _note(number: int, told: list[Entry]) -> Entry:
    return _kept(number, EntryKind.CASE_NOTE, note_made(1, told, NoteForm.PDF_A, SUM).said)


def test_a_case_is_to_be_filed_within_seven_workdays_christmas_not_counted() -> None:
    (due,) = filing_due(_case())
    assert due.kind is DueKind.JOURNAL
    # 22, 23, 28, 29, 30 December, 4 and 5 January: not 24 to 26, nor New Year's Eve and Day, nor the weekends
    assert due.due_at == datetime(2027, 1, 5, 22, 59, 59, tzinfo=UTC) == due_at(FILED)


@pytest.mark.parametrize(
    ("number", "journalised", "is_due"), [("", "no", True), ("26/1", "", False), ("", "yes", False), (" ", "", True)]
)
def test_the_reminder_ends_with_the_number_or_with_the_answer(number: str, journalised: str, is_due: bool) -> None:
    assert bool(filing_due(_case(number, journalised))) is is_due


def test_a_note_is_behind_when_something_was_added_since() -> None:
    visit = _kept(1, EntryKind.VISIT, Visit(HowCame.CALLED, "Ringede igen."))
    note = _note(2, [visit])
    assert not is_behind(1, [visit])
    assert not is_behind(1, [visit, note])
    assert not is_behind(1, [visit, note, _note(3, [visit, note])])
    assert is_behind(2, [visit, note])
    assert is_behind(1, [visit, note, _kept(3, EntryKind.VISIT, Visit(HowCame.CAME, "Kom igen."))])


def test_a_note_without_content_is_not_noted() -> None:
    standing = Standing((), 0, 0, FILED.date(), SUPERVISOR)
    check_case_note(note_made(1, (), NoteForm.TEXT, SUM), standing)
    for wrong in (note_made(0, (), NoteForm.TEXT, SUM), note_made(1, (), NoteForm.TEXT, "")):
        with pytest.raises(BadAnswer):
            check_case_note(wrong, standing)
