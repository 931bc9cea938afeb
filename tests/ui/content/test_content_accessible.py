"""Every part of the page of the content: each control has a name, and no letter leads to two."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QListWidget, QTabWidget

from stalkdesk.language import Language
from tests.ui.content.keeping import at_content, to_tab
from tests.ui.driving import Driver
from tests.ui.fakes import SUPERVISOR
from tests.ui.test_accessibility import _check


def test_every_part_of_the_content_can_be_reached_and_named(unlocked: Callable[..., Driver]) -> None:
    driver = unlocked(SUPERVISOR)
    at_content(driver)
    tabs = driver.find(QTabWidget, "content_tabs")
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        _check(driver)


@pytest.mark.parametrize("language", [Language.DANISH, Language.ARABIC])
def test_the_text_and_its_approval_can_be_reached_and_named(unlocked: Callable[..., Driver], language: Language) -> None:
    driver = unlocked(SUPERVISOR)
    page = at_content(driver)
    page.edit("guidance", language.value)
    driver.settle()
    driver.find(QListWidget, "editor_parts").setCurrentRow(1)
    _check(driver)
    driver.type("editor_items", "Et andet punkt.\nOg ét til.")
    driver.click("editor_send")
    _check(driver)
    driver.click("editor_back")
    to_tab(driver, "Til godkendelse")
    _check(driver)
