"""Lines of the register as rows, and back."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from stalkdesk.casework.register import RegisterKind, RegisterLine
from stalkdesk.casework.register_kinds import REGISTER_KINDS
from stalkdesk.data import journal as journals
from stalkdesk.data import rows, tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.case_mac import mac_of_added
from stalkdesk.data.damage import known, unreadable
from stalkdesk.data.entry_text import said_bytes, said_from
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import time_from, time_text

_line = tables.register_line
NO_CASE = "(register)"
"""What stands where a case's id stands in what a seal is bound to."""


def line_row(line: RegisterLine, journal: journals.Journal, seal: Seal | None) -> rows.Row:
    """The row of a line; sealed when there is a seal."""
    text = said_bytes(line.said)
    row: rows.Row = {
        "number": line.number,
        "kind": line.kind.value,
        "subject": line.subject,
        "at": time_text(line.at),
        "by": storable(line.by),
        "officer_id": line.officer_id,
        "plain": text.decode() if seal is None else None,
        "sealed": None if seal is None else seal.sealed(text, NO_CASE, line_bound(line.number, line.kind.value)),
    }
    return {**row, "mac": mac_of_added(journal, _line, row)}


def lines_of(connection: Connection, seal: Seal | None, kinds: Iterable[RegisterKind]) -> tuple[RegisterLine, ...]:
    """The lines of these kinds in order, all when none is named; sealed ones when there is a seal to open them."""
    query, wanted = select(_line).order_by(_line.c.number), [kind.value for kind in kinds]
    if wanted:
        query = query.where(_line.c.kind.in_(wanted))
    return tuple(line_of(row, seal) for row in connection.execute(query) if row.plain is not None or seal is not None)


def line_of(row: rows.StoredRow, seal: Seal | None) -> RegisterLine:
    """A line as it is read. Raises StoreDamaged."""
    kind = known(RegisterKind, row.kind)
    if kind not in REGISTER_KINDS:
        raise unreadable()
    if row.plain is not None:
        text = row.plain.encode()
    elif seal is not None:
        text = seal.opened(row.sealed, NO_CASE, line_bound(row.number, row.kind))
    else:
        raise unreadable()
    said = said_from(REGISTER_KINDS[kind].says, text)
    return RegisterLine(row.number, kind, row.subject, said, time_from(row.at), row.by, row.officer_id)


def line_bound(number: int, kind: str) -> str:
    """What a sealed line is bound to."""
    return f"(line {number}) {kind}"
