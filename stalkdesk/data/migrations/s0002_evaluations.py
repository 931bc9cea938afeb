"""Cases are evaluated again: evaluations, incidents, addenda and named instruments, each only added to. Never changed again.

The first evaluation of a case stays its `finding`: a case that was filed by 0001 has it already, with the HMAC of its filing,
which a step without keys could not make anew (docs/store.md 4). Nothing is written into the rows that are there.
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, Text

from stalkdesk.errors import StoreTooNew
from stalkdesk.language import tr

revision = "0002"
down_revision = "0001"

_ONLY_ADDED_TO = ("evaluation", "incident", "addendum", "instrument_use")
_LEVELS = "('acute', 'high', 'moderate', 'routine')"


def _text(name: str, null: bool = False) -> Column[Any]:
    return Column(name, Text, nullable=null)


def _number(name: str, primary: bool = False) -> Column[Any]:
    return Column(name, Integer, primary_key=primary, nullable=False, autoincrement=False)


def _blob(name: str, null: bool = True) -> Column[Any]:
    return Column(name, LargeBinary, nullable=null)


def _officer(name: str, null: bool = False) -> Column[Any]:
    return Column(name, Text, ForeignKey("officer.id"), nullable=null)


def _create(name: str, *parts: Column[Any] | CheckConstraint) -> None:
    case = Column("case_id", Text, ForeignKey("case_file.id"), primary_key=True, nullable=False)
    op.create_table(name, case, _number("number", primary=True), *parts, sqlite_strict=True, sqlite_with_rowid=False)


def upgrade() -> None:
    """Makes the columns and tables, and locks the tables against change."""
    op.add_column("case_file", _text("definition_now", null=True))
    op.add_column("case_file", _text("urgency_now", null=True))
    op.add_column("finding", _text("windows", null=True))
    _evaluation_table()
    _added_tables()
    if op.get_bind().dialect.name == "sqlite":
        for table in _ONLY_ADDED_TO:
            for act in ("update", "delete"):
                op.execute(
                    f"create trigger {table}_no_{act} before {act} on {table} "
                    "begin select raise(abort, 'what was added to a case stays as it is'); end"
                )


def downgrade() -> None:
    """Refused: taking the tables away would lose what was added to cases."""
    raise StoreTooNew(tr("Et sagsskab kan ikke føres tilbage til en ældre udgave. Opdatér programmet i stedet."))


def _evaluation_table() -> None:
    _create(
        "evaluation",
        _text("at"),
        _officer("officer_id"),
        *(_text(name) for name in ("occasion", "checklist_version", "rules_version", "windows")),
        *(_text(name) for name in ("definition", "computed", "urgency", "urgency_reason")),
        _officer("approved_by", null=True),
        _number("incidents"),
        _number("addenda"),
        _text("public"),
        _blob("sealed", null=False),
        _text("mac"),
        CheckConstraint("number >= 2", name="first_is_finding"),
        CheckConstraint("occasion in ('incident', 'answer')", name="occasion_is_known"),
        CheckConstraint(f"computed in {_LEVELS}", name="computed_is_known"),
        CheckConstraint(f"urgency in {_LEVELS}", name="urgency_is_known"),
    )


def _added_tables() -> None:
    _create(
        "incident",
        _number("evaluation"),
        *(_text(name) for name in ("at", "by", "happened", "precision", "acts", "said", "mac")),
        CheckConstraint("number >= 1", name="number_is_count"),
        CheckConstraint("precision in ('exact', 'about')", name="precision_is_known"),
    )
    _create(
        "addendum",
        _number("evaluation"),
        *(_text(name) for name in ("question_id", "at", "by", "why")),
        _text("plain", null=True),
        _blob("sealed"),
        _text("before_plain", null=True),
        _blob("before_sealed"),
        _text("mac"),
        CheckConstraint("number >= 1", name="number_is_count"),
        CheckConstraint("(plain is null) <> (sealed is null)", name="one_of_both"),
        CheckConstraint("before_plain is null or before_sealed is null", name="one_before"),
    )
    _create(
        "instrument_use",
        *(_text(name) for name in ("at", "by", "instrument", "done_on", "precision", "done_by", "result", "note", "mac")),
        CheckConstraint("number >= 1", name="number_is_count"),
        CheckConstraint("precision in ('exact', 'about')", name="precision_is_known"),
    )
