"""The end of an intake: what blocks it, the reasons, the level that is confirmed, the filing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QScrollArea, QWidget

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.errors import DiskFull
from stalkdesk.intake.findings import Urgency
from tests.ui.fakes import OFFICER, SUPERVISOR
from tests.ui.intake.conftest import OpenIntake, found


def closing(intake: OpenIntake) -> None:
    intake.page.sections.chosen.emit("closing")
    settle(intake)


def settle(intake: OpenIntake) -> None:
    """Everything is kept, and the result is whole."""
    intake.settle()
    intake.qtbot.waitUntil(lambda: intake.page.closing.is_whole)


def answer_what_blocks(intake: OpenIntake) -> None:
    talk = intake.page._open_talk()
    for question in talk.walk.blocking():
        talk.take(question.id, {"not_asked": "Samtalen blev afbrudt"})
    intake.settle()


def shown(intake: OpenIntake) -> str:
    return "\n".join(text.text() for text in intake.page.closing.findChildren(QLabel) if text.isVisible())


def case_of(intake: OpenIntake) -> CaseStatus:
    return next(iter(intake.store.cases.values())).status


def test_what_is_missing_is_listed_and_blocks_the_filing(intake: OpenIntake) -> None:
    closing(intake)
    intake.page.foot.file_button.click()
    intake.settle()
    assert "Hvem må vi dele oplysningerne med?" in shown(intake)
    assert "kan ikke oprettes endnu" in intake.page.closing.banner.sentence
    assert case_of(intake) is CaseStatus.DRAFT


def test_one_press_goes_to_a_missing_question(intake: OpenIntake) -> None:
    closing(intake)
    go = found(intake.page.closing, QPushButton, "go_share_with")
    intake.qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert intake.at == "share_with"


def test_a_missing_question_is_listed_once(intake: OpenIntake) -> None:
    closing(intake)
    missing, critical = (found(intake.page.closing, QWidget, name) for name in ("blockingPart", "criticalPart"))
    assert missing.findChild(QPushButton, "go_threats") is None
    assert found(critical, QPushButton, "go_threats").isVisible()
    assert found(missing, QPushButton, "go_share_with").isVisible()


def test_a_critical_question_gets_its_reason_in_one_press(intake: OpenIntake) -> None:
    closing(intake)
    button = found(intake.page.closing, QPushButton, "declined_threats")
    intake.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    intake.settle()
    assert intake.store.cases[intake.page.case_id].answers["threats"].reason == "Ønsker ikke at svare"
    chosen = intake.page.closing.findChildren(QPushButton, "declined_threats")[-1]
    assert chosen.accessibleDescription() == "Valgt"


def test_each_fired_rule_is_shown_with_strength_and_source(intake: OpenIntake) -> None:
    intake.go_to("threats")
    intake.qtbot.keyClicks(intake.focused(), "j")
    closing(intake)
    assert "Regel H1 er opfyldt." in shown(intake)
    assert "H1 · Stærkt belyst i forskning · Kilde: En opdigtet kilde" in shown(intake)


def test_a_filed_case_shows_its_reference_and_offers_the_sheets(intake: OpenIntake) -> None:
    closing(intake)
    answer_what_blocks(intake)
    intake.page.foot.file_button.click()
    intake.settle()
    assert case_of(intake) is CaseStatus.FILED
    assert "SD-2026-0001" in found(intake.page.after_filing, QLabel, "filedReference").text()
    assert intake.page.case_id == ""
    finish = found(intake.page.after_filing, QPushButton, "sheets_done")
    with intake.qtbot.waitSignal(intake.page.filed) as filed:
        finish.click()
    assert filed.args == ["SD-2026-0001"]


def test_the_public_assessment_speaks_of_nothing_protected(intake: OpenIntake) -> None:
    talk = intake.page._open_talk()
    assert talk.opening.checklist.protected_ids() == {"victim_name", "victim_cpr", "safe_phone"}
    assert talk.public_assessment().urgency is talk.assessment.urgency


def test_a_filing_that_fails_says_so_and_can_be_tried_again(intake: OpenIntake) -> None:
    closing(intake)
    answer_what_blocks(intake)
    intake.drawer.failure = DiskFull("Disken er fuld.")
    intake.page.foot.file_button.click()
    intake.settle()
    assert intake.page.closing.banner.sentence == "Disken er fuld."
    assert case_of(intake) is CaseStatus.DRAFT
    intake.page.foot.file_button.click()
    intake.settle()
    assert case_of(intake) is CaseStatus.FILED


def level(intake: OpenIntake, urgency: Urgency) -> QRadioButton:
    return found(intake.page.closing.level, QRadioButton, f"level_{urgency.value}")


def test_an_officer_raises_freely(open_intake: Callable[..., OpenIntake]) -> None:
    intake = open_intake(OFFICER)
    closing(intake)
    answer_what_blocks(intake)
    level(intake, Urgency.ACUTE).click()
    intake.page.foot.file_button.click()
    intake.settle()
    case = next(iter(intake.store.cases.values()))
    assert case.confirmation is not None
    assert case.confirmation.urgency is Urgency.ACUTE


def test_a_supervisor_lowers_only_with_a_reason(open_intake: Callable[..., OpenIntake]) -> None:
    intake = open_intake(SUPERVISOR)
    closing(intake)
    answer_what_blocks(intake)
    level(intake, Urgency.ROUTINE).click()
    intake.page.foot.file_button.click()
    intake.settle()
    assert case_of(intake) is CaseStatus.DRAFT
    assert "hvorfor niveauet sættes ned" in shown(intake)
    intake.qtbot.keyClicks(intake.page.closing.level.reason, "Talt med vagtlederen")
    intake.page.foot.file_button.click()
    intake.settle()
    case = next(iter(intake.store.cases.values()))
    assert case.confirmation is not None
    assert (case.confirmation.urgency, case.confirmation.approved_by) == (Urgency.ROUTINE, SUPERVISOR.id)


def test_a_raised_level_stays_when_an_answer_changes(intake: OpenIntake) -> None:
    closing(intake)
    level(intake, Urgency.ACUTE).click()
    intake.page.closing.reasoned.emit("threats", "Samtalen blev afbrudt")
    assert level(intake, Urgency.ACUTE).isChecked()


def test_the_keyboard_is_on_the_first_thing_to_do(intake: OpenIntake) -> None:
    closing(intake)
    assert intake.focused().objectName() == "go_share_with"
    answer_what_blocks(intake)
    intake.go_to("acts")
    for question_id in ("danger_now", "threats"):
        intake.page._open_talk().take(question_id, "no")
    closing(intake)
    assert intake.page.closing.level.isAncestorOf(intake.focused())


def test_back_from_the_result_is_the_question_one_came_from(intake: OpenIntake) -> None:
    intake.go_to("acts")
    closing(intake)
    intake.page.foot.back_button.click()
    assert intake.at == "acts"


def test_every_button_of_the_result_says_what_it_is_for(intake: OpenIntake) -> None:
    closing(intake)
    names = [made.accessibleName() for made in intake.page.closing.findChildren(QPushButton) if made.isVisible()]
    assert all(names)


def test_where_the_result_was_scrolled_to_stays_in_sight_when_an_answer_changes(intake: OpenIntake) -> None:
    closing(intake)
    area = found(intake.page.closing, QScrollArea, "closingScroll")
    intake.qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    before = area.verticalScrollBar().maximum()
    area.verticalScrollBar().setValue(before)
    intake.page._open_talk().take("threats", "yes")
    settle(intake)
    intake.qtbot.waitUntil(lambda: area.verticalScrollBar().value() == before)


def test_a_change_on_the_result_makes_anew_only_what_it_concerns(intake: OpenIntake) -> None:
    closing(intake)
    kept = [found(intake.page.closing, QWidget, name) for name in ("levelPart", "elementsPart")]
    for reason in ("Samtalen blev afbrudt", "Utrygt at spørge nu"):
        intake.page.closing.reasoned.emit("threats", reason)
        settle(intake)
    assert [found(intake.page.closing, QWidget, widget.objectName()) for widget in kept] == kept


def test_the_keyboard_stays_on_the_reason_that_was_pressed(intake: OpenIntake) -> None:
    closing(intake)
    button = found(intake.page.closing, QPushButton, "declined_threats")
    button.setFocus()
    intake.qtbot.keyClick(button, Qt.Key.Key_Space)
    settle(intake)
    assert intake.focused().objectName() == "declined_threats"
    assert intake.focused().accessibleDescription() == "Valgt"
