"""The week as a workbook. Text is always text, never a formula or a link; numbers are numbers."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from stalkdesk.oversight.weekly_summary import WeeklySummary
from stalkdesk.paper.figures import FigureLine, all_lines
from stalkdesk.paper.words import PaperWords

_WIDTHS = (34, 62, 12)
_HEADER = 5
"""The row (from 0) of the column heads, or a later one; above it stand the title and the facts of the week."""


def workbook_week(summary: WeeklySummary, words: PaperWords, title: str, facts: tuple[tuple[str, str], ...]) -> bytes:
    """One sheet: title and facts, then a line a figure under heads that stay in sight, then the notes."""
    from xlsxwriter import Workbook  # only the export needs it

    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": summary.made_at.replace(tzinfo=None)})
    sheet = book.add_worksheet(words.week_sheet.format(week=summary.iso_week))
    looks = _looks(book)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, looks["title"])
    for row, (label, text) in enumerate(facts, 1):
        sheet.write_string(row, 0, label, looks["label"])
        sheet.write_string(row, 1, text)
    header = max(_HEADER, len(facts) + 1)
    for column, text in enumerate((words.group, words.line, words.count)):
        sheet.write_string(header, column, text, looks["head_right" if column == 2 else "head"])
    row = _write_lines(sheet, header + 1, tuple(all_lines(summary, words)), looks)
    _write_notes(sheet, row + 1, summary.notes, words, looks)
    sheet.freeze_panes(header + 1, 0)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    book.close()
    return file.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    head = {"bold": True, "font_color": "#14304d", "bg_color": "#e9eef4", "bottom": 1}
    return {
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": "#14304d"}),
        "label": book.add_format({"bold": True}),
        "head": book.add_format(head),
        "head_right": book.add_format({**head, "align": "right"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "count": book.add_format({"align": "right", "valign": "top", "num_format": "#,##0"}),
        "total": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "total_count": book.add_format({"bold": True, "align": "right", "valign": "top", "num_format": "#,##0", "bottom": 1}),
        "note": book.add_format({"italic": True}),
    }


def _write_lines(sheet: Any, row: int, lines: tuple[FigureLine, ...], looks: dict[str, Any]) -> int:
    """Writes the figures from `row` on; gives the row after the last."""
    for line in lines:
        look, number_look = ("total", "total_count") if line.is_total else ("text", "count")
        sheet.write_string(row, 0, line.group, looks[look])
        sheet.write_string(row, 1, line.label, looks[look])
        if isinstance(line.count, int):
            sheet.write_number(row, 2, line.count, looks[number_look])
        else:
            sheet.write_string(row, 2, line.count, looks[number_look])
        row += 1
    return row


def _write_notes(sheet: Any, row: int, notes: tuple[str, ...], words: PaperWords, looks: dict[str, Any]) -> None:
    for index, note in enumerate((words.notes, *notes) if notes else ()):
        sheet.write_string(row + index, 0, note, looks["note" if index else "label"])
