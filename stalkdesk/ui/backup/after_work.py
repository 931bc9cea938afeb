"""When backups are made by themselves: when the desk is locked or closed, and once a day while it stays open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from stalkdesk.casework.backups import Occasion
from stalkdesk.casework.drawer import Drawer
from stalkdesk.errors import DeskError
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk

_LOOK_EVERY_MILLISECONDS = 30 * 60 * 1000


def locked(drawer: Drawer) -> None:
    """Makes the backups that are due when the desk is locked, then closes the drawer. For the worker.

    What did not work is kept with the store, and told to the supervisor; it keeps nobody from locking the desk.
    """
    _put_away(drawer, Occasion.LOCKED)


def closed(drawer: Drawer) -> None:
    """The same when the program is closed."""
    _put_away(drawer, Occasion.CLOSED)


def _put_away(drawer: Drawer, occasion: Occasion) -> None:
    try:
        with suppress(DeskError):
            for _ in drawer.backups.steps(occasion):
                pass
    finally:
        drawer.close()


class DailyBackup(QObject):
    """Looks every half hour whether a backup is due, and makes it in short steps, so that what is typed meanwhile is saved."""

    def __init__(self, desk: Desk, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Makes the backups that are due today."""
        if self._steps is None and self._desk.drawer is not None and not self._background.is_stopped:
            self._steps = self._desk.drawer.backups.steps(Occasion.DAILY)
            self._go_on()

    def _go_on(self) -> None:
        steps = self._steps
        if steps is not None:
            self._background.run(lambda: next(steps, self), self._on_step, self._on_failed)

    def _on_step(self, reached: object) -> None:
        if reached is self:
            self._steps = None
        else:
            self._go_on()

    def _on_failed(self, _: DeskError) -> None:
        """It is tried again in half an hour, and after work; the front page tells when the last one is too old."""
        self._steps = None
