"""Adding to a filed case: incidents and answers with a reason, what that makes of the case, the confirmed level, saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stalkdesk.casework.evaluations import Occasion
from stalkdesk.errors import DiskFull
from stalkdesk.intake.answers import DatePrecision
from stalkdesk.intake.findings import Urgency
from tests.ui.cases.adding import REASON, Adding
from tests.ui.cases.conftest import SAID, FiledCase
from tests.ui.fake_cases import FakeCase


@pytest.fixture
def adding(qtbot: QtBot, look: object, filed_case: FiledCase) -> Adding:
    made = Adding(qtbot, filed_case)
    made.begin()
    return made


def kept(adding: Adding) -> FakeCase:
    return next(iter(adding.filed_case.store.cases.values()))


def test_an_incident_is_added_with_its_acts_date_words_and_reason_and_the_case_is_evaluated_again(adding: Adding) -> None:
    adding.type_incident()
    adding.give_reason()
    adding.evaluate()
    adding.save()
    (incident,), evaluation = kept(adding).incidents, kept(adding).evaluations[-1]
    assert (incident.happened.date, incident.acts, incident.said) == ("2026-11-20", ("FOLLOW",), SAID)
    assert (evaluation.number, evaluation.occasion) == (2, Occasion.INCIDENT)
    assert [line.reason for line in adding.filed_case.store.journal if line.act == "alter"] == [REASON]


def test_after_saving_the_case_shows_the_new_evaluation(adding: Adding) -> None:
    adding.answer("danger_now", "yes")
    adding.give_reason()
    adding.evaluate()
    adding.save()
    assert not adding.shows("addition_page")
    assert "vurdering 2" in adding.says("case_page_banner")
    assert "AKUT" in adding.words()
    assert not adding.filed_case.desk.begun_additions


def test_any_number_of_incidents_and_answers_go_in_one_addition(adding: Adding) -> None:
    adding.type_incident("10-11-2026", "VISIT")
    adding.press("another_incident")
    adding.type_incident("november 2026", "LOITER", "")
    adding.answer("weapon_access", "yes")
    adding.give_reason()
    adding.evaluate()
    adding.save()
    case = kept(adding)
    assert [one.happened.precision for one in case.incidents] == [DatePrecision.EXACT, DatePrecision.ABOUT]
    assert case.answers["weapon_access"].value == "yes"
    assert len(case.evaluations) == 2


def test_what_is_to_be_added_stands_in_words_and_can_be_taken_out_or_changed(adding: Adding) -> None:
    adding.type_incident()
    adding.press("another_incident")
    adding.answer("threats", "no")
    table, view = adding.page.collecting.table, adding.page.collecting.view
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [line.says.startswith("Hændelse 20-11-2026") for line in table.values] == [True, False]
    assert table.values[1].says.endswith("Nej (før: Ja)")
    adding.press("remove_added")
    assert [line.kind for line in table.values] == ["incident"]
    view.setCurrentIndex(table.index(0, 0))
    adding.press("edit_added")
    assert table.values == ()
    assert adding.page.collecting.incident.date.line.text() == "20-11-2026"


def test_an_answer_like_the_one_that_stands_adds_nothing(adding: Adding) -> None:
    adding.answer("threats", "yes")
    assert adding.page.collecting.table.values == ()


def test_the_critical_eight_come_first_with_what_stands_now(adding: Adding) -> None:
    finder = adding.page.collecting.answers.finder
    QAbstractItemModelTester(finder.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert len(finder.table.values) == 8
    assert [line.stands for line in finder.table.values[:3]] == ["Nej", "Ja", "Intet svar"]


@pytest.mark.qt_log_ignore("plugin does not support", extend=True)
def test_any_other_question_is_found_by_typing_a_word_of_it(adding: Adding) -> None:
    adding.page.collecting.show_answers()
    finder = adding.page.collecting.answers.finder
    adding.qtbot.keyClicks(finder.line, "kender du personen")
    over = finder.popup
    assert over is not None
    QTest.keyClick(over if over.isVisible() else finder.line, Qt.Key.Key_Return)
    question = adding.page.collecting.answers.card.question
    assert question is not None
    assert question.id == "relationship"


def test_a_suggestion_of_the_completer_opens_its_question(adding: Adding) -> None:
    adding.page.collecting.show_answers()
    finder = adding.page.collecting.answers.finder
    asked = adding.filed_case.desk.checklist(language="da", version="").question("relationship").ask  # type: ignore[arg-type]
    finder.completer.activated.emit(asked)
    question = adding.page.collecting.answers.card.question
    assert question is not None
    assert question.ask == asked


def test_a_question_that_is_not_asked_yet_says_which_one_decides_and_leads_there(adding: Adding) -> None:
    adding.page.collecting.show_answers()
    adding.page.collecting.answers.open_question("last_violence_days")
    assert adding.shows("go_first")
    adding.press("go_first")
    question = adding.page.collecting.answers.card.question
    assert question is not None
    assert question.id == "violence"


@pytest.mark.parametrize("way", ["enter", "button"])
def test_an_answer_that_opens_a_question_for_the_rules_leads_to_it(adding: Adding, way: str) -> None:
    adding.answer("suicidal_statement", "no")
    assert not adding.shows("go_first")
    adding.answer("suicidal_statement", "yes")
    assert "Svaret åbner et spørgsmål" in adding.words()
    card = adding.page.collecting.answers.card
    if way == "enter":
        card.went_on.emit()
    else:
        adding.press("go_first")
    assert card.question is not None
    assert card.question.id == "suicidal_days"
    card.went_on.emit()
    assert not adding.page.collecting.answers.is_at_question


def test_a_protected_answer_is_never_shown_and_a_new_one_is_kept_protected(adding: Adding) -> None:
    adding.page.collecting.show_answers()
    adding.page.collecting.answers.open_question("victim_name")
    assert "Mynte" not in adding.words()
    assert "beskyttet svar" in adding.words()


@pytest.mark.parametrize("suggestion", ["reason_new_contact", "reason_mistyped"])
def test_a_reason_is_asked_for_and_two_are_suggested(adding: Adding, suggestion: str) -> None:
    adding.type_incident()
    adding.evaluate()
    assert "hvorfor det tilføjes" in adding.says("addition_banner")
    adding.press(suggestion)
    adding.evaluate()
    assert adding.shows("save_addition")


def test_a_digit_presses_the_act_that_shows_it_and_is_a_digit_in_a_date(adding: Adding) -> None:
    form = adding.page.collecting.incident
    form.acts.take_focus()
    QTest.keyClick(form.acts.cards[0], Qt.Key.Key_2)
    QTest.keyClick(form.acts.cards[1], Qt.Key.Key_V)
    assert [card.isChecked() for card in form.acts.cards] == [place == 1 for place in range(len(form.acts.cards))]
    form.date.line.setFocus()
    form.date.line.clear()
    QTest.keyClicks(form.date.line, "1")
    assert form.date.line.text() == "1"
    assert not form.acts.cards[0].isChecked()


def test_an_incident_without_a_date_or_an_act_is_not_taken_and_says_what_is_missing(adding: Adding) -> None:
    adding.page.collecting.incident.said.sheet.setPlainText(SAID)
    adding.give_reason()
    adding.evaluate()
    assert "hvornår det skete" in adding.says("addition_banner")
    adding.qtbot.keyClicks(adding.page.collecting.incident.date.line, "20-11-2026")
    adding.evaluate()
    assert "mindst én" in adding.says("addition_banner")
    assert adding.page.collecting.incident.said.sheet.toPlainText() == SAID


def test_a_date_to_come_is_refused_with_a_sentence(adding: Adding) -> None:
    adding.type_incident("20-11-2031")
    adding.give_reason()
    adding.evaluate()
    assert "fremtiden" in adding.says("addition_banner")


def test_words_that_are_too_long_are_refused_and_stay(adding: Adding) -> None:
    adding.type_incident(said="a" * 4001)
    adding.give_reason()
    adding.evaluate()
    assert "4000" in adding.says("addition_banner")
    assert len(adding.page.collecting.incident.said.sheet.toPlainText()) == 4001


def test_nothing_to_add_is_said(adding: Adding) -> None:
    adding.give_reason()
    adding.evaluate()
    assert "ikke noget at tilføje" in adding.says("addition_banner")


def test_before_it_is_confirmed_it_shows_level_changes_and_reasons(adding: Adding) -> None:
    adding.answer("danger_now", "yes")
    adding.give_reason()
    adding.evaluate()
    said = {name: adding.case_page.findChild(QLabel, name) for name in ("new_changes", "new_reasons", "levels_before")}
    sentence = adding.page._read.rules.rules["A1"].sentence
    assert all(label is not None for label in said.values())
    assert f"Nu gælder: {sentence}" in said["new_changes"].text()  # type: ignore[union-attr]
    assert sentence in said["new_reasons"].text()  # type: ignore[union-attr]
    assert len(kept(adding).evaluations) == 1


def test_acute_shows_the_112_banner_at_once_before_anything_is_evaluated_or_saved(adding: Adding) -> None:
    assert adding.says("addition_acute") == ""
    adding.answer("danger_now", "yes")
    assert "112" in adding.says("addition_acute")
    adding.answer("danger_now", "no")
    assert adding.says("addition_acute") == ""


def test_a_red_answer_calls_for_the_112_screen(adding: Adding) -> None:
    with adding.qtbot.waitSignal(adding.page.became_red):
        adding.answer("danger_now", "yes")


def test_the_level_may_be_raised_and_both_levels_are_kept(adding: Adding) -> None:
    adding.type_incident()
    adding.give_reason()
    adding.evaluate()
    adding.page.reevaluation.level._cards[Urgency.ACUTE].click()
    adding.save()
    evaluation = kept(adding).evaluations[-1]
    assert evaluation.confirmation.urgency is Urgency.ACUTE
    assert evaluation.assessment.urgency is not Urgency.ACUTE


def test_lowering_takes_a_reason(adding: Adding) -> None:
    adding.answer("danger_now", "yes")
    adding.give_reason()
    adding.evaluate()
    adding.page.reevaluation.level._cards[Urgency.MODERATE].click()
    adding.save()
    assert len(kept(adding).evaluations) == 1
    adding.qtbot.keyClicks(adding.page.reevaluation.level.reason, "Faren er drevet over")
    adding.save()
    assert kept(adding).evaluations[-1].confirmation.reason == "Faren er drevet over"


def test_the_level_that_stands_says_that_keeping_it_is_lowering_when_more_is_computed(adding: Adding) -> None:
    adding.answer("danger_now", "yes")
    adding.give_reason()
    adding.evaluate()
    level = adding.page.reevaluation.level
    notes = {one: level._note(one) for one in Urgency}
    read = adding.case_page._read
    assert read is not None
    assert read.case.line.urgency is not None
    assert notes[Urgency.ACUTE] == "Beregnet"
    assert notes[read.case.line.urgency] == "Gælder nu; kræver grund og leder"


def test_one_may_go_back_and_change_what_is_added(adding: Adding) -> None:
    adding.answer("danger_now", "yes")
    adding.give_reason()
    adding.evaluate()
    adding.press("back_to_addition")
    adding.answer("danger_now", "no")
    adding.type_incident()
    adding.evaluate()
    assert "Akut" not in adding.says("addition_acute")
    adding.save()
    assert kept(adding).evaluations[-1].assessment.urgency is not Urgency.ACUTE


@pytest.mark.parametrize("step", ["evaluate", "save"])
def test_a_failure_says_what_to_do_and_everything_stays(adding: Adding, step: str) -> None:
    adding.type_incident()
    adding.give_reason()
    if step == "save":
        adding.evaluate()
    adding.filed_case.desk.open_drawer().failure = DiskFull("Disken er fuld.")  # type: ignore[attr-defined]
    getattr(adding, step)()
    assert "Disken er fuld." in adding.says("addition_banner")
    assert "står her stadig" in adding.says("addition_banner")
    if step == "evaluate":
        adding.evaluate()
    adding.save()
    assert kept(adding).incidents[0].said == SAID


def test_pressing_save_twice_saves_once(adding: Adding) -> None:
    adding.type_incident()
    adding.give_reason()
    adding.evaluate()
    button = adding.case_page.findChild(QPushButton, "save_addition")
    assert button is not None
    button.click()
    button.click()
    adding.settle()
    assert len(kept(adding).evaluations) == 2


def test_every_control_has_a_name_and_says_what_it_is(adding: Adding) -> None:
    adding.type_incident()
    adding.press("another_incident")
    nameless = [
        (one.objectName(), one.text())
        for one in adding.page.findChildren(QPushButton)
        if one.isVisibleTo(adding.page) and not (one.objectName() and (one.accessibleName() or one.text()))
    ]
    assert nameless == []
