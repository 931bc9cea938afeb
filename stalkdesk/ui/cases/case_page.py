"""A case as it is read: what was found, compartment A, the protected part behind a reason, sheets and journal."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from stalkdesk.casework.cases import Case
from stalkdesk.casework.officers import Act
from stalkdesk.errors import DeskError
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.explaining import explained
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.findings import Explanation
from stalkdesk.language import spoken, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.cases.case_parts import answers_by_section, journal, overview, sheets_given
from stalkdesk.ui.cases.case_table import definition_word, local_time, urgency_word
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label, muted, title


@dataclass(frozen=True, slots=True)
class _Read:
    """A case together with the content it was taken with."""

    case: Case
    checklist: Checklist
    explanation: Explanation | None


class CasePage(QWidget):
    """Shows one case. `sheets_wanted` carries its reference when sheets are to be printed (again)."""

    closed = Signal()
    sheets_wanted = Signal(str)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._reference = ""
        self._read: _Read | None = None
        self._banner = Banner("case_page_banner")
        self._heading = title("", "case_reference")
        self._line = muted("", "case_line")
        self._tabs = QTabWidget()
        self._tabs.setObjectName("case_tabs")
        self._tabs.setAccessibleName(tr("Sagens dele"))
        self._journal_number = QLineEdit()
        self._journal_number.setObjectName("journal_number")
        self._journal_number.setAccessibleName(tr("Journalnummer i myndighedens eget system"))
        self._journal_number.setPlaceholderText(tr("Journalnummer"))
        self._journal_number.setMaxLength(60)
        self._journal_number.setMinimumWidth(240)
        self._lay_out()

    def _lay_out(self) -> None:
        back = secondary(tr("Til listen"), "close_case", "arrow-left")
        back.clicked.connect(self.closed)
        paper = primary(tr("Ark og kvittering"), "case_sheets", "printer")
        paper.clicked.connect(lambda: self.sheets_wanted.emit(self._reference))
        keep = secondary(tr("Gem journalnummer"), "keep_journal_number", "save")
        keep.clicked.connect(self._on_keep_number)
        self._journal_number.returnPressed.connect(self._on_keep_number)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(back)
        top.addStretch(1)
        top.addWidget(self._journal_number)
        top.addWidget(keep)
        top.addWidget(paper)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 20, 32, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self._heading)
        layout.addWidget(self._line)
        layout.addWidget(self._banner)
        layout.addWidget(self._tabs, 1)

    def show_case(self, reference: str) -> None:
        """Reads the case; the reading is in the journal before anything is shown."""
        self._reference = reference
        self._tabs.clear()
        self._banner.clear()
        self._heading.setText(reference)
        self._line.setText("")
        desk, drawer, language = self._desk, self._desk.open_drawer(), spoken()

        def work() -> _Read:
            case = drawer.case(reference)
            words = desk.rules(language)
            explanation = explained(case.assessment, facts_from(case.answers), words) if case.assessment is not None else None
            return _Read(case, desk.checklist(language, case.checklist_version), explanation)

        self._background.run(work, self._on_read, self._on_failed)

    def leave(self) -> None:
        """Takes everything of the case off the screen."""
        self._read = None
        self._tabs.clear()
        self._line.setText("")
        self._journal_number.clear()

    def _on_read(self, read: _Read) -> None:
        if read.case.line.reference != self._reference:
            return
        self._read = read
        line = read.case.line
        self._line.setText(
            tr(
                "Modtaget {at} af {officer} · {definition} · hastegrad: {urgency}",
                at=local_time(line.started_at),
                officer=line.officer_name,
                definition=definition_word(line.definition),
                urgency=urgency_word(line.urgency),
            )
        )
        self._journal_number.setText(line.journal_number)
        self._tabs.clear()
        titles = {sheet.id: sheet.title for sheet in self._desk.shelf(spoken())}
        self._tabs.addTab(overview(read.case, read.explanation), tr("Vurdering"))
        self._tabs.addTab(answers_by_section(read.checklist, read.case.answers), tr("Sagsoplysninger (A)"))
        self._tabs.addTab(self._protected_door(), tr("Beskyttet (B)"))
        self._tabs.addTab(sheets_given(read.case, titles), tr("Ark"))
        self._tabs.addTab(journal(read.case, titles | {q.id: q.ask for q in read.checklist.questions()}), tr("Historik"))

    # -- the protected part ----------------------------------------------------------------------------------------------
    def _protected_door(self) -> QWidget:
        door = QWidget()
        says = label(tr("Her ligger adresse, sikker telefon, skole og planer. Hver åbning noteres med navn, tid og grund."))
        opener = secondary(tr("Åbn det beskyttede ark …"), "open_protected", "lock-open")
        opener.setEnabled(self._desk.open_drawer().officer.may(Act.READ_PROTECTED))
        opener.clicked.connect(self._on_open_protected)
        layout = QVBoxLayout(door)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        layout.addWidget(says)
        layout.addWidget(opener, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        return door

    def _on_open_protected(self) -> None:
        reason, is_given = QInputDialog.getText(
            self, "StalkDesk", tr("Hvorfor åbnes det beskyttede ark? Grunden gemmes i historikken.")
        )
        if is_given:
            self.open_protected(reason)

    def open_protected(self, reason: str) -> None:
        """Opens compartment B with a reason; without one it says so and stays shut."""
        if not reason.strip():
            self._banner.say(Tone.WARN, tr("Skriv en grund for at åbne det beskyttede ark."))
            return
        drawer, reference = self._desk.open_drawer(), self._reference
        self._background.run(lambda: drawer.protected_answers(reference, reason.strip()), self._on_protected, self._on_failed)

    def _on_protected(self, answers: tuple[Answer, ...]) -> None:
        if self._read is None:
            return
        position = 2
        self._tabs.removeTab(position)
        page = answers_by_section(self._read.checklist, {answer.question_id: answer for answer in answers})
        self._tabs.insertTab(position, page, tr("Beskyttet (B)"))
        self._tabs.setCurrentIndex(position)
        self._tabs.setFocus()

    # -- the authority's own journal -------------------------------------------------------------------------------------
    def _on_keep_number(self) -> None:
        drawer, reference, number = self._desk.open_drawer(), self._reference, self._journal_number.text().strip()
        self._background.run(
            lambda: drawer.keep_journal_number(reference, number),
            lambda _: self._banner.say(Tone.SUCCESS, tr("Journalnummeret er gemt.")),
            self._on_failed,
        )

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))
