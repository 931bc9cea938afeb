"""The keys of the store in the settings: a new sheet, the yearly drill, a new data key; and who only makes summaries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QMessageBox, QPlainTextEdit, QPushButton, QTabWidget

from stalkdesk.casework.officers import Officer, Role
from stalkdesk.casework.recovery import TRY_AGAIN_AFTER, RecoveryState
from stalkdesk.errors import DiskFull
from stalkdesk.ui.banner import Banner
from stalkdesk.ui.first_run.recovery_step import RecoveryStep
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER, PASSPHRASE, RECOVERY_KEY, SUPERVISOR

Unlocked = Callable[..., Driver]
COUNTER = Officer("o-9", "tal", "Tal Opgørsen", "TO", Role.STATISTICS)


def _at_keys(driver: Driver) -> None:
    driver.click("nav_settings")
    driver.settle()
    tabs = driver.find(QTabWidget, "settings_tabs")
    texts = [tabs.tabText(number) for number in range(tabs.count())]
    tabs.setCurrentIndex(texts.index("Nøgler"))


def _agree(driver: Driver, name: str) -> None:
    driver.click(name)
    box = driver.find(QMessageBox, "keys_dialog")
    next(button for button in box.buttons() if box.buttonRole(button) is QMessageBox.ButtonRole.AcceptRole).click()
    driver.settle()


def _text(driver: Driver, name: str) -> str:
    """What stands in a label, shown or not."""
    found = driver.window.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def _acts(driver: Driver) -> list[str]:
    return [line.act for line in driver.store.journal]


def test_a_new_sheet_is_shown_and_goes_only_when_it_was_put_away(unlocked: Unlocked, tmp_path: Path) -> None:
    driver = unlocked(SUPERVISOR)
    _at_keys(driver)
    _agree(driver, "keys_new_sheet")
    assert "0000A" in _text(driver, "recovery_key_groups")
    assert "udskift nøglen i stedet" in driver.find(QLabel, "keys_explained").text()
    assert not driver.shows("keys_new_sheet")
    assert not driver.find(QPushButton, "keys_sheet_done").isEnabled()
    driver.find(RecoveryStep, "recovery_step").save_as(tmp_path / "ark.pdf")
    driver.settle()
    driver.find(QCheckBox, "recovery_put_away").setChecked(True)
    driver.click("keys_sheet_done")
    driver.settle()
    assert driver.store.recovery.is_put_away
    assert _text(driver, "recovery_key_groups") == ""
    assert driver.shows("keys_new_sheet")
    assert "Makulér det gamle" in driver.says("keys_part_banner")


def test_leaving_the_page_takes_the_sheet_from_the_screen_and_the_first_page_reminds(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_keys(driver)
    _agree(driver, "keys_new_sheet")
    driver.click("nav_home")
    driver.settle()
    assert "ingen har bekræftet" in driver.says("home_recovery")
    _at_keys(driver)
    driver.settle()
    assert _text(driver, "recovery_key_groups") == ""
    assert "ingen har bekræftet" in driver.find(QLabel, "keys_sheet_state").text()


def test_a_sheet_that_comes_when_nobody_looks_is_not_shown(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_keys(driver)
    driver.click("keys_rotate")
    box = driver.find(QMessageBox, "keys_dialog")
    next(button for button in box.buttons() if box.buttonRole(button) is QMessageBox.ButtonRole.AcceptRole).click()
    driver.click("nav_home")
    driver.settle()
    assert _text(driver, "recovery_key_groups") == ""
    assert not driver.store.recovery.is_put_away


def test_the_drill_says_that_the_sheet_opens_and_when_it_was_tried(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_keys(driver)
    driver.settle()
    assert "ikke prøvet af endnu" in driver.find(QLabel, "keys_sheet_state").text()
    driver.find(QPlainTextEdit, "drill_key").setPlainText(RECOVERY_KEY)
    driver.click("drill_try")
    driver.settle()
    assert "Arket åbner sagsskabet" in driver.says("keys_part_banner")
    assert driver.find(QPlainTextEdit, "drill_key").toPlainText() == ""
    assert "sidst prøvet af" in driver.find(QLabel, "keys_sheet_state").text()
    assert "recovery_drill" in _acts(driver)


def test_a_slip_is_named_by_its_group_and_what_was_typed_stays(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_keys(driver)
    driver.click("drill_try")
    assert "Skal udfyldes" in driver.find(QLabel, "drill_key_remark").text()
    driver.find(QPlainTextEdit, "drill_key").setPlainText("0000A 0000B")
    driver.click("drill_try")
    driver.settle()
    assert "gruppe 5" in driver.find(QLabel, "drill_key_remark").text()
    assert driver.find(QPlainTextEdit, "drill_key").toPlainText() == "0000A 0000B"


def test_replacing_the_key_tells_how_far_it_is_and_shows_the_new_sheet(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_keys(driver)
    _agree(driver, "keys_rotate")
    assert "50 %" in _text(driver, "keys_progress")
    assert not driver.shows("keys_progress")
    assert "Ingen gamle ark" in driver.find(QLabel, "keys_explained").text()
    assert "0000A" in _text(driver, "recovery_key_groups")
    assert "rotate_keys" in _acts(driver)


def test_when_it_fails_the_reason_is_said_and_everything_can_be_tried_again(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_keys(driver)
    driver.settle()
    driver.vault.opened[-1].failure = DiskFull("Disken er fuld.")
    _agree(driver, "keys_rotate")
    assert driver.says("keys_part_banner") == "Disken er fuld."
    assert driver.find(QPushButton, "keys_rotate").isEnabled()
    assert not driver.shows("keys_sheet_card")


def test_cancelling_does_nothing(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_keys(driver)
    for name in ("keys_new_sheet", "keys_rotate"):
        driver.click(name)
        box = driver.find(QMessageBox, "keys_dialog")
        assert box.defaultButton() is not None
        box.defaultButton().click()
        driver.settle()
    assert not {"rotate_keys", "recovery_sheet"} & set(_acts(driver))


def test_an_officer_has_no_keys_to_keep_and_is_not_reminded(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    driver.store.recovery = RecoveryState(None, False, None)
    driver.click("nav_settings")
    driver.settle()
    tabs = driver.find(QTabWidget, "settings_tabs")
    assert "Nøgler" not in [tabs.tabText(number) for number in range(tabs.count())]
    driver.click("nav_home")
    driver.settle()
    assert not driver.shows("home_recovery")


def test_a_year_after_the_last_try_a_supervisor_is_reminded(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    now = driver.store.clock()
    driver.store.recovery = RecoveryState(now, True, None)
    driver.click("nav_settings")
    driver.click("nav_home")
    driver.settle()
    assert not driver.shows("home_recovery")
    driver.store.recovery = RecoveryState(now - TRY_AGAIN_AFTER - timedelta(days=1), True, None)
    driver.click("nav_settings")
    driver.click("nav_home")
    driver.settle()
    assert "over et år siden" in driver.says("home_recovery")


@pytest.fixture
def counter(unlocked: Unlocked) -> Driver:
    """The desk, unlocked by somebody who only makes summaries."""
    driver = unlocked(SUPERVISOR)
    driver.store.officers[COUNTER.id] = COUNTER
    driver.store.passphrases[COUNTER.user_name] = PASSPHRASE
    driver.window.lock()
    driver.settle()
    driver.unlock(COUNTER.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))
    driver.settle()
    return driver


def test_who_makes_summaries_has_no_intake_and_no_cases_on_any_screen(counter: Driver) -> None:
    assert [way.objectName() for way in counter.ways() if way.objectName() in {"nav_begin", "nav_cases"}] == []
    assert counter.shows("nav_week")
    assert counter.shows("home_summaries")
    assert not counter.shows("begin_intake")
    assert not counter.shows("drafts_card")
    assert not counter.says("home_banner")
    assert counter.find(QLabel, "who_role").text() == "Opgørelse"


@pytest.mark.parametrize("name", ["week", "shelf", "knowledge", "settings", "home"])
def test_the_pages_that_are_left_work_without_a_complaint(counter: Driver, name: str) -> None:
    counter.click(f"nav_{name}")
    counter.settle()
    frame = counter.window._frame
    assert frame is not None
    assert frame.at == name
    assert not [banner.sentence for banner in counter.window.findChildren(Banner) if banner.isVisible() and banner.sentence]


def test_the_role_is_offered_when_somebody_is_added(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    driver.click("nav_settings")
    driver.settle()
    role = driver.find(QComboBox, "officer_role")
    assert [role.itemText(number) for number in range(role.count())] == ["Medarbejder", "Visitator", "Leder", "Opgørelse"]
