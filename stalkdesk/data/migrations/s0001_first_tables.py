"""The first tables. Never changed again: what comes after is a step of its own."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, Text

from stalkdesk.errors import StoreTooNew
from stalkdesk.language import tr

revision = "0001"
down_revision = None


def _text(name: str, primary: bool = False, null: bool = False, unique: bool = False) -> Column[Any]:
    return Column(name, Text, primary_key=primary, nullable=null, unique=unique)


def _number(name: str, primary: bool = False, unique: bool = False) -> Column[Any]:
    return Column(name, Integer, primary_key=primary, nullable=False, unique=unique, autoincrement=False)


def _refers(name: str, target: str, primary: bool = False, null: bool = False) -> Column[Any]:
    return Column(name, Text, ForeignKey(target), primary_key=primary, nullable=null)


def _create(name: str, *parts: Column[Any] | CheckConstraint, clustered: bool = False) -> None:
    op.create_table(name, *parts, sqlite_strict=True, sqlite_with_rowid=not clustered)


def upgrade() -> None:
    """Makes the tables, their indexes, and the locks on the journal."""
    _unit_tables()
    _case_tables()
    _answer_tables()
    _outcome_tables()
    _journal_table()


def downgrade() -> None:
    """Refused: taking the tables away would lose every case."""
    raise StoreTooNew(tr("Et sagsskab kan ikke føres tilbage til en ældre udgave. Opdatér programmet i stedet."))


def _unit_tables() -> None:
    _create("store", _text("id", primary=True), _text("made_at"))
    _create(
        "unit",
        _text("id", primary=True),
        *(_text(name) for name in ("authority", "name", "address_lines", "phone")),
        CheckConstraint("authority in ('kommune', 'politi')", name="authority_is_known"),
    )
    _create(
        "contact_person",
        _text("id", primary=True),
        _number("place"),
        *(_text(name) for name in ("name", "function", "phone", "hours")),
        _number("is_active"),
        CheckConstraint("is_active in (0, 1)", name="is_active_is_truth"),
    )
    _create(
        "officer",
        _text("id", primary=True),
        *(_text(name) for name in ("slot_id", "user_name", "user_key", "full_name", "initials", "role")),
        _number("is_active"),
        _text("added_at"),
        _text("retired_at", null=True),
        CheckConstraint("role in ('officer', 'visitator', 'supervisor')", name="role_is_known"),
        CheckConstraint("is_active in (0, 1)", name="is_active_is_truth"),
    )
    _create("setting", _text("key", primary=True), _text("value"))
    _create("counter", _text("name", primary=True), _number("value"), CheckConstraint("value >= 0", name="value_is_count"))


def _case_tables() -> None:
    _create(
        "case_file",
        _text("id", primary=True),
        _text("reference", unique=True),
        _number("place", unique=True),
        *(_text(name) for name in ("status", "checklist_version", "rules_version", "started_at", "saved_at")),
        _text("filed_at", null=True),
        _refers("officer_id", "officer.id"),
        _text("at_question"),
        _text("definition", null=True),
        _text("urgency", null=True),
        _text("urgency_reason"),
        _refers("approved_by", "officer.id", null=True),
        _text("journal_number"),
        CheckConstraint("status in ('draft', 'filed', 'discarded')", name="status_is_known"),
        CheckConstraint("urgency is null or urgency in ('acute', 'high', 'moderate', 'routine')", name="urgency_is_known"),
        CheckConstraint(
            "status <> 'filed' or (filed_at is not null and definition is not null and urgency is not null)",
            name="filed_is_whole",
        ),
    )
    op.create_index("case_file_status", "case_file", ["status", "officer_id"])
    op.create_index("case_file_officer", "case_file", ["officer_id", "place"])
    op.create_index("case_file_started", "case_file", ["started_at"])


def _answer_tables() -> None:
    _create(
        "answer",
        _refers("case_id", "case_file.id", primary=True),
        _text("question_id", primary=True),
        _text("state"),
        _text("value", null=True),
        *(_text(name) for name in ("reason", "at", "by")),
        CheckConstraint("state in ('given', 'unknown', 'not_asked')", name="state_is_known"),
        CheckConstraint("(state = 'given') = (value is not null)", name="given_has_value"),
        clustered=True,
    )
    _create(
        "sealed_answer",
        _refers("case_id", "case_file.id", primary=True),
        _text("question_id", primary=True),
        Column("sealed", LargeBinary, nullable=False),
        clustered=True,
    )
    _create(
        "unfinished",
        _refers("case_id", "case_file.id", primary=True),
        _text("question_id", primary=True),
        Column("sealed", LargeBinary, nullable=False),
        clustered=True,
    )
    _create(
        "answer_past",
        _text("id", primary=True),
        _refers("case_id", "case_file.id"),
        _text("question_id"),
        _text("replaced_at"),
        _text("plain", null=True),
        Column("sealed", LargeBinary, nullable=True),
        CheckConstraint("(plain is null) <> (sealed is null)", name="one_of_both"),
    )
    op.create_index("answer_past_case", "answer_past", ["case_id"])


def _outcome_tables() -> None:
    _create(
        "finding",
        _refers("case_id", "case_file.id", primary=True),
        _text("public"),
        Column("sealed", LargeBinary, nullable=True),
        _text("mac"),
    )
    _create(
        "sheet_given",
        _text("id", primary=True),
        _refers("case_id", "case_file.id"),
        *(_text(name) for name in ("sheet_id", "sheet_version", "language")),
        _number("pages"),
        *(_text(name) for name in ("how", "at", "by")),
        CheckConstraint("how in ('printed', 'saved')", name="how_is_known"),
    )
    op.create_index("sheet_given_case", "sheet_given", ["case_id"])
    _create("search_word", _number("place", primary=True), _text("word", primary=True), clustered=True)
    op.create_index("search_word_word", "search_word", ["word", "place"])


def _journal_table() -> None:
    _create(
        "journal",
        _number("number", primary=True),
        _text("at"),
        _text("officer_id", null=True),
        *(_text(name) for name in ("act", "reference", "fields", "reason", "chain")),
    )
    op.create_index("journal_reference", "journal", ["reference", "number"])
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(
                f"create trigger journal_no_{act} before {act} on journal "
                "begin select raise(abort, 'the journal is only added to'); end"
            )
