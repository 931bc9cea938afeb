"""Slows guessing at the keyboard: after 5 wrong tries 30 s, doubling to 15 minutes, per name (docs/store.md 3).

Kept beside the store in `desk.tries`, so that a restart does not help, nor setting the clock back or on: the longer of what the
wall clock and the clock since start of the computer say is waited. Where it can't be written it is kept by the program while it
runs. Names are not in it, only the tags of `slots.name_tag`. It is no wall against a stolen file: there Argon2id and the
passphrase stand.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from stalkdesk.data.whole_files import replace_whole, write_new
from stalkdesk.errors import DeskError, TooManyTries
from stalkdesk.language import tr

TRIES_FILE = "desk.tries"
FREE_TRIES = 5
FIRST_WAIT = 30
LONGEST_WAIT = 15 * 60
_MOST_TAGS = 256
"""Names that do not wait; those that wait are kept beyond it, so that nobody pushes them out by trying others."""
_MOST_BYTES = 4_000_000


@dataclass(slots=True)
class _Tries:
    count: int = 0
    wait: int = 0
    """Seconds to wait from `wall` / `steady`, 0 while tries are free."""
    wall: float = 0.0
    steady: float = 0.0

    def left(self, wall: float, steady: float) -> int:
        """Seconds still to wait. A clock that went back says nothing; while both go on, the slower one counts."""
        passed = [now - then for now, then in ((wall, self.wall), (steady, self.steady)) if now >= then]
        return max(0, min(self.wait, round(self.wait - min(passed, default=0.0))))

    def has_lost_time(self, wall: float, steady: float) -> bool:
        """Whether both clocks went back: set wrong, and started anew. Then nobody knows how long was waited."""
        return wall < self.wall and steady < self.steady


@dataclass(slots=True)
class _Kept:
    """What is in the file."""

    tries: dict[str, _Tries] = field(default_factory=dict)
    untold: int = 0


_UNWRITTEN: dict[Path, _Kept] = {}
"""What could not be written, by file, as long as the program runs."""


class Throttle:
    """The wrong tries of one store."""

    def __init__(
        self, folder: Path, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._path = folder / TRIES_FILE
        self._wall, self._steady = wall, steady

    def begin_try(self, tag: str) -> None:
        """Counts a try before it is made, so that ending the program does not undo it. Raises TooManyTries."""
        kept = self._read()
        own = kept.tries.setdefault(tag, _Tries())
        wall, steady = self._wall(), self._steady()
        if own.wait and own.has_lost_time(wall, steady):
            own.wall, own.steady = wall, steady
            self._write(kept)
        if seconds := own.left(wall, steady):
            raise TooManyTries(
                tr("For mange forkerte forsøg. Vent {seconds} sekunder, og prøv så igen.", seconds=seconds), seconds=seconds
            )
        own.count += 1
        own.wait = 0 if own.count < FREE_TRIES else min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(own.count - FREE_TRIES, 10))
        own.wall, own.steady = wall, steady
        kept.untold += 1
        self._write(kept)

    def take_back(self, tag: str) -> None:
        """The try could not be made: it is no try. The next one is free at once."""
        kept = self._read()
        if own := kept.tries.get(tag):
            own.count, own.wait = max(0, own.count - 1), 0
            kept.untold = max(0, kept.untold - 1)
            self._write(kept)

    def passed(self, tag: str) -> None:
        """The try was right: the tries of `tag` are forgotten, the wrong ones stay to be told with `told`."""
        kept = self._read()
        kept.tries.pop(tag, None)
        kept.untold = max(0, kept.untold - 1)
        self._write(kept)

    def untold(self) -> int:
        """How many wrong tries, of any name, the journal does not have yet."""
        return self._read().untold

    def told(self) -> None:
        """The journal has them."""
        kept = self._read()
        kept.untold = 0
        self._write(kept)

    def _read(self) -> _Kept:
        """What is kept. A file that is gone or damaged counts as none: it slows, it does not lock."""
        if self._path in _UNWRITTEN:
            kept = _UNWRITTEN[self._path]
            return _Kept({tag: replace(one) for tag, one in kept.tries.items()}, kept.untold)
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            if self._path.is_file():
                with self._path.open("rb") as file:
                    untrusted = json.loads(file.read(_MOST_BYTES))
                tries = {str(tag): _tries(*values) for tag, values in untrusted["tries"].items()}
                return _Kept(tries, max(0, int(untrusted["untold"])))
        return _Kept()

    def _write(self, kept: _Kept) -> None:
        """Keeps it: on disk, else in place of the old text, else in the program. A full disk must not keep anybody out."""
        self._thin_out(kept)
        tries = {tag: [one.count, one.wait, one.wall, one.steady] for tag, one in kept.tries.items()}
        text = json.dumps({"untold": kept.untold, "tries": tries}).encode()
        _UNWRITTEN.pop(self._path, None)
        with suppress(DeskError):
            replace_whole(self._path, text)
            return
        with suppress(OSError):
            if self._path.is_file():
                write_new(self._path, text)
                return
        _UNWRITTEN[self._path] = kept

    def _thin_out(self, kept: _Kept) -> None:
        """Forgets names above the limit: those with the fewest tries, then the oldest; never one that waits."""
        wall, steady = self._wall(), self._steady()
        idle = [tag for tag, one in kept.tries.items() if not one.left(wall, steady)]
        idle.sort(key=lambda tag: (kept.tries[tag].count, kept.tries[tag].wall))
        for tag in idle[: max(0, len(idle) - _MOST_TAGS)]:
            del kept.tries[tag]


def _tries(*untrusted: Any) -> _Tries:
    """The tries of a line of the file. Raises ValueError, TypeError."""
    count, wait, wall, steady = untrusted
    if any(type(number) not in (int, float) or not math.isfinite(number) for number in untrusted):
        raise ValueError
    return _Tries(int(count), max(0, min(int(wait), LONGEST_WAIT)), float(wall), float(steady))
