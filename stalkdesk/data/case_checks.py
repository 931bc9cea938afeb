"""Whether the cases are whole: every answer can be read, and what is told twice is told alike."""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from sqlalchemy import Connection, exists, func, select

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.data import rows, tables, unfinished
from stalkdesk.data.answer_text import answer_from, assessment_from, windows_in
from stalkdesk.data.case_mac import Written, mac_of, rows_of
from stalkdesk.data.case_words import opened_answer
from stalkdesk.data.damage import known
from stalkdesk.data.history_checks import History, history_faults, history_of_all
from stalkdesk.data.intakes import is_below
from stalkdesk.data.journal import FILED, Journal
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import optional_time, time_from
from stalkdesk.data.two_assessments import agree
from stalkdesk.errors import StoreDamaged
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr

_PAGE = 500
_UNREADABLE = (StoreDamaged, ValueError, TypeError, LookupError, AttributeError, RecursionError)
_OF_A_CASE = (tables.answer, tables.sealed_answer, tables.answer_past, tables.finding)
_case = tables.case_file


def case_faults(connection: Connection, journal: Journal, seal: Seal | None) -> Iterator[str]:
    """What is wrong with each case, oldest first."""
    last, history = 0, history_of_all(connection)
    query = select(_case).order_by(_case.c.place).limit(_PAGE)
    while found := connection.execute(query.where(_case.c.place > last)).all():
        for row in found:
            try:
                yield from _faults_of(connection, journal, seal, history, row)
            except _UNREADABLE:
                yield tr("Sagen {reference} kan ikke læses helt.", reference=row.reference)
            last = row.place


def filing_faults(connection: Connection) -> Iterator[str]:
    """Cases that the journal says are filed and that are not, and the other way round."""
    line = tables.journal.c
    said = (
        select(line.reference)
        .where(line.act == FILED)
        .outerjoin_from(tables.journal, _case, _case.c.reference == line.reference)
    )
    filed = CaseStatus.FILED.value
    for reference in connection.execute(said.where((_case.c.status.is_(None)) | (_case.c.status != filed))).scalars():
        yield tr("Sagen {reference} er afsluttet ifølge journalen, men ikke i sagsskabet.", reference=reference)
    noted = exists().where(line.reference == _case.c.reference, line.act == FILED)
    for reference in connection.execute(select(_case.c.reference).where(_case.c.status == filed, ~noted)).scalars():
        yield tr("Sagen {reference} er afsluttet, uden at det står i journalen.", reference=reference)


def count_faults(connection: Connection) -> Iterator[str]:
    """Whether there are as many cases as were counted, and no number of a year was left out."""
    counter = tables.counter
    counted = {row.name: row.value for row in connection.execute(select(counter))}
    kept = select(func.count()).select_from(_case).where(_case.c.status != CaseStatus.DISCARDED.value)
    if connection.execute(kept).scalar_one() != counted.get(rows.OPEN_CASES, 0):
        yield tr("Sagsskabet har et andet antal sager, end det har talt.")
    year = _case.c.place // rows.PLACES_A_YEAR
    given = {
        row.year: row.number
        for row in connection.execute(select(year.label("year"), func.count().label("number")).group_by(year))
    }
    years = given.keys() | {rows.counted_year(name) for name in counted if rows.counted_year(name)}
    for one in sorted(years):
        if given.get(one, 0) != counted.get(rows.counter_of(one), 0):
            yield tr("Der er huller i sagernes numre for {year}.", year=one)


def _faults_of(
    connection: Connection, journal: Journal, seal: Seal | None, history: History, case: rows.StoredRow
) -> Iterator[str]:
    for time in (case.started_at, case.saved_at):
        time_from(time)
    optional_time(case.filed_at)
    answers, sealed, past, findings = (rows_of(connection, table, case.id) for table in _OF_A_CASE)
    _read(answers, sealed, past, seal)
    unfinished.of_case(connection, seal, case.id)
    plain = frozenset(row.question_id for row in answers)
    protected = frozenset(row.question_id for row in sealed)
    yield from history_faults(connection, journal, seal, history, case, (plain, protected))
    if case.status != CaseStatus.FILED.value:
        return
    if not findings:
        yield tr("Sagen {reference} er afsluttet uden en vurdering.", reference=case.reference)
        return
    written = Written(case._mapping, _mapped(answers), _mapped(sealed), _mapped(past), findings[0]._mapping)
    if not hmac.compare_digest(mac_of(journal, written).encode(), findings[0].mac.encode()):
        yield tr("Sagen {reference} er ændret, efter at den blev afsluttet.", reference=case.reference)
    yield from _assessment_faults(case, findings[0], seal, plain, protected)


def _read(answers: list[rows.StoredRow], sealed: list[rows.StoredRow], past: list[rows.StoredRow], seal: Seal | None) -> None:
    """Reads every answer and past answer. Raises one of `_UNREADABLE`."""
    for row in answers:
        rows.answer_of(row)
    for row in past:
        if row.plain is not None:
            answer_from(row.question_id, row.plain.encode())
        elif seal is not None:
            opened_answer(seal, row)
    if seal is not None:
        for row in sealed:
            opened_answer(seal, row)


def _assessment_faults(
    case: rows.StoredRow, finding: rows.StoredRow, seal: Seal | None, plain: frozenset[str], sealed: frozenset[str]
) -> Iterator[str]:
    windows_in(finding.windows)
    public = assessment_from(finding.public)
    if seal is not None and finding.sealed is not None:
        whole = assessment_from(seal.opened(finding.sealed, case.id, rows.ASSESSMENT).decode())
        if not agree(whole, public, plain, sealed):
            yield tr("Sagen {reference} har to vurderinger, der ikke passer sammen.", reference=case.reference)
    if public.definition != case.definition:
        yield tr("Sagen {reference} har to vurderinger, der ikke passer sammen.", reference=case.reference)
    is_vouched = case.approved_by and case.urgency_reason.strip()
    if is_below(known(Urgency, case.urgency), public.urgency) and not is_vouched:
        yield tr(
            "Sagen {reference} har et lavere niveau end det beregnede, uden leder og begrundelse.", reference=case.reference
        )


def _mapped(found: list[rows.StoredRow]) -> list[rows.Row]:
    return [row._mapping for row in found]
