"""Nobody can take an exercise for a real case: the word lies over every screen, and what stands beneath can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from stalkdesk.places import resources
from stalkdesk.ui import theme, tokens
from stalkdesk.ui.intake.page import IntakePage
from stalkdesk.ui.intake.section_list import CLOSING
from stalkdesk.ui.training.watermark import SHADE, STRENGTH
from tests.ui.driving import Driver
from tests.ui.test_theme import TEXT_ON, _contrast
from tests.ui.training.learner import Learner

LOOKS = {"light": tokens.LIGHT, "dark": tokens.DARK}


def _changed(with_it: QImage, without: QImage, part: QRect) -> int:
    """How many of the pixels looked at (every fourth) the word changed."""
    places = ((x, y) for x in range(part.left(), part.right(), 4) for y in range(part.top(), part.bottom(), 4))
    return sum(with_it.pixel(x, y) != without.pixel(x, y) for x, y in places)


def _assert_covered(learner: Learner) -> None:
    """The word lies over the whole window, above everything in it, and is seen in each quarter."""
    learner.driver.settle()
    window, mark = learner.driver.window, learner.watermark
    assert mark is not None
    assert mark.geometry() == window.rect()
    beside = [one for one in window.children() if isinstance(one, QWidget) and one.isVisible()]
    assert beside[-1] is mark
    with_it = window.grab().toImage()
    mark.hide()
    without = window.grab().toImage()
    mark.show()
    width, height = window.width() // 2, window.height() // 2
    for corner in (QPoint(0, 0), QPoint(width, 0), QPoint(0, height), QPoint(width, height)):
        assert _changed(with_it, without, QRect(corner.x(), corner.y(), width, height)) > 200


def _intake(learner: Learner) -> IntakePage:
    learner.begin()
    return learner.page


def _at_the_review(learner: Learner) -> None:
    _intake(learner)
    learner.end()


def _at_the_end(learner: Learner) -> None:
    _intake(learner).sections.chosen.emit(CLOSING)


SCREENS: dict[str, Callable[[Learner], object]] = {
    "the entrance": lambda learner: learner.driver.click("lock_now"),
    "the list": lambda learner: None,
    "the handbook": lambda learner: learner.driver.window.show_page("knowledge"),
    "a page of the handbook over a question": lambda learner: _intake(learner).knowledge_wanted.emit(),
    "a question": _intake,
    "the end of an intake": _at_the_end,
    "the review": _at_the_review,
    "the 112 screen": lambda learner: learner.driver.window.show_emergency(),
    "the 112 screen of an intake": lambda learner: _intake(learner).open_emergency(),
    "the turned-away screen": lambda learner: learner.driver.window.cover(),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_the_word_lies_over(inside: Learner, screen: str) -> None:
    SCREENS[screen](inside)
    _assert_covered(inside)


def test_the_word_grows_with_the_window(inside: Learner) -> None:
    inside.driver.window.resize(1500, 900)
    _assert_covered(inside)


def test_the_real_desk_has_no_word_over_it(learner: Learner) -> None:
    assert learner.watermark is None


def test_the_word_catches_no_mouse_and_no_key(inside: Learner) -> None:
    mark = inside.watermark
    assert mark is not None
    assert mark.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert mark.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert inside.driver.window.childAt(inside.driver.window.rect().center()) is not mark


def _under(colour: str, shade: str) -> str:
    below, above = QColor(colour), QColor(shade)
    mixed = [
        round(one * (1 - STRENGTH) + other * STRENGTH)
        for one, other in zip(below.getRgb()[:3], above.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    return QColor(*mixed).name()


@pytest.mark.parametrize("look_name", LOOKS)
def test_text_beneath_the_word_and_across_its_edge_keeps_its_contrast(look_name: str) -> None:
    shades = LOOKS[look_name]
    too_low = [
        (text, ground)
        for text, grounds in TEXT_ON.items()
        for ground in grounds
        for letter in (shades[text], _under(shades[text], shades[SHADE]))
        if _contrast(letter, _under(shades[ground], shades[SHADE])) < 4.5
    ]
    assert too_low == []


def test_in_the_dark_look_the_word_is_there_too(inside: Learner, look: QApplication) -> None:
    theme.apply(look, resources(), dark=True)
    _assert_covered(inside)


def test_the_112_screen_of_an_exercise_says_that_nobody_is_to_be_called(inside: Learner) -> None:
    inside.driver.window.show_emergency()
    inside.driver.settle()
    assert inside.driver.find(QLabel, "callNow").text() == "Øvelse: her ville du ringe 112"
    assert inside.driver.find(QLabel, "exercise_no_call").text().startswith("Ring ikke til nogen")


def test_at_the_learners_entrance_the_112_screen_says_so_too(learner: Learner) -> None:
    learner.go_to_entrance()
    learner.driver.window.show_emergency()
    learner.driver.settle()
    assert learner.driver.shows("exercise_no_call")
    learner.driver.click("resumeButton")
    learner.driver.click("back_to_desk")
    learner.driver.settle()
    learner.driver.window.show_emergency()
    assert not learner.driver.shows("exercise_no_call")


def test_the_real_112_screen_says_to_call(unlocked: Callable[..., Driver]) -> None:
    driver = unlocked()
    driver.window.show_emergency()
    assert driver.find(QLabel, "callNow").text() == "Ring 112 nu"
    assert not driver.shows("exercise_no_call")
