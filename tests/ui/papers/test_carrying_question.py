"""The one question: filled in from the intake, never taken for granted, with four calm choices when it is not safe."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from stalkdesk.guidance.carrying import INSTEAD, Safe, Told, Way
from stalkdesk.ui.papers.carrying_question import CarryingQuestion


@pytest.fixture
def question(qtbot: QtBot) -> CarryingQuestion:
    made = CarryingQuestion()
    qtbot.addWidget(made)
    made.begin(Told(), is_neutral=False)
    made.show()
    return made


def ways(question: CarryingQuestion) -> list[QRadioButton]:
    found = [question.findChild(QRadioButton, f"way_{way.value}") for way in INSTEAD]
    return [one for one in found if one is not None and one.isVisible()]


def press(question: CarryingQuestion, name: str) -> None:
    found = question.findChild(QRadioButton, name)
    assert found is not None
    found.click()


def test_nothing_is_answered_before_somebody_answers(question: CarryingQuestion) -> None:
    assert (question.safe, question.way) == (None, None)
    assert ways(question) == []


def test_yes_is_paper_and_asks_no_more(question: CarryingQuestion) -> None:
    press(question, "safe_yes")
    assert question.way is Way.PAPER
    assert ways(question) == []


@pytest.mark.parametrize("answer", ["safe_no", "safe_unknown"])
def test_no_and_dont_know_open_four_choices_of_which_none_is_taken(question: CarryingQuestion, answer: str) -> None:
    press(question, answer)
    found = [question.way]
    assert len(ways(question)) == 4
    for name in ("way_card", "safe_yes"):
        press(question, name)
        found.append(question.way)
    assert found == [None, Way.CARD, Way.PAPER]


def test_the_answer_of_the_intake_stands_there_says_so_and_can_be_changed(question: CarryingQuestion) -> None:
    question.begin(Told(Safe.NO), is_neutral=True)
    assert (question.safe, question.way) == (Safe.NO, Way.NEUTRAL)
    assert question._from_intake.isVisible()
    press(question, "safe_yes")
    assert question.way is Way.PAPER
    assert not question._from_intake.isVisible()


def test_the_rules_of_safe_contact_are_shown_and_gone_with_the_conversation(question: CarryingQuestion) -> None:
    question.begin(Told(None, True, True, True, True, "hverdage 9-11"), is_neutral=False)
    said = question._rules.text()
    for words in ("ingen besked", "kodeord", "hverdage 9-11", "digital post", "læser måske med"):
        assert words in said
    assert question._rules.isVisible()
    question.begin(Told(), is_neutral=False)
    assert not question._rules.isVisible()
    assert "hverdage" not in question._rules.text()


def test_the_question_is_answered_with_the_keyboard_alone(question: CarryingQuestion, qtbot: QtBot) -> None:
    with qtbot.waitActive(question):
        question.activateWindow()
    question.take_focus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space):
        qtbot.keyClick(question.focusWidget(), key)
    assert question.safe is Safe.NO
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(question.focusWidget(), key)
    assert question.way is Way.CARD
