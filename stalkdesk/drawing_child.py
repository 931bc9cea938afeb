"""The child that draws an attachment for the desk (`ui/cases/drawing_apart.py`).

A hostile file meets a process that holds no key and no case, whose memory nobody else may read, that may use so much memory and
time and no more, and can write no file. Windows sets none of these limits: there the caps on pixels bound it, and the desk that
kills the child; on macOS there is no limit on memory.
"""

from __future__ import annotations

import sys
from typing import BinaryIO

from stalkdesk.casework.attachments import MOST_SHOWN_BYTES, AttachmentKind
from stalkdesk.data.hardening import forbid_memory_reading, limit
from stalkdesk.ui.cases.drawing_apart import ASK, READY, TOLD

MOST_MEMORY = 800_000_000
"""Bytes beyond what the child has when it begins to draw."""
MOST_PROCESSOR_SECONDS = 7


def run() -> int:
    """Draws the one thing that is asked for, and ends. Gives the exit code."""
    forbid_memory_reading()
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    _say(told, READY)
    from stalkdesk.ui.cases.attachment_drawing import CannotBeDrawn, drawn

    application = _application()
    bound()
    kind, page, content = _question(asked)
    try:
        picture = drawn(kind, content, page)
        _say(told, TOLD.pack(picture.width, picture.height, picture.pages) + picture.pixels)
    except (CannotBeDrawn, MemoryError):
        _say(told, TOLD.pack(0, 0, 0))
    del application
    return 0


def bound() -> None:
    """From now on: so much memory and processor time, and no file written."""
    limit(MOST_MEMORY, MOST_PROCESSOR_SECONDS)


def _application() -> object:
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication(["stalkdesk"])


def _question(asked: BinaryIO) -> tuple[AttachmentKind, int, bytes]:
    kind, page, length = ASK.unpack(asked.read(ASK.size))
    return AttachmentKind(kind.rstrip(b"\0").decode("ascii")), page, asked.read(min(length, MOST_SHOWN_BYTES))


def _say(told: BinaryIO, words: bytes) -> None:
    told.write(words)
    told.flush()
