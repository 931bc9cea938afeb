"""What is due, in a table of its own: written anew for a case in the transaction that changes it (`casework.dues`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.dues import CaseNow, Due, DueKind, DueLine
from stalkdesk.casework.dues_asked import VERSION, dues_of
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.data import rows, tables
from stalkdesk.data.case_lists import definition_now, urgency_now
from stalkdesk.data.case_words import answers_now
from stalkdesk.data.damage import known, unreadable
from stalkdesk.data.entry_rows import entries_of
from stalkdesk.data.protected import Seal
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import time_from, time_text
from stalkdesk.intake.windows import Windows, windows_from

_due, _case, _setting = tables.due, tables.case_file, tables.setting
_KEY = "dues_version"
DUES_ARE_NEW = {"key": _KEY, "value": str(VERSION)}
"""The setting of a store in which nothing has to be caught up."""
_A_YEAR = timedelta(days=366)
_PAGE = 200
_BEHIND = select(_case).where(_case.c.status == CaseStatus.FILED.value).order_by(_case.c.place.desc())


class Dues:
    """Reads what is due over all cases."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def lines(self, until: datetime | None, limit: int) -> tuple[DueLine, ...]:
        """The earliest first."""
        officer = tables.officer
        query = (
            select(_due, _case, officer.c.full_name)
            .join(_case, _case.c.id == _due.c.case_id)
            .join(officer, officer.c.id == _case.c.officer_id)
            .where(_case.c.in_error == 0)
            .order_by(_due.c.due_at, _case.c.place)
            .limit(limit)
        )
        if until is not None:
            query = query.where(_due.c.due_at <= time_text(until))
        self._catch_up()
        with self._sitting.act() as connection:
            return tuple(_line(row) for row in connection.execute(query))

    def _catch_up(self) -> None:
        """Works out what is due on cases from before the table was there, or from before its rules changed; only those of the
        last year, the newest first, so many a transaction: what is older is not called up by a new program."""
        last: int | None = None
        while True:
            with self._sitting.act() as connection:
                if _version(connection) == VERSION:
                    return
                query = _BEHIND.where(_case.c.filed_at >= time_text(self._sitting.now() - _A_YEAR)).limit(_PAGE)
                found = connection.execute(query if last is None else query.where(_case.c.place < last)).all()
                for row in found:
                    rewrite(connection, self._sitting.seal, row.id)
                if len(found) < _PAGE:
                    connection.execute(delete(_setting).where(_setting.c.key == _KEY))
                    connection.execute(insert(_setting), DUES_ARE_NEW)
                    return
                last = found[-1].place


def _version(connection: Connection) -> int:
    found = connection.execute(select(_setting.c.value).where(_setting.c.key == _KEY)).scalar()
    return int(found) if found and found.isdecimal() else 0


def work_out_again(connection: Connection) -> None:
    """What is due on every case is worked out anew when it is asked for next: a number it is reckoned with was changed."""
    connection.execute(delete(_setting).where(_setting.c.key == _KEY))


def rewrite(connection: Connection, seal: Seal, case_id: str, entries: Sequence[Entry] | None = None) -> None:
    """Works out anew what is due on a case; nothing on one that is not filed, or in error. `entries`: those of the case, where
    they were read already."""
    row = connection.execute(select(_case).where(_case.c.id == case_id)).one()
    connection.execute(delete(_due).where(_due.c.case_id == case_id))
    if row.status != CaseStatus.FILED.value or row.in_error:
        return
    if made := due_rows(case_id, _now(connection, seal, row, entries)):
        connection.execute(insert(_due), made)


def due_rows(case_id: str, case: CaseNow) -> list[rows.Row]:
    """The rows of what is due on a case."""
    return [
        {"case_id": case_id, "kind": due.kind.value, "subject": due.subject, "due_at": time_text(due.due_at)}
        for due in dues_of(case)
    ]


def _now(connection: Connection, seal: Seal, row: rows.StoredRow, entries: Sequence[Entry] | None) -> CaseNow:
    definition, urgency = definition_now(row), urgency_now(row)
    if definition is None or urgency is None:
        raise unreadable()
    answers = answers_now(connection, seal, row.id)
    standing = entries_of(connection, seal, row.id) if entries is None else entries
    is_received = any(entry.kind is EntryKind.RECEIVED for entry in standing)
    return CaseNow(
        reference=row.reference,
        filed_at=time_from(row.filed_at),
        definition=definition,
        urgency=urgency,
        journal_number=row.journal_number,
        answers=answers,
        entries=standing,
        windows=_windows(connection),
        evaluated_at=_evaluated(connection, row.id) if is_received else (),
    )


def _evaluated(connection: Connection, case_id: str) -> tuple[datetime, ...]:
    query = select(tables.evaluation.c.at).where(tables.evaluation.c.case_id == case_id)
    return tuple(time_from(at) for at in connection.execute(query).scalars())


def _windows(connection: Connection) -> Windows:
    kept = {row.key: row.value for row in connection.execute(select(_setting))}
    return windows_from(lambda key: str(kept.get(key, "")))


def _line(row: rows.StoredRow) -> DueLine:
    due = Due(known(DueKind, row.kind), row.subject, time_from(row.due_at))
    return DueLine(due, row.reference, urgency_now(row), time_from(row.started_at), row.full_name)
