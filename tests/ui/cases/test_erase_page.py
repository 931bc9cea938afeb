"""Erasing a case at its page: for supervisors, with everything asked that must be, and nothing of it left on the screen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QTableView, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.casework.erasures import BackupHolding, ErasureReason
from stalkdesk.errors import DiskFull
from stalkdesk.ui.cases.begun_addition import BegunAddition
from stalkdesk.ui.cases.case_page import CasePage
from stalkdesk.ui.cases.erase_page import ErasePage
from tests.ui.cases.conftest import FiledCase
from tests.ui.fakes import OFFICER, PASSPHRASE, FakeDrawer

HELD = BackupHolding(Path("/stik/desk-backup-1"), datetime(2026, 11, 20, 8, tzinfo=UTC), date(2026, 12, 1))


@pytest.fixture
def page(qtbot: QtBot, filed_case: FiledCase) -> CasePage:
    made = CasePage(filed_case.desk, filed_case.background)
    qtbot.addWidget(made)
    made.resize(1100, 720)
    made.show()
    made.show_case(filed_case.reference)
    filed_case.background.wait_idle()
    return made


def asking(page: CasePage) -> ErasePage:
    """The page that asks, opened by its button."""
    button(page, "erase_case").click()
    found = page.findChild(ErasePage)
    assert found is not None
    return found


def button(inside: QWidget, name: str) -> QPushButton:
    found = inside.findChild(QPushButton, name)
    assert found is not None
    return found


def fill(asked: ErasePage, reference: str, passphrase: str = PASSPHRASE, reason: ErasureReason = ErasureReason.MISTAKE) -> None:
    choice = asked.findChild(QComboBox, "erase_reason")
    assert choice is not None
    choice.setCurrentIndex(choice.findData(reason.value))
    for name, text in (("erase_reference", reference), ("erase_passphrase", passphrase)):
        line = asked.findChild(QLineEdit, name)
        assert line is not None
        line.setText(text)


def press(asked: ErasePage, case: FiledCase) -> None:
    button(asked, "erase_now").click()
    case.background.wait_idle()


def remark(asked: ErasePage, name: str) -> str:
    found = asked.findChild(QLabel, f"{name}_remark")
    assert found is not None
    return found.text()


def words_of(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel))


def test_only_a_supervisor_is_offered_it(page: CasePage, filed_case: FiledCase) -> None:
    assert button(page, "erase_case").isVisible()
    filed_case.desk.drawer = FakeDrawer(filed_case.store, OFFICER)
    page.show_case(filed_case.reference)
    filed_case.background.wait_idle()
    assert not button(page, "erase_case").isVisible()


def test_it_says_how_much_goes_and_what_stays(page: CasePage, filed_case: FiledCase) -> None:
    filed_case.add_incident()
    page.show_case(filed_case.reference)
    filed_case.background.wait_idle()
    said = words_of(asking(page))
    assert "1 hændelse" in said
    assert "2 vurderinger" in said
    assert "Sagens nummer" in said
    assert "Rigsarkiv" not in said


def test_erased_it_is_gone_from_store_screen_and_what_was_begun(page: CasePage, filed_case: FiledCase) -> None:
    desk, reference = filed_case.desk, filed_case.reference
    desk.begun_additions[("o-9", reference)] = BegunAddition(reference)
    asked = asking(page)
    fill(asked, reference)
    press(asked, filed_case)
    assert filed_case.store.journal[-1].act == "erase_case"
    assert filed_case.store.journal[-1].fields == ("mistake",)
    assert reference not in {line.reference for line in desk.open_drawer().cases()}
    assert desk.begun_additions == {}
    tabs = page.findChild(QTabWidget, "case_tabs")
    assert tabs is not None
    assert tabs.count() == 0
    passphrase = asked.findChild(QLineEdit, "erase_passphrase")
    assert passphrase is not None
    assert passphrase.text() == ""


def test_afterwards_the_backups_that_hold_it_are_listed_with_their_day(
    page: CasePage, filed_case: FiledCase, qtbot: QtBot
) -> None:
    filed_case.store.holding, filed_case.store.unseen = (HELD,), (Path("/trukket-ud"),)
    asked = asking(page)
    fill(asked, filed_case.reference)
    press(asked, filed_case)
    table = asked.findChild(QTableView, "erased_backups")
    assert table is not None
    row = [str(table.model().index(0, column).data()) for column in range(table.model().columnCount())]
    assert row == ["20-11-2026 kl. 09.00", "omkring 01-12-2026", "/stik", "desk-backup-1"]
    assert "/trukket-ud" in words_of(asked)
    with qtbot.waitSignal(page.closed):
        button(asked, "erased_close").click()


@pytest.mark.parametrize(
    ("field", "reference", "passphrase"),
    [
        ("erase_reference", "SD-2026-0999", PASSPHRASE),
        ("erase_passphrase", "", ""),
        ("erase_passphrase", "", "forkert sætning"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field_and_nothing_goes(
    page: CasePage, filed_case: FiledCase, field: str, reference: str, passphrase: str
) -> None:
    asked = asking(page)
    fill(asked, reference or filed_case.reference, passphrase)
    press(asked, filed_case)
    assert remark(asked, field)
    assert filed_case.reference in {line.reference for line in filed_case.desk.open_drawer().cases()}


def test_a_reason_is_never_chosen_by_itself_and_other_says_what(page: CasePage, filed_case: FiledCase) -> None:
    asked = asking(page)
    press(asked, filed_case)
    assert remark(asked, "erase_reason")
    fill(asked, filed_case.reference, reason=ErasureReason.OTHER)
    press(asked, filed_case)
    assert remark(asked, "erase_remark") == "Skal udfyldes."


def test_a_failure_is_said_and_the_case_stays_open(page: CasePage, filed_case: FiledCase) -> None:
    asked = asking(page)
    fill(asked, filed_case.reference)
    drawer = filed_case.desk.open_drawer()
    assert isinstance(drawer, FakeDrawer)
    drawer.failure = DiskFull("Disken er fuld.")
    press(asked, filed_case)
    assert "Sagen er ikke slettet." in words_of(asked)
    button(asked, "erase_back").click()
    assert button(page, "erase_case").isVisible()


def test_it_goes_by_keyboard_alone(page: CasePage, filed_case: FiledCase, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    asked = asking(page)
    order = []
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert order == ["erase_reason", "erase_remark", "erase_reference", "erase_passphrase", "erase_show"]
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert page.findChild(ErasePage) is None or not asked.isVisible()


def test_locking_takes_the_passphrase_off_the_screen(page: CasePage, filed_case: FiledCase) -> None:
    asked = asking(page)
    fill(asked, filed_case.reference)
    line = asked.findChild(QLineEdit, "erase_passphrase")
    assert line is not None
    page.leave()
    assert line.text() == ""
