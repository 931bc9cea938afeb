"""Everything given or typed on its way to the drawer: at once, one act after another, and again until it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from stalkdesk.casework.drawer import Drawer
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Question
from stalkdesk.ui.background import Background

_T = TypeVar("_T")

RETRY_AFTER = 3_000
"""Milliseconds until what could not be kept is tried again."""


@dataclass(frozen=True, slots=True, eq=False)
class _Act:
    """Something to be kept; gives the time when it is."""

    work: Callable[[], datetime]
    is_answer: bool


class Keeping(QObject):
    """Keeps the answers of one draft, and what was typed and is no answer yet.

    What fails waits here and is tried again with the next change and every few seconds. `kept(datetime)` gives the time that
    the drawer returned; `failed(str)` the sentence of what went wrong. One act is under way at a time, and of one question only
    the newest answer waits, with what was typed after it: the order of a question's acts holds.
    """

    kept = Signal(object)
    failed = Signal(str)

    def __init__(self, background: Background, drawer: Drawer, case_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._drawer = drawer
        self._case_id = case_id
        self._waiting: dict[str, tuple[_Act, ...]] = {}
        self._place = ""
        self._is_under_way = False
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_AFTER)
        self._retry.timeout.connect(self.go_on)

    @property
    def is_settled(self) -> bool:
        """Whether everything that was given or typed is in the drawer."""
        return not self._waiting

    def keep(self, question: Question, answer: Answer | None) -> None:
        """Keeps `answer`, or takes the kept one back when it is None; what was typed before it goes with either."""
        drawer, case_id = self._drawer, self._case_id

        def work() -> datetime:
            if answer is None:
                return drawer.forget_answer(case_id, question.id)
            return drawer.keep_answer(case_id, answer, question.compartment)

        self._waiting[question.id] = (_Act(work, is_answer=True),)
        self.go_on()

    def keep_unfinished(self, question_id: str, untrusted: object | None) -> None:
        """Keeps what was typed and is no answer yet, after an answer that still waits; None takes it away."""
        drawer, case_id = self._drawer, self._case_id
        act = _Act(lambda: drawer.keep_unfinished(case_id, question_id, untrusted), is_answer=False)
        self._waiting[question_id] = (*(one for one in self._waiting.get(question_id, ()) if one.is_answer), act)
        self.go_on()

    def keep_place(self, question_id: str) -> None:
        """Remembers which question is on the screen, after everything else."""
        self._place = question_id
        self.go_on()

    def forget_place(self) -> None:
        """The case is being filed: it is never gone on with, and its place can't be kept any more."""
        self._place = ""

    def go_on(self) -> None:
        """Tries what waits, if nothing is under way."""
        if self._is_under_way or self._background.is_stopped:
            return
        self._retry.stop()
        if self._waiting:
            self._keep_next(next(iter(self._waiting)))
        elif self._place:
            self._keep_place(self._place)

    def _keep_next(self, question_id: str) -> None:
        act = self._waiting[question_id][0]

        def done(at: datetime) -> None:
            left = tuple(one for one in self._waiting.pop(question_id, ()) if one is not act)
            if left:
                self._waiting[question_id] = left
            self.kept.emit(at)

        self._waiting[question_id] = self._waiting.pop(question_id)  # one that fails does not stand in the way of the others
        self._run(act.work, done)

    def _keep_place(self, place: str) -> None:
        drawer, case_id = self._drawer, self._case_id

        def done(_: None) -> None:
            if self._place == place:
                self._place = ""

        self._run(lambda: drawer.keep_place(case_id, place), done)

    def _run(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self._is_under_way = True
        is_done = False

        def succeeded(result: _T) -> None:
            nonlocal is_done
            is_done = True
            done(result)

        def over() -> None:
            self._is_under_way = False
            if is_done:
                self.go_on()
            else:
                self._retry.start()

        self._background.run(work, succeeded, lambda error: self.failed.emit(str(error)), over)
