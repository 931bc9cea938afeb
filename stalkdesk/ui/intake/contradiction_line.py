"""A quiet line at the question: its answer does not fit another one, and the way to that one. It holds nobody up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from stalkdesk.intake.checklist import Question
from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.intake.pointing_out import PointedOut
from stalkdesk.ui.labels import label, muted

WAYS = 2
"""So many other questions are offered."""
LONGEST_WAY = 420
"""Pixels of a question on a button; the whole question is in its tooltip."""


class _Ways(QVBoxLayout):
    """A button for each other question."""

    def __init__(self, go: Callable[[str], None]) -> None:
        super().__init__()
        self.setSpacing(0)
        self._targets = [""] * WAYS
        self._buttons = [quiet("", f"contradictionGo{way}", "arrow-right") for way in range(WAYS)]
        for way, made in enumerate(self._buttons):
            made.clicked.connect(lambda _on=False, way=way: go(self._targets[way]))
            row = QHBoxLayout()
            row.addWidget(made)
            row.addStretch(1)
            self.addLayout(row)

    def show_ways(self, others: Sequence[Question]) -> None:
        """Offers these questions, the first ones."""
        for way, made in enumerate(self._buttons):
            made.setVisible(way < len(others))
            if way < len(others):
                self._aim(made, others[way])
                self._targets[way] = others[way].id

    @staticmethod
    def _aim(made: QPushButton, question: Question) -> None:
        short = made.fontMetrics().elidedText(question.ask, Qt.TextElideMode.ElideRight, LONGEST_WAY)
        made.setText(tr("Gå til »{question}«", question=short).replace("&", "&&"))
        made.setToolTip(question.ask)
        made.setAccessibleName(tr("Gå til spørgsmålet: {question}", question=question.ask))


class ContradictionLine(QFrame):
    """Hidden while everything fits. `asked_for(str)`: go to that question. Screen readers are told what is new."""

    asked_for = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("contradictionLine")
        self.setProperty("role", "banner-note")
        self._said: tuple[str, ...] = ()
        self._sentence = label("", "", "contradictionSentence")
        self._ways = _Ways(self.asked_for.emit)
        self._more = muted("", "contradictionMore")
        sign = QLabel()
        sign.setPixmap(icons.pixmap("info", "accent"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._sentence)
        words.addLayout(self._ways)
        words.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 6)
        row.setSpacing(10)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def show_at(self, question_id: str, pointed_out: Sequence[PointedOut]) -> None:
        """Shows the first that concerns the question on the screen, and that there are more; they stand in the panel beside."""
        here = [told for told in pointed_out if told.is_due and told.concerns(question_id)]
        self._sentence.setText(here[0].sentence if here else "")
        self._ways.show_ways(here[0].others(question_id) if here else ())
        self._more.setVisible(len(here) > 1)
        self._more.setText(tr("Der er mere, der ikke passer. Det står til højre."))
        self.setVisible(bool(here))
        self._announce(tuple(told.sentence for told in here))

    def _announce(self, sentences: tuple[str, ...]) -> None:
        fresh = [sentence for sentence in sentences if sentence not in self._said]
        self._said = sentences
        said = tr("Svarene passer ikke sammen: {what}", what=" ".join(sentences))
        self.setAccessibleName(said if sentences else "")
        if fresh and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
