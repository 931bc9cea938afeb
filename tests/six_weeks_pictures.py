"""The pictures of docs/after-the-door.md, taken while the six weeks are played: `python -m tests.six_weeks_pictures FOLDER`."""

from __future__ import annotations

import os
import sys
import tempfile
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import stalkdesk.ui  # noqa: F401 - makes PySide safe on Python 3.11, before it is imported

# isort: split
import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from stalkdesk.places import resources
from stalkdesk.ui import theme
from tests.six_weeks import SixWeeks
from tests.two_offices import Office, offices

_PAINTED_MS = 120


def taken(folder: Path, name: str, office: Office) -> None:
    """The window as it is painted now."""
    office.window.activateWindow()
    loop = QEventLoop()
    QTimer.singleShot(_PAINTED_MS, loop.quit)
    loop.exec()
    picture = office.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    picture.save(str(folder / f"six-weeks-{name}.png"))


def main(folder: Path) -> None:
    """Plays the six weeks, and takes a picture at each main step."""
    application = QApplication([])
    application.setStyle("Fusion")
    theme.apply(application, resources(), dark=False)
    with tempfile.TemporaryDirectory() as away, pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, away)
        place = Path(away) / "two"
        place.mkdir()
        with offices(place) as both:
            SixWeeks(both, patch, Path(away) / "min log.docx", partial(taken, folder)).played(print)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
