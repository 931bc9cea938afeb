"""Many filed cases at once: a demo desk, a benchmark, a paper archive typed in. The same rows as at the desk, in batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, Table, insert

from stalkdesk.casework.cases import Confirmation, SheetGiven
from stalkdesk.casework.officers import Act
from stalkdesk.data import journal as journals
from stalkdesk.data import rows, tables
from stalkdesk.data.case_mac import Written, mac_of
from stalkdesk.data.cases import act_of
from stalkdesk.data.intakes import check_confirmation
from stalkdesk.data.sitting import Sitting
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment

BATCH = 500


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
                references += self._file_batch(connection, batch)
        return tuple(references)

    def _file_batch(self, connection: Connection, batch: Sequence[FiledIntake]) -> list[str]:
        written: dict[Table, list[rows.Row]] = {table: [] for table in _IN_ORDER}
        acts: list[journals.Act] = []
        references: list[str] = []
        for case in batch:
            check_confirmation(connection, case.assessment, case.confirmation)
            place = rows.next_place(connection, case.started_at)
            for table, made in self._rows(case, place).items():
                written[table] += made
            acts += _acts(case, place.reference)
            references.append(place.reference)
        written[tables.search_word].sort(key=lambda row: (row["word"], row["place"]))
        for table, made in written.items():
            if made:
                connection.execute(insert(table), made)
        rows.counted_up(connection, rows.OPEN_CASES, len(batch))
        self._sitting.journal.write(connection, *acts)
        return references

    def _rows(self, case: FiledIntake, place: rows.Place) -> dict[Table, list[rows.Row]]:
        seal, case_id = self._sitting.seal, rows.new_id()
        begun = rows.case_row(case_id, place, case.checklist_version, case.officer_id, case.started_at)
        filed = rows.filed_columns(case.assessment, case.rules_version, case.confirmation, case.filed_at)
        plain = [answer for answer, compartment in case.answers if compartment is Compartment.FACTS]
        protected = [answer for answer, compartment in case.answers if compartment is Compartment.PROTECTED]
        row = {**begun, **filed, "journal_number": case.journal_number}
        answers = [rows.answer_row(case_id, answer) for answer in plain]
        sealed = [rows.sealed_row(case_id, answer, seal) for answer in protected]
        finding = rows.finding_row(case_id, case.assessment, case.public, seal)
        finding["mac"] = mac_of(self._sitting.journal, Written(row, answers, sealed, (), finding))
        return {
            tables.case_file: [row],
            tables.answer: answers,
            tables.sealed_answer: sealed,
            tables.finding: [finding],
            tables.sheet_given: [rows.sheet_row(case_id, given) for given in case.sheets],
            tables.search_word: rows.search_rows(place.order, case.answers, seal, case.journal_number),
        }


_IN_ORDER = (
    tables.case_file,
    tables.answer,
    tables.sealed_answer,
    tables.finding,
    tables.sheet_given,
    tables.search_word,
)


def _acts(case: FiledIntake, reference: str) -> Iterable[journals.Act]:
    yield journals.Act(case.started_at, case.officer_id, "create", reference)
    yield journals.Act(case.filed_at, case.officer_id, journals.FILED, reference)
    for given in case.sheets:
        yield journals.Act(given.at, case.officer_id, act_of(given), reference, (given.sheet_id,))
