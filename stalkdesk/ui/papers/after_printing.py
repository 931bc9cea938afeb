"""Two questions after printing: did the sheets come out, and what became of them?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stalkdesk.casework.papers import Outcome
from stalkdesk.language import tr
from stalkdesk.ui.buttons import quiet, secondary
from stalkdesk.ui.labels import heading
from stalkdesk.ui.papers.single_clicks import SingleClicks
from stalkdesk.ui.papers.words import OUTCOMES, outcome_word


class AfterPrinting(QFrame):
    """`answered(bool)`: they came out or not; `told(Outcome)`: what became of them; `later`: that will be said another time."""

    answered = Signal(bool)
    told = Signal(Outcome)
    later = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("after_printing")
        self.setProperty("role", "card")
        self._question = heading("", "after_printing_question")
        self._yes = secondary(tr("Ja, de kom ud"), "came_out", "check")
        self._no = secondary(tr("Nej, de venter"), "did_not_come_out", "x")
        self._yes.clicked.connect(lambda: self.answered.emit(True))
        self._no.clicked.connect(lambda: self.answered.emit(False))
        self._outcomes = [secondary(outcome_word(one), f"outcome_{one.value}") for one in OUTCOMES]
        for one, button in zip(OUTCOMES, self._outcomes, strict=True):
            button.clicked.connect(lambda _=False, outcome=one: self.told.emit(outcome))
        self._later = quiet(tr("Sig det senere"), "outcome_later")
        self._later.clicked.connect(self.later)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for part in (self._question, self._yes, self._no, *self._outcomes, self._later):
            column.addWidget(part)
        self._clicks = SingleClicks(self, (self._yes, self._no, *self._outcomes))
        self.hide()

    def ask_whether_out(self, count: int) -> None:
        """The printer has them; only an eye can see the paper."""
        one = tr("Kom arket ud af printeren?")
        self._ask(one if count == 1 else tr("Kom alle {count} ark ud af printeren?", count=count), is_first=True)
        self._yes.setFocus()

    def ask_what_became(self) -> None:
        """They came out."""
        self._ask(tr("Hvad skete der med arkene?"), is_first=False)
        self._outcomes[0].setFocus()

    def _ask(self, question: str, is_first: bool) -> None:
        self._question.setText(question)
        self.setAccessibleName(question)
        for button in (self._yes, self._no):
            button.setVisible(is_first)
        for button in (*self._outcomes, self._later):
            button.setVisible(not is_first)
        self.show()
