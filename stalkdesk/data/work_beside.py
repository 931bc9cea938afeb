"""A second thread for what goes on while the first one seals or opens an attachment: hashing, and the disk's flushing.

Both leave the interpreter's lock alone while they work, so two cores share what one would do in turn (benchmarks/attaching.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:  # not for a cycle: most desks start without an attachment
    from concurrent.futures import Future, ThreadPoolExecutor


class WorkBeside:
    """One act at a time on a thread of its own; leaving the context waits for it."""

    def __init__(self) -> None:
        self._thread: ThreadPoolExecutor | None = None
        self._act: Future[object] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        if self._thread is not None:
            self._thread.shutdown()

    def begin(self, act: Callable[[], object]) -> None:
        """Begins the act once the one before has ended. Raises what that one has raised."""
        from concurrent.futures import ThreadPoolExecutor

        self.finish()
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "beside")
        self._act = self._thread.submit(act)

    def finish(self) -> None:
        """Waits for the act. Raises what it has raised."""
        act, self._act = self._act, None
        if act is not None:
            act.result()


class HashBeside(WorkBeside):
    """SHA-256 of pieces that are in use elsewhere meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self._digest = hashlib.sha256()

    def update(self, piece: bytes) -> None:
        """The next piece."""
        self.begin(lambda: self._digest.update(piece))

    def hexdigest(self) -> str:
        """Of everything there was, in hex."""
        self.finish()
        return self._digest.hexdigest()
