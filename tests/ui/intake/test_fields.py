"""Every kind of answer, given by the keyboard alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.intake.answers import DatePrecision, DateValue, PersonValue, TickValue
from stalkdesk.intake.checklist import AnswerKind, Choice, Compartment, Question, Tense
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.intake.fields.base import FieldSetting
from stalkdesk.ui.intake.fields.calendar import Calendar, to_qdate
from stalkdesk.ui.intake.fields.choosing import MultipleField
from stalkdesk.ui.intake.fields.cpr import CprField
from stalkdesk.ui.intake.fields.date_text import kept_form
from stalkdesk.ui.intake.fields.kinds import FIELDS, field_for
from stalkdesk.ui.intake.fields.writing import LongTextField, ShortTextField
from tests.ui.intake.conftest import OpenIntake, found

TODAY = date(2026, 11, 22)
SETTING = FieldSetting(today=lambda: TODAY)


def question(kind: AnswerKind, **more: object) -> Question:
    return Question("q", "s", "Hvad skete der?", kind, Compartment.FACTS, **more)  # type: ignore[arg-type]


def typed(intake: OpenIntake, question_id: str, text: str) -> object:
    """What the drawer holds after the question was answered by typing, and Enter."""
    intake.go_to(question_id)
    intake.qtbot.keyClicks(intake.focused(), text)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    intake.settle()
    return intake.answers.get(question_id)


def pasted(widget: QWidget, text: str) -> None:
    """Pastes: Qt's test keys know no letters beyond ASCII."""
    assert isinstance(widget, QLineEdit)
    QApplication.clipboard().setText(text)
    widget.paste()


@pytest.mark.parametrize("kind", list(AnswerKind))
def test_every_kind_of_answer_has_its_field(kind: AnswerKind) -> None:
    assert kind in FIELDS, f"no field for {kind.value}"


@pytest.mark.parametrize("kind", list(AnswerKind))
def test_everything_in_a_field_that_takes_the_keyboard_has_a_name(kind: AnswerKind, qtbot: QtBot) -> None:
    field = field_for(question(kind, choices=(Choice("a", "Opkald", "også skjulte"), Choice("b", "Gaver"))), SETTING)
    qtbot.addWidget(field)
    field.show()
    for widget in field.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), f"{kind.value}: {widget.objectName()} has no name"


@pytest.mark.parametrize(("key", "value"), [("j", "yes"), ("N", "no")])
def test_yes_and_no_are_one_key(intake: OpenIntake, key: str, value: str) -> None:
    intake.go_to("threats")
    intake.qtbot.keyClicks(intake.focused(), key)
    intake.settle()
    assert intake.answers["threats"] == value


def test_dont_know_is_one_key_and_is_kept_as_such(intake: OpenIntake) -> None:
    intake.go_to("threats")
    intake.qtbot.keyClicks(intake.focused(), "v")
    intake.settle()
    kept = intake.store.cases[intake.page.case_id].answers["threats"]
    assert (kept.state.value, kept.value) == ("unknown", None)


def test_arrows_only_move_and_space_answers(intake: OpenIntake) -> None:
    intake.go_to("relationship")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Down)
    intake.settle()
    assert "relationship" not in intake.answers
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    intake.settle()
    assert intake.answers["relationship"] == "neighbour"


@pytest.mark.parametrize("digit", ["1", "2", "3"])
def test_a_digit_typed_blind_answers_no_yes_or_no(intake: OpenIntake, digit: str) -> None:
    intake.qtbot.keyClicks(intake.focused(), digit)
    intake.settle()
    assert intake.answers == {}
    assert not intake.page.emergency.isVisible()


def test_enter_answers_nothing_and_goes_on(intake: OpenIntake) -> None:
    intake.go_to("relationship")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    intake.settle()
    assert intake.answers == {}
    assert intake.at == "acts"


def test_a_digit_chooses_among_several(intake: OpenIntake) -> None:
    intake.go_to("relationship")
    intake.qtbot.keyClicks(intake.focused(), "3")
    intake.settle()
    assert intake.answers["relationship"] == "stranger"


def test_several_choices_are_ticked_with_arrows_and_space(intake: OpenIntake) -> None:
    intake.go_to("acts")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Down)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Down)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    intake.settle()
    assert intake.answers["acts"] == ("COMM", "GIFT")


def test_none_of_them_is_an_answer_and_takes_the_ticks_away(intake: OpenIntake) -> None:
    intake.go_to("acts")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    field = intake.page.card.field
    assert isinstance(field, MultipleField)
    field.none_card.setFocus()
    intake.qtbot.keyClick(field.none_card, Qt.Key.Key_Space)
    intake.settle()
    assert intake.answers["acts"] == ()
    assert not any(card.isChecked() for card in field.cards)


def test_the_last_tick_taken_away_opens_the_question_again(intake: OpenIntake) -> None:
    intake.go_to("acts")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    intake.settle()
    assert "acts" not in intake.answers


def test_a_short_text_keeps_emoji_and_letters_from_right_to_left(intake: OpenIntake) -> None:
    intake.go_to("victim_name")
    pasted(intake.focused(), "Åse 🌲 مريم Ærø")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    intake.settle()
    assert intake.answers["victim_name"] == "Åse 🌲 مريم Ærø"


def test_a_number_is_typed_or_counted(intake: OpenIntake) -> None:
    assert typed(intake, "incidents_total", "12") == 12
    intake.go_to("incidents_total")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Up)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    intake.settle()
    assert intake.answers["incidents_total"] == 13


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("21-11-2026", "2026-11-21"),
        ("211126", "2026-11-21"),
        ("21/11 26", "2026-11-21"),
        ("3. marts 2024", "2024-03-03"),
        ("november 2025", "2025-11"),
        ("11-2025", "2025-11"),
        ("2019", "2019"),
        ("010158", "1958-01-01"),
        ("i går", "i går"),
    ],
)
def test_dates_are_understood_as_people_type_them(text: str, kept: str) -> None:
    assert kept_form(text, TODAY) == kept


def test_a_date_is_kept_as_exact_and_a_month_as_about(intake: OpenIntake) -> None:
    assert typed(intake, "latest_incident", "21-11-2026") == DateValue("2026-11-21", DatePrecision.EXACT)
    intake.go_to("latest_incident")
    intake.focused().selectAll()  # type: ignore[attr-defined]
    assert typed_again(intake, "10-2026") == DateValue("2026-10", DatePrecision.ABOUT)


def typed_again(intake: OpenIntake, text: str) -> object:
    question_id = intake.at
    intake.qtbot.keyClicks(intake.focused(), text)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    intake.settle()
    return intake.answers[question_id]


def test_a_date_in_the_future_is_refused_with_a_sentence_and_stays_typed(intake: OpenIntake) -> None:
    assert typed(intake, "latest_incident", "01-01-2031") is None
    assert intake.at == "latest_incident"
    line = intake.focused()
    assert line.property("text") == "01-01-2031"
    assert "fremtiden" in intake.page.card.wrong_sentence


def test_what_does_not_fit_holds_nobody_up_a_second_time_and_is_still_there(intake: OpenIntake) -> None:
    typed(intake, "latest_incident", "01-01-2031")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    assert intake.at != "latest_incident"
    intake.go_to("latest_incident")
    assert intake.focused().property("text") == "01-01-2031"
    assert intake.page.card.wrong_sentence


def test_a_failed_modulus_11_warns_and_never_refuses(intake: OpenIntake) -> None:
    assert typed(intake, "victim_cpr", "010136-9001") == "0101369001"


def test_a_personal_number_shows_birth_date_and_age_and_hides_its_end(qtbot: QtBot) -> None:
    field = CprField(question(AnswerKind.CPR), SETTING)
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitActive(field):
        field.activateWindow()
    field.take_focus()
    qtbot.keyClicks(field.line, "0101369001")
    assert "1. januar 2036" in field.birth_sentence
    assert field.warning_sentence
    field.line.clearFocus()
    assert field.line.text() == "010136-••••"
    field.take_focus()
    assert field.line.text() == "0101369001"


def test_a_telephone_number_is_kept_as_e164(intake: OpenIntake) -> None:
    assert typed(intake, "safe_phone", "00 00 00 01") == "+4500000001"


def test_a_contact_person_is_one_key_away(intake: OpenIntake) -> None:
    intake.go_to("contact_person")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    intake.settle()
    assert intake.answers["contact_person"] == PersonValue("Sofie Eksempelsen", "Kontaktperson for voksne", "+4500000001")


def test_another_person_is_typed(intake: OpenIntake) -> None:
    intake.go_to("contact_person")
    for _ in range(20):
        if intake.focused().objectName() == "personName":
            break
        intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Tab)
    intake.qtbot.keyClicks(intake.focused(), "Sofus")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    intake.settle()
    assert intake.answers["contact_person"] == PersonValue("Sofus")


def test_a_tick_carries_time_and_initials_and_can_be_undone(intake: OpenIntake) -> None:
    intake.go_to("told_other_party_may_see")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    intake.settle()
    value = intake.answers["told_other_party_may_see"]
    assert isinstance(value, TickValue)
    assert value.initials == "ÅTE"
    assert "ÅTE" in found(intake.page.card, QWidget, "tickStamp").property("text")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    intake.settle()
    assert "told_other_party_may_see" not in intake.answers


def test_tab_leaves_a_long_text_and_control_enter_goes_on(intake: OpenIntake) -> None:
    intake.qtbot.keyClicks(intake.focused(), "n")
    intake.go_to("threats")
    intake.qtbot.keyClicks(intake.focused(), "j")
    intake.go_to("threat_words")
    sheet = intake.focused()
    intake.qtbot.keyClicks(sheet, "Du slipper ikke")
    intake.qtbot.keyClick(sheet, Qt.Key.Key_Tab)
    intake.settle()
    assert intake.focused() is not sheet
    assert intake.answers["threat_words"] == "Du slipper ikke"
    sheet.setFocus()
    intake.qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert intake.at != "threat_words"


def test_two_megabytes_pasted_are_refused_and_the_text_before_stays(qtbot: QtBot) -> None:
    field = LongTextField(question(AnswerKind.LONG_TEXT), SETTING)
    qtbot.addWidget(field)
    field.sheet.setPlainText("Det, der stod før")
    pasted = QMimeData()
    pasted.setText("x" * 2_000_000)
    with qtbot.waitSignal(field.refused) as refused:
        field.sheet.insertFromMimeData(pasted)
    assert "20.000" in refused.args[0]
    assert field.sheet.toPlainText() == "Det, der stod før"


def test_two_megabytes_pasted_into_a_line_are_refused_and_the_text_before_stays(qtbot: QtBot) -> None:
    field = ShortTextField(question(AnswerKind.SHORT_TEXT), SETTING)
    qtbot.addWidget(field)
    field.line.setText("Åse")
    QApplication.clipboard().setText("x" * 2_000_000)
    with qtbot.waitSignal(field.refused):
        field.line.paste()
    assert field.line.text() == "Åse"


def test_pasted_text_comes_in_without_its_colours(qtbot: QtBot) -> None:
    field = LongTextField(question(AnswerKind.LONG_TEXT), SETTING)
    qtbot.addWidget(field)
    pasted = QMimeData()
    pasted.setHtml("<b>Truslen</b>")
    pasted.setText("Truslen")
    with qtbot.waitSignal(field.answered) as given:
        field.sheet.insertFromMimeData(pasted)
    assert given.args == ["Truslen"]


def test_the_room_that_is_left_is_counted_near_the_end(qtbot: QtBot) -> None:
    field = LongTextField(question(AnswerKind.LONG_TEXT), SETTING)
    qtbot.addWidget(field)
    field.show()
    counter = found(field, QWidget, "countLine")
    field.sheet.setPlainText("x" * 100)
    assert not counter.isVisible()
    field.sheet.setPlainText("x" * 19_900)
    assert counter.isVisible()
    assert "100" in counter.property("text")


def test_twenty_two_choices_are_all_reached_by_the_keyboard_at_the_smallest_window(qtbot: QtBot) -> None:
    choices = tuple(Choice(f"c{number}", f"Et valg med et ret langt navn, nummer {number}") for number in range(22))
    field = MultipleField(question(AnswerKind.MULTIPLE, choices=choices), SETTING)
    area = scrolling(field, "area")
    qtbot.addWidget(area)
    area.resize(618, 320)
    area.show()
    with qtbot.waitActive(area):
        area.activateWindow()
    field.take_focus()
    for _ in range(21):
        qtbot.keyClick(field.window().focusWidget(), Qt.Key.Key_Right)
    last = field.cards[-1]
    assert field.window().focusWidget() is last
    assert not last.visibleRegion().isEmpty()
    assert all(card.height() >= 44 for card in field.cards)


def test_the_usual_days_are_one_press_away(intake: OpenIntake) -> None:
    intake.go_to("latest_incident")
    intake.qtbot.mouseClick(found(intake.page.card, QPushButton, "near-1"), Qt.MouseButton.LeftButton)
    intake.settle()
    assert intake.answers["latest_incident"] == DateValue("2026-11-21", DatePrecision.EXACT)


def test_the_calendar_offers_no_day_that_the_question_does_not_take(qtbot: QtBot) -> None:
    past, future = (Calendar(TODAY, TODAY, tense) for tense in (Tense.PAST, Tense.FUTURE))
    for calendar in (past, future):
        qtbot.addWidget(calendar)
    assert past.maximumDate() == to_qdate(TODAY)
    assert future.minimumDate() == to_qdate(TODAY)
    assert found(past, QToolButton, "qt_calendar_prevmonth").accessibleName() == "Forrige måned"


@pytest.mark.qt_log_ignore("does not support")
def test_a_day_of_the_calendar_is_an_exact_date(intake: OpenIntake) -> None:
    intake.go_to("latest_incident")
    found(intake.page.card, QToolButton, "calendarButton").click()
    calendar = found(intake.page.card, Calendar, "calendar")
    calendar.clicked.emit(to_qdate(date(2026, 11, 3)))
    intake.settle()
    assert intake.answers["latest_incident"] == DateValue("2026-11-03", DatePrecision.EXACT)
