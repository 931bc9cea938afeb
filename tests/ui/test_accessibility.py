"""Who can't see or can't use a mouse: every control has a name, a place in the order, and its own letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QTabWidget, QWidget

from stalkdesk.errors import StoreDamaged
from stalkdesk.ui.desk import Desk
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER, SUPERVISOR, FakeVault
from tests.ui.small_desk import small_desk

Opened = Callable[[Desk], Driver]
Unlocked = Callable[..., Driver]


def _focusable(driver: Driver) -> Iterator[QWidget]:
    for widget in driver.window.findChildren(QWidget):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def _faults(driver: Driver) -> list[str]:
    faults = []
    for widget in _focusable(driver):
        what = f"{type(widget).__name__} {widget.objectName()!r}"
        spoken = QAccessible.queryAccessibleInterface(widget)
        inside = isinstance(widget.parent(), QAbstractScrollArea) or widget.objectName().startswith("qt_")
        if not inside and not widget.objectName():
            faults.append(f"{what} has no object name")
        if not inside and (spoken is None or not spoken.text(QAccessible.Text.Name).strip()):
            faults.append(f"{what} says nothing to a screen reader")
        if isinstance(widget, QAbstractButton) and "&" in widget.accessibleName():
            faults.append(f"{what} speaks its mnemonic")
    return faults


def _letters(driver: Driver) -> Counter[str]:
    letters: Counter[str] = Counter()
    for widget in driver.window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QAbstractButton | QLabel):
            continue
        if isinstance(widget, QLabel) and widget.buddy() is None:
            continue
        found = re.search(r"&([^&\s])", widget.text().replace("&&", ""))
        if found:
            letters[found[1].casefold()] += 1
    return letters


def _check(driver: Driver) -> None:
    driver.settle()
    assert _faults(driver) == []
    assert [letter for letter, count in _letters(driver).items() if count > 1] == []


def test_the_unlock_screen(opened: Opened, tmp_path: Path) -> None:
    _check(opened(small_desk(tmp_path, None)))


def test_the_recovery_screen(opened: Opened, tmp_path: Path) -> None:
    driver = opened(small_desk(tmp_path, None))
    driver.click("use_recovery")
    _check(driver)


def test_the_page_for_trouble_with_the_store(opened: Opened, tmp_path: Path) -> None:
    desk = small_desk(tmp_path, None)
    assert isinstance(desk.vault, FakeVault)
    desk.vault.failure = StoreDamaged("Filen er beskadiget.")
    _check(opened(desk))


def test_every_step_of_the_set_up(opened: Opened, tmp_path: Path) -> None:
    driver = opened(small_desk(tmp_path, None, is_set_up=False))
    _check(driver)
    driver.click("first_run_next")
    _check(driver)
    driver.type("unit_name", "Prøvekøbing")
    driver.type("unit_address", "Rådhuset")
    driver.click("first_run_next")
    _check(driver)
    driver.type("contact_name", "Sofie")
    driver.type("contact_phone", "00 00 00 01")
    driver.click("first_run_next")
    _check(driver)
    for name, text in (("full_name", "Lærke Prøvesen"), ("user_name", "leder"), ("initials", "LPR")):
        driver.type(f"supervisor_{name}", text)
    for name in ("passphrase", "again"):
        driver.type(f"supervisor_{name}", "granskov havn lanterne måne ost")
    driver.click("first_run_next")
    _check(driver)
    assert driver.shows("recovery_step")


def test_the_first_page_with_drafts(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    driver.desk.open_drawer().begin_intake("0000-1")
    driver.window.show_page("home")
    _check(driver)


def test_every_part_of_the_settings(unlocked: Unlocked) -> None:
    driver = unlocked(SUPERVISOR)
    driver.click("nav_settings")
    tabs = driver.find(QTabWidget, "settings_tabs")
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        _check(driver)


def _order(driver: Driver, start: QWidget) -> list[str]:
    names = [start.objectName()]
    widget = start.nextInFocusChain()
    while widget is not None and widget is not start:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.objectName():
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
    return names


def test_tab_goes_through_the_unlock_screen_from_top_to_bottom(opened: Opened, tmp_path: Path) -> None:
    driver = opened(small_desk(tmp_path, None))
    order = _order(driver, driver.find(QWidget, "user_name"))
    ways = ["use_recovery", "use_backup", "emergency", "to_training"]
    assert order == ["user_name", "passphrase", "show_passphrase", "unlock_now", *ways]


@pytest.mark.parametrize(
    ("tab", "wanted"),
    [
        (
            0,
            [
                "officer_full_name",
                "officer_user_name",
                "officer_initials",
                "officer_passphrase",
                "officer_show",
                "officer_again",
            ],
        ),
        (1, ["unit_name", "unit_address", "unit_phone", "unit_keep"]),
        (2, ["contact_name", "contact_function", "contact_phone", "contact_hours", "contact_add"]),
    ],
)
def test_tab_goes_through_a_form_as_it_is_read(unlocked: Unlocked, tab: int, wanted: list[str]) -> None:
    driver = unlocked(SUPERVISOR)
    driver.click("nav_settings")
    driver.find(QTabWidget, "settings_tabs").setCurrentIndex(tab)
    driver.settle()
    assert _order(driver, driver.find(QWidget, wanted[0]))[: len(wanted)] == wanted
