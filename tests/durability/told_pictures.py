"""The real window over a store that something was done to: unlocked as an officer does it, and its picture taken."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from stalkdesk import app
from stalkdesk.language import Language, speak
from stalkdesk.places import resources
from stalkdesk.ui import theme
from stalkdesk.ui.main_window import MainWindow
from tests.data.at_hand import PASSPHRASE

if TYPE_CHECKING:  # not for a cycle: that module asks this one for pictures
    from tests.durability.sentences import Fault

_LONG = 30.0


def pictures(fault: Fault, store: Path, language: Language, folder: Path) -> Iterator[Path]:
    """Takes the picture of one fault. Gives its file."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, resources(), dark=False)
    fault.does(store)
    speak(language, resources() / "languages")
    with nullcontext() if fault.saves else fault.holds(store):
        window = _window(store, language)
        _unlock(window)
        if fault.saves:
            window.begin_new_case()
            _settle(window)
            with fault.holds(store):
                _answer()
                _settle(window)
        picture = window.grab()
    file = folder / f"{language.value}-{fault.name.replace(' ', '-')}.png"
    picture.save(str(file))
    yield file
    window.close()
    window.deleteLater()


def _window(store: Path, language: Language) -> MainWindow:
    desk = app.desk_at(store, {"language": language.value}, True)
    window = MainWindow(desk)
    window.resize(1280, 720)
    window.show()
    _wait(lambda: bool(window.findChildren(QLineEdit, "passphrase")))
    return window


def _unlock(window: MainWindow) -> None:
    name, passphrase = (_field(window, one) for one in ("user_name", "passphrase"))
    name.setText("Søren")
    passphrase.setText(PASSPHRASE)
    next(one for one in window.findChildren(QAbstractButton, "unlock_now") if one.isVisible()).click()
    _settle(window)


def _field(window: MainWindow, name: str) -> QLineEdit:
    return next(one for one in window.findChildren(QLineEdit, name) if one.isVisible())


def _answer() -> None:
    """The first question: no."""
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "N")
    QTest.qWait(1500)


def _settle(window: MainWindow) -> None:
    """Until everything that was asked for is done, the look through the store among it."""
    _wait(lambda: window.is_idle)
    QTest.qWait(2500)
    _wait(lambda: window.is_idle)


def _wait(seen: Callable[[], bool]) -> None:
    until = time.monotonic() + _LONG
    while not seen() and time.monotonic() < until:
        QTest.qWait(50)
    assert seen()
