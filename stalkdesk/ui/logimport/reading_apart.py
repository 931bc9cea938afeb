"""Has a log read out of a file by a child of the desk: nothing of it is parsed in the program that holds the keys.

Over its input: `ASK` (which table, length) and the bytes. Over its output: `READY`, then `TOLD` (length) and `ReadLog` as JSON.
What it says is bounded, checked, and believed to be no more than texts.
"""

from __future__ import annotations

import struct
import threading
from pathlib import Path
from typing import IO

from stalkdesk import places
from stalkdesk.casework.log.log_tables import (
    MOST_CELL,
    MOST_COLUMNS,
    MOST_FILE_BYTES,
    MOST_LETTERS,
    MOST_NAME,
    MOST_ROWS,
    MOST_TABLES,
    LogTable,
    ReadLog,
    Refusal,
    refusal_said,
)
from stalkdesk.errors import ActStopped, AttachmentUnfit, DeskError
from stalkdesk.ui import apart

MOST_SECONDS = 60.0
"""From the start of the child to its last word."""
MOST_ANSWER = 4 * MOST_LETTERS
"""Bytes of its answer."""
READY = b"SLR1"
ASK = struct.Struct(">iQ")
TOLD = struct.Struct(">Q")


class ReadApart:
    """Starts the children, one at a time. `stop` may be called from another thread."""

    def __init__(self) -> None:
        self._children = apart.OneAtATime()

    def read(self, content: bytes, wanted: int = -1) -> LogTable:
        """A table of the file: the one that is wanted, -1 for the largest. Raises AttachmentUnfit with a sentence, and
        ActStopped when it was stopped meanwhile."""
        if not content:
            raise refused(Refusal.EMPTY)
        if len(content) > MOST_FILE_BYTES:
            raise refused(Refusal.TOO_LARGE)
        answer = self._asked(ASK.pack(wanted, len(content)), content)
        if answer.refused is not None:
            raise refused(answer.refused)
        if answer.table is None or not _holds(answer.table):
            raise refused(Refusal.DAMAGED)
        return answer.table

    def stop(self) -> None:
        """Ends the child that reads, and starts no more."""
        self._children.stop()

    def _asked(self, ask: bytes, content: bytes) -> ReadLog:
        too_slow = threading.Event()
        try:
            child = self._children.start(_child)
        except apart.NoAnswer:
            raise self._no_answer(too_slow) from None
        watch = threading.Timer(MOST_SECONDS, _give_up, (child, too_slow))
        watch.start()
        try:
            return _answer(child, ask, content)
        except (OSError, ValueError, apart.NoAnswer):
            raise self._no_answer(too_slow) from None
        finally:
            watch.cancel()
            apart.end(child)

    def _no_answer(self, too_slow: threading.Event) -> DeskError:
        if self._children.is_stopped:
            return refused(Refusal.STOPPED)
        return refused(Refusal.TOO_SLOW if too_slow.is_set() else Refusal.DAMAGED)


def content_of(untrusted_path: Path) -> bytes:
    """The bytes of a file, however large it says it is: one that is too large is refused before it is read. Raises
    AttachmentUnfit."""
    try:
        if not untrusted_path.is_file():
            raise refused(Refusal.NO_FILE)
        if untrusted_path.stat().st_size > MOST_FILE_BYTES:
            raise refused(Refusal.TOO_LARGE)
        with untrusted_path.open("rb") as file:
            return file.read(MOST_FILE_BYTES + 1)
    except (OSError, ValueError):
        raise refused(Refusal.NO_FILE) from None


def refused(why: Refusal) -> DeskError:
    """Why no log was read, to be raised."""
    return (ActStopped if why is Refusal.STOPPED else AttachmentUnfit)(refusal_said(why))


def _child() -> apart.Child:
    return apart.started(places.READ)


def _give_up(child: apart.Child, too_slow: threading.Event) -> None:
    too_slow.set()
    child.kill()


def _answer(child: apart.Child, ask: bytes, content: bytes) -> ReadLog:
    assert child.stdout is not None
    if apart.read(child.stdout, len(READY)) != READY:
        raise apart.NoAnswer
    feeding = apart.feeding(child, ask, content)
    try:
        return _understood(child.stdout)
    finally:
        child.kill()
        feeding.join()


def _understood(out: IO[bytes]) -> ReadLog:
    """The answer. Never more is read than the largest one. Raises ValueError, NoAnswer."""
    import msgspec  # 10 ms that the first window need not wait for

    (length,) = TOLD.unpack(apart.read(out, TOLD.size))
    if length > MOST_ANSWER:
        raise apart.NoAnswer
    return msgspec.json.decode(apart.read(out, length), type=ReadLog)


def _holds(table: LogTable) -> bool:
    """Whether it keeps to the bounds that the reader was to keep."""
    rows, names = table.rows, table.tables
    is_even = all(len(row) == table.width for row in rows) and 0 < table.width <= MOST_COLUMNS
    is_short = len(rows) <= MOST_ROWS + 1 and all(len(cell) <= MOST_CELL + 1 for row in rows for cell in row)
    is_named = 0 <= table.chosen < len(names) <= MOST_TABLES and all(len(one.name) <= MOST_NAME for one in names)
    return bool(rows) and is_even and is_short and is_named
