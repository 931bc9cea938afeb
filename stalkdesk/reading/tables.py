"""What every reader gives: named tables of texts, cut to nothing that was not said to be too much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stalkdesk.casework.log.log_tables import (
    MOST_CELL,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_NAME,
    MOST_ROWS,
    Refusal,
    TableName,
)

Row = tuple[str, ...]


class Refused(Exception):
    """The file is not read, and why."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


def bounded(rows: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    """Rows of one length, without the empty ones at the end and the empty columns at the right. Raises Refused."""
    kept: list[Row] = []
    letters = 0
    for row in rows:
        cells = tuple(_cell(text) for text in row)
        while cells and not cells[-1]:
            cells = cells[:-1]
        if len(cells) > MOST_COLUMNS:
            raise Refused(Refusal.TOO_MANY_COLUMNS)
        letters += sum(map(len, cells))
        kept.append(cells)
        if letters > MOST_LETTERS:
            raise Refused(Refusal.UNFOLDS_TOO_FAR)
        if len(kept) > 2 * MOST_ROWS:
            _without_empty_end(kept)
            if len(kept) > 2 * MOST_ROWS:
                raise Refused(Refusal.TOO_MANY_ROWS)
    _without_empty_end(kept)
    if len(kept) > MOST_ROWS + 1:  # the row of headings comes on top
        raise Refused(Refusal.TOO_MANY_ROWS)
    width = max(map(len, kept), default=0)
    if not width:
        raise Refused(Refusal.NO_TABLE)
    return tuple(row + ("",) * (width - len(row)) for row in kept)


def named(name: str, rows: int, columns: int) -> TableName:
    """The name of a table, on one line."""
    return TableName(" ".join(name.split())[:MOST_NAME], rows, columns)


def chosen_of(names: Sequence[TableName], wanted: int) -> int:
    """The table that is wanted; otherwise the one with the most cells. Raises Refused when there is none."""
    if not any(one.rows for one in names):
        raise Refused(Refusal.NO_TABLE)
    if 0 <= wanted < len(names):
        return wanted
    return max(range(len(names)), key=lambda place: names[place].rows * min(names[place].columns, MOST_COLUMNS))


def _without_empty_end(rows: list[Row]) -> None:
    while rows and not any(rows[-1]):
        rows.pop()


def _cell(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text.strip()[: MOST_CELL + 1]
    lines = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()[: MOST_CELL + 1]
