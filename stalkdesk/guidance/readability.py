"""How hard a Danish text is to read: LIX, the mean length of its sentences plus the share of its long words.

A sentence ends at a full stop, a question mark, an exclamation mark or a colon; a title, an item of a list and a cell of a
table are sentences by themselves, with or without one. A word of more than six letters is long. Below 25 is very easy, 35 is
easy for most grown-ups, above 45 is hard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from stalkdesk.guidance.forms import CELL_MARK
from stalkdesk.guidance.sheets import Audience, GuidanceSheet, SheetPart

LIMITS: Final = {Audience.VICTIM: 35, Audience.OTHER: 35, Audience.YOUNG: 30}
"""The highest LIX of a sheet, by who reads it; the officer's own has no limit."""

_LONG: Final = 6
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_SENTENCE_END = re.compile(r"(?<=[!?:])[»«\"”)]*\s+|(?<=\.)[»«\"”)]*\s+(?![\da-zæøå])")
"""A full stop before a figure or a small letter is that of `kl. 9` or `22. november`."""
_TITLE_ONLY: Final = ("sources", "contacts", "qr", "local", "page_break")


@dataclass(frozen=True, slots=True)
class Readability:
    """What was counted."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> float:
        """To one decimal; 0 for no words."""
        if not self.words:
            return 0.0
        return round(self.words / self.sentences + 100 * self.long_words / self.words, 1)


@dataclass(frozen=True, slots=True)
class SheetReadability:
    """The whole sheet and its parts by key; parts without words are left out."""

    whole: Readability
    parts: tuple[tuple[str, Readability], ...]
    limit: int | None

    @property
    def is_within(self) -> bool:
        """Whether the sheet is as plain as its readers need."""
        return self.limit is None or self.whole.lix <= self.limit


def readability(texts: Iterable[str]) -> Readability:
    """LIX over these texts, each of them at least one sentence."""
    words = sentences = long_words = 0
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            found = _WORD.findall(sentence)
            if found:
                sentences += 1
                words += len(found)
                long_words += sum(len(re.sub(r"\W", "", word)) > _LONG for word in found)
    return Readability(words, sentences, long_words)


def sheet_readability(sheet: GuidanceSheet) -> SheetReadability:
    """How hard a Danish sheet is, over what a reader sees: titles, texts and items; not the sources and fixed words."""
    by_part = tuple((part.key, readability(_texts(part))) for part in sheet.parts)
    whole = readability((sheet.title, *(text for part in sheet.parts for text in _texts(part))))
    return SheetReadability(whole, tuple(pair for pair in by_part if pair[1].words), LIMITS.get(sheet.audience))


def _texts(part: SheetPart) -> Iterator[str]:
    if part.title:
        yield part.title
    if part.kind not in _TITLE_ONLY:
        yield from part.text.split(CELL_MARK)
        for item in part.items:
            yield from item.split(CELL_MARK)
