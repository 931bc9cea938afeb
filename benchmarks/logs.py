"""A log of 20,000 rows read from a file by the child, against Python's own csv.reader over the same cells in the same run."""

from __future__ import annotations

import csv
import io
import statistics
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from benchmarks.figures import Figure, seconds, side_by_side
from stalkdesk.casework.log.log_columns import guessed
from stalkdesk.casework.log.log_import import Against, Memory, RowEdit, preview
from stalkdesk.casework.log.log_tables import MOST_ROWS
from stalkdesk.ui.logimport.reading_apart import ReadApart

_HEADINGS = ("Nr.", "Dato", "Klokkeslæt", "Sted/kanal", "Hvad skete der", "Vidner", "Bevis, bilag nr.", "Anmeldt")
_GOAL_SECONDS = 10
_TIMES = 3


def figures(_folder: Path) -> Iterator[Figure]:
    """Each kind of file, then what becomes of the rows."""
    rows = _rows()
    plain = _csv(rows)
    for name, content in (("CSV", plain), ("XLSX", _sheet(rows)), ("Word", _word(rows))):
        ours, bare = side_by_side(lambda content=content: ReadApart().read(content), lambda: _bare(plain), _TIMES)  # type: ignore[misc]
        detail = f"{ours:.2f} s, csv.reader {bare * 1000:.0f} ms, child and all, {len(content) / 1e6:.1f} MB"
        yield Figure(f"{len(rows) - 1} rows read from {name}", "csv.reader", ours / bare, "×", None, detail)
        yield Figure(f"the same from {name}", "the clock", ours, "s", _GOAL_SECONDS)
    table, memory = tuple(rows), Memory()
    choices, against = guessed(table), Against((), date(2026, 11, 22), 1)
    first = seconds(lambda: preview(table, choices, {}, against, memory))
    yield Figure("what becomes of these rows, at first", "the clock", first, "s", _GOAL_SECONDS, "on the worker")
    edits = [{number: RowEdit(is_left_out=True)} for number in (2, 9_000, 20_000)]
    again = statistics.median(seconds(lambda one=one: preview(table, choices, one, against, memory)) for one in edits)  # type: ignore[misc]
    yield Figure("the same after one row was mended", "at first", again / first, "×", 0.5, f"{again:.2f} s")


def _rows() -> list[tuple[str, ...]]:
    said = "Han skrev igen: »Svar mig nu.« Jeg svarede ikke."
    return [
        _HEADINGS,
        *(
            (
                str(n),
                f"{1 + n % 28:02}-{1 + n % 12:02}-2025",
                f"{n % 24:02}.15",
                "Sms",
                f"{said} Nr. {n}.",
                "Ingen",
                str(n),
                "Nej",
            )
            for n in range(1, MOST_ROWS + 1)
        ),
    ]


def _bare(content: bytes) -> None:
    list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=";"))


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=";").writerows(rows)
    return made.getvalue().encode()


def _sheet(rows: list[tuple[str, ...]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)
    return made.getvalue()


def _word(rows: list[tuple[str, ...]]) -> bytes:
    document = docx.Document()
    body = document.add_table(rows=0, cols=len(_HEADINGS))._tbl
    for row in rows:
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row)
        body.append(parse_xml(f"<w:tr {nsdecls('w')}>{cells}</w:tr>"))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
