"""The case list: a page at a time, by index, whatever the number of cases."""

from __future__ import annotations

from sqlalchemy import select

from stalkdesk.casework.cases import GONE, CaseLine, CaseStatus
from stalkdesk.data import tables
from stalkdesk.data.damage import known
from stalkdesk.data.rows import OPEN_CASES, Place, StoredRow, split_reference
from stalkdesk.data.search import found_places
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import optional_time, time_from
from stalkdesk.errors import CaseUnknown
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.language import tr

MOST_MARKED = 500
"""Most cases in error that are listed at once."""
_ABOVE_ALL = Place(2147, 0).order
_case, _officer = tables.case_file, tables.officer


class CaseLists:
    """Lines of cases, newest first."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def cases(self, query: str, limit: int, after: str) -> tuple[CaseLine, ...]:
        """A page of the list, or of what `query` finds. A search is journalled, without what was looked for."""
        sitting = self._sitting
        with sitting.act() as connection:
            below = order_of(after) if after else _ABOVE_ALL
            wanted = _shown.where(_case.c.status.not_in(GONE), _case.c.place < below)
            if query.strip():
                wanted = wanted.where(_case.c.place.in_(found_places(connection, sitting.seal_or_none, query, below, limit)))
                if not after:
                    sitting.note(connection, "search")
            lines = connection.execute(wanted.order_by(_case.c.place.desc()).limit(limit)).all()
            return tuple(line_of(row) for row in lines)

    def in_error(self) -> tuple[CaseLine, ...]:
        """The cases that are marked as entered in error."""
        wanted = _shown.where(_case.c.in_error == 1, _case.c.status.not_in(GONE))
        with self._sitting.act() as connection:
            return tuple(line_of(row) for row in connection.execute(wanted.order_by(_case.c.place.desc()).limit(MOST_MARKED)))

    def count(self) -> int:
        """How many cases and drafts there are."""
        counter = tables.counter
        with self._sitting.act() as connection:
            return int(connection.execute(select(counter.c.value).where(counter.c.name == OPEN_CASES)).scalar() or 0)


def order_of(reference: str) -> int:
    """The place of a reference in the order of cases. Raises CaseUnknown."""
    place = split_reference(reference)
    if place is None:
        raise unknown_case()
    return place.order


def unknown_case() -> CaseUnknown:
    """The sentence for a reference that leads nowhere."""
    return CaseUnknown(tr("Der er ingen sag med den reference. Referencen ser sådan ud: SD-2026-0001."))


_shown = select(
    _case.c.id,
    _case.c.reference,
    _case.c.status,
    _case.c.started_at,
    _case.c.filed_at,
    _case.c.definition,
    _case.c.urgency,
    _case.c.definition_now,
    _case.c.urgency_now,
    _officer.c.full_name,
    _case.c.journal_number,
    _case.c.in_error,
).join(_officer, _officer.c.id == _case.c.officer_id)


def definition_now(row: StoredRow) -> Definition | None:
    """The definition of a case by its newest evaluation; None for a draft."""
    stored = row.definition_now or row.definition
    return known(Definition, stored) if stored else None


def urgency_now(row: StoredRow) -> Urgency | None:
    """The level that was confirmed last; None for a draft."""
    stored = row.urgency_now or row.urgency
    return known(Urgency, stored) if stored else None


def line_of(row: StoredRow) -> CaseLine:
    """The line of a row that has the columns of the list."""
    return CaseLine(
        case_id=row.id,
        reference=row.reference,
        status=known(CaseStatus, row.status),
        started_at=time_from(row.started_at),
        filed_at=optional_time(row.filed_at),
        definition=definition_now(row),
        urgency=urgency_now(row),
        officer_name=row.full_name,
        journal_number=row.journal_number,
        is_in_error=bool(row.in_error),
    )
