"""The journal: one line per act, who, when, what, which case, why. Never content. Lines are only added.

Numbers have no gap, and each line carries an HMAC over itself and the line before, under a key derived from the data key,
so that a line that was changed, taken out or slipped in is found (docs/store.md 6). The number of the last line is also kept
apart, and never used again, so that a cut tail leaves a gap; and the key file keeps the last line of each sitting, so that a
tail is missed even where the count was cut along with it. Signatures per officer come later, on the same chain.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, insert, select, update

from stalkdesk.casework.cases import JournalLine
from stalkdesk.data import tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.damage import damaged
from stalkdesk.data.key_file import Anchor
from stalkdesk.data.keys import wipe
from stalkdesk.data.times import time_from, time_text
from stalkdesk.language import tr

COUNTER = "journal"
SET_UP = "set_up"
FILED = "file"
ALTER = "alter"
"""Something was added to a filed case."""
EVALUATE = "evaluate"
"""It was evaluated again."""
INSTRUMENT = "instrument"
"""What others found with an instrument was noted."""
WEIGH = "weigh"
"""It was looked at what an addition would change; nothing was kept."""
TAIL_MISSING = "tail_missing"
_FIRST = "0" * 64
_PAGE = 5000


@dataclass(frozen=True, slots=True)
class Act:
    """What is written down of an act. `fields` are question ids or column names, never values."""

    at: datetime
    officer_id: str
    act: str
    reference: str = ""
    fields: Sequence[str] = ()
    reason: str = ""


class Journal:
    """Writes and reads the chain."""

    def __init__(self, key: bytearray) -> None:
        self._key = key

    def wipe(self) -> None:
        """Overwrites the key."""
        wipe(self._key)

    def write(self, connection: Connection, *acts: Act) -> None:
        """Adds lines, in the transaction of the act itself."""
        if not acts:
            return
        last = connection.execute(_LAST).first()
        if last is None:
            raise damaged()
        before, chain = max(last.counted, last.number or 0), last.chain or _FIRST
        rows = []
        for number, act in enumerate(acts, start=before + 1):
            row = {
                "number": number,
                "at": time_text(act.at),
                "officer_id": act.officer_id or None,
                "act": act.act,
                "reference": act.reference,
                "fields": ",".join(act.fields),
                "reason": storable(act.reason),
            }
            chain = self._link(chain, row)
            rows.append({**row, "chain": chain})
        connection.execute(_INSERT, rows)
        connection.execute(_COUNT, {"value": before + len(acts)})

    def note_missing(self, connection: Connection, anchor: Anchor, act: Act) -> None:
        """Writes `act` when the journal does not have the line of the anchor any more; the numbers that are missing stay so."""
        if not _misses(connection, anchor):
            return
        counter = tables.counter.c
        below = update(tables.counter).where(counter.name == COUNTER, counter.value < anchor.number)
        connection.execute(below, {"value": anchor.number})
        self.write(connection, act)

    def mac(self, parts: Sequence[object]) -> str:
        """What vouches for `parts` (JSON), of which the first names what they are."""
        text = json.dumps(parts, separators=(",", ":"))
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()

    def faults(self, connection: Connection, anchor: Anchor) -> tuple[str, ...]:
        """What is wrong with the journal: where the chain is broken first, what is missing before it and behind it."""
        return (*self._chain_faults(connection), *_faults_of_ends(connection, anchor))

    def _chain_faults(self, connection: Connection) -> tuple[str, ...]:
        chain, number = _FIRST, 0
        while True:
            page = connection.execute(_ALL.where(tables.journal.c.number > number).limit(_PAGE)).all()
            if not page:
                break
            for line in page:
                row = dict(line._mapping)
                if row.pop("chain") != self._link(chain, row) or line.number != number + 1:
                    return (tr("Journalen er ændret: linje {number} passer ikke til dem før den.", number=number + 1),)
                chain, number = line.chain, line.number
        counted = connection.execute(select(tables.counter.c.value).where(tables.counter.c.name == COUNTER)).scalar()
        if counted != number:
            return (tr("Journalens sidste linjer mangler efter linje {number}.", number=number),)
        return ()

    def _link(self, before: str, row: dict[str, object]) -> str:
        return self.mac([before, *(row[key] for key in _CHAINED)])


def end_of(connection: Connection) -> Anchor:
    """The last line."""
    last = connection.execute(_LAST).first()
    return Anchor(last.number, last.chain) if last and last.number else Anchor()


def _faults_of_ends(connection: Connection, anchor: Anchor) -> Iterator[str]:
    line = tables.journal.c
    if connection.execute(select(line.act).order_by(line.number).limit(1)).scalar() != SET_UP:
        yield tr("Journalen begynder ikke med, at sagsskabet blev oprettet.")
    if _misses(connection, anchor):
        yield tr("Journalen har ikke mere den linje {number}, som den endte med sidst.", number=anchor.number)
    for number in connection.execute(select(line.number).where(line.act == TAIL_MISSING).order_by(line.number)).scalars():
        yield tr("Der manglede linjer i journalen ved en oplåsning: se linje {number}.", number=number)


def _misses(connection: Connection, anchor: Anchor) -> bool:
    here = select(tables.journal.c.chain).where(tables.journal.c.number == anchor.number)
    return bool(anchor.number) and connection.execute(here).scalar() != anchor.chain


def newest(connection: Connection, limit: int) -> tuple[JournalLine, ...]:
    """The newest lines, newest first."""
    return _lines(connection, _SHOWN.order_by(tables.journal.c.number.desc()).limit(limit))


def of_case(connection: Connection, reference: str) -> tuple[JournalLine, ...]:
    """The lines of one case, oldest first."""
    return _lines(connection, _SHOWN.where(tables.journal.c.reference == reference).order_by(tables.journal.c.number))


def begin_counting(connection: Connection) -> None:
    """Makes the counter of a new store."""
    connection.execute(insert(tables.counter), {"name": COUNTER, "value": 0})


_CHAINED = ("number", "at", "officer_id", "act", "reference", "fields", "reason")
_NEWEST = select(tables.journal.c.number).order_by(tables.journal.c.number.desc()).limit(1).scalar_subquery()
_LAST = (
    select(tables.journal.c.number, tables.journal.c.chain, tables.counter.c.value.label("counted"))
    .select_from(tables.counter)
    .outerjoin(tables.journal, tables.journal.c.number == _NEWEST)
    .where(tables.counter.c.name == COUNTER)
)
_ALL = select(tables.journal).order_by(tables.journal.c.number)
_INSERT = insert(tables.journal)
_COUNT = update(tables.counter).where(tables.counter.c.name == COUNTER)
_SHOWN = select(tables.journal, tables.officer.c.full_name).outerjoin(
    tables.officer, tables.officer.c.id == tables.journal.c.officer_id
)


def _lines(connection: Connection, query: Select[*tuple[object, ...]]) -> tuple[JournalLine, ...]:
    return tuple(
        JournalLine(
            number=row.number,
            at=time_from(row.at),
            officer_name=row.full_name or "",
            act=row.act,
            reference=row.reference,
            fields=tuple(row.fields.split(",")) if row.fields else (),
            reason=row.reason,
        )
        for row in connection.execute(query)
    )
