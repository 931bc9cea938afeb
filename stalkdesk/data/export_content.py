"""What is in the store, as JSON that explains itself: both compartments, each piece with its letter (docs/export.md).

Times, values and codes stand as they do in the store (docs/store-format.md 5, 6). Not in it: keys, slots, HMACs and the words
that cases are found by.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from stalkdesk.casework.register import RegisterKind
from stalkdesk.data import rows, tables, unfinished
from stalkdesk.data.attachment_rows import attachment_of
from stalkdesk.data.case_additions import added_rows
from stalkdesk.data.damage import unreadable
from stalkdesk.data.entry_rows import entry_bound
from stalkdesk.data.paper_rows import unpacked
from stalkdesk.data.protected import Seal
from stalkdesk.data.register_rows import NO_CASE, line_bound
from stalkdesk.data.times import time_text
from stalkdesk.intake.checklist import Compartment

Content = dict[str, Any]
_A, _B = Compartment.FACTS.value, Compartment.PROTECTED.value
_WITH_ITS_OWN_KEYS = "store."
"""How the settings begin that the store keeps for itself; keys may lie in them."""
_PAGE = 1000
_OF_CASE = (
    *("id", "reference", "status", "checklist_version", "rules_version", "started_at", "saved_at", "filed_at"),
    *("officer_id", "at_question", "journal_number"),
)


def unit_content(connection: Connection) -> Content:
    """The unit and its contact persons."""
    unit = connection.execute(select(tables.unit)).one()
    people = connection.execute(select(tables.contact_person).order_by(tables.contact_person.c.place))
    columns = ("id", "name", "function", "phone", "hours")
    return {
        "authority": unit.authority,
        "name": unit.name,
        "address_lines": unit.address_lines.split("\n") if unit.address_lines else [],
        "phone": unit.phone,
        "contact_persons": [_of(row, *columns) | {"is_active": bool(row.is_active)} for row in people],
    }


def officers_content(connection: Connection) -> list[Content]:
    """Everyone who works or worked here; nothing that opens a store."""
    officer = tables.officer
    columns = ("id", "user_name", "full_name", "initials", "role", "added_at", "retired_at")
    found = connection.execute(select(officer).order_by(officer.c.added_at, officer.c.id))
    return [_of(row, *columns) | {"is_active": bool(row.is_active)} for row in found]


def settings_content(connection: Connection) -> Content:
    """What the authority has decided."""
    found = connection.execute(select(tables.setting))
    return {row.key: row.value for row in found if not row.key.startswith(_WITH_ITS_OWN_KEYS)}


def changes_content(connection: Connection) -> list[Content]:
    """What was proposed and decided of the shelf, oldest first."""
    change = tables.content_change
    columns = ("number", "id", "kind", "target", "language", "source", "checked_on", "base_version")
    decided = ("made_by", "made_at", "state", "decided_by", "decided_at", "reason")
    found = connection.execute(select(change).order_by(change.c.number))
    return [_of(row, *columns, *decided) | {"value": _json(row.value), "before": _json(row.before)} for row in found]


def register_content(connection: Connection, seal: Seal) -> list[Content]:
    """The register of contacts and other desks, in order; this desk's own keys are no content."""
    line, found = tables.register_line, []
    for row in connection.execute(select(line).where(line.c.kind != RegisterKind.OWN_KEYS.value).order_by(line.c.number)):
        plain = _of(row, "number", "kind", "subject", "at", "by", "officer_id")
        sealed = row.sealed is not None
        said = _opened(seal, row.sealed, NO_CASE, line_bound(row.number, row.kind)) if sealed else _json(row.plain)
        found.append(plain | {"compartment": _B if sealed else _A, "said": said})
    return found


def journal_content(connection: Connection) -> Iterator[Content]:
    """Every line of the journal, oldest first."""
    line, last = tables.journal, 0
    while page := connection.execute(select(line).where(line.c.number > last).order_by(line.c.number).limit(_PAGE)).all():
        for row in page:
            plain = _of(row, "number", "at", "officer_id", "act", "reference", "reason", "chain", "signer", "sig")
            yield plain | {"fields": row.fields.split(",") if row.fields else []}
        last = page[-1].number


def signing_keys_content(connection: Connection) -> list[Content]:
    """Whose key holds from which line of the journal on: the open halves, to hold the lines against their names."""
    key = tables.signing_key
    found = connection.execute(select(key).order_by(key.c.number, key.c.who))
    return [_of(row, "number", "who", "state", "role", "public") for row in found]


def case_rows(connection: Connection) -> Iterator[rows.StoredRow]:
    """The row of every case, draft and discarded reference, oldest first."""
    case, last = tables.case_file, -1
    while page := connection.execute(select(case).where(case.c.place > last).order_by(case.c.place).limit(_PAGE)).all():
        yield from page
        last = page[-1].place


def protected_fields(connection: Connection) -> dict[str, list[str]]:
    """What of compartment B each case holds, by case: ids of questions, and the assessment."""
    found: dict[str, set[str]] = {}
    for table in (tables.sealed_answer, tables.unfinished, tables.answer_past, tables.addendum):
        query = select(table.c.case_id, table.c.question_id).where(table.c.sealed.is_not(None))
        for row in connection.execute(query.distinct()):
            if not row.question_id.startswith(unfinished.BEGUN):
                found.setdefault(row.case_id, set()).add(row.question_id)
    for row in connection.execute(select(tables.case_entry.c.case_id).where(tables.case_entry.c.sealed.is_not(None))):
        found.setdefault(row.case_id, set()).add("entries")
    for row in connection.execute(select(tables.finding.c.case_id).where(tables.finding.c.sealed.is_not(None))):
        found.setdefault(row.case_id, set()).add("assessment")
    for row in connection.execute(select(tables.attachment.c.case_id).where(tables.attachment.c.sealed.is_not(None))):
        found.setdefault(row.case_id, set()).add("attachments")
    return {case_id: sorted(fields) for case_id, fields in found.items()}


def case_content(connection: Connection, seal: Seal, case: rows.StoredRow) -> Content:
    """A case with everything that was written in it. Raises StoreDamaged, or what damaged rows trip over."""
    return _of(case, *_OF_CASE) | {
        "answers": _answers(connection, seal, case.id),
        "past_answers": _past_answers(connection, seal, case.id),
        "unfinished": {
            place: typed
            for place, typed in unfinished.of_case(connection, seal, case.id).items()
            if not place.startswith(unfinished.BEGUN)
        },
        "evaluations": _evaluations(connection, seal, case),
        "incidents": [_incident(row) for row in added_rows(connection, tables.incident, case.id)],
        "addenda": [_addendum(seal, row) for row in added_rows(connection, tables.addendum, case.id)],
        "instruments": [_instrument(row) for row in added_rows(connection, tables.instrument_use, case.id)],
        "sheets": _sheets(connection, case.id),
        "attachments": [_attachment(seal, row) for row in added_rows(connection, tables.attachment, case.id)],
        "entries": [_entry(seal, row) for row in added_rows(connection, tables.case_entry, case.id)],
        "is_in_error": bool(case.in_error),
    }


def _of(row: rows.StoredRow, *columns: str) -> Content:
    return {column: getattr(row, column) for column in columns}


def _answers(connection: Connection, seal: Seal, case_id: str) -> list[Content]:
    """The answers as they were filed, or stand in a draft."""
    plain = [
        _of(row, "question_id", "state", "reason", "at", "by") | {"compartment": _A, "value": _json(row.value)}
        for row in _all(connection, tables.answer, case_id)
    ]
    sealed = [
        {"question_id": row.question_id} | _sealed_answer(seal, row.sealed, case_id, row.question_id)
        for row in _all(connection, tables.sealed_answer, case_id)
    ]
    return sorted(plain + sealed, key=lambda one: str(one["question_id"]))


def _past_answers(connection: Connection, seal: Seal, case_id: str) -> list[Content]:
    found = []
    for row in sorted(_all(connection, tables.answer_past, case_id), key=lambda row: (row.replaced_at, row.id)):
        answer = _answer_in(seal, row.plain, row.sealed, case_id, row.question_id)
        assert answer is not None
        found.append(_of(row, "question_id", "replaced_at") | answer)
    return found


def _evaluations(connection: Connection, seal: Seal, case: rows.StoredRow) -> list[Content]:
    """Every evaluation; the first is made of the finding and the row of the case."""
    columns = ("checklist_version", "rules_version", "definition", "urgency", "urgency_reason", "approved_by")
    found = []
    for row in _all(connection, tables.finding, case.id):
        whole = _opened(seal, row.sealed, case.id, rows.ASSESSMENT) if row.sealed is not None else None
        first = {"number": 1, "at": case.filed_at, "officer_id": case.officer_id, "occasion": "filed"}
        found.append(first | _of(case, *columns) | _assessments(row, whole) | {"incidents": 0, "addenda": 0})
    later = (*columns, "number", "at", "officer_id", "occasion", "incidents", "addenda")
    for row in added_rows(connection, tables.evaluation, case.id):
        whole = _opened(seal, row.sealed, case.id, rows.assessment_bound(row.number))
        found.append(_of(row, *later) | _assessments(row, whole))
    return found


def _assessments(row: rows.StoredRow, whole: object) -> Content:
    """The assessment as compartment A may hold it, and the whole of it; its computed level is in both."""
    return {"public": _json(row.public), "whole": whole, "windows": _json(row.windows)}


def _incident(row: rows.StoredRow) -> Content:
    plain = _of(row, "number", "evaluation", "at", "by", "happened", "precision", "said")
    return plain | {"acts": row.acts.split(",") if row.acts else [], "log": _json(row.log)}


def _entry(seal: Seal, row: rows.StoredRow) -> Content:
    """What happened after the door, as it was written (docs/store-format.md)."""
    plain = _of(row, "number", "kind", "subject", "at", "by", "officer_id")
    if row.sealed is None:
        return plain | {"compartment": _A, "said": _json(row.plain)}
    return plain | {"compartment": _B, "said": _opened(seal, row.sealed, row.case_id, entry_bound(row.number, row.kind))}


def _addendum(seal: Seal, row: rows.StoredRow) -> Content:
    number, question_id = row.number, row.question_id
    bound, before_bound = rows.addendum_bound(number, question_id), rows.before_bound(number, question_id)
    return _of(row, "number", "evaluation", "question_id", "at", "by", "why") | {
        "answer": _answer_in(seal, row.plain, row.sealed, row.case_id, bound),
        "before": _answer_in(seal, row.before_plain, row.before_sealed, row.case_id, before_bound),
    }


def _instrument(row: rows.StoredRow) -> Content:
    return _of(row, "number", "at", "by", "instrument", "done_on", "precision", "done_by", "result", "note")


def _sheets(connection: Connection, case_id: str) -> list[Content]:
    columns = ("id", "sheet_id", "sheet_version", "language", "pages", "how", "at", "by")
    later = ("variant", "beside", "outcome", "first_id")
    found = sorted(_all(connection, tables.sheet_given, case_id), key=lambda row: (row.at, row.sheet_id, row.id))
    return [_of(row, *columns, *later) | {"paper": _paper(row.document)} for row in found]


def _paper(packed: bytes | None) -> Content | None:
    """What the paper said, in the form of docs/store-format.md."""
    paper: Content | None = json.loads(unpacked(packed)) if packed is not None else None
    return paper


def _attachment(seal: Seal, row: rows.StoredRow) -> Content:
    """What an attachment is; `file` is filled in when its file was written."""
    one = attachment_of(row, seal)
    return {
        "number": one.number,
        "compartment": one.compartment.value,
        "state": one.state.value,
        "size": one.size,
        "at": time_text(one.at),
        "by": one.by,
        "name": one.name,
        "kind": one.kind.value,
        "sha256": one.sha256,
        "said": one.said,
        "why": one.why,
        "file": None,
    }


def _answer_in(seal: Seal, plain: str | None, sealed: bytes | None, case_id: str, bound: str) -> Content | None:
    """The whole answer of a row that has it readable, sealed, or not at all."""
    if sealed is not None:
        return _sealed_answer(seal, sealed, case_id, bound)
    return None if plain is None else _whole_answer(_json(plain)) | {"compartment": _A}


def _sealed_answer(seal: Seal, sealed: bytes, case_id: str, bound: str) -> Content:
    return _whole_answer(_opened(seal, sealed, case_id, bound)) | {"compartment": _B}


def _whole_answer(parts: Any) -> Content:
    state, value, reason, at, by = parts
    return {"state": state, "value": value, "reason": reason, "at": at, "by": by}


def _opened(seal: Seal, sealed: bytes, case_id: str, bound: str) -> object:
    return _json(seal.opened(sealed, case_id, bound).decode("utf-8", "replace"))


def _json(text: str | None) -> Any:
    try:
        return None if text is None else json.loads(text)
    except (ValueError, RecursionError):
        raise unreadable() from None


def _all(connection: Connection, table: Table, case_id: str) -> list[rows.StoredRow]:
    return list(connection.execute(select(table).where(table.c.case_id == case_id)).all())
