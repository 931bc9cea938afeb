"""The part of the open drawer that takes in logs which the victim has kept herself."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.evaluations import Confirmation, Evaluation, Weighing
from stalkdesk.casework.log.logs_taken_in import LOG_COLUMNS, LogTakenIn, check_belongs, remembering
from stalkdesk.data import tables
from stalkdesk.data.adding import Additions
from stalkdesk.data.answer_text import storable
from stalkdesk.data.case_lists import unknown_case
from stalkdesk.data.cases import kept_row
from stalkdesk.data.entries import write_entries
from stalkdesk.data.sitting import Sitting


class DrawerOfLogs:
    """Keeps `TakesInLogs` of the desk."""

    _sitting: Sitting
    _additions: Additions

    def take_in_log(
        self, reference: str, addition: Addition, weighing: Weighing, confirmation: Confirmation, taken_in: LogTakenIn
    ) -> Evaluation:
        """Incidents, evaluation, the entry of the reading, and how its columns were read, in one transaction."""
        number = check_belongs(addition, taken_in)
        new = NewEntry(EntryKind.INCIDENTS_TAKEN_IN, taken_in, number, addition.reason)

        def first(connection: Connection) -> None:
            row = kept_row(connection, reference)
            if row.status != CaseStatus.FILED.value:
                raise unknown_case()
            write_entries(connection, self._sitting, row, [new])
            _remember(connection, taken_in)

        return self._additions.add(reference, addition, weighing, confirmation, first)


def _remember(connection: Connection, taken_in: LogTakenIn) -> None:
    """The headings and what they mean: the next log of the same form is mapped by itself. Nothing of the case is in it."""
    setting = tables.setting
    before = connection.execute(select(setting.c.value).where(setting.c.key == LOG_COLUMNS)).scalar()
    columns = taken_in.columns
    now = remembering(str(before or ""), [one.heading for one in columns], [one.field for one in columns])
    if now != before and now:
        connection.execute(delete(setting).where(setting.c.key == LOG_COLUMNS))
        connection.execute(insert(setting), {"key": LOG_COLUMNS, "value": storable(now)})
