"""The exercise that goes on: who stands at the counter, and in which ways she was asked. Every way used is kept at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from stalkdesk.errors import DeskError
from stalkdesk.training.playing import Counter
from stalkdesk.training.progress import keep_tried
from stalkdesk.training.vignettes import Way
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.training.rounds import opened


class Exercise(QObject):
    """`changed`: another person stands there, or more was asked; `failed(str)`: what was asked could not be kept."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self.case_id = ""
        self.counter: Counter | None = None

    def open(self, case_id: str) -> None:
        """Goes over to that case, as it was left."""
        if case_id == self.case_id:
            return
        self.case_id, self.counter = case_id, None
        self._background.run(
            lambda: opened(self._desk, case_id), lambda found: self._on_opened(case_id, found), self._on_failed
        )

    def ask(self, question_id: str, way: Way) -> None:
        """Asks the person in that way."""
        if self.counter is None:
            return
        case_id, counter = self.case_id, self.counter.trying(question_id, way)
        if counter is not self.counter:
            self.counter = counter
            drawer = self._desk.open_drawer()
            self._background.run(lambda: keep_tried(drawer, case_id, counter), failed=self._on_failed)
        self.changed.emit()

    def _on_opened(self, case_id: str, counter: Counter | None) -> None:
        if case_id == self.case_id:
            self.counter = counter
            self.changed.emit()

    def _on_failed(self, error: DeskError) -> None:
        self.failed.emit(str(error))
