"""The keyboard in a case: it comes in by itself, and goes from the list of the parts into the part that is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.ui.cases.incidents_part import INCIDENTS
from tests.ui.cases.case_window import CaseWindow
from tests.ui.cases.conftest import FiledCase


class Flashes(QObject):
    """Writes down what is shown as a window of its own: that takes the keyboard away."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_a_case_that_opens_gives_the_keyboard_to_its_parts(qtbot: QtBot, filed_case: FiledCase) -> None:
    window = CaseWindow(qtbot, filed_case)
    window.open_at("")
    assert window.find(QListView, "case_parts").hasFocus()


def test_tab_goes_from_the_parts_into_the_part_that_is_shown(qtbot: QtBot, filed_case: FiledCase) -> None:
    window = CaseWindow(qtbot, filed_case)
    window.open_at(INCIDENTS.name)
    window.key(Qt.Key.Key_Tab)
    assert window.find(QWidget, "quick_when").hasFocus()
    window.key(Qt.Key.Key_Backtab)
    assert window.find(QListView, "case_parts").hasFocus()


def test_no_part_of_a_case_is_a_window_of_its_own_for_a_moment(qtbot: QtBot, qapp: QApplication, filed_case: FiledCase) -> None:
    window, flashes = CaseWindow(qtbot, filed_case), Flashes()
    qapp.installEventFilter(flashes)
    window.open_at("")
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []
