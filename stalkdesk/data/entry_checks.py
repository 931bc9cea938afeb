"""Whether entries and register lines are whole: every row as it was written, none missing, each with its line in the journal.

The journal's line carries the beginning of the row's HMAC, and is signed: who rewrites an entry has to rewrite the line of
whoever wrote it (docs/threat-model.md).
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from sqlalchemy import Connection, select

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.entry_kinds import KINDS
from stalkdesk.casework.errors_entered import mark_of_case
from stalkdesk.casework.register import RegisterKind
from stalkdesk.casework.register_kinds import REGISTER_KINDS
from stalkdesk.data import rows, tables
from stalkdesk.data.case_mac import mac_of_added
from stalkdesk.data.entry_rows import entry_of, sum_field
from stalkdesk.data.journal import Journal
from stalkdesk.data.protected import Seal
from stalkdesk.data.register_rows import line_of
from stalkdesk.errors import StoreDamaged
from stalkdesk.intake.checklist import Compartment
from stalkdesk.language import tr

_UNREADABLE = (StoreDamaged, ValueError, TypeError, LookupError, AttributeError, RecursionError)
_entry, _line, _case, _act = tables.case_entry, tables.register_line, tables.case_file, tables.journal.c
_KINDS = tuple(kind.value for kind in EntryKind)
_REGISTER_KINDS = tuple(kind.value for kind in RegisterKind)


class EntryReading:
    """Reads the entries case by case, some cases at a time."""

    def __init__(self, journal: Journal, seal: Seal | None) -> None:
        self._journal, self._seal, self._last = journal, seal, 0
        self.read = 0
        self.faults: list[str] = []

    def go_on(self, connection: Connection, limit: int = 500) -> bool:
        """Reads the entries of the next cases; gives whether there are more."""
        query = select(_case.c.id, _case.c.reference, _case.c.place, _case.c.status, _case.c.in_error)
        cases = connection.execute(query.where(_case.c.place > self._last).order_by(_case.c.place).limit(limit)).all()
        if not cases:
            return False
        span = _case.c.place.between(cases[0].place, cases[-1].place)
        ids, references = select(_case.c.id).where(span), select(_case.c.reference).where(span)
        found: dict[str, list[rows.StoredRow]] = {}
        for row in connection.execute(select(_entry).where(_entry.c.case_id.in_(ids)).order_by(_entry.c.number)):
            found.setdefault(row.case_id, []).append(row)
        told: dict[str, list[str]] = {}
        lines = select(_act.act, _act.reference, _act.fields).where(_act.act.in_(_KINDS), _act.reference.in_(references))
        for line in connection.execute(lines.order_by(_act.number)):
            told.setdefault(line.reference, []).append(f"{line.act},{line.fields}")
        for case in cases:
            self.faults += self._faults_of(case, found.get(case.id, []), told.get(case.reference, []))
        self._last = cases[-1].place
        self.read += len(cases)
        return len(cases) == limit

    def _faults_of(self, case: rows.StoredRow, made: list[rows.StoredRow], told: list[str]) -> Iterator[str]:
        reference = case.reference
        if case.status == CaseStatus.ERASED.value:
            return
        if (
            (made and case.status != CaseStatus.FILED.value)
            or [row.number for row in made] != list(range(1, len(made) + 1))
            or len(told) != len(made)
        ):
            yield tr("Noget, der er føjet til sagen {reference}, mangler eller hører ikke til.", reference=reference)
        for row, line in zip(made, told, strict=False):
            words = line.split(",")
            if words[0] != row.kind or f"entry:{row.number}" not in words or sum_field(row.mac) not in words:
                yield tr("Det, der er føjet til sagen {reference}, passer ikke til journalen.", reference=reference)
        if any(not _is_vouched_for(self._journal, row) for row in made):
            yield tr("Noget, der er føjet til sagen {reference}, er ændret bagefter.", reference=reference)
        if any(not _can_be_read(row, self._seal) for row in made):
            yield tr("Sagen {reference} kan ikke læses helt.", reference=reference)
        elif _says_in_error(made) != bool(case.in_error):
            yield tr("Sagen {reference} er ikke markeret som en fejl, som det sidst blev skrevet.", reference=reference)


def register_faults(connection: Connection, journal: Journal, seal: Seal | None) -> Iterator[str]:
    """What is wrong with the register."""
    made = connection.execute(select(_line).order_by(_line.c.number)).all()
    lines = select(_act.act, _act.fields).where(_act.act.in_(_REGISTER_KINDS)).order_by(_act.number)
    told = [f"{line.act},{line.fields}".split(",") for line in connection.execute(lines)]
    wanted = [{row.kind, f"line:{row.number}", sum_field(row.mac)} for row in made]
    if [row.number for row in made] != list(range(1, len(made) + 1)) or len(told) != len(made):
        yield tr("Noget i registret over kontakter mangler eller hører ikke til.")
    elif not all(words <= set(line) for words, line in zip(wanted, told, strict=True)):
        yield tr("Registret over kontakter passer ikke til journalen.")
    if any(not hmac.compare_digest(mac_of_added(journal, _line, row._mapping).encode(), row.mac.encode()) for row in made):
        yield tr("Noget i registret over kontakter er ændret bagefter.")
    for row in made:
        kind = REGISTER_KINDS.get(RegisterKind(row.kind)) if row.kind in _REGISTER_KINDS else None
        if kind is None or kind.is_sealed != (row.sealed is not None):
            yield tr("Noget i registret over kontakter kan ikke læses.")
        elif row.plain is not None or seal is not None:
            line_of(row, seal)


def _says_in_error(made: list[rows.StoredRow]) -> bool:
    """Whether the newest mark about the case itself says that it was entered in error: then it is in no number."""
    return mark_of_case([entry_of(row, None) for row in made if row.kind == EntryKind.IN_ERROR.value]) is not None


def _is_vouched_for(journal: Journal, row: rows.StoredRow) -> bool:
    return hmac.compare_digest(mac_of_added(journal, _entry, row._mapping).encode(), row.mac.encode())


def _can_be_read(row: rows.StoredRow, seal: Seal | None) -> bool:
    try:
        is_protected = KINDS[EntryKind(row.kind)].compartment is Compartment.PROTECTED
        if is_protected != (row.sealed is not None):
            return False
        if row.plain is not None or seal is not None:
            entry_of(row, seal)
    except _UNREADABLE:
        return False
    return True
