"""The journal: one line per act, who, when, what, which case, why. Never content. Lines are only added.

Numbers have no gap, and each line carries an HMAC over itself and the line before, under a key derived from the data key,
so that a line that was changed, taken out or slipped in is found (`journal_checks`, docs/store.md 6). The number of the last
line is also kept apart, and never used again, so that a cut tail leaves a gap; and the key file keeps the last line of each
sitting, so that a tail is missed even where the count was cut along with it; `anchors` keeps lines outside the folder. Who
writes a line signs its chain (`signing`): the key of the chain is everybody's.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from stalkdesk.casework.cases import JournalLine
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.data import tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.damage import damaged
from stalkdesk.data.key_file import Anchor
from stalkdesk.data.keys import wipe
from stalkdesk.data.signing import Signer, SigningKey, is_of_keys
from stalkdesk.data.times import time_from, time_text
from stalkdesk.errors import NotAllowed
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
ATTACH = "attach"
"""A file was taken in as an attachment."""
VIEW_ATTACHMENT = "view_attachment"
"""An attachment was opened."""
ERASE_ATTACHMENT = "erase_attachment"
"""An attachment was erased."""
WEIGH = "weigh"
"""It was looked at what an addition would change; nothing was kept."""
SEARCH = "search"
"""Cases or persons were looked for; never what was typed."""
SEARCH_SKIPPED = "search_skipped"
"""A case was begun without looking first."""
TAIL_MISSING = "tail_missing"
SIGNING_BEGUN = "signing_begun"
"""From this line on, lines are signed; in a store that was founded so, it is the first."""
NEW_SIGNING_KEY = "signing_key"
"""Somebody has a new key to sign with."""
COMBINE = "combine"
"""Cases were put together into figures."""
TOLD_FROM_OUTSIDE = frozenset({"print", "export", "emergency"})
"""What the screens and the commands did that the store does not see by itself. Every other act is written by the store, as it
does it: a line that a role can write at will explains nothing."""
FIRST_CHAIN = "0" * 64
SUM = "mac:"
"""Before the sum of what an act wrote, among the fields: nothing to read."""
_TO = "to:"
"""Before the recipient, who stands last among the fields: the table and the chain are as they always were."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is written down of an act. `fields` are question ids or column names, never values."""

    at: datetime
    officer_id: str
    act: str
    reference: str = ""
    fields: Sequence[str] = ()
    reason: str = ""
    recipient: Recipient | None = None
    keys: Sequence[SigningKey] = ()
    """Signing keys that are made, or end, with it; they stand among the line's fields."""


def check_told(act: str) -> None:
    """Raises NotAllowed for an act that only the store itself writes down."""
    if act not in TOLD_FROM_OUTSIDE:
        raise NotAllowed(tr("Den linje skriver sagsskabet selv i journalen."))


class Journal:
    """Writes and reads the chain. Without a `signer` its lines are unsigned, as before there were signatures."""

    def __init__(self, key: bytearray, signer: Signer | None = None) -> None:
        self._key, self._signer = key, signer
        self.last: Anchor | None = None
        """The line that was written last, whether or not its transaction came to its end."""

    def wipe(self) -> None:
        """Overwrites the keys."""
        wipe(self._key)
        if self._signer is not None:
            self._signer.wipe()

    @property
    def signer(self) -> Signer | None:
        """Who signs."""
        return self._signer

    def sign_as(self, signer: Signer) -> None:
        """From now on `signer` signs; the key of who did is overwritten."""
        if self._signer is not None:
            self._signer.wipe()
        self._signer = signer

    def write(self, connection: Connection, *acts: Act) -> None:
        """Adds lines, in the transaction of the act itself."""
        if not acts:
            return
        last = connection.execute(_LAST).first()
        if last is None:
            raise damaged()
        before, chain = max(last.counted, last.number or 0), last.chain or FIRST_CHAIN
        pen = self._signer.pen() if self._signer is not None else None
        rows = []
        for number, act in enumerate(acts, start=before + 1):
            row = _row(number, act)
            chain = self.link(chain, row)
            signed: dict[str, Any] = {}
            if pen is not None and self._signer is not None:
                signer = None if act.officer_id == self._signer.who else self._signer.who
                signed = {"signer": signer, "sig": pen(number, row["officer_id"], chain)}
            rows.append({**row, "chain": chain, **signed})
        connection.execute(_INSERT, rows)
        connection.execute(_COUNT, {"value": before + len(acts)})
        if told := [row for number, act in enumerate(acts, start=before + 1) for row in _key_rows(number, act)]:
            connection.execute(_INSERT_KEYS, told)
        self.last = Anchor(before + len(acts), chain)

    def note_missing(self, connection: Connection, anchor: Anchor, act: Act) -> None:
        """Writes `act` when the journal does not have the line of the anchor any more; the numbers that are missing stay so."""
        if not misses(connection, anchor):
            return
        counter = tables.counter.c
        below = update(tables.counter).where(counter.name == COUNTER, counter.value < anchor.number)
        connection.execute(below, {"value": anchor.number})
        self.write(connection, act)

    def mac(self, parts: Sequence[object]) -> str:
        """What vouches for `parts` (JSON), of which the first names what they are."""
        text = json.dumps(parts, separators=(",", ":"))
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()

    def link(self, before: str, line: Mapping[Any, Any]) -> str:
        """The chain of a line that stands behind one with the chain `before`."""
        return self.mac([before, *(line[key] for key in _CHAINED)])


def end_of(connection: Connection) -> Anchor:
    """The last line."""
    last = connection.execute(_LAST).first()
    return Anchor(last.number, last.chain) if last and last.number else Anchor()


def misses(connection: Connection, anchor: Anchor) -> bool:
    """Whether the journal does not have the line of the anchor."""
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
_INSERT = insert(tables.journal)
_INSERT_KEYS = insert(tables.signing_key).prefix_with("or ignore", dialect="sqlite")
"""Where somebody has counted the journal down, its numbers are taken there: the check tells, and the desk still opens."""
_COUNT = update(tables.counter).where(tables.counter.c.name == COUNTER)
_SHOWN = select(tables.journal, tables.officer.c.full_name).outerjoin(
    tables.officer, tables.officer.c.id == tables.journal.c.officer_id
)


def _lines(connection: Connection, query: Select[*tuple[object, ...]]) -> tuple[JournalLine, ...]:
    return tuple(_line(row) for row in connection.execute(query))


def _row(number: int, act: Act) -> dict[str, Any]:
    told = (*act.fields, *(key.field for key in act.keys))
    return {
        "number": number,
        "at": time_text(act.at),
        "officer_id": act.officer_id or None,
        "act": act.act,
        "reference": act.reference,
        "fields": ",".join((*told, *(() if act.recipient is None else (_TO + act.recipient.value,)))),
        "reason": storable(act.reason),
    }


def _key_rows(number: int, act: Act) -> list[dict[str, Any]]:
    return [
        {"number": number, "who": key.who, "state": key.state.value, "role": key.role, "public": key.public} for key in act.keys
    ]


def _line(row: Any) -> JournalLine:
    written = row.fields.split(",") if row.fields else []
    fields = tuple(one for one in written if not one.startswith((_TO, SUM)) and not is_of_keys(one))
    recipient = next((one.removeprefix(_TO) for one in written if one.startswith(_TO)), "")
    return JournalLine(
        row.number, time_from(row.at), row.full_name or "", row.act, row.reference, fields, row.reason, recipient
    )
