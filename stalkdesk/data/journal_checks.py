"""What is wrong with the journal, by line and case: read along the chain, a page at a time, and looked at from its ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from stalkdesk.data import tables
from stalkdesk.data.journal import COUNTER, FIRST_CHAIN, SET_UP, TAIL_MISSING, Journal, misses
from stalkdesk.data.key_file import Anchor
from stalkdesk.data.signature_checks import SignatureReading
from stalkdesk.language import tr

PAGE = 5000
TAIL = 500
"""How many lines a quick look reads, and holds the signatures of against their officers' keys: less than 0.1 s."""
_MOST_NAMED = 20
_MOST_CASES = 3
_line = tables.journal.c


class ChainReading:
    """The chain read from a line on, each line against the one before; goes on after a fault, so that every one is named. The
    signatures are read along with it where they are asked for: they take longer than all the rest."""

    def __init__(self, journal: Journal, after: int = 0, chain: str = FIRST_CHAIN, is_signed: bool = False) -> None:
        self._journal, self._after, self._is_signed = journal, after, is_signed
        self._signatures: SignatureReading | None = None
        self._number, self._chain = after, chain
        self._changed: list[Any] = []
        self._missing: list[tuple[int, int]] = []

    def go_on(self, connection: Connection, limit: int = PAGE) -> bool:
        """Reads the next lines; gives whether there are more."""
        if self._is_signed and self._signatures is None:
            self._signatures = SignatureReading.of_store(connection, self._after)
        page = connection.execute(_ALL.where(_line.number > self._number).limit(limit)).all()
        for line in page:
            is_linked = True
            if line.number != self._number + 1:
                self._missing.append((self._number + 1, line.number - 1))
            elif line.chain != self._journal.link(self._chain, line._mapping):
                self._changed.append((line.number, line.reference))
                is_linked = False
            if self._signatures is not None:
                self._signatures.read(line, is_linked)
            self._number, self._chain = line.number, line.chain
        return len(page) == limit

    def faults(self, connection: Connection) -> Iterator[str]:
        """What was found, and whether the journal ends where it was counted to. Ask when nothing more is to be read."""
        yield from _changed_faults(self._changed)
        yield from _missing_faults(self._missing)
        counted = connection.execute(select(tables.counter.c.value).where(tables.counter.c.name == COUNTER)).scalar() or 0
        if counted > self._number:
            yield _missing(self._number + 1, counted)
        elif counted < self._number:
            yield tr(
                "Journalens tæller er skrevet om: den siger {counted}, men sidste linje er {last}.",
                counted=counted,
                last=self._number,
            )
        if self._signatures is not None:
            yield from self._signatures.faults(connection)


def quick_faults(connection: Connection, journal: Journal, anchor: Anchor) -> Iterator[str]:
    """What the ends of the journal tell: its last lines, its locks, and whether it still has the line it ended with before."""
    last = connection.execute(select(_line.number).order_by(_line.number.desc()).limit(1)).scalar() or 0
    before = connection.execute(select(_line.number, _line.chain).where(_line.number == last - TAIL)).first()
    after, chain = (before.number, before.chain) if before else (0, FIRST_CHAIN)
    reading = ChainReading(journal, after, chain, is_signed=True)
    while reading.go_on(connection):
        pass
    yield from reading.faults(connection)
    yield from _lock_faults(connection)
    yield from faults_of_ends(connection, anchor, after=last - TAIL)


def faults_of_ends(connection: Connection, anchor: Anchor, after: int = 0) -> Iterator[str]:
    """Whether the journal begins as it must, still has the line of the anchor, and was missed a tail of behind line `after`."""
    if connection.execute(select(_line.act).order_by(_line.number).limit(1)).scalar() != SET_UP:
        yield tr("Journalen begynder ikke med, at sagsskabet blev oprettet.")
    if misses(connection, anchor):
        yield tr(
            "Journalen har ikke mere den linje {number}, som den endte med sidst. Filen er en ældre udgave, eller linjer "
            "er fjernet.",
            number=anchor.number,
        )
    noted = select(_line.number).where(_line.act == TAIL_MISSING, _line.number > after).order_by(_line.number)
    for number in connection.execute(noted).scalars():
        yield tr("Der manglede linjer i journalen ved en oplåsning: se linje {number}.", number=number)


def _lock_faults(connection: Connection) -> Iterator[str]:
    made = connection.execute(text("select name, sql from sqlite_schema where type = 'trigger' and tbl_name = 'journal'"))
    locks = {row.name: row.sql for row in made}
    for name in ("journal_no_update", "journal_no_delete"):
        if "raise(abort" not in locks.pop(name, ""):
            yield tr("Journalens lås {name} mangler eller er ændret.", name=name)
    for name in locks:
        yield tr("Journalen har en lås, der ikke hører til: {name}.", name=name)


def _changed_faults(changed: Sequence[tuple[int, str]]) -> Iterator[str]:
    for first, last, references in _spans(changed):
        cases = ", ".join(references[:_MOST_CASES]) + (" …" if len(references) > _MOST_CASES else "")
        if first == last and cases:
            yield tr("Journalens linje {number} er ændret, byttet om eller sat ind (sag {case}).", number=first, case=cases)
        elif first == last:
            yield tr("Journalens linje {number} er ændret, byttet om eller sat ind.", number=first)
        elif cases:
            yield tr(
                "Journalens linjer {first} til {last} er ændret, byttet om eller sat ind (sager: {cases}).",
                first=first,
                last=last,
                cases=cases,
            )
        else:
            yield tr("Journalens linjer {first} til {last} er ændret, byttet om eller sat ind.", first=first, last=last)


def _spans(changed: Iterable[tuple[int, str]]) -> list[tuple[int, int, list[str]]]:
    """Lines that follow one another together, with the cases they tell of; the first so many."""
    spans: list[tuple[int, int, list[str]]] = []
    for number, reference in changed:
        first, references = number, list[str]()
        if spans and spans[-1][1] == number - 1:
            first, _, references = spans.pop()
        if reference and reference not in references:
            references.append(reference)
        spans.append((first, number, references))
        if len(spans) > _MOST_NAMED:
            break
    return spans[:_MOST_NAMED]


def _missing_faults(missing: Sequence[tuple[int, int]]) -> Iterator[str]:
    for first, last in missing[:_MOST_NAMED]:
        yield _missing(first, last)


def _missing(first: int, last: int) -> str:
    if first == last:
        return tr("Journalens linje {number} mangler.", number=first)
    return tr("Journalens linjer {first} til {last} mangler.", first=first, last=last)


_ALL = select(tables.journal).order_by(_line.number)
