"""Erases a filed case: every row and word of it and its attachments, in one transaction with its line in the journal.

The files are put aside in the transaction and unlinked behind it, as when one attachment is erased: after a kill they come back
where the rows are still there, and are swept at the next opening where not (docs/store.md 16). The row of the case stays,
emptied.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, select, update

from stalkdesk.casework.attachments import AttachmentState
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.erasures import MOST_REMARK, Erased, Erasing, ErasureReason, Vanishing
from stalkdesk.casework.officers import Act
from stalkdesk.data import rows, tables
from stalkdesk.data.attachment_files import GOING, AttachmentFiles
from stalkdesk.data.backup_memory import Memory
from stalkdesk.data.case_lists import unknown_case
from stalkdesk.data.cases import kept_row
from stalkdesk.data.erasing_backups import Gone, holding
from stalkdesk.data.erasing_checks import ERASE_CASE, LEAVES_NOTHING_IN
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import time_from
from stalkdesk.data.vouching import Vouching
from stalkdesk.errors import NotAllowed
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr

_case, _line = tables.case_file, tables.journal.c


class Erasures:
    """Takes filed cases away."""

    def __init__(self, folder: Path, sitting: Sitting, files: AttachmentFiles, vouching: Vouching) -> None:
        self._folder, self._sitting, self._files, self._vouching = folder, sitting, files, vouching

    def erase_case(self, reference: str, erasing: Erasing, passphrase: str) -> Erased:
        """Erases the case, for good. The passphrase is asked last, since a try costs time and is counted. Raises NotAllowed,
        BadAnswer, CaseUnknown, WrongPassphrase, TooManyTries, DiskFull, PlaceUnfit; then it is all there."""
        self._sitting.check(Act.ERASE_CASE)
        remark = _remark(erasing)
        with self._sitting.act() as connection:
            _erasable(connection, reference, erasing)
        self._vouching.check_own(passphrase)
        gone, vanished = self._erased(reference, erasing, remark)
        backups, unseen = holding(self._folder, Memory(self._sitting), gone)
        return Erased(gone.reference, gone.at, erasing.reason, vanished, backups, unseen)

    def _erased(self, reference: str, erasing: Erasing, remark: str) -> tuple[Gone, Vanishing]:
        aside = list[str]()
        try:
            with self._sitting.act() as connection:
                row = _erasable(connection, reference, erasing)
                store_id = connection.execute(select(tables.store.c.id)).scalar_one()
                vanished = _counted(connection, row.id)
                first = connection.execute(select(func.min(_line.number)).where(_line.reference == row.reference)).scalar()
                self._sitting.note(connection, ERASE_CASE, row.reference, [erasing.reason.value], remark)
                last = connection.execute(select(tables.journal).order_by(_line.number.desc()).limit(1)).one()
                file_ids = _emptied(connection, row, last)
                for file_id in file_ids:
                    aside.append(file_id)
                    self._files.put_aside(file_id)
        except BaseException:
            for file_id in aside:
                self._files.finish(file_id, GOING)
            raise
        for file_id in file_ids:
            self._files.take_away(file_id)
        return Gone(row.reference, store_id, time_from(last.at), int(first or 0), last.number), vanished


def _remark(erasing: Erasing) -> str:
    remark = cleaned(erasing.remark, MOST_REMARK, "remark")
    if erasing.reason is ErasureReason.OTHER and not remark:
        raise NotAllowed(tr("Skriv, hvorfor sagen slettes, uden noget om sagen selv. Det kommer i journalen."))
    return remark


def _erasable(connection: Connection, reference: str, erasing: Erasing) -> rows.StoredRow:
    row = kept_row(connection, reference)
    if row.status != CaseStatus.FILED.value:
        raise unknown_case()
    if rows.split_reference(erasing.untrusted_reference) != rows.split_reference(row.reference):
        raise NotAllowed(tr("Skriv sagens nummer, {reference}, for at slette den.", reference=row.reference))
    return row


def _counted(connection: Connection, case_id: str) -> Vanishing:
    def count(table: Table) -> int:
        return connection.execute(select(func.count()).select_from(table).where(table.c.case_id == case_id)).scalar_one()

    kept = (tables.attachment.c.case_id == case_id) & (tables.attachment.c.state == AttachmentState.KEPT.value)
    return Vanishing(
        answers=count(tables.answer),
        protected=count(tables.sealed_answer),
        evaluations=count(tables.finding) + count(tables.evaluation),
        incidents=count(tables.incident),
        addenda=count(tables.addendum),
        instruments=count(tables.instrument_use),
        attachments=connection.execute(select(func.count()).where(kept)).scalar_one(),
        sheets=count(tables.sheet_given),
        entries=count(tables.case_entry),
    )


def _emptied(connection: Connection, row: rows.StoredRow, line: rows.StoredRow) -> list[str]:
    """Deletes every row of the case, and empties its own. Gives the ids of the attachments' files."""
    attachment = tables.attachment.c
    file_ids = list(connection.execute(select(attachment.file_id).where(attachment.case_id == row.id)).scalars())
    for table in LEAVES_NOTHING_IN:
        connection.execute(delete(table).where(table.c.case_id == row.id))
    for found_by in (tables.search_word, tables.trace):
        connection.execute(delete(found_by).where(found_by.c.place == row.place))
    connection.execute(update(_case).where(_case.c.id == row.id).values(**_tombstone(line)))
    rows.counted_up(connection, rows.OPEN_CASES, -1)
    return file_ids


def _tombstone(line: rows.StoredRow) -> rows.Row:
    """What stays in the row beside its number: when, and by whom. Why stands in the line."""
    nothing: rows.Row = dict.fromkeys(
        ("checklist_version", "rules_version", "at_question", "urgency_reason", "journal_number"), ""
    )
    nothing |= dict.fromkeys(("filed_at", "definition", "urgency", "approved_by", "definition_now", "urgency_now"))
    when = {"started_at": line.at, "saved_at": line.at}
    return {**nothing, **when, "status": CaseStatus.ERASED.value, "officer_id": line.officer_id, "in_error": 0}
