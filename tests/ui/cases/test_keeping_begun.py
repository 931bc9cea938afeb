"""What is begun on a filed case lies in the drawer moments after it is typed: a program that is killed loses none of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from stalkdesk.casework.additions import Incident
from stalkdesk.casework.begun import Begun, BegunKind
from stalkdesk.casework.log.incident_log import Channel, LoggedIncident, Reported
from stalkdesk.casework.visits import HowCame, SafeContact
from stalkdesk.errors import CaseUnknown, DiskFull
from stalkdesk.intake.answers import (
    Answer,
    AnswerState,
    DatePrecision,
    DateValue,
    PersonValue,
    TickValue,
    type_of_value,
)
from stalkdesk.ui.cases import keeping_begun
from stalkdesk.ui.cases.begun_addition import BegunAddition, BegunIncident
from stalkdesk.ui.cases.begun_forms import begun_from, form_of
from stalkdesk.ui.cases.case_page import CasePage
from stalkdesk.ui.cases.quick_line import QuickLine
from stalkdesk.ui.visits.begun_visit import BegunVisit
from tests.ui.cases.conftest import SAID
from tests.ui.cases.test_addition_kept import begin_addition, file_a_case
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER, PASSPHRASE, SUPERVISOR, FakeDrawer

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
VALUES: tuple[type_of_value, ...] = (
    "yes",
    "2026-11-02",
    5,
    ("FOLLOW", "COMM"),
    (),
    DateValue("2026-10", DatePrecision.ABOUT),
    PersonValue("Bo Prøvesen", "nabo", "+4500000012"),
    TickValue(NOW, "VV"),
)
Unlocked = Callable[..., Driver]


def addition() -> BegunAddition:
    """Something in every place of it."""
    answers = {f"q{place}": Answer(f"q{place}", AnswerState.GIVEN, NOW, "VV", value) for place, value in enumerate(VALUES)}
    answers["open"] = Answer("open", AnswerState.NOT_ASKED, NOW, "VV", None, "Hun var for ked af det.")
    logged = LoggedIncident("23:10", Channel.CALL, "Ved porten", "En nabo", (1, 2), reported=Reported("Politiet"))
    return BegunAddition(
        reference="2026-000001",
        incidents=[Incident(DateValue("2026-10-31"), ("FOLLOW",), "Stod ved porten.", log=logged)],
        answers=answers,
        unfinished={"latest_incident": {"date": "2026-1", "precision": "exact"}},
        incident=BegunIncident("2026-0", ("COMM",), "Halvt skrevet", logged),
        reason="Hun kom igen",
        quick=QuickLine("31/10", Channel.CALL, "Ringede", ("COMM",), witnesses="Nabo"),
    )


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment is short."""
    monkeypatch.setattr(keeping_begun, "LOOK_EVERY", 10)


def as_read(kind: BegunKind, begun: BegunAddition | BegunVisit) -> BegunAddition | BegunVisit | None:
    """What comes back out of the drawer."""
    return begun_from(Begun("2026-000001", kind, json.loads(json.dumps(form_of(begun)))))


def test_an_addition_comes_back_as_it_was_typed() -> None:
    assert as_read(BegunKind.ADDITION, addition()) == addition()


def test_a_visit_comes_back_as_it_was_typed() -> None:
    visit = BegunVisit(addition(), "Ny henvendelse", HowCame.CALLED, SafeContact.STILL_RIGHT, {"in_short": "Igen\nog igen"})
    assert as_read(BegunKind.VISIT, visit) == visit


@pytest.mark.parametrize("form", [None, 1, [], {}, {"reference": "x"}, {"reference": "x", "answers": 3}, "x" * 100])
@pytest.mark.parametrize("kind", BegunKind)
def test_a_form_that_this_version_does_not_know_is_left_as_it_lies(kind: BegunKind, form: object) -> None:
    assert begun_from(Begun("2026-000001", kind, form)) is None


def kept(driver: Driver) -> dict[tuple[str, BegunKind], object]:
    """What lies in the drawer, of everybody."""
    return {(reference, kind): form for (_, reference, kind), form in driver.store.begun.items()}


def die_and_start_again(driver: Driver) -> None:
    """The program is killed: what it had in memory is gone, what lies in the drawer is not."""
    driver.window.lock()
    driver.settle()
    driver.desk.begun_additions.clear()
    driver.desk.begun_visits.clear()
    driver.unlock(OFFICER.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))


@pytest.mark.usefixtures("quickly")
def test_it_lies_in_the_drawer_moments_after_it_was_typed(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    reference = file_a_case(driver)
    begin_addition(driver, reference)
    driver.wait(lambda: SAID in json.dumps(kept(driver).get((reference, BegunKind.ADDITION)), ensure_ascii=False))


@pytest.mark.usefixtures("quickly")
def test_after_a_kill_the_front_page_says_so_and_leads_back_to_it(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    reference = file_a_case(driver)
    begin_addition(driver, reference)
    driver.wait(lambda: bool(kept(driver)))
    die_and_start_again(driver)
    driver.wait(lambda: driver.is_at("begun_line"))
    assert reference in driver.find(QLabel, "home_begun").text()
    driver.click("home_to_begun")
    driver.wait(lambda: driver.is_at("resume_addition"))
    driver.click("resume_addition")
    page = driver.window.findChild(CasePage)
    assert page is not None
    assert page._addition is not None
    assert page._addition.collecting.incident.said.sheet.toPlainText() == SAID


def test_the_front_page_leads_to_the_visits_of_a_case_when_it_is_a_visit(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    reference = file_a_case(driver)
    visit = BegunVisit(BegunAddition(reference), "", typed={"in_short": "Igen"})
    driver.desk.begun_visits[OFFICER.id, reference] = visit
    driver.window.show_page("home")
    driver.settle()
    driver.click("home_to_begun")
    driver.wait(lambda: driver.is_at("visits_part"))
    assert "begyndt på en henvendelse" in driver.says("visits_banner")


@pytest.mark.usefixtures("quickly")
def test_nobody_else_hears_of_it(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    begin_addition(driver, file_a_case(driver))
    driver.wait(lambda: bool(kept(driver)))
    driver.window.lock()
    driver.settle()
    driver.desk.begun_additions.clear()
    driver.unlock(SUPERVISOR.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))
    assert not driver.shows("begun_line")
    assert driver.desk.begun_additions == {}


@pytest.mark.usefixtures("quickly")
def test_what_is_thrown_away_goes_from_the_drawer_too(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    begin_addition(driver, file_a_case(driver))
    driver.wait(lambda: bool(kept(driver)))
    driver.click("leave_addition")
    driver.click("discard_addition")
    box = driver.window.findChild(QMessageBox, "discard_addition_box")
    assert box is not None
    next(button for button in box.buttons() if "Kassér" in button.text().replace("&", "")).click()
    driver.wait(lambda: not kept(driver))


def test_locking_hands_in_the_last_word(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    begin_addition(driver, file_a_case(driver))
    driver.window.lock()
    driver.settle()
    assert SAID in json.dumps(list(kept(driver).values()), ensure_ascii=False)


def test_closing_hands_in_the_last_word_and_does_not_ask(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    begin_addition(driver, file_a_case(driver))
    event = QCloseEvent()
    QApplication.sendEvent(driver.window, event)
    assert event.isAccepted()
    assert SAID in json.dumps(list(kept(driver).values()), ensure_ascii=False)


@pytest.mark.usefixtures("quickly")
def test_a_disk_that_fails_is_tried_again_and_closing_asks_meanwhile(
    unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = unlocked(OFFICER)
    reference = file_a_case(driver)
    tries: list[str] = []

    def full(_self: FakeDrawer, reference: str, kind: BegunKind, untrusted: object | None) -> None:
        tries.append(reference)
        raise DiskFull("Disken er fuld.")

    with monkeypatch.context() as patch:
        patch.setattr(FakeDrawer, "keep_begun", full)
        begin_addition(driver, reference)
        driver.wait(lambda: len(tries) > 1)
        driver.wait(lambda: driver.desk.unkept == {(OFFICER.id, reference, BegunKind.ADDITION)})
        event = QCloseEvent()
        QApplication.sendEvent(driver.window, event)
        assert not event.isAccepted()
        box = driver.window.findChild(QMessageBox, "close_begun_addition")
        assert box is not None
        box.close()
    driver.wait(lambda: bool(kept(driver)))
    driver.wait(lambda: not driver.desk.unkept)


@pytest.mark.usefixtures("quickly")
def test_closing_over_another_text_that_is_lost_takes_nothing_out_of_the_drawer(unlocked: Unlocked) -> None:
    driver = unlocked(OFFICER)
    reference = file_a_case(driver)
    begin_addition(driver, reference)
    driver.wait(lambda: bool(kept(driver)))
    driver.desk.begun_texts[OFFICER.id, "contact new"] = {"name": "Halvt"}
    QApplication.sendEvent(driver.window, QCloseEvent())
    box = driver.window.findChild(QMessageBox, "close_begun_addition")
    assert box is not None
    next(button for button in box.buttons() if "Luk alligevel" in button.text().replace("&", "")).click()
    assert not driver.window.isVisible()
    assert (reference, BegunKind.ADDITION) in kept(driver)


def full_disk(_self: FakeDrawer, reference: str, kind: BegunKind, untrusted: object | None) -> None:
    raise DiskFull("Disken er fuld.")


def test_when_the_last_word_can_not_be_kept_the_window_asks_before_it_is_closed(
    unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = unlocked(OFFICER)
    begin_addition(driver, file_a_case(driver))
    with monkeypatch.context() as patch:
        patch.setattr(FakeDrawer, "keep_begun", full_disk)
        event = QCloseEvent()
        QApplication.sendEvent(driver.window, event)
        assert not event.isAccepted()
    driver.desk.begun_additions.clear()


@pytest.mark.usefixtures("quickly")
def test_what_one_officer_could_not_keep_is_asked_about_when_another_closes(
    unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = unlocked(OFFICER)
    with monkeypatch.context() as patch:
        patch.setattr(FakeDrawer, "keep_begun", full_disk)
        begin_addition(driver, file_a_case(driver))
        driver.wait(lambda: bool(driver.desk.unkept))
        driver.window.lock()
        driver.settle()
    driver.unlock(SUPERVISOR.user_name, PASSPHRASE)
    driver.wait(lambda: driver.is_at("home"))
    event = QCloseEvent()
    QApplication.sendEvent(driver.window, event)
    assert not event.isAccepted()
    driver.desk.begun_additions.clear()
    driver.desk.unkept.clear()


@pytest.mark.usefixtures("quickly")
def test_what_was_begun_on_a_case_that_was_erased_elsewhere_is_let_go(
    unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = unlocked(OFFICER)
    reference = file_a_case(driver)

    def gone(_self: FakeDrawer, reference: str, kind: BegunKind, untrusted: object | None) -> None:
        raise CaseUnknown("Sagen blev slettet.")

    monkeypatch.setattr(FakeDrawer, "keep_begun", gone)
    begin_addition(driver, reference)
    driver.wait(lambda: driver.desk.begun_additions == {})
