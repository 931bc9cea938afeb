"""Visits in the store: the visit, what it added with the new evaluation, and what follows from it, in one transaction."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from stalkdesk.casework.additions import Addition, check_addition, check_is_stated
from stalkdesk.casework.begun import BegunKind
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.evaluations import Confirmation, Weighing
from stalkdesk.casework.officers import Act
from stalkdesk.casework.visits import NewVisit, Visit
from stalkdesk.data import begun, dues, rows
from stalkdesk.data.adding import Making, standing_of, write_added
from stalkdesk.data.case_lists import unknown_case
from stalkdesk.data.cases import kept_row
from stalkdesk.data.entries import write_entries
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import day_of
from stalkdesk.errors import NotAllowed
from stalkdesk.language import tr


class Visits:
    """Keeps visits."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def keep(self, reference: str, new: NewVisit, weighing: Weighing, confirmation: Confirmation | None) -> tuple[Entry, ...]:
        """All of it or nothing. Raises what adding and keeping entries raise."""
        sitting = self._sitting
        sitting.check(Act.TAKE_INTAKE)
        with sitting.act() as connection:
            case = kept_row(connection, reference)
            if case.status != CaseStatus.FILED.value:
                raise unknown_case()
            visit = self._told(connection, case, new.visit)
            if new.addition is not None:
                visit = self._added(connection, case, visit, new.addition, weighing, confirmation)
            entries = (NewEntry(EntryKind.VISIT, visit), *new.entries)
            made = write_entries(connection, sitting, case, entries)
            begun.saved(connection, sitting, case.id, BegunKind.VISIT)
            dues.rewrite(connection, sitting.seal, case.id)
        return made

    def _told(self, connection: Connection, case: rows.StoredRow, visit: Visit) -> Visit:
        """The visit as it was told, but that nothing is "not since" which nobody ever said had happened: an answer that the
        screen may not show is looked at here."""
        if not visit.not_since:
            return visit
        stands = standing_of(connection, self._sitting.seal, case).plain_answers()
        happened = (one for one in visit.not_since if one in stands and stands[one].value == "yes")
        return replace(visit, not_since=tuple(happened))

    def _added(
        self,
        connection: Connection,
        case: rows.StoredRow,
        visit: Visit,
        addition: Addition,
        weighing: Weighing,
        confirmation: Confirmation | None,
    ) -> Visit:
        """The visit, told of what was added with it."""
        sitting, at = self._sitting, self._sitting.now()
        if confirmation is None:
            raise NotAllowed(tr("Bekræft hastegraden, før henvendelsen gemmes."))
        check_is_stated(addition)
        check_addition(addition, day_of(at))
        before = standing_of(connection, sitting.seal, case)
        weighed = weighing(before.after(before.changes(addition, at, sitting.officer.initials)))
        after = write_added(connection, sitting, before, Making(at, sitting.officer, addition, weighed, confirmation)).standing
        return replace(
            visit,
            evaluation=after.evaluations,
            incidents=tuple(range(before.incidents + 1, after.incidents + 1)),
            answers=len(addition.answers),
        )
