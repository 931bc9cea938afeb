"""Henvendelser: every contact stands, a new one is taken in step by step and by keyboard, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.visits import HowCame, Visit, contacts_of
from stalkdesk.errors import ContentBroken, DiskFull
from stalkdesk.guidance.filling_in import setting_for
from stalkdesk.intake.answers import AnswerState
from stalkdesk.ui.intake.emergency import EmergencyPage, known_on
from stalkdesk.ui.papers.one_paper import OnePaper
from stalkdesk.ui.visits.visit_page import VisitPage
from stalkdesk.ui.visits.visits_part import VisitsPart
from tests.ui.cases.case_window import CaseWindow
from tests.ui.cases.conftest import FiledCase

AT = "visits_part"
SHORT = "Han stod ved porten igen."


@pytest.fixture
def window(qtbot: QtBot, look: object, filed_case: FiledCase) -> CaseWindow:
    made = CaseWindow(qtbot, filed_case)
    made.open_at(AT)
    return made


def part(window: CaseWindow) -> VisitsPart:
    return next(one for one in window.findChildren(VisitsPart) if one.isVisible())


def to_next_step(window: CaseWindow, danger: str = "no") -> None:
    """From the beginning of a visit to the step that asks what was promised."""
    window.press("new_visit")
    window.press(f"again_danger_now_{danger}")
    window.press("visit_on_from_now")
    window.press("see_evaluation")


def take_in(window: CaseWindow) -> None:
    """A whole visit without a new incident."""
    to_next_step(window)
    window.type("in_short", SHORT)
    window.press("visit_evaluate")
    window.press("save_addition")


def test_the_first_intake_stands_and_the_newest_contact_is_on_top(window: CaseWindow) -> None:
    assert [one.number for one in part(window).table.values] == [1]
    take_in(window)
    assert [one.number for one in part(window).table.values] == [2, 1]


def test_a_visit_keeps_its_entry_its_answers_and_a_new_evaluation(window: CaseWindow) -> None:
    before = window.drawer.case(window.filed_case.reference)
    take_in(window)
    case = window.drawer.case(window.filed_case.reference)
    newest = contacts_of(case)[0].visit
    assert newest is not None
    assert (newest.in_short, newest.evaluation, newest.answers) == (SHORT, 2, 1)
    assert case.evaluations[0] == before.evaluations[0]
    assert case.addenda[0].reason.startswith("Ny henvendelse")


def test_a_visit_can_be_taken_in_without_a_mouse(window: CaseWindow) -> None:
    part(window).view.setFocus()
    window.shortcut(Qt.Key.Key_H, lambda: window.shows("how_came"))
    window.findChildren(VisitPage)[0].now._rows["danger_now"].take_focus()
    window.key(Qt.Key.Key_N)
    window.shortcut(Qt.Key.Key_Return, lambda: window.shows("addition_tabs"))
    window.shortcut(Qt.Key.Key_Return, lambda: window.shows("in_short"))
    window.type("in_short", SHORT)
    window.shortcut(Qt.Key.Key_Return, lambda: window.shows("reevaluation"))
    window.shortcut(Qt.Key.Key_S, lambda: window.shows("visit_table"))
    assert len(part(window).table.values) == 2


def test_it_is_not_taken_in_before_it_was_asked_whether_there_is_danger(window: CaseWindow) -> None:
    window.press("new_visit")
    window.press("visit_on_from_now")
    assert "fare lige nu" in window.banner("visit_banner")
    assert window.shows("again_danger_now")


def test_a_red_answer_opens_the_112_screen_at_once(window: CaseWindow) -> None:
    window.press("new_visit")
    window.press("again_danger_now_yes")
    assert window.emergencies == 1
    assert window.banner("visit_acute")


def told_on_112(window: CaseWindow) -> str:
    """What stands on the 112 screen for the operator."""
    page = EmergencyPage(window.filed_case.desk, None)
    page.open_for(*known_on(window))
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.objectName().startswith("operatorKnown"))


def test_what_stood_of_the_first_intake_is_not_told_as_now_on_the_112_screen(window: CaseWindow) -> None:
    assert told_on_112(window).strip() == ""
    window.press("new_visit")
    said = told_on_112(window)
    assert "Der er fremsat trusler" in said
    assert "Nu" not in said.splitlines()


def test_the_112_screen_knows_what_was_answered_at_this_visit(window: CaseWindow) -> None:
    window.press("new_visit")
    window.press("again_danger_now_yes")
    window.press("again_hurt_now_yes")
    said = told_on_112(window)
    assert "Der er fare lige nu" in said
    assert "Ja – den udsatte har brug for læge nu" in said
    assert "Nu" in said.splitlines()
    assert known_on(window)[1] == window.filed_case.reference


def test_what_was_answered_before_stands_beside_and_is_asked_again(window: CaseWindow) -> None:
    window.press("new_visit")
    assert window.find(QLabel, "again_danger_now_remark").text() == "Sidst: Nej"
    window.press("again_danger_now_unknown")
    begun = next(iter(window.filed_case.desk.begun_visits.values()))
    assert begun.addition.answers["danger_now"].state is AnswerState.UNKNOWN


def test_a_protected_answer_is_never_shown(window: CaseWindow) -> None:
    window.press("new_visit")
    shown = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "+4500000777" not in shown
    assert "Mynte" not in shown


def test_a_visit_says_in_short_what_it_was_about(window: CaseWindow) -> None:
    to_next_step(window)
    window.press("visit_evaluate")
    assert "få ord" in window.find(QLabel, "in_short_remark").text()


def test_a_day_that_has_been_is_no_day_to_call(window: CaseWindow) -> None:
    to_next_step(window)
    window.type("in_short", SHORT)
    window.type("next_call", "01-01-2020")
    window.press("visit_evaluate")
    assert "er gået" in window.find(QLabel, "next_call_remark").text()


def test_a_promised_call_becomes_a_follow_up(window: CaseWindow) -> None:
    to_next_step(window)
    window.type("in_short", SHORT)
    window.type("promised_next", "Vi ringer om tilholdet.")
    window.press("call_in_7")
    window.press("visit_evaluate")
    window.press("save_addition")
    entries = window.drawer.protected_entries(window.filed_case.reference, "prøve")
    (call,) = [entry for entry in entries if entry.kind is EntryKind.FOLLOW_UP]
    assert call.said.promised
    assert call.said.what == "Vi ringer om tilholdet."


def test_the_day_of_the_promised_call_stands_on_the_visit_and_on_the_receipt(window: CaseWindow) -> None:
    to_next_step(window)
    window.type("in_short", SHORT)
    window.type("promised_next", "Hun skriver til advokaten.")
    window.type("next_call", "30-11-2026")
    window.press("visit_evaluate")
    window.press("save_addition")
    promised = "Vi ringer 30-11-2026. Hun skriver til advokaten."
    assert f"Aftalt: {promised}" in window.find(QLabel, "visit_detail").text()
    case = window.drawer.case(window.filed_case.reference)
    setting = setting_for(case, window.drawer.unit(), (), (), {}, window.filed_case.desk.now())
    assert setting.visit is not None
    assert setting.visit.promised == promised


def test_what_is_typed_survives_locking(window: CaseWindow) -> None:
    to_next_step(window)
    window.type("in_short", SHORT)
    window.case_page.leave()
    window.open_at(AT)
    assert "begyndt på en henvendelse" in window.banner("visits_banner")
    window.press("new_visit")
    window.press("visit_on_from_now")
    window.press("see_evaluation")
    window.type("promised_next", "Mere")
    begun = next(iter(window.filed_case.desk.begun_visits.values()))
    assert begun.typed["in_short"] == SHORT
    assert begun.addition.answers["danger_now"].value == "no"


def test_what_is_begun_is_nobody_elses(window: CaseWindow) -> None:
    to_next_step(window)
    window.type("in_short", SHORT)
    desk = window.filed_case.desk
    assert {who for who, _ in desk.begun_visits} == {desk.open_drawer().officer.id}
    assert desk.begun_cases("another") == ()
    assert desk.begun_cases(desk.open_drawer().officer.id) == (window.filed_case.reference,)


def test_what_is_begun_can_be_thrown_away_after_a_question(window: CaseWindow) -> None:
    window.press("new_visit")
    window.press("again_danger_now_no")
    window.press("leave_visit")
    window.press("discard_visit")
    box = window.find(QMessageBox, "discard_visit_box")
    next(button for button in box.buttons() if "Kassér" in button.text().replace("&", "")).click()
    window.settle()
    assert window.filed_case.desk.begun_visits == {}


def test_nothing_begun_is_kept_of_a_visit_that_was_only_opened(window: CaseWindow) -> None:
    window.press("new_visit")
    window.press("leave_visit")
    assert window.filed_case.desk.begun_visits == {}


def test_a_failure_loses_nothing_and_can_be_tried_again(window: CaseWindow) -> None:
    to_next_step(window)
    window.type("in_short", SHORT)
    window.press("visit_evaluate")
    window.drawer.failure = DiskFull("Der er ikke plads på disken.")
    window.press("save_addition")
    assert "Intet er gemt endnu" in window.banner("visit_banner")
    window.press("save_addition")
    assert len(part(window).table.values) == 2


def test_how_often_she_came_is_said_at_once(window: CaseWindow) -> None:
    store = window.filed_case.store
    for _ in range(2):
        store.clock.time += timedelta(days=2)
        window.drawer.keep_entries(window.filed_case.reference, [NewEntry(EntryKind.VISIT, Visit(HowCame.CALLED, "Igen."))])
    window.filed_case.desk.now = store.clock
    window.open_at(AT)
    assert window.find(QLabel, "visits_often").text().startswith("Tredje henvendelse på 30 dage")


def test_a_visit_in_error_stands_and_says_so(window: CaseWindow) -> None:
    take_in(window)
    newest = part(window).table.values[0]
    part(window).mark(newest, "Det var en anden sag.")
    window.settle()
    assert part(window).table.values[0].is_in_error
    assert "(fejl)" in str(part(window).table.data(part(window).table.index(0, 2)))


def test_a_mark_without_a_reason_is_refused_with_a_sentence(window: CaseWindow) -> None:
    take_in(window)
    part(window).mark(part(window).table.values[0], "  ")
    window.settle()
    assert "hvorfor" in window.banner("visits_banner")


def test_the_receipt_is_offered_and_tells_of_the_visit(window: CaseWindow) -> None:
    take_in(window)
    window.press("visit_receipt")
    assert len(window.findChildren(OnePaper)) == 1
    assert window.shows("print_again")
    window.press("leave_print_again")
    assert window.shows("visit_table")


def test_a_receipt_that_cannot_be_made_says_why_and_has_a_way_back(window: CaseWindow) -> None:
    def broken(_document: object) -> bytes:
        raise ContentBroken("Arket mangler en skrift.")

    take_in(window)
    window.filed_case.desk.pdf = broken
    window.press("visit_receipt")
    assert "mangler en skrift" in window.find(QLabel, "no_paper_why").text()
    window.press("no_paper_way")
    assert window.shows("visit_table")


def test_the_list_is_a_model_like_any_other(window: CaseWindow) -> None:
    QAbstractItemModelTester(part(window).table, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_what_has_happened_is_not_taken_back_by_a_no_at_a_later_visit(window: CaseWindow) -> None:
    filed = window.filed_case
    before = window.drawer.case(filed.reference)
    assert before.answers["threats"].value == "yes"
    window.press("new_visit")
    assert "bliver stående" in window.find(QLabel, "again_threats_remark").text()
    window.press("again_danger_now_no")
    window.press("again_threats_no")
    window.press("visit_on_from_now")
    window.press("see_evaluation")
    window.type("in_short", SHORT)
    window.press("visit_evaluate")
    window.press("save_addition")
    after = window.drawer.case(filed.reference)
    assert after.answers["threats"] == before.answers["threats"]
    assert "threats" not in {one.answer.question_id for one in after.addenda}
    visit = next(one.visit for one in contacts_of(after) if one.visit is not None)
    assert visit.not_since == ("threats",)
    assert "Ikke siden sidst: trusler" in window.find(QLabel, "visit_detail").text()


def test_a_yes_after_a_no_is_an_answer_again(window: CaseWindow) -> None:
    window.press("new_visit")
    window.press("again_threats_no")
    window.press("again_threats_yes")
    begun = next(iter(window.filed_case.desk.begun_visits.values()))
    assert (begun.again, begun.addition.answers["threats"].value) == ({}, "yes")


def test_where_a_yes_stands_it_is_new_or_not_and_nothing_else(window: CaseWindow) -> None:
    window.press("new_visit")
    assert window.shows("again_threats_no")
    assert not window.shows("again_threats_unknown")
    assert window.shows("again_danger_now_unknown")
