"""What vouches for a filed case: an HMAC over its row, its answers and its finding, made when it is filed (docs/store.md 6).

It is under the journal's key, so that an answer that is changed, added or taken out of a filed case is found by `check`. What
is added after filing is not in it: the journal number, the sheets that were given, and evaluations, incidents, addenda and
instruments, of which each row has an HMAC of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from stalkdesk.data import rows, tables
from stalkdesk.data.journal import Journal

OF_THE_CASE = (
    "id",
    "reference",
    "checklist_version",
    "rules_version",
    "started_at",
    "filed_at",
    "officer_id",
    "definition",
    "urgency",
    "urgency_reason",
    "approved_by",
)
OF_AN_ANSWER = ("question_id", "state", "value", "reason", "at", "by")
OF_A_SEALED_ONE = ("question_id", "sealed")
OF_A_PAST_ONE = ("id", "question_id", "replaced_at", "plain", "sealed")
WITH_WINDOWS = ("public", "sealed", "windows")
"""The windows are in it since 0002."""
_OF_AN_ADDED_ROW: dict[str, tuple[str, ...]] = {
    "evaluation": (
        "case_id",
        "number",
        "at",
        "officer_id",
        "occasion",
        "checklist_version",
        "rules_version",
        "windows",
        "definition",
        "computed",
        "urgency",
        "urgency_reason",
        "approved_by",
        "incidents",
        "addenda",
        "public",
        "sealed",
    ),
    "incident": ("case_id", "number", "evaluation", "at", "by", "happened", "precision", "acts", "said", "log"),
    "addendum": (
        "case_id",
        "number",
        "evaluation",
        "question_id",
        "at",
        "by",
        "why",
        "plain",
        "sealed",
        "before_plain",
        "before_sealed",
    ),
    "instrument_use": ("case_id", "number", "at", "by", "instrument", "done_on", "precision", "done_by", "result", "note"),
    "attachment": (
        "case_id",
        "number",
        "state",
        "compartment",
        "file_id",
        "size",
        "at",
        "by",
        "name",
        "kind",
        "sha256",
        "said",
        "key",
        "sealed",
        "why",
    ),
    "case_entry": ("case_id", "number", "kind", "subject", "at", "by", "officer_id", "plain", "sealed"),
    "register_line": ("number", "kind", "subject", "at", "by", "officer_id", "plain", "sealed"),
}
"""Columns of the tables that are only added to."""
_SINCE_0007 = "log"
"""Of an incident; where nothing stands in it, it is not in the HMAC, as before it was there."""

_Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """The rows of a filed case, as they were or are written."""

    case: _Row
    answers: Iterable[_Row]
    sealed: Iterable[_Row]
    past: Iterable[_Row]
    finding: _Row


def mac_of(journal: Journal, written: Written) -> str:
    """The HMAC of these rows, whatever their order."""
    return mac_of_values(
        journal,
        _values(written.case, OF_THE_CASE),
        _all_values(written.answers, OF_AN_ANSWER),
        _all_values(written.sealed, OF_A_SEALED_ONE),
        _all_values(written.past, OF_A_PAST_ONE),
        _values(written.finding, WITH_WINDOWS),
    )


def mac_of_values(
    journal: Journal,
    case: Sequence[object],
    answers: Sequence[Sequence[object]],
    sealed: Sequence[Sequence[object]],
    past: Sequence[Sequence[object]],
    finding: Sequence[object],
) -> str:
    """The same of values that were read in the order of the columns above."""
    finding = finding if finding[-1] is not None else finding[:-1]  # a case of 0001 was filed without windows
    in_text = (answers, [_as_text(one) for one in sealed], [_as_text(one) for one in past])
    return journal.mac(["filed case", case, *(sorted(each, key=_first) for each in in_text), _as_text(finding)])


def mac_of_added(journal: Journal, table: Table, row: _Row) -> str:
    """The HMAC of one row of a table that is only added to."""
    columns = (name for name in _OF_AN_ADDED_ROW[table.name] if name != _SINCE_0007 or row[name] is not None)
    return journal.mac([table.name, *_as_text(_values(row, tuple(columns)))])


def rows_of(connection: Connection, table: Table, case_id: str) -> list[rows.StoredRow]:
    """What a table holds of a case."""
    return list(connection.execute(select(table).where(table.c.case_id == case_id)).all())


def mac_in_store(connection: Connection, journal: Journal, case_id: str, finding: _Row) -> str:
    """The HMAC of a case as it stands in the store, with its finding."""
    case = connection.execute(select(tables.case_file).where(tables.case_file.c.id == case_id)).one()
    answers, sealed, past = (
        [row._mapping for row in rows_of(connection, table, case_id)]
        for table in (tables.answer, tables.sealed_answer, tables.answer_past)
    )
    return mac_of(journal, Written(case._mapping, answers, sealed, past, finding))


def _all_values(written: Iterable[_Row], columns: tuple[str, ...]) -> list[list[object]]:
    return [_values(row, columns) for row in written]


def _values(row: _Row, columns: tuple[str, ...]) -> list[object]:
    return [row[column] for column in columns]


def _as_text(values: Sequence[object]) -> list[object]:
    return [value.hex() if isinstance(value, bytes) else value for value in values]


def _first(values: Sequence[object]) -> str:
    return str(values[0])
