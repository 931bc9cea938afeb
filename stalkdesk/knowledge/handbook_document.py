"""The handbook on paper: what it is, its contents, every page kept short, and at the end all sources with their dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stalkdesk.guidance.blocks import Block, Contents, Document, Fields, Heading, PageBreak, Paragraph, Table
from stalkdesk.guidance.sheet_setting import on_paper
from stalkdesk.guidance.sheets import Source
from stalkdesk.knowledge.handbook import Handbook
from stalkdesk.knowledge.pages import KnowledgePage, PageKind

_SOURCE_WIDTHS = (0.14, 0.62, 0.24)


def handbook_document(handbook: Handbook, on: date) -> Document:
    """The whole handbook as it is printed on that day."""
    words = handbook.words
    title = words["title"]
    return Document(
        title=title,
        language=handbook.language,
        blocks=(
            Heading(title, 1),
            Paragraph(words["about"]),
            Heading(words["contents"], 3),
            Contents(),
            *(block for chapter in handbook.chapters for block in _chapter(chapter.title, chapter.pages, handbook)),
            PageBreak(),
            Heading(words["all_sources"]),
            *_sources(handbook),
        ),
        footer=words["foot"].format(title=title, version=handbook.version, date=on_paper(on.isoformat(), words)),
    )


def sources_of(handbook: Handbook) -> tuple[Source, ...]:
    """Every source that is named, each once, by its code; where pages looked at it on several days, the oldest."""
    found: dict[str, Source] = {}
    for page in handbook.pages():
        for source in page.texts.sources:
            known = found.get(source.id)
            if known is None or source.last_checked < known.last_checked:
                found[source.id] = source
    return tuple(found[code] for code in sorted(found, key=str.casefold))


def _chapter(title: str, pages: tuple[KnowledgePage, ...], handbook: Handbook) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(title)
    for page in pages:
        yield Heading(page.heading, 3)
        yield Fields(_lines(page, handbook), compact=True)


def _lines(page: KnowledgePage, handbook: Handbook) -> tuple[tuple[str, str], ...]:
    words, texts = handbook.words, page.texts
    checked = words["checked"].format(date=on_paper(texts.last_checked.isoformat(), words))
    codes = ", ".join(source.id for source in texts.sources)
    return (
        (words["matters"], texts.matters),
        (words["ask" if page.key.kind is PageKind.QUESTION else "recognise"], texts.ask),
        (words["research"], texts.research),
        (words["sources"], f"{codes}. {checked}."),
    )


def _sources(handbook: Handbook) -> Iterator[Block]:
    words = handbook.words
    rows = tuple(
        (
            source.id,
            f"{source.title}\n{source.address}".strip(),
            on_paper(source.last_checked.isoformat(), words),
        )
        for source in sources_of(handbook)
    )
    if rows:
        yield Table((words["source_code"], words["source"], words["source_date"]), rows, _SOURCE_WIDTHS)
