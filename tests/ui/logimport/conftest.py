"""A case in memory and one in a real store, and the page that takes a log in."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.ui.cases.case_reading import read_case
from stalkdesk.ui.logimport.page import LogImportPage
from tests.ui.cases.conftest import FiledCase, filed_case
from tests.ui.cases.test_additions_real import real_case

__all__ = ("filed_case", "real_case")
_Widget = TypeVar("_Widget", bound=QWidget)


class TakingIn:
    """The page with hands on it."""

    def __init__(self, qtbot: QtBot, case: FiledCase) -> None:
        self.qtbot, self.case = qtbot, case
        self.left: list[tuple[str, str]] = []
        self.open()

    def open(self, pastes: bool = False) -> None:
        """The case is read, and the page opened over it."""
        self.case.background.wait_idle()
        read = read_case(self.case.desk, self.case.reference)
        self.page = LogImportPage(self.case.desk, self.case.background, read, pastes)
        self.page.left.connect(lambda tone, says: self.left.append((str(tone), says)))
        self.qtbot.addWidget(self.page, before_close_func=lambda _page: self.case.desk.begun_logs.clear())
        self.page.resize(1060, 720)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        """Waits for child and drawer."""
        for _ in range(3):
            self.case.background.wait_idle()

    def read(self, path: Path) -> None:
        """A file is chosen."""
        self.page.read_file(path)
        self.settle()

    def paste(self, text: str) -> None:
        """A text is pasted and read."""
        self.page.source.text.setPlainText(text)
        self.press("read_pasted_log")

    def press(self, name: str) -> None:
        """Presses the button of that name."""
        button = self.one(QPushButton, name)
        assert button.isVisible(), name
        assert button.isEnabled(), name
        button.click()
        self.settle()

    def one(self, kind: type[_Widget], name: str) -> _Widget:
        """The widget of that name."""
        (found,) = self.page.findChildren(kind, name)
        return found

    @property
    def says(self) -> str:
        """What the banner says."""
        return self.page._banner.sentence

    @property
    def step(self) -> int:
        """Which step is shown, from 1."""
        return self.page._steps.currentIndex() + 1

    def confirm(self) -> None:
        """To the evaluation, and through it."""
        self.press("log_to_evaluation")
        self.page.confirm.is_clean.setChecked(True)
        self.press("save_addition")


@pytest.fixture
def taking(qtbot: QtBot, look: object, filed_case: FiledCase) -> TakingIn:
    return TakingIn(qtbot, filed_case)


@pytest.fixture
def real(qtbot: QtBot, look: object, real_case: FiledCase) -> TakingIn:
    return TakingIn(qtbot, real_case)
