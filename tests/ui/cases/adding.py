"""Adding to a case as a person does: the page, and hands on it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.ui.banner import Banner
from stalkdesk.ui.cases.addition_page import AdditionPage
from stalkdesk.ui.cases.case_page import CasePage
from tests.ui.cases.conftest import SAID, FiledCase

REASON = "Ny henvendelse 22. november"


class Adding:
    """The case page with an addition on it."""

    def __init__(self, qtbot: QtBot, filed_case: FiledCase) -> None:
        self.qtbot, self.filed_case = qtbot, filed_case
        self.case_page = CasePage(filed_case.desk, filed_case.background)
        qtbot.addWidget(self.case_page, before_close_func=lambda _page: filed_case.desk.begun_additions.clear())
        self.case_page.resize(1060, 720)
        self.case_page.show()
        self.open_case()

    def open_case(self) -> None:
        """Reads the case."""
        self.case_page.show_case(self.filed_case.reference)
        self.settle()

    def begin(self) -> AdditionPage:
        """Presses *add to the case*."""
        self.press("add_to_case")
        return self.page

    @property
    def page(self) -> AdditionPage:
        """The addition."""
        assert self.case_page._addition is not None
        return self.case_page._addition

    def settle(self) -> None:
        """Waits for the drawer."""
        self.filed_case.background.wait_idle()

    def press(self, name: str) -> None:
        """Presses the visible button of that name."""
        found = [one for one in self.case_page.findChildren(QPushButton, name) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} visible buttons named {name}"
        found[0].click()

    def type_incident(self, day: str = "20-11-2026", act: str = "FOLLOW", said: str = SAID) -> None:
        """Fills in the form of the incident."""
        form = self.page.collecting.incident
        form.date.line.clear()
        self.qtbot.keyClicks(form.date.line, day)
        next(card for card in form.acts.cards if card.choice_id == act).click()
        form.said.sheet.setPlainText(said)

    def answer(self, question_id: str, choice: str) -> None:
        """Answers a question of cards."""
        self.page.collecting.show_answers()
        self.page.collecting.answers.open_question(question_id)
        field = self.page.collecting.answers.card.field
        assert field is not None
        next(card for card in field.cards if card.choice_id == choice).click()  # type: ignore[attr-defined]

    def give_reason(self, words: str = REASON) -> None:
        """Types why."""
        self.page.collecting.reason.clear()
        self.qtbot.keyClicks(self.page.collecting.reason, words)

    def evaluate(self) -> None:
        """Presses *see the evaluation*."""
        self.press("see_evaluation")
        self.settle()

    def save(self) -> None:
        """Presses *save in the case*."""
        self.press("save_addition")
        self.settle()
        self.settle()

    def says(self, name: str) -> str:
        """What a banner says; empty when it is not there."""
        found = [one for one in self.case_page.findChildren(Banner, name) if one.isVisible()]
        return found[0].sentence if found else ""

    def words(self) -> str:
        """Everything that can be read."""
        labels = self.case_page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisibleTo(self.case_page))

    def shows(self, name: str) -> bool:
        """Whether a widget of that name can be seen."""
        return any(widget.isVisible() for widget in self.case_page.findChildren(QWidget, name))
