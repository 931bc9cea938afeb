"""Driving the window as a person does: finding controls by name, typing, clicking, waiting for what is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.ui.banner import Banner
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.main_window import MainWindow
from tests.ui.fakes import FakeStore, FakeVault

_W = TypeVar("_W", bound=QWidget)


class Driver:
    """A window, its desk, and hands."""

    def __init__(self, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
        self.window, self.desk, self.qtbot = window, desk, qtbot

    @property
    def vault(self) -> FakeVault:
        """What the desk stands on."""
        return cast(FakeVault, self.desk.vault)

    @property
    def store(self) -> FakeStore:
        """What was written."""
        assert self.vault.store is not None
        return self.vault.store

    def shows(self, name: str) -> bool:
        """Whether a widget of that name can be seen."""
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def is_at(self, name: str) -> bool:
        """Whether the page of that object name is shown and everything asked for has arrived."""
        return self.shows(name) and self.window.is_idle

    def find(self, kind: type[_W], name: str) -> _W:
        """The visible widget of that name."""
        found = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
        assert len(found) == 1, f"{len(found)} visible widgets named {name}"
        return found[0]

    def click(self, name: str) -> None:
        """Presses a button with the mouse."""
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), f"{name} can't be pressed"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))

    def type(self, name: str, text: str) -> None:
        """Puts text into a field, in place of what is there."""
        field = self.find(QWidget, name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.clear()
        if isinstance(field, QLineEdit):
            field.insert(text)
        else:
            field.insertPlainText(text)

    def unlock(self, user_name: str, passphrase: str) -> None:
        """Fills in the unlock screen and presses the button."""
        self.type("user_name", user_name)
        self.type("passphrase", passphrase)
        self.click("unlock_now")

    def wait(self, seen: Callable[[], bool]) -> None:
        """Waits until something is so."""
        self.qtbot.waitUntil(seen, timeout=5000)

    def ways(self) -> list[QToolButton]:
        """The ways of the sidebar that can be seen."""
        return [way for way in self.window.findChildren(QToolButton) if way.isVisible() and way.property("role") == "nav"]

    def settle(self) -> None:
        """Waits until everything that was asked for has arrived."""
        self.wait(lambda: self.window.is_idle)

    def says(self, name: str) -> str:
        """What a banner says; empty when it is not there."""
        banners = [banner for banner in self.window.findChildren(Banner, name) if banner.isVisible()]
        return banners[0].sentence if banners else ""

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the keyboard is."""
        with self.qtbot.waitActive(self.window):
            self.window.activateWindow()
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier)
