"""Slows guessing at the keyboard: after 5 wrong tries 30 s, doubling to 15 minutes, per name (`storage.md` 3.1).

Kept beside the store in `desk.tries`, so that a restart does not help, nor setting the clock back or on: the longer of what the
wall clock and the clock since start of the computer say is waited. Names are not in it, only the tags of `slots.name_tag`. It
is no wall against a stolen file: there Argon2id and the passphrase stand.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from stalkdesk.data.whole_files import replace_whole
from stalkdesk.errors import DeskError, TooManyTries
from stalkdesk.language import tr

TRIES_FILE = "desk.tries"
FREE_TRIES = 5
FIRST_WAIT = 30
LONGEST_WAIT = 15 * 60
_MOST_TAGS = 256
_MOST_BYTES = 100_000


@dataclass(slots=True)
class _Tries:
    count: int
    wait: int
    """Seconds to wait from `wall` / `steady`, 0 while tries are free."""
    wall: float
    steady: float

    def left(self, wall: float, steady: float) -> int:
        """Seconds still to wait. A clock that went back counts as no time passed; one of the two clocks must have moved."""
        by_wall = self.wait - max(0.0, wall - self.wall)
        by_steady = self.wait - (steady - self.steady) if steady >= self.steady else by_wall
        return max(0, min(self.wait, round(max(by_wall, by_steady))))


class Throttle:
    """The wrong tries of one store."""

    def __init__(
        self, folder: Path, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._path = folder / TRIES_FILE
        self._wall, self._steady = wall, steady

    def begin_try(self, tag: str) -> None:
        """Counts a try before it is made, so that ending the program does not undo it. Raises TooManyTries."""
        tries, unreported = self._read()
        own = tries.setdefault(tag, _Tries(0, 0, 0.0, 0.0))
        if seconds := own.left(self._wall(), self._steady()):
            raise TooManyTries(
                tr("For mange forkerte forsøg. Vent {seconds} sekunder, og prøv så igen.", seconds=seconds), seconds=seconds
            )
        own.count += 1
        own.wait = 0 if own.count < FREE_TRIES else min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(own.count - FREE_TRIES, 10))
        own.wall, own.steady = self._wall(), self._steady()
        self._write(tries, unreported + 1)

    def passed(self, tag: str) -> None:
        """The try was right: the tries of `tag` are forgotten, the wrong ones stay to be told with `told`."""
        tries, unreported = self._read()
        tries.pop(tag, None)
        self._write(tries, max(0, unreported - 1))

    def untold(self) -> int:
        """How many wrong tries, of any name, the journal does not have yet."""
        return self._read()[1]

    def told(self) -> None:
        """The journal has them."""
        self._write(self._read()[0], 0)

    def _read(self) -> tuple[dict[str, _Tries], int]:
        """What is on disk. A file that is gone or damaged counts as none: it slows, it does not lock."""
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError):
            with self._path.open("rb") as file:
                untrusted = json.loads(file.read(_MOST_BYTES))
            tries = {
                str(tag): _Tries(int(count), min(int(wait), LONGEST_WAIT), float(wall), float(steady))
                for tag, (count, wait, wall, steady) in untrusted["tries"].items()
            }
            return tries, int(untrusted["untold"])
        return {}, 0

    def _write(self, tries: dict[str, _Tries], untold: int) -> None:
        if len(tries) > _MOST_TAGS:
            newest = sorted(tries, key=lambda tag: tries[tag].wall)[-_MOST_TAGS:]
            tries = {tag: tries[tag] for tag in newest}
        text = {"untold": untold, "tries": {tag: [t.count, t.wait, t.wall, t.steady] for tag, t in tries.items()}}
        with suppress(DeskError):  # a full disk must not keep the right passphrase out
            replace_whole(self._path, json.dumps(text).encode())
