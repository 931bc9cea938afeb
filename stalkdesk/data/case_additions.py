"""What was added to a filed case, read: addenda over its answers, incidents, instruments. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Table, select

from stalkdesk.casework.additions import Addendum, Incident, Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.log.incident_log import NOTHING_LOGGED, LoggedIncident
from stalkdesk.data import rows, tables
from stalkdesk.data.answer_text import answer_from
from stalkdesk.data.damage import known
from stalkdesk.data.entry_text import said_from
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import time_from
from stalkdesk.intake.answers import Answer, DatePrecision, DateValue
from stalkdesk.intake.checklist import Compartment

Kept = tuple[Answer, Compartment]


def added_rows(connection: Connection, table: Table, case_id: str) -> list[rows.StoredRow]:
    """The rows of a case in a table that is only added to, in the order in which they were added."""
    return list(connection.execute(select(table).where(table.c.case_id == case_id).order_by(table.c.number)).all())


def added_answers(connection: Connection, seal: Seal | None, case_id: str) -> list[Kept]:
    """Every answer that was added to a case, in order; those of compartment B when there is a seal to open them."""
    return answers_in(added_rows(connection, tables.addendum, case_id), seal)


def answers_in(addenda: Iterable[rows.StoredRow], seal: Seal | None) -> list[Kept]:
    """The answers of addenda; those of compartment B when there is a seal to open them."""
    return [_answer(row, seal) for row in addenda if _is_open(row, seal)]


def laid_over(answers: Iterable[Kept], addenda: Iterable[rows.StoredRow], seal: Seal | None) -> dict[str, Kept]:
    """The answers by question, as they stand after `addenda`; of each question only the last addendum is read."""
    found = {answer.question_id: (answer, compartment) for answer, compartment in answers}
    last = {row.question_id: row for row in addenda if _is_open(row, seal)}
    return found | {question_id: _answer(row, seal) for question_id, row in last.items()}


def addendum_of(row: rows.StoredRow) -> Addendum:
    """An addendum of compartment A as it is read."""
    before = None if row.before_plain is None else answer_from(row.question_id, row.before_plain.encode())
    return Addendum(row.number, answer_from(row.question_id, row.plain.encode()), row.why, before)


def incident_of(row: rows.StoredRow) -> Incident:
    """An incident as it is read."""
    return Incident(
        happened=DateValue(row.happened, known(DatePrecision, row.precision)),
        acts=tuple(row.acts.split(",")),
        said=row.said,
        log=NOTHING_LOGGED if row.log is None else said_from(LoggedIncident, row.log.encode()),
        number=row.number,
        at=time_from(row.at),
        by=row.by,
    )


def instrument_of(row: rows.StoredRow) -> InstrumentUse:
    """The use of an instrument as it is read."""
    return InstrumentUse(
        instrument=known(Instrument, row.instrument),
        done_on=DateValue(row.done_on, known(DatePrecision, row.precision)),
        done_by=row.done_by,
        result=known(InstrumentResult, row.result),
        note=row.note,
        at=time_from(row.at),
        by=row.by,
    )


def opened_before(row: rows.StoredRow, seal: Seal) -> Answer:
    """The protected answer that an addendum replaced. Raises StoreDamaged."""
    bound = rows.before_bound(row.number, row.question_id)
    return answer_from(row.question_id, seal.opened(row.before_sealed, row.case_id, bound))


def _is_open(row: rows.StoredRow, seal: Seal | None) -> bool:
    return row.plain is not None or seal is not None


def _answer(row: rows.StoredRow, seal: Seal | None) -> Kept:
    if row.plain is not None:
        return answer_from(row.question_id, row.plain.encode()), Compartment.FACTS
    assert seal is not None
    sealed = seal.opened(row.sealed, row.case_id, rows.addendum_bound(row.number, row.question_id))
    return answer_from(row.question_id, sealed), Compartment.PROTECTED
