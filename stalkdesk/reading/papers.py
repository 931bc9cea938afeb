"""Tables of a PDF; where no lines are drawn around them, its text line by line."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from stalkdesk.casework.log.log_tables import MOST_PAGES, MOST_TABLES, LogFormat, LogTable, Refusal
from stalkdesk.reading.lines import rows_of_lines
from stalkdesk.reading.tables import Refused, Row, bounded, chosen_of, named

_LEAST_COLUMNS = 2
_MOST_LETTERS_A_PAGE = 200_000


def read_paper(content: bytes, wanted: int) -> LogTable:
    """The tables of the pages, those of the same width as one. Raises Refused."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as paper:
            if len(paper.pages) > MOST_PAGES:
                raise Refused(Refusal.TOO_MANY_PAGES)
            tables, text = _read(paper.pages)
    except PdfminerException as problem:
        is_locked = any(isinstance(one, PDFPasswordIncorrect) for one in problem.args)
        raise Refused(Refusal.ENCRYPTED if is_locked else Refusal.DAMAGED) from None
    if tables:
        names = tuple(named("", len(rows), len(rows[0])) for rows in tables)
        chosen = chosen_of(names, wanted)
        return LogTable(LogFormat.PDF, names, chosen, bounded(tables[chosen]))
    if not text.strip():
        raise Refused(Refusal.SCANNED)
    rows = bounded(rows_of_lines(text))
    return LogTable(LogFormat.LINES, (named("", len(rows), 3),), 0, rows)


def _read(pages: list[Page]) -> tuple[list[list[Row]], str]:
    tables: list[list[Row]] = []
    texts: list[str] = []
    for page in pages:
        if len(page.chars) > _MOST_LETTERS_A_PAGE:
            raise Refused(Refusal.UNFOLDS_TOO_FAR)
        for rows in _tables(page):
            if tables and len(tables[-1][0]) == len(rows[0]):
                tables[-1] += rows
            else:
                tables.append(rows)
        if not tables:
            texts.append(page.extract_text())
        page.close()
    if len(tables) > MOST_TABLES:
        raise Refused(Refusal.UNFOLDS_TOO_FAR)
    return tables, "\n".join(texts)


def _tables(page: Page) -> Iterator[list[Row]]:
    """Those with two columns and two rows or more, and with something in them: a frame around a text is none."""
    for table in page.extract_tables():
        rows = [tuple(cell or "" for cell in row) for row in table]
        if rows and len(rows[0]) >= _LEAST_COLUMNS and any(any(row) for row in rows):
            yield rows
