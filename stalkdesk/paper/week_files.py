"""The week as three files: a PDF to read, a workbook and a delimited file to work on. Nobody is named (docs/domain.md 11)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from stalkdesk.casework.officers import Unit
from stalkdesk.guidance.blocks import Block, Document, Fields, Heading, Items, Table
from stalkdesk.language import Language
from stalkdesk.oversight.weekly_summary import FigureTable, WeeklySummary
from stalkdesk.paper.delimited import delimited_week
from stalkdesk.paper.figures import table_lines
from stalkdesk.paper.page_words import marked_as_training
from stalkdesk.paper.pdf import rendered
from stalkdesk.paper.words import WORDS, PaperWords
from stalkdesk.paper.workbook import workbook_week

_HOME = ZoneInfo("Europe/Copenhagen")


def week_files(
    summary: WeeklySummary, unit: Unit, language: Language, fonts: Path, is_training: bool = False
) -> dict[str, bytes]:
    """File name -> bytes of `uge-2026-W47.pdf`, `.xlsx` and `.csv`; the names carry the ISO year and week in any language.
    Out of training every file says so, and its name begins with `oevelse-`.

    The same frozen week is always the same bytes. Raises ContentBroken when a font is missing.
    """
    name = f"{'oevelse-' if is_training else ''}uge-{summary.iso_year}-W{summary.iso_week:02}"
    words = WORDS[language]
    document, facts = week_document(summary, unit, language), week_facts(summary, words)
    if is_training:
        document, facts = marked_as_training(document), (*facts, (words.training, words.training_note))
    return {
        f"{name}.pdf": rendered(document, fonts),
        f"{name}.xlsx": workbook_week(summary, words, week_title(summary, words), facts),
        f"{name}.csv": delimited_week(summary, words, is_training),
    }


def week_title(summary: WeeklySummary, words: PaperWords) -> str:
    """The heading of the week, by its ISO year."""
    return words.week_title.format(week=summary.iso_week, year=summary.iso_year)


def week_facts(summary: WeeklySummary, words: PaperWords) -> tuple[tuple[str, str], ...]:
    """What the week is: unit, first and last day, when it was made and the journal's last line then; hours as in Denmark."""
    last = summary.ends_at.astimezone(_HOME) - timedelta(days=1)
    period = words.period_from_to.format(first=_day(summary.starts_at.astimezone(_HOME)), last=_day(last))
    made = summary.made_at.astimezone(_HOME)
    made_at = words.made_at.format(date=_day(made), time=f"{made.hour:02}.{made.minute:02}")
    mark = ((words.journal, summary.journal_mark),) if summary.journal_mark else ()
    return ((words.unit, summary.unit_name), (words.period, period), (words.made, made_at), *mark)


def _day(moment: datetime) -> str:
    return f"{moment.day:02}-{moment.month:02}-{moment.year}"


def week_document(summary: WeeklySummary, unit: Unit, language: Language) -> Document:
    """The week as a page."""
    words = WORDS[language]
    title = week_title(summary, words)
    blocks: list[Block] = [Heading(title, 1), Fields(week_facts(summary, words))]
    for table in summary.tables:
        blocks += [Heading(table.title, 2), _table(table, summary, words)]
    if summary.notes:
        blocks += [Heading(words.notes, 2), Items(summary.notes)]
    letterhead = (unit.name, *unit.address_lines)
    return Document(title, language, tuple(blocks), letterhead, footer=title)


def _table(table: FigureTable, summary: WeeklySummary, words: PaperWords) -> Table:
    rows = tuple((line.label, str(line.count)) for line in table_lines(table, summary, words))
    return Table((words.line, words.count), rows, widths=(0.82, 0.18), numeric=(1,), total_rows=(len(rows) - 1,))
