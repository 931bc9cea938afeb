"""Whether the cases are whole: every answer can be read, and what is told twice is told alike."""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, exists, func, select

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.data import rows, tables, unfinished
from stalkdesk.data.answer_text import answer_from, assessment_from, windows_in
from stalkdesk.data.case_mac import Written, mac_of
from stalkdesk.data.case_words import opened_answer
from stalkdesk.data.damage import known
from stalkdesk.data.history_checks import History, history_faults, history_of
from stalkdesk.data.intakes import is_below
from stalkdesk.data.journal import FILED, Journal
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import optional_time, time_from
from stalkdesk.data.two_assessments import agree
from stalkdesk.errors import StoreDamaged
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr

PAGE = 500
_UNREADABLE = (StoreDamaged, ValueError, TypeError, LookupError, AttributeError, RecursionError)
_OF_A_CASE = (tables.answer, tables.sealed_answer, tables.answer_past, tables.finding)
_case = tables.case_file


class CaseReading:
    """Every case read, oldest first, some at a time; what is found is kept."""

    def __init__(self, journal: Journal, seal: Seal | None) -> None:
        self._journal, self._seal = journal, seal
        self._last = 0
        self.read = 0
        self.faults: list[str] = []

    def go_on(self, connection: Connection, limit: int = PAGE) -> bool:
        """Reads the next cases; gives whether there are more. What breaks it off leaves nothing half read."""
        query = select(_case).where(_case.c.place > self._last).order_by(_case.c.place).limit(limit)
        cases = connection.execute(query).all()
        if cases:
            self.faults += _faults_of_all(connection, self._journal, self._seal, cases)
            self._last = cases[-1].place
            self.read += len(cases)
        return len(cases) == limit


def _faults_of_all(
    connection: Connection, journal: Journal, seal: Seal | None, cases: Sequence[rows.StoredRow]
) -> Iterator[str]:
    kept = _kept_of(connection, cases)
    history = history_of(connection, cases)
    for case in cases:
        try:
            yield from _faults_of(connection, journal, seal, history, case, kept[case.id])
        except _UNREADABLE:
            yield tr("Sagen {reference} kan ikke læses helt.", reference=case.reference)


@dataclass(slots=True)
class _Kept:
    """What the tables hold of one case, in the order of `_OF_A_CASE`, and whether something was left unfinished."""

    answers: list[rows.StoredRow]
    sealed: list[rows.StoredRow]
    past: list[rows.StoredRow]
    findings: list[rows.StoredRow]
    has_unfinished: bool = False


def _kept_of(connection: Connection, cases: Sequence[rows.StoredRow]) -> dict[str, _Kept]:
    """The rows of many cases in one query a table: that takes half the time of one by one."""
    ids = [case.id for case in cases]
    found: list[dict[str, list[rows.StoredRow]]] = []
    for table in _OF_A_CASE:
        by_case: dict[str, list[rows.StoredRow]] = defaultdict(list)
        for row in connection.execute(select(table).where(table.c.case_id.in_(ids))):
            by_case[row.case_id].append(row)
        found.append(by_case)
    left = tables.unfinished.c.case_id
    unfinished_of = set(connection.execute(select(left).where(left.in_(ids))).scalars())
    answers, sealed, past, findings = found
    return {one: _Kept(answers[one], sealed[one], past[one], findings[one], one in unfinished_of) for one in ids}


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
    connection: Connection,
    journal: Journal,
    seal: Seal | None,
    history: History,
    case: rows.StoredRow,
    kept: _Kept,
) -> Iterator[str]:
    for time in (case.started_at, case.saved_at):
        time_from(time)
    optional_time(case.filed_at)
    answers, sealed, past, findings = kept.answers, kept.sealed, kept.past, kept.findings
    _read(answers, sealed, past, seal)
    if kept.has_unfinished:
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
