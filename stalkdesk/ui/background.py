"""One worker thread for everything that waits: the drawer, the PDF, a preview. Results come back on the screen's thread.

Acts run one after another in the order in which they were asked for, so that a drawer never meets two threads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from stalkdesk.errors import DeskError

if TYPE_CHECKING:  # not for a cycle: the first window is painted before there is anything to do
    from queue import SimpleQueue
    from threading import Thread

_T = TypeVar("_T")
_Work = Callable[[], object]


def _nothing(_: object) -> None:
    """For acts whose result nobody shows."""


def _raise(error: BaseException) -> None:
    raise error


class Background(QObject):
    """The worker. `run` may only be called from the screen's thread."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Callable[[], None] | None] | None = None
        self._thread: Thread | None = None
        self._open = 0
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
        self._open += 1
        self._started().put(lambda: self._carry_out(work, done, failed or _raise, always))

    @property
    def is_stopped(self) -> bool:
        """Whether the window was closed: nothing can be asked for any more."""
        return self._is_stopped

    @property
    def is_idle(self) -> bool:
        """Whether every act is finished and its result delivered."""
        return self._open == 0

    def when_idle(self, reached: Callable[[], object]) -> None:
        """Calls `reached` on the screen's thread once nothing else is under way, however much the results still set off."""
        self.run(lambda: None, lambda _: reached() if self.is_idle else self.when_idle(reached))

    def wait_idle(self) -> None:
        """Blocks until every act is finished, then delivers the results. For locking and closing, where little is under way."""
        from threading import Event

        from PySide6.QtCore import QCoreApplication, QEvent

        while self._open:
            reached = Event()
            self._started().put(reached.set)
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

    def _started(self) -> SimpleQueue[Callable[[], None] | None]:
        """The queue of the worker, who begins with the first act."""
        from queue import SimpleQueue
        from threading import Thread

        if self._queue is None:
            self._queue = SimpleQueue()
            self._thread = Thread(target=_work, args=(self._queue,), name="drawer", daemon=True)
            self._thread.start()
        return self._queue

    def _carry_out(
        self,
        work: Callable[[], _T],
        done: Callable[[_T], object],
        failed: Callable[[DeskError], object],
        always: Callable[[], object] | None,
    ) -> None:
        deliver: _Work
        try:
            result = work()
        except DeskError as error:
            deliver = _bound(failed, error)
        except Exception as fault:  # noqa: BLE001 - the worker carries a fault of ours to the excepthook
            deliver = _bound(_raise, fault)
        else:
            deliver = _bound(done, result)
        self._arrived.emit((deliver, always))

    def _on_arrived(self, arrival: tuple[_Work, Callable[[], object] | None]) -> None:
        deliver, always = arrival
        self._open -= 1
        try:
            deliver()
        finally:
            if always is not None:
                always()


def _work(queue: SimpleQueue[Callable[[], None] | None]) -> None:
    """One act after another. Garbage is not collected meanwhile: a widget in it may be destroyed by the screen's thread only,
    or the program crashes."""
    import gc

    while (act := queue.get()) is not None:
        gc.disable()
        try:
            act()
        finally:
            gc.enable()


def _bound(receiver: Callable[[_T], object], value: _T) -> _Work:
    return lambda: receiver(value)
