"""The tables of the store, as SQLAlchemy Core sees them. `migrations/` makes them; a test holds the two together.

Neutral towards PostgreSQL: keys are text UUIDs, times UTC text (`times.py`), truth is 0 or 1, no function of SQLite is used. On
SQLite every table is STRICT. Compartment A lies in `answer`, B only in `sealed_answer` and in the sealed columns.
What is added to a filed case lies in five tables that are only added to; an attachment can be erased, and a
whole case (docs/store.md 16). What happens on a case after the door is in `case_entry`; `due` and `trace` are worked
out from the rest.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _table(name: str, *parts: Column[Any] | CheckConstraint | Index, clustered: bool = False) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=not clustered)


def _text(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False)


def _may_be_null(name: str) -> Column[Any]:
    return Column(name, Text, nullable=True)


def _key(name: str = "id") -> Column[Any]:
    return Column(name, Text, primary_key=True)


def _number(name: str, primary: bool = False, unique: bool = False) -> Column[Any]:
    return Column(name, Integer, primary_key=primary, nullable=False, unique=unique, autoincrement=False)


def _of_case(primary: bool = False) -> Column[Any]:
    return Column("case_id", Text, ForeignKey("case_file.id"), primary_key=primary, nullable=False)


def _truth(name: str) -> CheckConstraint:
    return CheckConstraint(f"{name} in (0, 1)", name=f"{name}_is_truth")


store = _table("store", _key(), _text("made_at"))
unit = _table(
    "unit",
    _key(),
    Column("authority", Text, nullable=False),
    _text("name"),
    _text("address_lines"),
    _text("phone"),
    CheckConstraint("authority in ('kommune', 'politi')", name="authority_is_known"),
)
contact_person = _table(
    "contact_person",
    _key(),
    _number("place"),
    _text("name"),
    _text("function"),
    _text("phone"),
    _text("hours"),
    _number("is_active"),
    _truth("is_active"),
)
officer = _table(
    "officer",
    _key(),
    _text("slot_id"),
    _text("user_name"),
    _text("user_key"),
    _text("full_name"),
    _text("initials"),
    _text("role"),
    _number("is_active"),
    _text("added_at"),
    _may_be_null("retired_at"),
    CheckConstraint("role in ('officer', 'visitator', 'supervisor', 'statistics')", name="role_is_known"),
    _truth("is_active"),
)
setting = _table("setting", _key("key"), _text("value"))
counter = _table("counter", _key("name"), _number("value"), CheckConstraint("value >= 0", name="value_is_count"))

case_file = _table(
    "case_file",
    _key(),
    Column("reference", Text, nullable=False, unique=True),
    _number("place", unique=True),
    _text("status"),
    _text("checklist_version"),
    _text("rules_version"),
    _text("started_at"),
    _text("saved_at"),
    _may_be_null("filed_at"),
    Column("officer_id", Text, ForeignKey("officer.id"), nullable=False),
    _text("at_question"),
    _may_be_null("definition"),
    _may_be_null("urgency"),
    _text("urgency_reason"),
    Column("approved_by", Text, ForeignKey("officer.id"), nullable=True),
    _text("journal_number"),
    _may_be_null("definition_now"),
    _may_be_null("urgency_now"),
    Column("in_error", Integer, nullable=False, server_default="0"),
    CheckConstraint("status in ('draft', 'filed', 'discarded', 'erased')", name="status_is_known"),
    CheckConstraint("urgency is null or urgency in ('acute', 'high', 'moderate', 'routine')", name="urgency_is_known"),
    CheckConstraint(
        "status <> 'filed' or (filed_at is not null and definition is not null and urgency is not null)", name="filed_is_whole"
    ),
    _truth("in_error"),
    Index("case_file_status", "status", "officer_id"),
    Index("case_file_officer", "officer_id", "place"),
    Index("case_file_started", "started_at"),
)
answer = _table(
    "answer",
    _of_case(primary=True),
    _key("question_id"),
    _text("state"),
    _may_be_null("value"),
    _text("reason"),
    _text("at"),
    _text("by"),
    CheckConstraint("state in ('given', 'unknown', 'not_asked')", name="state_is_known"),
    CheckConstraint("(state = 'given') = (value is not null)", name="given_has_value"),
    clustered=True,
)
sealed_answer = _table(
    "sealed_answer",
    _of_case(primary=True),
    _key("question_id"),
    Column("sealed", LargeBinary, nullable=False),
    clustered=True,
)
unfinished = _table(
    "unfinished",
    _of_case(primary=True),
    _key("question_id"),
    Column("sealed", LargeBinary, nullable=False),
    clustered=True,
)
answer_past = _table(
    "answer_past",
    _key(),
    _of_case(),
    _text("question_id"),
    _text("replaced_at"),
    _may_be_null("plain"),
    Column("sealed", LargeBinary, nullable=True),
    CheckConstraint("(plain is null) <> (sealed is null)", name="one_of_both"),
    Index("answer_past_case", "case_id"),
)
finding = _table(
    "finding",
    _of_case(primary=True),
    _text("public"),
    Column("sealed", LargeBinary, nullable=True),
    _text("mac"),
    _may_be_null("windows"),
)
evaluation = _table(
    "evaluation",
    _of_case(primary=True),
    _number("number", primary=True),
    _text("at"),
    Column("officer_id", Text, ForeignKey("officer.id"), nullable=False),
    _text("occasion"),
    _text("checklist_version"),
    _text("rules_version"),
    _text("windows"),
    _text("definition"),
    _text("computed"),
    _text("urgency"),
    _text("urgency_reason"),
    Column("approved_by", Text, ForeignKey("officer.id"), nullable=True),
    _number("incidents"),
    _number("addenda"),
    _text("public"),
    Column("sealed", LargeBinary, nullable=False),
    _text("mac"),
    CheckConstraint("number >= 2", name="first_is_finding"),
    CheckConstraint("occasion in ('incident', 'answer')", name="occasion_is_known"),
    CheckConstraint("computed in ('acute', 'high', 'moderate', 'routine')", name="computed_is_known"),
    CheckConstraint("urgency in ('acute', 'high', 'moderate', 'routine')", name="urgency_is_known"),
    clustered=True,
)
incident = _table(
    "incident",
    _of_case(primary=True),
    _number("number", primary=True),
    _number("evaluation"),
    _text("at"),
    _text("by"),
    _text("happened"),
    _text("precision"),
    _text("acts"),
    _text("said"),
    _text("mac"),
    _may_be_null("log"),
    CheckConstraint("number >= 1", name="number_is_count"),
    CheckConstraint("precision in ('exact', 'about')", name="precision_is_known"),
    clustered=True,
)
addendum = _table(
    "addendum",
    _of_case(primary=True),
    _number("number", primary=True),
    _number("evaluation"),
    _text("question_id"),
    _text("at"),
    _text("by"),
    _text("why"),
    _may_be_null("plain"),
    Column("sealed", LargeBinary, nullable=True),
    _may_be_null("before_plain"),
    Column("before_sealed", LargeBinary, nullable=True),
    _text("mac"),
    CheckConstraint("number >= 1", name="number_is_count"),
    CheckConstraint("(plain is null) <> (sealed is null)", name="one_of_both"),
    CheckConstraint("before_plain is null or before_sealed is null", name="one_before"),
    clustered=True,
)
instrument_use = _table(
    "instrument_use",
    _of_case(primary=True),
    _number("number", primary=True),
    _text("at"),
    _text("by"),
    _text("instrument"),
    _text("done_on"),
    _text("precision"),
    _text("done_by"),
    _text("result"),
    _text("note"),
    _text("mac"),
    CheckConstraint("number >= 1", name="number_is_count"),
    CheckConstraint("precision in ('exact', 'about')", name="precision_is_known"),
    clustered=True,
)
attachment = _table(
    "attachment",
    _of_case(primary=True),
    _number("number", primary=True),
    _text("state"),
    _text("compartment"),
    Column("file_id", Text, nullable=False, unique=True),
    _number("size"),
    _text("at"),
    _text("by"),
    _may_be_null("name"),
    _may_be_null("kind"),
    _may_be_null("sha256"),
    _may_be_null("said"),
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
    clustered=True,
)
sheet_given = _table(
    "sheet_given",
    _key(),
    _of_case(),
    _text("sheet_id"),
    _text("sheet_version"),
    _text("language"),
    _number("pages"),
    _text("how"),
    _text("at"),
    _text("by"),
    Column("variant", Text, nullable=False, server_default="standard"),
    Column("beside", Text, nullable=False, server_default=""),
    Column("outcome", Text, nullable=False, server_default=""),
    Column("first_id", Text, nullable=False, server_default=""),
    Column("document", LargeBinary, nullable=True),
    CheckConstraint("how in ('printed', 'saved', 'read_aloud', 'not_given', 'waiting')", name="how_is_known"),
    CheckConstraint("outcome in ('', 'taken', 'declined', 'not_safe', 'at_desk')", name="outcome_is_known"),
    Index("sheet_given_case", "case_id"),
)
content_change = _table(
    "content_change",
    _number("number", primary=True),
    Column("id", Text, nullable=False, unique=True),
    *(_text(name) for name in ("kind", "target", "language", "value", "before", "source", "checked_on", "base_version")),
    *(_text(name) for name in ("made_by", "made_at", "state", "decided_by", "decided_at", "reason")),
    CheckConstraint("number >= 1", name="number_is_count"),
    CheckConstraint("state in ('waiting', 'approved', 'rejected', 'withdrawn')", name="state_is_known"),
    CheckConstraint("(state = 'waiting') = (decided_at = '')", name="decision_is_told"),
    CheckConstraint("state != 'approved' or decided_by != made_by", name="second_person_approves"),
)


def _said() -> tuple[Column[Any] | CheckConstraint, ...]:
    return (
        _text("at"),
        _text("by"),
        Column("officer_id", Text, ForeignKey("officer.id"), nullable=False),
        _may_be_null("plain"),
        Column("sealed", LargeBinary, nullable=True),
        _text("mac"),
        CheckConstraint("number >= 1", name="number_is_count"),
        CheckConstraint("(plain is null) <> (sealed is null)", name="one_of_both"),
    )


case_entry = _table(
    "case_entry",
    _of_case(primary=True),
    _number("number", primary=True),
    _text("kind"),
    _number("subject"),
    *_said(),
    clustered=True,
)
register_line = _table(
    "register_line", _number("number", primary=True), _text("kind"), _text("subject"), *_said(), clustered=True
)
due = _table(
    "due",
    _of_case(primary=True),
    _key("kind"),
    _number("subject", primary=True),
    _text("due_at"),
    Index("due_at", "due_at"),
    clustered=True,
)
trace = _table(
    "trace",
    _number("token", primary=True),
    _number("place", primary=True),
    Index("trace_place", "place"),
    clustered=True,
)
search_word = _table(
    "search_word",
    _number("place", primary=True),
    _key("word"),
    Index("search_word_word", "word", "place"),
    clustered=True,
)
journal = _table(
    "journal",
    _number("number", primary=True),
    _text("at"),
    _may_be_null("officer_id"),
    _text("act"),
    _text("reference"),
    _text("fields"),
    _text("reason"),
    _text("chain"),
    _may_be_null("signer"),
    _may_be_null("sig"),
    Index("journal_reference", "reference", "number"),
)
signing_key = _table(
    "signing_key",
    _number("number", primary=True),
    _key("who"),
    _text("state"),
    _text("role"),
    _text("public"),
    CheckConstraint("state in ('key', 'waits', 'ended')", name="state_is_known"),
    CheckConstraint("(state = 'key') = (length(public) = 64)", name="key_is_there"),
    clustered=True,
)
