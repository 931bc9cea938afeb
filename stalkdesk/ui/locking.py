"""The desk faces the public: after a while without a key or a movement, it locks itself.

The watch sits on the program's windows, where every key and movement arrives first, and not on the whole program: a filter over
every event of every object costs time and meets objects that are just going away.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from stalkdesk.casework.drawer import Drawer
from stalkdesk.settings import IDLE_LOCK_MINUTES, value

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


def idle_milliseconds(drawer: Drawer) -> int:
    """After how long this desk locks itself, as its authority has set it. For the worker."""
    return value(IDLE_LOCK_MINUTES, drawer.setting(IDLE_LOCK_MINUTES.key)) * 60_000


class IdleWatch(QObject):
    """Emits `idle` once, when nobody has touched keyboard or mouse for the given time. Off until `start`."""

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.idle)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._on_window)

    @property
    def is_watching(self) -> bool:
        """Whether the time is running."""
        return self._timer.isActive()

    @property
    def remaining(self) -> int:
        """Milliseconds until the desk locks itself; -1 while nothing is watched."""
        return self._timer.remainingTime()

    def start(self, milliseconds: int) -> None:
        """Begins to watch, or begins anew with another time."""
        self._timer.start(milliseconds)
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)

    def stop(self) -> None:
        """Watches no longer."""
        self._timer.stop()
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def _on_window(self, window: QWindow | None) -> None:
        """A dialog came up: what is typed there counts too."""
        if window is not None and self._timer.isActive():
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sees what arrives at a window; takes nothing."""
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
        return False
