"""Whether the attachments are whole: every row as it was written, none missing, each act in the journal, every file read."""

from __future__ import annotations

import hmac
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from stalkdesk.casework.attachments import AttachmentState
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.data import rows, tables
from stalkdesk.data.attachment_files import AttachmentFiles, BrokenFile
from stalkdesk.data.attachment_rows import ATTACH, ERASE_ATTACHMENT, attachment_of, checked_pieces, words_of
from stalkdesk.data.case_additions import added_rows
from stalkdesk.data.case_mac import mac_of_added
from stalkdesk.data.journal import Journal
from stalkdesk.data.protected import Seal
from stalkdesk.errors import StoreDamaged
from stalkdesk.language import tr

A_PIECE = 32_000_000
"""Bytes of files that are read in one go: some 0.1 s."""
_A_CASE = 50_000
"""What looking at the rows of a case counts as."""
_BROKEN = (BrokenFile, StoreDamaged, ValueError, TypeError, LookupError, AttributeError, RecursionError)
_case, _attachment = tables.case_file, tables.attachment


@dataclass(slots=True)
class _Reading:
    """A file that is being read, with its row."""

    reference: str
    row: rows.StoredRow
    pieces: Iterator[bytes]


class AttachmentReading:
    """Reads the attachments case by case, files and all, some at a time; what was not finished goes on in the next piece."""

    def __init__(self, journal: Journal, seal: Seal | None, files: AttachmentFiles) -> None:
        self._journal, self._seal, self._files = journal, seal, files
        self._cases: deque[rows.StoredRow] | None = None
        self._waiting: deque[tuple[str, rows.StoredRow]] = deque()
        self._file: _Reading | None = None
        self._total, self._done = 0, 0
        self.faults: list[str] = []

    @property
    def share(self) -> float:
        """How many of the cases were read."""
        return self._done / self._total if self._total else 0.0

    def go_on(self, connection: Connection, most: int = A_PIECE) -> bool:
        """Reads about `most` bytes more; gives whether there is more to read."""
        if self._cases is None:
            self._cases = deque(_cases_with_attachments(connection))
            self._total = len(self._cases)
        left = most
        while left > 0:
            if self._file is not None:
                left -= self._read_on(connection, self._file)
            elif self._waiting:
                self._open(*self._waiting.popleft())
            elif self._cases:
                self._look_at_rows(connection, self._cases[0])
                self._cases.popleft()
                self._done += 1
                left -= _A_CASE
            else:
                self.faults += self._strangers(connection)
                return False
        return True

    def _look_at_rows(self, connection: Connection, case: rows.StoredRow) -> None:
        found = added_rows(connection, _attachment, case.id)
        self.faults += list(_row_faults(connection, self._journal, case, found))
        self._waiting.extend((case.reference, row) for row in found if row.state != AttachmentState.ERASED.value)

    def _open(self, reference: str, row: rows.StoredRow) -> None:
        try:
            attachment_of(row, self._seal)
            if not self._files.is_whole_in_length(row.file_id, row.size):
                raise BrokenFile
            if row.sealed is None or self._seal is not None:
                pieces = checked_pieces(self._files, row, words_of(row, self._seal))
                self._file = _Reading(reference, row, pieces)
        except _BROKEN:
            self._file = _Reading(reference, row, _broken())

    def _read_on(self, connection: Connection, file: _Reading) -> int:
        """The next piece of a file; gives its length, 0 at its end."""
        try:
            return len(next(file.pieces))
        except StopIteration:
            self._file = None
        except _BROKEN:
            if not _was_erased_meanwhile(connection, file.row):
                self.faults.append(_damaged(file.reference, file.row.number))
            self._file = None
        return 0

    def _strangers(self, connection: Connection) -> Iterator[str]:
        """Files without a row. Rows without a file were named before."""
        known = select(func.count()).select_from(_attachment)
        count = self._files.strangers()
        for file_id in self._files.ids():
            count += connection.execute(known.where(_attachment.c.file_id == file_id)).scalar_one() == 0
        if count:
            folder = self._files.folder.name
            yield tr("{count} filer i mappen {folder} hører ikke til noget bilag.", count=count, folder=folder)


class LookAtAttachments:
    """The attachments as a part of the check of the store."""

    def __init__(self, name: str, reading: AttachmentReading) -> None:
        self.name, self.weight, self._reading = name, 20, reading

    @property
    def faults(self) -> list[str]:
        """What was found so far."""
        return self._reading.faults

    @property
    def share(self) -> float:
        """How much of it is done."""
        return self._reading.share

    def go_on(self, connection: Connection) -> bool:
        """The next bytes."""
        return self._reading.go_on(connection)


def _cases_with_attachments(connection: Connection) -> list[rows.StoredRow]:
    """Cases that have rows, or had them by what the journal says; oldest first."""
    line = tables.journal.c
    with_some = select(_attachment.c.case_id).distinct()
    said = select(line.reference).where(line.act.in_((ATTACH, ERASE_ATTACHMENT))).distinct()
    wanted = _case.c.id.in_(with_some) | _case.c.reference.in_(said)
    there = _case.c.status != CaseStatus.ERASED.value
    return list(connection.execute(select(_case).where(wanted, there).order_by(_case.c.place)).all())


def _row_faults(connection: Connection, journal: Journal, case: rows.StoredRow, found: list[rows.StoredRow]) -> Iterator[str]:
    if any(not _is_vouched_for(journal, row) for row in found):
        yield tr("Et bilag til sagen {reference} er ændret, efter at det blev taget ind.", reference=case.reference)
    if case.status != CaseStatus.FILED.value or [row.number for row in found] != list(range(1, len(found) + 1)):
        yield tr("Et bilag til sagen {reference} mangler eller hører ikke til.", reference=case.reference)
    erased = sum(row.state == AttachmentState.ERASED.value for row in found)
    if _lines(connection, case.reference) != (len(found), erased):
        yield tr("Bilagene til sagen {reference} passer ikke til journalen.", reference=case.reference)


def _lines(connection: Connection, reference: str) -> tuple[int, int]:
    """How often the journal says that a file was taken in, and erased."""
    line = tables.journal.c
    counted = select(line.act, func.count().label("number")).where(line.reference == reference).group_by(line.act)
    acts = {row.act: row.number for row in connection.execute(counted)}
    return acts.get(ATTACH, 0), acts.get(ERASE_ATTACHMENT, 0)


def _is_vouched_for(journal: Journal, row: rows.StoredRow) -> bool:
    return hmac.compare_digest(mac_of_added(journal, _attachment, row._mapping).encode(), row.mac.encode())


def _damaged(reference: str, number: int) -> str:
    return tr("Bilag {number} til sagen {reference} mangler eller er beskadiget.", number=number, reference=reference)


def _was_erased_meanwhile(connection: Connection, row: rows.StoredRow) -> bool:
    state = select(_attachment.c.state).where(_attachment.c.file_id == row.file_id)
    return bool(connection.execute(state).scalar() != AttachmentState.KEPT.value)


def _broken() -> Iterator[bytes]:
    yield from ()
    raise BrokenFile
