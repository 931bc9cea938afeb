"""Beside the questions: everything that does not fit so far, each with one press to where it can be mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.intake.pointing_out import PointedOut
from stalkdesk.ui.labels import heading, label, muted


class _Row(QWidget):
    """One contradiction."""

    def __init__(self, place: int, go: Callable[[str], None]) -> None:
        super().__init__()
        self._target = ""
        self._what = label("", "", f"contradictionWhat{place}")
        self.button = QToolButton()
        self.button.setObjectName(f"contradictionMend{place}")
        self.button.setIcon(icons.icon("arrow-right", "accent"))
        self.button.setIconSize(QSize(18, 18))
        self.button.setFixedSize(34, 34)
        self.button.clicked.connect(lambda: go(self._target))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._what, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_one(self, told: PointedOut, question_id: str) -> None:
        """Says what does not fit; the button leads away from the question on the screen."""
        target = (*told.others(question_id), *told.questions)[0]
        self._target = target.id
        self._what.setText(told.what)
        self._what.setToolTip(told.sentence)
        self.button.setToolTip(tr("Gå til spørgsmålet: {question}", question=target.ask))
        self.button.setAccessibleName(tr("{what} Gå til spørgsmålet: {question}", what=told.sentence, question=target.ask))


class ContradictionPanel(QFrame):
    """Hidden while everything fits. `asked_for(str)`: go to that question."""

    asked_for = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("contradictionPanel")
        self.setProperty("role", "panel")
        self.setAccessibleName(tr("Svar, der ikke passer sammen"))
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 14, 14)
        self._column.setSpacing(8)
        self._column.addWidget(heading(tr("Passer ikke sammen")))
        self._last = muted(tr("Spørg igen, eller lad det stå."), "contradictionAdvice")
        self._column.addWidget(self._last)
        self.hide()

    def show_all(self, question_id: str, pointed_out: Sequence[PointedOut]) -> None:
        """Shows all that are due, seen from the question on the screen."""
        due = [told for told in pointed_out if told.is_due]
        while len(self._rows) < len(due):
            self._add_row()
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(due))
            if place < len(due):
                row.show_one(due[place], question_id)
        self.setVisible(bool(due))

    def _add_row(self) -> None:
        """A row is made once, and waits hidden while it is not needed: Tab comes to it after the one above."""
        row = _Row(len(self._rows), self.asked_for.emit)
        self._column.insertWidget(self._column.indexOf(self._last), row)
        if self._rows:
            QWidget.setTabOrder(self._rows[-1].button, row.button)
        self._rows.append(row)
