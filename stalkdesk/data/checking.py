"""A look through the store in pieces: each a transaction of its own, so that the desk works on between them.

A piece that stumbles over what it reads names itself, and the next goes on. A piece that was broken off by `pause` has told
nothing and is begun anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, Protocol

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from stalkdesk.casework.checking import OfTheFile
from stalkdesk.data import tables
from stalkdesk.data.case_checks import CaseReading
from stalkdesk.data.entry_checks import EntryReading
from stalkdesk.data.journal_checks import ChainReading
from stalkdesk.data.sitting import Sitting
from stalkdesk.errors import DeskError, StoreDamaged
from stalkdesk.language import tr

_STUMBLES = (SQLAlchemyError, ValueError, TypeError, LookupError, AttributeError, RecursionError)


class Piece(Protocol):
    """One part of the look."""

    name: str
    """As it is called when it stumbles."""
    weight: int
    """How long it takes beside the others, roughly."""

    @property
    def faults(self) -> Sequence[str]:
        """What it found so far."""
        ...

    @property
    def share(self) -> float:
        """How much of it is done, from 0 to 1."""
        ...

    def go_on(self, connection: Connection) -> bool:
        """Reads on; gives whether there is more."""
        ...


class LookAt:
    """A part that is looked at in one go."""

    share = 0.0

    def __init__(self, name: str, look: Callable[[Connection], Iterator[str]], weight: int = 1) -> None:
        self.name, self.weight, self._look = name, weight, look
        self.faults: list[str] = []

    def go_on(self, connection: Connection) -> bool:
        """All of it. What it found before it stumbles is kept."""
        found = self.faults = []
        for fault in self._look(connection):
            found.append(fault)
        return False


class LookAtChain:
    """The journal, line by line."""

    share = 0.0

    def __init__(self, name: str, reading: ChainReading, lines: int) -> None:
        self.name, self.weight, self._reading, self._lines = name, 2, reading, lines
        self.faults: list[str] = []

    def go_on(self, connection: Connection) -> bool:
        """The next lines; at the end, what the chain tells."""
        has_more = self._reading.go_on(connection, self._lines)
        if not has_more:
            found = self.faults = []
            for fault in self._reading.faults(connection):  # what was found before it stumbles is kept
                found.append(fault)
        return has_more


class LookAtCases:
    """Every case, some at a time."""

    def __init__(self, name: str, reading: CaseReading | EntryReading, cases: int) -> None:
        self.name, self.weight, self._reading, self._cases = name, 20, reading, cases
        self._total = 0

    @property
    def faults(self) -> list[str]:
        """What was found in the cases so far."""
        return self._reading.faults

    @property
    def share(self) -> float:
        """How many of them were read."""
        return self._reading.read / self._total if self._total else 0.0

    def go_on(self, connection: Connection) -> bool:
        """The next cases."""
        if not self._total:
            self._total = connection.execute(select(func.count()).select_from(tables.case_file)).scalar_one()
        return self._reading.go_on(connection, self._cases)


class CheckOfStore:
    """Keeps `casework.checking.Check`."""

    def __init__(self, sitting: Sitting, pieces: Sequence[Piece]) -> None:
        self._sitting, self._pieces = sitting, pieces
        self._done = 0
        self._stumbled: dict[int, str] = {}
        self._guard, self._is_broken_off = Lock(), False
        self._driver: Any = None

    @property
    def faults(self) -> tuple[str, ...]:
        """What was found so far, each once."""
        found: list[str] = []
        for place, piece in enumerate(self._pieces):
            found += piece.faults
            if place in self._stumbled:
                found.append(self._stumbled[place])
        return tuple(dict.fromkeys(found))

    @property
    def share(self) -> int:
        """How much is done, in percent."""
        weights = sum(piece.weight for piece in self._pieces)
        done = sum(piece.weight for piece in self._pieces[: self._done])
        if self._done < len(self._pieces):
            done += int(self._pieces[self._done].weight * self._pieces[self._done].share)
        return 100 * done // weights if weights else 100

    def go_on(self) -> bool:
        """The next piece, in a transaction of its own."""
        if self._done >= len(self._pieces) or self._sitting.is_closed:
            return False
        piece = self._pieces[self._done]
        with self._guard:
            self._is_broken_off = False
        try:
            with self._sitting.act() as connection, self._breakable(connection):
                has_more = piece.go_on(connection)
        except (DeskError, *_STUMBLES) as fault:
            if self._was_broken_off():
                return True
            has_more = False
            self._stumbled[self._done] = _stumbled(piece.name, fault)
        self._done += not has_more
        return self._done < len(self._pieces)

    def pause(self) -> None:
        """Breaks off the statement that runs, from whatever thread."""
        with self._guard:
            if self._driver is not None:
                self._is_broken_off = True
                self._driver.interrupt()

    @contextmanager
    def _breakable(self, connection: Connection) -> Iterator[None]:
        self._set_driver(connection.connection.dbapi_connection)
        try:
            yield
        finally:
            self._set_driver(None)

    def _set_driver(self, driver: Any) -> None:
        with self._guard:
            self._driver = driver

    def _was_broken_off(self) -> bool:
        with self._guard:
            return self._is_broken_off


def _stumbled(part: str, fault: Exception) -> str:
    """What is told of a piece that could not be read to its end; what to do then is said once, of all of it."""
    if isinstance(fault, DeskError) and not isinstance(fault, StoreDamaged):
        return tr("Kontrollen af {part} stoppede: {fault}", part=part, fault=fault)
    return OfTheFile(tr("Kontrollen af {part} stoppede: noget i sagsskabets fil kan ikke læses.", part=part))
