"""The week as delimited text: what a Danish Excel opens by double-click (UTF-8 with a mark, semicolons)."""

from __future__ import annotations

import csv
from io import StringIO

from stalkdesk.oversight.weekly_summary import WeeklySummary
from stalkdesk.paper.figures import all_lines
from stalkdesk.paper.words import PaperWords

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula: with `'` before it where it begins like one."""
    return f"'{text}" if text.lstrip(" \n").startswith(_BEGINS_A_FORMULA) else text


def delimited_week(summary: WeeklySummary, words: PaperWords, is_training: bool = False) -> bytes:
    """One line a figure: week, unit, group, label, count. Counts are numbers, hidden ones their marks. Out of training the
    first line says so, without a count; the journal's last line stands likewise."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow((words.week, words.unit, words.group, words.line, words.count))
    week = f"{summary.iso_year}-W{summary.iso_week:02}"
    if is_training:
        writer.writerow((week, guarded(summary.unit_name), words.training, words.training_note, ""))
    if summary.journal_mark:
        writer.writerow((week, guarded(summary.unit_name), words.journal, summary.journal_mark, ""))
    for line in all_lines(summary, words):
        count = line.count if isinstance(line.count, int) else guarded(line.count)
        writer.writerow((week, guarded(summary.unit_name), guarded(line.group), guarded(line.label), count))
    return file.getvalue().encode("utf-8-sig")
