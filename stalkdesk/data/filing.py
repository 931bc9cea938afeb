"""Many filed cases at once, with what was added to them: a demo desk, a benchmark, a paper archive typed in. The same rows as
at the desk, in batches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, Table, insert

from stalkdesk.casework.additions import InstrumentUse
from stalkdesk.casework.dues import CaseNow
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.officers import Act, Officer
from stalkdesk.casework.papers import SheetGiven
from stalkdesk.data import journal as journals
from stalkdesk.data import rows, tables
from stalkdesk.data.adding import Added, Making, Standing, added_to, instrument_row
from stalkdesk.data.case_mac import Written, mac_of
from stalkdesk.data.dues import due_rows
from stalkdesk.data.filing_entries import Happened, entries_filed
from stalkdesk.data.intakes import check_confirmation
from stalkdesk.data.paper_rows import ACT_OF
from stalkdesk.data.people import officers_of
from stalkdesk.data.persons.traces import trace_rows
from stalkdesk.data.sitting import Sitting
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment
from stalkdesk.intake.windows import DEFAULTS, Windows

BATCH = 500


@dataclass(frozen=True, slots=True)
class Noted:
    """An instrument of others, noted by `officer` at `at`."""

    at: datetime
    officer: Officer
    use: InstrumentUse


@dataclass(frozen=True, slots=True)
class FiledIntake:
    """A whole intake, from its beginning to its filing. Times are UTC and aware."""

    started_at: datetime
    filed_at: datetime
    officer_id: str
    checklist_version: str
    rules_version: str
    answers: tuple[tuple[Answer, Compartment], ...]
    assessment: Assessment
    public: Assessment
    """The assessment without rules that speak of compartment B."""
    confirmation: Confirmation
    sheets: tuple[SheetGiven, ...] = ()
    journal_number: str = ""
    windows: Windows = DEFAULTS
    later: tuple[Making, ...] = ()
    """What was added after filing, in order."""
    instruments: tuple[Noted, ...] = ()
    entries: tuple[Happened, ...] = ()
    """What happened after the door, in whatever order."""


class Filing:
    """Writes whole cases."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def file_many(self, cases: Iterable[FiledIntake]) -> tuple[str, ...]:
        """Files the cases in the order given (references follow it), 500 a transaction. Gives their references.

        Raises what `file_case` raises; the batches before are then durable.
        """
        self._sitting.check(Act.TAKE_INTAKE)
        waiting, references = iter(cases), list[str]()
        while batch := list(islice(waiting, BATCH)):
            with self._sitting.act() as connection:
                references += self.file_batch(connection, batch)
        return tuple(references)

    def file_batch(self, connection: Connection, batch: Sequence[FiledIntake]) -> list[str]:
        """Files the cases in the caller's transaction. Gives their references."""
        written: dict[Table, list[rows.Row]] = {table: [] for table in _IN_ORDER}
        acts: list[journals.Act] = []
        references: list[str] = []
        approvers = frozenset(one.id for one in officers_of(connection) if one.may(Act.APPROVE_SHARING))
        for case in batch:
            check_confirmation(connection, case.assessment, case.confirmation)
            standing = case.confirmation.urgency
            for making in case.later:
                check_confirmation(connection, making.weighed.whole, making.confirmation, standing)
                standing = making.confirmation.urgency
            place = rows.next_place(connection, case.started_at)
            made_of_case, acts_of_case = self._rows(case, place, approvers)
            for table, made in made_of_case.items():
                written[table] += made
            acts += acts_of_case
            references.append(place.reference)
        written[tables.search_word].sort(key=lambda row: (row["word"], row["place"]))
        written[tables.trace].sort(key=lambda row: (row["token"], row["place"]))
        for table, made in written.items():
            if made:
                connection.execute(insert(table), made)
        rows.counted_up(connection, rows.OPEN_CASES, len(batch))
        me = self._sitting.officer.id  # who writes a line signs it: whoever took the intake, it is kept here and now
        self._sitting.journal.write(connection, *(replace(act, officer_id=me) for act in acts))
        return references

    def _rows(
        self, case: FiledIntake, place: rows.Place, approvers: frozenset[str]
    ) -> tuple[dict[Table, list[rows.Row]], list[journals.Act]]:
        """The rows of a case by table, and its lines in the journal."""
        seal, case_id = self._sitting.seal, rows.new_id()
        begun = rows.case_row(case_id, place, case.checklist_version, case.officer_id, case.started_at)
        filed = rows.filed_columns(case.assessment, case.rules_version, case.confirmation, case.filed_at)
        plain = [answer for answer, compartment in case.answers if compartment is Compartment.FACTS]
        protected = [answer for answer, compartment in case.answers if compartment is Compartment.PROTECTED]
        row = {**begun, **filed, "journal_number": case.journal_number}
        answers = [rows.answer_row(case_id, answer) for answer in plain]
        sealed = [rows.sealed_row(case_id, answer, seal) for answer in protected]
        finding = rows.finding_row(case_id, case.assessment, case.public, case.windows, seal)
        finding["mac"] = mac_of(self._sitting.journal, Written(row, answers, sealed, (), finding))
        written = {
            tables.case_file: [row],
            tables.answer: answers,
            tables.sealed_answer: sealed,
            tables.finding: [finding],
            tables.sheet_given: [rows.sheet_row(case_id, given) for given in case.sheets],
            tables.search_word: rows.search_rows(place.order, case.answers, seal, case.journal_number),
            tables.instrument_use: _instrument_rows(case, case_id, self._sitting.journal),
        }
        acts = list(_acts(case, place.reference))
        now = _as_filed(case, place.reference)
        for added in self._later(case, case_id, place):
            row |= added.now
            for table, made in added.written.items():
                written[table] = written.get(table, []) + made
            acts += added.acts
            written[tables.search_word] = _with_words(written[tables.search_word], added.words)
            now = replace(now, urgency=added.standing.urgency, answers=added.standing.plain_answers())
        incidents, journal = len(written.get(tables.incident, ())), self._sitting.journal
        after = entries_filed(case_id, place.reference, case.entries, incidents, approvers, journal, seal)
        written[tables.case_entry] = after.written
        row |= after.columns
        acts += after.acts
        written[tables.due] = [] if row["in_error"] else due_rows(case_id, replace(now, entries=tuple(after.entries)))
        written[tables.trace] = trace_rows(place.order, _said(case, now), seal, after.codes)
        return written, sorted(acts, key=lambda act: act.at)

    def _later(self, case: FiledIntake, case_id: str, place: rows.Place) -> Iterable[Added]:
        """What was added to a case, act by act."""
        answers = {answer.question_id: (answer, compartment) for answer, compartment in case.answers}
        standing = Standing(case_id, place.reference, place.order, answers, case.confirmation.urgency)
        for making in case.later:
            added = added_to(standing, making, self._sitting.journal, self._sitting.seal)
            yield added
            standing = added.standing


_IN_ORDER = (
    tables.case_file,
    tables.answer,
    tables.sealed_answer,
    tables.finding,
    tables.sheet_given,
    tables.search_word,
    tables.instrument_use,
    tables.evaluation,
    tables.incident,
    tables.addendum,
    tables.case_entry,
    tables.due,
    tables.trace,
)


def _as_filed(case: FiledIntake, reference: str) -> CaseNow:
    answers = {answer.question_id: answer for answer, _ in case.answers}
    definition, urgency = case.assessment.definition, case.confirmation.urgency
    return CaseNow(reference, case.filed_at, definition, urgency, case.journal_number, answers, ())


def _instrument_rows(case: FiledIntake, case_id: str, journal: journals.Journal) -> list[rows.Row]:
    return [
        instrument_row(case_id, number, one.use, one.at, one.officer.initials, journal)
        for number, one in enumerate(case.instruments, start=1)
    ]


def _said(case: FiledIntake, now: CaseNow) -> Iterable[Answer]:
    """What was answered at filing, and as it stands now: a name that was put right is found either way."""
    return (*(answer for answer, _ in case.answers), *now.answers.values())


def _acts(case: FiledIntake, reference: str) -> Iterable[journals.Act]:
    yield journals.Act(case.started_at, case.officer_id, "create", reference)
    yield journals.Act(case.filed_at, case.officer_id, journals.FILED, reference)
    for given in case.sheets:
        fields, whom = (given.sheet_id,), Recipient.VICTIM
        yield journals.Act(given.at, case.officer_id, ACT_OF[given.how], reference, fields, recipient=whom)
    for noted in case.instruments:
        yield journals.Act(noted.at, noted.officer.id, journals.INSTRUMENT, reference, (noted.use.instrument.value,))


def _with_words(words: list[rows.Row], more: list[rows.Row]) -> list[rows.Row]:
    have = {row["word"] for row in words}
    return [*words, *(row for row in more if row["word"] not in have)]
