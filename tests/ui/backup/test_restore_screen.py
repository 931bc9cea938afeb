"""From the entrance to a store: whoever stands before an empty or broken computer with a stick finds the way."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from stalkdesk import app
from stalkdesk.casework.backups import Occasion, RestoreKey
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import StoreDamaged, WrongPassphrase
from stalkdesk.ui.backup.restore_screen import RestoreScreen, free_folder
from stalkdesk.ui.desk import Desk
from tests.data.at_hand import FIRST
from tests.data.at_hand import PASSPHRASE as REAL_PASSPHRASE
from tests.ui.driving import Driver
from tests.ui.fake_backups import FakeRestorer
from tests.ui.small_desk import small_desk

Opened = Callable[[Desk], Driver]


@pytest.fixture
def restorer() -> FakeRestorer:
    """What looks into backups."""
    return FakeRestorer()


@pytest.fixture
def desk(tmp_path: Path, restorer: FakeRestorer) -> Desk:
    """A desk with a store and a backup."""
    made = small_desk(tmp_path / "store", None)
    made.restorer = lambda: restorer
    return made


def at_restore(driver: Driver, way: str) -> RestoreScreen:
    """The screen, with a folder chosen."""
    driver.click(way)
    driver.wait(lambda: driver.is_at("restore"))
    screen = driver.find(RestoreScreen, "restore")
    screen.choose(Path("/opdigtet/stik"))
    driver.settle()
    return screen


def test_there_is_a_way_from_the_unlock_screen_to_the_backup_and_back(opened: Opened, desk: Desk) -> None:
    driver = opened(desk)
    at_restore(driver, "use_backup")
    driver.click("restore_back")
    driver.wait(lambda: driver.is_at("unlock"))


def test_there_is_a_way_from_store_trouble(opened: Opened, desk: Desk) -> None:
    desk.vault.failure = StoreDamaged("Sagsskabet er beskadiget.")  # type: ignore[attr-defined]
    at_restore(opened(desk), "store_restore")


def test_the_name_of_the_unit_is_seen_only_when_the_backup_is_unlocked(
    opened: Opened, desk: Desk, restorer: FakeRestorer
) -> None:
    driver = opened(desk)
    at_restore(driver, "use_backup")
    assert driver.says("restore_banner") == ""
    driver.type("restore_user", "leder")
    driver.type("restore_passphrase", "granskov havn lanterne")
    driver.click("restore_go")
    driver.settle()
    assert "Prøvekøbing Kommune, Borgerservice: 7 sager" in driver.says("restore_banner")
    assert restorer.restored_to == []
    assert restorer.asked[0].user_name == "leder"


def test_a_wrong_passphrase_says_so_and_nothing_is_shown(opened: Opened, desk: Desk, restorer: FakeRestorer) -> None:
    driver = opened(desk)
    at_restore(driver, "use_backup")
    restorer.failure = WrongPassphrase("Navn og adgangssætning passer ikke sammen.")
    driver.type("restore_user", "leder")
    driver.type("restore_passphrase", "forkert")
    driver.click("restore_go")
    driver.settle()
    assert driver.says("restore_banner") == "Navn og adgangssætning passer ikke sammen."
    assert not driver.shows("restore_target")


def test_the_sheet_opens_in_place_of_a_passphrase(opened: Opened, desk: Desk, restorer: FakeRestorer) -> None:
    driver = opened(desk)
    at_restore(driver, "use_backup")
    driver.click("restore_other_key")
    assert not driver.shows("restore_passphrase")
    driver.type("restore_key", "0000A-0000A")
    driver.click("restore_go")
    driver.settle()
    assert restorer.asked == [restorer.asked[0]]
    assert restorer.asked[0].recovery_key == "0000A-0000A"


def test_nothing_typed_asks_for_it(opened: Opened, desk: Desk, restorer: FakeRestorer) -> None:
    driver = opened(desk)
    at_restore(driver, "use_backup")
    driver.click("restore_go")
    driver.settle()
    assert restorer.asked == []


def test_a_store_that_is_there_is_never_aimed_at(tmp_path: Path) -> None:
    assert free_folder(tmp_path / "store") == tmp_path / "store"
    (tmp_path / "store").mkdir()
    assert free_folder(tmp_path / "store") == tmp_path / "store"
    (tmp_path / "store" / "desk.sdk").write_bytes(b"broken")
    assert free_folder(tmp_path / "store") == tmp_path / "store-2"


def test_a_new_computer_with_only_a_backup_and_a_passphrase_ends_at_the_unlocked_desk(opened: Opened, tmp_path: Path) -> None:
    old = tmp_path / "old"
    SealedVault(old, calibrate=False).set_up(FIRST)
    drawer = SealedVault(old).unlock("Søren", REAL_PASSPHRASE)
    assert isinstance(drawer, OpenDrawer)
    place = tmp_path / "stick"
    place.mkdir()
    drawer.backups.back_up(Occasion.ASKED, [place])
    drawer.close()
    shutil.rmtree(old)
    desk = app.desk_at(tmp_path / "new" / "store")
    desk.keep_preferences = lambda preferences: None
    driver = opened(desk)
    driver.wait(lambda: driver.is_at("first_run"))
    driver.click("place_restore")
    driver.wait(lambda: driver.is_at("restore"))
    driver.find(RestoreScreen, "restore").choose(place)
    driver.settle()
    driver.type("restore_user", "Søren")
    driver.type("restore_passphrase", REAL_PASSPHRASE)
    driver.click("restore_go")
    driver.settle()
    assert "Prøveenheden" in driver.says("restore_banner")
    driver.click("restore_go")
    driver.wait(lambda: driver.is_at("unlock"))
    assert "hentet fra sikkerhedskopien" in driver.says("unlock_banner")
    driver.unlock("Søren", REAL_PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))
    assert any(line.act == "restore" for line in driver.desk.open_drawer().journal())
    driver.window.lock()
    driver.settle()


def test_a_key_is_in_no_text_of_the_program() -> None:
    assert "hemmelig" not in repr(RestoreKey("navn", "hemmelig", "hemmelig"))
