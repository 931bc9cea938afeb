"""A learner's round: the person at the counter, the ordinary intake, the review. By keyboard, interrupted, ended early."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.section_list import CLOSING
from stalkdesk.ui.locking import IdleWatch
from stalkdesk.ui.training.review_page import ReviewPage
from tests.training.small_vignettes import HIDDEN, WORDS, vignette
from tests.ui.driving import Driver
from tests.ui.test_accessibility import _faults, _letters
from tests.ui.training.learner import NAME, Learner, desk_with_twin

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
OPENING = vignette().opening


def _onward(inside: Learner, answers: str = "") -> None:
    inside.keys(answers)
    inside.shortcut(Qt.Key.Key_Right, ALT)


def _to_the_end(inside: Learner) -> None:
    """Through the small checklist by keyboard: what must be answered is, the rest is gone past."""
    typed = {
        "danger_now": "n",
        "threats": "n",
        "relationship": "1",
        "acts": "12",
        "incidents_total": "20",
        "share_with": "1",
        "told_other_party_may_see": " ",
        "contact_person": "Cleo Opdigtet",
        "next_step_1": "Vi ringer",
    }
    for _ in range(30):
        if not inside.driver.shows("questionCard"):
            return
        _onward(inside, typed.get(inside.at, ""))


def _review(inside: Learner) -> ReviewPage:
    page = inside.driver.find(ReviewPage, "review_page")
    inside.driver.wait(lambda: page.is_whole)
    return page


def _texts(page: QWidget) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if not one.isHidden()]


def test_a_whole_round_by_keyboard_from_the_list_to_the_review_and_the_next_case(inside: Learner) -> None:
    inside.keys("\r")
    inside.driver.wait(lambda: inside.driver.is_at("intakePage"))
    _to_the_end(inside)
    assert inside.driver.shows("closingPage")
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == "fileButton":
            break
        inside.driver.key(Qt.Key.Key_Tab)
    inside.keys("\r")
    inside.driver.wait(lambda: inside.driver.is_at("filedPage"))
    inside.driver.find(QPushButton, "sheets_done").setFocus()
    inside.keys("\r")
    inside.driver.wait(lambda: inside.driver.is_at("review_page"))
    assert inside.rounds[0].is_finished
    assert inside.driver.find(QLabel, "lesson").text() == "Spørg alene."
    inside.driver.find(QPushButton, "next_exercise").setFocus()
    inside.keys("\r")
    inside.driver.wait(lambda: inside.driver.is_at("intakePage"))
    assert inside.rounds[0].vignette_id == "T02"


def test_the_person_says_the_opening_and_answers_the_question_that_is_read_out(inside: Learner) -> None:
    inside.begin()
    assert inside.heard == [OPENING, "Svar på danger_now"]
    _onward(inside)
    assert inside.heard == [OPENING, "Svar på threats"]


def test_a_question_she_has_nothing_to_say_to_may_be_gone_past(inside: Learner) -> None:
    inside.begin()
    inside.go_to("share_with")
    assert inside.heard[-1] == WORDS.default


def test_all_five_ways_are_always_offered_and_each_answers_under_what_was_said(inside: Learner) -> None:
    inside.begin()
    for number, key in enumerate((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5), start=1):
        inside.shortcut(key, ALT)
        assert len(inside.heard) == 2 + 2 * number
    assert inside.heard[2:4] == ["Du: Måde alone", "Intet nyt (alone)"]
    inside.shortcut(Qt.Key.Key_1, ALT)
    assert len(inside.heard) == 12


def test_what_was_said_is_still_there_when_she_comes_back_to_a_question(inside: Learner) -> None:
    inside.begin()
    inside.driver.click("way_wait")
    _onward(inside, "n")
    assert inside.heard == [OPENING, "Svar på threats"]
    inside.shortcut(Qt.Key.Key_Left, ALT)
    assert inside.heard[-1] == "Intet nyt (wait)"


def test_the_panel_is_seen_without_scrolling_in_a_window_of_720(inside: Learner) -> None:
    inside.driver.window.resize(1280, 720)
    inside.begin()
    inside.driver.settle()
    panel = inside.driver.find(QWidget, "counter_panel")
    assert panel.visibleRegion().boundingRect().height() == panel.height()


def test_an_exercise_that_was_interrupted_goes_on_where_it_was_with_all_that_was_said(
    inside: Learner, opened: Callable[[Desk], Driver]
) -> None:
    inside.begin()
    _onward(inside, "n")
    inside.driver.click("way_direct")
    inside.driver.settle()
    assert inside.driver.window.close()
    again = Learner(opened(desk_with_twin(inside.folder)), inside.folder)
    again.come_in()
    assert again.table()[0][3] == "I gang"
    again.begin()
    assert again.at == "threats"
    assert again.heard[-2:] == ["Du: Måde direct", "Intet nyt (direct)"]


def test_locked_in_the_middle_she_comes_back_to_the_same_question(inside: Learner) -> None:
    inside.begin()
    _onward(inside, "n")
    inside.driver.click("lockButton")
    inside.driver.wait(lambda: inside.driver.is_at("learners_entrance"))
    inside.give(NAME, "granskov havn lanterne måne ost")
    inside.driver.wait(lambda: inside.driver.is_at("intakePage"))
    assert inside.at == "threats"


def test_training_locks_itself_when_nobody_uses_it(inside: Learner) -> None:
    watch = inside.driver.window.findChild(IdleWatch)
    assert isinstance(watch, IdleWatch)
    assert watch.is_watching
    watch.start(1)
    inside.driver.wait(lambda: inside.driver.shows("learners_entrance"))
    assert "låste sig selv" in inside.driver.says("learner_banner")


def test_an_exercise_can_be_ended_at_any_time_but_not_by_one_press_alone(inside: Learner) -> None:
    inside.begin()
    inside.driver.click("end_exercise")
    inside.box_button("end_stay").click()
    assert inside.driver.shows("questionCard")
    inside.end()
    assert inside.rounds[0].is_finished
    assert not inside.driver.shows("end_exercise")


def test_ended_at_the_result_it_leads_to_the_review_too(inside: Learner) -> None:
    inside.begin()
    inside.page.sections.chosen.emit(CLOSING)
    inside.end()
    assert inside.rounds[0].is_finished


def test_the_review_sets_both_outcomes_side_by_side_and_gives_no_score(inside: Learner) -> None:
    inside.begin()
    inside.end()
    page = _review(inside)
    said = " ".join(_texts(page))
    assert "Ud fra dine svar" in said
    assert "Ud fra det, personen kunne fortælle" in said
    assert "%" not in said
    assert "point" not in said.casefold()


def test_the_review_begins_with_what_was_missed_and_says_how_it_could_have_been_asked(
    inside: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = {**vignette().replies, "threats": HIDDEN}
    monkeypatch.setattr("tests.ui.training.learner.VIGNETTES", (vignette(replies=replies),))
    inside.driver.window.show_page("home")
    inside.driver.settle()
    inside.begin()
    _onward(inside, "j")
    inside.end()
    page = _review(inside)
    first = page.findChild(QWidget, "review_danger_now")
    threats = page.findChild(QWidget, "review_threats")
    assert first is not None
    assert threats is not None
    said = _texts(threats)
    assert "Nej" in said
    assert "»Måde alone«" in " ".join(said)
    assert HIDDEN.by_way[HIDDEN.reveals[0]] in said


def test_right_answers_are_folded_until_they_are_asked_for(inside: Learner) -> None:
    inside.begin()
    _onward(inside, "n")
    inside.end()
    page = _review(inside)
    assert page.findChild(QWidget, "review_danger_now") is None
    assert not [text for text in _texts(page) if text.startswith("Er du i fare lige nu?")]
    inside.driver.click("unfold_right")
    assert [text for text in _texts(page) if text == "Er du i fare lige nu? Nej"]


def test_the_list_says_for_her_eyes_only_what_was_tried_and_how_it_came_out(inside: Learner) -> None:
    assert inside.table()[0] == ("Mandag formiddag", "Kvinde, 34 år", "Politi", "Ikke prøvet", "")
    inside.begin()
    inside.end()
    inside.driver.click("review_left")
    inside.driver.settle()
    assert inside.table()[0][3:] == ("Prøvet", "Anderledes")
    assert inside.table()[1][3:] == ("Ikke prøvet", "")
    said = inside.driver.find(QLabel, "training_progress").text()
    assert said.startswith("Du har prøvet 1 af 2.")
    assert "ingen andre kan se det" in said


def test_a_case_can_be_tried_again_and_its_answer_seen_again(inside: Learner) -> None:
    inside.begin()
    inside.end()
    inside.driver.click("review_again")
    inside.driver.wait(lambda: inside.driver.is_at("intakePage"))
    assert inside.heard == [OPENING, "Svar på danger_now"]
    inside.end()
    inside.driver.click("review_left")
    inside.driver.settle()
    assert inside.table()[0][3] == "Prøvet 2 gange"
    inside.driver.click("see_review")
    inside.driver.wait(lambda: inside.driver.is_at("review_page"))


def test_an_interrupted_exercise_can_be_begun_anew(inside: Learner) -> None:
    inside.begin()
    _onward(inside, "n")
    inside.driver.click("closeButton")
    inside.driver.wait(lambda: inside.driver.is_at("training_home"))
    inside.driver.click("begin_anew")
    inside.driver.wait(lambda: inside.driver.is_at("intakePage"))
    assert inside.at == "danger_now"
    assert [one.is_finished for one in inside.rounds] == [False, False]


def test_the_counter_is_that_of_the_police_or_of_the_municipality_as_the_case_says(inside: Learner) -> None:
    inside.begin()
    assert inside.driver.window._desk.open_drawer().unit().authority.value == "politi"


@pytest.mark.parametrize("screen", ["list", "question", "review", "entrance"])
def test_every_control_has_a_name_a_place_and_its_own_letter(inside: Learner, screen: str) -> None:
    if screen in ("question", "review"):
        inside.begin()
    if screen == "review":
        inside.end()
        _review(inside)
    if screen == "entrance":
        inside.driver.click("lock_now")
    inside.driver.settle()
    assert _faults(inside.driver) == []
    assert [letter for letter, count in _letters(inside.driver).items() if count > 1] == []


def test_the_list_of_exercises_is_a_sound_model(inside: Learner, qtmodeltester: object) -> None:
    from PySide6.QtWidgets import QTableView

    qtmodeltester.check(inside.driver.find(QTableView, "exercises").model())  # type: ignore[attr-defined]


def test_in_training_there_is_no_way_to_the_pages_of_the_real_desk(inside: Learner) -> None:
    ways = {way.objectName() for way in inside.driver.ways()}
    assert ways == {"nav_home", "nav_knowledge", "leave_training", "lock_now"}
    inside.shortcut(Qt.Key.Key_2, CONTROL)
    assert inside.driver.shows("training_home")
    assert not inside.driver.window.findChildren(QAbstractButton, "nav_settings")


def test_the_window_of_an_exercise_needs_no_real_store_at_all(
    look: object, qtbot: QtBot, tmp_path: object, opened: Callable[[Desk], Driver]
) -> None:
    from pathlib import Path

    from stalkdesk.ui.main_window import MainWindow

    folder = Path(str(tmp_path))
    desk = desk_with_twin(folder)
    window = MainWindow(desk, in_training=True)
    qtbot.addWidget(window)
    window.show()
    there = Learner(Driver(window, desk, qtbot), folder)
    assert there.driver.shows("learners_entrance")
    there.come_in()
    assert there.watermark is not None
