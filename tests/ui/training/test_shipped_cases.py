"""A learner's whole round through three of the shipped cases, over the shipped checklist and rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from stalkdesk import app
from stalkdesk.intake.facts import ACTS
from stalkdesk.language import SOURCE_LANGUAGE
from stalkdesk.training.comparing import FACTS, Judgement
from stalkdesk.training.vignettes import Vignette
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.training.frame import REVIEW
from stalkdesk.ui.training.review_page import ReviewPage
from tests.ui.driving import Driver
from tests.ui.small_desk import small_desk
from tests.ui.training.learner import Learner

CASES = 3


@pytest.fixture
def shipped(opened: Callable[[Desk], Driver], tmp_path: Path) -> Learner:
    """In front of the list of the shipped cases."""
    desk = small_desk(tmp_path / "real", None)
    desk.training_desk = lambda name: app.training_desk(name, {}, tmp_path / "twin")
    learner = Learner(opened(desk), tmp_path)
    learner.come_in()
    return learner


def _ask_well(learner: Learner, vignette: Vignette) -> None:
    """Goes to each question that takes a better way of asking, uses that way, and hears the truth."""
    for question_id, reply in vignette.replies.items():
        if not reply.reveals or not learner.page._open_talk().walk.is_asked(question_id):
            continue
        learner.go_to(question_id)
        assert reply.says in learner.heard
        learner.driver.click(f"way_{reply.reveals[0].value}")
        learner.driver.settle()
        assert learner.heard[-1] == reply.by_way[reply.reveals[0]]


def _answer_truthfully(learner: Learner, vignette: Vignette) -> None:
    """Answers what could be learned, as often as an answer brings up further questions; the rest is unknown."""
    talk = learner.page._open_talk()
    for _ in range(3):
        for key in FACTS:
            if key in talk.walk.answers or not talk.walk.is_asked(key):
                continue
            value = getattr(vignette.facts, key)
            if key == "acts":
                talk.take(key, [act for act in ACTS if act in value])
            elif key in vignette.known and value not in (None, "na"):
                talk.take(key, value)
            else:
                talk.take(key, "unknown")
    learner.driver.settle()


def _back_from_112(learner: Learner) -> None:
    if learner.driver.shows("emergencyPage"):
        assert learner.driver.shows("exercise_no_call")
        learner.page.emergency.resumed.emit()


def test_three_shipped_cases_played_well_come_out_as_expected(shipped: Learner) -> None:
    vignettes = shipped.driver.window._desk.vignettes(SOURCE_LANGUAGE)[:CASES]
    for row, vignette in enumerate(vignettes):
        shipped.driver.window.show_page("home")
        shipped.driver.settle()
        shipped.begin(row)
        assert vignette.opening in shipped.heard
        _ask_well(shipped, vignette)
        _answer_truthfully(shipped, vignette)
        _back_from_112(shipped)
        shipped.end()
        page = shipped.driver.find(ReviewPage, "review_page")
        shipped.driver.wait(lambda page=page: page.is_whole)  # type: ignore[misc]
        assert shipped.driver.find(QLabel, "lesson").text() == vignette.lesson
        assert shipped.rounds[0].outcome_matches, vignette.id
    assert sum(one.is_finished for one in shipped.rounds) == CASES


def test_a_shipped_case_played_carelessly_shows_what_was_missed(shipped: Learner) -> None:
    shipped.begin()
    shipped.end()
    page = shipped.driver.window.show_page(REVIEW)
    assert isinstance(page, ReviewPage)
    shipped.driver.wait(lambda: page.is_whole)
    shipped.driver.click("unfold_aside")
    shipped.driver.qtbot.waitUntil(lambda: page.is_whole, timeout=30_000)
    assert not shipped.rounds[0].outcome_matches
    found = page._found
    assert found is not None
    missed = found.review.of(Judgement.MISSED)
    assert missed
    assert all(page.findChild(QWidget, f"review_{one.question.id}") is not None for one in missed)
