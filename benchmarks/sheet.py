"""One guidance sheet as a tagged PDF, against the same texts through plain ReportLab."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, seconds, side_by_side
from benchmarks.stores import made, unlocked
from stalkdesk import app, places
from stalkdesk.guidance.blocks import (
    Block,
    Callout,
    Document,
    Fields,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    PhoneList,
    QrCode,
    Table,
)
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.filling_in import setting_for
from stalkdesk.language import Language

TIMES = 15


def sheet_document(folder: Path) -> Document:
    """The main guidance sheet of a demo case."""
    store = made(folder / "sheet", cases=1)
    library, language = app.library(), Language.DANISH
    with unlocked(store) as drawer:
        case = drawer.case(drawer.cases()[0].reference)
        agencies, words = library.agencies(language), library.words(language)
        setting = setting_for(case, drawer.unit(), drawer.contacts(), agencies, words, datetime.now(UTC))
    return composed(next(sheet for sheet in library.shelf(language) if sheet.id == "guidance"), setting)


def texts(document: Document) -> Iterator[tuple[str, ...]]:
    """The texts of a document, one row a paragraph or a table row; an empty row is a new page."""
    yield from (row for row, _ in _rows(document))


def _rows(document: Document) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Each row, and whether it is bold."""
    for block in document.blocks:
        yield from ((row, isinstance(block, Heading)) for row in _texts_of(block))


def _texts_of(block: Block) -> Iterator[tuple[str, ...]]:
    match block:
        case Heading() | Paragraph():
            yield (block.text,)
        case Items():
            yield from ((text,) for text in block.texts)
        case Callout():
            yield from ((block.title,), (block.text,))
        case Fields():
            yield from block.pairs
        case PhoneList():
            yield from block.entries
        case Table():
            yield from (block.header, *block.rows)
        case QrCode():
            yield (block.label, block.words)
        case PageBreak():
            yield ()


def plain(document: Document) -> bytes:
    """The same texts in the same fonts: paragraphs, and a table for every row of several cells; no tags, no structure."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import PageBreak as NewPage
    from reportlab.platypus import Paragraph as Written
    from reportlab.platypus import SimpleDocTemplate
    from reportlab.platypus import Table as Grid

    for name in ("Regular", "Bold"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(places.resources() / "fonts" / f"NotoSans-{name}.ttf")))
    light = ParagraphStyle("light", fontName="Regular", fontSize=10, leading=14)
    bold = ParagraphStyle("bold", fontName="Bold", fontSize=13, leading=17)
    story: list[Any] = []
    for row, is_bold in _rows(document):
        style = bold if is_bold else light
        written = [Written(text.replace("&", "&amp;").replace("<", "&lt;"), style) for text in row]
        story += written if len(written) == 1 else [Grid([written])] if written else [NewPage()]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(story)
    return buffer.getvalue()


def figures(folder: Path) -> Iterator[Figure]:
    """The first sheet with its imports is told; the warm one has the goal."""
    document = sheet_document(folder)
    first = seconds(lambda: app.pdf(document))
    ours, bare = side_by_side(lambda: app.pdf(document), lambda: plain(document), TIMES)
    detail = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms; the first one {first * 1000:.0f} ms"
    yield Figure("one guidance sheet as a tagged PDF", "the same texts, plain ReportLab", ours / bare, "×", 1.5, detail)
