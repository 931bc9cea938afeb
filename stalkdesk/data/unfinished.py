"""What was typed at a question of a draft and is no answer yet: half a date, half a CPR number, a person without a name.

Nobody has checked what is in it, so it is sealed like compartment B whatever the compartment of its question, and bound to
case and question. It is looked at by nothing but the page that shows it again in its field.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from stalkdesk.data import rows, tables
from stalkdesk.data.damage import unreadable
from stalkdesk.data.protected import Seal
from stalkdesk.errors import TooLong
from stalkdesk.intake.texts import LONG_TEXT
from stalkdesk.language import tr

MOST = LONG_TEXT
"""Most characters of all its texts together: as many as the longest answer may have."""


def sealed_row(case_id: str, question_id: str, untrusted: object, seal: Seal) -> rows.Row:
    """The row that keeps it. Raises TooLong."""
    if _length(untrusted) > MOST:
        raise TooLong(
            tr("Teksten er for lang: der er plads til {most} tegn. Skriv det vigtigste, og gem resten som bilag.", most=MOST)
        )
    return sealed(case_id, question_id, untrusted, seal)


def sealed(case_id: str, question_id: str, untrusted: object, seal: Seal) -> rows.Row:
    """The row that keeps it, however long."""
    typed = json.dumps(untrusted, separators=(",", ":")).encode()
    return {"case_id": case_id, "question_id": question_id, "sealed": seal.sealed(typed, case_id, _bound(question_id))}


def erase(connection: Connection, case_id: str, question_ids: Sequence[str]) -> None:
    """Takes away what was left at these questions."""
    table = tables.unfinished
    connection.execute(delete(table).where(table.c.case_id == case_id, table.c.question_id.in_(question_ids)))


BEGUN = "(begun "
"""What the place of a row begins with that is begun on a filed case: nobody's but its officer's (`data/begun.py`)."""


def of_case(connection: Connection, seal: Seal | None, case_id: str) -> dict[str, object]:
    """What was left, by question; nothing for a role without the key. Raises StoreDamaged."""
    if seal is None:
        return {}
    table = tables.unfinished
    found = connection.execute(select(table).where(table.c.case_id == case_id).order_by(table.c.question_id))
    return {row.question_id: opened(seal, row) for row in found}


def opened(seal: Seal, row: rows.StoredRow) -> object:
    """What was typed. Raises StoreDamaged."""
    try:
        return json.loads(seal.opened(row.sealed, row.case_id, _bound(row.question_id)))
    except (ValueError, RecursionError):
        raise unreadable() from None


def _bound(question_id: str) -> str:
    """What the seal is bound to: not the same as for an answer, so that neither can be put in the other's place."""
    return f"(unfinished) {question_id}"


def _length(untrusted: object) -> int:
    """Characters of all texts in a JSON form."""
    if isinstance(untrusted, dict):
        return sum(_length(part) for part in untrusted.values())
    if isinstance(untrusted, list | tuple):
        return sum(_length(part) for part in untrusted)
    return len(untrusted) if isinstance(untrusted, str) else 0
