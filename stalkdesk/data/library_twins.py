"""A translation laid over the Danish source, text by text: what is missing is said in Danish and listed.

A twin lies in `resources/languages/<code>/` and names only ids that its source has; anything else is a fault, as is a
translation with other {names} than its source. In a twin of an older version of its source that is no fault: what does not fit
any more is said in Danish, like what is missing.
"""

from __future__ import annotations

from pathlib import Path

from stalkdesk.data.library_files import ContentTable, placeholders
from stalkdesk.language import SOURCE_LANGUAGE, Language, tr


class TwinPart:
    """A table of the translation, or the place where it would be."""

    __slots__ = ("_is_older", "_missing", "_name", "_parts", "_table", "is_lacking")

    def __init__(self, table: ContentTable | None, name: str, missing: list[str] | None, is_older: bool = False):
        self._table = table
        self._name = name
        self._missing = missing
        self._is_older = is_older
        self._parts: dict[str, TwinPart] = {}
        self.is_lacking = False
        """Whether a text that was asked for is not translated."""

    def part(self, key: str) -> TwinPart:
        """The table inside this one."""
        if key not in self._parts:
            inner = self._table.table(key) if self._table is not None else None
            self._parts[key] = TwinPart(inner, f"{self._name}.{key}".lstrip("."), self._missing, self._is_older)
        return self._parts[key]

    def text(self, key: str, source: str) -> str:
        """The translation of `source`, or `source` when there is none. Raises ContentBroken."""
        if not source:
            return source
        if self._table is None or key not in self._table:
            self._note(key)
            return source
        translated = self._table.text(key)
        return translated if self._fits(key, (source,), (translated,)) else source

    def changed(self, key: str, source: str) -> str:
        """The translation of `source` where there is one. A name need not be translated, so it is not listed as missing."""
        return self.text(key, source) if self._table is not None and key in self._table else source

    def texts(self, key: str, source: tuple[str, ...]) -> tuple[str, ...]:
        """The translations of a list of texts, one for each. Raises ContentBroken."""
        if not source:
            return source
        if self._table is None or key not in self._table:
            self._note(key)
            return source
        translated = self._table.texts(key)
        return translated if self._fits(key, source, translated) else source

    def close(self) -> None:
        """Raises ContentBroken for a table or key that the source does not have."""
        for part in self._parts.values():
            part.close()
        if self._table is not None and not self._is_older:
            self._table.close()

    def _note(self, key: str) -> None:
        if self._missing is not None:
            self.is_lacking = True
            self._missing.append(f"{self._name}.{key}".lstrip("."))

    def _fits(self, key: str, source: tuple[str, ...], translated: tuple[str, ...]) -> bool:
        """Whether there are as many texts as in Danish, with the same names in braces. Raises ContentBroken when not, unless
        the twin is of an older version: then the text is noted as missing."""
        misfit = _misfit(source, translated)
        if misfit and self._table is not None and not self._is_older:
            self._table.blame(misfit, key)
        if misfit:
            self._note(key)
        return not misfit


def _misfit(source: tuple[str, ...], translated: tuple[str, ...]) -> str:
    """Why the translation does not fit its source, or empty."""
    if len(translated) != len(source):
        return tr("oversættelsen har {found} tekster, den danske har {wanted}.", found=len(translated), wanted=len(source))
    for danish, text in zip(source, translated, strict=True):
        if placeholders(danish) != placeholders(text):
            names = ", ".join(sorted(placeholders(danish))) or "–"
            return tr("oversættelsen skal have de samme navne i klammer som den danske: {names}.", names=names)
    return ""


class Twin:
    """The translation file of one source; empty for the source language and while there is no file."""

    __slots__ = ("_missing", "_root", "_table", "_translates")

    def __init__(self, resources: Path, language: Language, name: str):
        path = f"languages/{language.value}/{name}"
        self._missing: list[str] = []
        self._translates = language is not SOURCE_LANGUAGE
        is_there = self._translates and (resources / path).is_file()
        self._table = ContentTable.read(resources, path) if is_there else None
        self._root = TwinPart(self._table, "", self._missing if self._translates else None)

    @property
    def table(self) -> ContentTable | None:
        """The file itself, for what is said of the translation as a whole; None while there is none."""
        return self._table

    @property
    def root(self) -> TwinPart:
        """The outermost table."""
        return self._root

    def part(self, key: str, inner: str) -> TwinPart:
        """The table `inner` inside the table `key`."""
        return self._root.part(key).part(inner)

    def is_of_older_version(self) -> None:
        """Says that the source has changed since: from here on, what does not fit is missing and no fault."""
        self._root = TwinPart(self._table, "", self._missing if self._translates else None, is_older=True)

    def set_aside(self, *keys: str) -> None:
        """Keys that may stand there and are not read here."""
        for key in keys:
            if self._table is not None and key in self._table:
                self._table.given(key)

    def closed(self) -> tuple[str, ...]:
        """The names of the texts that are not translated. Raises ContentBroken for what the source does not have."""
        self._root.close()
        return tuple(self._missing)
