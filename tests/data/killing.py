"""A program that says line by line what it has done, and is killed at some moment."""

from __future__ import annotations

import subprocess
import time


def said_until_killed(program: subprocess.Popen[str], seconds: float) -> list[list[str]]:
    """The words of each whole line, at least one, until the program was killed and everything it had said was read."""
    assert program.stdout is not None
    until = time.monotonic() + seconds
    lines = [program.stdout.readline()]
    while time.monotonic() < until:
        lines.append(program.stdout.readline())
    program.kill()
    lines += program.stdout.readlines()  # not with `communicate`, which passes over what was read ahead
    program.communicate()
    return [line.split() for line in lines if line.endswith("\n")]
