"""What is missing at the end is asked one after another, and then the result is back; what was left half-typed is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.walk import Walk
from stalkdesk.language import Language
from stalkdesk.ui.intake.emergency_facts import operator_questions
from stalkdesk.ui.intake.section_list import CLOSING
from tests.ui.intake.conftest import OpenIntake, found

NOW = datetime(2026, 11, 22, 7, 57, tzinfo=UTC)
ALT = Qt.KeyboardModifier.AltModifier


def close(intake: OpenIntake) -> None:
    intake.page.sections.chosen.emit(CLOSING)
    intake.settle()
    intake.qtbot.waitUntil(lambda: intake.page.closing.is_whole)


def is_at_the_end(intake: OpenIntake) -> bool:
    return intake.page.closing.isVisible()


def test_enter_on_the_first_thing_to_do_asks_it(intake: OpenIntake) -> None:
    close(intake)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    assert intake.at == "share_with"


def test_next_leads_to_what_else_is_missing_and_after_the_last_to_the_end(intake: OpenIntake) -> None:
    intake.go_to("next_step_1")
    intake.qtbot.keyClicks(intake.focused(), "Ring til visitatoren")
    close(intake)
    found(intake.page.closing, QPushButton, "go_threats").click()
    visited = [intake.at]
    intake.qtbot.keyClicks(intake.focused(), "j")
    for _ in range(6):
        intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Right, ALT)
        if is_at_the_end(intake):
            break
        visited.append(intake.at)
    assert visited == ["threats", "share_with", "told_other_party_may_see", "contact_person"]
    assert is_at_the_end(intake)


def test_enter_leads_on_as_well(intake: OpenIntake) -> None:
    close(intake)
    found(intake.page.closing, QPushButton, "go_share_with").click()
    intake.qtbot.keyClicks(intake.focused(), "1")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    assert intake.at == "told_other_party_may_see"


def test_back_leads_to_the_missing_one_before_and_then_to_the_end(intake: OpenIntake) -> None:
    close(intake)
    found(intake.page.closing, QPushButton, "go_share_with").click()
    visited = list[str]()
    while not is_at_the_end(intake):
        visited.append(intake.at)
        intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Left, ALT)
    assert visited == ["share_with", "threats", "danger_now"]


def test_a_section_that_is_chosen_ends_the_round(intake: OpenIntake) -> None:
    close(intake)
    found(intake.page.closing, QPushButton, "go_share_with").click()
    intake.page.sections.chosen.emit("behaviours")
    intake.page.foot.next_button.click()
    assert intake.at == "acts"


@pytest.mark.parametrize(
    ("question_id", "text", "said"),
    [
        ("incidents_total", "0", "fra 1 til"),
        ("incidents_total", "1.5", "fra 1 til"),
        ("incidents_total", ".", "fra 1 til"),
        ("latest_incident", "32-13-2026", "findes ikke"),
    ],
)
def test_what_is_no_answer_is_named_once_kept_and_told_at_the_end(
    intake: OpenIntake, question_id: str, text: str, said: str
) -> None:
    intake.go_to(question_id)
    intake.qtbot.keyClicks(intake.focused(), text)
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    assert intake.at == question_id
    assert said in intake.page.card.wrong_sentence
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Return)
    assert intake.at != question_id
    intake.go_to("danger_now")
    model = intake.page.sections.model
    behaviours = model.index(model.row_of("behaviours"))
    assert model.data(behaviours, Qt.ItemDataRole.AccessibleTextRole) == "5. Handlinger: begyndt"
    close(intake)
    words = [label.text() for label in intake.page.closing.findChildren(QLabel)]
    assert "Begyndt, men ikke færdigt" in words
    found(intake.page.closing, QPushButton, f"go_{question_id}").click()
    assert intake.focused().property("text") == text


def test_thousands_may_be_set_apart(intake: OpenIntake) -> None:
    intake.go_to("incidents_total")
    intake.qtbot.keyClicks(intake.focused(), "1.500")
    intake.page.leave()
    intake.settle()
    assert intake.answers == {"incidents_total": 1500}


def test_the_112_screen_tells_that_the_victim_thinks_of_suicide_and_nothing_else_protected() -> None:
    from stalkdesk.data.library import Library
    from stalkdesk.places import resources

    checklist = Library(resources()).checklist(Language.DANISH)
    given = {
        question_id: Answer(question_id, AnswerState.GIVEN, NOW, "LPR", value)
        for question_id, value in (("victim_suicidal", "yes"), ("victim_name", "Mynte"), ("safe_home_today", "no"))
    }
    walk = Walk(checklist, given, NOW.date(), "kommune")
    happened, *others = operator_questions(walk, None)
    assert happened.known == ("Den udsatte har selv tanker om at tage sit liv.",)
    assert [asked.known for asked in others] == [(), (), (), ()]
