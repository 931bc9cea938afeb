"""A change that waited while its text became another is said to be so, and is not approved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QListWidget

from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.language import Language
from tests.ui.content.keeping import POINTS, VISITATOR, at_content, shelf
from tests.ui.driving import Driver
from tests.ui.fakes import PASSPHRASE, SUPERVISOR

Unlocked = Callable[..., Driver]


def _updated(language: Language) -> tuple[GuidanceSheet, ...]:
    (sheet,) = shelf(language)
    parts = tuple(replace(part, title="Skriv alt ned") if part.key == POINTS.key else part for part in sheet.parts)
    return (replace(sheet, parts=parts),)


@pytest.mark.parametrize("is_updated", [False, True])
def test_a_change_that_waited_over_an_update_is_said_to_be_so_and_not_approved(unlocked: Unlocked, is_updated: bool) -> None:
    driver = unlocked(SUPERVISOR)
    at_content(driver)
    driver.click("content_edit")
    driver.settle()
    driver.find(QListWidget, "editor_parts").setCurrentRow(1)
    driver.settle()
    driver.type("editor_items", "Skriv det ned samme dag.\nGem det.")
    driver.click("editor_send")
    driver.settle()
    if is_updated:
        driver.desk.shipped_shelf = _updated
    driver.window.lock()
    driver.settle()
    driver.unlock(VISITATOR.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))
    driver.click("home_to_content")
    driver.settle()
    said = driver.window.findChild(QLabel, "change_can_not_hold")
    assert isinstance(said, QLabel)
    assert said.isVisible() is is_updated
    assert ("Programmets tekst er en anden" in said.text()) is is_updated
    driver.click("change_approve")
    driver.settle()
    assert driver.store.changes[0].is_waiting is is_updated
    assert ("kan ikke godkendes" in driver.says("content_approvals_banner")) is is_updated
