"""The open desk: ways, drafts, locking, closing, and the 112 page over all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMessageBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.officers import Officer
from stalkdesk.errors import DiskFull
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import Compartment
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.locking import IdleWatch
from stalkdesk.ui.main_window import MainWindow
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER, PASSPHRASE, SUPERVISOR, FakeDrawer, FakeStore
from tests.ui.small_desk import VERSION, small_desk

Unlocked = Callable[..., Driver]


def _leave_draft(store: FakeStore, officer: Officer, at_question: str) -> str:
    drawer = FakeDrawer(store, officer)
    draft = drawer.begin_intake(VERSION)
    drawer.keep_answer(
        draft.case_id, Answer("threats", AnswerState.GIVEN, store.clock(), officer.initials, "no"), Compartment.FACTS
    )
    drawer.keep_place(draft.case_id, at_question)
    return draft.case_id


def _open_drafts(driver: Driver) -> list[str]:
    model = driver.find(QTableView, "drafts").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_the_week_is_a_way_for_supervisors_only(unlocked: Unlocked) -> None:
    assert unlocked(SUPERVISOR).shows("nav_week")


def test_an_officer_sees_no_way_to_the_week(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    assert driver.shows("nav_cases")
    assert not driver.shows("nav_week")


def test_the_sidebar_says_who_is_logged_in_and_the_title_says_nothing(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    assert driver.find(QLabel, "who").text() == OFFICER.full_name
    assert driver.find(QLabel, "who_role").text() == "Medarbejder"
    assert driver.window.windowTitle() == "StalkDesk"


@pytest.mark.parametrize(("name", "page"), [("cases", "case_table"), ("settings", "settings_tabs"), ("home", "begin_intake")])
def test_each_way_leads_to_its_page(unlocked: Unlocked, name: str, page: str) -> None:
    driver = unlocked(SUPERVISOR)
    driver.click(f"nav_{name}")
    driver.settle()
    assert driver.shows(page)


def test_a_draft_is_offered_with_time_step_and_checklist_version(opened: Callable[[Desk], Driver], tmp_path: Path) -> None:
    driver = opened(small_desk(tmp_path, None))
    _leave_draft(driver.store, OFFICER, "acts")
    driver.unlock(OFFICER.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("drafts"))
    model = driver.find(QTableView, "drafts").model()
    shown = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert shown[0] == "SD-2026-0001"
    assert shown[1].startswith("22-11-2026 kl. 08.57")
    assert shown[3:6] == ["5. Handlinger", "1", VERSION]


def test_a_draft_goes_on_at_the_question_it_was_left_at(opened: Callable[[Desk], Driver], tmp_path: Path) -> None:
    from stalkdesk.ui.intake.page import IntakePage

    driver = opened(small_desk(tmp_path, None))
    case_id = _leave_draft(driver.store, OFFICER, "threats")
    driver.unlock(OFFICER.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("drafts"))
    driver.click("resume_draft")
    driver.settle()
    assert driver.find(IntakePage, "intakePage").case_id == case_id


def test_discarding_a_draft_asks_for_a_reason_and_only_then_takes_it_away(
    opened: Callable[[Desk], Driver], tmp_path: Path
) -> None:
    driver = opened(small_desk(tmp_path, None))
    case_id = _leave_draft(driver.store, OFFICER, "threats")
    driver.unlock(OFFICER.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("drafts"))
    driver.click("discard_draft")
    driver.click("discard_confirm")
    assert "hvorfor" in driver.find(QLabel, "discard_reason_remark").text()
    assert driver.store.cases[case_id].status is CaseStatus.DRAFT
    driver.type("discard_reason", "oprettet ved en fejl")
    driver.click("discard_confirm")
    driver.settle()
    assert driver.store.cases[case_id].status is CaseStatus.DISCARDED
    assert driver.store.journal[-1].reason == "oprettet ved en fejl"
    assert driver.shows("no_drafts")


def test_discarding_can_be_thought_better_of(opened: Callable[[Desk], Driver], tmp_path: Path) -> None:
    driver = opened(small_desk(tmp_path, None))
    case_id = _leave_draft(driver.store, OFFICER, "threats")
    driver.unlock(OFFICER.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("drafts"))
    driver.click("discard_draft")
    driver.click("discard_keep")
    assert driver.store.cases[case_id].status is CaseStatus.DRAFT
    assert _open_drafts(driver) == ["SD-2026-0001"]


def test_ctrl_l_blanks_the_screen_and_closes_the_drawer(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    drawer = driver.vault.opened[-1]
    driver.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert driver.shows("unlock")
    assert not driver.shows("home")
    driver.settle()
    assert driver.desk.drawer is None
    assert drawer.is_closed


def test_the_lock_button_locks(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    driver.click("lock_now")
    driver.settle()
    assert driver.shows("unlock")
    assert driver.vault.opened[-1].is_closed


def test_nothing_of_the_desk_is_left_in_the_window_once_it_is_locked(unlocked: Unlocked, qtbot: QtBot) -> None:
    driver = unlocked(SUPERVISOR)
    driver.window.lock()
    driver.settle()
    qtbot.waitUntil(lambda: not driver.window.findChildren(QWidget, "desk"))
    assert driver.shows("unlock")


def test_locking_in_the_middle_of_an_intake_keeps_the_draft_and_leads_back_to_it(unlocked: Unlocked) -> None:
    from stalkdesk.ui.intake.page import IntakePage

    driver = unlocked(OFFICER)
    driver.window.begin_new_case()
    driver.settle()
    case_id = driver.find(IntakePage, "intakePage").case_id
    driver.window.lock()
    driver.settle()
    driver.unlock(OFFICER.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("intakePage"))
    assert driver.find(IntakePage, "intakePage").case_id == case_id


def test_another_officer_is_not_led_into_somebody_elses_intake(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    driver.window.begin_new_case()
    driver.settle()
    driver.window.lock()
    driver.settle()
    driver.unlock(SUPERVISOR.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))
    assert not driver.shows("intakePage")


def test_after_the_idle_time_the_desk_locks_itself_and_says_why(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    driver.settle()
    watch = driver.window.findChild(IdleWatch)
    assert isinstance(watch, IdleWatch)
    assert watch.is_watching
    watch.start(1)
    driver.wait(lambda: driver.shows("unlock"))
    assert "låste sig selv" in driver.says("unlock_banner")
    assert not watch.is_watching


def test_a_key_puts_the_idle_time_off(unlocked: Unlocked, qtbot: QtBot) -> None:
    driver = unlocked(SUPERVISOR)
    driver.settle()
    watch = driver.window.findChild(IdleWatch)
    assert isinstance(watch, IdleWatch)
    watch.start(60_000)
    qtbot.waitUntil(lambda: watch.remaining < 59_900)
    before = watch.remaining
    QTest.keyClick(driver.window.windowHandle(), Qt.Key.Key_Shift)
    assert watch.remaining > before


def test_closing_the_window_closes_the_drawer(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    assert driver.window.close()
    assert driver.vault.opened[-1].is_closed
    assert driver.desk.drawer is None


class _Unsettled(QWidget):
    """A page with something typed that the drawer did not take."""

    is_settled = False


def _with_unsettled_page(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    from stalkdesk.ui import pages

    monkeypatch.setitem(pages.pages, pages.SHELF, lambda desk, background, window: _Unsettled())
    driver.window.show_page(pages.SHELF)


def _close_anyway(driver: Driver) -> None:
    assert not driver.window.close()
    box = driver.find(QMessageBox, "close_unsaved")
    anyway = next(button for button in box.buttons() if "alligevel" in button.text())
    anyway.click()


def test_an_answer_that_could_not_be_saved_keeps_the_desk_open_and_says_so(
    unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = unlocked(SUPERVISOR)
    _with_unsettled_page(driver, monkeypatch)
    driver.window.lock()
    driver.wait(lambda: bool(driver.window.findChildren(QMessageBox, "problem")))
    assert driver.desk.drawer is not None
    assert driver.shows("desk")
    driver.click("problem_close")
    _close_anyway(driver)


def test_closing_with_an_answer_that_could_not_be_saved_asks_first(unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = unlocked(SUPERVISOR)
    _with_unsettled_page(driver, monkeypatch)
    _close_anyway(driver)
    assert driver.vault.opened[-1].is_closed


def test_f9_opens_the_112_page_from_every_page_and_esc_leads_back(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    for way in ("nav_cases", "nav_settings", "nav_home"):
        driver.click(way)
        driver.settle()
        driver.key(Qt.Key.Key_F9)
        assert driver.shows("emergencyPage")
        driver.key(Qt.Key.Key_Escape)
        assert not driver.shows("emergencyPage")
        assert driver.shows("sidebar")


def test_the_desk_may_lock_itself_under_the_112_page_which_stays(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    driver.window.show_emergency()
    driver.window.lock()
    driver.settle()
    assert driver.shows("emergencyPage")
    driver.click("resumeButton")
    assert driver.shows("unlock")


def test_a_full_disk_while_discarding_is_told_and_the_draft_stays(opened: Callable[[Desk], Driver], tmp_path: Path) -> None:
    driver = opened(small_desk(tmp_path, None))
    _leave_draft(driver.store, OFFICER, "threats")
    driver.unlock(OFFICER.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("drafts"))
    driver.vault.opened[-1].failure = DiskFull("Disken er fuld. Ryd op, og prøv igen.")
    driver.click("discard_draft")
    driver.type("discard_reason", "fejl")
    driver.click("discard_confirm")
    driver.settle()
    assert driver.says("home_banner") == "Disken er fuld. Ryd op, og prøv igen."
    assert _open_drafts(driver) == ["SD-2026-0001"]


def test_the_window_is_painted_before_the_heavy_rooms_are_fetched(look: object, qtbot: QtBot, tmp_path: Path) -> None:
    desk = small_desk(tmp_path, None)
    told: list[str] = []
    desk.preload = lambda: told.append("fetched")
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.painted.connect(lambda: told.append("painted"))
    window.painted.connect(window.preload)
    window.show()
    qtbot.waitUntil(lambda: "fetched" in told)
    assert told == ["painted", "fetched"]


def test_every_shortcut_of_the_sidebar_is_told_in_its_tooltip(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    for name, keys in (("nav_begin", "Ctrl+N"), ("nav_cases", "Ctrl+2"), ("nav_settings", "Ctrl+,"), ("lock_now", "Ctrl+L")):
        assert keys in driver.find(QAbstractButton, name).toolTip()


def test_typing_in_the_unlock_screen_does_not_reach_the_desk_behind(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    driver.window.lock()
    driver.settle()
    driver.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert driver.find(QLineEdit, "user_name").isVisible()
    assert driver.store.cases == {}


def test_f12_hides_what_is_open_without_locking_and_f12_or_esc_show_it_again(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    for back in (Qt.Key.Key_F12, Qt.Key.Key_Escape):
        driver.click("nav_cases")
        driver.settle()
        driver.key(Qt.Key.Key_F12)
        assert driver.find(QLabel, "privacy_says").text() == "Skærmen er skjult. Tryk F12 eller Esc for at fortsætte."
        assert not driver.shows("desk")
        assert driver.desk.drawer is not None
        driver.key(back)
        assert driver.shows("case_table")
        assert not driver.shows("privacy")


def test_a_hidden_screen_begins_no_case_and_can_be_locked(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    driver.key(Qt.Key.Key_F12)
    driver.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert driver.store.cases == {}
    driver.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert driver.shows("unlock")
    assert driver.desk.drawer is None
    driver.unlock(SUPERVISOR.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))


def test_f9_opens_the_112_page_from_a_hidden_screen_too(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    driver.key(Qt.Key.Key_F12)
    driver.key(Qt.Key.Key_F9)
    assert driver.shows("emergencyPage")
    assert not driver.shows("privacy")


def test_f12_has_nothing_to_hide_on_the_unlock_screen(opened: Callable[[Desk], Driver], tmp_path: Path) -> None:
    driver = opened(small_desk(tmp_path, None))
    driver.key(Qt.Key.Key_F12)
    assert driver.shows("unlock")


def test_a_demo_says_on_every_page_that_its_cases_are_invented(opened: Callable[[Desk], Driver], tmp_path: Path) -> None:
    desk = small_desk(tmp_path, None)
    desk.is_demo = True
    driver = opened(desk)
    driver.unlock(SUPERVISOR.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))
    for page in ("cases", "settings", "home"):
        driver.window.show_page(page)
        assert driver.find(QLabel, "demo_strip").text() == "Demo: opdigtede sager"
    driver.window.begin_new_case()
    driver.settle()
    assert driver.shows("demo_strip")


def test_a_desk_of_real_cases_does_not_say_so(unlocked: Unlocked) -> None:
    assert not unlocked(SUPERVISOR).shows("demo_strip")


def test_the_newest_of_several_drafts_goes_on_with_enter(opened: Callable[[Desk], Driver], tmp_path: Path) -> None:
    from stalkdesk.ui.intake.page import IntakePage

    driver = opened(small_desk(tmp_path, None))
    newest = [_leave_draft(driver.store, OFFICER, question) for question in ("threats", "acts", "victim_name")][-1]
    driver.unlock(OFFICER.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("drafts"))
    assert _open_drafts(driver) == ["SD-2026-0003", "SD-2026-0002", "SD-2026-0001"]
    driver.key(Qt.Key.Key_Return)
    driver.settle()
    assert driver.find(IntakePage, "intakePage").case_id == newest


def test_the_first_page_says_when_the_texts_were_last_checked_and_when_they_are_overdue(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    assert "01-01-2026" in driver.find(QLabel, "home_checked").text()
    assert driver.says("home_overdue") == ""
    driver.store.clock.time = driver.store.clock.time.replace(year=2028)
    driver.window.show_page("home")
    driver.settle()
    assert "Råd til dig" in driver.says("home_overdue")
