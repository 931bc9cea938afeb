"""Sheets of a workbook: XLSX, XLSB, XLS, ODS. Values as they were saved; no formula is reckoned, no macro is run."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from stalkdesk.casework.log.log_tables import MOST_COLUMNS, MOST_ROWS, MOST_TABLES, LogFormat, LogTable, Refusal
from stalkdesk.reading.tables import Refused, bounded, chosen_of, named

_Cell = int | float | str | bool | time | date | datetime | timedelta
_MOST_MERGED = 2 * MOST_ROWS


def read_sheets(content: bytes, wanted: int) -> LogTable:
    """The sheet that is wanted, or the largest. Raises Refused."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names[: MOST_TABLES + 1]]
    except PasswordError:
        raise Refused(Refusal.ENCRYPTED) from None
    except CalamineError:
        raise Refused(Refusal.DAMAGED) from None
    if len(sheets) > MOST_TABLES:
        raise Refused(Refusal.UNFOLDS_TOO_FAR)
    names = tuple(named(one.name, one.height, one.width) for one in sheets)
    chosen = chosen_of(names, wanted)
    if names[chosen].rows > 50 * MOST_ROWS:
        raise Refused(Refusal.TOO_MANY_ROWS)
    return LogTable(LogFormat.SHEET, names, chosen, bounded(_rows(sheets[chosen])))


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    """The rows as texts; every cell of a merged range says what its first one says."""
    rows = [[_text(value) for value in row] for row in sheet.iter_rows()]
    above, left = sheet.start or (0, 0)
    for start, end in (sheet.merged_cell_ranges or [])[:_MOST_MERGED]:
        first, column = start[0] - above, start[1] - left
        if not (0 <= first < len(rows) and 0 <= column < len(rows[first])):
            continue
        for row in rows[first : end[0] - above + 1]:
            last = min(end[1] - left + 1, len(row), column + MOST_COLUMNS)
            row[column:last] = [rows[first][column]] * max(last - column, 0)
    return rows


def _text(value: _Cell) -> str:
    """A value as it is read on a page. A day without a time of day is only a day."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
