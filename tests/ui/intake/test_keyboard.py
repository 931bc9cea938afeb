"""The keyboard alone, blind: letters and digits, Tab, where the cursor stands, Enter on a question that must be answered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.intake.checklist import AnswerKind, Choice, Compartment, Question
from stalkdesk.ui.intake.fields.base import FieldSetting
from stalkdesk.ui.intake.fields.choosing import MultipleField, SingleField, columns_for
from stalkdesk.ui.intake.fields.dates import DateField
from stalkdesk.ui.intake.fields.person import PersonField
from stalkdesk.ui.intake.fields.writing import LongTextField
from tests.ui.fakes import CONTACTS
from tests.ui.intake.conftest import OpenIntake, found

SETTING = FieldSetting()


def single(*labels: str) -> Question:
    choices = tuple(Choice(f"c{place}", label) for place, label in enumerate(labels))
    return Question("q", "s", "Kan du tage trygt hjem?", AnswerKind.SINGLE, Compartment.FACTS, choices=choices)


def caps(field: SingleField | MultipleField) -> list[str]:
    return [" ".join(cap.text() for cap in card.findChildren(QLabel, "keyCap")) for card in field.cards]


# -- letters and digits ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        (("Ja", "Nej", "Usikker"), ["J 1", "N 2", "3"]),
        (("Ja, det fortsatte", "Nej, det stoppede", "Ikke relevant"), ["J 1", "N 2", "3"]),
        (("Ja, sendt", "Ja, den bliver sendt", "Nej"), ["1", "2", "N 3"]),
        (("Jagt", "Nejlikker"), ["1", "2"]),
    ],
)
def test_a_choice_that_says_yes_or_no_has_its_letter_when_only_one_does(
    qtbot: QtBot, labels: tuple[str, ...], shown: list[str]
) -> None:
    field = SingleField(single(*labels), SETTING)
    qtbot.addWidget(field)
    assert caps(field) == shown


def test_the_letter_of_a_choice_answers(intake: OpenIntake) -> None:
    intake.go_to("relationship")
    card = intake.page.card
    assert card.question is not None
    card._fill_place(SingleField(single("Ja", "Nej", "Usikker"), SETTING))
    card.take_focus()
    assert card.field is not None
    with intake.qtbot.waitSignal(card.field.answered) as given:
        card.field.answered.disconnect(card._on_answered)
        intake.qtbot.keyClicks(intake.focused(), "n")
    assert given.args == ["c1"]


@pytest.mark.parametrize("question_id", ["relationship", "acts", "told_other_party_may_see"])
def test_v_is_dont_know_on_every_kind_of_choice(intake: OpenIntake, question_id: str) -> None:
    intake.go_to(question_id)
    intake.qtbot.keyClicks(intake.focused(), "v")
    intake.settle()
    assert intake.store.cases[intake.page.case_id].answers[question_id].state.value == "unknown"
    assert intake.page.card.unknown_button.text() == "&Ved ikke (V)"


def test_v_is_a_letter_where_one_writes(intake: OpenIntake) -> None:
    intake.go_to("victim_name")
    intake.qtbot.keyClicks(intake.focused(), "v")
    intake.page.leave()
    intake.settle()
    assert intake.answers == {"victim_name": "v"}
    assert intake.page.card.unknown_button.text() == "&Ved ikke"


def test_digits_tick_and_untick_among_many(intake: OpenIntake) -> None:
    intake.go_to("acts")
    field = intake.page.card.field
    assert isinstance(field, MultipleField)
    assert caps(field) == ["1", "2", "3"]
    for digit in "132":
        intake.qtbot.keyClicks(intake.focused(), digit)
    intake.qtbot.keyClicks(intake.focused(), "3")
    intake.settle()
    assert intake.answers["acts"] == ("COMM", "FOLLOW")


def test_a_letter_answers_while_the_keyboard_is_on_not_asked(intake: OpenIntake) -> None:
    intake.go_to("threats")
    intake.page.card.not_asked_button.setFocus()
    intake.qtbot.keyClicks(intake.focused(), "n")
    intake.settle()
    assert intake.answers == {"threats": "no"}


def test_a_letter_in_a_reason_answers_nothing(intake: OpenIntake) -> None:
    intake.go_to("threats")
    intake.page.card.not_asked_button.click()
    intake.qtbot.keyClicks(intake.focused(), "n")
    intake.settle()
    assert intake.answers == {}


# -- Enter on what must be answered ------------------------------------------------------------------------------------------


def test_enter_on_an_empty_question_that_must_be_answered_says_so_once(intake: OpenIntake) -> None:
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    assert intake.at == "danger_now"
    assert intake.page.card.wrong_sentence == "Spørgsmålet er ikke besvaret. Tryk Enter igen for at gå videre."
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    assert intake.at == "threats"


def test_an_answer_takes_the_warning_away_and_enter_goes_on(intake: OpenIntake) -> None:
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    intake.qtbot.keyClicks(intake.focused(), "n")
    assert intake.page.card.wrong_sentence == ""
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    assert intake.at == "threats"


# -- Tab ---------------------------------------------------------------------------------------------------------------------


def tabbed(intake: OpenIntake) -> list[str]:
    """The names of what Tab comes to, from where the keyboard is and once around."""
    names = [intake.focused().objectName()]
    for _ in range(60):
        intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Tab)
        if intake.focused().objectName() == names[0]:
            return names
        names.append(intake.focused().objectName())
    raise AssertionError(names)


ALONG = ["backButton", "nextButton", "closeButton", "sectionLines", "lockButton", "emergencyButton"]


def test_tab_goes_from_the_answer_to_what_may_stand_instead_and_then_along_the_bars(intake: OpenIntake) -> None:
    intake.go_to("acts")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    intake.settle()
    answer = ["choice_COMM", "choice_FOLLOW", "choice_GIFT", "choice_none_of_them"]
    instead = ["unknownButton", "notAskedButton", "takeBackButton"]
    assert tabbed(intake)[: len(answer) + len(instead) + len(ALONG)] == [*answer, *instead, *ALONG]


@pytest.mark.parametrize("question_id", ["latest_incident", "contact_person", "victim_name", "incidents_total"])
def test_tab_passes_every_part_of_the_card_before_the_foot(intake: OpenIntake, question_id: str) -> None:
    intake.go_to(question_id)
    names = tabbed(intake)
    foot = names.index("backButton")
    assert names[foot - 2 : foot + len(ALONG)] == ["unknownButton", "notAskedButton", *ALONG]


def test_tab_goes_through_the_result_before_the_foot(intake: OpenIntake) -> None:
    intake.page.sections.chosen.emit("closing")
    intake.settle()
    intake.qtbot.waitUntil(lambda: intake.page.closing.is_whole)
    names = tabbed(intake)
    foot = names.index("backButton")
    assert names[foot : foot + 4] == ["backButton", "fileButton", "closeButton", "sectionLines"]
    assert names[:2] == ["go_share_with", "go_told_other_party_may_see"]
    assert "go_threats" in names[:foot]
    assert any(name.startswith("level_") for name in names[:foot])


# -- where the cursor stands -------------------------------------------------------------------------------------------------

TYPED = [
    ("victim_name", "shortText", "Mynte"),
    ("safe_phone", "phone", "00 00 00 01"),
    ("incidents_total", "number", "14"),
    ("latest_incident", "date", "20-11-2026"),
    ("victim_cpr", "cpr", "010136-9001"),
]


@pytest.mark.parametrize(("question_id", "name", "text"), TYPED)
def test_what_was_typed_is_gone_on_with_at_its_end(intake: OpenIntake, question_id: str, name: str, text: str) -> None:
    intake.go_to(question_id)
    intake.qtbot.keyClicks(intake.focused(), text)
    intake.go_to("acts")
    intake.go_to(question_id)
    line = intake.focused()
    assert isinstance(line, QLineEdit)
    assert (line.objectName(), line.text(), line.selectedText()) == (name, text, "")
    assert line.cursorPosition() == len(text)


def test_a_long_text_is_gone_on_with_at_its_end(intake: OpenIntake) -> None:
    intake.go_to("threats")
    intake.qtbot.keyClicks(intake.focused(), "j")
    intake.go_to("threat_words")
    intake.qtbot.keyClicks(intake.focused(), "Du slipper ikke")
    intake.go_to("acts")
    intake.go_to("threat_words")
    sheet = intake.focused()
    assert isinstance(sheet, QPlainTextEdit)
    assert sheet.textCursor().position() == len("Du slipper ikke")


def test_the_cursor_is_where_it_was_after_the_112_screen(intake: OpenIntake) -> None:
    intake.go_to("victim_name")
    intake.qtbot.keyClicks(intake.focused(), "Mynte")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Left)
    intake.page.open_emergency()
    intake.qtbot.keyClick(intake.page.emergency, Qt.Key.Key_Escape)
    line = intake.focused()
    assert isinstance(line, QLineEdit)
    assert (line.cursorPosition(), line.selectedText()) == (4, "")


# -- what is seen ------------------------------------------------------------------------------------------------------------


def test_putting_the_hints_away_leaves_the_assessment_where_it_is(intake: OpenIntake) -> None:
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert (intake.page.hints.isVisible(), intake.page.found.isVisible()) == (False, True)
    intake.go_to("acts")
    assert not intake.page.hints.isVisible()


@pytest.mark.parametrize(("question_id", "asks"), [("threat_words", True), ("comm_detail", True), ("share_what", False)])
def test_only_what_is_quoted_asks_for_the_victims_own_words(qtbot: QtBot, question_id: str, asks: bool) -> None:
    field = LongTextField(Question(question_id, "s", "Hvad?", AnswerKind.LONG_TEXT, Compartment.FACTS), SETTING)
    qtbot.addWidget(field)
    assert (field.sheet.placeholderText() == "Skriv med den udsattes egne ord") is asks


def test_many_short_choices_stand_in_three_columns() -> None:
    short = tuple(Choice(f"c{number}", "Opkaldsliste") for number in range(12))
    long = tuple(Choice(f"c{number}", "Opholder sig i nærheden af hjemmet") for number in range(12))
    assert (columns_for(short), columns_for(short[:7]), columns_for(short[:3]), columns_for(long)) == (3, 2, 1, 2)


def test_the_usual_days_go_below_the_date_where_there_is_no_room(qtbot: QtBot) -> None:
    field = DateField(Question("q", "s", "Hvornår?", AnswerKind.DATE, Compartment.FACTS), SETTING)
    qtbot.addWidget(field)
    field.resize(700, 400)
    field.show()
    near = found(field, QWidget, "near-7")

    def top(widget: QWidget) -> int:
        return widget.mapTo(field, widget.rect().topLeft()).y()

    assert top(near) < top(field.line) + field.line.height()
    field.resize(330, 400)
    qtbot.waitUntil(lambda: top(near) >= top(field.line) + field.line.height())
    assert field.line.width() >= field.line.fontMetrics().horizontalAdvance("dd-mm-åååå") + 24


def test_all_fixed_contact_persons_are_seen(intake: OpenIntake) -> None:
    question = Question("q", "s", "Hvem?", AnswerKind.PERSON, Compartment.FACTS, suggest="contacts")
    four = tuple(CONTACTS[place % len(CONTACTS)] for place in range(4))
    intake.page.resize(1280, 720)
    intake.go_to("contact_person")
    card = intake.page.card
    card._fill_place(PersonField(question, FieldSetting(contacts=four)))
    intake.settle()
    assert isinstance(card.field, PersonField)
    intake.qtbot.waitUntil(lambda: card.field is not None and card.field.height() > 100)
    assert all(one.visibleRegion().boundingRect().height() == one.height() for one in card.field.cards)
