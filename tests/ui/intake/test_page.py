"""The walk through an intake as the officer does it: forward, back, sections, don't know, not asked, hints, danger."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import AnswerState
from stalkdesk.intake.findings import Urgency
from stalkdesk.ui.background import Background
from stalkdesk.ui.intake.section_list import CLOSING
from tests.ui.fakes import UNIT
from tests.ui.intake.conftest import OpenIntake, found

ALT = Qt.KeyboardModifier.AltModifier


def test_a_new_intake_begins_with_danger(intake: OpenIntake) -> None:
    assert intake.at == "danger_now"


def test_the_case_and_its_reference_stand_in_the_header(intake: OpenIntake) -> None:
    assert found(intake.page.header, QLabel, "caseLine").text() == "Ny sag · SD-2026-0001"


def test_alt_and_the_arrows_go_on_and_back_and_nothing_blocks(intake: OpenIntake) -> None:
    visited = [intake.at]
    for _ in range(30):
        intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Right, ALT)
        intake.settle()
        if intake.page.foot.file_button.isVisible():
            break
        visited.append(intake.at)
    assert visited[-1] == "follow_up_on"
    for question_id in reversed(visited):
        intake.page.foot.back_button.click()
        assert intake.at == question_id
    assert intake.answers == {}


def test_a_follow_up_question_appears_with_its_answer_and_goes_with_it(intake: OpenIntake) -> None:
    intake.go_to("threats")
    intake.qtbot.keyClicks(intake.focused(), "j")
    intake.page.foot.next_button.click()
    assert intake.at == "threat_words"
    intake.page.foot.back_button.click()
    intake.qtbot.keyClicks(intake.focused(), "n")
    intake.page.foot.next_button.click()
    assert intake.at == "victim_name"


def test_a_line_of_the_section_list_goes_to_its_first_open_question(intake: OpenIntake) -> None:
    intake.go_to("relationship")
    intake.qtbot.keyClicks(intake.focused(), "1")
    intake.go_to("danger_now")
    sections = intake.page.sections
    place = sections.lines.visualRect(sections.model.index(sections.model.row_of("behaviours"))).center()
    intake.qtbot.mouseClick(sections.lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert intake.at == "acts"


def test_the_section_list_says_in_words_how_each_section_stands(intake: OpenIntake, qtmodeltester: ModelTester) -> None:
    model = intake.page.sections.model
    said = {
        model.section_at(model.index(row)): model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    }
    assert said["danger"] == "1. Akut fare: du er her"
    assert said["identity"] == "2. Den udsatte: åbent"
    assert said["sharing"] == "11. Deling: skal besvares"
    assert said[CLOSING] == "Afslut: åbent"
    qtmodeltester.check(model)


def test_the_progress_is_told_in_words(intake: OpenIntake) -> None:
    line = found(intake.page.sections, QLabel, "progressLine")
    assert line.text() == "0 af 5 trin udført"
    for question_id in ("danger_now", "threats"):
        intake.go_to(question_id)
        intake.qtbot.keyClicks(intake.focused(), "n")
    assert line.text() == "1 af 5 trin udført"


def test_the_compartment_of_each_question_is_said_in_words(intake: OpenIntake) -> None:
    said = found(intake.page.card, QLabel, "compartment")
    assert said.text().startswith("A · Sagsoplysning")
    intake.go_to("victim_name")
    assert said.text().startswith("B · Beskyttet")


def test_an_answer_goes_into_the_compartment_of_its_question(intake: OpenIntake) -> None:
    intake.go_to("victim_name")
    intake.qtbot.keyClicks(intake.focused(), "Sofus")
    intake.page.leave()
    intake.settle()
    assert intake.store.cases[intake.page.case_id].compartments["victim_name"].value == "B"


def test_dont_know_takes_the_place_of_an_answer(intake: OpenIntake) -> None:
    intake.go_to("incidents_total")
    intake.qtbot.keyClicks(intake.focused(), "12")
    intake.qtbot.mouseClick(intake.page.card.unknown_button, Qt.MouseButton.LeftButton)
    intake.settle()
    kept = intake.store.cases[intake.page.case_id].answers["incidents_total"]
    assert kept.state is AnswerState.UNKNOWN
    assert intake.page.card.field is not None
    assert found(intake.page.card.field, QLineEdit, "number").text() == ""


def test_not_asked_takes_a_reason_by_the_keyboard(intake: OpenIntake) -> None:
    intake.go_to("relationship")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_I, ALT)
    intake.qtbot.waitUntil(intake.page.card.reason_panel.isVisible)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Right)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    intake.settle()
    kept = intake.store.cases[intake.page.case_id].answers["relationship"]
    assert (kept.state, kept.reason) == (AnswerState.NOT_ASKED, "Utrygt at spørge nu")


def test_not_asked_takes_words_of_ones_own(intake: OpenIntake) -> None:
    intake.go_to("relationship")
    intake.page.card.not_asked_button.click()
    panel = intake.page.card.reason_panel
    panel.cards[-1].click()
    intake.qtbot.keyClicks(panel.words, "Barnet var i rummet")
    intake.qtbot.keyClick(panel.words, Qt.Key.Key_Return)
    intake.settle()
    assert intake.store.cases[intake.page.case_id].answers["relationship"].reason == "Barnet var i rummet"
    intake.page.card.not_asked_button.click()
    assert panel.words.text() == "Barnet var i rummet"


def test_the_hints_say_why_and_how(intake: OpenIntake) -> None:
    assert found(intake.page.card, QLabel, "how").text() == "Spørg roligt: Er du i fare lige nu?"
    assert found(intake.page.hints, QLabel, "why").text() == "Fordi livet kommer før papiret."


def test_ctrl_h_puts_the_hints_away_and_back(intake: OpenIntake) -> None:
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert not intake.page.hints.isVisible()
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert intake.page.hints.isVisible()


def test_the_live_assessment_counts_the_critical_questions(intake: OpenIntake) -> None:
    line = found(intake.page.found, QLabel, "criticalLine")
    assert line.text() == "8 af 8 kritiske mangler svar"
    intake.qtbot.keyClicks(intake.focused(), "n")
    assert line.text() == "7 af 8 kritiske mangler svar"


def test_an_open_element_leads_to_the_question_that_would_settle_it(intake: OpenIntake) -> None:
    button = found(intake.page.found, QWidget, "elementAskP")
    assert "Gå til spørgsmålet" in button.accessibleName()
    intake.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert intake.at == "incidents_total"


# -- danger ------------------------------------------------------------------------------------------------------------------


def test_a_red_answer_opens_the_112_screen_before_saving_is_done(intake: OpenIntake, background: Background) -> None:
    may_go_on = Event()
    background.run(may_go_on.wait)
    intake.qtbot.keyClicks(intake.focused(), "j")
    assert intake.page.emergency.isVisible()
    assert intake.answers == {}
    may_go_on.set()
    intake.settle()
    assert intake.answers == {"danger_now": "yes"}


def test_the_intake_goes_on_at_the_same_question_after_the_112_screen(intake: OpenIntake) -> None:
    intake.qtbot.keyClicks(intake.focused(), "j")
    intake.qtbot.keyClick(intake.page.emergency, Qt.Key.Key_Escape)
    assert not intake.page.emergency.isVisible()
    assert intake.at == "danger_now"
    assert intake.page.card.isAncestorOf(intake.focused())


def test_a_key_pressed_by_habit_does_not_close_the_112_screen(intake: OpenIntake) -> None:
    intake.qtbot.keyClicks(intake.focused(), "j")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_J):
        intake.qtbot.keyClick(intake.focused(), key)
    assert intake.page.emergency.isVisible()


@pytest.mark.parametrize("question_id", ["danger_now", "victim_name", "acts", "latest_incident", "contact_person"])
def test_f9_opens_the_112_screen_from_every_question(intake: OpenIntake, question_id: str) -> None:
    intake.go_to(question_id)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_F9)
    assert intake.page.emergency.isVisible()


def test_the_112_screen_shows_facts_and_the_desks_address_and_nothing_protected(intake: OpenIntake) -> None:
    intake.go_to("victim_name")
    intake.qtbot.keyClicks(intake.focused(), "Sofus")
    intake.go_to("threats")
    intake.qtbot.keyClicks(intake.focused(), "j")
    intake.page.open_emergency()
    intake.settle()
    shown = "\n".join(text.text() for text in intake.page.emergency.findChildren(QLabel))
    assert "Der er fremsat trusler" in shown
    assert UNIT.address_lines[0] in shown
    assert "Startet kl. 08.5" in shown
    assert "Sofus" not in shown


def test_the_opening_of_the_112_screen_is_in_the_journal(intake: OpenIntake) -> None:
    intake.page.open_emergency()
    intake.settle()
    assert ("emergency", "SD-2026-0001") in [(line.act, line.reference) for line in intake.store.journal]


def test_acute_danger_shows_its_banner_before_anything_is_saved(intake: OpenIntake, background: Background) -> None:
    may_go_on = Event()
    background.run(may_go_on.wait)
    intake.qtbot.keyClicks(intake.focused(), "j")
    intake.qtbot.keyClick(intake.page.emergency, Qt.Key.Key_Escape)
    assert intake.page.acute_banner.isVisible()
    intake.qtbot.keyClicks(intake.focused(), "n")
    assert not intake.page.acute_banner.isVisible()
    may_go_on.set()


# -- as a whole --------------------------------------------------------------------------------------------------------------


def test_everything_on_the_page_that_takes_the_keyboard_has_a_name(intake: OpenIntake) -> None:
    for question_id in ("danger_now", "acts", "latest_incident", "contact_person", "victim_cpr"):
        intake.go_to(question_id)
        for widget in intake.page.findChildren(QWidget):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                assert name, f"{question_id}: {widget.objectName()} ({type(widget).__name__}) has no name"


def test_the_page_fits_the_smallest_office_laptop(intake: OpenIntake) -> None:
    for question in intake.page._open_talk().opening.checklist.questions():
        intake.go_to(question.id)
        least = intake.page.minimumSizeHint()
        assert least.width() <= 1280, question.id
        assert least.height() <= 720, question.id


ANSWERS: tuple[object, ...] = (
    "yes",
    "no",
    "unknown",
    {"not_asked": "Samtalen blev afbrudt"},
    None,
    [],
    ["COMM", "FOLLOW"],
    7,
    "2026-11-20",
    {"date": "2026-11", "precision": "about"},
    "0101300000",
    "00 00 00 01",
    {"name": "Sofus", "relation": "", "phone": ""},
    True,
    "ex_partner",
    "police",
    "🌲" * 600,
    "\x00\u202e",
)

steps = st.one_of(
    st.sampled_from(["next", "back", "close", "emergency", "resume", "hints", "fields"]),
    st.tuples(st.just("section"), st.sampled_from(["danger", "identity", "behaviours", "sharing", "next_steps", CLOSING])),
    st.tuples(st.just("give"), st.sampled_from(ANSWERS)),
)


def test_no_way_through_an_intake_ends_in_a_fault(open_intake: Callable[..., OpenIntake]) -> None:
    intake = open_intake()
    page = intake.page

    def go(step: object) -> None:
        match step:
            case "next":
                page.foot.next_button.click()
            case "back":
                page.foot.back_button.click()
            case "close":
                page.foot.close_button.click()
            case "emergency":
                page.open_emergency()
            case "resume":
                page.emergency.resumed.emit()
            case "hints":
                page._on_hints_wanted()
            case "fields":
                page.card.take_focus()
            case ("section", section_id):
                page.sections.chosen.emit(section_id)
            case ("give", untrusted):
                talk = page._open_talk()
                with suppress(BadAnswer):
                    talk.take(talk.question.id, untrusted)

    @settings(max_examples=25)
    @given(st.lists(steps, max_size=25))
    def walk(path: list[object]) -> None:
        for step in path:
            go(step)
        intake.settle()
        talk = page._open_talk()
        assert page.is_settled
        assert talk.walk.answers == intake.store.cases[page.case_id].answers
        assert talk.assessment.urgency in Urgency

    walk()
