"""The rows of the papers of a case, and the journal's word for each way in which one leaves the desk."""

from __future__ import annotations

import zlib

from sqlalchemy import Connection, select

from stalkdesk.casework.papers import How, Outcome, SheetGiven
from stalkdesk.data import rows, tables
from stalkdesk.data.damage import damaged
from stalkdesk.data.times import time_from

ACT_OF = {
    How.PRINTED: "print",
    How.SAVED: "export",
    How.READ_ALOUD: "read_aloud",
    How.NOT_GIVEN: "not_given",
    How.WAITING: "sheet_waits",
}
MOST_LETTERS = 2_000_000
"""No paper says more; a row that claims to is not unpacked."""
_sheet = tables.sheet_given


def sheets_of(connection: Connection, case_id: str) -> tuple[SheetGiven, ...]:
    """What was made for the person of a case, the oldest first."""
    columns = [column for column in _sheet.c if column.name != "document"]
    query = select(*columns, _sheet.c.document.is_not(None).label("is_kept")).where(_sheet.c.case_id == case_id)
    found = connection.execute(query.order_by(_sheet.c.at, _sheet.c.sheet_id, _sheet.c.language, _sheet.c.how))
    return tuple(_given(row) for row in found)


def _given(row: rows.StoredRow) -> SheetGiven:
    return SheetGiven(
        row.sheet_id,
        row.sheet_version,
        row.language,
        row.pages,
        How(row.how),
        time_from(row.at),
        row.by,
        row.variant,
        row.beside,
        Outcome(row.outcome) if row.outcome else None,
        row.id,
        row.first_id,
        bool(row.is_kept),
    )


def packed(text: str) -> bytes:
    """A paper (`guidance.kept_documents`) as it is kept."""
    return zlib.compress(text.encode(), 9)


def unpacked(kept: bytes) -> str:
    """The text that was kept. Raises StoreDamaged for anything else."""
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(kept, MOST_LETTERS)
        if not unpacking.eof:
            raise damaged()
        return text.decode()
    except (zlib.error, UnicodeDecodeError):
        raise damaged() from None
