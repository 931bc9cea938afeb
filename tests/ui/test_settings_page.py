"""The settings: what the desk is set to, who may change it, and that it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QSpinBox, QTableView, QTabWidget

from stalkdesk.casework.content_changes import contacts_from, unit_from
from stalkdesk.errors import NotAllowed
from stalkdesk.intake.windows import Windows
from stalkdesk.language import Language, spoken
from stalkdesk.settings import ALL, IDLE_LOCK_MINUTES, WINDOWS, SettingGroup
from stalkdesk.ui import theme
from stalkdesk.ui.forms import Row
from stalkdesk.ui.intake.conversation import begun
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER, PASSPHRASE, SUPERVISOR
from tests.ui.settings_tabs import at_tab

Unlocked = Callable[..., Driver]


def test_an_officer_sees_only_appearance_and_what_concerns_her(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    driver.click("nav_settings")
    driver.settle()
    tabs = driver.find(QTabWidget, "settings_tabs")
    assert [tabs.tabText(number) for number in range(tabs.count())] == [
        "Sprog og udseende",
        "Adgang",
        "Om",
    ]


def test_a_letterhead_waits_for_a_second_person_and_the_authority_stays(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Enheden")
    assert not driver.find(QComboBox, "unit_authority").isEnabled()
    driver.type("unit_name", "Borgerservice Ærø")
    before = driver.store.unit
    driver.click("unit_keep")
    driver.settle()
    assert "Sendt til godkendelse" in driver.says("unit_part_banner")
    assert driver.store.unit == before
    (change,) = driver.store.changes
    assert change.proposal.before["name"] == before.name
    assert unit_from(change.proposal.value, before.authority) == replace(before, name="Borgerservice Ærø")


def test_a_failure_keeps_what_was_typed(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Enheden")
    driver.type("unit_name", "Borgerservice Ærø")
    driver.vault.opened[-1].failure = NotAllowed("Det må kun en leder.")
    driver.click("unit_keep")
    driver.settle()
    assert driver.says("unit_part_banner") == "Det må kun en leder."
    assert driver.find(QLineEdit, "unit_name").text() == "Borgerservice Ærø"


def test_contact_persons_that_are_added_and_removed_wait_for_a_second_person(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Kontakter")
    driver.find(QTableView, "contacts").selectRow(0)
    driver.click("contact_remove")
    driver.type("contact_name", "Ærling Testrup")
    driver.type("contact_phone", "+45 00 00 00 09")
    driver.click("contacts_keep")
    driver.settle()
    assert [person.name for person in driver.store.contacts] == ["Sofie Eksempelsen", "Østen Prøvedal"]
    wanted = contacts_from(driver.store.changes[0].proposal.value)
    assert [person.name for person in wanted] == ["Østen Prøvedal", "Ærling Testrup"]


def test_a_contact_person_who_left_is_off_the_list_at_once(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Kontakter")
    driver.click("contact_left")
    assert "Vælg først" in driver.says("contacts_part_banner")
    driver.find(QTableView, "contacts").selectRow(0)
    driver.click("contact_left")
    driver.settle()
    assert [person.name for person in driver.store.contacts if person.is_active] == ["Østen Prøvedal"]
    assert driver.find(QTableView, "contacts").model().rowCount() == 1
    assert driver.store.changes == []


def test_the_idle_time_is_kept_within_its_bounds(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Grænser")
    field = driver.find(QSpinBox, IDLE_LOCK_MINUTES.key)
    assert (field.minimum(), field.maximum()) == (IDLE_LOCK_MINUTES.least, IDLE_LOCK_MINUTES.most)
    field.setValue(2)
    driver.click("rules_keep")
    driver.settle()
    assert driver.store.settings == {**driver.store.settings, IDLE_LOCK_MINUTES.key: "2"}
    driver.window.lock()
    driver.settle()
    driver.unlock(SUPERVISOR.user_name, "granskov havn lanterne")
    driver.wait(lambda: driver.is_at("home"))
    assert 0 < driver.window.idle_remaining <= 120_000


def test_the_dark_look_is_laid_on_at_once_and_remembered(unlocked: Unlocked, look: QApplication) -> None:
    driver = unlocked(OFFICER)
    at_tab(driver, "Sprog og udseende")
    field = driver.find(QComboBox, "appearance")
    field.setCurrentIndex(field.findData("dark"))
    field.activated.emit(field.currentIndex())
    driver.settle()
    assert theme.is_dark()
    assert driver.desk.preferences["appearance"] == "dark"
    assert driver.shows("settings_tabs")


def test_another_language_is_spoken_at_once(unlocked: Unlocked, tmp_path: Path) -> None:
    driver = unlocked(OFFICER)
    folder = tmp_path / "languages" / "en"
    folder.mkdir(parents=True)
    (folder / "screen.json").write_text('{"Sager": "Cases"}', encoding="utf-8")
    driver.desk.resources = tmp_path
    at_tab(driver, "Sprog og udseende")
    field = driver.find(QComboBox, "screen_language")
    field.setCurrentIndex(field.findData("en"))
    field.activated.emit(field.currentIndex())
    driver.settle()
    assert spoken() is Language.ENGLISH
    assert driver.desk.preferences["language"] == "en"
    assert any("Cases" in button.text() for button in driver.ways())


def test_a_language_that_can_not_be_read_is_told_and_nothing_changes(unlocked: Unlocked, tmp_path: Path) -> None:
    driver = unlocked(OFFICER)
    driver.desk.resources = tmp_path
    at_tab(driver, "Sprog og udseende")
    field = driver.find(QComboBox, "screen_language")
    field.setCurrentIndex(field.findData("en"))
    field.activated.emit(field.currentIndex())
    assert "kan ikke læses" in driver.says("appearance_part_banner")
    assert spoken() is Language.DANISH
    assert field.currentData() == "da"


def test_a_remark_a_little_over_one_line_gets_two(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Enheden")
    row = driver.find(QLineEdit, "unit_name").parentWidget()
    assert isinstance(row, Row)
    for words in range(8, 40):
        row.complain("skranken " * words)
        driver.qtbot.waitUntil(lambda: row.remark.height() >= row.remark.heightForWidth(row.remark.width()), timeout=1000)


def test_every_window_stands_under_its_heading_with_the_suggestion_beside_it(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Grænser")
    for group in {setting.group for setting in ALL}:
        assert driver.shows(f"rules_{group.value}")
    for group in (SettingGroup.WINDOWS, SettingGroup.RESPONSE_TIMES):
        assert "ingen forskning bag tallet" in driver.find(QLabel, f"rules_{group.value}_remark").text()
    for setting in WINDOWS:
        field = driver.find(QSpinBox, setting.key)
        assert (field.minimum(), field.maximum(), field.value()) == (setting.least, setting.most, setting.default)
        assert field.accessibleName()
        assert f"Forslaget er {field.text().strip()}." in field.accessibleDescription()


def test_only_what_was_changed_is_kept_and_the_next_intake_is_taken_with_it(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Grænser")
    driver.find(QSpinBox, "violence_days").setValue(30)
    driver.find(QSpinBox, "high_days").setValue(1)
    assert driver.find(QSpinBox, "high_days").text() == "1 dag"
    driver.click("rules_keep")
    driver.settle()
    kept = {key: number for key, number in driver.store.settings.items() if key in {setting.key for setting in WINDOWS}}
    assert kept == {"violence_days": "30", "high_days": "1"}
    assert begun(driver.desk).windows == Windows(violence_days=30, high_days=1)


def test_the_suggestions_come_back_and_are_kept_with_the_next_keeping(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Grænser")
    driver.find(QSpinBox, "violence_days").setValue(30)
    driver.click("rules_keep")
    driver.settle()
    driver.click("rules_proposals")
    assert driver.find(QSpinBox, "violence_days").value() == 7
    assert driver.store.settings["violence_days"] == "30"
    driver.click("rules_keep")
    driver.settle()
    assert driver.store.settings["violence_days"] == "7"


def test_an_officer_does_not_see_the_windows(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    driver.click("nav_settings")
    driver.settle()
    assert not driver.window.findChildren(QSpinBox, "violence_days")


def _home_and_back(driver: Driver, tab: str) -> None:
    driver.click("nav_home")
    driver.settle()
    at_tab(driver, tab)


def _relocked(driver: Driver) -> None:
    driver.window.lock()
    driver.settle()
    driver.unlock(SUPERVISOR.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))


def _names(driver: Driver) -> list[str]:
    model = driver.find(QTableView, "contacts").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_letterhead_that_is_not_sent_is_kept_over_another_page_and_a_locked_desk(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Enheden")
    before = driver.find(QLineEdit, "unit_name").text()
    driver.type("unit_name", "Borgerservice Ærø")
    _home_and_back(driver, "Enheden")
    assert driver.find(QLineEdit, "unit_name").text() == "Borgerservice Ærø"
    _relocked(driver)
    at_tab(driver, "Enheden")
    assert driver.find(QLineEdit, "unit_name").text() == "Borgerservice Ærø"
    driver.click("unit_undo")
    assert driver.find(QLineEdit, "unit_name").text() == before
    assert not driver.shows("unit_undo")
    driver.type("unit_name", "Borgerservice Ærø")
    driver.click("unit_keep")
    driver.settle()
    assert driver.desk.begun_texts == {}


def test_a_list_of_contact_persons_that_is_not_sent_is_kept(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Kontakter")
    first, *others = _names(driver)
    driver.find(QTableView, "contacts").selectRow(0)
    driver.click("contact_remove")
    driver.type("contact_name", "Ærling Testrup")
    driver.type("contact_phone", "+45 00 00 00 09")
    driver.click("contact_add")
    driver.type("contact_name", "Halvt Skrevet")
    _relocked(driver)
    at_tab(driver, "Kontakter")
    assert _names(driver) == [*others, "Ærling Testrup"]
    assert driver.find(QLineEdit, "contact_name").text() == "Halvt Skrevet"
    driver.click("contacts_undo")
    assert _names(driver) == [first, *others]
    assert driver.find(QLineEdit, "contact_name").text() == ""
    assert driver.desk.begun_texts == {}


def test_who_left_is_off_a_list_that_is_not_sent_too_and_the_rest_of_it_stays(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_tab(driver, "Kontakter")
    gone, *others = _names(driver)
    driver.type("contact_name", "Ærling Testrup")
    driver.type("contact_phone", "+45 00 00 00 09")
    driver.click("contact_add")
    driver.find(QTableView, "contacts").selectRow(0)
    driver.click("contact_left")
    driver.settle()
    assert _names(driver) == [*others, "Ærling Testrup"]
    driver.click("contacts_keep")
    driver.settle()
    (change,) = driver.store.changes
    assert [person.name for person in contacts_from(change.proposal.value)] == [*others, "Ærling Testrup"]
    assert gone not in _names(driver)
    assert driver.desk.begun_texts == {}
