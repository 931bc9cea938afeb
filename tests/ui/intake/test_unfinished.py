"""Nothing typed is lost, also when it is no answer yet: it is in the drawer within a second, and stands in its field again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from stalkdesk.ui.intake import keeping
from stalkdesk.ui.intake.question_card import LONGEST_UNKEPT, TYPING_PAUSE
from tests.ui.intake.conftest import OpenIntake, Resume, found
from tests.ui.intake.test_saving import FullDisk, saved_line

HALVES = [
    ("latest_incident", "date", "22-1", "Skriv datoen"),
    ("latest_incident", "date", "22-11-2099", "fremtiden"),
    ("victim_cpr", "cpr", "001337-0", "ti cifre"),
    ("safe_phone", "phone", "00 00 7", "nummer"),
    ("contact_person", "personRelation", "søster", "navn"),
    ("incidents_total", "number", "0", "fra 1 til"),
]


SOON = 300


@pytest.fixture
def tries_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be kept is tried again sooner than at the desk; how soon there, `test_saving` tells."""
    monkeypatch.setattr(keeping, "RETRY_AFTER", SOON)


def unfinished(intake: OpenIntake) -> dict[str, object]:
    return intake.store.cases[intake.page.case_id].unfinished


def line_of(intake: OpenIntake, name: str) -> QLineEdit:
    """A line of the field that is on the screen now."""
    assert intake.page.card.field is not None
    return found(intake.page.card.field, QLineEdit, name)


def type_in(intake: OpenIntake, question_id: str, name: str, text: str) -> QLineEdit:
    intake.go_to(question_id)
    line = line_of(intake, name)
    line.setFocus()
    intake.qtbot.keyClicks(line, text)
    return line


def shown(intake: OpenIntake, name: str) -> str:
    return line_of(intake, name).text()


@pytest.mark.parametrize(("question_id", "name", "text", "said"), HALVES)
def test_what_is_no_answer_yet_is_kept_after_a_pause_and_stands_there_again(
    intake: OpenIntake, resume: Resume, question_id: str, name: str, text: str, said: str
) -> None:
    type_in(intake, question_id, name, text)
    intake.qtbot.waitUntil(lambda: question_id in unfinished(intake), timeout=1_000)
    intake.settle()
    assert saved_line(intake).startswith("Gemt kl.")
    again = resume(intake)
    assert (again.at, shown(again, name)) == (question_id, text)
    assert said in again.page.card.wrong_sentence
    assert again.answers == {}


def test_typing_without_a_pause_is_kept_within_a_second(intake: OpenIntake) -> None:
    assert TYPING_PAUSE < LONGEST_UNKEPT < 1_000
    intake.go_to("victim_name")
    line = found(intake.page.card, QLineEdit, "shortText")

    def typed_on() -> bool:
        intake.qtbot.keyClicks(line, "x")
        return "victim_name" in intake.answers

    intake.qtbot.waitUntil(typed_on, timeout=1_000)


def test_the_finished_answer_takes_the_place_of_the_half(intake: OpenIntake) -> None:
    line = type_in(intake, "safe_phone", "phone", "00 00 00")
    intake.page.leave()
    intake.settle()
    assert unfinished(intake) == {"safe_phone": "00 00 00"}
    intake.qtbot.keyClicks(line, " 07")
    intake.page.leave()
    intake.settle()
    assert (unfinished(intake), intake.answers) == ({}, {"safe_phone": "+4500000007"})


def test_a_half_that_is_emptied_is_gone(intake: OpenIntake, resume: Resume) -> None:
    line = type_in(intake, "victim_cpr", "cpr", "00")
    intake.page.leave()
    intake.settle()
    line.selectAll()
    intake.qtbot.keyClick(line, Qt.Key.Key_Backspace)
    intake.page.leave()
    intake.settle()
    assert unfinished(intake) == {}
    assert shown(resume(intake), "cpr") == ""


def test_an_answer_typed_over_and_then_as_it_was_leaves_no_half(intake: OpenIntake) -> None:
    line = type_in(intake, "safe_phone", "phone", "00000007")
    intake.page.leave()
    intake.settle()
    intake.qtbot.keyClick(line, Qt.Key.Key_Backspace)
    intake.page.leave()
    intake.settle()
    assert (unfinished(intake), intake.answers) == ({"safe_phone": "0000000"}, {"safe_phone": "+4500000007"})
    intake.qtbot.keyClicks(line, "7")
    intake.page.leave()
    intake.settle()
    assert (unfinished(intake), intake.answers) == ({}, {"safe_phone": "+4500000007"})


def test_a_half_is_written_once_however_often_it_is_looked_at(intake: OpenIntake) -> None:
    type_in(intake, "victim_cpr", "cpr", "0013")
    for question_id in ("acts", "victim_cpr", "acts"):
        intake.go_to(question_id)
    intake.settle()
    assert [line.act for line in intake.store.journal].count("unfinished") == 1


def test_a_full_disk_keeps_the_half_on_the_screen_and_goes_on_trying(tries_soon: None, intake: OpenIntake) -> None:
    disk = FullDisk(intake.drawer)
    type_in(intake, "victim_cpr", "cpr", "0013")
    intake.page.leave()
    intake.settle()
    assert not intake.page.is_settled
    assert saved_line(intake) == "Ikke gemt endnu"
    assert shown(intake, "cpr") == "0013"
    disk.lift()
    intake.qtbot.waitUntil(lambda: intake.page.is_settled, timeout=SOON + 2_000)
    assert unfinished(intake) == {"victim_cpr": "0013"}


def test_an_answer_that_waits_is_kept_before_the_half_that_was_typed_after_it(tries_soon: None, intake: OpenIntake) -> None:
    disk = FullDisk(intake.drawer)
    line = type_in(intake, "safe_phone", "phone", "00000007")
    intake.page.leave()
    intake.settle()
    intake.qtbot.keyClick(line, Qt.Key.Key_Backspace)
    intake.page.leave()
    intake.settle()
    disk.lift()
    intake.qtbot.waitUntil(lambda: intake.page.is_settled, timeout=SOON + 2_000)
    assert (unfinished(intake), intake.answers) == ({"safe_phone": "0000000"}, {"safe_phone": "+4500000007"})


def test_a_half_typed_reason_is_kept_and_given_only_by_the_person(intake: OpenIntake, resume: Resume) -> None:
    intake.go_to("relationship")
    intake.page.card.not_asked_button.click()
    intake.page.card.reason_panel.cards[-1].click()
    intake.qtbot.keyClicks(intake.page.card.reason_panel.words, "Barnet så på")
    intake.qtbot.waitUntil(lambda: bool(unfinished(intake)), timeout=1_000)
    again = resume(intake)
    panel = again.page.card.reason_panel
    assert (panel.isVisible(), panel.words.text(), again.answers) == (True, "Barnet så på", {})
    again.qtbot.keyClick(panel.words, Qt.Key.Key_Return)
    again.settle()
    assert (unfinished(again), panel.isVisible()) == ({}, False)
    assert again.store.cases[again.page.case_id].answers["relationship"].reason == "Barnet så på"


def test_a_reason_that_is_left_is_given_up(intake: OpenIntake) -> None:
    intake.go_to("relationship")
    intake.page.card.not_asked_button.click()
    intake.page.card.reason_panel.cards[-1].click()
    intake.qtbot.keyClicks(intake.page.card.reason_panel.words, "Barnet")
    intake.page.leave()
    intake.settle()
    assert unfinished(intake) == {"relationship": {"not_asked": "Barnet"}}
    intake.page.card.not_asked_button.click()
    intake.settle()
    assert unfinished(intake) == {}


def test_a_half_of_one_case_is_not_shown_in_the_next(intake: OpenIntake) -> None:
    type_in(intake, "victim_cpr", "cpr", "0013")
    intake.page.leave()
    intake.settle()
    intake.page.begin()
    intake.settle()
    intake.go_to("victim_cpr")
    assert (shown(intake, "cpr"), unfinished(intake)) == ("", {})


def test_what_is_unfinished_is_told_before_the_case_is_filed(intake: OpenIntake) -> None:
    type_in(intake, "victim_cpr", "cpr", "0013")
    intake.page.sections.chosen.emit("closing")
    intake.settle()
    intake.qtbot.waitUntil(lambda: intake.page.closing.is_whole)
    told = found(intake.page.closing, QLabel, "unfinishedLine")
    assert "kommer ikke med" in told.text()
    found(intake.page.closing, QPushButton, "go_victim_cpr").click()
    assert (intake.at, shown(intake, "cpr")) == ("victim_cpr", "0013")
