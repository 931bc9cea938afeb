"""The case note: what goes into the authority's own journal, and whether it is there.

StalkDesk is no journal of the authority (offentlighedsloven § 15, docs/domain.md 6.5): the note is made here, filed there, and
the number it got there comes back. Until then the case is on the list of what is to be filed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from stalkdesk.casework.dues import CaseNow, Due, DueKind
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.workdays import day_in_denmark, end_of_day, workdays_after
from stalkdesk.errors import BadAnswer
from stalkdesk.language import tr

WITHIN_WORKDAYS: Final = 7
"""How soon a case is filed: the law says "as soon as possible"; seven workdays are common practice [E] (docs/domain.md 6.5)."""
_JOURNALISED = "journalised"


class NoteForm(StrEnum):
    """How the note left the program."""

    PDF_A = "pdf_a"
    TEXT = "text"
    COPIED = "copied"
    """The text was copied into the journal by hand."""


@dataclass(frozen=True, slots=True)
class CaseNote:
    """That the note was made, and of what. Compartment A."""

    form: NoteForm
    sha256: str
    """Of what was made, in hex."""
    evaluations: int
    entries: int
    """How many evaluations and entries the case had: whether the note is the newest tells from it."""


def check_case_note(new: NewEntry, _standing: Standing) -> None:
    """Raises BadAnswer for a note that names no content."""
    if len(new.said.sha256) != 64 or new.said.evaluations < 1:
        raise BadAnswer(tr("Sagsnotatet kan ikke noteres: det er ikke lavet færdigt."), "sha256")


def note_made(evaluations: int, entries: Sequence[Entry], form: NoteForm, sha256: str) -> NewEntry:
    """The entry that says that a note was made of the case as it stands."""
    return NewEntry(EntryKind.CASE_NOTE, CaseNote(form, sha256, evaluations, told_entries(entries)))


def told_entries(entries: Sequence[Entry]) -> int:
    """How many entries there are that a note tells of: all but the notes themselves."""
    return sum(entry.kind is not EntryKind.CASE_NOTE for entry in entries)


def last_note(entries: Sequence[Entry]) -> Entry | None:
    """The note that was made last, or None."""
    return next((entry for entry in reversed(entries) if entry.kind is EntryKind.CASE_NOTE), None)


def is_behind(evaluations: int, entries: Sequence[Entry]) -> bool:
    """Whether something was added to the case since the last note was made; False while there is none. `entries`: those of
    compartment A."""
    note = last_note(entries)
    return note is not None and (note.said.evaluations, note.said.entries) != (evaluations, told_entries(entries))


def filing_due(case: CaseNow) -> Sequence[Due]:
    """Until the case has its number in the authority's journal, or it was answered that it is there."""
    answered = case.answers.get(_JOURNALISED)
    if case.journal_number.strip() or (answered is not None and answered.value == "yes"):
        return ()
    return (Due(DueKind.JOURNAL, 0, due_at(case.filed_at)),)


def due_at(filed_at: datetime) -> datetime:
    """By when a case that was closed then is to be in the journal. Aware, UTC."""
    return end_of_day(workdays_after(day_in_denmark(filed_at), WITHIN_WORKDAYS))
