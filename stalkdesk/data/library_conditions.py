"""Conditions as they stand in content files: `ask_if`, `offer_if`, `only_if`."""

from __future__ import annotations

from stalkdesk.data.library_files import ContentTable
from stalkdesk.intake.checklist import Condition
from stalkdesk.language import tr


def conditions_from(table: ContentTable, key: str) -> tuple[Condition, ...]:
    """The conditions under `key`: one table, or a list of tables of which any may hold. Raises ContentBroken."""
    return tuple(_condition(inner) for inner in table.tables(key))


def _condition(table: ContentTable) -> Condition:
    wanted = {key: table.texts(key) for key in table}
    empty = next((key for key, values in wanted.items() if not values), "")
    if empty or not wanted:
        table.blame(tr("en betingelse skal nævne mindst ét spørgsmål og mindst ét svar."), empty)
    return Condition(wanted)
