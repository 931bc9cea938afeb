"""The supervisor sees all that open the store: who gets in, with what, the recovery sheet, and what belongs to nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView

from stalkdesk.casework.officers import WayIn, WayInKind
from stalkdesk.ui.settings.officers_part import OfficersPart
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER

Unlocked = Callable[..., Driver]


def at_officers(driver: Driver) -> list[str]:
    """What stands under access in the list."""
    settings = driver.window.show_page("settings")
    part = settings.findChildren(OfficersPart)[0]
    part.refresh()
    driver.settle()
    model = part.findChildren(QTableView)[0].model()
    return [str(model.index(row, 4).data(Qt.ItemDataRole.DisplayRole)) for row in range(model.rowCount())]


def others(driver: Driver) -> str:
    return next(one.text() for one in driver.window.findChildren(QLabel, "ways_in_others"))


def test_each_officer_stands_with_what_she_gets_in_with(unlocked: Unlocked) -> None:
    driver = unlocked()
    driver.store.bound.add(OFFICER.id)
    assert at_officers(driver) == ["Ja", "Ja, bundet til en computer"]
    driver.store.officers[OFFICER.id] = replace(OFFICER, is_active=False)
    assert at_officers(driver) == ["Ja", "Frataget"]


def test_the_recovery_sheet_stands_there_with_its_date(unlocked: Unlocked) -> None:
    driver = unlocked()
    driver.store.recovery = replace(driver.store.recovery, made_at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    at_officers(driver)
    assert others(driver) == "Genskabelsesarket fra 02-03-2026 åbner også sagsskabet."


def test_a_way_in_that_belongs_to_nobody_is_named(unlocked: Unlocked) -> None:
    driver = unlocked()
    driver.store.strays = (WayIn(WayInKind.TYPED),)
    at_officers(driver)
    assert "1 adgange hører ikke til nogen" in others(driver)
