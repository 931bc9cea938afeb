"""An open intake over a small checklist and a drawer in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stalkdesk import app
from stalkdesk.casework.officers import Officer
from stalkdesk.ui.background import Background
from stalkdesk.ui.intake.page import IntakePage
from tests.ui.fakes import OFFICER, FakeDrawer, FakeStore
from tests.ui.small_desk import small_desk

_W = TypeVar("_W", bound=QWidget)


def found(inside: QWidget, kind: type[_W], name: str) -> _W:
    """The widget of that name. Fails when there is none."""
    widget = inside.findChild(kind, name)
    assert widget is not None, f"no {name} in {inside.objectName()}"
    return widget


class OpenIntake:
    """An intake page on the screen, and what lies in the drawer behind it."""

    def __init__(self, page: IntakePage, background: Background, drawer: FakeDrawer, qtbot: QtBot) -> None:
        self.page, self.background, self.drawer, self.qtbot = page, background, drawer, qtbot

    @property
    def store(self) -> FakeStore:
        return self.drawer.store

    @property
    def answers(self) -> dict[str, object]:
        """What is in the drawer, by question: the values."""
        return {question_id: answer.value for question_id, answer in self.store.cases[self.page.case_id].answers.items()}

    def settle(self) -> None:
        """Everything that was handed to the worker is done and shown."""
        self.background.wait_idle()

    def go_to(self, question_id: str) -> None:
        """Puts a question on the screen, as a click in a list would."""
        self.page.found.asked_for.emit(question_id)
        self.settle()

    @property
    def at(self) -> str:
        """The question on the screen."""
        assert self.page.card.question is not None
        return self.page.card.question.id

    def focused(self) -> QWidget:
        """Where the keyboard is."""
        widget = self.page.window().focusWidget()
        assert widget is not None
        return widget


@pytest.fixture
def whole_intake(open_intake: Callable[..., OpenIntake]) -> OpenIntake:
    """A new intake with the real content."""
    return open_intake(is_whole=True)


Resume = Callable[[OpenIntake], OpenIntake]


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    worker = Background()
    yield worker
    worker.stop()


@pytest.fixture
def open_intake(qtbot: QtBot, background: Background, tmp_path: Path) -> Callable[..., OpenIntake]:
    """Opens a new intake for an officer; `is_whole`: with the real checklist, rules and agencies."""

    def opened(officer: Officer = OFFICER, *, is_whole: bool = False) -> OpenIntake:
        desk = small_desk(tmp_path, officer)
        if is_whole:
            whole = app.desk_at(tmp_path)
            desk.checklist, desk.rules, desk.shipped_agencies = whole.checklist, whole.rules, whole.agencies
        page = IntakePage(desk, background)
        qtbot.addWidget(page)
        page.resize(1280, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.begin()
        background.wait_idle()
        assert isinstance(desk.drawer, FakeDrawer)
        return OpenIntake(page, background, desk.drawer, qtbot)

    return opened


@pytest.fixture
def intake(open_intake: Callable[..., OpenIntake]) -> OpenIntake:
    """A new intake, opened by an officer."""
    return open_intake()


@pytest.fixture
def resume(qtbot: QtBot, background: Background, tmp_path: Path) -> Resume:
    """Opens the draft again, on a page of its own, as after a restart."""

    def resumed(before: OpenIntake) -> OpenIntake:
        desk = small_desk(tmp_path, OFFICER)
        desk.drawer = before.drawer
        page = IntakePage(desk, background)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.resume(before.page.case_id)
        background.wait_idle()
        return OpenIntake(page, background, before.drawer, qtbot)

    return resumed
