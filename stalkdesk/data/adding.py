"""What is added to a filed case: incidents, answers, instruments. Each act keeps a new evaluation beside the earlier ones.

The filed rows stay as they were, with the HMAC of the filing; only the level and the definition *now* change in the case's
row. Rows are made by `added_to`, for one case at the desk and for many at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Table, func, insert, select, update

from stalkdesk.casework import officers
from stalkdesk.casework.additions import (
    Addition,
    Change,
    Incident,
    InstrumentUse,
    changes_of,
    check_addition,
    check_instrument,
    check_is_stated,
)
from stalkdesk.casework.begun import BegunKind
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.evaluations import Confirmation, Evaluation, Occasion, Weighed, Weighing
from stalkdesk.casework.handover.handovers import refuse_on_stub
from stalkdesk.casework.log.incident_log import NOTHING_LOGGED
from stalkdesk.data import begun, dues, rows, tables
from stalkdesk.data.answer_text import answer_bytes, assessment_text, storable, windows_text
from stalkdesk.data.case_additions import Kept, added_rows, laid_over
from stalkdesk.data.case_lists import unknown_case
from stalkdesk.data.case_mac import mac_of_added
from stalkdesk.data.case_words import add_words, answers_of
from stalkdesk.data.cases import kept_row
from stalkdesk.data.damage import known
from stalkdesk.data.entry_rows import entries_of
from stalkdesk.data.entry_text import said_bytes
from stalkdesk.data.evaluating import count_of, evaluation_of
from stalkdesk.data.intakes import check_confirmation, is_lowered
from stalkdesk.data.journal import ALTER, EVALUATE, INSTRUMENT, WEIGH, Act, Journal
from stalkdesk.data.persons.traces import is_traced_by, retrace
from stalkdesk.data.protected import Seal
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import day_of, time_text
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment, Urgency


@dataclass(frozen=True, slots=True)
class Standing:
    """A filed case as it stands before an addition: every answer, and how often it was evaluated and added to."""

    case_id: str
    reference: str
    place: int
    answers: Mapping[str, Kept]
    urgency: Urgency
    """The level that was confirmed last: going below it is lowering."""
    evaluations: int = 1
    incidents: int = 0
    addenda: int = 0

    def plain_answers(self) -> dict[str, Answer]:
        """The answers without their compartments."""
        return {question_id: answer for question_id, (answer, _) in self.answers.items()}

    def changes(self, addition: Addition, at: datetime, by: str) -> tuple[Change, ...]:
        """What the addition changes. What was protected once stays protected."""
        changes = changes_of(self.plain_answers(), addition, at, by, self.incidents + 1)
        return tuple(Change(one.answer, self._compartment(one), one.reason) for one in changes)

    def after(self, changes: tuple[Change, ...]) -> dict[str, Answer]:
        """The answers as they stand with these changes."""
        return self.plain_answers() | {one.answer.question_id: one.answer for one in changes}

    def _compartment(self, change: Change) -> Compartment:
        stood = self.answers.get(change.answer.question_id)
        return Compartment.PROTECTED if stood and stood[1] is Compartment.PROTECTED else change.compartment


@dataclass(frozen=True, slots=True)
class Making:
    """Who adds what, when, and how it was evaluated with it."""

    at: datetime
    officer: officers.Officer
    addition: Addition
    weighed: Weighed
    confirmation: Confirmation


@dataclass(frozen=True, slots=True)
class Added:
    """The rows of one addition, its lines in the journal, and how the case stands after it."""

    written: dict[Table, list[rows.Row]]
    words: list[rows.Row]
    acts: tuple[Act, Act]
    standing: Standing

    @property
    def now(self) -> rows.Row:
        """The columns of the case's row that change."""
        (evaluation,) = self.written[tables.evaluation]
        return {"definition_now": evaluation["definition"], "urgency_now": evaluation["urgency"]}


def added_to(standing: Standing, making: Making, journal: Journal, seal: Seal) -> Added:
    """The rows that `making` adds to a case. Writes nothing."""
    addition, number = making.addition, standing.evaluations + 1
    changes = standing.changes(addition, making.at, making.officer.initials)
    written = {
        tables.incident: [
            _incident_row(standing.case_id, place, number, incident, making)
            for place, incident in enumerate(addition.incidents, start=standing.incidents + 1)
        ],
        tables.addendum: _addendum_rows(standing, number, changes, making, seal),
    }
    counts = {one: before + len(written[table]) for one, table, before in _counted(standing)}
    written[tables.evaluation] = [_evaluation_row(standing.case_id, number, making, seal) | counts]
    for table, made in written.items():
        for row in made:
            row["mac"] = mac_of_added(journal, table, row)
    kept = [(one.answer, one.compartment) for one in changes]
    after = {**standing.answers, **{answer.question_id: (answer, compartment) for answer, compartment in kept}}
    return Added(
        written=written,
        words=rows.search_rows(standing.place, kept, seal, said=[one.said for one in addition.incidents]),
        acts=_acts(standing, changes, making),
        standing=replace(
            standing,
            answers=after,
            urgency=making.confirmation.urgency,
            evaluations=number,
            incidents=counts["incidents"],
            addenda=counts["addenda"],
        ),
    )


def instrument_row(case_id: str, number: int, use: InstrumentUse, at: datetime, by: str, journal: Journal) -> rows.Row:
    """The use of an instrument."""
    row = {
        "case_id": case_id,
        "number": number,
        "at": time_text(at),
        "by": storable(by),
        "instrument": use.instrument.value,
        "done_on": use.done_on.date,
        "precision": use.done_on.precision.value,
        "done_by": storable(use.done_by),
        "result": use.result.value,
        "note": storable(use.note),
    }
    return {**row, "mac": mac_of_added(journal, tables.instrument_use, row)}


class Additions:
    """Weighs and keeps what is added to filed cases."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def weigh(self, reference: str, addition: Addition, weighing: Weighing) -> Assessment:
        """What the case would be evaluated as, compartment A only; journalled, since the whole case is read for it."""
        sitting, at = self._sitting, self._sitting.now()
        sitting.check(officers.Act.READ_CASE)
        check_addition(addition, day_of(at))
        with sitting.act() as connection:
            standing = self._standing(connection, reference)
            changes = standing.changes(addition, at, sitting.officer.initials)
            sitting.note(connection, WEIGH, standing.reference)
            return weighing(standing.after(changes)).public

    def add(
        self,
        reference: str,
        addition: Addition,
        weighing: Weighing,
        confirmation: Confirmation,
        first: Callable[[Connection], object] | None = None,
    ) -> Evaluation:
        """Rows, level, search words and journal lines in one transaction. `first`: what is written in it before them;
        then it is not what the officer had begun by hand, which stays begun."""
        sitting, at = self._sitting, self._sitting.now()
        sitting.check(officers.Act.TAKE_INTAKE)
        check_is_stated(addition)
        check_addition(addition, day_of(at))
        with sitting.act() as connection:
            if first is not None:
                first(connection)
            standing = self._standing(connection, reference)
            refuse_on_stub(entries_of(connection, None, standing.case_id))
            weighed = weighing(standing.after(standing.changes(addition, at, sitting.officer.initials)))
            added = write_added(connection, sitting, standing, Making(at, sitting.officer, addition, weighed, confirmation))
            if first is None:
                begun.saved(connection, sitting, standing.case_id, BegunKind.ADDITION)
            evaluation = tables.evaluation
            here = (evaluation.c.case_id == standing.case_id) & (evaluation.c.number == added.standing.evaluations)
            row = connection.execute(select(evaluation).where(here)).one()
        return evaluation_of(row, sitting.officer.full_name)

    def note_instrument(self, reference: str, use: InstrumentUse) -> None:
        """One row, with its journal line. Raises CaseUnknown for a draft."""
        sitting, at = self._sitting, self._sitting.now()
        sitting.check(officers.Act.TAKE_INTAKE)
        check_instrument(use, day_of(at))
        with sitting.act() as connection:
            case = _filed_row(connection, reference)
            refuse_on_stub(entries_of(connection, None, case.id))
            number = _count(connection, tables.instrument_use, case.id) + 1
            row = instrument_row(case.id, number, use, at, sitting.officer.initials, sitting.journal)
            connection.execute(insert(tables.instrument_use), row)
            sitting.note(connection, INSTRUMENT, case.reference, [use.instrument.value])

    def _standing(self, connection: Connection, reference: str) -> Standing:
        """The case with both compartments. Raises NotAllowed without the key of B: what is not read can't be weighed."""
        return standing_of(connection, self._sitting.seal, _filed_row(connection, reference))


def standing_of(connection: Connection, seal: Seal, case: rows.StoredRow) -> Standing:
    """A filed case (its row) as it stands before an addition."""
    addenda = added_rows(connection, tables.addendum, case.id)
    return Standing(
        case_id=case.id,
        reference=case.reference,
        place=case.place,
        answers=laid_over(answers_of(connection, seal, case.id), addenda, seal),
        urgency=known(Urgency, case.urgency_now or case.urgency),
        evaluations=count_of(connection, case.id),
        incidents=_count(connection, tables.incident, case.id),
        addenda=len(addenda),
    )


def write_added(connection: Connection, sitting: Sitting, standing: Standing, making: Making) -> Added:
    """Keeps an addition in the caller's transaction: rows, level, search words, journal lines, and what is due. Raises
    NotAllowed when the level is lowered without a supervisor and a reason."""
    check_confirmation(connection, making.weighed.whole, making.confirmation, standing.urgency)
    added = added_to(standing, making, sitting.journal, sitting.seal)
    for table, made in added.written.items():
        if made:
            connection.execute(insert(table), made)
    case = tables.case_file
    connection.execute(update(case).where(case.c.id == standing.case_id).values(**added.now))
    add_words(connection, standing.place, added.words)
    if is_traced_by(row["question_id"] for row in added.written[tables.addendum]):
        retrace(connection, sitting.seal, standing.case_id, standing.place)
    sitting.journal.write(connection, *added.acts)
    dues.rewrite(connection, sitting.seal, standing.case_id)
    return added


def _filed_row(connection: Connection, reference: str) -> rows.StoredRow:
    row = kept_row(connection, reference)
    if row.status != CaseStatus.FILED.value:
        raise unknown_case()
    return row


def _count(connection: Connection, table: Table, case_id: str) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(table.c.case_id == case_id)).scalar_one())


def _counted(standing: Standing) -> tuple[tuple[str, Table, int], ...]:
    return ("incidents", tables.incident, standing.incidents), ("addenda", tables.addendum, standing.addenda)


def _incident_row(case_id: str, number: int, evaluation: int, incident: Incident, making: Making) -> rows.Row:
    return {
        "case_id": case_id,
        "number": number,
        "evaluation": evaluation,
        "at": time_text(making.at),
        "by": storable(making.officer.initials),
        "happened": incident.happened.date,
        "precision": incident.happened.precision.value,
        "acts": ",".join(dict.fromkeys(incident.acts)),
        "said": storable(incident.said),
        "log": None if incident.log == NOTHING_LOGGED else said_bytes(incident.log).decode(),
    }


def _addendum_rows(
    standing: Standing, evaluation: int, changes: tuple[Change, ...], making: Making, seal: Seal
) -> list[rows.Row]:
    stood, found = dict(standing.answers), []
    for number, change in enumerate(changes, start=standing.addenda + 1):
        question_id = change.answer.question_id
        before = stood.get(question_id)
        row = {
            "case_id": standing.case_id,
            "number": number,
            "evaluation": evaluation,
            "question_id": question_id,
            "at": time_text(making.at),
            "by": storable(making.officer.initials),
            "why": storable(change.reason),
        }
        kept = (change.answer, change.compartment)
        row |= _in_its_compartment("", kept, standing.case_id, rows.addendum_bound(number, question_id), seal)
        row |= _in_its_compartment("before_", before, standing.case_id, rows.before_bound(number, question_id), seal)
        stood[question_id] = kept
        found.append(row)
    return found


def _in_its_compartment(prefix: str, kept: Kept | None, case_id: str, bound: str, seal: Seal) -> rows.Row:
    """The columns `plain` and `sealed` (behind `prefix`), of which an answer fills the one of its compartment."""
    columns: rows.Row = {f"{prefix}plain": None, f"{prefix}sealed": None}
    if kept is not None and kept[1] is Compartment.PROTECTED:
        columns[f"{prefix}sealed"] = seal.sealed(answer_bytes(kept[0]), case_id, bound)
    elif kept is not None:
        columns[f"{prefix}plain"] = answer_bytes(kept[0]).decode()
    return columns


def _evaluation_row(case_id: str, number: int, making: Making, seal: Seal) -> rows.Row:
    weighed, confirmation = making.weighed, making.confirmation
    whole = assessment_text(weighed.whole).encode()
    return {
        "case_id": case_id,
        "number": number,
        "at": time_text(making.at),
        "officer_id": making.officer.id,
        "occasion": (Occasion.INCIDENT if making.addition.incidents else Occasion.ANSWER).value,
        "checklist_version": weighed.checklist_version,
        "rules_version": weighed.rules_version,
        "windows": windows_text(weighed.windows),
        "definition": weighed.whole.definition.value,
        "computed": weighed.whole.urgency.value,
        "urgency": confirmation.urgency.value,
        "urgency_reason": storable(confirmation.reason),
        "approved_by": confirmation.approved_by or None,
        "public": assessment_text(weighed.public),
        "sealed": seal.sealed(whole, case_id, rows.assessment_bound(number)),
    }


def _acts(standing: Standing, changes: tuple[Change, ...], making: Making) -> tuple[Act, Act]:
    """What was added and why, and that the case was evaluated again; a lowered level as on filing."""
    incidents = ("incident",) if making.addition.incidents else ()
    fields = (*incidents, *dict.fromkeys(change.answer.question_id for change in changes))
    lowered = is_lowered(making.weighed.whole, making.confirmation, standing.urgency)
    officer_id, why = making.officer.id, making.confirmation.reason if lowered else ""
    return (
        Act(making.at, officer_id, ALTER, standing.reference, fields, making.addition.reason),
        Act(making.at, officer_id, EVALUATE, standing.reference, ("urgency_lowered",) if lowered else (), why),
    )
