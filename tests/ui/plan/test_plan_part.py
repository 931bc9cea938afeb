"""The plan on the screen: shut until there is a reason, proposed and confirmed, changed with the keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget

from stalkdesk.casework.days_typed import shown_day
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.support.follow_ups import FollowUpState, next_try
from stalkdesk.casework.support.plan import CaseOutcome, HolderState, Measure, MeasureState
from stalkdesk.casework.workdays import is_workday
from tests.ui.plan.conftest import Planning

PHONE = "00 00 07 77"


def test_nothing_of_the_plan_is_read_before_there_is_a_reason(planning: Planning) -> None:
    assert not planning.shows("measures_section")
    assert "view_protected" not in [line.act for line in planning.case.store.journal]
    planning.part.open_with("")
    planning.settle()
    assert not planning.shows("measures_section")
    assert "grund" in planning.part._banner.sentence


def test_one_press_opens_it_and_the_reason_is_in_the_journal(planning: Planning) -> None:
    planning.open()
    reasons = {line.reason for line in planning.case.store.journal if line.act == "view_protected"}
    assert reasons == {"Arbejde med støtteplanen"}
    assert planning.shows("measures_section")


def test_the_plan_is_proposed_and_only_what_stays_ticked_is_kept_once_it_is_confirmed(planning: Planning) -> None:
    planning.open()
    assert planning.entries(EntryKind.MEASURE) == []
    assert "Læge: tid bestilt." in planning.says("needs_status")
    model = planning.part._measures._proposal.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    planning.press("measure_proposal_confirm")
    (kept,) = planning.entries(EntryKind.MEASURE)
    assert (kept.said.need, kept.said.who, kept.said.state) == ("doctor", "Sofie Eksempelsen", MeasureState.WISHED)
    assert not planning.shows("measure_proposal")


def test_a_digit_in_the_list_says_how_far_a_measure_is(planning: Planning) -> None:
    planning.open()
    planning.press("measure_proposal_confirm")
    planning.key("measure_table", Qt.Key.Key_4)
    newest = planning.entries(EntryKind.MEASURE)[-1]
    assert (newest.subject, newest.said.state) == (1, MeasureState.IN_PLACE)
    QAbstractItemModelTester(planning.part._measures.table, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_measure_is_edited_from_the_list_with_enter_and_its_days_are_read(planning: Planning) -> None:
    planning.open()
    planning.press("measure_proposal_confirm")
    planning.key("measure_table", Qt.Key.Key_Return)
    planning.type("measure_by_when", "i overmorgen")
    planning.press("keep_measure")
    assert len(planning.entries(EntryKind.MEASURE)) == 2
    planning.type("measure_by_when", "+3")
    planning.type("measure_note", "Bagdøren først")
    planning.press("keep_measure")
    said = planning.entries(EntryKind.MEASURE)[-1].said
    assert (said.by_when, said.note) == (planning.today + timedelta(days=3), "Bagdøren først")
    assert not planning.shows("measure_card")


def test_a_contact_of_the_register_is_kept_by_her_id(planning: Planning) -> None:
    planning.open()
    planning.press("new_measure")
    planning.choose("measure_need", "housing")
    planning.type("measure_who", "sofie eksempelsen")
    planning.press("keep_measure")
    assert planning.entries(EntryKind.MEASURE)[-1].said.contact_id == "c-1"


def test_two_who_change_one_measure_lose_nothing(planning: Planning) -> None:
    planning.open()
    planning.press("measure_proposal_confirm")
    planning.press("edit_measure")
    planning.type("measure_note", "Mit")
    others = Measure("locks", MeasureState.REFERRED, note="Den andens")
    planning.case.desk.open_drawer().keep_entries(planning.case.reference, [NewEntry(EntryKind.MEASURE, others, 1)])
    planning.press("keep_measure")
    assert planning.entries(EntryKind.MEASURE)[-1].said.note == "Den andens"
    assert "En anden" in planning.part._banner.sentence
    assert planning.part._measures._form._note.toPlainText() == "Mit"


def test_what_was_typed_and_not_saved_is_there_after_the_desk_was_locked(planning: Planning) -> None:
    planning.open()
    planning.press("new_measure")
    planning.type("measure_note", "Halvt skrev")
    planning.page.leave()
    planning.page.show_case(planning.case.reference, "plan_part")
    planning.settle()
    planning.open()
    planning.press("new_measure")
    assert planning.part._measures._form._note.toPlainText() == "Halvt skrev"


def test_leaving_takes_the_plan_off_the_screen(planning: Planning) -> None:
    planning.open()
    planning.page.leave()
    assert "Læge: tid bestilt." not in planning.words()


# -- who has the case --------------------------------------------------------------------------------------------------------
def test_the_case_is_taken_over_with_one_press_and_the_page_says_who_has_it(planning: Planning) -> None:
    assert planning.says("holder_sentence") == "Ingen har taget sagen over endnu."
    planning.press("take_over")
    assert [one.said.state for one in planning.entries(EntryKind.TAKEN_OVER)] == [HolderState.ACKNOWLEDGED]
    assert "Lærke Prøvesen har taget sagen over" in planning.says("holder_sentence")


def test_the_case_is_given_to_a_contact_person(planning: Planning) -> None:
    planning.press("give_to_contact")
    planning.press("give_keep")
    said = planning.entries(EntryKind.TAKEN_OVER)[-1].said
    assert (said.state, said.contact_id, said.contact_name) == (HolderState.GIVEN_TO_CONTACT, "c-1", "Sofie Eksempelsen")


def test_closing_asks_how_it_stands_and_why_when_something_is_open(planning: Planning) -> None:
    planning.open()
    planning.press("measure_proposal_confirm")
    planning.press("end_the_case")
    planning.press("end_keep")
    planning.choose("end_outcome", CaseOutcome.CALM.value)
    planning.press("end_keep")
    assert planning.entries(EntryKind.TAKEN_OVER) == []
    assert "ikke er gjort færdigt" in planning.words()
    planning.type("end_because", "Hun ordner selv låsen.")
    planning.press("end_keep")
    said = planning.entries(EntryKind.TAKEN_OVER)[-1].said
    assert (said.outcome, said.open_because) == (CaseOutcome.CALM, "Hun ordner selv låsen.")
    planning.open()
    assert not planning.shows("new_measure")
    planning.press("reopen_case")
    assert planning.entries(EntryKind.TAKEN_OVER)[-1].said.state is HolderState.REOPENED


# -- follow-ups --------------------------------------------------------------------------------------------------------------
def test_follow_ups_are_proposed_on_workdays_and_agreed_on_by_a_person(planning: Planning) -> None:
    planning.open()
    assert planning.entries(EntryKind.FOLLOW_UP) == []
    planning.press("follow_up_proposal_confirm")
    kept = planning.entries(EntryKind.FOLLOW_UP)
    assert len(kept) == 5
    assert all(is_workday(one.said.due) for one in kept)


def test_the_number_comes_only_after_the_rule_was_read_and_the_journal_says_why(planning: Planning) -> None:
    planning.open()
    before = len(planning.case.store.journal)
    planning.press("call_now")
    assert "Læg ikke besked" in planning.says("safe_call_rules")
    assert "hverdage 9-14" in planning.says("safe_call_rules")
    assert "fyrtårn" in planning.says("safe_call_rules")
    assert PHONE not in planning.words()
    planning.press("safe_call_read")
    assert planning.says("safe_call_number") == PHONE
    line = planning.case.store.journal[before]
    assert (line.act, line.reason) == ("view_protected", "Opkald efter støtteplanen")
    planning.press("safe_call_hide")
    assert PHONE not in planning.words()


def test_the_safe_number_is_not_even_held_before_it_is_asked_for(planning: Planning) -> None:
    planning.open()
    plan = planning.part._plan
    assert plan is not None
    assert plan.has_number
    assert "safe_phone" not in plan.answers


def test_a_call_that_did_not_reach_her_is_kept_at_once_and_the_next_workday_is_proposed(planning: Planning) -> None:
    planning.open()
    planning.press("follow_up_proposal_confirm")
    planning.press("follow_up_not_reached")
    missed = planning.entries(EntryKind.FOLLOW_UP)[-1]
    assert (missed.said.state, missed.said.tries) == (FollowUpState.NOT_REACHED, 1)
    due = planning.find(QLineEdit, "follow_up_due")
    assert isinstance(due, QLineEdit)
    assert due.text() == shown_day(next_try(planning.today))
    planning.press("keep_follow_up")
    again = planning.entries(EntryKind.FOLLOW_UP)[-1]
    assert (again.subject, again.said.state, again.said.tries) == (missed.subject, FollowUpState.PLANNED, 1)


def test_a_follow_up_is_held_moved_and_cancelled(planning: Planning) -> None:
    planning.open()
    planning.press("follow_up_proposal_confirm")
    planning.press("follow_up_held")
    planning.type("follow_up_what", "Der har været ro.")
    planning.press("keep_follow_up")
    assert planning.entries(EntryKind.FOLLOW_UP)[-1].said.state is FollowUpState.HELD
    view = planning.find(QTableView, "follow_up_table")
    assert isinstance(view, QTableView)
    view.selectRow(1)
    planning.press("follow_up_move")
    planning.type("follow_up_due", "+30")
    planning.press("keep_follow_up")
    assert planning.entries(EntryKind.FOLLOW_UP)[-1].said.state is FollowUpState.MOVED
    planning.press("follow_up_cancel")
    planning.press("keep_follow_up")
    assert planning.entries(EntryKind.FOLLOW_UP)[-1].said.state is FollowUpState.CANCELLED


def test_a_closed_day_is_told_while_it_is_typed(planning: Planning) -> None:
    planning.open()
    planning.press("new_follow_up")
    planning.type("follow_up_due", f"24-12-{planning.today.year + 1}")
    assert "lukket den dag" in planning.words()


def test_every_control_of_the_plan_has_a_name_and_says_what_it_is(planning: Planning) -> None:
    planning.open()
    for button in planning.part.findChildren(QPushButton):
        assert button.objectName()
        assert button.accessibleName()


def test_what_was_sent_when_the_desk_was_locked_is_kept_once_and_not_proposed_again(planning: Planning) -> None:
    planning.open()
    planning.press("new_measure")
    planning.type("measure_note", "Sendt")
    button = planning.find(QPushButton, "keep_measure")
    assert isinstance(button, QPushButton)
    button.click()
    planning.page.leave()
    planning.settle()
    assert [one.said.note for one in planning.entries(EntryKind.MEASURE)] == ["Sendt"]
    assert planning.case.desk.begun_texts == {}


def test_a_remark_for_closing_is_there_after_the_desk_was_locked(planning: Planning) -> None:
    planning.press("end_the_case")
    planning.type("end_note", "Halv bemærkning")
    planning.page.leave()
    planning.page.show_case(planning.case.reference, "plan_part")
    planning.settle()
    planning.press("end_the_case")
    assert planning.part._strip._close_note.text() == "Halv bemærkning"


# -- closing a form ----------------------------------------------------------------------------------------------------------
def escape(planning: Planning) -> None:
    """Esc where the keyboard is."""
    QTest.keyClick(planning.focus(), Qt.Key.Key_Escape)
    planning.settle()


def test_escape_closes_a_form_in_which_nothing_is_typed_and_the_keyboard_goes_back(planning: Planning) -> None:
    planning.open()
    planning.press("measure_proposal_confirm")
    for key, name in ((Qt.Key.Key_N, "measure_card"), (Qt.Key.Key_Return, "measure_card")):
        planning.key("measure_table", key)
        assert planning.shows(name)
        escape(planning)
        assert not planning.shows(name)
        assert planning.focus().objectName() == "measure_table"
    planning.find(QPushButton, "new_follow_up").setFocus()
    planning.press("new_follow_up")
    escape(planning)
    assert not planning.shows("follow_up_card")
    assert planning.focus().objectName() == "new_follow_up"
    assert not planning.shows("follow_ups_section_begun")


@pytest.mark.parametrize(
    ("opener", "field", "card", "begun"),
    [
        ("new_measure", "measure_note", "measure_card", "measures_section_begun"),
        ("new_follow_up", "follow_up_what", "follow_up_card", "follow_ups_section_begun"),
    ],
)
def test_escape_keeps_what_was_typed_and_says_so(planning: Planning, opener: str, field: str, card: str, begun: str) -> None:
    planning.open()
    planning.press(opener)
    planning.type(field, "Halvt skrevet")
    planning.find(QPlainTextEdit, field).setFocus()
    escape(planning)
    assert not planning.shows(card)
    assert "Din tekst står i formularen" in planning.says(begun)
    planning.press(opener)
    text = planning.find(QPlainTextEdit, field)
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == "Halvt skrevet"
    assert not planning.shows(begun)


def test_escape_takes_the_safe_number_off_the_screen(planning: Planning) -> None:
    planning.open()
    planning.find(QPushButton, "call_now").setFocus()
    planning.press("call_now")
    planning.press("safe_call_read")
    assert PHONE in planning.words()
    escape(planning)
    assert PHONE not in planning.words()
    assert planning.focus().objectName() == "call_now"


def test_giving_the_case_can_be_left_with_escape_and_what_was_typed_thrown_away_with_undo(planning: Planning) -> None:
    planning.find(QPushButton, "give_to_contact").setFocus()
    planning.press("give_to_contact")
    planning.type("give_note", "Ring i dag")
    planning.find(QLineEdit, "give_note").setFocus()
    escape(planning)
    assert not planning.shows("give_form")
    assert planning.focus().objectName() == "give_to_contact"
    planning.press("give_to_contact")
    note = planning.find(QLineEdit, "give_note")
    assert isinstance(note, QLineEdit)
    assert note.text() == "Ring i dag"
    planning.press("undo_give")
    assert note.text() == ""
    assert not planning.shows("undo_give")


def test_n_is_a_new_measure_while_there_is_none_and_wherever_the_keyboard_is(planning: Planning) -> None:
    planning.open()
    assert planning.entries(EntryKind.MEASURE) == []
    for name in ("measure_proposal_list", "measure_proposal_confirm", "new_measure"):
        at = planning.find(QWidget, name)
        planning.page.activateWindow()
        at.setFocus()
        planning.qtbot.waitUntil(at.hasFocus)
        QTest.keyClick(at, Qt.Key.Key_N)
        assert planning.shows("measure_card"), name
        planning.press("leave_measure")
        assert not planning.shows("measure_card")
