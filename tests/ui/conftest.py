"""The look of the desk for every screen test, and a window over a desk in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.casework.officers import Officer
from stalkdesk.language import SOURCE_LANGUAGE, speak
from stalkdesk.places import resources
from stalkdesk.ui import theme
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.main_window import MainWindow
from tests.ui.driving import Driver
from tests.ui.fakes import PASSPHRASE, SUPERVISOR
from tests.ui.small_desk import small_desk


@pytest.fixture(autouse=True)
def _nothing_left_over(qapp: QApplication) -> Iterator[None]:
    """What a test has thrown away is gone before the next begins: no event loop runs that would have done it."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[QApplication]:
    """The light look, and Danish again afterwards."""
    theme.apply(qapp, resources(), dark=False)
    yield qapp
    speak(SOURCE_LANGUAGE, resources() / "languages")


@pytest.fixture
def opened(look: QApplication, qtbot: QtBot) -> Callable[[Desk], Driver]:
    """Opens a window over a desk, at its entrance."""

    def make(desk: Desk) -> Driver:
        window = MainWindow(desk)

        def forget(_window: QWidget) -> None:
            desk.begun_additions.clear()
            desk.begun_visits.clear()
            desk.begun_texts.clear()

        qtbot.addWidget(window, before_close_func=forget)  # nobody is there to be asked
        window.show()
        qtbot.waitUntil(lambda: bool(window.findChildren(QShortcut)))
        return Driver(window, desk, qtbot)

    return make


@pytest.fixture
def unlocked(opened: Callable[[Desk], Driver], tmp_path: Path) -> Callable[[Officer], Driver]:
    """Opens a window and unlocks it."""

    def make(officer: Officer = SUPERVISOR) -> Driver:
        driver = opened(small_desk(tmp_path, None))
        driver.unlock(officer.user_name, PASSPHRASE)
        driver.wait(lambda: driver.is_at("home"))
        return driver

    return make
