"""The part of the open drawer that tells what is left open at the desk."""

from __future__ import annotations

from sqlalchemy import Connection, select

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.handover.handovers import Handover
from stalkdesk.casework.papers import How
from stalkdesk.casework.support.shift import OpenDraft, OpenWork, PackageOut, SheetWaiting
from stalkdesk.data import tables
from stalkdesk.data.entry_rows import entry_of
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import time_from

_case, _officer, _sheet, _entry = tables.case_file, tables.officer, tables.sheet_given, tables.case_entry


class DrawerOfShift:
    """Keeps `casework.support.shift.KeepsOpenWork`."""

    _sitting: Sitting

    def open_work(self) -> OpenWork:
        """Drafts, waiting sheets and packages over all cases."""
        with self._sitting.act() as connection:
            return OpenWork(_drafts(connection), _sheets(connection), _packages(connection))


def _drafts(connection: Connection) -> tuple[OpenDraft, ...]:
    query = (
        select(_case.c.reference, _case.c.started_at, _officer.c.initials)
        .join(_officer, _officer.c.id == _case.c.officer_id)
        .where(_case.c.status == CaseStatus.DRAFT.value)
        .order_by(_case.c.place)
    )
    return tuple(OpenDraft(row.reference, time_from(row.started_at), row.initials) for row in connection.execute(query))


def _sheets(connection: Connection) -> tuple[SheetWaiting, ...]:
    query = (
        select(_case.c.reference, _sheet.c.sheet_id, _sheet.c.language, _sheet.c.at, _sheet.c.by)
        .join(_case, _case.c.id == _sheet.c.case_id)
        .where(_sheet.c.how == How.WAITING.value, _case.c.status == CaseStatus.FILED.value, _case.c.in_error == 0)
        .order_by(_sheet.c.at, _case.c.place)
    )
    return tuple(
        SheetWaiting(row.reference, row.sheet_id, row.language, time_from(row.at), row.by) for row in connection.execute(query)
    )


def _packages(connection: Connection) -> tuple[PackageOut, ...]:
    """Those whose clock runs. What a handover says is of compartment A."""
    query = (
        select(_entry, _case.c.reference)
        .join(_case, _case.c.id == _entry.c.case_id)
        .where(_entry.c.kind == EntryKind.HANDOVER.value, _case.c.status == CaseStatus.FILED.value, _case.c.in_error == 0)
        .order_by(_entry.c.case_id, _entry.c.number)
    )
    newest: dict[tuple[str, int], Handover] = {}
    for row in connection.execute(query):
        newest[row.reference, row.subject] = entry_of(row, None).said
    found = [
        PackageOut(reference, number, one.receiver_id, one.receiver_name, one.clock_until)
        for (reference, number), one in newest.items()
        if one.is_open
    ]
    return tuple(sorted(found, key=lambda one: one.clock_until))
