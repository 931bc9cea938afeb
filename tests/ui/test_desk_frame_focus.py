"""Whoever presses twice stays where she is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER

Unlocked = Callable[..., Driver]


def test_a_button_that_waits_does_not_hand_the_focus_to_the_sidebar(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    page = driver.window.show_page("home")
    assert isinstance(page, QWidget)
    pressed = QPushButton("Gem", page)
    pressed.setObjectName("pressed")
    pressed.show()
    QWidget.setTabOrder(driver.find(QPushButton, "begin_intake"), pressed)
    pressed.setFocus()
    pressed.setEnabled(False)
    assert page.hasFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)
    driver.wait(lambda: driver.is_at("home"))
