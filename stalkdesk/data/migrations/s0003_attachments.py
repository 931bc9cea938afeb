"""Cases have attachments: a row for each, whose file lies beside the store (docs/store.md 14). Never changed again.

A row is only added to, but for one change: it is erased, which takes its key and every word away and can't be undone.
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, Text

from stalkdesk.errors import StoreTooNew
from stalkdesk.language import tr

revision = "0003"
down_revision = "0002"

_STAYS = ("case_id", "number", "compartment", "file_id", "size", "at", "by")
_IS_TAKEN_AWAY = ("name", "kind", "sha256", "said", "key", "sealed")


def _text(name: str, null: bool = False, unique: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=null, unique=unique)


def _number(name: str, primary: bool = False) -> Column[Any]:
    return Column(name, Integer, primary_key=primary, nullable=False, autoincrement=False)


def upgrade() -> None:
    """Makes the table, and locks it against every change but being erased."""
    op.create_table(
        "attachment",
        Column("case_id", Text, ForeignKey("case_file.id"), primary_key=True, nullable=False),
        _number("number", primary=True),
        _text("state"),
        _text("compartment"),
        _text("file_id", unique=True),
        _number("size"),
        _text("at"),
        _text("by"),
        *(_text(name, null=True) for name in ("name", "kind", "sha256", "said")),
        Column("key", LargeBinary, nullable=True),
        Column("sealed", LargeBinary, nullable=True),
        _text("why"),
        _text("mac"),
        CheckConstraint("number >= 1", name="number_is_count"),
        CheckConstraint("size >= 1", name="size_is_count"),
        CheckConstraint("state in ('kept', 'erased')", name="state_is_known"),
        CheckConstraint("compartment in ('A', 'B')", name="compartment_is_known"),
        CheckConstraint("(state = 'kept' and compartment = 'A') = (key is not null)", name="key_is_of_a"),
        CheckConstraint("(state = 'kept' and compartment = 'B') = (sealed is not null)", name="sealed_is_of_b"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        _lock()


def downgrade() -> None:
    """Refused: taking the table away would lose the keys of every attachment."""
    raise StoreTooNew(tr("Et sagsskab kan ikke føres tilbage til en ældre udgave. Opdatér programmet i stedet."))


def _lock() -> None:
    stays = " and ".join(f"new.{name} is old.{name}" for name in _STAYS)
    gone = " and ".join(f"new.{name} is null" for name in _IS_TAKEN_AWAY)
    erasing = f"old.state = 'kept' and new.state = 'erased' and {stays} and {gone}"
    told = "begin select raise(abort, 'what was added to a case stays as it is'); end"
    op.execute(f"create trigger attachment_no_update before update on attachment when not ({erasing}) {told}")
    op.execute(f"create trigger attachment_no_delete before delete on attachment {told}")
