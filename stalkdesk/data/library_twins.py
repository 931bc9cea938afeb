"""A translation laid over the Danish source, text by text: what is missing is said in Danish and listed.

A twin lies in `resources/languages/<code>/` and names only ids that its source has; anything else is a fault, as is a
translation with other {names} than its source.
"""

from __future__ import annotations

from pathlib import Path

from stalkdesk.data.library_files import ContentTable, placeholders
from stalkdesk.language import SOURCE_LANGUAGE, Language, tr


class TwinPart:
    """A table of the translation, or the place where it would be."""

    __slots__ = ("_missing", "_name", "_parts", "_table")

    def __init__(self, table: ContentTable | None, name: str, missing: list[str] | None):
        self._table = table
        self._name = name
        self._missing = missing
        self._parts: dict[str, TwinPart] = {}

    def part(self, key: str) -> TwinPart:
        """The table inside this one."""
        if key not in self._parts:
            inner = self._table.table(key) if self._table is not None else None
            self._parts[key] = TwinPart(inner, f"{self._name}.{key}".lstrip("."), self._missing)
        return self._parts[key]

    def text(self, key: str, source: str) -> str:
        """The translation of `source`, or `source` when there is none. Raises ContentBroken."""
        if not source:
            return source
        if self._table is None or key not in self._table:
            self._note(key)
            return source
        translated = self._table.text(key)
        self._check_names(key, source, translated)
        return translated

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
        if len(translated) != len(source):
            sentence = tr(
                "oversættelsen har {found} tekster, den danske har {wanted}.", found=len(translated), wanted=len(source)
            )
            self._table.blame(sentence, key)
        for danish, text in zip(source, translated, strict=True):
            self._check_names(key, danish, text)
        return translated

    def close(self) -> None:
        """Raises ContentBroken for a table or key that the source does not have."""
        for part in self._parts.values():
            part.close()
        if self._table is not None:
            self._table.close()

    def _note(self, key: str) -> None:
        if self._missing is not None:
            self._missing.append(f"{self._name}.{key}".lstrip("."))

    def _check_names(self, key: str, source: str, translated: str) -> None:
        if self._table is not None and placeholders(source) != placeholders(translated):
            names = ", ".join(sorted(placeholders(source))) or "–"
            self._table.blame(tr("oversættelsen skal have de samme navne i klammer som den danske: {names}.", names=names), key)


class Twin:
    """The translation file of one source; empty for the source language and while there is no file."""

    __slots__ = ("_missing", "_root")

    def __init__(self, resources: Path, language: Language, name: str):
        path = f"languages/{language.value}/{name}"
        self._missing: list[str] = []
        is_there = language is not SOURCE_LANGUAGE and (resources / path).is_file()
        table = ContentTable.read(resources, path) if is_there else None
        self._root = TwinPart(table, "", None if language is SOURCE_LANGUAGE else self._missing)

    @property
    def root(self) -> TwinPart:
        """The outermost table."""
        return self._root

    def part(self, key: str, inner: str) -> TwinPart:
        """The table `inner` inside the table `key`."""
        return self._root.part(key).part(inner)

    def closed(self) -> tuple[str, ...]:
        """The names of the texts that are not translated. Raises ContentBroken for what the source does not have."""
        self._root.close()
        return tuple(self._missing)
