"""The part of the case page about the same person: linked cases, how often, linking, parting, the code card."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView

from stalkdesk.casework.officers import Officer
from stalkdesk.errors import DiskFull
from stalkdesk.guidance.blocks import Form
from stalkdesk.guidance.code_card import code_card
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import Compartment
from tests.data.at_hand import AS_COMPUTED, PUBLIC, RULES, WHOLE
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER, SUPERVISOR, FakeDrawer, FakeStore
from tests.ui.small_desk import VERSION

Unlocked = Callable[..., Driver]
Said = dict[str, str]
MONA: Said = {"victim_name": "Mona Prøvesen", "safe_phone": "+4500000012", "source_name": "Bent Opdigtet"}


def _filed(store: FakeStore, said: Said) -> str:
    drawer = FakeDrawer(store, OFFICER)
    draft = drawer.begin_intake(VERSION)
    for question_id, value in said.items():
        answer = Answer(question_id, AnswerState.GIVEN, store.clock(), "ÅTE", value)
        drawer.keep_answer(draft.case_id, answer, Compartment.FACTS)
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    return draft.reference


@pytest.fixture
def at_part(unlocked: Unlocked) -> Callable[..., Driver]:
    """The part of the first of two cases, with what else was said of it."""

    def make(officer: Officer = OFFICER, said: Said = MONA, linked: bool = False) -> Driver:
        driver = unlocked(officer)
        one, two = _filed(driver.store, said), _filed(driver.store, MONA)
        if linked:
            driver.store.persons.same = {one: {two}, two: {one}}
        driver.window.open_case(one, "same_person")
        driver.settle()
        return driver

    return make


def _links(driver: Driver) -> list[str]:
    model = driver.find(QTableView, "same_person_table").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_without_a_link_it_says_so(at_part: Callable[..., Driver]) -> None:
    driver = at_part()
    assert driver.shows("same_person_none")
    assert not driver.find(QAbstractButton, "same_person_open").isEnabled()


def test_the_linked_cases_are_shown_and_how_often_she_came(at_part: Callable[..., Driver]) -> None:
    driver = at_part(linked=True)
    assert _links(driver) == ["SD-2026-0002"]
    assert "Anden henvendelse på 30 dage" in driver.says("same_person_often")
    driver.click("same_person_open")
    driver.settle()
    assert driver.find(QLabel, "case_reference").text() == "SD-2026-0002"


def test_an_officer_is_told_to_talk_to_the_visitator(at_part: Callable[..., Driver]) -> None:
    driver = at_part()
    assert driver.says("same_perpetrator") == "Der er 1 anden sag med den samme udøver: tal med visitatoren."


def test_a_supervisor_is_told_which_cases_the_perpetrator_may_be_in(at_part: Callable[..., Driver]) -> None:
    driver = at_part(SUPERVISOR)
    assert "SD-2026-0002 (navn)" in driver.says("same_perpetrator")


def test_two_cases_are_linked_by_keyboard_after_they_were_seen_beside_each_other(at_part: Callable[..., Driver]) -> None:
    driver = at_part()
    driver.click("same_person_link")
    field = driver.find(QLineEdit, "link_field")
    assert driver.window.focusWidget() is field
    QTest.keyClicks(field, "mona")
    driver.key(Qt.Key.Key_Return)
    driver.settle()
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)
    driver.settle()
    assert driver.find(QLabel, "link_title").text() == "Er SD-2026-0001 og SD-2026-0002 den samme person?"
    driver.key(Qt.Key.Key_Return)
    assert driver.find(QLabel, "link_reason_remark").text() == "Skal udfyldes."
    assert driver.store.persons.same == {}
    QTest.keyClicks(driver.find(QLineEdit, "link_reason"), "Hun viste sit brev.")
    driver.key(Qt.Key.Key_Return)
    driver.settle()
    assert driver.store.persons.same == {"SD-2026-0001": {"SD-2026-0002"}, "SD-2026-0002": {"SD-2026-0001"}}
    assert _links(driver) == ["SD-2026-0002"]
    assert "knyttet sammen" in driver.says("case_page_banner")


def test_they_are_parted_again_with_a_reason(at_part: Callable[..., Driver]) -> None:
    driver = at_part(linked=True)
    driver.click("same_person_part")
    driver.settle()
    driver.type("link_reason", "Forvekslet med en anden.")
    driver.click("link_say")
    driver.settle()
    assert driver.store.persons.same == {"SD-2026-0001": set(), "SD-2026-0002": set()}
    assert driver.shows("same_person_none")


def test_esc_goes_back_a_step_and_then_to_the_case(at_part: Callable[..., Driver]) -> None:
    driver = at_part()
    driver.click("same_person_link")
    QTest.keyClicks(driver.find(QLineEdit, "link_field"), "mona")
    driver.key(Qt.Key.Key_Return)
    driver.settle()
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)
    driver.settle()
    driver.key(Qt.Key.Key_Escape)
    assert driver.find(QLineEdit, "link_field").text() == "mona"
    driver.key(Qt.Key.Key_Escape)
    driver.settle()
    assert driver.shows("same_person_none")
    assert driver.store.persons.same == {}


def test_what_the_drawer_refuses_is_said_and_the_reason_stays(at_part: Callable[..., Driver]) -> None:
    driver = at_part(linked=True)
    driver.click("same_person_part")
    driver.settle()
    driver.type("link_reason", "Forvekslet.")
    driver.vault.opened[-1].failure = DiskFull("Disken er fuld.")
    driver.click("link_say")
    driver.settle()
    assert driver.says("link_banner") == "Disken er fuld."
    assert driver.find(QLineEdit, "link_reason").text() == "Forvekslet."


def test_somebody_anonymous_gets_a_code_card_and_nobody_else(at_part: Callable[..., Driver]) -> None:
    driver = at_part()
    assert not driver.shows("same_person_card")


def test_a_code_card_is_made_once_and_goes_off_the_screen(at_part: Callable[..., Driver]) -> None:
    driver = at_part(said={"is_anonymous": "yes"})
    driver.click("same_person_card")
    driver.click("code_card_make")
    driver.settle()
    assert driver.find(QLabel, "code_card_code").text() == "balumi-teko-4821"
    assert not driver.find(QAbstractButton, "code_card_make").isEnabled()
    assert driver.find(QAbstractButton, "code_card_print").isEnabled()
    driver.click("code_card_back")
    driver.settle()
    assert not driver.shows("code_card_code")
    assert [line.act for line in driver.store.journal].count("code_card") == 1


def test_the_card_says_the_code_and_nothing_else() -> None:
    paper = code_card("balumi-teko-4821")
    assert (paper.form, paper.title.strip(), paper.footer, paper.letterhead) == (Form.CARD, "", "", ())
    (block,) = paper.blocks
    assert getattr(block, "text", "") == "balumi-teko-4821"
