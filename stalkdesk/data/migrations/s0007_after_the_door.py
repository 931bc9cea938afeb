"""After the door: entries of a case, the register of the desk, what is due, how persons are found. Never changed again.

Entries and register lines are only added; a case's entries go when the case is erased, with its line in the journal as the
other tables of step 0005. `due` and `trace` are worked out from the rest and can be made anew at any time.
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, Text

from stalkdesk.errors import StoreTooNew
from stalkdesk.language import tr

revision = "0007"
down_revision = "0006"

_ERASING = (
    "select 1 from journal where number = (select max(number) from journal) and act = 'erase_case' "
    "and reference = (select reference from case_file where id = old.case_id)"
)


def _text(name: str, primary: bool = False) -> Column[Any]:
    return Column(name, Text, primary_key=primary, nullable=False)


def _number(name: str, primary: bool = False) -> Column[Any]:
    return Column(name, Integer, primary_key=primary, nullable=False, autoincrement=False)


def _said() -> tuple[Column[Any] | CheckConstraint, ...]:
    return (
        _text("at"),
        _text("by"),
        Column("officer_id", Text, ForeignKey("officer.id"), nullable=False),
        Column("plain", Text, nullable=True),
        Column("sealed", LargeBinary, nullable=True),
        _text("mac"),
        CheckConstraint("number >= 1", name="number_is_count"),
        CheckConstraint("(plain is null) <> (sealed is null)", name="one_of_both"),
    )


def _of_case() -> Column[Any]:
    return Column("case_id", Text, ForeignKey("case_file.id"), primary_key=True, nullable=False)


def upgrade() -> None:
    """Makes the tables, locks what is only added to, and widens the incident and the case."""
    kept: dict[str, bool] = {"sqlite_strict": True, "sqlite_with_rowid": False}
    op.create_table(
        "case_entry", _of_case(), _number("number", primary=True), _text("kind"), _number("subject"), *_said(), **kept
    )
    op.create_table("register_line", _number("number", primary=True), _text("kind"), _text("subject"), *_said(), **kept)
    op.create_table("due", _of_case(), _text("kind", primary=True), _number("subject", primary=True), _text("due_at"), **kept)
    op.create_index("due_at", "due", ["due_at"])
    op.create_table("trace", _number("token", primary=True), _number("place", primary=True), **kept)
    op.create_index("trace_place", "trace", ["place"])
    op.add_column("incident", Column("log", Text, nullable=True))
    op.add_column("case_file", Column("in_error", Integer, nullable=False, server_default="0"))
    op.execute("alter table case_file add constraint in_error_is_truth check (in_error in (0, 1))")
    if op.get_bind().dialect.name == "sqlite":
        _lock()


def downgrade() -> None:
    """Refused: what happened after the door would be lost."""
    raise StoreTooNew(tr("Et sagsskab kan ikke føres tilbage til en ældre udgave. Opdatér programmet i stedet."))


def _lock() -> None:
    told = "begin select raise(abort, 'what was added to a case stays as it is'); end"
    op.execute(f"create trigger case_entry_no_update before update on case_entry {told}")
    op.execute(f"create trigger case_entry_no_delete before delete on case_entry when not exists ({_ERASING}) {told}")
    stays = "begin select raise(abort, 'the register is only added to'); end"
    for act in ("update", "delete"):
        op.execute(f"create trigger register_line_no_{act} before {act} on register_line {stays}")
