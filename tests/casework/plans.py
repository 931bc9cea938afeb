"""Cases and entries as the tests of plan, follow-ups and day make them. All invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from stalkdesk.casework.dues import CaseNow, Due, DueKind, DueLine
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry, Said
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.officers import Officer, Role
from stalkdesk.intake.answers import Answer, AnswerState, type_of_value
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.intake.windows import DEFAULTS, Windows

FILED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""A Friday, 10 in the morning in Denmark."""
TODAY = date(2026, 11, 23)
VISITATOR = Officer("v", "vita", "Vita Prøve", "VP", Role.VISITATOR)


def entry(number: int, kind: EntryKind, said: Said, subject: int = 0, at: datetime = FILED) -> Entry:
    """An entry as it is read."""
    return Entry(number, kind, subject, said, at, "VP", "v")


def given(question_id: str, value: type_of_value) -> Answer:
    """An answer that was given."""
    return Answer(question_id, AnswerState.GIVEN, FILED, "VP", value)


def case(
    entries: Sequence[Entry] = (),
    urgency: Urgency = Urgency.HIGH,
    definition: Definition = Definition.LIKELY,
    answers: Sequence[Answer] = (),
    windows: Windows = DEFAULTS,
) -> CaseNow:
    """A filed case as the dues look at it."""
    by_id = {answer.question_id: answer for answer in answers}
    return CaseNow("SD-2026-0001", FILED, definition, urgency, "", by_id, tuple(entries), windows)


def standing(*entries: Entry) -> Standing:
    """What a check may look at."""
    return Standing(entries, 0, 0, TODAY, VISITATOR)


def new(kind: EntryKind, said: Said, subject: int = 0) -> NewEntry:
    """What is to be added."""
    return NewEntry(kind, said, subject)


def line(
    kind: DueKind, at: datetime, reference: str = "SD-2026-0001", subject: int = 1, urgency: Urgency | None = None
) -> DueLine:
    """A line of what is due."""
    return DueLine(Due(kind, subject, at), reference, urgency or Urgency.MODERATE, FILED, "Vita Prøve")
