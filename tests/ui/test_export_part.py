"""Everything out, at the settings: what is asked, what is said, and that it can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QScrollArea, QTabWidget

from stalkdesk.errors import DiskFull
from stalkdesk.ui.settings.export_part import ExportPart
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER, PASSPHRASE, SUPERVISOR

Unlocked = Callable[..., Driver]


@pytest.fixture
def driver(unlocked: Unlocked) -> Driver:
    """At the part, everything filled in."""
    made = unlocked(SUPERVISOR)
    made.click("nav_settings")
    made.settle()
    tabs = made.find(QTabWidget, "settings_tabs")
    tabs.setCurrentIndex([tabs.tabText(number) for number in range(tabs.count())].index("Alt ud"))
    return made


def fill(driver: Driver, folder: Path, passphrase: str = PASSPHRASE) -> None:
    driver.find(ExportPart, "export_part").choose(folder)
    driver.type("export_reason", "Flytning til et andet system")
    driver.type("export_passphrase", passphrase)
    driver.find(QCheckBox, "export_understood").setChecked(True)
    driver.settle()


def press(driver: Driver) -> None:
    driver.find(ExportPart, "export_part").export()
    driver.settle()


def test_nobody_but_a_supervisor_sees_it(unlocked: Unlocked) -> None:
    made = unlocked(OFFICER)
    made.click("nav_settings")
    made.settle()
    assert made.window.findChild(ExportPart) is None


def test_it_says_what_was_written_where_and_the_journal_why(driver: Driver, tmp_path: Path) -> None:
    fill(driver, tmp_path / "ud")
    press(driver)
    said = driver.says("export_part_banner")
    assert str(tmp_path / "ud") in said
    assert "6 filer" in said
    line = next(line for line in reversed(driver.store.journal) if line.act == "export")
    assert (line.fields, line.reason) == (("all",), "Flytning til et andet system")
    assert driver.find(QLineEdit, "export_passphrase").text() == ""
    assert not driver.find(QCheckBox, "export_understood").isChecked()


def test_it_says_that_anybody_can_read_it(driver: Driver) -> None:
    assert "ikke krypteret" in driver.find(QLabel, "export_says").text()


def test_without_the_tick_the_passphrase_or_a_whole_path_nothing_is_written(driver: Driver, tmp_path: Path) -> None:
    fill(driver, tmp_path / "ud")
    driver.find(QCheckBox, "export_understood").setChecked(False)
    press(driver)
    assert "krydset" in driver.find(QLabel, "export_missed").text()
    fill(driver, tmp_path / "ud", "forkert sætning")
    press(driver)
    assert "adgangssætning" in driver.find(QLabel, "export_passphrase_remark").text()
    fill(driver, Path("ud"))
    press(driver)
    assert "hele stien" in driver.find(QLabel, "export_folder_remark").text()
    assert [line for line in driver.store.journal if line.act == "export"] == []


def test_a_folder_that_goes_to_the_cloud_is_warned_of_at_once(driver: Driver, tmp_path: Path) -> None:
    fill(driver, tmp_path / "OneDrive" / "ud")
    assert "skytjeneste" in driver.says("export_warning")
    driver.find(ExportPart, "export_part").choose(tmp_path / "ud")
    driver.settle()
    assert driver.says("export_warning") == ""


def test_stopped_it_says_so_and_is_ready_again(driver: Driver, tmp_path: Path) -> None:
    fill(driver, tmp_path / "ud")
    part, gate = driver.find(ExportPart, "export_part"), Event()
    part.background.run(gate.wait)
    part.export()
    assert part.is_exporting
    driver.click("export_stop")
    gate.set()
    driver.settle()
    assert "stoppede" in driver.says("export_part_banner")
    assert not part.is_exporting


def test_leaving_the_page_stops_it_and_takes_the_passphrase_away(driver: Driver, tmp_path: Path) -> None:
    fill(driver, tmp_path / "ud")
    part, gate = driver.find(ExportPart, "export_part"), Event()
    part.background.run(gate.wait)
    part.export()
    part.leave()
    gate.set()
    driver.settle()
    assert "stoppede" in driver.says("export_part_banner")
    assert driver.find(QLineEdit, "export_passphrase").text() == ""


def test_a_failure_is_said_and_what_was_typed_stays(driver: Driver, tmp_path: Path) -> None:
    fill(driver, tmp_path / "ud")
    driver.vault.opened[-1].failure = DiskFull("Disken er fuld.")
    press(driver)
    assert driver.says("export_part_banner") == "Disken er fuld."
    assert driver.find(QLineEdit, "export_reason").text() == "Flytning til et andet system"


def test_what_is_said_at_the_head_of_a_part_is_scrolled_to(driver: Driver, tmp_path: Path) -> None:
    driver.window.resize(1280, 560)
    fill(driver, tmp_path / "ud")
    area = driver.find(QScrollArea, "export_part_scroll")
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    press(driver)
    driver.wait(lambda: area.verticalScrollBar().value() == 0)
