"""Whether what was added to cases is whole: every row as it was written, none missing, each act in the journal."""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Select, Table, func, select

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.data import rows, tables
from stalkdesk.data.case_additions import addendum_of, answers_in, incident_of, instrument_of, opened_before
from stalkdesk.data.case_mac import mac_of_added
from stalkdesk.data.damage import known
from stalkdesk.data.evaluating import FIRST, evaluation_of, whole_of
from stalkdesk.data.intakes import is_lowered
from stalkdesk.data.journal import ALTER, EVALUATE, INSTRUMENT, Journal
from stalkdesk.data.protected import Seal
from stalkdesk.data.two_assessments import agree
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr

_ADDED = (tables.evaluation, tables.incident, tables.addendum, tables.instrument_use)
_ACTS = (EVALUATE, ALTER, INSTRUMENT)


@dataclass(slots=True)
class Added:
    """The rows that were added to one case."""

    evaluations: list[rows.StoredRow] = field(default_factory=list)
    incidents: list[rows.StoredRow] = field(default_factory=list)
    addenda: list[rows.StoredRow] = field(default_factory=list)
    instruments: list[rows.StoredRow] = field(default_factory=list)

    def by_table(self) -> tuple[tuple[Table, list[rows.StoredRow]], ...]:
        """Each table with its rows."""
        return tuple(zip(_ADDED, (self.evaluations, self.incidents, self.addenda, self.instruments), strict=True))


@dataclass(frozen=True, slots=True)
class History:
    """What was added to some cases: their rows, and what the journal says of it (act and reference -> lines)."""

    added: Mapping[str, Added]
    lines: Mapping[tuple[str, str], int]

    def is_of(self, case_id: str, reference: str, now: tuple[str | None, str | None]) -> bool:
        """Whether anything says that this case was added to."""
        return now != (None, None) or case_id in self.added or any((act, reference) in self.lines for act in _ACTS)


def history_of(connection: Connection, ids: Select[str], references: Select[str]) -> History:
    """What was added to the cases of these ids, in one query a table."""
    added: dict[str, Added] = defaultdict(Added)
    for place, table in enumerate(_ADDED):
        for row in connection.execute(select(table).where(table.c.case_id.in_(ids)).order_by(table.c.number)).all():
            added[row.case_id].by_table()[place][1].append(row)
    line = tables.journal.c
    counted = select(line.act, line.reference, func.count().label("number")).group_by(line.act, line.reference)
    lines = connection.execute(counted.where(line.reference.in_(references), line.act.in_(_ACTS))).all()
    return History(added, {(row.act, row.reference): row.number for row in lines})


def history_faults(
    journal: Journal,
    seal: Seal | None,
    history: History,
    case: rows.StoredRow,
    answered: tuple[frozenset[str], frozenset[str]],
) -> Iterator[str]:
    """What is wrong with what was added to a case. `answered`: the questions answered at filing, openly and sealed."""
    reference, stands = case.reference, (case.definition_now, case.urgency_now)
    if not history.is_of(case.id, reference, stands):
        return
    added = history.added.get(case.id, Added())
    if any(not _is_vouched_for(journal, table, row) for table, made in added.by_table() for row in made):
        yield tr("Noget, der er føjet til sagen {reference}, er ændret bagefter.", reference=reference)
    if case.status != CaseStatus.FILED.value or not _is_gapless(added):
        yield tr("Noget, der er føjet til sagen {reference}, mangler eller hører ikke til.", reference=reference)
    if not _is_in_journal(history.lines, reference, added):
        yield tr("Det, der er føjet til sagen {reference}, passer ikke til journalen.", reference=reference)
    newest = added.evaluations[-1] if added.evaluations else None
    if stands != ((newest.definition, newest.urgency) if newest else (None, None)):
        yield tr("Sagen {reference} har et andet niveau end det, der blev bekræftet sidst.", reference=reference)
    _read(seal, added)
    stood = case.urgency
    for evaluation in added.evaluations:
        by_then = _answered_by(evaluation.number, answered, added.addenda)
        yield from _evaluation_faults(reference, evaluation, seal, by_then, known(Urgency, stood))
        stood = evaluation.urgency


def _is_vouched_for(journal: Journal, table: Table, row: rows.StoredRow) -> bool:
    return hmac.compare_digest(mac_of_added(journal, table, row._mapping).encode(), row.mac.encode())


def _is_gapless(added: Added) -> bool:
    """Whether no number is left out, and each evaluation counts what was there when it was made."""
    firsts = (FIRST + 1, 1, 1, 1)
    for first, (_, made) in zip(firsts, added.by_table(), strict=True):
        if [row.number for row in made] != list(range(first, first + len(made))):
            return False
    last = FIRST + len(added.evaluations)
    parts = ("incidents", added.incidents), ("addenda", added.addenda)
    return all(
        max((row.evaluation for row in made), default=last) <= last
        and all(
            getattr(evaluation, name) == sum(row.evaluation <= evaluation.number for row in made)
            for evaluation in added.evaluations
        )
        for name, made in parts
    )


def _is_in_journal(lines: Mapping[tuple[str, str], int], reference: str, added: Added) -> bool:
    count, instruments = len(added.evaluations), len(added.instruments)
    wanted = {EVALUATE: count, ALTER: count, INSTRUMENT: instruments}
    return all(lines.get((act, reference), 0) == number for act, number in wanted.items())


def _read(seal: Seal | None, added: Added) -> None:
    """Reads everything. Raises what unreadable rows raise."""
    for row in added.evaluations:
        evaluation_of(row, "")
    for row in added.incidents:
        incident_of(row)
    for row in added.instruments:
        instrument_of(row)
    for row in added.addenda:
        if row.plain is not None:
            addendum_of(row)
        if row.before_sealed is not None and seal is not None:
            opened_before(row, seal)
    answers_in(added.addenda, seal)


def _answered_by(
    number: int, answered: tuple[frozenset[str], frozenset[str]], addenda: list[rows.StoredRow]
) -> tuple[frozenset[str], frozenset[str]]:
    """The questions that were answered when an evaluation was made, openly and sealed."""
    so_far = [row for row in addenda if row.evaluation <= number]
    plain = answered[0].union(row.question_id for row in so_far if row.plain is not None)
    sealed = answered[1].union(row.question_id for row in so_far if row.sealed is not None)
    return plain - sealed, sealed


def _evaluation_faults(
    reference: str,
    row: rows.StoredRow,
    seal: Seal | None,
    answered: tuple[frozenset[str], frozenset[str]],
    stood: Urgency,
) -> Iterator[str]:
    evaluation = evaluation_of(row, "")
    public, confirmed = evaluation.assessment, evaluation.confirmation
    tells_alike = (public.definition.value, public.urgency.value) == (row.definition, row.computed)
    if not tells_alike or (seal is not None and not agree(whole_of(row, seal, row.number), public, *answered)):
        yield tr("Sagen {reference} har to vurderinger, der ikke passer sammen.", reference=reference)
    if is_lowered(public, confirmed, stood) and not (confirmed.approved_by and confirmed.reason.strip()):
        yield tr("Sagen {reference} har et lavere niveau end det beregnede, uden leder og begrundelse.", reference=reference)
