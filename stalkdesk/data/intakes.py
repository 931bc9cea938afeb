"""The intake in the drawer: a draft from its first second, every answer kept on its own, until it is filed or discarded.

A draft and a case are one row; its reference is given at the beginning. Answers of compartment B are sealed as they come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from stalkdesk.casework.cases import CaseStatus, Draft, DraftLine, Filed
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.officers import Act, Officer, Role
from stalkdesk.data import case_mac, dues, rows, tables, unfinished
from stalkdesk.data.answer_text import answer_bytes
from stalkdesk.data.case_words import answers_of, opened_answer, write_words
from stalkdesk.data.damage import known, unreadable
from stalkdesk.data.journal import FILED
from stalkdesk.data.persons.traces import is_traced_by, retrace, untrace
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import time_from, time_text
from stalkdesk.errors import CaseUnknown, NotAllowed
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment, Urgency
from stalkdesk.intake.windows import Windows
from stalkdesk.language import tr

_STILL_TYPING = timedelta(minutes=2)
_SEVERITY = {level: rank for rank, level in enumerate(Urgency)}
_ERASED = (
    tables.answer,
    tables.sealed_answer,
    tables.unfinished,
    tables.answer_past,
    tables.finding,
    tables.sheet_given,
)
"""What a discarded draft leaves nothing in."""


@dataclass(frozen=True, slots=True)
class _Open:
    """The draft that is worked on."""

    case_id: str
    reference: str
    place: int
    journal_number: str


class Intakes:
    """Drafts: begun, answered, filed, discarded."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def begin(self, checklist_version: str) -> Draft:
        """A new draft with the next reference."""
        sitting = self._sitting
        sitting.check(Act.TAKE_INTAKE)
        began_at = sitting.now()
        with sitting.act() as connection:
            place = rows.next_place(connection, began_at)
            row = rows.case_row(rows.new_id(), place, checklist_version, sitting.officer.id, began_at)
            connection.execute(insert(tables.case_file), row)
            rows.counted_up(connection, rows.OPEN_CASES)
            sitting.note(connection, "create", place.reference)
        return Draft(
            case_id=row["id"],
            reference=place.reference,
            checklist_version=checklist_version,
            started_at=began_at,
            saved_at=began_at,
            officer_id=sitting.officer.id,
            officer_name=sitting.officer.full_name,
            at_question="",
            answers={},
            unfinished={},
        )

    def keep_answers(self, case_id: str, answers: Sequence[tuple[Answer, Compartment]]) -> datetime:
        """Keeps answers of a draft in one transaction; earlier ones stay in the history. Gives the time."""
        sitting = self._sitting
        with sitting.act() as connection:
            draft = self._open(connection, case_id)
            at = sitting.now()
            for answer, compartment in answers:
                if compartment is Compartment.PROTECTED:
                    self._keep_sealed(connection, case_id, answer, at)
                else:
                    self._keep_plain(connection, case_id, answer, at)
            question_ids = [answer.question_id for answer, _ in answers]
            unfinished.erase(connection, case_id, question_ids)
            self._saved(connection, draft, at, question_ids)
            sitting.note(connection, "answer", draft.reference, question_ids)
        return at

    def keep_unfinished(self, case_id: str, question_id: str, untrusted: object | None) -> datetime:
        """Keeps what was typed and is no answer yet, sealed whatever the question; None takes it away. Gives the time."""
        sitting = self._sitting
        row = None if untrusted is None else unfinished.sealed_row(case_id, question_id, untrusted, sitting.seal)
        with sitting.act() as connection:
            draft = self._open(connection, case_id)
            at = sitting.now()
            unfinished.erase(connection, case_id, [question_id])
            if row is not None:
                connection.execute(insert(tables.unfinished), row)
            self._saved(connection, draft, at, [])
            sitting.note(connection, "unfinished", draft.reference, [question_id])
        return at

    def forget_answer(self, case_id: str, question_id: str) -> datetime:
        """Takes an answer back; it stays in the history."""
        sitting = self._sitting
        with sitting.act() as connection:
            draft = self._open(connection, case_id)
            at = sitting.now()
            for table in (tables.answer, tables.sealed_answer):
                here = (table.c.case_id == case_id) & (table.c.question_id == question_id)
                old = connection.execute(select(table).where(here)).first()
                if old is not None:
                    _keep_past(connection, old, at)
                    connection.execute(delete(table).where(here))
            unfinished.erase(connection, case_id, [question_id])
            self._saved(connection, draft, at, [question_id])
            sitting.note(connection, "take_back", draft.reference, [question_id])
        return at

    def keep_place(self, case_id: str, question_id: str) -> None:
        """Remembers which question was on the screen."""
        with self._sitting.act() as connection:
            self._open(connection, case_id)
            connection.execute(update(tables.case_file).where(tables.case_file.c.id == case_id).values(at_question=question_id))

    def drafts(self) -> tuple[DraftLine, ...]:
        """The open drafts, newest first."""
        case, officer = tables.case_file, tables.officer
        query = (
            select(case, officer.c.full_name)
            .join(officer, officer.c.id == case.c.officer_id)
            .where(case.c.status == CaseStatus.DRAFT.value)
            .order_by(case.c.place.desc())
        )
        if self._sitting.officer.role is not Role.SUPERVISOR:
            query = query.where(case.c.officer_id == self._sitting.officer.id)
        with self._sitting.act() as connection:
            return tuple(_draft_line(connection, row) for row in connection.execute(query).all())

    def draft(self, case_id: str) -> Draft:
        """The draft with both compartments; taking it up again is journalled."""
        sitting = self._sitting
        with sitting.act() as connection:
            reference = self._open(connection, case_id).reference
            row = connection.execute(_WITH_NAME.where(tables.case_file.c.id == case_id)).first()
            if row is None:
                raise unreadable()
            answers = {one.question_id: one for one, _ in answers_of(connection, sitting.seal_or_none, case_id)}
            left = unfinished.of_case(connection, sitting.seal_or_none, case_id)
            sitting.note(connection, "resume", reference)
        return Draft(
            case_id=case_id,
            reference=row.reference,
            checklist_version=row.checklist_version,
            started_at=time_from(row.started_at),
            saved_at=time_from(row.saved_at),
            officer_id=row.officer_id,
            officer_name=row.full_name,
            at_question=row.at_question,
            answers=answers,
            unfinished=left,
        )

    def discard(self, case_id: str, reason: str) -> None:
        """Erases the answers, their history and the words they are found by. The reference stays used."""
        from stalkdesk.data.persons import linking  # here, since it reads people, and people read this

        sitting = self._sitting
        with sitting.act() as connection:
            draft = self._open(connection, case_id)
            for table in _ERASED:
                connection.execute(delete(table).where(table.c.case_id == case_id))
            connection.execute(delete(tables.search_word).where(tables.search_word.c.place == draft.place))
            untrace(connection, draft.place)
            linking.forget_waiting(connection, case_id)
            connection.execute(
                update(tables.case_file)
                .where(tables.case_file.c.id == case_id)
                .values(status=CaseStatus.DISCARDED.value, at_question="", journal_number="", saved_at=time_text(sitting.now()))
            )
            rows.counted_up(connection, rows.OPEN_CASES, -1)
            sitting.note(connection, "discard", draft.reference, reason=reason)

    def file(
        self,
        case_id: str,
        assessment: Assessment,
        public: Assessment,
        rules_version: str,
        confirmation: Confirmation,
        windows: Windows,
    ) -> Filed:
        """Files the draft: row, assessment, search words and journal line in one transaction."""
        from stalkdesk.data.persons import linking  # here, since it reads people, and people read this

        sitting = self._sitting
        with sitting.act() as connection:
            draft = self._open(connection, case_id)
            lowered = check_confirmation(connection, assessment, confirmation)
            filed_at = sitting.now()
            columns = rows.filed_columns(assessment, rules_version, confirmation, filed_at)
            connection.execute(update(tables.case_file).where(tables.case_file.c.id == case_id).values(**columns))
            finding = rows.finding_row(case_id, assessment, public, windows, sitting.seal_or_none)
            finding["mac"] = case_mac.mac_in_store(connection, sitting.journal, case_id, finding)
            connection.execute(insert(tables.finding), finding)
            connection.execute(delete(tables.unfinished).where(tables.unfinished.c.case_id == case_id))
            write_words(connection, sitting.seal_or_none, case_id, draft.place, draft.journal_number, all_texts=True)
            retrace(connection, sitting.seal_or_none, case_id, draft.place)
            fields = ("urgency_lowered",) if lowered else ()
            dues.rewrite(connection, sitting.seal, case_id)
            sitting.note(connection, FILED, draft.reference, fields, confirmation.reason if lowered else "")
            linking.say_on_filing(connection, sitting, case_id, draft.reference)
        return Filed(case_id, draft.reference, filed_at, assessment.definition, confirmation.urgency)

    def _open(self, connection: Connection, case_id: str) -> _Open:
        """The draft, when this officer may work on it. Raises CaseUnknown, NotAllowed."""
        row = connection.execute(_STATE.where(tables.case_file.c.id == case_id)).first()
        if row is None or row.status == CaseStatus.DISCARDED.value:
            raise CaseUnknown(tr("Kladden findes ikke mere. Gå tilbage til sagslisten."))
        if row.status == CaseStatus.FILED.value:
            raise NotAllowed(tr("Sagen {reference} er afsluttet og kan ikke ændres her.", reference=row.reference))
        officer = self._sitting.officer
        if row.officer_id != officer.id and officer.role is not Role.SUPERVISOR:
            raise NotAllowed(tr("Kladden hører til en anden medarbejder. Bed hende eller lederen om at åbne den."))
        return _Open(case_id, row.reference, row.place, row.journal_number)

    def _keep_plain(self, connection: Connection, case_id: str, answer: Answer, at: datetime) -> None:
        table = tables.answer
        here = (table.c.case_id == case_id) & (table.c.question_id == answer.question_id)
        row = rows.answer_row(case_id, answer)
        old = connection.execute(select(table).where(here)).first()
        if old is None:
            connection.execute(insert(table), row)
            return
        if not _is_still_typed(rows.answer_of(old), answer):
            _keep_past(connection, old, at)
        connection.execute(update(table).where(here).values(**row))

    def _keep_sealed(self, connection: Connection, case_id: str, answer: Answer, at: datetime) -> None:
        table, seal = tables.sealed_answer, self._sitting.seal
        here = (table.c.case_id == case_id) & (table.c.question_id == answer.question_id)
        row = rows.sealed_row(case_id, answer, seal)
        old = connection.execute(select(table).where(here)).first()
        if old is None:
            connection.execute(insert(table), row)
            return
        if not _is_still_typed(opened_answer(seal, old), answer):
            _keep_past(connection, old, at)
        connection.execute(update(table).where(here).values(**row))

    def _saved(self, connection: Connection, draft: _Open, at: datetime, question_ids: Sequence[str]) -> None:
        case = tables.case_file
        connection.execute(update(case).where(case.c.id == draft.case_id).values(saved_at=time_text(at)))
        if not rows.FOUND_AT_ONCE.isdisjoint(question_ids):
            seal = self._sitting.seal_or_none
            write_words(connection, seal, draft.case_id, draft.place, draft.journal_number, all_texts=False)
        if is_traced_by(question_ids):
            retrace(connection, self._sitting.seal_or_none, draft.case_id, draft.place)


_STATE = select(
    tables.case_file.c.status,
    tables.case_file.c.officer_id,
    tables.case_file.c.reference,
    tables.case_file.c.place,
    tables.case_file.c.journal_number,
)
_WITH_NAME = select(tables.case_file, tables.officer.c.full_name).join(
    tables.officer, tables.officer.c.id == tables.case_file.c.officer_id
)


def is_lowered(assessment: Assessment, confirmation: Confirmation, standing: Urgency | None = None) -> bool:
    """Whether the confirmed level is less urgent than the computed one, or than the one that stood before."""
    return any(is_below(confirmation.urgency, level) for level in (assessment.urgency, standing) if level is not None)


def is_below(level: Urgency, other: Urgency) -> bool:
    """Whether `level` is less urgent than `other`."""
    return _SEVERITY[level] > _SEVERITY[other]


def check_confirmation(
    connection: Connection, assessment: Assessment, confirmation: Confirmation, standing: Urgency | None = None
) -> bool:
    """Whether the level is lowered. Raises NotAllowed when that lacks a supervisor or a reason."""
    if not is_lowered(assessment, confirmation, standing):
        return False
    officer = tables.officer
    row = connection.execute(select(officer).where(officer.c.id == confirmation.approved_by)).first()
    if row is None or not officer_of(row).may(Act.LOWER_URGENCY) or not confirmation.reason.strip():
        raise NotAllowed(
            tr("Et lavere niveau end det beregnede eller det, der gælder, kræver en leders godkendelse og en begrundelse.")
        )
    return True


def officer_of(row: rows.StoredRow) -> Officer:
    """The officer of a row."""
    return Officer(row.id, row.user_name, row.full_name, row.initials, known(Role, row.role), bool(row.is_active))


def _is_still_typed(before: Answer, after: Answer) -> bool:
    """Whether a text only went on being typed: then the beginning of it is no answer of its own."""
    if not isinstance(before.value, str) or not isinstance(after.value, str) or before.by != after.by:
        return False
    short, long = sorted((before.value, after.value), key=len)
    return long.startswith(short) and after.at - before.at < _STILL_TYPING


def _keep_past(connection: Connection, old: rows.StoredRow, at: datetime) -> None:
    columns = old._mapping
    plain = None if "sealed" in columns else answer_bytes(rows.answer_of(old)).decode()
    row = {
        "id": rows.new_id(),
        "case_id": old.case_id,
        "question_id": old.question_id,
        "replaced_at": time_text(at),
        "plain": plain,
        "sealed": columns.get("sealed"),
    }
    connection.execute(insert(tables.answer_past), row)


def _draft_line(connection: Connection, row: rows.StoredRow) -> DraftLine:
    answered = sum(
        connection.execute(select(func.count()).select_from(table).where(table.c.case_id == row.id)).scalar_one()
        for table in (tables.answer, tables.sealed_answer)
    )
    return DraftLine(
        case_id=row.id,
        reference=row.reference,
        started_at=time_from(row.started_at),
        saved_at=time_from(row.saved_at),
        officer_name=row.full_name,
        checklist_version=row.checklist_version,
        at_question=row.at_question,
        answered=answered,
    )
