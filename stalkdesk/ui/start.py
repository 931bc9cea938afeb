"""Opening the window: look, excepthook, the first screen, and then the event loop."""

from __future__ import annotations

import gc
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from stalkdesk.ui import theme
from stalkdesk.ui.main_window import FIRST_SIZE, MainWindow

if TYPE_CHECKING:  # not for a cycle: the start does not need it
    from stalkdesk.ui.desk import Desk

APPEARANCE = "appearance"
"""The preference: `light`, `dark`, or as the computer has it when empty."""
_MIDDLE = 128


def application(program: str) -> QApplication:
    """The program for Qt, in the style Fusion. Said as a command-line option, because asking for a style object takes 16 ms."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([program, "-style", "fusion"])


@lru_cache(maxsize=1)
def is_computer_dark() -> bool:
    """How the computer has it: the colour of its windows, looked at once, before the desk's own colours are laid on."""
    return QApplication.palette().color(QPalette.ColorRole.Window).lightness() < _MIDDLE


def prefers_dark(preferences: dict[str, str]) -> bool:
    """Whether the desk is to be dark: as chosen in the settings, otherwise as the computer has it."""
    chosen = preferences.get(APPEARANCE, "")
    as_computer = is_computer_dark()
    return chosen == "dark" if chosen else as_computer


def shown(application: QApplication, desk: Desk, quits_after_paint: bool = False, in_training: bool = False) -> int:
    """Shows the window and runs until it is closed. Gives the exit code. `quits_after_paint` is for measuring the start;
    `in_training`: at the learner's entrance of the training twin."""
    theme.apply(application, desk.resources, prefers_dark(desk.preferences))
    window = MainWindow(desk, in_training=in_training)
    window.painted.connect(gc.enable)  # `app` may have stopped it, so that starting does not wait for it
    if quits_after_paint:
        window.painted.connect(window.close)
    else:
        window.painted.connect(_catch_problems)
        window.painted.connect(lambda: _speak(application))
        window.painted.connect(window.preload)
    room = application.primaryScreen().availableSize()
    if room.width() <= FIRST_SIZE[0] or room.height() <= FIRST_SIZE[1]:
        window.showMaximized()
    else:
        window.show()
    return application.exec()


def _speak(application: QApplication) -> None:
    from stalkdesk.ui.qt_words import speak_qt

    speak_qt(application)


def _catch_problems() -> None:
    from stalkdesk.places import log_folder
    from stalkdesk.ui import problems

    problems.install(log_folder())
