"""The case note of a case, made on the worker: as a document, as PDF/A, and as text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from stalkdesk.casework.case_note import NoteForm, note_made
from stalkdesk.casework.cases import Case
from stalkdesk.guidance.blocks import Document
from stalkdesk.guidance.case_note import NoteSetting, case_note, note_text
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.language import spoken
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.evaluation_words import levels_said, told_again
from stalkdesk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class MadeNote:
    """A note, and of which case it tells."""

    case: Case
    document: Document
    text: str


def made_note(desk: Desk, read: ReadCase) -> MadeNote:
    """The note of the case as it was read. For the worker. Raises ContentBroken."""
    case, drawer = read.case, desk.open_drawer()
    newest = case.evaluations[-1]
    setting = NoteSetting(
        unit=drawer.unit(),
        checklist=read.checklist,
        explanation=told_again(newest.assessment, facts_from(case.answers), read.rules, newest.windows),
        level=levels_said(newest, read.names),
        sheet_titles={sheet.id: sheet.title for sheet in desk.shelf(spoken())},
        journal_mark=drawer.journal_mark(),
        now=desk.now(),
    )
    document = case_note(case, setting)
    return MadeNote(case, document, note_text(document))


def save_note(desk: Desk, note: MadeNote, target: Path, form: NoteForm) -> None:
    """Writes the note as that form; it is on the case before the file can be seen. For the worker. Raises PlaceUnfit,
    WrongUsage, and what keeping raises; then nothing is left."""
    content = note.text.encode() if form is NoteForm.TEXT else desk.archived(desk.pdf(note.document))
    desk.write_out({target: content}, desk.vault.folder, lambda: keep_note(desk, note, content, form))


def keep_note(desk: Desk, note: MadeNote, content: bytes, form: NoteForm) -> None:
    """Notes on the case that the note was made. For the worker."""
    case = note.case
    entry = note_made(len(case.evaluations), case.entries, form, hashlib.sha256(content).hexdigest())
    desk.open_drawer().keep_entries(case.line.reference, [entry])


def note_name(reference: str, form: NoteForm, is_training: bool) -> str:
    """The name of the file: it tells nothing but the reference."""
    ending = "txt" if form is NoteForm.TEXT else "pdf"
    return f"{'oevelse-' if is_training else ''}{reference}-notat.{ending}"


def kinds_of(form: NoteForm) -> str:
    """What the dialog asks for."""
    return "Text (*.txt)" if form is NoteForm.TEXT else "PDF (*.pdf)"


FORMS: Sequence[NoteForm] = (NoteForm.PDF_A, NoteForm.TEXT)
"""The forms that are saved as files."""
