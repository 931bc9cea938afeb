"""What is typed and not sent is lost by nothing but the person herself, and nobody else sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QListWidget, QMessageBox, QPlainTextEdit, QTableView

from stalkdesk.casework.officers import Role
from stalkdesk.errors import DiskFull
from stalkdesk.guidance.sheets import Agency
from stalkdesk.language import Language
from stalkdesk.ui.papers.sheet_choices import LanguageBox
from tests.ui.content.keeping import POINTS, at_content
from tests.ui.driving import Driver
from tests.ui.fakes import PASSPHRASE, SUPERVISOR

Unlocked = Callable[..., Driver]
TYPED = "Et nyt punkt.\nOg ét til, som ikke er helt færdigt"
STANDS = "\n".join(POINTS.items)


def _at_points(driver: Driver) -> QPlainTextEdit:
    if not driver.shows("editor_parts"):
        at_content(driver)
        driver.click("content_edit")
        driver.settle()
    driver.find(QListWidget, "editor_parts").setCurrentRow(1)
    driver.settle()
    return driver.find(QPlainTextEdit, "editor_items")


def _relocked(driver: Driver, user_name: str) -> None:
    driver.window.lock()
    driver.settle()
    driver.unlock(user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))


def _at_home_and_back(driver: Driver) -> None:
    driver.click("nav_home")
    driver.settle()
    driver.click("nav_content")
    driver.settle()


def _two_agencies(driver: Driver) -> None:
    made = driver.desk.shipped_agencies

    def two(language: Language) -> tuple[Agency, ...]:
        first = made(language)[0]
        return (first, replace(first, id="second", name="Den anden", phone="00000002"))

    driver.desk.shipped_agencies = two


def test_another_part_of_the_sheet_loses_nothing(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    field = _at_points(driver)
    driver.type("editor_items", TYPED)
    parts = driver.find(QListWidget, "editor_parts")
    parts.setCurrentRow(0)
    driver.settle()
    assert TYPED not in field.toPlainText()
    assert not driver.shows("editor_undo")
    parts.setCurrentRow(1)
    driver.settle()
    assert field.toPlainText() == TYPED
    assert driver.shows("editor_undo")


def test_back_to_the_list_and_another_page_lose_nothing(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_points(driver)
    driver.type("editor_items", TYPED)
    driver.click("editor_back")
    assert _at_points(driver).toPlainText() == TYPED
    _at_home_and_back(driver)
    assert _at_points(driver).toPlainText() == TYPED


def test_a_locked_desk_keeps_it_for_the_same_officer(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_points(driver)
    driver.type("editor_items", TYPED)
    driver.type("editor_day", "01-10-2026")
    _relocked(driver, SUPERVISOR.user_name)
    assert _at_points(driver).toPlainText() == TYPED
    assert driver.find(QLineEdit, "editor_day").text() == "01-10-2026"


def test_another_officer_sees_nothing_of_it_and_loses_none_of_it(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    other = replace(SUPERVISOR, id="o-8", user_name="anden", initials="AND", role=Role.SUPERVISOR)
    driver.store.officers[other.id] = other
    driver.store.passphrases[other.user_name] = PASSPHRASE
    _at_points(driver)
    driver.type("editor_items", TYPED)
    _relocked(driver, other.user_name)
    assert _at_points(driver).toPlainText() == STANDS
    assert not driver.shows("editor_undo")
    _relocked(driver, SUPERVISOR.user_name)
    assert _at_points(driver).toPlainText() == TYPED


def test_a_translation_and_the_danish_text_are_kept_apart(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_points(driver)
    driver.type("editor_items", TYPED)
    driver.click("editor_back")
    driver.find(LanguageBox, "content_language").choose(Language.ENGLISH)
    driver.settle()
    assert TYPED not in _at_points(driver).toPlainText()


def test_reading_again_touches_no_form_that_is_being_written(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    field = _at_points(driver)
    driver.type("editor_items", TYPED)
    cursor = field.textCursor()
    cursor.setPosition(5)
    field.setTextCursor(cursor)
    driver.window.show_page("content")
    driver.settle()
    assert field.toPlainText() == TYPED
    assert field.textCursor().position() == 5


def test_what_was_sent_is_begun_no_more(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    field = _at_points(driver)
    driver.type("editor_items", TYPED)
    driver.click("editor_send")
    driver.settle()
    assert len(driver.store.changes) == 1
    assert field.toPlainText() == STANDS
    assert driver.desk.begun_texts == {}


def test_what_could_not_be_sent_is_kept(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    field = _at_points(driver)
    driver.type("editor_items", TYPED)
    driver.vault.opened[-1].failure = DiskFull("Disken er fuld.")
    driver.click("editor_send")
    driver.settle()
    assert "Disken er fuld" in driver.says("content_editor_banner")
    assert field.toPlainText() == TYPED
    _at_home_and_back(driver)
    assert _at_points(driver).toPlainText() == TYPED


def test_what_is_typed_while_it_is_sent_is_kept(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    field = _at_points(driver)
    driver.type("editor_items", TYPED)
    driver.click("editor_send")
    field.appendPlainText("Og et tredje.")
    driver.settle()
    assert field.toPlainText() == f"{TYPED}\nOg et tredje."
    assert driver.store.changes[0].proposal.value["items"] == TYPED.split("\n")


def test_she_throws_it_away_with_one_button(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    field = _at_points(driver)
    driver.type("editor_items", TYPED)
    driver.click("editor_undo")
    assert field.toPlainText() == STANDS
    assert not driver.shows("editor_undo")
    assert driver.desk.begun_texts == {}


def test_a_number_that_is_being_changed_is_kept_by_its_row(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _two_agencies(driver)
    at_content(driver, "Kontakter")
    driver.type("agency_hours", "hverdage kl. 9-15")
    view = driver.find(QTableView, "agencies")
    view.selectRow(1)
    assert driver.find(QLineEdit, "agency_hours").text() != "hverdage kl. 9-15"
    _at_home_and_back(driver)
    view.selectRow(0)
    assert driver.find(QLineEdit, "agency_hours").text() == "hverdage kl. 9-15"
    _relocked(driver, SUPERVISOR.user_name)
    at_content(driver, "Kontakter")
    assert driver.find(QLineEdit, "agency_hours").text() == "hverdage kl. 9-15"
    driver.click("agency_send")
    driver.settle()
    assert driver.desk.begun_texts == {}


def test_an_entry_that_is_being_written_is_kept_until_it_is_sent(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    at_content(driver, "Udfyldes")
    driver.type("entry_text", "hverdage kl. 9-15")
    driver.find(LanguageBox, "entry_language").choose(Language.ENGLISH)
    assert driver.find(QLineEdit, "entry_text").text() == ""
    driver.find(LanguageBox, "entry_language").choose(Language.DANISH)
    _relocked(driver, SUPERVISOR.user_name)
    at_content(driver, "Udfyldes")
    assert driver.find(QLineEdit, "entry_text").text() == "hverdage kl. 9-15"
    driver.click("entry_send")
    driver.settle()
    assert driver.store.changes[0].proposal.value["text"] == "hverdage kl. 9-15"
    assert driver.find(QLineEdit, "entry_text").text() == ""


def test_closing_the_window_asks_while_a_text_is_not_sent_also_when_locked(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_points(driver)
    driver.type("editor_items", TYPED)
    driver.window.lock()
    driver.settle()
    driver.window.close()
    box = driver.find(QMessageBox, "close_begun_addition")
    assert driver.window.isVisible()
    assert "ikke er sendt til godkendelse" in box.text()
    assert "tilføjelse" not in box.text()
    next(button for button in box.buttons() if "Luk" in button.text()).click()
    assert not driver.window.isVisible()
    assert driver.desk.begun_texts == {}


def test_nothing_typed_asks_nothing(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    _at_points(driver)
    driver.window.close()
    assert not driver.window.isVisible()
