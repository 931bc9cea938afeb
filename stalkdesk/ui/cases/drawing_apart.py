"""Has a picture or a page drawn by a child of the desk: one child for each, which gets the bytes over a pipe once it has closed
its memory to others, answers with bounded pixels, and is killed when it takes too long or says too much.

Over its input: `ASK` (kind, page, length) and the bytes. Over its output: `READY`, then `TOLD` (width, height, pages) and four
bytes for each pixel; no width means that it can't be drawn. Nothing of the file is in a name, an argument, the environment or
a file.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from stalkdesk import places
from stalkdesk.casework.attachments import AttachmentKind

MOST_SHOWN = 2000
"""Pixels of the longer side as it is shown."""
MOST_SECONDS = 8.0
"""From the start of the child to its last pixel."""
READY = b"SDV1"
ASK = struct.Struct(">8sIQ")
TOLD = struct.Struct(">III")
_PIXEL = 4
_FROM_OURS = (
    *("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "PYTHONPATH", "QT_PLUGIN_PATH"),
    *("SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "NUMBER_OF_PROCESSORS"),
)


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
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def draw(self, kind: AttachmentKind, content: bytes, page: int) -> Pixels:
        """The picture, or that page. Raises NotDrawn."""
        child = self._started()
        watch = threading.Timer(MOST_SECONDS, child.kill)
        watch.start()
        try:
            return _asked(child, ASK.pack(kind.value.encode(), page, len(content)), content)
        except (OSError, ValueError):
            raise NotDrawn from None
        finally:
            watch.cancel()
            _end(child)

    def stop(self) -> None:
        """Ends the child that draws, and starts no more."""
        with self._lock:
            self._is_stopped = True
            if self._child is not None:
                self._child.kill()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_stopped:
                raise NotDrawn
            try:
                self._child = _child()
            except OSError:
                raise NotDrawn from None
            return self._child


def _child() -> subprocess.Popen[bytes]:
    words, folder = places.own_program(places.DRAW)
    return subprocess.Popen(  # noqa: S603  our own program, with one fixed word
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd=folder,
        env=_environment(),
        creationflags=_no_console(),
    )


def _no_console() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def _environment() -> dict[str, str]:
    """What a child needs in order to start; neither home nor names of ours."""
    ours = {name: text for name, text in os.environ.items() if name.upper() in _FROM_OURS or name.startswith("_PYI_")}
    return {**ours, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def _asked(child: subprocess.Popen[bytes], ask: bytes, content: bytes) -> Pixels:
    assert child.stdin is not None
    assert child.stdout is not None
    if _read(child.stdout, len(READY)) != READY:
        raise NotDrawn
    feeding = threading.Thread(target=_feed, args=(child.stdin, ask, content), daemon=True)
    feeding.start()
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


def _read(out: IO[bytes], count: int) -> bytes:
    content = bytearray()
    while len(content) < count:
        piece = out.read(count - len(content))
        if not piece:
            raise NotDrawn
        content += piece
    return bytes(content)


def _feed(into: IO[bytes], ask: bytes, content: bytes) -> None:
    with suppress(OSError, ValueError):  # a child that died reads no more
        for view in (memoryview(ask), memoryview(content)):
            while view:
                view = view[into.write(view) :]


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    child.wait()
