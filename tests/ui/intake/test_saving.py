"""Nothing typed is lost: every answer is handed on at once or after a pause, and waits here while the drawer can't take it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from stalkdesk.errors import DeskError, DiskFull
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.language import Language
from stalkdesk.ui.background import Background
from stalkdesk.ui.intake.keeping import RETRY_AFTER
from stalkdesk.ui.intake.page import IntakePage
from stalkdesk.ui.intake.question_card import TYPING_PAUSE
from tests.ui.fakes import OFFICER, FakeDrawer
from tests.ui.intake.conftest import OpenIntake, found
from tests.ui.small_desk import small_desk


class FullDisk:
    """Makes every act that writes fail until it is lifted."""

    def __init__(self, drawer: FakeDrawer) -> None:
        self._drawer = drawer
        self._really_check = drawer._check
        drawer._check = self._fail  # type: ignore[method-assign]

    def _fail(self) -> None:
        raise DiskFull("Disken er fuld. Ryd op, så der er plads.")

    def lift(self) -> None:
        self._drawer._check = self._really_check  # type: ignore[method-assign]


def saved_line(intake: OpenIntake) -> str:
    return found(intake.page, QLabel, "savedLine").text()


def test_a_choice_is_in_the_drawer_at_once(intake: OpenIntake) -> None:
    intake.go_to("relationship")
    intake.qtbot.keyClicks(intake.focused(), "1")
    intake.settle()
    assert intake.answers == {"relationship": "ex_partner"}


def test_typing_is_in_the_drawer_after_a_pause_without_leaving_the_field(intake: OpenIntake) -> None:
    assert TYPING_PAUSE <= 500
    intake.go_to("victim_name")
    intake.qtbot.keyClicks(intake.focused(), "Sofus")
    intake.qtbot.waitUntil(lambda: intake.answers.get("victim_name") == "Sofus", timeout=1_000)


def test_typing_is_in_the_drawer_when_the_page_is_left_in_the_middle_of_a_word(intake: OpenIntake) -> None:
    intake.go_to("victim_name")
    intake.qtbot.keyClicks(intake.focused(), "Sof")
    intake.page.leave()
    intake.settle()
    assert intake.answers == {"victim_name": "Sof"}
    assert intake.page.is_settled


def test_the_saved_time_is_the_one_the_drawer_gave(intake: OpenIntake) -> None:
    assert saved_line(intake) == ""
    intake.go_to("relationship")
    intake.qtbot.keyClicks(intake.focused(), "1")
    assert saved_line(intake) == ""
    intake.settle()
    assert saved_line(intake) == "Gemt kl. 08.57"


def test_a_full_disk_keeps_the_text_says_so_and_goes_on_trying(intake: OpenIntake) -> None:
    intake.go_to("victim_name")
    disk = FullDisk(intake.drawer)
    intake.qtbot.keyClicks(intake.focused(), "Sofus")
    intake.page.leave()
    intake.settle()
    assert "Disken er fuld" in intake.page.unsaved_banner.sentence
    assert saved_line(intake) == "Ikke gemt endnu"
    assert intake.focused().property("text") == "Sofus"
    assert not intake.page.is_settled
    disk.lift()
    intake.qtbot.waitUntil(lambda: intake.page.is_settled, timeout=RETRY_AFTER + 2_000)
    assert intake.answers == {"victim_name": "Sofus"}
    assert intake.page.unsaved_banner.sentence == ""


def test_the_next_change_tries_again_at_once(intake: OpenIntake) -> None:
    intake.go_to("relationship")
    disk = FullDisk(intake.drawer)
    intake.qtbot.keyClicks(intake.focused(), "1")
    intake.settle()
    disk.lift()
    intake.go_to("acts")
    intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_Space)
    intake.settle()
    assert intake.answers == {"relationship": "ex_partner", "acts": ("COMM",)}


def test_one_answer_that_cannot_be_kept_does_not_stand_in_the_way_of_the_others(intake: OpenIntake) -> None:
    really_keep = intake.drawer.keep_answer

    def keep(case_id: str, answer: object, compartment: object) -> object:
        if answer.question_id == "relationship":  # type: ignore[attr-defined]
            raise DeskError("Dette svar kan ikke gemmes.")
        return really_keep(case_id, answer, compartment)  # type: ignore[arg-type]

    intake.drawer.keep_answer = keep  # type: ignore[assignment,method-assign]
    intake.go_to("relationship")
    intake.qtbot.keyClicks(intake.focused(), "1")
    intake.settle()
    intake.go_to("threats")
    intake.qtbot.keyClicks(intake.focused(), "n")
    intake.settle()
    intake.go_to("danger_now")
    intake.settle()
    assert "threats" in intake.answers
    assert not intake.page.is_settled


def test_saving_and_closing_waits_until_everything_is_in_the_drawer(intake: OpenIntake) -> None:
    intake.go_to("victim_name")
    disk = FullDisk(intake.drawer)
    intake.qtbot.keyClicks(intake.focused(), "Sofus")
    with intake.qtbot.assertNotEmitted(intake.page.closed):
        intake.page.foot.close_button.click()
        intake.settle()
    assert "Disken er fuld" in intake.page.unsaved_banner.sentence
    disk.lift()
    with intake.qtbot.waitSignal(intake.page.closed):
        intake.page.foot.close_button.click()
    intake.qtbot.waitUntil(lambda: intake.page.is_settled, timeout=RETRY_AFTER + 2_000)
    assert intake.answers == {"victim_name": "Sofus"}


def test_control_s_saves_and_closes(intake: OpenIntake) -> None:
    with intake.qtbot.waitSignal(intake.page.closed):
        intake.qtbot.keyClick(intake.focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_a_draft_opens_again_at_the_same_question_with_its_answers(
    qtbot: QtBot, background: Background, tmp_path: Path, open_intake: Callable[..., OpenIntake]
) -> None:
    first = open_intake()
    first.go_to("relationship")
    qtbot.keyClicks(first.focused(), "1")
    first.go_to("incidents_total")
    qtbot.keyClicks(first.focused(), "12")
    first.page.leave()
    first.settle()
    desk = small_desk(tmp_path, OFFICER)
    desk.drawer = first.drawer
    page = IntakePage(desk, background)
    qtbot.addWidget(page)
    page.show()
    page.resume(first.page.case_id)
    background.wait_idle()
    again = OpenIntake(page, background, first.drawer, qtbot)
    assert again.at == "incidents_total"
    assert found(page, QLabel, "unit").text() == "gange"
    assert again.answers == {"relationship": "ex_partner", "incidents_total": 12}
    assert found(page.header, QLabel, "savedLine").text().startswith("Gemt kl.")


def test_a_draft_asks_for_the_checklist_it_was_begun_with(
    qtbot: QtBot, background: Background, tmp_path: Path, intake: OpenIntake
) -> None:
    desk = small_desk(tmp_path, OFFICER)
    desk.drawer = intake.drawer
    asked: list[str] = []
    really = desk.checklist

    def checklist(language: Language, version: str, windows: Windows = DEFAULTS) -> Checklist:
        asked.append(version)
        return really(language, version, windows)

    desk.checklist = checklist
    page = IntakePage(desk, background)
    qtbot.addWidget(page)
    page.resume(intake.page.case_id)
    background.wait_idle()
    assert asked == [intake.store.cases[intake.page.case_id].draft.checklist_version]


def test_a_draft_that_is_gone_is_told_in_a_sentence(intake: OpenIntake) -> None:
    intake.page.resume("no-such-case")
    intake.settle()
    assert "Kladden findes ikke" in intake.page.unsaved_banner.sentence


def test_an_answer_taken_back_is_open_again_in_the_drawer(intake: OpenIntake) -> None:
    intake.go_to("relationship")
    intake.qtbot.keyClicks(intake.focused(), "1")
    intake.page.card.take_back_button.click()
    intake.settle()
    assert intake.answers == {}


def test_filing_right_after_a_last_word_leaves_nothing_that_is_tried_again(intake: OpenIntake) -> None:
    talk = intake.page._open_talk()
    for question in talk.walk.blocking():
        talk.take(question.id, {"not_asked": "Samtalen blev afbrudt"})
    intake.settle()
    tried: list[str] = []
    really_keep = intake.drawer.keep_place

    def keep_place(case_id: str, question_id: str) -> None:
        tried.append(intake.store.cases[case_id].status.value)
        really_keep(case_id, question_id)

    intake.drawer.keep_place = keep_place  # type: ignore[method-assign]
    talk.take("victim_name", "Sofus")
    talk.go_to("acts")
    intake.page.sections.chosen.emit("closing")
    intake.page.foot.file_button.click()
    intake.settle()
    assert intake.page.after_filing.isVisible()
    assert set(tried) <= {"draft"}
    assert intake.page.unsaved_banner.sentence == ""
