"""A window with the case page in it, and hands: buttons, fields and keys by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMainWindow, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.ui.banner import Banner
from stalkdesk.ui.cases.case_page import CasePage
from tests.ui.cases.conftest import FiledCase
from tests.ui.fakes import FakeDrawer

_W = TypeVar("_W", bound=QWidget)


class CaseWindow(QMainWindow):
    """The case page in a window that can show the 112 screen: it counts how often."""

    def __init__(self, qtbot: QtBot, filed_case: FiledCase) -> None:
        super().__init__()
        self.filed_case, self.emergencies, self._qtbot = filed_case, 0, qtbot
        self.case_page = CasePage(filed_case.desk, filed_case.background)
        self.setCentralWidget(self.case_page)
        self.resize(1060, 720)
        qtbot.addWidget(self, before_close_func=lambda _window: self._forget())
        with qtbot.waitExposed(self):
            self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)

    def _forget(self) -> None:
        """Nobody is there to be asked."""
        desk = self.filed_case.desk
        for begun in (desk.begun_additions, desk.begun_visits, desk.begun_texts):
            begun.clear()

    def show_emergency(self) -> None:
        """As the desk's own window."""
        self.emergencies += 1

    @property
    def drawer(self) -> FakeDrawer:
        """What the desk stands on."""
        found = self.filed_case.desk.open_drawer()
        assert isinstance(found, FakeDrawer)
        return found

    def open_at(self, part: str) -> None:
        """Reads the case, and opens it at a part."""
        self.case_page.show_case(self.filed_case.reference, part)
        self.settle()

    def settle(self) -> None:
        """Waits for the drawer."""
        self.filed_case.background.wait_idle()

    def find(self, kind: type[_W], name: str) -> _W:  # type: ignore[override]
        """The visible widget of that name."""
        found = [one for one in self.findChildren(kind, name) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} visible widgets named {name}"
        return found[0]

    def shows(self, name: str) -> bool:
        """Whether a widget of that name can be seen."""
        return any(one.isVisible() for one in self.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        """Presses a button, and waits for the drawer."""
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), f"{name} can't be pressed"
        button.click()
        self.settle()

    def type(self, name: str, text: str) -> None:
        """Puts text into a field."""
        field = self.find(QWidget, name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        if isinstance(field, QLineEdit):
            field.setText(text)
        else:
            field.setPlainText(text)

    def choose(self, name: str, value: str) -> None:
        """Chooses in a list."""
        field = self.find(QComboBox, name)
        assert field.findData(value) >= 0, f"{name} has no {value}"
        field.setCurrentIndex(field.findData(value))

    def key(self, key: Qt.Key) -> None:
        """Presses a key where the keyboard is."""
        focused = self.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        self.settle()

    def shortcut(self, key: Qt.Key, reached: Callable[[], bool]) -> None:
        """Presses Ctrl and a key: the button that it stands for sinks and comes up before it acts."""
        self.activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, Qt.KeyboardModifier.ControlModifier)
        self._qtbot.waitUntil(lambda: reached() and self.filed_case.background.is_idle, timeout=5000)

    def banner(self, name: str) -> str:
        """What a banner says."""
        found = self.findChildren(Banner, name)
        return " ".join(one.sentence for one in found if one.isVisible())
