"""The lines of a weekly summary as they are shown, the same in all three files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stalkdesk.oversight.weekly_summary import FigureTable, WeeklySummary
from stalkdesk.paper.words import PaperWords


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One line: its group, its label, and the count, or the mark of a hidden one (`<5`, `–`)."""

    group: str
    label: str
    count: int | str
    is_total: bool = False


def table_lines(table: FigureTable, summary: WeeklySummary, words: PaperWords) -> Iterator[FigureLine]:
    """The lines of one group, its total last."""
    for figure in table.figures:
        count = figure.shown(summary.least_shown) if figure.count is None else figure.count
        yield FigureLine(table.title, figure.label, count)
    total = table.total_shown(summary.least_shown) if table.total is None else table.total
    label = words.overlapping if table.may_overlap else words.total
    yield FigureLine(table.title, label, total, is_total=True)


def all_lines(summary: WeeklySummary, words: PaperWords) -> Iterator[FigureLine]:
    """Every line of the week, group by group."""
    for table in summary.tables:
        yield from table_lines(table, summary, words)
