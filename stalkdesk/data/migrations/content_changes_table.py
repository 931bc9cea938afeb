"""The table of what the authority has changed of the shelf (docs/content.md). Part of step 0006; never changed again."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, Text

_STAYS = (
    *("number", "id", "kind", "target", "language", "value", "before", "source", "checked_on"),
    *("base_version", "made_by", "made_at"),
)


def _text(name: str, unique: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=False, unique=unique)


def make_content_changes() -> None:
    """Makes the table. A change is only added; the one thing that may follow is its decision, once."""
    op.create_table(
        "content_change",
        Column("number", Integer, primary_key=True, nullable=False, autoincrement=False),
        _text("id", unique=True),
        *(_text(name) for name in ("kind", "target", "language", "value", "before", "source", "checked_on", "base_version")),
        *(_text(name) for name in ("made_by", "made_at", "state", "decided_by", "decided_at", "reason")),
        CheckConstraint("number >= 1", name="number_is_count"),
        CheckConstraint("state in ('waiting', 'approved', 'rejected', 'withdrawn')", name="state_is_known"),
        CheckConstraint("(state = 'waiting') = (decided_at = '')", name="decision_is_told"),
        CheckConstraint("state != 'approved' or decided_by != made_by", name="second_person_approves"),
        sqlite_strict=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        changed = " or ".join(f"new.{name} is not old.{name}" for name in _STAYS)
        refused = "begin select raise(abort, 'changes are only added to, and decided once'); end"
        op.execute(
            f"create trigger content_change_once before update on content_change "
            f"when old.state != 'waiting' or {changed} {refused}"
        )
        op.execute(f"create trigger content_change_stays before delete on content_change {refused}")
