"""The settings of who may in: the officers of the desk, and each one's own passphrase."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMessageBox, QTableView

from stalkdesk.casework.officers import Role
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER, PASSPHRASE, SUPERVISOR
from tests.ui.settings_tabs import at_tab

Unlocked = Callable[..., Driver]
NEW = "granskov havn lanterne måne ost"


def _fill_officer(driver: Driver, passphrase: str = NEW) -> None:
    driver.type("officer_full_name", "Østen Prøvedal")
    driver.type("officer_user_name", "osten")
    driver.type("officer_initials", "ØPR")
    driver.type("officer_passphrase", passphrase)
    driver.type("officer_again", passphrase)
    role = driver.find(QComboBox, "officer_role")
    role.setCurrentIndex(role.findData(Role.VISITATOR.value))
    driver.click("officer_add")
    driver.settle()


def test_a_supervisor_adds_an_officer_who_can_then_unlock_the_desk(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Medarbejdere")
    _fill_officer(driver)
    assert "Østen Prøvedal kan nu låse skranken op" in driver.says("officers_part_banner")
    assert driver.find(QTableView, "officers").model().rowCount() == 3
    assert driver.find(QLineEdit, "officer_passphrase").text() == ""
    driver.window.lock()
    driver.settle()
    driver.unlock("osten", NEW)
    driver.wait(lambda: driver.is_at("home"))
    assert driver.desk.open_drawer().officer.role is Role.VISITATOR


def test_a_weak_passphrase_of_a_new_officer_is_refused_by_its_field(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Medarbejdere")
    _fill_officer(driver, "kort")
    assert "for kort" in driver.find(QLabel, "officer_passphrase_remark").text()
    assert driver.find(QLineEdit, "officer_full_name").text() == "Østen Prøvedal"
    assert len(driver.store.officers) == 2


def test_retiring_asks_and_takes_the_way_in_away(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Medarbejdere")
    driver.find(QTableView, "officers").selectRow(1)
    driver.click("officer_retire")
    box = driver.find(QMessageBox, "retire_dialog")
    next(button for button in box.buttons() if "Fratag" in button.text()).click()
    driver.settle()
    assert OFFICER.user_name not in driver.store.passphrases
    assert not driver.store.officers[OFFICER.id].is_active


def test_the_last_supervisor_can_not_be_retired_and_the_sentence_says_why(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Medarbejdere")
    driver.find(QTableView, "officers").selectRow(0)
    driver.click("officer_retire")
    box = driver.find(QMessageBox, "retire_dialog")
    next(button for button in box.buttons() if "Fratag" in button.text()).click()
    driver.settle()
    assert "mindst én aktiv leder" in driver.says("officers_part_banner")


def _change(driver: Driver, old: str, new: str, again: str = "") -> None:
    at_tab(driver, "Adgang")
    driver.type("access_old", old)
    driver.type("access_new", new)
    driver.type("access_again", again or new)
    driver.click("access_change")
    driver.settle()


def test_an_officer_changes_her_own_passphrase_and_the_old_one_opens_no_more(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    _change(driver, PASSPHRASE, NEW)
    assert "er skiftet" in driver.says("access_part_banner")
    assert driver.store.passphrases[OFFICER.user_name] == NEW
    assert [driver.find(QLineEdit, name).text() for name in ("access_old", "access_new", "access_again")] == ["", "", ""]


def test_without_the_old_passphrase_nothing_is_changed_and_its_field_says_so(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    _change(driver, "ikke min sætning", NEW)
    assert "ikke din adgangssætning" in driver.find(QLabel, "access_old_remark").text()
    assert driver.store.passphrases[OFFICER.user_name] == PASSPHRASE
    assert driver.find(QLineEdit, "access_new").text() == NEW


def test_a_weak_or_mistyped_new_passphrase_is_refused_by_its_field(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    _change(driver, PASSPHRASE, "kort")
    assert "for kort" in driver.find(QLabel, "access_new_remark").text()
    _change(driver, PASSPHRASE, NEW, "noget andet")
    assert "ikke ens" in driver.find(QLabel, "access_again_remark").text()
    assert driver.store.passphrases[OFFICER.user_name] == PASSPHRASE


def test_without_a_keyring_nothing_is_said_of_binding(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    at_tab(driver, "Adgang")
    assert not driver.shows("bind_card")


def test_an_officer_binds_her_way_in_to_the_computer_and_lets_go_again(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    driver.store.has_keyring = True
    at_tab(driver, "Adgang")
    assert "Genskabelsesarket åbner altid" in driver.find(QLabel, "bind_says").text()
    driver.type("bind_passphrase", "ikke min sætning")
    driver.click("bind_change")
    driver.settle()
    assert driver.store.bound == set()
    assert "ikke din adgangssætning" in driver.find(QLabel, "bind_passphrase_remark").text()
    for wanted in ({OFFICER.id}, set()):
        driver.type("bind_passphrase", PASSPHRASE)
        driver.click("bind_change")
        driver.settle()
        assert driver.store.bound == wanted
