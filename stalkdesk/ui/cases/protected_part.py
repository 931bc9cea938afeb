"""Compartment B of a case behind its door: it opens with a reason, which is in the journal first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QInputDialog, QStackedLayout, QVBoxLayout, QWidget

from stalkdesk.casework.officers import Act
from stalkdesk.errors import DeskError
from stalkdesk.intake.answers import Answer
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.cases.case_parts import answers_by_section
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label


class ProtectedPart(QWidget):
    """`opened`: the protected answers are shown; `refused(str)`: why they are not."""

    opened = Signal()
    refused = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__()
        self._desk, self._background, self._read = desk, background, read
        self._is_left = False
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._made_door())

    def _made_door(self) -> QWidget:
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
            self.open_with(reason)

    def open_with(self, reason: str) -> None:
        """Opens compartment B with a reason; without one it says so and stays shut."""
        if not reason.strip():
            self.refused.emit(tr("Skriv en grund for at åbne det beskyttede ark."))
            return
        drawer, reference = self._desk.open_drawer(), self._read.reference
        self._background.run(lambda: drawer.protected_answers(reference, reason.strip()), self._on_protected, self._on_failed)

    def leave(self) -> None:
        """What still comes from the drawer is not shown any more."""
        self._is_left = True

    def _on_protected(self, answers: tuple[Answer, ...]) -> None:
        if self._is_left:
            return
        page = answers_by_section(self._read.checklist, {answer.question_id: answer for answer in answers})
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.opened.emit()

    def _on_failed(self, problem: DeskError) -> None:
        if not self._is_left:
            self.failed.emit(problem)
