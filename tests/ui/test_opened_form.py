"""A form that is opened inside a part: what Esc does, and where the keyboard goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.ui.opened_form import OpenedForm


class Page(QWidget):
    """A button that opens a form, another button, and the form."""

    def __init__(self) -> None:
        super().__init__()
        self.opener, self.other, self.form = QPushButton("Åbn"), QPushButton("Andet"), QWidget()
        self.line, self.text, self.choice, self.keep = QLineEdit(), QPlainTextEdit(), QComboBox(), QPushButton("Gem")
        self.choice.addItems(["en", "to"])
        inside = QVBoxLayout(self.form)
        for field in (self.line, self.text, self.choice, self.keep):
            inside.addWidget(field)
        column = QVBoxLayout(self)
        for part in (self.opener, self.other, self.form):
            column.addWidget(part)
        self.form.hide()
        self.opened = OpenedForm(self.form, self.close_form)
        self.opener.clicked.connect(self.open_form)
        self.closed = 0

    def open_form(self) -> None:
        self.opened.opens()
        self.form.show()
        self.line.setFocus()

    def close_form(self) -> None:
        self.closed += 1
        self.form.hide()
        self.opened.give_back(self.other)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.opener.setFocus()
    qtbot.waitUntil(made.opener.hasFocus)
    QTest.keyClick(made.opener, Qt.Key.Key_Space)
    return made


@pytest.mark.parametrize("at", ["line", "text", "choice", "keep"])
def test_escape_closes_it_from_every_field_and_the_keyboard_goes_back(page: Page, at: str) -> None:
    field = getattr(page, at)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert page.closed == 1
    assert page.opener.hasFocus()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_list_that_is_open_over_a_field_closes_first(page: Page) -> None:
    page.choice.setFocus()
    page.choice.showPopup()
    QTest.keyClick(page.choice.view(), Qt.Key.Key_Escape)
    assert page.closed == 0
    assert page.form.isVisible()


def test_escape_outside_the_form_is_not_for_it(page: Page) -> None:
    page.other.setFocus()
    QTest.keyClick(page.other, Qt.Key.Key_Escape)
    assert page.closed == 0


def test_what_is_not_there_any_more_does_not_get_the_keyboard(page: Page) -> None:
    page.opener.setEnabled(False)
    QTest.keyClick(page.line, Qt.Key.Key_Escape)
    assert page.other.hasFocus()


def test_what_was_thrown_away_meanwhile_is_not_asked(page: Page) -> None:
    page.opener.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.keyClick(page.line, Qt.Key.Key_Escape)
    assert page.other.hasFocus()


def test_opening_it_again_while_it_is_open_remembers_the_first_place(page: Page) -> None:
    page.open_form()
    QTest.keyClick(page.line, Qt.Key.Key_Escape)
    assert page.opener.hasFocus()
