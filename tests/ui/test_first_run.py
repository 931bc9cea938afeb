"""The set-up: from an empty folder to the unlock screen, with nothing lost on the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from stalkdesk.casework.officers import Authority, ContactFunction, Role
from stalkdesk.errors import PlaceUnfit
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.first_run.page import FirstRunPage
from tests.ui.driving import Driver
from tests.ui.fakes import FakeStore, FakeVault
from tests.ui.small_desk import small_desk

NEW = "granskov havn lanterne måne ost"


@pytest.fixture
def fresh(opened: Callable[[Desk], Driver], tmp_path: Path) -> Driver:
    return opened(small_desk(tmp_path, None, is_set_up=False))


def _fill_unit(driver: Driver) -> None:
    driver.click("first_run_next")
    driver.type("unit_name", "  Prøvekøbing   Kommune ")
    driver.type("unit_address", "Rådhuset\n\n0000 Prøvekøbing\n")
    driver.type("unit_phone", "00 00 00 00")
    driver.click("first_run_next")


def _fill_contact(driver: Driver) -> None:
    driver.type("contact_name", "Sofie Eksempelsen")
    driver.type("contact_phone", "00 00 00 01")
    driver.type("contact_hours", "hverdage kl. 9-15")


def _fill_supervisor(driver: Driver, passphrase: str = NEW) -> None:
    driver.type("supervisor_full_name", "Lærke Prøvesen")
    driver.type("supervisor_user_name", "leder")
    driver.type("supervisor_initials", "LPR")
    driver.type("supervisor_passphrase", passphrase)
    driver.type("supervisor_again", passphrase)
    driver.click("first_run_next")
    driver.settle()


def _to_recovery(driver: Driver) -> None:
    _fill_unit(driver)
    _fill_contact(driver)
    driver.click("first_run_next")
    _fill_supervisor(driver)


def test_the_set_up_makes_the_store_and_ends_at_the_unlock_screen(fresh: Driver, tmp_path: Path) -> None:
    _to_recovery(fresh)
    assert fresh.shows("recovery_step")
    page = fresh.find(FirstRunPage, "first_run")
    page.recovery.save_as(tmp_path / "genskabelsesark.pdf")
    fresh.wait(lambda: fresh.find(QCheckBox, "recovery_put_away").isEnabled())
    fresh.find(QCheckBox, "recovery_put_away").setChecked(True)
    fresh.click("first_run_next")
    assert fresh.shows("unlock")
    store = fresh.store
    assert store.unit.name == "Prøvekøbing Kommune"
    assert store.unit.authority is Authority.MUNICIPALITY
    assert store.unit.address_lines == ("Rådhuset", "0000 Prøvekøbing")
    assert store.unit.phone == "+4500000000"
    assert [(c.name, c.function, c.phone, c.hours) for c in store.contacts] == [
        ("Sofie Eksempelsen", ContactFunction.ADULT, "+4500000001", "hverdage kl. 9-15")
    ]
    assert [(o.user_name, o.role) for o in store.officers.values()] == [("leder", Role.SUPERVISOR)]
    assert (tmp_path / "genskabelsesark.pdf").read_bytes().startswith(b"%PDF")
    fresh.unlock("leder", NEW)
    fresh.wait(lambda: fresh.is_at("home"))


def test_one_may_not_go_on_before_the_sheet_is_printed_or_saved_and_put_away(fresh: Driver) -> None:
    _to_recovery(fresh)
    assert not fresh.find(QCheckBox, "recovery_put_away").isEnabled()
    assert not fresh.find(QPushButton, "first_run_next").isEnabled()


def test_the_whole_key_is_shown(fresh: Driver) -> None:
    _to_recovery(fresh)
    assert len(fresh.find(QLabel, "recovery_key_groups").text().split()) == 13


def test_what_was_typed_survives_going_back_and_forth(fresh: Driver) -> None:
    _fill_unit(fresh)
    _fill_contact(fresh)
    fresh.click("first_run_back")
    assert fresh.find(QLineEdit, "unit_name").text() == "  Prøvekøbing   Kommune "
    assert fresh.find(QPlainTextEdit, "unit_address").toPlainText() == "Rådhuset\n\n0000 Prøvekøbing\n"
    fresh.click("first_run_next")
    assert fresh.find(QLineEdit, "contact_name").text() == "Sofie Eksempelsen"


def test_what_is_missing_is_said_by_its_field_and_the_cursor_goes_to_the_first(fresh: Driver) -> None:
    fresh.click("first_run_next")
    fresh.click("first_run_next")
    assert "Skriv enhedens navn" in fresh.find(QLabel, "unit_name_remark").text()
    assert "Skriv adressen" in fresh.find(QLabel, "unit_address_remark").text()
    assert fresh.window.focusWidget() is fresh.find(QLineEdit, "unit_name")
    fresh.find(QLineEdit, "unit_name").textEdited.emit("P")
    assert "Skriv enhedens navn" not in fresh.find(QLabel, "unit_name_remark").text()


def test_a_unit_without_a_contact_person_is_not_ready(fresh: Driver) -> None:
    _fill_unit(fresh)
    fresh.click("first_run_next")
    assert fresh.shows("contacts_step")
    assert "mindst én kontaktperson" in fresh.find(QLabel, "contacts_remark").text()


def test_a_phone_number_that_is_none_is_refused_in_a_sentence(fresh: Driver) -> None:
    _fill_unit(fresh)
    fresh.type("contact_name", "Sofie Eksempelsen")
    fresh.type("contact_phone", "ring bare")
    fresh.click("contact_add")
    assert "otte cifre" in fresh.find(QLabel, "contact_phone_remark").text()


def test_a_weak_passphrase_is_refused_by_its_field_and_no_store_is_made(fresh: Driver) -> None:
    _fill_unit(fresh)
    _fill_contact(fresh)
    fresh.click("first_run_next")
    _fill_supervisor(fresh, "kort")
    assert "for kort" in fresh.find(QLabel, "supervisor_passphrase_remark").text()
    assert fresh.vault.store is None
    assert fresh.find(QLineEdit, "supervisor_full_name").text() == "Lærke Prøvesen"


def test_a_folder_that_does_not_do_is_told_and_nothing_typed_is_lost(fresh: Driver) -> None:
    _fill_unit(fresh)
    _fill_contact(fresh)
    fresh.click("first_run_next")
    fresh.vault.failure = PlaceUnfit("Der kan ikke skrives i mappen.")
    _fill_supervisor(fresh)
    assert fresh.says("first_run_banner") == "Der kan ikke skrives i mappen."
    assert fresh.find(QLineEdit, "supervisor_passphrase").text() == NEW


def test_the_folder_is_shown_and_another_with_a_store_is_unlocked_instead(fresh: Driver, tmp_path: Path) -> None:
    assert fresh.find(QLabel, "place_folder").text() == str(tmp_path)
    fresh.desk.vault_at = lambda folder: FakeVault(folder, FakeStore())
    fresh.window.choose_folder(tmp_path / "theirs")
    assert fresh.shows("unlock")


def test_another_empty_folder_is_set_up_there(fresh: Driver, tmp_path: Path) -> None:
    fresh.window.choose_folder(tmp_path / "else")
    assert fresh.find(QLabel, "place_folder").text() == str(tmp_path / "else")


def test_a_pasted_text_that_is_too_long_is_told(fresh: Driver) -> None:
    fresh.click("first_run_next")
    QApplication.clipboard().setText("æ" * 2_000_000)
    fresh.find(QLineEdit, "unit_name").paste()
    assert len(fresh.find(QLineEdit, "unit_name").text()) == 200
    assert "plads til 200 tegn" in fresh.find(QLabel, "unit_name_remark").text()


def test_emoji_and_right_to_left_letters_in_a_name_are_kept(fresh: Driver) -> None:
    _fill_unit(fresh)
    fresh.type("contact_name", "سارة 🌷 Æbelø")
    fresh.type("contact_phone", "00 00 00 01")
    fresh.click("contact_add")
    page = fresh.find(FirstRunPage, "first_run")
    assert page.contacts.editor.contacts()[0].name == "سارة 🌷 Æbelø"
