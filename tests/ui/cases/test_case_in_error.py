"""A case that was entered in error says so, is greyed in the list, and comes back with a reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QTabWidget
from pytestqt.qtbot import QtBot

from stalkdesk.ui import theme
from stalkdesk.ui.banner import Banner
from stalkdesk.ui.cases.case_table import COLUMNS, CaseTable, status_word
from stalkdesk.ui.cases.error_strip import ErrorStrip
from stalkdesk.ui.cases.list_page import CaseListPage
from tests.ui.cases.case_window import CaseWindow
from tests.ui.cases.conftest import FiledCase


@pytest.fixture
def window(qtbot: QtBot, look: object, filed_case: FiledCase) -> CaseWindow:
    made = CaseWindow(qtbot, filed_case)
    made.open_at("")
    return made


def mark(window: CaseWindow, is_in_error: bool, reason: str) -> None:
    strip = window.findChild(ErrorStrip)
    assert strip is not None
    strip.mark(is_in_error, reason)
    window.settle()


def test_the_page_says_who_marked_it_and_why(window: CaseWindow) -> None:
    assert not window.shows("error_strip")
    mark(window, True, "Oprettet to gange.")
    assert window.find(QFrame, "error_strip").isVisible()
    assert "Oprettet to gange." in window.find(QLabel, "error_strip_sentence").text()
    assert not window.shows("case_in_error")


def test_it_is_taken_back_with_a_reason(window: CaseWindow) -> None:
    mark(window, True, "Oprettet to gange.")
    mark(window, False, "")
    assert window.shows("error_strip")
    mark(window, False, "Den er rigtig nok.")
    assert not window.shows("error_strip")
    assert window.shows("case_in_error")


def test_it_stays_in_the_list_greyed_and_named(window: CaseWindow) -> None:
    mark(window, True, "Oprettet to gange.")
    line = window.drawer.case(window.filed_case.reference).line
    table = CaseTable(lambda _urgency: QIcon())
    table.show_lines((line,))
    assert status_word(line) == "Oprettet ved en fejl"
    grey = table.data(table.index(0, len(COLUMNS) - 1), Qt.ItemDataRole.ForegroundRole)
    assert grey == QColor(theme.colours()["disabled"])


def test_the_supervisor_has_a_list_of_them(qtbot: QtBot, window: CaseWindow) -> None:
    mark(window, True, "Oprettet to gange.")
    page = CaseListPage(window.filed_case.desk, window.filed_case.background)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    window.settle()
    only = page.findChild(QPushButton, "cases_in_error")
    foot = page.findChild(QLabel, "case_count")
    assert only is not None
    assert foot is not None
    only.click()
    window.settle()
    assert foot.text() == "1 sag er markeret som fejl."
    only.click()
    window.settle()
    assert foot.text() == "1 sag i alt."


def test_what_was_done_is_no_longer_said_when_another_part_is_chosen(window: CaseWindow) -> None:
    mark(window, True, "Oprettet to gange.")
    banner = window.find(Banner, "case_page_banner")
    assert isinstance(banner, Banner)
    assert banner.says_done
    tabs = window.findChild(QTabWidget, "case_tabs")
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentIndex(tabs.currentIndex() + 1)
    assert not banner.isVisible()
