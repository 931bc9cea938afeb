"""When backups are made by themselves: when the desk is locked or closed, and once a day while it stays open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel

from stalkdesk.casework.backups import Occasion
from stalkdesk.casework.drawer import Drawer
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entrance import Entrance

_LOOK_EVERY_MILLISECONDS = 30 * 60 * 1000


class AfterWork(QObject):
    """Makes the backups that are due, then closes the drawer. Emits `began` when one is due: until then nobody is told to wait.

    What did not work is kept with the store, and told to the supervisor; it keeps nobody from locking the desk.
    """

    began = Signal()

    def __init__(self, drawer: Drawer, occasion: Occasion) -> None:
        super().__init__()
        self._drawer, self._occasion = drawer, occasion
        self._is_stopped = False

    def stop(self) -> None:
        """Somebody wants to come in: what is not finished is left out, and due again the next time. From any thread."""
        self._is_stopped = True

    def carry_out(self) -> None:
        """For the worker."""
        try:
            with suppress(DeskError):
                self._back_up()
        finally:
            self._drawer.close()

    def _back_up(self) -> None:
        steps = self._drawer.backups.steps(self._occasion)
        for number, _ in enumerate(steps):
            if number == 0:
                self.began.emit()
            if self._is_stopped:
                break
        del steps  # what it had half written is swept now


def lock_away(background: Background, drawer: Drawer, screen: Entrance, done: Callable[[], object]) -> None:
    """Backs up and closes behind the unlock screen, which says so; who unlocks meanwhile does not wait for the backup."""
    work = AfterWork(drawer, Occasion.LOCKED)
    work.began.connect(screen.say_backing_up)
    screen.tried.connect(work.stop)
    background.run(work.carry_out, always=done)


def close_away(background: Background, drawer: Drawer) -> None:
    """The same when the program is closed: it ends when the backup is made, and says so when that takes a while."""
    background.run(AfterWork(drawer, Occasion.CLOSED).carry_out)
    said: list[QLabel] = []  # it goes with the last reference
    background.wait_idle(lambda: said.append(farewell()))


def farewell() -> QLabel:
    """What is on the screen, alone, while the program finishes a backup."""
    sentence = QLabel(tr("Sikkerhedskopien bliver færdig … et øjeblik. Vinduet lukker af sig selv."))
    sentence.setObjectName("farewell")
    sentence.setWindowTitle("StalkDesk")
    sentence.setAccessibleName(sentence.text())
    sentence.setMargin(32)
    sentence.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
    sentence.show()
    for _ in range(3):  # shown, laid out, painted: the screen's thread waits after this
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return sentence


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
