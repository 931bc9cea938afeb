"""Every answer on its way to the drawer: at once, one after another, and again until it is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from stalkdesk.casework.drawer import Drawer
from stalkdesk.errors import DeskError
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Question
from stalkdesk.ui.background import Background

_T = TypeVar("_T")

RETRY_AFTER = 3_000
"""Milliseconds until what could not be kept is tried again."""


class Keeping(QObject):
    """Keeps the answers of one draft. What fails waits here and is tried again with the next change and every few seconds.

    `kept(datetime)` gives the time that the drawer returned; `failed(str)` the sentence of what went wrong. Of several
    answers to one question only the newest waits. One act is under way at a time, so the order of a question's answers holds.
    """

    kept = Signal(object)
    failed = Signal(str)

    def __init__(self, background: Background, drawer: Drawer, case_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._drawer = drawer
        self._case_id = case_id
        self._waiting: dict[str, tuple[Question, Answer | None]] = {}
        self._place = ""
        self._is_under_way = False
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_AFTER)
        self._retry.timeout.connect(self._go_on)

    @property
    def is_settled(self) -> bool:
        """Whether everything that was given is in the drawer."""
        return not self._waiting

    def keep(self, question: Question, answer: Answer | None) -> None:
        """Keeps `answer`, or takes the kept one back when it is None."""
        self._waiting[question.id] = (question, answer)
        self._go_on()

    def keep_place(self, question_id: str) -> None:
        """Remembers which question is on the screen, after the answers."""
        self._place = question_id
        self._go_on()

    def _go_on(self) -> None:
        if self._is_under_way:
            return
        self._retry.stop()
        if self._waiting:
            self._keep_next(next(iter(self._waiting)))
        elif self._place:
            self._keep_place(self._place)

    def _keep_next(self, question_id: str) -> None:
        question, answer = self._waiting[question_id]
        drawer, case_id = self._drawer, self._case_id

        def work() -> datetime:
            if answer is None:
                return drawer.forget_answer(case_id, question_id)
            return drawer.keep_answer(case_id, answer, question.compartment)

        def done(at: datetime) -> None:
            if self._waiting.get(question_id) == (question, answer):
                del self._waiting[question_id]
            self.kept.emit(at)

        self._waiting[question_id] = self._waiting.pop(question_id)  # one that fails does not stand in the way of the others
        self._run(work, done)

    def _keep_place(self, place: str) -> None:
        drawer, case_id = self._drawer, self._case_id

        def done(_: None) -> None:
            if self._place == place:
                self._place = ""

        self._run(lambda: drawer.keep_place(case_id, place), done)

    def _run(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self._is_under_way = True

        def succeeded(result: _T) -> None:
            self._is_under_way = False
            done(result)
            self._go_on()

        def failed(error: DeskError) -> None:
            self._is_under_way = False
            self.failed.emit(str(error))
            self._retry.start()

        self._background.run(work, succeeded, failed)
