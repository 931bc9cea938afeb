"""Backups are made by themselves after work, and the supervisor sees how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from stalkdesk.casework.backups import Occasion, PlaceState
from stalkdesk.errors import PlaceUnfit
from stalkdesk.ui.backup.after_work import DailyBackup
from stalkdesk.ui.settings.backup_part import BackupPart
from tests.ui.driving import Driver
from tests.ui.fake_backups import ALL_WELL, NONE_YET
from tests.ui.fakes import OFFICER, SUPERVISOR

Unlocked = Callable[..., Driver]


def at_backups(driver: Driver) -> BackupPart:
    """The part of the settings."""
    driver.click("home_to_backup")
    driver.wait(lambda: driver.is_at("backup_part"))
    return driver.find(BackupPart, "backup_part")


def test_locking_makes_the_backup_before_the_drawer_is_closed(unlocked: Unlocked) -> None:
    driver = unlocked()
    driver.window.lock()
    driver.settle()
    assert driver.store.backups.made == [Occasion.LOCKED]
    assert driver.vault.opened[-1].is_closed


def test_closing_makes_the_backup(unlocked: Unlocked) -> None:
    driver = unlocked()
    driver.window.close()
    assert driver.store.backups.made == [Occasion.CLOSED]
    assert driver.vault.opened[-1].is_closed


def test_a_backup_that_fails_keeps_nobody_from_locking(unlocked: Unlocked) -> None:
    driver = unlocked()
    driver.store.backups.failure = PlaceUnfit("Stikket er væk.")
    driver.window.lock()
    driver.settle()
    assert driver.vault.opened[-1].is_closed
    assert driver.is_at("unlock")


def test_while_it_stays_open_the_desk_is_backed_up_once_a_day(unlocked: Unlocked) -> None:
    driver = unlocked()
    driver.window.findChildren(DailyBackup)[0].look()
    driver.settle()
    assert driver.store.backups.made == [Occasion.DAILY]
    assert driver.is_at("home")


def test_the_supervisor_sees_when_the_last_backup_was_made(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    assert driver.shows("home_backup_last")
    assert driver.says("home_backup") == ""


def test_an_officer_is_not_asked_to_mind_the_backups(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    assert not driver.shows("backup_line")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (NONE_YET, "ikke valgt noget sted"),
        (replace(ALL_WELL, is_late=True), "Der er skrevet i sagsskabet siden."),
        (replace(ALL_WELL, drill_trouble="Kopien er ændret."), "Kopien er ændret."),
    ],
)
def test_the_supervisor_is_warned(unlocked: Unlocked, said: object, sentence: str) -> None:
    driver = unlocked()
    driver.store.backups.said = said  # type: ignore[assignment]
    driver.window.show_page("settings")
    driver.window.show_page("home")
    driver.settle()
    assert sentence in driver.says("home_backup")


def test_a_place_is_added_used_and_removed(unlocked: Unlocked) -> None:
    driver = unlocked()
    part = at_backups(driver)
    part.add_place(Path("/opdigtet/disk"))
    driver.settle()
    assert [one.place for one in driver.store.backups.said.places] == [Path("/opdigtet/stik"), Path("/opdigtet/disk")]
    driver.click("backup_now")
    driver.settle()
    assert driver.store.backups.made == [Occasion.ASKED]
    assert "taget og læst igennem" in driver.says("backup_part_banner")
    driver.click("backup_remove")
    driver.settle()
    assert [one.place for one in driver.store.backups.said.places] == [Path("/opdigtet/disk")]


def test_a_place_that_did_not_work_is_told_with_its_sentence(unlocked: Unlocked) -> None:
    driver = unlocked()
    part = at_backups(driver)
    driver.store.backups.trouble = "Der er ikke plads."
    part.back_up()
    driver.settle()
    assert driver.says("backup_part_banner") == "0 af 1 kopier lykkedes.\nDer er ikke plads."


@pytest.mark.parametrize("faults", [(), ("Kopien er ændret.",)])
def test_the_drill_says_what_it_found(unlocked: Unlocked, faults: tuple[str, ...]) -> None:
    driver = unlocked()
    at_backups(driver)
    driver.store.backups.faults = faults
    driver.click("backup_drill")
    driver.settle()
    assert (faults[0] if faults else "7 sager og kladder, 2 bilag og 123 journallinjer") in driver.says("backup_part_banner")


def test_how_many_days_are_kept_is_a_setting(unlocked: Unlocked) -> None:
    driver = unlocked()
    part = at_backups(driver)
    part._keep_days.setValue(20)
    part.keep_numbers()
    driver.settle()
    assert driver.store.settings["backup_keep_days"] == "20"


def test_the_places_are_a_sound_model(unlocked: Unlocked, qtmodeltester: object) -> None:
    driver = unlocked()
    part = at_backups(driver)
    part._places.show_values((PlaceState(Path("/opdigtet/x"), None, is_there=False),))
    qtmodeltester.check(part._places)  # type: ignore[attr-defined]
