"""An intake that the drawer could not take stays on the screen, whatever else is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stalkdesk.ui.intake.keeping import RETRY_AFTER
from stalkdesk.ui.intake.page import IntakePage
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER
from tests.ui.intake.test_saving import FullDisk

Unlocked = Callable[..., Driver]


def _typing(driver: Driver) -> IntakePage:
    """A new intake with a name being typed."""
    driver.window.begin_new_case()
    driver.settle()
    page = driver.find(IntakePage, "intakePage")
    page.found.asked_for.emit("victim_name")
    focused = QApplication.focusWidget()
    assert focused is not None
    driver.qtbot.keyClicks(focused, "Sofus")
    return page


def _unsettled(driver: Driver) -> tuple[IntakePage, FullDisk]:
    page = _typing(driver)
    disk = FullDisk(driver.vault.opened[-1])
    driver.window.show_page("home")
    driver.settle()
    assert not page.is_settled
    return page, disk


def test_beginning_and_resuming_show_the_unsaved_intake_again_and_say_so(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    page, disk = _unsettled(driver)
    case_id = page.case_id
    for act in (driver.window.begin_new_case, lambda: driver.window.resume_intake("another")):
        driver.window.show_page("home")
        act()
        driver.settle()
        assert driver.find(IntakePage, "intakePage") is page
        assert page.case_id == case_id
        assert "ikke gemt" in page.unsaved_banner.sentence
    disk.lift()
    driver.qtbot.waitUntil(lambda: page.is_settled, timeout=RETRY_AFTER + 2_000)
    answers = driver.store.cases[case_id].answers
    assert answers["victim_name"].value == "Sofus"
    driver.window.show_page("home")
    driver.window.begin_new_case()
    driver.settle()
    assert driver.find(IntakePage, "intakePage").case_id not in ("", case_id)


def test_another_case_begins_at_once_when_the_drawer_takes_what_was_typed(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    first = _typing(driver).case_id
    driver.window.show_page("home")
    driver.window.begin_new_case()
    driver.settle()
    assert driver.find(IntakePage, "intakePage").case_id not in ("", first)
    assert driver.store.cases[first].answers["victim_name"].value == "Sofus"


def test_resuming_the_case_that_is_being_typed_keeps_what_was_typed(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    case_id = _typing(driver).case_id
    driver.window.resume_intake(case_id)
    driver.settle()
    page = driver.find(IntakePage, "intakePage")
    assert page._open_talk().walk.answers["victim_name"].value == "Sofus"


def test_another_look_of_the_desk_waits_for_the_unsaved_intake(unlocked: Unlocked, qtbot: QtBot) -> None:
    driver = unlocked(OFFICER)
    page, disk = _unsettled(driver)
    driver.window.look_again()
    driver.settle()
    assert driver.find(IntakePage, "intakePage") is page
    assert "ikke gemt" in page.unsaved_banner.sentence
    disk.lift()
    driver.window.show_page("home")
    driver.window.look_again()
    driver.settle()
    qtbot.waitUntil(lambda: not driver.window.findChildren(IntakePage))
    assert driver.store.cases[next(iter(driver.store.cases))].answers["victim_name"].value == "Sofus"
