"""Whether what was erased is gone, and whether what is gone was erased: tombstones and the journal tell the same."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, exists, select

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.data import tables
from stalkdesk.language import tr

ERASE_CASE = "erase_case"
"""The journal's word for erasing a case. The tables' locks know it too (`migrations/erasing_rows.py`)."""
LEAVES_NOTHING_IN: tuple[Table, ...] = (
    tables.answer,
    tables.sealed_answer,
    tables.unfinished,
    tables.answer_past,
    tables.finding,
    tables.evaluation,
    tables.incident,
    tables.addendum,
    tables.instrument_use,
    tables.attachment,
    tables.sheet_given,
    tables.case_entry,
    tables.due,
)
"""Every table with rows of a case; `search_word` and `trace` have them by place."""
_case, _line = tables.case_file, tables.journal.c
_ERASED = CaseStatus.ERASED.value


def erasure_faults(connection: Connection) -> Iterator[str]:
    """Cases that were erased by the journal or by their row alone, or not wholly."""
    noted = exists().where(_line.reference == _case.c.reference, _line.act == ERASE_CASE)
    for reference in connection.execute(select(_case.c.reference).where(_case.c.status == _ERASED, ~noted)).scalars():
        yield tr("Sagen {reference} er slettet, uden at det står i journalen.", reference=reference)
    said = (
        select(_line.reference, _line.at, _line.officer_id, _case.c.status, _case.c.saved_at, _case.c.officer_id.label("by"))
        .where(_line.act == ERASE_CASE)
        .outerjoin_from(tables.journal, _case, _case.c.reference == _line.reference)
        .order_by(_line.number)
    )
    for row in connection.execute(said).all():
        if row.status != _ERASED:
            yield tr("Sagen {reference} er slettet ifølge journalen, men ikke i sagsskabet.", reference=row.reference)
        elif (row.saved_at, row.by) != (row.at, row.officer_id):
            yield tr("Den slettede sag {reference} passer ikke til journalen.", reference=row.reference)
    yield from _left_over(connection)


def _left_over(connection: Connection) -> Iterator[str]:
    found = {
        reference
        for table in LEAVES_NOTHING_IN
        for reference in connection.execute(
            select(_case.c.reference).join(table, table.c.case_id == _case.c.id).where(_case.c.status == _ERASED).distinct()
        ).scalars()
    }
    for found_by in (tables.search_word, tables.trace):
        places = select(_case.c.reference).join(found_by, found_by.c.place == _case.c.place)
        found.update(connection.execute(places.where(_case.c.status == _ERASED).distinct()).scalars())
    for reference in sorted(found):
        yield tr("Sagen {reference} er slettet, men der ligger stadig noget af den.", reference=reference)
