"""A case as it is read: the protected part stays shut until there is a reason, and the reason is in the journal first."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabWidget
from pytestqt.qtbot import QtBot

from stalkdesk.ui.cases.case_page import CasePage
from stalkdesk.ui.cases.protected_part import ProtectedPart
from tests.ui.cases.conftest import FiledCase


@pytest.fixture
def page(qtbot: QtBot, filed_case: FiledCase) -> CasePage:
    made = CasePage(filed_case.desk, filed_case.background)
    qtbot.addWidget(made)
    made.show()
    made.show_case(filed_case.reference)
    filed_case.background.wait_idle()
    return made


def protected(page: CasePage) -> ProtectedPart:
    found = page.findChild(ProtectedPart)
    assert found is not None
    return found


def words_of(page: CasePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_reading_is_in_the_journal_and_shows_what_was_found(page: CasePage, filed_case: FiledCase) -> None:
    assert "view" in [line.act for line in filed_case.store.journal]
    assert "Tidligere partner" in words_of(page) or "partner" in words_of(page).casefold()
    tabs = page.findChild(QTabWidget, "case_tabs")
    assert tabs is not None
    assert tabs.count() >= 8


def test_nothing_protected_is_shown_before_there_is_a_reason(page: CasePage, filed_case: FiledCase) -> None:
    assert "Mynte" not in words_of(page)
    protected(page).open_with("   ")
    filed_case.background.wait_idle()
    assert "Mynte" not in words_of(page)
    assert "grund" in page._banner.sentence


def test_with_a_reason_the_protected_part_opens_and_the_reason_is_kept(page: CasePage, filed_case: FiledCase) -> None:
    protected(page).open_with("Ringer hende op som aftalt")
    filed_case.background.wait_idle()
    assert "Mynte Skabelund" in words_of(page)
    line = filed_case.store.journal[-1]
    assert (line.act, line.reason) == ("view_protected", "Ringer hende op som aftalt")


def test_leaving_takes_everything_off_the_screen(page: CasePage, filed_case: FiledCase) -> None:
    protected(page).open_with("Ringer hende op")
    filed_case.background.wait_idle()
    page.leave()
    tabs = page.findChild(QTabWidget, "case_tabs")
    assert tabs is not None
    assert tabs.count() == 0


def test_the_authoritys_own_journal_number_is_kept(page: CasePage, filed_case: FiledCase) -> None:
    number = page.findChild(QLineEdit, "journal_number")
    keep = page.findChild(QPushButton, "keep_journal_number")
    assert number is not None
    assert keep is not None
    number.setText("2026-000-1")
    keep.click()
    filed_case.background.wait_idle()
    assert [case.journal_number for case in filed_case.store.cases.values()] == ["2026-000-1"]
