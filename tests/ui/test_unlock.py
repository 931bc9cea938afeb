"""The door: what it takes to open it, and what it says when it stays shut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from stalkdesk.errors import (
    DeskError,
    PlaceUnfit,
    StoreDamaged,
    StoreForeign,
    StoreInUse,
    StoreMissing,
    StoreTooNew,
    TooManyTries,
)
from stalkdesk.ui.desk import Desk
from tests.ui.driving import Driver
from tests.ui.fakes import PASSPHRASE, RECOVERY_KEY, SUPERVISOR, FakeStore, FakeVault
from tests.ui.small_desk import small_desk

Opened = Callable[[Desk], Driver]


@pytest.fixture
def door(opened: Opened, tmp_path: Path) -> Driver:
    return opened(small_desk(tmp_path, None))


def test_the_right_passphrase_opens_the_desk(door: Driver) -> None:
    door.unlock(SUPERVISOR.user_name, PASSPHRASE)
    door.wait(lambda: door.is_at("home"))
    assert door.desk.open_drawer().officer == SUPERVISOR


def test_a_wrong_passphrase_is_told_in_a_sentence_and_the_field_is_emptied(door: Driver) -> None:
    door.unlock(SUPERVISOR.user_name, "forkert forkert forkert")
    door.wait(lambda: door.says("unlock_banner") != "")
    assert "passer ikke sammen" in door.says("unlock_banner")
    assert door.find(QLineEdit, "passphrase").text() == ""
    assert door.find(QLineEdit, "user_name").text() == SUPERVISOR.user_name
    assert door.desk.drawer is None


def test_an_empty_field_asks_for_both_and_does_not_try(door: Driver) -> None:
    door.type("user_name", "leder")
    door.click("unlock_now")
    assert "både brugernavn og adgangssætning" in door.says("unlock_banner")
    assert door.vault.opened == []


def test_too_many_tries_count_down_and_the_button_waits(door: Driver) -> None:
    door.vault.failure = TooManyTries("Vent.", seconds=2)
    door.unlock(SUPERVISOR.user_name, "forkert")
    door.wait(lambda: "om 2 sekunder" in door.says("unlock_banner"))
    assert not door.find(QPushButton, "unlock_now").isEnabled()
    door.vault.failure = None
    door.wait(lambda: door.find(QPushButton, "unlock_now").isEnabled())
    door.unlock(SUPERVISOR.user_name, PASSPHRASE)
    door.wait(lambda: door.is_at("home"))


def test_return_goes_from_the_name_to_the_passphrase_and_then_unlocks(door: Driver) -> None:
    name, passphrase = door.find(QLineEdit, "user_name"), door.find(QLineEdit, "passphrase")
    QTest.keyClicks(name, SUPERVISOR.user_name)
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert door.window.focusWidget() is passphrase
    QTest.keyClicks(passphrase, PASSPHRASE)
    QTest.keyClick(passphrase, Qt.Key.Key_Return)
    door.wait(lambda: door.is_at("home"))


def test_the_passphrase_can_be_shown_and_is_hidden_again_when_cleared(door: Driver) -> None:
    field = door.find(QLineEdit, "passphrase")
    door.type("passphrase", "abc")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    door.click("show_passphrase")
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    field.clear()
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_caps_lock_is_seen_from_a_capital_letter_without_shift(door: Driver) -> None:
    field = door.find(QLineEdit, "passphrase")
    QTest.keyClicks(field, "a")
    assert not door.shows("caps_lock")
    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QApplication.sendEvent(field, capital)
    assert door.shows("caps_lock")


def test_a_demo_desk_says_who_may_unlock_and_with_what(opened: Opened, tmp_path: Path) -> None:
    desk = small_desk(tmp_path, None)
    desk.is_demo, desk.demo_hint = True, "Brugernavn: leder"
    assert opened(desk).says("demo_hint") == "Brugernavn: leder"


def test_on_a_small_screen_a_banner_beside_the_demo_hint_squeezes_no_line(opened: Opened, tmp_path: Path) -> None:
    desk = small_desk(tmp_path, None)
    desk.is_demo, desk.demo_hint = True, "Opdigtede sager. Log ind som leder med adgangssætningen: havtorn lanterne isbræ engsø"
    door = opened(desk)
    door.window.resize(1280, 680)
    door.unlock(SUPERVISOR.user_name, "forkert forkert forkert")
    door.wait(lambda: door.says("unlock_banner") != "")
    QApplication.processEvents()
    lines = [one for one in door.window.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
    assert [one.text() for one in lines if one.height() < one.heightForWidth(one.width())] == []
    fields = [door.find(QLineEdit, "user_name"), door.find(QLineEdit, "passphrase"), door.find(QPushButton, "unlock_now")]
    assert [one.objectName() for one in fields if one.height() < one.sizeHint().height()] == []


def test_the_recovery_key_opens_the_desk_with_a_new_passphrase(door: Driver) -> None:
    door.click("use_recovery")
    door.type("recovery_key", RECOVERY_KEY)
    door.type("recover_user", SUPERVISOR.user_name)
    door.type("new_passphrase", "nye ord til den samme dør")
    door.type("new_passphrase_again", "nye ord til den samme dør")
    door.click("recover_now")
    door.wait(lambda: door.is_at("home"))
    assert door.store.passphrases[SUPERVISOR.user_name] == "nye ord til den samme dør"


def test_a_mistyped_recovery_key_names_the_group_by_the_field_and_keeps_what_was_typed(door: Driver) -> None:
    door.click("use_recovery")
    door.type("recovery_key", "0000B")
    door.type("recover_user", SUPERVISOR.user_name)
    door.type("new_passphrase", "nye ord til den samme dør")
    door.type("new_passphrase_again", "nye ord til den samme dør")
    door.click("recover_now")
    door.settle()
    assert "gruppe 5" in door.find(QLabel, "recovery_key_remark").text()
    assert door.find(QLineEdit, "recover_user").text() == SUPERVISOR.user_name


def test_two_different_new_passphrases_are_refused_before_the_vault_is_asked(door: Driver) -> None:
    door.click("use_recovery")
    door.type("recovery_key", RECOVERY_KEY)
    door.type("recover_user", SUPERVISOR.user_name)
    door.type("new_passphrase", "nye ord til den samme dør")
    door.type("new_passphrase_again", "andre ord")
    door.click("recover_now")
    assert "ikke ens" in door.find(QLabel, "new_passphrase_again_remark").text()
    assert door.vault.opened == []


@pytest.mark.parametrize("kind", [StoreMissing, StoreDamaged, StoreForeign, StoreTooNew, StoreInUse, PlaceUnfit])
def test_trouble_with_the_store_gets_a_page_of_its_own_that_never_offers_a_new_one(
    opened: Opened, tmp_path: Path, kind: type[DeskError]
) -> None:
    desk = small_desk(tmp_path, None)
    vault = desk.vault
    assert isinstance(vault, FakeVault)
    vault.failure = kind("Filen desk.sdk kan ikke læses.")
    driver = opened(desk)
    assert driver.find(QLabel, "store_trouble_sentence").text() == "Filen desk.sdk kan ikke læses."
    assert driver.find(QLabel, "store_trouble_advice").text() != ""
    assert not driver.shows("store_begin")
    assert not driver.shows("first_run")


def test_trouble_that_is_found_while_unlocking_gets_the_same_page(door: Driver) -> None:
    door.vault.failure = StoreInUse("Lageret er åbent i et andet vindue.")
    door.unlock(SUPERVISOR.user_name, PASSPHRASE)
    door.wait(lambda: door.shows("store_trouble"))
    door.vault.failure = None
    door.click("store_retry")
    assert door.shows("unlock")


def test_out_of_trouble_a_folder_without_a_store_is_refused_and_one_with_a_store_opens(opened: Opened, tmp_path: Path) -> None:
    desk = small_desk(tmp_path, None)
    vault = desk.vault
    assert isinstance(vault, FakeVault)
    vault.failure = StoreDamaged("Filen er beskadiget.")
    whole = tmp_path / "whole"
    desk.vault_at = lambda folder: FakeVault(folder, FakeStore() if folder == whole else None)
    driver = opened(desk)
    driver.window.choose_folder(tmp_path / "empty")
    assert "ligger der ikke noget sagsskab" in driver.says("store_trouble_banner")
    assert not driver.shows("first_run")
    driver.window.choose_folder(whole)
    assert driver.shows("unlock")
    assert desk.preferences["store"] == str(whole)


def test_a_store_that_was_here_and_is_gone_is_missed_and_not_begun_anew(opened: Opened, tmp_path: Path) -> None:
    desk = small_desk(tmp_path, None, is_set_up=False)
    desk.preferences["store"] = str(tmp_path)
    driver = opened(desk)
    assert driver.shows("store_trouble")
    driver.click("store_begin")
    assert driver.shows("first_run")


def test_f9_opens_the_112_page_from_the_unlock_screen_and_leads_back(door: Driver) -> None:
    door.key(Qt.Key.Key_F9)
    door.wait(lambda: door.shows("emergencyPage"))
    door.click("resumeButton")
    assert door.shows("unlock")
