"""Makes the cases of an older store findable while the desk is open: a short act at a time, between those of the desk."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from stalkdesk.casework.officers import Act
from stalkdesk.casework.persons.persons import Tracing
from stalkdesk.errors import DeskError
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk

_PAUSE_MS = 150
"""Between two acts: who waits for the worker meanwhile, or wants to lock, comes first."""


class CatchingUp(QObject):
    """Goes on until all is done, the desk is locked or something fails; then again with the next unlocking."""

    def __init__(self, desk: Desk, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background, self._drawer = desk, background, desk.open_drawer()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.go_on)
        if self._drawer.officer.may(Act.TAKE_INTAKE):
            self._pause.start()

    def go_on(self) -> None:
        """The next few cases, when nobody else waits for the worker."""
        if self._desk.drawer is not self._drawer or self._background.is_stopped:
            return
        if self._background.is_idle:
            self._background.run(self._drawer.go_on_tracing, self._on_done, self._on_failed)
        else:
            self._pause.start()

    def _on_done(self, tracing: Tracing) -> None:
        if not tracing.is_complete:
            self._pause.start()

    def _on_failed(self, _problem: DeskError) -> None:
        """The next unlocking tries again; the search page says how far it is."""
