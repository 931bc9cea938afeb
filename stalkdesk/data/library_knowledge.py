"""The pages of the handbook out of `resources/knowledge/`: each with its texts, its sources and the day it was last checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from stalkdesk.data.library_files import ContentTable
from stalkdesk.data.library_twins import Twin, TwinPart
from stalkdesk.guidance.sheets import Source
from stalkdesk.intake.wording import NUMBERS, unknown_places
from stalkdesk.knowledge.handbook import WORDS
from stalkdesk.knowledge.pages import MOST_WORDS, TEXTS, PageKey, PageKind, PageTexts
from stalkdesk.language import Language, tr

FOLDER = "knowledge"
WORDS_FILE = "knowledge/words.toml"
"""The fixed words of the handbook; the one file in its folder that holds no pages."""
OWN_WORDS = "OWN"
"""The source of practical advice of our own, without a study behind it: said in the language of the page."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that is written, in one language. `places`: the file of each page; `missing`: texts that are not translated."""

    texts: Mapping[PageKey, PageTexts]
    words: Mapping[str, str]
    places: Mapping[PageKey, str]
    missing: tuple[str, ...]


def read_knowledge(
    resources: Path, language: Language, rule_sources: Mapping[str, str], sources: Mapping[str, Source]
) -> Knowledge:
    """Every page and every fixed word in `language`. Raises ContentBroken naming file and line.

    `rule_sources`: the codes of the rules and their words in that language; `sources`: those of the sheets.
    """
    words, missing = _words(resources, language)
    reader = _Reader(rule_sources, sources, words[OWN_WORDS_CODE])
    for name in knowledge_names(resources):
        twin = Twin(resources, language, name)
        reader.read(ContentTable.read(resources, name), twin, name)
        missing += tuple(f"{name}: {text}" for text in twin.closed())
    return Knowledge(MappingProxyType(reader.texts), MappingProxyType(words), MappingProxyType(reader.places), missing)


OWN_WORDS_CODE = "own_advice"


def knowledge_names(resources: Path) -> tuple[str, ...]:
    """The files with pages, relative to resources/, in the order of their names."""
    names = (f"{FOLDER}/{path.name}" for path in (resources / FOLDER).glob("*.toml"))
    return tuple(sorted(name for name in names if name != WORDS_FILE))


def _words(resources: Path, language: Language) -> tuple[dict[str, str], tuple[str, ...]]:
    file = ContentTable.read(resources, WORDS_FILE)
    twin = Twin(resources, language, WORDS_FILE)
    table, translated = file.table("words"), twin.root.part("words")
    words = {code: translated.text(code, table.text(code)) for code in WORDS}
    table.close()
    file.close()
    return words, tuple(f"{WORDS_FILE}: {text}" for text in twin.closed())


class _Reader:
    """Reads page after page; one that is written twice is a fault."""

    def __init__(self, rule_sources: Mapping[str, str], sources: Mapping[str, Source], own_advice: str) -> None:
        self.texts: dict[PageKey, PageTexts] = {}
        self.places: dict[PageKey, str] = {}
        self._rule_sources, self._sources, self._own_advice = rule_sources, sources, own_advice

    def read(self, file: ContentTable, twin: Twin, name: str) -> None:
        for kind in PageKind:
            tables = file.table(kind.value)
            for page_id in tables:
                key, table = PageKey(kind, page_id), tables.table(page_id)
                if key in self.texts:
                    table.blame(tr("siden om »{id}« er skrevet før, i {file}.", id=page_id, file=self.places[key]))
                self.texts[key] = self._page(table, twin.part(kind.value, page_id))
                self.places[key] = name
        file.close()

    def _page(self, table: ContentTable, words: TwinPart) -> PageTexts:
        said = {key: _checked(table, key, words.text(key, table.text(key))) for key in TEXTS}
        codes, checked = table.texts("sources"), table.day("last_checked")
        if not codes:
            table.blame(tr("siden har ingen kilde (OWN for egne råd)."), "sources")
        sources = []
        for code in codes:
            if code == OWN_WORDS:
                sources.append(Source(code, self._own_advice, "", checked))
            elif code in self._rule_sources:
                sources.append(Source(code, self._rule_sources[code], "", checked))
            elif code in self._sources:
                sources.append(self._sources[code])
            else:
                table.blame(
                    tr("kilden »{source}« står hverken i reglernes [source] eller i sources.toml.", source=code), "sources"
                )
        table.close()
        return PageTexts(**said, sources=tuple(sources), last_checked=checked)


def _checked(table: ContentTable, key: str, text: str) -> str:
    """The text, when it is short enough and names only windows that there are."""
    count = len(text.split())
    if count > MOST_WORDS:
        table.blame(
            tr("»{key}« har {count} ord; en side har højst {most} ord i hver tekst.", key=key, count=count, most=MOST_WORDS),
            key,
        )
    for place in unknown_places(text, NUMBERS):
        table.blame(tr("»{key}« nævner {place}, som ikke er et af tallene.", key=key, place="{" + place + "}"), key)
    return text
