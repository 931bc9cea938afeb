"""Two desks' answers to one question: a person says which holds. Theirs comes in as an addition; or ours stays."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.evaluations import Confirmation, Weighing
from stalkdesk.casework.handover.handovers import Choice, Conflict, conflicts_of, refuse_on_stub
from stalkdesk.casework.officers import Act
from stalkdesk.data import dues
from stalkdesk.data.adding import Making, standing_of, write_added
from stalkdesk.data.entries import write_entries
from stalkdesk.data.entry_rows import entries_of
from stalkdesk.data.handover.packages_made import stated
from stalkdesk.data.handover.packing_case import filed_row
from stalkdesk.data.sitting import Sitting
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.parsing import restored
from stalkdesk.language import tr


def settle_conflict(
    sitting: Sitting,
    reference: str,
    number: int,
    choice: Choice,
    reason: str,
    weighing: Weighing,
    confirmation: Confirmation,
) -> None:
    """Keeps the choice and what follows from it, in one transaction."""
    sitting.check(Act.TAKE_INTAKE)
    why, at = stated(reason), sitting.now()
    with sitting.act() as connection:
        row = filed_row(connection, reference)
        entries = entries_of(connection, sitting.seal, row.id)
        conflict = conflicts_of(entries).get(number)
        if conflict is None:
            raise BadAnswer(tr("Sagen har ingen uenighed {number}.", number=number), "conflict")
        write_entries(connection, sitting, row, [NewEntry(EntryKind.CONFLICT, replace(conflict, choice=choice), number, why)])
        if choice is Choice.THEIRS:
            refuse_on_stub(entries)
            answer, kept = _theirs(conflict, at, sitting.officer.initials)
            addition = Addition(why, (), ((answer, kept),))
            standing = standing_of(connection, sitting.seal, row)
            weighed = weighing(standing.after(standing.changes(addition, at, sitting.officer.initials)))
            write_added(connection, sitting, standing, Making(at, sitting.officer, addition, weighed, confirmation))
        dues.rewrite(connection, sitting.seal, row.id)


def _theirs(conflict: Conflict, at: datetime, by: str) -> tuple[Answer, Compartment]:
    """Their answer, protected where it was."""
    answer = restored(conflict.question_id, conflict.kind, json.loads(conflict.theirs), at, by)
    return answer, Compartment.PROTECTED if conflict.is_protected else Compartment.FACTS
