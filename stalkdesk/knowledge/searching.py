"""Finding pages by the beginnings of words: all of them must be there, and a word in a title weighs more than one in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from stalkdesk.intake.spellings import after_prefix, spellings_of, words_of
from stalkdesk.knowledge.handbook import Handbook
from stalkdesk.knowledge.pages import KnowledgePage

CODE, TITLE, TEXT = 100, 12, 3
"""What a word weighs: the code of a rule, a word of a title, a word of a text. A whole word weighs twice its beginning."""
MOST_WORDS = 8
"""Words of a search that are looked at."""


@dataclass(frozen=True, slots=True)
class Index:
    """The words of a handbook, sorted, and what each weighs on which page. Made once; a search takes under a millisecond."""

    pages: tuple[KnowledgePage, ...]
    words: tuple[str, ...]
    weights: tuple[tuple[tuple[int, int], ...], ...]
    """For each word: page by page its number and the weight of a beginning of this word there."""

    def found(self, query: str) -> tuple[KnowledgePage, ...]:
        """The pages that have every word of `query`, the best first; every page, in order, when nothing is asked."""
        wanted = words_of(query, least=1)[:MOST_WORDS]
        if not wanted:
            return () if query.strip() else self.pages
        each = [self._weighed(word) for word in wanted]
        common = set.intersection(*(set(weighed) for weighed in each))
        ranked = sorted(common, key=lambda number: (-sum(weighed[number] for weighed in each), number))
        return tuple(self.pages[number] for number in ranked)

    def _weighed(self, beginning: str) -> dict[int, int]:
        """Page -> what the best word that begins so weighs on it."""
        best: dict[int, int] = {}
        first, end = bisect_left(self.words, beginning), bisect_left(self.words, after_prefix(beginning))
        for place in range(first, end):
            whole = 2 if self.words[place] == beginning else 1
            for number, weight in self.weights[place]:
                best[number] = max(best.get(number, 0), whole * weight)
        return best


def index_of(handbook: Handbook) -> Index:
    """The index of every page. Takes some hundredths of a second: make it off the screen's thread."""
    pages = handbook.pages()
    chapters = [chapter.title for chapter in handbook.chapters for _ in chapter.pages]
    weights: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for number, (page, chapter) in enumerate(zip(pages, chapters, strict=True)):
        texts = page.texts
        said = (texts.matters, texts.ask, texts.research, chapter, page.beside, *(source.title for source in texts.sources))
        for text, weight in ((" ".join(said), TEXT), (f"{page.title} {page.short}", TITLE)):
            for word in spellings_of(text):
                weights[word][number] = weight
        if page.code:
            weights[page.code.casefold()][number] = CODE
    words = tuple(sorted(weights))
    return Index(pages, words, tuple(tuple(weights[word].items()) for word in words))
