"""A lost key file with a copy of it on this computer: the page of store trouble puts it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from stalkdesk.errors import DeskError, KeysDamaged, KeysMissing, PlaceUnfit
from stalkdesk.ui.desk import Desk
from tests.ui.driving import Driver
from tests.ui.fakes import FakeStore, FakeVault
from tests.ui.small_desk import small_desk

Opened = Callable[[Desk], Driver]


def in_trouble(opened: Opened, tmp_path: Path, error: DeskError, has_copy: bool) -> Driver:
    desk = small_desk(tmp_path, None)
    vault = desk.vault
    assert isinstance(vault, FakeVault)
    vault.store = vault.store or FakeStore()
    vault.failure, vault.has_copy = error, has_copy
    return opened(desk)


@pytest.mark.parametrize("error", [KeysMissing("Nøglefilen mangler."), KeysDamaged("Nøglefilen er beskadiget.")])
def test_the_copy_is_offered_first_and_put_in_place(opened: Opened, tmp_path: Path, error: DeskError) -> None:
    driver = in_trouble(opened, tmp_path, error, has_copy=True)
    assert "kopi af nøglefilen på denne computer" in driver.find(QLabel, "store_trouble_advice").text()
    assert driver.shows("store_recover")
    driver.click("store_keys_back")
    driver.settle()
    assert driver.vault.put_back == [tmp_path]
    assert driver.shows("unlock")
    assert "lagt på plads" in driver.says("unlock_banner")


def test_without_a_copy_the_sheet_comes_first(opened: Opened, tmp_path: Path) -> None:
    driver = in_trouble(opened, tmp_path, KeysMissing("Nøglefilen mangler."), has_copy=False)
    assert not driver.shows("store_keys_back")
    assert driver.shows("store_recover")


def test_trouble_of_another_kind_offers_no_copy(opened: Opened, tmp_path: Path) -> None:
    driver = in_trouble(opened, tmp_path, PlaceUnfit("Mappen kan ikke læses."), has_copy=True)
    assert not driver.shows("store_keys_back")


def test_a_copy_that_is_gone_by_then_is_said(opened: Opened, tmp_path: Path) -> None:
    driver = in_trouble(opened, tmp_path, KeysMissing("Nøglefilen mangler."), has_copy=True)
    driver.vault.has_copy = False
    driver.click("store_keys_back")
    driver.settle()
    assert driver.says("store_trouble_banner") == "Der er ingen kopi."
