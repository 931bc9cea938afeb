"""Backups are made by themselves after work, and the supervisor sees how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QLabel

from stalkdesk.casework.backups import Occasion, PlaceState, Restored
from stalkdesk.errors import PlaceUnfit
from stalkdesk.ui.backup import after_work
from stalkdesk.ui.backup.after_work import DailyBackup
from stalkdesk.ui.settings.backup_part import BackupPart
from stalkdesk.ui.unlock import UnlockScreen
from tests.ui.driving import Driver
from tests.ui.fake_backups import ALL_WELL, AT, NONE_YET
from tests.ui.fakes import OFFICER, PASSPHRASE, SUPERVISOR

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


def test_while_the_backup_is_finished_the_locked_screen_says_so_and_lets_in_who_must_get_in(unlocked: Unlocked) -> None:
    driver = unlocked()
    backups, gate = driver.store.backups, Event()
    backups.between = lambda: gate.wait(10)
    driver.window.lock()
    assert driver.shows("unlock")  # blank at once
    driver.wait(lambda: driver.shows("unlock_backing_up"))
    driver.type("passphrase", PASSPHRASE)
    driver.click("unlock_now")
    gate.set()
    driver.wait(lambda: driver.is_at("home"))
    assert backups.made == []  # it was left out, and is due the next time
    assert [drawer.is_closed for drawer in driver.vault.opened] == [True, False]


def test_the_sentence_goes_when_the_backup_is_made(unlocked: Unlocked) -> None:
    driver = unlocked()
    driver.window.lock()
    driver.settle()
    assert not driver.shows("unlock_backing_up")
    assert driver.store.backups.made == [Occasion.LOCKED]


def test_where_no_backup_is_due_nothing_is_said(unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = unlocked()
    driver.store.backups.steps_left = 0
    seen: list[bool] = []
    monkeypatch.setattr(UnlockScreen, "say_backing_up", lambda screen: seen.append(True))
    driver.window.lock()
    driver.settle()
    assert seen == []


def test_closing_that_takes_a_while_says_so(unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = unlocked()
    told: list[str] = []
    is_told, shown = Event(), after_work.farewell

    def shown_and_noted() -> QLabel:
        sentence = shown()
        told.append(sentence.text() if sentence.isVisible() else "")
        is_told.set()
        return sentence

    monkeypatch.setattr(after_work, "farewell", shown_and_noted)
    driver.store.backups.between = lambda: is_told.wait(10)
    driver.window.close()
    assert told == ["Sikkerhedskopien bliver færdig … et øjeblik. Vinduet lukker af sig selv."]
    assert driver.store.backups.made == [Occasion.CLOSED]


def test_a_desk_without_cases_is_not_asked_for_a_place_yet(unlocked: Unlocked) -> None:
    driver = unlocked()
    driver.store.backups.said = replace(NONE_YET, has_cases=False)
    driver.window.show_page("settings")
    driver.window.show_page("home")
    driver.settle()
    assert not driver.shows("backup_line")


@pytest.mark.parametrize(("last", "words"), [(57, "linjer 41 til 57"), (0, "Hvad der blev skrevet efter den, er gået tabt")])
def test_a_restored_store_says_what_was_lost(unlocked: Unlocked, last: int, words: str) -> None:
    driver = unlocked()
    driver.store.backups.said = replace(ALL_WELL, restored=Restored(AT, AT, 41, last))
    driver.window.show_page("settings")
    driver.window.show_page("home")
    driver.settle()
    assert words in driver.says("home_restored")
    assert "slettet" not in driver.says("home_restored")
    assert driver.says("home_backup") == ""


def test_what_was_erased_after_the_backup_is_said_to_be_there_again(unlocked: Unlocked) -> None:
    driver = unlocked()
    driver.store.backups.said = replace(ALL_WELL, restored=Restored(AT, AT, 41, 57, may_hold_erased=True))
    driver.window.show_page("settings")
    driver.window.show_page("home")
    driver.settle()
    assert driver.says("home_restored").endswith("er de med igen. Slet dem igen.")


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
