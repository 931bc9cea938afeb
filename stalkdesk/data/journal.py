"""The journal: one line per act, who, when, what, which case, why. Never content. Lines are only added.

Numbers have no gap, and each line carries an HMAC over itself and the line before, under a key derived from the data key,
so that a line that was changed, taken out or slipped in is found (docs/store.md 6). The number of the last line is also kept
apart, so that a cut tail is found. Signatures per officer and outside anchors come later, on the same chain.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, insert, select, update

from stalkdesk.casework.cases import JournalLine
from stalkdesk.data import tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.keys import wipe
from stalkdesk.data.times import time_from, time_text
from stalkdesk.language import tr

COUNTER = "journal"
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
        before, chain = (last.number, last.chain) if last else (0, _FIRST)
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

    def faults(self, connection: Connection) -> tuple[str, ...]:
        """Where the chain is broken, one sentence for the first place, and one for a cut tail."""
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
        text = json.dumps([before, *(row[key] for key in _CHAINED)], separators=(",", ":"))
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


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
_LAST = select(tables.journal.c.number, tables.journal.c.chain).order_by(tables.journal.c.number.desc()).limit(1)
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
