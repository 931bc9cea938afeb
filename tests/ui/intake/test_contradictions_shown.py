"""Answers that do not fit are told while the person is still there: quietly, at once, with the way to the other one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from stalkdesk.casework.cases import CaseStatus
from tests.ui.intake.conftest import OpenIntake, found
from tests.ui.intake.test_closing import answer_what_blocks, case_of, closing, shown


def take(intake: OpenIntake, **answers: Any) -> None:
    for question_id, untrusted in answers.items():
        intake.page._open_talk().take(question_id, untrusted)
    intake.settle()


def line(intake: OpenIntake) -> QWidget:
    return intake.page.card.contradictions


def sentence(intake: OpenIntake) -> str:
    return found(line(intake), QLabel, "contradictionSentence").text()


def ways(intake: OpenIntake) -> list[QPushButton]:
    return [made for made in line(intake).findChildren(QPushButton) if made.isVisible()]


def panel(intake: OpenIntake) -> str:
    return "\n".join(text.text() for text in intake.page.unlike.findChildren(QLabel) if text.isVisible())


def test_it_is_told_at_the_question_with_the_answer_that_does_not_fit(whole_intake: OpenIntake) -> None:
    take(whole_intake, contacts_30d=3)
    whole_intake.go_to("contacts_7d")
    assert not line(whole_intake).isVisible()
    whole_intake.qtbot.keyClicks(whole_intake.focused(), "5")
    whole_intake.qtbot.waitUntil(line(whole_intake).isVisible)
    assert sentence(whole_intake).startswith("Der er talt flere gange de sidste 7 dage end de sidste 30.")


def test_it_is_quiet_and_holds_nobody_up(whole_intake: OpenIntake) -> None:
    take(whole_intake, contacts_30d=3, contacts_7d=5)
    whole_intake.go_to("contacts_7d")
    assert line(whole_intake).property("role") == "banner-note"
    assert whole_intake.page.card.wrong_sentence == ""
    whole_intake.page.foot.next_button.click()
    assert whole_intake.at == "contacts_30d"


def test_a_button_goes_to_the_other_question(whole_intake: OpenIntake) -> None:
    take(whole_intake, first_incident="2026-06-02", latest_incident="2026-05-01")
    whole_intake.go_to("first_incident")
    (way,) = ways(whole_intake)
    assert way.text() == "Gå til »Hvornår skete det sidst?«"
    whole_intake.qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    assert whole_intake.at == "latest_incident"
    assert ways(whole_intake)[0].text() == "Gå til »Hvornår skete det første gang?«"


def test_the_button_is_reached_by_the_keyboard_after_the_answer(whole_intake: OpenIntake) -> None:
    take(whole_intake, violence="no", strangulation="yes")
    whole_intake.go_to("violence")
    visited = []
    for _ in range(8):
        visited.append(whole_intake.focused().objectName())
        whole_intake.qtbot.keyClick(whole_intake.focused(), Qt.Key.Key_Tab)
    assert "contradictionGo0" in visited
    assert visited.index("contradictionGo0") < visited.index("notAskedButton")


def test_it_is_said_to_a_screen_reader(whole_intake: OpenIntake) -> None:
    take(whole_intake, violence="no", strangulation="yes")
    whole_intake.go_to("violence")
    assert line(whole_intake).accessibleName() == f"Svarene passer ikke sammen: {sentence(whole_intake)}"
    assert ways(whole_intake)[0].accessibleName().startswith("Gå til spørgsmålet: Har personen nogensinde taget dig om halsen")


def test_it_goes_when_the_answer_is_mended(whole_intake: OpenIntake) -> None:
    take(whole_intake, contacts_30d=3, contacts_7d=5)
    whole_intake.go_to("contacts_7d")
    take(whole_intake, contacts_7d=2)
    assert not line(whole_intake).isVisible()
    assert not whole_intake.page.unlike.isVisible()


def test_a_calmer_answer_that_takes_a_graver_one_away_is_told(whole_intake: OpenIntake) -> None:
    take(whole_intake, unwanted="explicit", continued_after_no="yes", threats="yes", threat_plan="yes")
    whole_intake.qtbot.keyClick(whole_intake.page.emergency, Qt.Key.Key_Escape)
    assert panel(whole_intake) == ""
    take(whole_intake, unwanted="no", threats="no")
    assert "Der er svaret, at det fortsatte efter et nej" in panel(whole_intake)
    whole_intake.go_to("unwanted")
    assert sentence(whole_intake).startswith("Der er svaret, at det fortsatte efter et nej")
    assert not ways(whole_intake)
    whole_intake.go_to("threats")
    assert line(whole_intake).isVisible()
    take(whole_intake, unwanted="explicit", threats="yes")
    assert panel(whole_intake) == ""


def test_all_that_is_open_stands_beside_with_a_way_to_each(whole_intake: OpenIntake) -> None:
    take(whole_intake, contacts_30d=3, contacts_7d=5, violence="no", strangulation="yes")
    whole_intake.go_to("danger_now")
    assert panel(whole_intake).count(".") == 3
    targets = []
    for name in ("contradictionMend0", "contradictionMend1"):
        whole_intake.go_to("danger_now")
        whole_intake.qtbot.mouseClick(found(whole_intake.page.unlike, QToolButton, name), Qt.MouseButton.LeftButton)
        targets.append(whole_intake.at)
    assert targets == ["violence", "contacts_7d"]


def test_a_third_one_at_the_same_question_is_not_lost(whole_intake: OpenIntake) -> None:
    take(whole_intake, incidents_total=2, contacts_30d=3, contacts_7d=5)
    whole_intake.go_to("contacts_7d")
    assert found(line(whole_intake), QLabel, "contradictionMore").isVisible()


def test_an_empty_question_is_not_missed_before_its_turn(whole_intake: OpenIntake) -> None:
    take(whole_intake, prohibition="in_force", children_in_home=2)
    whole_intake.go_to("children_in_home")
    assert not line(whole_intake).isVisible()
    take(whole_intake, log_kept="unknown")
    assert sentence(whole_intake).startswith("Der er nævnt et barn")
    assert [way.text()[:33] for way in ways(whole_intake)] == [
        "Gå til »Har personen truet med at",
        "Gå til »Har personen været sammen",
    ]


def test_dont_know_settles_an_empty_question(whole_intake: OpenIntake) -> None:
    take(whole_intake, prohibition="in_force", incidents_total=4)
    whole_intake.go_to("prohibition")
    assert "hvornår det er fra" in sentence(whole_intake)
    take(whole_intake, prohibition_date="unknown")
    assert not line(whole_intake).isVisible()


def test_the_result_page_tells_them_all_and_leads_to_each(whole_intake: OpenIntake) -> None:
    take(whole_intake, violence="no", strangulation="yes", log_kept="unknown", prohibition="in_force")
    closing(whole_intake)
    told = found(whole_intake.page.closing, QWidget, "contradictionsPart")
    words = "\n".join(text.text() for text in told.findChildren(QLabel))
    assert "tag om halsen" in words
    assert "Der gælder et forbud" in words
    whole_intake.qtbot.mouseClick(found(told, QPushButton, "mend_prohibition_date"), Qt.MouseButton.LeftButton)
    assert whole_intake.at == "prohibition_date"


def test_the_result_page_tells_each_only_once(whole_intake: OpenIntake) -> None:
    take(whole_intake, violence="no", strangulation="yes")
    closing(whole_intake)
    assert shown(whole_intake).count("Det er også vold") == 1


def test_an_answer_that_does_not_fit_may_stand_and_the_case_is_filed(whole_intake: OpenIntake) -> None:
    take(whole_intake, violence="no", strangulation="yes")
    while whole_intake.page._open_talk().walk.blocking():
        answer_what_blocks(whole_intake)
    closing(whole_intake)
    whole_intake.page.foot.file_button.click()
    whole_intake.settle()
    assert case_of(whole_intake) is CaseStatus.FILED


def test_another_case_begins_without_the_lines_of_the_one_before(whole_intake: OpenIntake) -> None:
    take(whole_intake, violence="no", strangulation="yes")
    whole_intake.go_to("violence")
    whole_intake.page.begin()
    whole_intake.settle()
    assert not line(whole_intake).isVisible()
    assert not whole_intake.page.unlike.isVisible()


def test_it_says_the_numbers_that_the_authority_decided(whole_intake: OpenIntake) -> None:
    windows = {"approach_days": "21", "child_hours": "72"}
    whole_intake.store.settings.update(windows)
    whole_intake.page.resume(whole_intake.page.case_id)
    whole_intake.settle()
    take(whole_intake, suicidal_statement="yes", recent_approach_7d="yes", contacts_30d=0, children_in_home=2, log_kept="none")
    said = [one.sentence for one in whole_intake.page._open_talk().pointed_out]

    assert any("inden for 21 dage" in sentence for sentence in said)
    assert any("inden for 72 timer" in sentence for sentence in said)
    assert not any("{" in sentence for sentence in said)
