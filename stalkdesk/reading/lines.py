"""Plain text as a log: cells between delimiters, or entries that each begin with a date."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from stalkdesk.casework.log.log_dates import begins_with_date, split_clock
from stalkdesk.casework.log.log_tables import MOST_LETTERS, MOST_ROWS, LogFormat, LogTable, Refusal
from stalkdesk.reading.tables import Refused, Row, bounded, named

_DELIMITERS = "\t;|,"
_LOOKED_AT = 200
"""Records by which a delimiter is chosen."""
_MOST_ALIKE = 0.6
"""How many of them must have as many cells."""
_LEAST_ALIKE = 2
"""A single sentence with a comma in it is no table."""
_MOST_CONTROLS = 0.02
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read_text(content: bytes) -> LogTable:
    """A text as a table. Raises Refused for what is no text, or no log."""
    text = decoded(content)
    if not text.strip():
        raise Refused(Refusal.EMPTY)
    if len(text) > MOST_LETTERS:
        raise Refused(Refusal.UNFOLDS_TOO_FAR)
    delimiter = _delimiter(text)
    if delimiter:
        rows = bounded(_records(text, delimiter))
        return LogTable(LogFormat.DELIMITED, (named("", len(rows), len(rows[0])),), 0, rows)
    rows = bounded(rows_of_lines(text))
    return LogTable(LogFormat.LINES, (named("", len(rows), len(rows[0])),), 0, rows)


def decoded(content: bytes) -> str:
    """The text in the code that it is written in. Raises Refused."""
    for mark, code in _MARKS:
        if content.startswith(mark):
            return _text(content[len(mark) :], code)
    if b"\0" in content[:4000]:
        return _text(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(content.decode("cp1252", errors="replace"))


def _text(content: bytes, code: str) -> str:
    try:
        return _checked(content.decode(code))
    except UnicodeDecodeError:
        raise Refused(Refusal.UNKNOWN_KIND) from None


def _checked(text: str) -> str:
    """A text of control characters is a file of another kind."""
    begins = text[:20_000]
    controls = sum(letter < " " and letter not in "\t\n\r\f\v" for letter in begins)
    if controls > _MOST_CONTROLS * len(begins):
        raise Refused(Refusal.UNKNOWN_KIND)
    return text


def _delimiter(text: str) -> str:
    """The delimiter by which most records have as many cells, at least two; empty when there is none."""
    best, most = "", 0.0
    for delimiter in _DELIMITERS:
        lengths = Counter(len(record) for record in _first(text, delimiter) if any(record))
        if not lengths:
            continue
        cells, count = max(lengths.items(), key=lambda item: (item[1], item[0]))
        share = count / sum(lengths.values())
        is_right = cells >= 2 and count >= _LEAST_ALIKE and share >= (0.9 if delimiter == "," else _MOST_ALIKE)
        if is_right and share * cells > most:
            best, most = delimiter, share * cells
    return best


def _first(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text[:400_000], newline=""), delimiter=delimiter)
    for _, record in zip(range(_LOOKED_AT), reader, strict=False):
        yield record


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    for count, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
        if count > 2 * MOST_ROWS and any(record):
            raise Refused(Refusal.TOO_MANY_ROWS)
        yield record


def rows_of_lines(text: str) -> Iterator[Row]:
    """Entries that begin with a date: date, time, what happened. Raises Refused when no line does."""
    date, said = "", list[str]()
    is_any = False
    for line in re.split("\r\n|[\r\n\u2028\u2029]", text):
        found, rest = begins_with_date(line)
        if found:
            if is_any or any(said):
                yield _entry(date, said)
            is_any, date, said = True, found, [rest]
        else:
            said.append(line.strip())
    if not is_any:
        raise Refused(Refusal.NO_TABLE)
    yield _entry(date, said)


def _entry(date: str, said: list[str]) -> Row:
    clock, rest = split_clock(said[0])
    return date, clock, "\n".join((rest, *said[1:])).strip()
