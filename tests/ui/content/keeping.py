"""A desk whose shelf has something to change, and hands for the page of the content."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QTabWidget

from stalkdesk.casework.officers import Officer, Role
from stalkdesk.guidance.sheets import GuidanceSheet, SheetPart
from stalkdesk.language import Language
from stalkdesk.ui.content.page import ContentPage
from tests.ui.driving import Driver
from tests.ui.fakes import PASSPHRASE
from tests.ui.small_desk import small_shelf

VISITATOR = Officer("o-3", "vita", "Vita Visitprøve", "VV", Role.VISITATOR)
POINTS = SheetPart("items", title="Skriv ned", items=("Skriv det ned.", "Gem det."), sources=("T1",), key="log")
ENTRY = SheetPart("local", key="hours", entry="visitator_hours", label="Visitatoren træffes")


def shelf(language: Language) -> tuple[GuidanceSheet, ...]:
    """One sheet with points and an entry."""
    (small,) = small_shelf(language)
    return (replace(small, parts=(replace(small.parts[0], key="alarm"), POINTS, ENTRY)),)


def at_content(driver: Driver, tab: str = "Arkene", with_visitator: bool = True) -> ContentPage:
    """On the page, at that tab."""
    driver.desk.shipped_shelf = shelf
    if with_visitator:
        driver.store.officers[VISITATOR.id] = VISITATOR
        driver.store.passphrases[VISITATOR.user_name] = PASSPHRASE
    driver.click("nav_content")
    driver.settle()
    tabs = driver.find(QTabWidget, "content_tabs")
    names = [tabs.tabText(number) for number in range(tabs.count())]
    tabs.setCurrentIndex(next(number for number, name in enumerate(names) if name.startswith(tab)))
    page = driver.window.show_page("content")
    driver.settle()
    assert isinstance(page, ContentPage)
    return page


def to_tab(driver: Driver, tab: str) -> None:
    """To another tab of the page that is shown."""
    tabs = driver.find(QTabWidget, "content_tabs")
    names = [tabs.tabText(number) for number in range(tabs.count())]
    tabs.setCurrentIndex(next(number for number, name in enumerate(names) if name.startswith(tab)))
