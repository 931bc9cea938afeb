"""The key file is lost: the window leads to the printed sheet, over a real encrypted store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from stalkdesk.casework.drawer import FirstRun, RecoverySheet
from stalkdesk.casework.officers import Authority, ContactFunction, ContactPerson, Unit
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import StoreDamaged
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.first_run.recovery_step import RecoveryStep
from tests.ui.driving import Driver
from tests.ui.fakes import FakeVault
from tests.ui.small_desk import small_desk

Opened = Callable[[Desk], Driver]
OLD = "granskov havn lanterne måne ost"
NEW = "fem helt andre ord herfra"
_CONTACT = ContactPerson("c-1", "Sofie Eksempelsen", ContactFunction.ADULT, "+4500000001")
_UNIT = Unit(Authority.MUNICIPALITY, "Prøveenheden", ("Rådhuset", "0000 Prøvekøbing"), "+4500000000")


@pytest.fixture
def store(tmp_path: Path) -> tuple[Path, RecoverySheet]:
    """A real store and its sheet."""
    folder = tmp_path / "store"
    first = FirstRun(_UNIT, (_CONTACT,), "leder", "Lærke Prøvesen", "LPR", OLD)
    return folder, SealedVault(folder, calibrate=False).set_up(first)


def _window(opened: Opened, folder: Path) -> Driver:
    desk = small_desk(folder, None)
    desk.vault = SealedVault(folder, calibrate=False)
    return opened(desk)


def _type_sheet(driver: Driver, key_text: str) -> None:
    driver.type("recovery_key", key_text)
    driver.type("recover_user", "leder")
    driver.type("new_passphrase", NEW)
    driver.type("new_passphrase_again", NEW)
    driver.click("recover_now")
    driver.settle()


def _unlock_anew(driver: Driver, folder: Path) -> None:
    """Locks, and opens again with the new passphrase."""
    driver.wait(lambda: driver.is_at("home"))
    driver.window.lock()
    driver.settle()
    driver.unlock("leder", NEW)
    driver.wait(lambda: driver.is_at("home"))
    assert (folder / "desk.keys").is_file()


def test_a_lost_key_file_leads_to_the_sheet_and_the_new_passphrase_opens_from_then_on(
    opened: Opened, store: tuple[Path, RecoverySheet]
) -> None:
    folder, sheet = store
    (folder / "desk.keys").unlink()
    driver = _window(opened, folder)
    driver.click("store_recover")
    assert "side 2" in driver.find(QLabel, "recovery_key_remark").text()
    _type_sheet(driver, " ".join(sheet.key_groups) + "\n" + sheet.slot)
    _unlock_anew(driver, folder)


def test_the_text_of_the_sheet_may_be_pasted_with_what_stands_beside_the_groups(
    opened: Opened, store: tuple[Path, RecoverySheet]
) -> None:
    folder, sheet = store
    (folder / "desk.keys").unlink()
    driver = _window(opened, folder)
    driver.click("store_recover")
    first = "\n".join(f"Gruppe {number} {group}" for number, group in enumerate(sheet.key_groups, 1))
    second = "\n".join(f"Fra gruppe {14 + 8 * number}\n{line}" for number, line in enumerate(sheet.slot.splitlines()))
    _type_sheet(driver, f"{first}\n{second}")
    _unlock_anew(driver, folder)


def test_a_key_file_cut_in_half_names_its_copy_and_leads_to_the_sheet(
    opened: Opened, store: tuple[Path, RecoverySheet]
) -> None:
    folder, sheet = store
    keys = folder / "desk.keys"
    keys.write_bytes(keys.read_bytes()[: keys.stat().st_size // 2])
    driver = _window(opened, folder)
    driver.unlock("leder", OLD)
    driver.wait(lambda: driver.shows("store_recover"))
    assert "desk.keys.bak" in driver.find(QLabel, "store_trouble_sentence").text()
    driver.click("store_recover")
    _type_sheet(driver, " ".join(sheet.key_groups) + "\n" + sheet.slot)
    _unlock_anew(driver, folder)


def test_the_copy_put_in_place_opens_with_the_old_passphrase(opened: Opened, store: tuple[Path, RecoverySheet]) -> None:
    folder, _ = store
    (folder / "desk.keys").unlink()
    driver = _window(opened, folder)
    (folder / "desk.keys.bak").rename(folder / "desk.keys")
    driver.click("store_retry")
    driver.unlock("leder", OLD)
    driver.wait(lambda: driver.is_at("home"))


def test_with_the_first_page_only_the_second_is_asked_for_and_what_was_typed_stays(
    opened: Opened, store: tuple[Path, RecoverySheet]
) -> None:
    folder, sheet = store
    (folder / "desk.keys").unlink()
    driver = _window(opened, folder)
    driver.click("store_recover")
    _type_sheet(driver, " ".join(sheet.key_groups))
    assert "side 2 mangler" in driver.find(QLabel, "recovery_key_remark").text()
    assert driver.find(QPlainTextEdit, "recovery_key").toPlainText() == " ".join(sheet.key_groups)
    assert not (folder / "desk.keys").exists()


def test_a_name_without_access_is_told_by_its_field(opened: Opened, store: tuple[Path, RecoverySheet]) -> None:
    folder, sheet = store
    driver = _window(opened, folder)
    driver.click("use_recovery")
    driver.type("recovery_key", " ".join(sheet.key_groups))
    driver.type("recover_user", "ingen")
    driver.type("new_passphrase", NEW)
    driver.type("new_passphrase_again", NEW)
    driver.click("recover_now")
    driver.settle()
    assert "brugernavn" in driver.find(QLabel, "recover_user_remark").text()
    assert driver.find(QLineEdit, "new_passphrase").text() == NEW


def test_going_back_from_the_sheet_shows_the_trouble_again(opened: Opened, store: tuple[Path, RecoverySheet]) -> None:
    folder, _ = store
    (folder / "desk.keys").unlink()
    driver = _window(opened, folder)
    driver.click("store_recover")
    driver.click("recover_back")
    assert driver.shows("store_recover")


def test_a_damaged_store_is_not_promised_that_the_sheet_mends_it(opened: Opened, tmp_path: Path) -> None:
    desk = small_desk(tmp_path, None)
    assert isinstance(desk.vault, FakeVault)
    desk.vault.failure = StoreDamaged("Filen desk.sdk er beskadiget.")
    assert not opened(desk).shows("store_recover")


def test_the_file_of_the_sheet_is_named_in_the_language_of_the_screen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stalkdesk.language import SOURCE_LANGUAGE, Language, speak
    from stalkdesk.places import resources

    background = Background()
    named: list[str] = []

    def asked(parent: object, title: str, name: str, *_: object) -> tuple[str, str]:
        named.append(name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    try:
        for language in (Language.DANISH, Language.ENGLISH):
            speak(language, resources() / "languages")
            step = RecoveryStep(small_desk(tmp_path), background)
            qtbot.addWidget(step)
            step._on_save()
    finally:
        speak(SOURCE_LANGUAGE, resources() / "languages")
        background.stop()
    assert named == ["genskabelsesark.pdf", "recovery-sheet.pdf"]
