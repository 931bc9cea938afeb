"""A case with needs, on its page at the part of the plan; and hands for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk import app
from stalkdesk.casework.additions import Addition
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.ui.cases.case_page import CasePage
from stalkdesk.ui.plan.plan_part import PlanPart
from tests.ui.cases.conftest import FiledCase, filed_case
from tests.ui.papers.conftest import FakePrinters, printers

__all__ = ["FakePrinters", "FiledCase", "Planning", "filed_case", "printers"]

NEEDED: dict[str, object] = {
    "needs": ["locks", "doctor"],
    "needs_status": "Læge: tid bestilt.",
    "needs_responsible": "Sofie Eksempelsen",
    "safe_hours": "hverdage 9-14",
    "code_word": "fyrtårn",
    "may_leave_message": "no",
    "may_send_letters": "no",
}


@dataclass
class Planning:
    """The page of the case, and hands."""

    page: CasePage
    case: FiledCase
    qtbot: QtBot

    @property
    def part(self) -> PlanPart:
        """The part as it is shown now."""
        return [part for part in self.page.findChildren(PlanPart) if not part._is_left][-1]

    @property
    def today(self) -> date:
        return day_in_denmark(self.case.desk.now())

    def settle(self) -> None:
        """Until everything asked for is done."""
        for _ in range(3):
            self.case.background.wait_idle()
            QApplication.processEvents()

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        """The widget of that name that can be seen."""
        found = [widget for widget in self.page.findChildren(kind, name) if widget.isVisible()]
        assert len(found) == 1, f"{len(found)} visible: {name}"
        return found[0]

    def shows(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.page.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), name
        button.click()
        self.settle()

    def type(self, name: str, text: str) -> None:
        field = self.find(QWidget, name)
        if isinstance(field, QLineEdit):
            field.setText(text)
        else:
            assert isinstance(field, QPlainTextEdit)
            field.setPlainText(text)

    def choose(self, name: str, value: object) -> None:
        field = self.find(QComboBox, name)
        assert isinstance(field, QComboBox)
        field.setCurrentIndex(field.findData(value))

    def key(self, name: str, key: Qt.Key) -> None:
        """A key in a list."""
        view = self.find(QTableView, name)
        self.page.activateWindow()
        view.setFocus()
        self.qtbot.waitUntil(view.hasFocus)
        QTest.keyClick(view, key)
        self.settle()

    def focus(self) -> QWidget:
        """Where the keyboard is."""
        found = self.page.focusWidget()
        assert found is not None
        return found

    def says(self, name: str) -> str:
        label = self.find(QLabel, name)
        assert isinstance(label, QLabel)
        return label.text()

    def words(self) -> str:
        """Everything that can be read on the page."""
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def open(self) -> None:
        """Opens the plan, with the reason that one press gives."""
        self.press("open_plan")

    def entries(self, kind: EntryKind) -> list[Entry]:
        """What is kept."""
        return [one for one in self.case.store.kept.entries.get(self.case.reference, []) if one.kind is kind]

    def consent(self, receiver: Receiver, *groups: Group) -> None:
        """She says yes to a receiver."""
        said = Consent(receiver, groups, "Hjælp", self.today, HowGiven.SIGNED)
        self.case.desk.open_drawer().keep_entries(self.case.reference, [NewEntry(EntryKind.CONSENT, said)])


@pytest.fixture
def planning(qtbot: QtBot, look: object, filed_case: FiledCase) -> Iterator[Planning]:
    filed_case.desk.letters = app._letters
    filed_case.add(Addition("Behov", (), tuple(filed_case.answer(key, value) for key, value in NEEDED.items())))
    page = CasePage(filed_case.desk, filed_case.background)
    qtbot.addWidget(page)
    page.resize(1060, 700)
    page.show()
    made = Planning(page, filed_case, qtbot)
    page.show_case(filed_case.reference, "plan_part")
    made.settle()
    yield made
    page.leave()
    filed_case.desk.begun_texts.clear()
