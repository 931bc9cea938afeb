"""Entries of cases as rows, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_kinds import KINDS, KindOfEntry
from stalkdesk.casework.officers import Officer
from stalkdesk.data import journal as journals
from stalkdesk.data import rows, tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.case_mac import mac_of_added
from stalkdesk.data.damage import known, unreadable
from stalkdesk.data.entry_text import said_bytes, said_from
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import time_from, time_text
from stalkdesk.errors import NotAllowed
from stalkdesk.intake.checklist import Compartment
from stalkdesk.language import tr

_entry = tables.case_entry


def how_kept(kind: EntryKind) -> KindOfEntry:
    """How entries of a kind are kept. Raises NotAllowed for one that the program does not know."""
    if kind not in KINDS:
        raise NotAllowed(tr("Det kan denne udgave af programmet ikke gemme på en sag."))
    return KINDS[kind]


def entry_after(standing: Sequence[Entry], new: NewEntry, at: datetime, officer: Officer) -> Entry:
    """A new entry as it is kept behind those that stand: with its number, and that of a new thing."""
    subject = new.subject or (_next_subject(new.kind, standing) if how_kept(new.kind).has_things else 0)
    return Entry(len(standing) + 1, new.kind, subject, new.said, at, officer.initials, officer.id)


def _next_subject(kind: EntryKind, standing: Sequence[Entry]) -> int:
    return max((entry.subject for entry in standing if entry.kind is kind), default=0) + 1


def entry_row(case_id: str, entry: Entry, journal: journals.Journal, seal: Seal) -> rows.Row:
    """The row of an entry."""
    is_sealed = how_kept(entry.kind).compartment is Compartment.PROTECTED
    text = said_bytes(entry.said)
    row: rows.Row = {
        "case_id": case_id,
        "number": entry.number,
        "kind": entry.kind.value,
        "subject": entry.subject,
        "at": time_text(entry.at),
        "by": storable(entry.by),
        "officer_id": entry.officer_id,
        "plain": None if is_sealed else text.decode(),
        "sealed": seal.sealed(text, case_id, entry_bound(entry.number, entry.kind.value)) if is_sealed else None,
    }
    return {**row, "mac": mac_of_added(journal, _entry, row)}


def sum_field(mac: str) -> str:
    """What the journal's line says of the row, so that its signature holds what was written."""
    return f"{journals.SUM}{mac[:16]}"


def fields_of(entry: Entry, recipient_id: str, mac: str) -> tuple[str, ...]:
    """What the journal's line of an entry says beside its kind: which it is, about what, for whom; never content."""
    about = (f"{entry.kind.value}:{entry.subject}",) if entry.subject else ()
    whom = (f"contact:{recipient_id}",) if recipient_id else ()
    return (f"entry:{entry.number}", *about, *whom, sum_field(mac))


def entries_of(connection: Connection, seal: Seal | None, case_id: str) -> tuple[Entry, ...]:
    """The entries of a case in their order; those of compartment B when there is a seal to open them."""
    found = connection.execute(select(_entry).where(_entry.c.case_id == case_id).order_by(_entry.c.number))
    return tuple(entry_of(row, seal) for row in found if row.plain is not None or seal is not None)


def sealed_of(connection: Connection, case_id: str) -> int:
    """How many entries of a case lie in compartment B."""
    here = select(func.count()).where(_entry.c.case_id == case_id, _entry.c.sealed.is_not(None))
    return connection.execute(here).scalar_one()


def entry_of(row: rows.StoredRow, seal: Seal | None) -> Entry:
    """An entry as it is read. Raises StoreDamaged."""
    kind = known(EntryKind, row.kind)
    if kind not in KINDS:
        raise unreadable()
    if row.plain is not None:
        text = row.plain.encode()
    elif seal is not None:
        text = seal.opened(row.sealed, row.case_id, entry_bound(row.number, row.kind))
    else:
        raise unreadable()
    said = said_from(KINDS[kind].says, text)
    return Entry(row.number, kind, row.subject, said, time_from(row.at), row.by, row.officer_id)


def entry_bound(number: int, kind: str) -> str:
    """What a sealed entry is bound to."""
    return f"(entry {number}) {kind}"
