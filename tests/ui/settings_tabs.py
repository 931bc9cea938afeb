"""The way to one tab of the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget

from tests.ui.driving import Driver


def at_tab(driver: Driver, text: str) -> None:
    """Goes to the settings and opens the tab of that name."""
    driver.click("nav_settings")
    driver.settle()
    tabs = driver.find(QTabWidget, "settings_tabs")
    texts = [tabs.tabText(number) for number in range(tabs.count())]
    tabs.setCurrentIndex(texts.index(text))
