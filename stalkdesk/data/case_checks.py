"""Whether the cases are whole: every answer can be read, and what is told twice is told alike."""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, Table, exists, func, select

from stalkdesk.casework.cases import GONE, CaseStatus
from stalkdesk.data import rows, tables, unfinished
from stalkdesk.data.answer_text import answer_from, assessment_from, value_from, windows_in
from stalkdesk.data.case_mac import OF_A_PAST_ONE, OF_A_SEALED_ONE, OF_AN_ANSWER, OF_THE_CASE, WITH_WINDOWS, mac_of_values
from stalkdesk.data.damage import known
from stalkdesk.data.erasing_checks import erasure_faults
from stalkdesk.data.history_checks import History, history_faults, history_of
from stalkdesk.data.intakes import is_below
from stalkdesk.data.journal import FILED, Journal
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import check_time, optional_time, time_from
from stalkdesk.data.two_assessments import agree
from stalkdesk.errors import StoreDamaged
from stalkdesk.intake.answers import AnswerState
from stalkdesk.intake.findings import Assessment, Urgency
from stalkdesk.language import tr

PAGE = 500
_UNREADABLE = (StoreDamaged, ValueError, TypeError, LookupError, AttributeError, RecursionError)
_case, _answer, _sealed, _past = tables.case_file, tables.answer, tables.sealed_answer, tables.answer_past
_SHORT, _MOST_KNOWN = 40, 2000

Values = tuple[Any, ...]


class CaseReading:
    """Every case read, oldest first, some at a time; what is found is kept."""

    def __init__(self, journal: Journal, seal: Seal | None) -> None:
        self._journal, self._seal = journal, seal
        self._last = 0
        self._known = _Known()
        self.read = 0
        self.faults: list[str] = []

    def go_on(self, connection: Connection, limit: int = PAGE) -> bool:
        """Reads the next cases; gives whether there are more. What breaks it off leaves nothing half read."""
        query = select(_case).where(_case.c.place > self._last).order_by(_case.c.place).limit(limit)
        cases = connection.execute(query).all()
        if cases:
            self.faults += list(self._faults_of_all(connection, cases))
            self._last = cases[-1].place
            self.read += len(cases)
        return len(cases) == limit

    def _faults_of_all(self, connection: Connection, cases: Sequence[rows.StoredRow]) -> Iterator[str]:
        here = _case.c.place.between(cases[0].place, cases[-1].place)
        ids = select(_case.c.id).where(here)
        kept, history = _kept_of(connection, ids), history_of(connection, ids, select(_case.c.reference).where(here))
        for case in cases:
            try:
                yield from self._faults_of(connection, history, case, kept[case.id])
            except _UNREADABLE:
                yield tr("Sagen {reference} kan ikke læses helt.", reference=case.reference)

    def _faults_of(self, connection: Connection, history: History, case: rows.StoredRow, kept: _Kept) -> Iterator[str]:
        seal, journal = self._seal, self._journal
        for time in (case.started_at, case.saved_at):
            time_from(time)
        optional_time(case.filed_at)
        if case.status == CaseStatus.ERASED.value:
            return
        self._read(case.id, kept)
        if kept.has_unfinished:
            unfinished.of_case(connection, seal, case.id)
        plain = frozenset(values[0] for values in kept.answers)
        protected = frozenset(values[0] for values in kept.sealed)
        yield from history_faults(journal, seal, history, case, (plain, protected))
        if case.status != CaseStatus.FILED.value:
            return
        finding = kept.finding
        if finding is None:
            yield tr("Sagen {reference} er afsluttet uden en vurdering.", reference=case.reference)
            return
        of_the_case = [case._mapping[column] for column in OF_THE_CASE]
        made_at_filing = mac_of_values(journal, of_the_case, kept.answers, kept.sealed, kept.past, finding[:-1])
        if not hmac.compare_digest(made_at_filing.encode(), finding[-1].encode()):
            yield tr("Sagen {reference} er ændret, efter at den blev afsluttet.", reference=case.reference)
        yield from self._assessment_faults(case, finding, plain, protected)

    def _read(self, case_id: str, kept: _Kept) -> None:
        """Reads every answer and past answer. Raises one of `_UNREADABLE`."""
        known, seal = self._known, self._seal
        for _, state, value, _, at, _ in kept.answers:
            if (state, value) not in known.answers:
                known.check_answer(state, value)
            check_time(at)
        for _, question_id, _, plain, sealed in kept.past:
            if plain is not None:
                answer_from(question_id, plain.encode())
            elif seal is not None:
                answer_from(question_id, seal.opened(sealed, case_id, question_id))
        if seal is not None:
            for question_id, sealed in kept.sealed:
                answer_from(question_id, seal.opened(sealed, case_id, question_id))

    def _assessment_faults(
        self, case: rows.StoredRow, finding: Values, plain: frozenset[str], sealed: frozenset[str]
    ) -> Iterator[str]:
        public_text, sealed_whole, windows, _ = finding
        self._known.check_windows(windows)
        public = self._known.assessment(public_text)
        if self._seal is not None and sealed_whole is not None:
            whole = self._known.assessment(self._seal.opened(sealed_whole, case.id, rows.ASSESSMENT).decode())
            if not agree(whole, public, plain, sealed):
                yield tr("Sagen {reference} har to vurderinger, der ikke passer sammen.", reference=case.reference)
        if public.definition != case.definition:
            yield tr("Sagen {reference} har to vurderinger, der ikke passer sammen.", reference=case.reference)
        is_vouched = case.approved_by and case.urgency_reason.strip()
        if is_below(known(Urgency, case.urgency), public.urgency) and not is_vouched:
            yield tr(
                "Sagen {reference} har et lavere niveau end det beregnede, uden leder og begrundelse.", reference=case.reference
            )


class _Known:
    """What was read before in the same words: most answers are one of few, and so are assessments. Goes with the reading."""

    def __init__(self) -> None:
        self.answers: set[tuple[str, str | None]] = set()
        self._windows: set[str | None] = set()
        self._assessments: dict[str, Assessment] = {}

    def check_answer(self, state: str, value: str | None) -> None:
        """Raises StoreDamaged for what is no answer."""
        known(AnswerState, state)
        value_from(value)
        if len(value or "") <= _SHORT and len(self.answers) < _MOST_KNOWN:
            self.answers.add((state, value))

    def check_windows(self, text: str | None) -> None:
        """Raises StoreDamaged for what are no windows."""
        if text not in self._windows:
            windows_in(text)
            self._windows.add(text)

    def assessment(self, text: str) -> Assessment:
        """The assessment of a text. Raises StoreDamaged."""
        found = self._assessments.get(text)
        if found is None:
            found = assessment_from(text)
            if len(self._assessments) < _MOST_KNOWN:
                self._assessments[text] = found
        return found


@dataclass(slots=True)
class _Kept:
    """What the tables hold of one case, each in the columns of `case_mac`, and whether something was left unfinished."""

    answers: list[Values] = field(default_factory=list)
    sealed: list[Values] = field(default_factory=list)
    past: list[Values] = field(default_factory=list)
    finding: Values | None = None
    """With its HMAC at the end."""
    has_unfinished: bool = False


def _kept_of(connection: Connection, ids: Select[str]) -> dict[str, _Kept]:
    """The rows of many cases in one query a table, as plain values: one by one, by name, takes four times as long."""
    kept: dict[str, _Kept] = defaultdict(_Kept)
    for row in _read_whole(connection, _answer, OF_AN_ANSWER, ids):
        kept[row[0]].answers.append(row[1:])
    for row in _read_whole(connection, _sealed, OF_A_SEALED_ONE, ids):
        kept[row[0]].sealed.append(row[1:])
    for row in _read_whole(connection, _past, OF_A_PAST_ONE, ids):
        kept[row[0]].past.append(row[1:])
    for row in _read_whole(connection, tables.finding, (*WITH_WINDOWS, "mac"), ids):
        kept[row[0]].finding = row[1:]
    for (case_id,) in _read_whole(connection, tables.unfinished, (), ids):
        kept[case_id].has_unfinished = True
    return kept


def _read_whole(connection: Connection, table: Table, columns: Sequence[str], ids: Select[str]) -> Sequence[Any]:
    case_id = table.c.case_id
    return connection.execute(select(case_id, *(table.c[name] for name in columns)).where(case_id.in_(ids))).all()


def filing_faults(connection: Connection) -> Iterator[str]:
    """Cases that the journal says are filed or erased and that are not, and the other way round."""
    line = tables.journal.c
    said = (
        select(line.reference)
        .where(line.act == FILED)
        .outerjoin_from(tables.journal, _case, _case.c.reference == line.reference)
    )
    filed, was_filed = CaseStatus.FILED.value, (CaseStatus.FILED.value, CaseStatus.ERASED.value)
    for reference in connection.execute(said.where(_case.c.status.is_(None) | _case.c.status.not_in(was_filed))).scalars():
        yield tr("Sagen {reference} er afsluttet ifølge journalen, men ikke i sagsskabet.", reference=reference)
    noted = exists().where(line.reference == _case.c.reference, line.act == FILED)
    for reference in connection.execute(select(_case.c.reference).where(_case.c.status == filed, ~noted)).scalars():
        yield tr("Sagen {reference} er afsluttet, uden at det står i journalen.", reference=reference)
    yield from erasure_faults(connection)


def count_faults(connection: Connection) -> Iterator[str]:
    """Whether there are as many cases as were counted, and no number of a year was left out."""
    counter = tables.counter
    counted = {row.name: row.value for row in connection.execute(select(counter))}
    kept = select(func.count()).select_from(_case).where(_case.c.status.not_in(GONE))
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
