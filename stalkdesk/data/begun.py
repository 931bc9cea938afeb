"""What an officer has begun to add to a filed case: a row of `unfinished` under her own name, sealed as everything there.

It goes in the transaction that saves it, so that a kill in between leaves no visit that would be saved twice.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, insert, select

from stalkdesk.casework.begun import MOST_BEGUN, Begun, BegunKind
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.data import rows, tables, unfinished
from stalkdesk.data.case_lists import unknown_case
from stalkdesk.data.cases import kept_row
from stalkdesk.data.sitting import Sitting
from stalkdesk.errors import TooLong
from stalkdesk.language import tr

_table, _case = tables.unfinished, tables.case_file


class BegunThings:
    """Keeps and gives what is begun."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def keep(self, reference: str, kind: BegunKind, untrusted: object | None) -> None:
        """Keeps it, or takes it away. Raises CaseUnknown, TooLong."""
        sitting = self._sitting
        place = place_of(kind, sitting.officer.id)
        with sitting.act() as connection:
            case = kept_row(connection, reference)
            if case.status != CaseStatus.FILED.value:
                raise unknown_case()
            was_there = _is_there(connection, case.id, place)
            unfinished.erase(connection, case.id, [place])
            if untrusted is not None:
                connection.execute(insert(_table), self._row(case.id, place, untrusted))
            if was_there == (untrusted is None):  # begun, or thrown away; what is typed in between is not an act of its own
                sitting.note(
                    connection,
                    "unfinished",
                    case.reference,
                    [f"{kind.value}_{'begun' if untrusted is not None else 'dropped'}"],
                )

    def all(self) -> tuple[Begun, ...]:
        """What the officer has begun. Raises StoreDamaged."""
        sitting = self._sitting
        kinds = {place_of(kind, sitting.officer.id): kind for kind in BegunKind}
        query = (
            select(_table, _case.c.reference)
            .join(_case, _case.c.id == _table.c.case_id)
            .where(_table.c.question_id.in_(list(kinds)), _case.c.status == CaseStatus.FILED.value)
            .order_by(_case.c.place)
        )
        with sitting.act() as connection:
            found = connection.execute(query).all()
            seal = sitting.seal
            return tuple(Begun(row.reference, kinds[row.question_id], unfinished.opened(seal, row)) for row in found)

    def _row(self, case_id: str, place: str, untrusted: object) -> rows.Row:
        if len(json.dumps(untrusted)) > MOST_BEGUN:
            raise TooLong(tr("Teksten er for lang til at blive gemt. Skriv det vigtigste, og gem resten som bilag."))
        return unfinished.sealed(case_id, place, untrusted, self._sitting.seal)


def place_of(kind: BegunKind, officer_id: str) -> str:
    """Where it stands in the place of a question's id."""
    return f"{unfinished.BEGUN}{kind.value}) {officer_id}"


def saved(connection: Connection, sitting: Sitting, case_id: str, kind: BegunKind) -> None:
    """It is saved, and so begun no more."""
    unfinished.erase(connection, case_id, [place_of(kind, sitting.officer.id)])


def _is_there(connection: Connection, case_id: str, place: str) -> bool:
    here = (_table.c.case_id == case_id) & (_table.c.question_id == place)
    return connection.execute(select(_table.c.case_id).where(here)).first() is not None
