"""The journal's last line, kept where nobody can roll it back along with the store: on paper. A backup's manifest and the key
file hold it whole (`journal.end_of`)."""

from __future__ import annotations

from sqlalchemy import Connection, select

from stalkdesk.casework.journal_marks import JournalMark, mark_of
from stalkdesk.data import tables
from stalkdesk.data.journal import end_of
from stalkdesk.data.rollback import lost_by_restore
from stalkdesk.language import tr


def mark_of_last(connection: Connection) -> JournalMark:
    """The mark of the last line."""
    last = end_of(connection)
    return mark_of(last.number, last.chain)


def mark_faults(connection: Connection, mark: JournalMark) -> tuple[str, ...]:
    """What it means that the journal does not hold the line of a paper; empty when it does. The lines before it are vouched
    for by the chain, which the check reads."""
    if (faults := _faults(connection, mark)) and (explanation := lost_by_restore(connection, mark.number)):
        return (explanation,)
    return faults


def _faults(connection: Connection, mark: JournalMark) -> tuple[str, ...]:
    last = end_of(connection).number
    chain = connection.execute(select(tables.journal.c.chain).where(tables.journal.c.number == mark.number)).scalar()
    if mark.number > last:
        return (
            tr(
                "Papiret har linje {number}, men journalen ender med linje {last}. Sagsskabet er en ældre udgave, eller linjer "
                "er fjernet.",
                number=mark.number,
                last=last,
            ),
        )
    if chain is None:
        return (tr("Journalens linje {number}, som papiret har, mangler.", number=mark.number),)
    if mark_of(mark.number, chain) != mark:
        return (
            tr(
                "Journalens linje {number} er en anden end den på papiret. Sagsskabet er en ældre udgave eller er skrevet om, "
                "eller der er tastet forkert.",
                number=mark.number,
            ),
        )
    return ()
