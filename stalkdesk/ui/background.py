"""One worker thread for everything that waits: the drawer, the PDF, a preview. Results come back on the screen's thread.

Acts run one after another in the order in which they were asked for, so that a drawer never meets two threads.

What an act holds may hold a widget, and a widget that is let go on the worker is destroyed there: the program crashes, later
and elsewhere. So everything that belongs to an act stays in a table of the screen's thread. The worker gets a number, borrows
the act while it runs, and has nothing left of it when it says that it is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from stalkdesk.errors import DeskError

if TYPE_CHECKING:  # not for a cycle: the first window is painted before there is anything to do
    from queue import SimpleQueue
    from threading import Event, Thread

_T = TypeVar("_T")


def _nothing(_: object) -> None:
    """For acts whose result nobody shows."""


def _raise(error: BaseException) -> None:
    raise error


@dataclass(slots=True)
class _Act:
    """What was asked for, who gets the result, and how it ended."""

    work: Callable[[], Any]
    done: Callable[[Any], object]
    failed: Callable[[DeskError], object]
    always: Callable[[], object] | None
    result: Any = None
    fault: Exception | None = None

    def carry_out(self) -> None:
        """Runs the work; a fault is kept for the screen's thread."""
        try:
            self.result = self.work()
        except Exception as fault:  # noqa: BLE001 - the worker carries a fault of ours to the excepthook
            self.fault = fault

    def deliver(self) -> None:
        """Tells who asked."""
        fault, self.fault = self.fault, None  # its traceback holds this act: not in a circle
        try:
            if fault is None:
                self.done(self.result)
            elif isinstance(fault, DeskError):
                self.failed(fault)
            else:
                raise fault
        finally:
            if self.always is not None:
                self.always()


_PATIENCE_SECONDS = 0.5


class Background(QObject):
    """The worker. `run` may only be called from the screen's thread."""

    _arrived = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[int | Event | None] | None = None
        self._thread: Thread | None = None
        self._acts: dict[int, _Act] = {}
        self._asked = 0
        self._is_stopped = False
        self._arrived.connect(self._on_arrived)

    def run(
        self,
        work: Callable[[], _T],
        done: Callable[[_T], object] = _nothing,
        failed: Callable[[DeskError], object] | None = None,
        always: Callable[[], object] | None = None,
    ) -> None:
        """Runs `work` on the worker, then `done(result)` or `failed(error)` on the screen's thread, then `always()`.

        A DeskError without `failed`, and every other exception, rises on the screen's thread: to the excepthook.
        """
        if self._is_stopped:
            raise RuntimeError("the worker is stopped")
        self._asked += 1
        self._acts[self._asked] = _Act(work, done, failed or _raise, always)
        self._started().put(self._asked)

    @property
    def is_stopped(self) -> bool:
        """Whether the window was closed: nothing can be asked for any more."""
        return self._is_stopped

    @property
    def is_idle(self) -> bool:
        """Whether every act is finished and its result delivered."""
        return not self._acts

    def when_idle(self, reached: Callable[[], object]) -> None:
        """Calls `reached` on the screen's thread once nothing else is under way, however much the results still set off."""
        self.run(lambda: None, lambda _: reached() if self.is_idle else self.when_idle(reached))

    def wait_idle(self, when_slow: Callable[[], object] | None = None) -> None:
        """Blocks until every act is finished, then delivers the results. For locking and closing, where little is under way;
        when it is not, `when_slow` is called once, and may say so."""
        from threading import Event

        from PySide6.QtCore import QCoreApplication, QEvent

        while self._acts:
            reached = Event()
            self._started().put(reached)
            if when_slow is not None and not reached.wait(_PATIENCE_SECONDS):
                when_slow()
                when_slow = None
            reached.wait()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def stop(self) -> None:
        """Finishes what is under way and ends the worker. Stopping twice is harmless."""
        if self._is_stopped:
            return
        self.wait_idle()
        self._is_stopped = True
        if self._thread is not None:
            self._started().put(None)
            self._thread.join()

    def _started(self) -> SimpleQueue[int | Event | None]:
        """The queue of the worker, who begins with the first act."""
        from queue import SimpleQueue
        from threading import Thread

        if self._queue is None:
            self._queue = SimpleQueue()
            self._thread = Thread(target=_work, args=(self._queue, self._acts, self._arrived.emit), name="drawer", daemon=True)
            self._thread.start()
        return self._queue

    def _on_arrived(self, number: int) -> None:
        self._acts.pop(number).deliver()


def _work(queue: SimpleQueue[int | Event | None], acts: dict[int, _Act], arrived: Callable[[int], object]) -> None:
    """One act after another. Garbage is not collected meanwhile: a widget in it is destroyed by the screen's thread only."""
    import gc

    while (asked := queue.get()) is not None:
        if not isinstance(asked, int):
            asked.set()
            continue
        gc.disable()
        try:
            acts[asked].carry_out()
            arrived(asked)
        finally:
            gc.enable()
