"""A child of this program for one untrusted thing: started with one fixed word, fed over its input, heard to a bound, ended.

Nothing of what it is fed is in a name, an argument, the environment or a file.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from stalkdesk import places

Child = subprocess.Popen[bytes]
_FROM_OURS = (
    *("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "PYTHONPATH", "QT_PLUGIN_PATH"),
    *("SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "NUMBER_OF_PROCESSORS"),
)


class NoAnswer(Exception):
    """The child died, said too little, or was stopped."""


class OneAtATime:
    """Starts children, one at a time. `stop` may be called from another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._is_stopped = False

    @property
    def is_stopped(self) -> bool:
        """Whether it starts no more."""
        return self._is_stopped

    def start(self, started: Callable[[], Child]) -> Child:
        """The child. Raises NoAnswer."""
        with self._lock:
            if self._is_stopped:
                raise NoAnswer
            try:
                self._child = started()
            except OSError:
                raise NoAnswer from None
            return self._child

    def stop(self) -> None:
        """Ends the child that is at it, and starts no more."""
        with self._lock:
            self._is_stopped = True
            if self._child is not None:
                self._child.kill()


def started(word: str) -> Child:
    """This program once more, with `word` (`places`). Raises OSError."""
    words, folder = places.own_program(word)
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


def read(out: IO[bytes], count: int) -> bytes:
    """So many bytes of what it says. Raises NoAnswer when it ends before."""
    content = bytearray()
    while len(content) < count:
        piece = out.read(count - len(content))
        if not piece:
            raise NoAnswer
        content += piece
    return bytes(content)


def feeding(child: Child, *parts: bytes) -> threading.Thread:
    """Feeds it from another thread, which ends when the child does."""
    assert child.stdin is not None
    thread = threading.Thread(target=_feed, args=(child.stdin, parts), daemon=True)
    thread.start()
    return thread


def end(child: Child) -> None:
    """Nothing of it is left."""
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    child.wait()


def _feed(into: IO[bytes], parts: tuple[bytes, ...]) -> None:
    with suppress(OSError, ValueError):  # a child that died reads no more
        for part in parts:
            view = memoryview(part)
            while view:
                view = view[into.write(view) :]


def _no_console() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def _environment() -> dict[str, str]:
    """What a child needs in order to start; neither home nor names of ours."""
    ours = {name: text for name, text in os.environ.items() if name.upper() in _FROM_OURS or name.startswith("_PYI_")}
    return {**ours, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
