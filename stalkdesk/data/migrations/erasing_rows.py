"""A case can be erased: what was locked against deleting may go in one way only. Called by the step of its version.

What was added to a case is deleted only while the newest line of the journal says that this case is erased, so the line is
written first, in the same transaction; the journal's own locks stay absolute. The row of the case stays, emptied, so that its
number is never given again.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

_ADDED = ("evaluation", "incident", "addendum", "instrument_use", "attachment")
_LAST_LINE_ERASES = (
    "select 1 from journal where number = (select max(number) from journal) and act = 'erase_case' and reference = {reference}"
)
_OF_OLD = "(select reference from case_file where id = old.case_id)"


def allow_erasing(connection: Connection) -> None:
    """Lets a case have the status `erased`, and opens the locks for the act that erases it."""
    connection.execute(text("alter table case_file drop constraint status_is_known"))
    connection.execute(
        text("alter table case_file add constraint status_is_known check (status in ('draft', 'filed', 'discarded', 'erased'))")
    )
    if connection.dialect.name == "sqlite":
        _open_locks(connection)
        _lock_tombstones(connection)


def _open_locks(connection: Connection) -> None:
    erasing = _LAST_LINE_ERASES.format(reference=_OF_OLD)
    for table in _ADDED:
        connection.execute(text(f"drop trigger {table}_no_delete"))
        connection.execute(
            text(
                f"create trigger {table}_no_delete before delete on {table} when not exists ({erasing}) "
                "begin select raise(abort, 'what was added to a case stays as it is'); end"
            )
        )


def _lock_tombstones(connection: Connection) -> None:
    """No case is erased without its line, and one that was stays so."""
    erasing = _LAST_LINE_ERASES.format(reference="new.reference")
    connection.execute(
        text(
            "create trigger case_file_no_erasing before update on case_file "
            f"when new.status = 'erased' and old.status <> 'erased' and not exists ({erasing}) "
            "begin select raise(abort, 'a case is erased with its line in the journal'); end"
        )
    )
    connection.execute(
        text(
            "create trigger case_file_stays_erased before update on case_file when old.status = 'erased' "
            "begin select raise(abort, 'what was erased stays so'); end"
        )
    )
