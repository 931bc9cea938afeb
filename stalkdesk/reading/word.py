"""Tables of a Word document. Tables of the same width are read as one log: a form that was copied from page to page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from stalkdesk.casework.log.log_tables import MOST_COLUMNS, MOST_ROWS, MOST_TABLES, LogFormat, LogTable, Refusal
from stalkdesk.reading.lines import rows_of_lines
from stalkdesk.reading.tables import Refused, Row, bounded, chosen_of, named

_ROW, _CELL, _TABLE, _PARAGRAPH, _RUN = (qn(f"w:{name}") for name in ("tr", "tc", "tbl", "p", "r"))
_TEXT, _TAB, _BREAKS = qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr"))
_SPAN, _MERGED, _VALUE, _PROPERTIES = qn("w:gridSpan"), qn("w:vMerge"), qn("w:val"), qn("w:tcPr")
_BEFORE, _ROW_PROPERTIES, _CONTROL = qn("w:gridBefore"), qn("w:trPr"), qn("w:sdt")


def read_word(content: bytes, wanted: int) -> LogTable:
    """The tables of the document; without any, its lines that begin with a date. Raises Refused."""
    body = docx.Document(io.BytesIO(content)).element.body
    tables = _joined([list(_rows(table)) for table in body.iter(_TABLE)])
    if not tables:
        text = "\n".join(_said(paragraph) for paragraph in body.iter(_PARAGRAPH))
        rows = bounded(rows_of_lines(text))
        return LogTable(LogFormat.LINES, (named("", len(rows), 3),), 0, rows)
    if len(tables) > MOST_TABLES:
        raise Refused(Refusal.UNFOLDS_TOO_FAR)
    names = tuple(named("", len(rows), max(map(len, rows))) for rows in tables)
    chosen = chosen_of(names, wanted)
    return LogTable(LogFormat.WORD, names, chosen, bounded(tables[chosen]))


def _joined(tables: list[list[Row]]) -> list[list[Row]]:
    """Tables that follow each other and have as many columns are one."""
    joined: list[list[Row]] = []
    for rows in tables:
        if not rows:
            continue
        if joined and max(map(len, joined[-1])) == max(map(len, rows)):
            joined[-1] += rows
        else:
            joined.append(rows)
    return joined


def _rows(table: Any) -> Iterator[Row]:
    """Each row as texts; a cell that goes on from the row above says what stands above."""
    above: Row = ()
    for count, row in enumerate(_parts(table, _ROW)):
        if count > 2 * MOST_ROWS:
            raise Refused(Refusal.TOO_MANY_ROWS)
        texts: list[str] = [""] * _skipped(row)
        for cell in _parts(row, _CELL):
            span, goes_on = _properties(cell)
            said = above[len(texts)] if goes_on and len(texts) < len(above) else _said_in(cell)
            texts += [said] * span
            if len(texts) > 2 * MOST_COLUMNS:
                raise Refused(Refusal.TOO_MANY_COLUMNS)
        above = tuple(texts)
        yield above


def _parts(whole: Any, tag: str) -> Iterator[Any]:
    """The parts of that kind right in it, and those that a content control wraps; not those of a table within."""
    for part in whole:
        if part.tag == tag:
            yield part
        elif part.tag == _CONTROL:
            for content in part:
                yield from _parts(content, tag)


def _skipped(row: Any) -> int:
    properties = row.find(_ROW_PROPERTIES)
    before = None if properties is None else properties.find(_BEFORE)
    return 0 if before is None else min(_number(before), MOST_COLUMNS)


def _properties(cell: Any) -> tuple[int, bool]:
    """How many columns it covers, and whether it goes on from the cell above."""
    properties = cell.find(_PROPERTIES)
    if properties is None:
        return 1, False
    span, merged = properties.find(_SPAN), properties.find(_MERGED)
    goes_on = merged is not None and merged.get(_VALUE, "continue") == "continue"
    return (1 if span is None else max(1, min(_number(span), MOST_COLUMNS + 1))), goes_on


def _number(element: Any) -> int:
    said = element.get(_VALUE, "1")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 1


def _said_in(cell: Any) -> str:
    return "\n".join(_said(paragraph) for paragraph in _parts(cell, _PARAGRAPH))


def _said(paragraph: Any) -> str:
    said: list[str] = []
    for part in paragraph.iter(_TEXT, _TAB, *_BREAKS):
        if part.tag == _TEXT:
            said.append(part.text or "")
        elif part.getparent().tag == _RUN:  # and no stop of the tabulator
            said.append("\t" if part.tag == _TAB else "\n")
    return "".join(said)
