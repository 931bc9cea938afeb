"""A case as it is read, with what was added since. Every reading is journalled first."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from stalkdesk.casework.cases import Case, CaseStatus
from stalkdesk.casework.officers import Act
from stalkdesk.data import dues, journal, rows, tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.attachment_rows import attachments_of
from stalkdesk.data.case_additions import Kept, added_rows, addendum_of, incident_of, instrument_of, laid_over
from stalkdesk.data.case_lists import line_of, order_of, unknown_case
from stalkdesk.data.case_words import opened_answer, write_words
from stalkdesk.data.entry_rows import entries_of, sealed_of
from stalkdesk.data.evaluating import confirmation_of, evaluations_of, newest_sealed
from stalkdesk.data.paper_rows import sheets_of
from stalkdesk.data.protected import Seal
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import day_of, time_from
from stalkdesk.errors import CaseUnknown, NotAllowed
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment
from stalkdesk.language import tr


class Cases:
    """Reads cases, and keeps what is added to them."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def case(self, reference: str) -> Case:
        """The case without compartment B. When the reading can't be journalled, nothing is shown."""
        sitting = self._sitting
        sitting.check(Act.READ_CASE)
        with sitting.act() as connection:
            row = kept_row(connection, reference)
            sitting.note(connection, "view", row.reference)
            return _case(connection, row)

    def protected_answers(self, reference: str, reason: str) -> tuple[Answer, ...]:
        """Compartment B of a case as it stands now. Raises NotAllowed without a reason, or for a role without the key."""
        sitting = self._sitting
        seal = self._may_open(reason)
        with sitting.act() as connection:
            row = kept_row(connection, reference)
            sealed = tables.sealed_answer
            found = connection.execute(select(sealed).where(sealed.c.case_id == row.id)).all()
            filed = [(opened_answer(seal, one), Compartment.PROTECTED) for one in found]
            addenda = [one for one in added_rows(connection, tables.addendum, row.id) if one.plain is None]
            answers = tuple(answer for _, (answer, _) in sorted(laid_over(filed, addenda, seal).items()))
            sitting.note(connection, "view_protected", row.reference, [one.question_id for one in answers], reason)
        return answers

    def whole_assessment(self, reference: str, reason: str) -> Assessment | None:
        """The newest assessment with the rules that speak of compartment B; None for a draft. Journalled as
        `protected_answers` is."""
        sitting = self._sitting
        seal = self._may_open(reason)
        with sitting.act() as connection:
            row = kept_row(connection, reference)
            sitting.note(connection, "view_protected", row.reference, ["assessment"], reason)
            return newest_sealed(connection, seal, row.id)

    def keep_journal_number(self, reference: str, journal_number: str) -> None:
        """The number in the authority's own journal; the case is found by it at once."""
        sitting = self._sitting
        with sitting.act() as connection:
            row = kept_row(connection, reference)
            case, kept = tables.case_file, storable(journal_number.strip())
            connection.execute(update(case).where(case.c.id == row.id).values(journal_number=kept))
            is_filed = row.status == CaseStatus.FILED.value
            write_words(connection, sitting.seal_or_none, row.id, row.place, kept, all_texts=is_filed)
            if is_filed:
                dues.rewrite(connection, sitting.seal, row.id)
            sitting.note(connection, "journal_number", row.reference, ["journal_number"])

    def _may_open(self, reason: str) -> Seal:
        self._sitting.check(Act.READ_PROTECTED)
        if not reason.strip():
            raise NotAllowed(tr("Skriv, hvorfor de beskyttede oplysninger åbnes. Begrundelsen kommer i journalen."))
        return self._sitting.seal


_READ = select(tables.case_file, tables.officer.c.full_name).join(
    tables.officer, tables.officer.c.id == tables.case_file.c.officer_id
)


def kept_row(connection: Connection, reference: str) -> rows.StoredRow:
    """The row of a case or draft, with its officer's name. Raises CaseUnknown."""
    row = connection.execute(_READ.where(tables.case_file.c.place == order_of(reference))).first()
    if row is not None and row.status == CaseStatus.ERASED.value:
        erased_on = f"{day_of(time_from(row.saved_at)):%d-%m-%Y}"
        raise CaseUnknown(tr("Sagen {reference} blev slettet {date}.", reference=row.reference, date=erased_on))
    if row is None or row.status == CaseStatus.DISCARDED.value:
        raise unknown_case()
    return row


def _case(connection: Connection, row: rows.StoredRow) -> Case:
    answer, sealed = tables.answer, tables.sealed_answer
    filed: list[Kept] = [
        (rows.answer_of(one), Compartment.FACTS)
        for one in connection.execute(select(answer).where(answer.c.case_id == row.id).order_by(answer.c.at))
    ]
    addenda = added_rows(connection, tables.addendum, row.id)
    protected = set(connection.execute(select(sealed.c.question_id).where(sealed.c.case_id == row.id)).scalars())
    evaluations = evaluations_of(connection, row)
    newest = evaluations[-1] if evaluations else None
    return Case(
        line=line_of(row),
        checklist_version=row.checklist_version,
        rules_version=newest.rules_version if newest else row.rules_version,
        answers={question_id: one for question_id, (one, _) in laid_over(filed, addenda, None).items()},
        protected_ids=tuple(sorted(protected.union(one.question_id for one in addenda if one.plain is None))),
        assessment=newest.assessment if newest else None,
        confirmation=newest.confirmation if newest else confirmation_of(row) if row.urgency else None,
        sheets=sheets_of(connection, row.id),
        journal=journal.of_case(connection, row.reference),
        evaluations=evaluations,
        incidents=tuple(incident_of(one) for one in reversed(added_rows(connection, tables.incident, row.id))),
        addenda=tuple(addendum_of(one) for one in addenda if one.plain is not None),
        attachments=attachments_of(connection, row.id),
        instruments=tuple(instrument_of(one) for one in added_rows(connection, tables.instrument_use, row.id)),
        entries=entries_of(connection, None, row.id),
        sealed_entries=sealed_of(connection, row.id),
        is_in_error=bool(row.in_error),
    )
