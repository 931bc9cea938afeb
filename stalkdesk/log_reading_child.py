"""The child that reads a log out of a file for the desk (`ui/logimport/reading_apart.py`).

A hostile file meets a process that holds no key and no case, whose memory nobody else may read, that may use so much memory and
time and no more, and that can open nothing: no file, no socket, no other program. A reader that fails over a file takes the
child with it; the desk says that it can't be read.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import BinaryIO

from stalkdesk.casework.log.log_tables import MOST_FILE_BYTES, ReadLog, Refusal
from stalkdesk.data.hardening import forbid_memory_reading, forbid_reaching_out, limit
from stalkdesk.ui.logimport.reading_apart import ASK, READY, TOLD

MOST_MEMORY = 1_500_000_000
"""Bytes beyond what the child has when it begins to read."""
MOST_PROCESSOR_SECONDS = 55


def run() -> int:
    """Reads the one file that is asked for, and ends. Gives the exit code."""
    forbid_memory_reading()
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    _say(told, READY)
    from stalkdesk.reading.sorting import prepare, read_log
    from stalkdesk.reading.tables import Refused

    bound()
    wanted, content = _question(asked)
    prepare(content)
    forbid_reaching_out()
    try:
        answer = ReadLog(table=read_log(content, wanted))
    except Refused as refused:
        answer = ReadLog(refused=refused.why)
    except MemoryError:
        answer = ReadLog(refused=Refusal.UNFOLDS_TOO_FAR)
    words = json.dumps(asdict(answer), ensure_ascii=False).encode("utf-8", "replace")
    _say(told, TOLD.pack(len(words)) + words)
    return 0


def bound() -> None:
    """From now on: so much memory and processor time, and no file written."""
    limit(MOST_MEMORY, MOST_PROCESSOR_SECONDS)


def _question(asked: BinaryIO) -> tuple[int, bytes]:
    wanted, length = ASK.unpack(asked.read(ASK.size))
    return wanted, asked.read(min(length, MOST_FILE_BYTES))


def _say(told: BinaryIO, words: bytes) -> None:
    told.write(words)
    told.flush()
