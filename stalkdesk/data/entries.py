"""Entries of cases in the store: added in one transaction with their journal lines, read back in their order.

What is due on the case is worked out anew in the same transaction (`dues`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, func, insert, select, update

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.errors_entered import Wrong
from stalkdesk.casework.handover.handovers import refuse_on_stub
from stalkdesk.casework.officers import Act
from stalkdesk.data import dues, rows, tables
from stalkdesk.data.case_lists import unknown_case
from stalkdesk.data.case_words import answers_now
from stalkdesk.data.cases import kept_row
from stalkdesk.data.entry_rows import entries_of, entry_after, entry_row, fields_of, how_kept
from stalkdesk.data.people import officers_of
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import day_of
from stalkdesk.errors import CaseChanged, NotAllowed
from stalkdesk.language import tr

_entry = tables.case_entry


class Entries:
    """Adds to cases what happens after the door."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def keep(self, reference: str, new: Sequence[NewEntry]) -> tuple[Entry, ...]:
        """All of them or none. Raises CaseUnknown, NotAllowed, BadAnswer, TooLong, CaseChanged."""
        for one in new:
            if how_kept(one.kind).is_stores_own:
                raise NotAllowed(tr("Det skriver sagsskabet selv på sagen."))
        with self._sitting.act() as connection:
            row = kept_row(connection, reference)
            if row.status != CaseStatus.FILED.value:
                raise unknown_case()
            return write_and_tell(connection, self._sitting, row, new)

    def protected(self, reference: str, reason: str) -> tuple[Entry, ...]:
        """All entries of a case, both compartments. Raises NotAllowed without a reason."""
        sitting = self._sitting
        sitting.check(Act.READ_PROTECTED)
        if not reason.strip():
            raise NotAllowed(tr("Skriv, hvorfor de beskyttede oplysninger åbnes. Begrundelsen kommer i journalen."))
        with sitting.act() as connection:
            row = kept_row(connection, reference)
            found = entries_of(connection, sitting.seal, row.id)
            sitting.note(connection, "view_protected", row.reference, ["entries"], reason)
        return found


def write_and_tell(
    connection: Connection, sitting: Sitting, case: rows.StoredRow, new: Sequence[NewEntry]
) -> tuple[Entry, ...]:
    """Adds entries to a case (its row), with their journal lines and what is due then, in the caller's transaction. The entries
    that there are, of which there may be hundreds, are opened once for both."""
    standing = list(entries_of(connection, sitting.seal, case.id))
    first = len(standing)
    _write(connection, sitting, case, new, standing)
    dues.rewrite(connection, sitting.seal, case.id, standing)
    return tuple(standing[first:])


def write_entries(connection: Connection, sitting: Sitting, case: rows.StoredRow, new: Sequence[NewEntry]) -> tuple[Entry, ...]:
    """The same without what is due: whoever changes more of the case calls `dues.rewrite` when all is written."""
    standing = list(entries_of(connection, sitting.seal, case.id))
    first = len(standing)
    _write(connection, sitting, case, new, standing)
    return tuple(standing[first:])


def _write(
    connection: Connection, sitting: Sitting, case: rows.StoredRow, new: Sequence[NewEntry], standing: list[Entry]
) -> None:
    """Adds to the rows and to `standing`, entry by entry."""
    at = sitting.now()
    for one in new:
        how = how_kept(one.kind)
        sitting.check(how.needs)
        _check_unchanged(one, standing)
        refuse_on_stub(standing, one.kind)
        how.check(one, _standing(connection, sitting, case.id, standing))
        entry = entry_after(standing, one, at, sitting.officer)
        row = entry_row(case.id, entry, sitting.journal, sitting.seal)
        connection.execute(insert(_entry), row)
        standing.append(entry)
        _follow(connection, case.id, entry)
        fields = fields_of(entry, one.recipient_id, row["mac"])
        sitting.note(connection, one.kind.value, case.reference, fields, one.reason, one.recipient)


def _follow(connection: Connection, case_id: str, entry: Entry) -> None:
    """What an entry changes in the row of its case."""
    if entry.kind is EntryKind.IN_ERROR and entry.said.what is Wrong.CASE:
        mark_in_error(connection, case_id, entry.said.is_in_error)


def mark_in_error(connection: Connection, case_id: str, is_in_error: bool) -> None:
    """Takes a case out of the numbers, or back into them."""
    case = tables.case_file
    connection.execute(update(case).where(case.c.id == case_id).values(in_error=int(is_in_error)))


def _check_unchanged(new: NewEntry, standing: Iterable[Entry]) -> None:
    if new.seen is None:
        return
    about = [entry.number for entry in standing if entry.kind is new.kind and entry.subject == new.subject]
    if about and about[-1] > new.seen:
        raise CaseChanged(tr("En anden har ændret det samme imens. Se, hvad der står nu, og gem så. Din tekst er her endnu."))


def _standing(connection: Connection, sitting: Sitting, case_id: str, entries: Sequence[Entry]) -> Standing:
    def count(table: Table) -> int:
        return int(connection.execute(select(func.count()).where(table.c.case_id == case_id)).scalar_one())

    today = day_of(sitting.now())
    approvers = frozenset(one.id for one in officers_of(connection) if one.may(Act.APPROVE_SHARING))
    return Standing(
        entries=tuple(entries),
        incidents=count(tables.incident),
        attachments=count(tables.attachment),
        today=today,
        officer=sitting.officer,
        approvers=approvers,
        answers=lambda: answers_now(connection, sitting.seal, case_id),
    )
