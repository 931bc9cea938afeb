"""What every part of the settings has: a column, a banner, and a way to carry out an act and say how it went."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stalkdesk.errors import DeskError
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.desk import Desk

READING_WIDTH = 760
_ALL_OF_IT = 1000
_ABOVE = 24


def scroll_to(shown: QWidget) -> None:
    """Scrolls what `shown` stands in until it is seen."""
    around = shown.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(shown, 0, _ABOVE)


class SeenBanner(Banner):
    """A banner at the head of a part that may be scrolled down: what it says is scrolled to."""

    def say(self, tone: Tone, sentence: str, word: str = "") -> None:
        """Says it, and shows where it is said."""
        super().say(tone, sentence, word)
        QTimer.singleShot(0, self, self._scroll_to)

    def _scroll_to(self) -> None:
        if self.isVisible():
            scroll_to(self)


class Part(QWidget):
    """One part of the settings."""

    def __init__(self, name: str, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName(name)
        self.desk, self.background = desk, background
        self.banner = SeenBanner(f"{name}_banner")
        inside = QWidget()
        inside.setMaximumWidth(READING_WIDTH)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(4, 20, 16, 20)
        self.column.setSpacing(14)
        self.column.addWidget(self.banner)
        outer = QHBoxLayout(self)  # only a row asks how high its parts are at the width they may have at most
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(inside, _ALL_OF_IT)
        outer.addStretch(1)

    def refresh(self) -> None:
        """Reads what it shows from the drawer again."""

    def act(self, work: Callable[[], object], said: str, failed: Callable[[DeskError], object] | None = None) -> None:
        """Carries `work` out on the worker, then says `said` and reads again; a failure is said in the banner."""

        def done(_: object) -> None:
            self.refresh()
            self.banner.say(Tone.SUCCESS, said)

        self.background.run(work, done, failed or self.say_failed)

    def say_failed(self, error: DeskError) -> None:
        """Says why it did not work; what was typed stays."""
        self.banner.say(Tone.DANGER, str(error))
