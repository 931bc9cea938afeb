"""One content file: its text, its tables, and the line to blame when something in it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn
from unicodedata import normalize

from stalkdesk.errors import ContentBroken
from stalkdesk.language import tr

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_TOML_LINE = re.compile(r"line (\d+)")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


def broken_file(file: str, line: int, sentence: str) -> ContentBroken:
    """The error for a fault in `file` (relative to resources/) at `line`."""
    return ContentBroken(tr("{file}, linje {line}: {fault}", file=file, line=line, fault=sentence))


def placeholders(text: str) -> frozenset[str]:
    """The names in braces that are filled in later, such as `reference` in `Sag {reference}`."""
    return frozenset(_PLACEHOLDER.findall(text))


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file that was read: `name` is relative to resources/, with `/`."""

    name: str
    lines: tuple[str, ...]
    headers: tuple[tuple[int, str], ...]
    """Line number and dotted name, without quotes, of each table header."""
    root: Mapping[str, object]

    def header_lines(self, name: str) -> tuple[int, ...]:
        """The lines on which a table called `name` begins."""
        return tuple(line for line, header in self.headers if header == name)

    def key_line(self, key: str, first: int) -> int:
        """The line of `key` in the table that begins at line `first`; `first` itself when the key is not there."""
        pattern = re.compile(rf"""(?:.*[{{,])?\s*["']?{re.escape(key)}["']?\s*=""")
        return self._search(pattern, first, self._end_of_table(first))

    def id_line(self, value: str, first: int) -> int:
        """The line of `id = "value"` in the table that begins at line `first`; `first` itself when it is not there."""
        pattern = re.compile(rf"""(?:.*[\s{{,])?id\s*=\s*["']{re.escape(value)}["']""")
        return self._search(pattern, first, self._end_of_table(first))

    def _end_of_table(self, first: int) -> int:
        return next((line for line, _ in self.headers if line > first), len(self.lines) + 1)

    def _search(self, pattern: re.Pattern[str], first: int, end: int) -> int:
        matching = (line for line in range(first, end) if pattern.match(self.lines[line - 1]))
        return next(matching, first)


def read_content(resources: Path, name: str) -> ContentFile:
    """Reads `resources/name`. Raises ContentBroken naming file and line when it is missing or not TOML."""
    import tomllib  # not needed until the first content is read

    try:
        untrusted_bytes = (resources / name).read_bytes()
    except OSError:
        raise ContentBroken(tr("{file} mangler eller kan ikke læses. Installér programmet igen.", file=name)) from None
    try:
        text = normalize("NFC", untrusted_bytes.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = untrusted_bytes[: fault.start].count(b"\n") + 1
        raise broken_file(name, line, tr("filen er ikke gemt som UTF-8.")) from None
    lines = tuple(text.split("\n"))
    try:
        root = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        found = _TOML_LINE.search(str(fault))
        line = int(found[1]) if found else len(lines)
        raise broken_file(name, line, tr("linjen kan ikke læses som TOML ({reason}).", reason=str(fault))) from None
    return ContentFile(name, lines, _headers(lines), root)


def _headers(lines: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    found = ((number, _HEADER.match(line)) for number, line in enumerate(lines, 1))
    return tuple((number, re.sub(r"[\"'\s]", "", match[1])) for number, match in found if match)


class ContentTable:
    """One table of a content file, read key by key. `close` refuses the keys that nobody asked for, so that a slip of the
    pen is found. Every method raises ContentBroken, naming file and line, when the content doesn't fit."""

    __slots__ = ("_asked", "_content", "_line", "_name", "_one_line", "file")

    def __init__(self, file: ContentFile, content: Mapping[str, object], name: str = "", line: int = 1, one_line: bool = False):
        self.file = file
        self._content = content
        self._name = name
        self._line = line
        self._one_line = one_line
        self._asked: set[str] = set()

    @classmethod
    def read(cls, resources: Path, name: str) -> ContentTable:
        """The outermost table of `resources/name`."""
        file = read_content(resources, name)
        return cls(file, file.root)

    def __contains__(self, key: str) -> bool:
        return key in self._content

    def line(self, key: str = "") -> int:
        """The line of `key`, or the line on which the table begins."""
        if not key or self._one_line:
            return self._line
        headers = self.file.header_lines(self._inner_name(key))
        return headers[0] if headers else self.file.key_line(key, self._line)

    def _inner_name(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key

    def fault(self, sentence: str, key: str = "") -> ContentBroken:
        """The error for this table, or for one of its keys."""
        return broken_file(self.file.name, self.line(key), sentence)

    def blame(self, sentence: str, key: str = "") -> NoReturn:
        """Raises `fault`."""
        raise self.fault(sentence, key)

    def __iter__(self) -> Iterator[str]:
        """The keys in the order of the file."""
        return iter(self._content)

    def close(self) -> None:
        """Raises ContentBroken for the first key that was not asked for."""
        for key in self._content:
            if key not in self._asked:
                self.blame(tr("nøglen »{key}« findes ikke her. Er den stavet rigtigt?", key=key), key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text without blanks around it; never empty unless `default` is given."""
        value = self._value(key, default)
        if not isinstance(value, str):
            self.blame(tr("»{key}« skal være en tekst i anførselstegn.", key=key), key)
        if not value.strip() and default is None:
            self.blame(tr("»{key}« er tom.", key=key), key)
        return value.strip()

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        value = self._value(key, default)
        if value is default and default is not None:
            return default
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            self.blame(tr("»{key}« skal være en liste af tekster, og ingen af dem må være tomme.", key=key), key)
        return tuple(text.strip() for text in value)

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            self.blame(tr("»{key}« skal være true eller false.", key=key), key)
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number of 0 or more."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.blame(tr("»{key}« skal være et helt tal på 0 eller mere.", key=key), key)
        return value

    def day(self, key: str) -> date:
        """A date, as TOML date or as text YYYY-MM-DD."""
        value = self._value(key, None)
        if type(value) is date:
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.blame(tr("»{key}« skal være en dato som 2026-11-22.", key=key), key)

    def given(self, key: str) -> object:
        """The value as it stands, of whatever kind: it is checked by who knows what belongs there."""
        return self._value(key, None)

    def table(self, key: str) -> ContentTable:
        """The table called `key`, or an empty one when it is not there."""
        value = self._value(key, {})
        if not isinstance(value, dict):
            self.blame(tr("»{key}« skal være en tabel.", key=key), key)
        name = self._inner_name(key)
        headers = self.file.header_lines(name)
        if headers:
            return ContentTable(self.file, value, name, headers[0])
        return ContentTable(self.file, value, name, self._line_below(name, key))

    def tables(self, key: str) -> tuple[ContentTable, ...]:
        """The list of tables called `key`, in order; none when it is not there. A single table counts as a list of one."""
        value = self._value(key, [])
        untrusted = [value] if isinstance(value, dict) else value
        if not isinstance(untrusted, list) or not all(isinstance(table, dict) for table in untrusted):
            self.blame(tr("»{key}« skal være en tabel eller en liste af tabeller.", key=key), key)
        name = self._inner_name(key)
        headers = self.file.header_lines(name)
        if len(headers) == len(untrusted):
            return tuple(ContentTable(self.file, table, name, line) for table, line in zip(untrusted, headers, strict=True))
        return tuple(ContentTable(self.file, table, name, self._inline(key, table), one_line=True) for table in untrusted)

    def _inline(self, key: str, table: Mapping[str, object]) -> int:
        line = self.line(key)
        table_id = table.get("id")
        return self.file.id_line(table_id, line) if isinstance(table_id, str) else line

    def _line_below(self, name: str, key: str) -> int:
        """A table without a header of its own begins where the first one inside it does, or where its key stands."""
        below = (line for line, header in self.file.headers if header.startswith(f"{name}."))
        return next(below, self.line(key))

    def _value(self, key: str, default: object) -> object:
        self._asked.add(key)
        if key not in self._content:
            if default is None:
                self.blame(tr("»{key}« mangler.", key=key))
            return default
        return self._content[key]
