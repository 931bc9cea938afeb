"""Lowering the level: a reason, and a supervisor who shows at the officer's desk that she is there (assessment C0)."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.officers import Officer, Role
from stalkdesk.errors import DeskError, TooManyTries
from stalkdesk.intake.findings import Urgency
from stalkdesk.ui.background import Background
from tests.ui.fakes import OFFICER, PASSPHRASE, SUPERVISOR
from tests.ui.intake.conftest import OpenIntake, Resume, found
from tests.ui.intake.test_closing import answer_what_blocks, case_of, closing, level

REASON = "Talt med vagtlederen"
VISITATOR = Officer("o-3", "visit", "Vera Visitprøve", "VVI", Role.VISITATOR)


@pytest.fixture
def at_the_end(open_intake: Callable[..., OpenIntake]) -> Callable[..., OpenIntake]:
    """An intake in which nothing blocks the filing any more, its result on the screen."""

    def opened(officer: Officer = OFFICER) -> OpenIntake:
        intake = open_intake(officer)
        intake.store.officers[VISITATOR.id] = VISITATOR
        intake.store.passphrases[VISITATOR.user_name] = PASSPHRASE
        answer_what_blocks(intake)
        closing(intake)
        return intake

    return opened


@pytest.fixture
def ending(at_the_end: Callable[..., OpenIntake]) -> OpenIntake:
    """The same, at an officer's desk."""
    return at_the_end()


def line(intake: OpenIntake, name: str) -> QLineEdit:
    return found(intake.page.closing.level, QLineEdit, name)


def said(intake: OpenIntake) -> str:
    return "\n".join(one.text() for one in intake.page.closing.level.findChildren(QLabel) if one.isVisible())


def type_approval(intake: OpenIntake, user_name: str = SUPERVISOR.user_name, passphrase: str = PASSPHRASE) -> None:
    for name, text in (("approverName", user_name), ("approverPassphrase", passphrase)):
        line(intake, name).clear()
        intake.qtbot.keyClicks(line(intake, name), text)


def approve(intake: OpenIntake, user_name: str = SUPERVISOR.user_name, passphrase: str = PASSPHRASE) -> None:
    type_approval(intake, user_name, passphrase)
    intake.page.closing.level.approval.approve_button.click()
    intake.settle()


def lower(intake: OpenIntake, urgency: Urgency = Urgency.ROUTINE, reason: str = REASON) -> None:
    level(intake, urgency).click()
    line(intake, "levelReason").clear()
    intake.qtbot.keyClicks(line(intake, "levelReason"), reason)


def filed(intake: OpenIntake) -> Confirmation | None:
    """Presses the button, and gives what the case was filed with."""
    intake.page.foot.file_button.click()
    intake.settle()
    return next(iter(intake.store.cases.values())).confirmation


def test_an_officer_lowers_with_a_reason_and_a_supervisor_beside_her(ending: OpenIntake) -> None:
    lower(ending)
    approve(ending)
    assert f"Godkendt af {SUPERVISOR.full_name}" in said(ending)
    assert filed(ending) == Confirmation(Urgency.ROUTINE, REASON, SUPERVISOR.id)
    assert [(one.act, one.fields) for one in ending.store.journal if one.act == "vouched"] == [("vouched", ("LPR",))]


def test_without_the_supervisor_nothing_is_filed_and_the_keyboard_goes_to_her_name(ending: OpenIntake) -> None:
    lower(ending)
    assert filed(ending) is None
    assert case_of(ending) is CaseStatus.DRAFT
    assert "En leder skal godkende" in said(ending)
    assert ending.focused() is line(ending, "approverName")


def test_the_reason_comes_before_the_approval(ending: OpenIntake) -> None:
    level(ending, Urgency.ROUTINE).click()
    approve(ending)
    assert "hvorfor niveauet sættes ned" in said(ending)
    assert ending.focused() is line(ending, "levelReason")
    assert [one for one in ending.store.journal if one.act == "vouched"] == []


@pytest.mark.parametrize(
    ("user_name", "passphrase", "sentence"),
    [
        (SUPERVISOR.user_name, "forkert hest batteri", "passer ikke sammen"),
        ("ukendt", PASSPHRASE, "passer ikke sammen"),
        (OFFICER.user_name, PASSPHRASE, "kun en leder"),
        (VISITATOR.user_name, PASSPHRASE, "kun en leder"),
        (SUPERVISOR.user_name, "", "både"),
        ("", PASSPHRASE, "både"),
    ],
)
def test_whoever_is_no_supervisor_gets_a_sentence_and_approves_nothing(
    ending: OpenIntake, user_name: str, passphrase: str, sentence: str
) -> None:
    lower(ending)
    approve(ending, user_name, passphrase)
    assert sentence in said(ending)
    assert filed(ending) is None
    assert line(ending, "approverName").text() == user_name


def test_a_wrong_passphrase_is_cleared_and_the_keyboard_is_on_it(ending: OpenIntake) -> None:
    lower(ending)
    approve(ending, passphrase="forkert hest batteri")
    assert line(ending, "approverPassphrase").text() == ""
    assert ending.focused() is line(ending, "approverPassphrase")


def test_after_too_many_tries_the_sentence_says_how_long_to_wait(ending: OpenIntake) -> None:
    lower(ending)
    ending.drawer.failure = TooManyTries("For mange forkerte forsøg. Vent 30 sekunder, og prøv så igen.", seconds=30)
    approve(ending)
    assert "Vent 30 sekunder" in said(ending)
    assert filed(ending) is None


def test_the_passphrase_is_checked_off_the_screens_thread_and_pressing_twice_asks_once(
    ending: OpenIntake, background: Background
) -> None:
    lower(ending)
    may_go_on = Event()
    background.run(may_go_on.wait)
    type_approval(ending)
    panel = ending.page.closing.level.approval
    panel.approve_button.click()
    panel.approve_button.click()
    assert line(ending, "approverPassphrase").text() == ""
    assert not panel.approve_button.isEnabled()
    may_go_on.set()
    ending.settle()
    assert [one.act for one in ending.store.journal].count("vouched") == 1
    assert panel.approved_by == SUPERVISOR.id


@pytest.mark.parametrize("change", ["reason", "level", "answer"])
def test_an_approval_is_only_for_what_the_supervisor_saw(ending: OpenIntake, change: str) -> None:
    answer_the_lowest(ending)
    lower(ending, Urgency.MODERATE)
    approve(ending)
    match change:
        case "reason":
            ending.qtbot.keyClicks(line(ending, "levelReason"), " og hjemme")
        case "level":
            level(ending, Urgency.ROUTINE).click()
        case _:
            ending.page._open_talk().take("danger_now", "no")
            ending.settle()
            assert level(ending, Urgency.MODERATE).isChecked()
    assert ending.page.closing.level.approval.approved_by == ""
    assert "godkende igen" in said(ending)
    assert filed(ending) is None


def answer_the_lowest(intake: OpenIntake) -> None:
    """Threats: the computed level is high, and there are two below it."""
    intake.page._open_talk().take("threats", "yes")
    intake.page._open_talk().take("threat_words", {"not_asked": "Samtalen blev afbrudt"})
    intake.settle()
    assert intake.page._open_talk().assessment.urgency is Urgency.HIGH


def test_an_approval_that_arrives_after_the_choice_changed_does_not_count(ending: OpenIntake, background: Background) -> None:
    lower(ending)
    may_go_on = Event()
    background.run(may_go_on.wait)
    type_approval(ending)
    ending.page.closing.level.approval.approve_button.click()
    ending.qtbot.keyClicks(line(ending, "levelReason"), " i dag")
    may_go_on.set()
    ending.settle()
    assert ending.page.closing.level.approval.approved_by == ""
    assert filed(ending) is None


def test_a_lowered_level_and_its_approval_stay_while_the_answers_are_the_same(ending: OpenIntake) -> None:
    lower(ending)
    approve(ending)
    ending.go_to("acts")
    closing(ending)
    assert level(ending, Urgency.ROUTINE).isChecked()
    assert filed(ending) == Confirmation(Urgency.ROUTINE, REASON, SUPERVISOR.id)


def test_a_supervisor_at_her_own_desk_needs_only_the_reason(at_the_end: Callable[..., OpenIntake]) -> None:
    ending = at_the_end(SUPERVISOR)
    lower(ending)
    assert not ending.page.closing.level.approval.isVisible()
    assert filed(ending) == Confirmation(Urgency.ROUTINE, REASON, SUPERVISOR.id)


def test_raising_asks_for_no_supervisor(ending: OpenIntake) -> None:
    level(ending, Urgency.ACUTE).click()
    assert not ending.page.closing.level.approval.isVisible()
    assert filed(ending) == Confirmation(Urgency.ACUTE)


def test_the_keyboard_alone_lowers_and_approves(ending: OpenIntake) -> None:
    ending.qtbot.keyClick(level(ending, Urgency.ROUTINE), Qt.Key.Key_Space)
    level(ending, Urgency.ROUTINE).setFocus()

    def press(key: Qt.Key, text: str = "") -> None:
        ending.qtbot.keyClick(ending.focused(), key)
        ending.qtbot.keyClicks(ending.focused(), text)

    press(Qt.Key.Key_Tab, REASON)
    assert ending.focused() is line(ending, "levelReason")
    press(Qt.Key.Key_Tab, SUPERVISOR.user_name)
    press(Qt.Key.Key_Return, PASSPHRASE)
    press(Qt.Key.Key_Return)
    ending.settle()
    assert filed(ending) == Confirmation(Urgency.ROUTINE, REASON, SUPERVISOR.id)


def test_everything_in_the_level_part_has_a_name_and_the_passphrase_is_hidden(ending: OpenIntake) -> None:
    lower(ending)
    for widget in ending.page.closing.level.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            spoken = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert spoken, f"{widget.objectName()} has no name"
            assert "&" not in spoken
            assert widget.objectName()
    type_approval(ending)
    assert line(ending, "approverPassphrase").echoMode() is QLineEdit.EchoMode.Password
    assert PASSPHRASE not in line(ending, "approverPassphrase").displayText()


def test_a_case_that_is_locked_away_leaves_no_passphrase_behind(ending: OpenIntake) -> None:
    lower(ending)
    type_approval(ending)
    ending.page.leave()
    assert line(ending, "approverPassphrase").text() == ""


def test_a_fault_of_the_drawer_is_told_and_can_be_tried_again(ending: OpenIntake) -> None:
    lower(ending)
    ending.drawer.failure = DeskError("Disken er fuld.")
    approve(ending)
    assert "Disken er fuld." in said(ending)
    approve(ending)
    assert ending.page.closing.level.approval.approved_by == SUPERVISOR.id
    assert QApplication.focusWidget() is not None


def test_a_chosen_level_and_its_reason_are_there_again_and_the_approval_is_not(ending: OpenIntake, resume: Resume) -> None:
    lower(ending)
    approve(ending)
    ending.page.leave()
    ending.settle()
    again = resume(ending)
    closing(again)
    assert level(again, Urgency.ROUTINE).isChecked()
    assert line(again, "levelReason").text() == REASON
    assert filed(again) is None
    approve(again)
    assert filed(again) == Confirmation(Urgency.ROUTINE, REASON, SUPERVISOR.id)


def test_a_reason_is_kept_while_it_is_typed(ending: OpenIntake) -> None:
    lower(ending)
    case = ending.store.cases[ending.page.case_id]
    wanted = {"level": "routine", "reason": REASON}
    ending.qtbot.waitUntil(lambda: case.unfinished.get("urgency") == wanted, timeout=1_000)
    level(ending, ending.page._open_talk().assessment.urgency).click()
    ending.qtbot.waitUntil(lambda: case.unfinished == {}, timeout=1_000)


def test_the_next_case_begins_at_its_own_computed_level(ending: OpenIntake) -> None:
    lower(ending)
    approve(ending)
    ending.page.leave()
    ending.settle()
    ending.page.begin()
    ending.settle()
    closing(ending)
    assert level(ending, ending.page._open_talk().assessment.urgency).isChecked()
    assert (line(ending, "levelReason").text(), line(ending, "approverName").text()) == ("", "")
    assert ending.page.closing.level.approval.approved_by == ""


def test_a_filed_case_is_called_a_case(ending: OpenIntake) -> None:
    level(ending, Urgency.ACUTE).click()
    assert filed(ending) == Confirmation(Urgency.ACUTE)
    assert found(ending.page.header, QLabel, "caseLine").text() == "Sag · SD-2026-0001"
    assert ending.page.is_settled
