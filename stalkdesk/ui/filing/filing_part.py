"""The part "Journal" of a case: the note, how to hand it to the authority's journal, and the number it got there."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from stalkdesk.casework.case_note import NoteForm, due_at, is_behind, last_note
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.officers import Act
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui import choosing
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.cases.part import CasePart, PartOfCase
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.filing.note_making import MadeNote, keep_note, kinds_of, made_note, note_name, save_note
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import label, muted

CLIPBOARD_MINUTES = 2


class FilingPart(CasePart):
    """Shows the note as text, saves and copies it, keeps the number."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__(desk, background, read)
        self._note: MadeNote | None = None
        self._is_left = False
        self._banner = Banner("filing_banner")
        self._standing = label("", "strong", "filing_standing")
        self._text = QPlainTextEdit()
        self._text.setObjectName("note_text")
        self._text.setAccessibleName(tr("Sagsnotatet som tekst"))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText(tr("Notatet laves …"))
        self._form = Form("filing_form")
        self._number = self._form.line("filing_number", tr("Journalnummer i myndighedens egen journal"))
        self._number.setMaxLength(60)
        self._number.setText(read.case.line.journal_number)
        self._number.returnPressed.connect(self._on_keep_number)
        self.setFocusProxy(self._number)
        self._lay_out()
        self._show_standing()
        background.run(lambda: made_note(desk, read), self._on_made, self._on_not_made)

    def _lay_out(self) -> None:
        self._buttons = {
            NoteForm.PDF_A: primary(tr("Gem som PDF/A …"), "save_note_pdf", "save"),
            NoteForm.TEXT: secondary(tr("Gem som tekst …"), "save_note_text", "file-text"),
            NoteForm.COPIED: secondary(tr("Kopiér teksten"), "copy_note", "clipboard-list"),
        }
        for form in (NoteForm.PDF_A, NoteForm.TEXT):
            self._buttons[form].clicked.connect(lambda _=False, form=form: self._on_save(form))
        self._buttons[NoteForm.COPIED].clicked.connect(self._on_copy)
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in self._buttons.values():
            button.setEnabled(False)
            row.addWidget(button)
        row.addStretch(1)
        keep = secondary(tr("Gem journalnummer"), "filing_keep_number", "save")
        keep.setEnabled(self.desk.open_drawer().officer.may(Act.TAKE_INTAKE))
        keep.clicked.connect(self._on_keep_number)
        foot = QHBoxLayout()
        foot.addWidget(self._form, 1)
        foot.addWidget(keep, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._standing)
        column.addWidget(
            muted(tr("Læg notatet i myndighedens journal, og skriv det nummer, det får der. Notatet viser kun del A."))
        )
        column.addWidget(self._banner)
        column.addWidget(self._text, 1)
        column.addLayout(row)
        column.addLayout(foot)

    def _show_standing(self) -> None:
        case, note = self.read.case, last_note(self.read.case.entries)
        number = case.line.journal_number
        if number and note is not None and is_behind(len(case.evaluations), case.entries):
            said = tr(
                "I journalen som {number}, men der er kommet mere til siden notatet {at}.",
                number=number,
                at=local_time(note.at),
            )
        elif number:
            said = tr("I journalen som {number}.", number=number)
        elif note is not None:
            said = tr("Notatet blev lavet {at}. Sagen har ikke fået sit journalnummer endnu.", at=local_time(note.at))
        else:
            filed = case.line.filed_at or case.line.started_at
            said = tr(
                "Ikke lagt i journalen endnu. Det skal være gjort senest {at}.", at=local_time(due_at(filed)).split(" ")[0]
            )
        self._standing.setText(said)

    def _on_made(self, note: MadeNote) -> None:
        if self._is_left:
            return
        self._note = note
        self._text.setPlainText(note.text)
        may_make = self.desk.open_drawer().officer.may(Act.TAKE_INTAKE)
        for button in self._buttons.values():
            button.setEnabled(may_make)

    def _on_not_made(self, problem: DeskError) -> None:
        """Where the note would be stands why it is not."""
        if not self._is_left:
            self._text.setPlaceholderText(tr("Notatet kan ikke laves: {problem}", problem=str(problem)))

    def _on_save(self, form: NoteForm) -> None:
        note, desk = self._note, self.desk
        if note is None:
            return
        name = note_name(self.read.reference, form, desk.is_training)
        target = choosing.chosen_target(self, tr("Hvor skal notatet ligge?"), name, kinds_of(form))
        if target is not None:
            said = tr("Notatet er gemt. Det er ikke krypteret: læg det i journalen, og slet filen bagefter.")
            self.background.run(
                lambda: save_note(desk, note, target, form), lambda _: self.changed.emit(Tone.SUCCESS, said), self._on_failed
            )

    def _on_copy(self) -> None:
        note, desk = self._note, self.desk
        if note is None:
            return
        content = note.text.encode()
        self.background.run(
            lambda: keep_note(desk, note, content, NoteForm.COPIED), lambda _: self._on_noted(note.text), self._on_failed
        )

    def _on_noted(self, text: str) -> None:
        """The copy is taken back by itself: what is forgotten in the clipboard is pasted somewhere else."""
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(text)
        QTimer.singleShot(
            CLIPBOARD_MINUTES * 60_000, clipboard, lambda: clipboard.clear() if clipboard.text() == text else None
        )
        said = tr("Teksten er kopieret. Indsæt den i journalen inden {minutes} minutter.", minutes=CLIPBOARD_MINUTES)
        self.changed.emit(Tone.SUCCESS, said)

    def _on_keep_number(self) -> None:
        drawer, reference, number = self.desk.open_drawer(), self.read.reference, tidy(self._number.text())
        if not number and not self.read.case.line.journal_number:
            self._banner.say(Tone.WARN, tr("Skriv nummeret."))
            self._number.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        said = tr("Journalnummeret er gemt.") if number else tr("Journalnummeret er taget væk.")
        self.background.run(
            lambda: drawer.keep_journal_number(reference, number),
            lambda _: self.changed.emit(Tone.SUCCESS, said),
            self._on_failed,
        )

    def leave(self) -> None:
        """Takes the note off the screen."""
        self._is_left = True
        self._note = None
        self._text.clear()

    def _on_failed(self, problem: DeskError) -> None:
        if not self._is_left:
            self._banner.say(Tone.DANGER, str(problem))


FILING = PartOfCase(
    "filing_part",
    lambda read: tr("Journal") if read.case.line.journal_number else tr("Journal (mangler)"),
    FilingPart,
    lambda _desk, read: read.case.line.status is CaseStatus.FILED,
)
