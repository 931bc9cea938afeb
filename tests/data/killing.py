"""A program that does what it is told to, says line by line what it has done, and is killed at some moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from typing import Any, NoReturn, TextIO


class Program:
    """Runs `code` in a process of its own, as `python -c` would. Where the system can fork, it is a fork of this one, which has
    everything loaded already. What it says, on standard error too, is in `lines`."""

    def __init__(self, code: str, *arguments: object) -> None:
        words = ["-c", *map(str, arguments)]
        self._started: subprocess.Popen[str] | None = None
        if os.name == "nt":
            self._started = subprocess.Popen(
                [sys.executable, "-c", code, *words[1:]],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
            )
            self._number, self.lines = self._started.pid, _is_there(self._started.stdout)
            return
        assert threading.active_count() == 1
        reading, writing = os.pipe()
        self._number = os.fork()
        if self._number == 0:
            os.close(reading)
            _run(code, words, writing)
        os.close(writing)
        self.lines = os.fdopen(reading, encoding="utf-8")

    def kill(self) -> None:
        """Ends it at once."""
        if self._started is not None:
            self._started.kill()
        else:
            os.kill(self._number, signal.SIGKILL)

    def ended(self) -> tuple[int, str]:
        """Waits for its end; gives its code, below zero when it was killed, and what it said that was not read yet."""
        with self.lines:
            said = self.lines.read()
        if self._started is not None:
            return self._started.wait(), said
        return os.waitstatus_to_exitcode(os.waitpid(self._number, 0)[1]), said


def _is_there(stream: Any) -> TextIO:
    assert stream is not None
    return stream  # type: ignore[no-any-return]


def _run(code: str, words: list[str], writing: int) -> NoReturn:
    """In the fork: never comes back."""
    ends_with = 1
    try:
        for said in (1, 2):
            os.dup2(writing, said)
        os.close(writing)
        sys.argv = words
        sys.stdout, sys.stderr = (os.fdopen(said, "w", encoding="utf-8") for said in (1, 2))
        exec(compile(code, "<killed>", "exec"), {"__name__": "__main__"})
        ends_with = 0
    except BaseException:  # noqa: BLE001 - a fork has nobody above it who could say what went wrong
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ends_with)


def said_until_killed(program: Program, seconds: float) -> list[list[str]]:
    """The words of each whole line, at least one, until the program was killed and everything it had said was read."""
    until = time.monotonic() + seconds
    lines = [program.lines.readline()]
    while time.monotonic() < until:
        lines.append(program.lines.readline())
    program.kill()
    lines += program.lines.readlines()
    program.ended()
    return [line.split() for line in lines if line.endswith("\n")]
