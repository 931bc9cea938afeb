"""Has a picture or a page drawn by a child of the desk: one child for each, which gets the bytes over a pipe once it has closed
its memory to others, answers with bounded pixels, and is killed when it takes too long or says too much.

Over its input: `ASK` (kind, page, length) and the bytes. Over its output: `READY`, then `TOLD` (width, height, pages) and four
bytes for each pixel; no width means that it can't be drawn. Nothing of the file is in a name, an argument, the environment or
a file.
"""

from __future__ import annotations

import struct
import threading
from dataclasses import dataclass
from typing import IO

from stalkdesk import places
from stalkdesk.casework.attachments import AttachmentKind
from stalkdesk.ui import apart

MOST_SHOWN = 2000
"""Pixels of the longer side as it is shown."""
MOST_SECONDS = 8.0
"""From the start of the child to its last pixel."""
READY = b"SDV1"
ASK = struct.Struct(">8sIQ")
TOLD = struct.Struct(">III")
_PIXEL = 4
_read = apart.read


class NotDrawn(Exception):
    """The child could not draw it, died, said what it may not, or was stopped."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """What came back: red, green, blue, filled, row by row."""

    width: int
    height: int
    pages: int
    content: bytes


class DrawnApart:
    """Starts the children, one at a time. `stop` may be called from another thread."""

    def __init__(self) -> None:
        self._children = apart.OneAtATime()

    def draw(self, kind: AttachmentKind, content: bytes, page: int) -> Pixels:
        """The picture, or that page. Raises NotDrawn."""
        try:
            return self._drawn(ASK.pack(kind.value.encode(), page, len(content)), content)
        except (OSError, ValueError, apart.NoAnswer):
            raise NotDrawn from None

    def stop(self) -> None:
        """Ends the child that draws, and starts no more."""
        self._children.stop()

    def _drawn(self, ask: bytes, content: bytes) -> Pixels:
        child = self._children.start(_child)
        watch = threading.Timer(MOST_SECONDS, child.kill)
        watch.start()
        try:
            return _asked(child, ask, content)
        finally:
            watch.cancel()
            apart.end(child)


def _child() -> apart.Child:
    return apart.started(places.DRAW)


def _asked(child: apart.Child, ask: bytes, content: bytes) -> Pixels:
    assert child.stdout is not None
    if _read(child.stdout, len(READY)) != READY:
        raise NotDrawn
    feeding = apart.feeding(child, ask, content)
    try:
        return _told(child.stdout)
    finally:
        child.kill()
        feeding.join()


def _told(out: IO[bytes]) -> Pixels:
    """The answer. Never more is read than the largest picture."""
    width, height, pages = TOLD.unpack(_read(out, TOLD.size))
    if not (0 < width <= MOST_SHOWN and 0 < height <= MOST_SHOWN and pages > 0):
        raise NotDrawn
    return Pixels(width, height, pages, _read(out, width * height * _PIXEL))
