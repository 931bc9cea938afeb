"""The window while it shows the training twin: another title, the strip, the watermark, the learner's entrance and her desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.training.entrance import LearnersEntrance
from stalkdesk.ui.training.frame import TrainingFrame
from stalkdesk.ui.training.strip import TrainingStrip
from stalkdesk.ui.training.watermark import Watermark

if TYPE_CHECKING:  # not for a cycle: the window makes the twin
    from stalkdesk.ui.pages import Window


class Twin(QObject):
    """Lives from the learner's entrance until she leaves for the real desk. `made(Entrance)`: show this entrance;
    `unlocked(Desk, Drawer)`: her training store is open; `left`: back to the real desk."""

    made = Signal(object)
    unlocked = Signal(object, object)
    left = Signal()

    def __init__(self, desk: Desk, background: Background, window: QWidget, column: QVBoxLayout) -> None:
        super().__init__(window)
        self._desk, self._background, self._window, self._column = desk, background, window, column
        self._title = window.windowTitle()
        window.setWindowTitle(tr("StalkDesk – øvelse"))
        self.strip = TrainingStrip()
        column.insertWidget(0, self.strip)
        self.watermark = Watermark(window)

    def enter(self) -> None:
        """Shows the learner's entrance."""
        self.show_unlock()

    def show_unlock(self, sentence: str = "") -> LearnersEntrance:
        """Shows the learner's entrance, with a remark, and gives it."""
        self.strip.end_button.hide()
        screen = LearnersEntrance(self._desk, self._background)
        screen.unlocked.connect(self.unlocked)
        screen.left.connect(self.left)
        if sentence:
            screen.say(sentence)
        self.made.emit(screen)
        return screen

    def made_frame(self, desk: Desk, window: Window) -> TrainingFrame:
        """Her desk, once her store is open."""
        return TrainingFrame(desk, self._background, window, self.strip)

    def end(self) -> None:
        """The window is the real desk's again."""
        self._window.setWindowTitle(self._title)
        self._window.removeEventFilter(self.watermark)
        for part in (self.strip, self.watermark):
            part.hide()
            part.deleteLater()
        self._column.removeWidget(self.strip)
        self.deleteLater()
