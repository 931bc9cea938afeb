"""What is begun to be added is never lost by going elsewhere, locking or a wrong click; closing the program asks first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.errors import DiskFull
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.ui.cases.case_page import CasePage
from tests.ui.cases.adding import REASON, Adding
from tests.ui.cases.conftest import SAID, FiledCase
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER, PASSPHRASE, SUPERVISOR, FakeDrawer

Unlocked = Callable[..., Driver]


@pytest.fixture
def adding(qtbot: QtBot, look: object, filed_case: FiledCase) -> Adding:
    made = Adding(qtbot, filed_case)
    made.begin()
    return made


def press_in_box(parent: QWidget, name: str, text: str) -> None:
    box = parent.findChild(QMessageBox, name)
    assert box is not None
    next(button for button in box.buttons() if text in button.text()).click()


def test_back_to_the_case_keeps_what_was_typed_and_says_so(adding: Adding) -> None:
    adding.type_incident()
    adding.give_reason()
    adding.press("leave_addition")
    assert adding.shows("begun_strip")
    adding.press("resume_addition")
    form = adding.page.collecting.incident
    assert (form.date.line.text(), form.said.sheet.toPlainText()) == ("20-11-2026", SAID)
    assert adding.page.collecting.reason.text() == REASON


def test_an_addition_with_nothing_in_it_is_not_offered_again(adding: Adding) -> None:
    adding.press("leave_addition")
    assert not adding.shows("begun_strip")


def test_another_page_and_back_loses_nothing(adding: Adding) -> None:
    adding.type_incident()
    adding.answer("weapon_access", "yes")
    adding.case_page.leave()
    assert SAID not in adding.words()
    adding.open_case()
    adding.press("resume_addition")
    assert [line.kind for line in adding.page.collecting.table.values] == ["answer"]
    assert adding.page.collecting.incident.said.sheet.toPlainText() == SAID


def test_a_half_typed_answer_is_kept_too(adding: Adding) -> None:
    adding.page.collecting.show_answers()
    adding.page.collecting.answers.open_question("incidents_total")
    field = adding.page.collecting.answers.card.field
    assert field is not None
    field.answered.emit("mange")
    adding.case_page.leave()
    adding.open_case()
    adding.press("resume_addition")
    adding.give_reason()
    adding.evaluate()
    assert "begyndt og ikke færdigt" in adding.says("addition_banner")
    question = adding.page.collecting.answers.card.question
    assert question is not None
    assert question.id == "incidents_total"


def test_throwing_it_away_is_asked_twice(adding: Adding) -> None:
    adding.type_incident()
    adding.press("leave_addition")
    adding.press("discard_addition")
    press_in_box(adding.case_page, "discard_addition_box", "Behold")
    assert adding.shows("begun_strip")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    adding.press("discard_addition")
    press_in_box(adding.case_page, "discard_addition_box", "Kassér")
    assert not adding.shows("begun_strip")
    assert not adding.filed_case.desk.begun_additions


def test_leaving_while_it_is_saved_still_saves_it_once(adding: Adding) -> None:
    adding.type_incident()
    adding.give_reason()
    adding.evaluate()
    adding.press("save_addition")
    adding.case_page.leave()
    adding.settle()
    assert len(next(iter(adding.filed_case.store.cases.values())).evaluations) == 2
    assert not adding.filed_case.desk.begun_additions


def test_leaving_while_the_saving_fails_keeps_it_for_later(adding: Adding) -> None:
    adding.type_incident()
    adding.give_reason()
    adding.evaluate()
    drawer = adding.filed_case.desk.open_drawer()
    assert isinstance(drawer, FakeDrawer)
    drawer.failure = DiskFull("Disken er fuld.")
    adding.press("save_addition")
    adding.case_page.leave()
    adding.settle()
    adding.open_case()
    assert adding.shows("begun_strip")


def file_a_case(driver: Driver) -> str:
    """A filed case in the store of the window, under the small checklist."""
    drawer, checklist = driver.desk.open_drawer(), driver.desk.checklist(None, "")  # type: ignore[arg-type]
    draft = drawer.begin_intake(checklist.version)
    found = assess(facts_from({}))
    return drawer.file_case(draft.case_id, found, found, checklist.version, Confirmation(found.urgency)).reference


def begin_addition(driver: Driver, reference: str) -> None:
    driver.window.open_case(reference)
    driver.settle()
    driver.click("add_to_case")
    page = driver.window.findChild(CasePage)
    assert page is not None
    assert page._addition is not None
    page._addition.collecting.incident.said.sheet.setPlainText(SAID)


def test_locking_takes_it_off_the_screen_and_the_same_officer_finds_it_again(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    reference = file_a_case(driver)
    begin_addition(driver, reference)
    driver.window.lock()
    driver.settle()
    assert not driver.window.findChildren(CasePage) or not driver.shows("addition_page")
    assert driver.desk.drawer is None
    driver.unlock(OFFICER.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("resume_addition"))
    driver.window.show_page("cases")
    driver.settle()
    assert reference in driver.says("list_page_banner")
    driver.window.open_case(reference)
    driver.settle()
    driver.click("resume_addition")
    page = driver.window.findChild(CasePage)
    assert page is not None
    assert page._addition is not None
    assert page._addition.collecting.incident.said.sheet.toPlainText() == SAID


def test_another_officer_sees_nothing_of_it(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    reference = file_a_case(driver)
    begin_addition(driver, reference)
    driver.window.lock()
    driver.settle()
    driver.unlock(SUPERVISOR.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))
    driver.window.open_case(reference)
    driver.settle()
    assert not driver.shows("begun_strip")
    driver.click("add_to_case")
    page = driver.window.findChild(CasePage)
    assert page is not None
    assert page._addition is not None
    assert page._addition.collecting.incident.said.sheet.toPlainText() == ""


def test_closing_the_window_asks_while_something_would_be_lost(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    begin_addition(driver, file_a_case(driver))
    driver.desk.are_begun_kept = False
    event = QCloseEvent()
    QApplication.sendEvent(driver.window, event)
    assert not event.isAccepted()
    assert driver.window.isVisible()
    press_in_box(driver.window, "close_begun_addition", "Luk alligevel")
    assert not driver.window.isVisible()


def test_closing_does_not_ask_when_nothing_was_typed(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    reference = file_a_case(driver)
    driver.window.open_case(reference)
    driver.settle()
    driver.click("add_to_case")
    assert driver.window.findChild(QPushButton, "leave_addition") is not None
    event = QCloseEvent()
    QApplication.sendEvent(driver.window, event)
    assert event.isAccepted()
