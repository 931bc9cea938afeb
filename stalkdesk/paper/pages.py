"""The page around the text: letterhead, running head, foot, watermark, and the document as a pile of slabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, radians

from stalkdesk.guidance.blocks import (
    Block,
    Callout,
    Contents,
    Document,
    Fields,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    PhoneList,
    Table,
)
from stalkdesk.paper import styles
from stalkdesk.paper.fonts import Faces, printable
from stalkdesk.paper.ink_contents import contents_slabs, outlined
from stalkdesk.paper.ink_tables import fields_slabs, phone_slabs, table_slabs
from stalkdesk.paper.ink_text import Setting, callout_slabs, heading_slabs, items_slabs, paragraph_slabs
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.slabs import PlacedSlab, Slab, baseline, paginated, text_slabs, type_of_ink
from stalkdesk.paper.styles import TextStyle
from stalkdesk.paper.words import WORDS, PaperWords

_WATERMARK_SLANT = 40
"""Degrees."""
_WATERMARK_REACH = 0.88
"""How far it reaches across the page, as a part of the shorter side."""
_WATERMARK_MOST = 170
"""Points: a very short word does not fill the page from top to foot."""


def document_bytes(document: Document, faces: Faces) -> bytes:
    """The whole document as a PDF."""
    short, long = styles.PAGE_SHORT, styles.PAGE_LONG
    size = (long, short) if document.landscape else (short, long)
    pen = Pen(faces, size, printable(document.title, faces), document.language)
    margin = styles.LANDSCAPE_MARGIN_SIDE if document.landscape else styles.MARGIN_SIDE
    width, height = size[0] - 2 * margin, size[1] - styles.MARGIN_TOP - styles.MARGIN_FOOT
    setting = Setting(faces, WORDS[document.language], width, height, pen.structure.root)
    pages = paginated([*_letterhead(document.letterhead, setting), *_block_slabs(document.blocks, setting)], height)
    sheet = _Sheet(document, setting, margin, size, len(pages))
    landmarks = outlined(pages, setting) if any(isinstance(block, Contents) for block in document.blocks) else {}
    for number, page in enumerate(pages, 1):
        pen.begin_page()
        for landmark, depth in landmarks.get(number, ()):
            pen.landmark(landmark.number, max(landmark.level - 2, 0), landmark.text, size[1] - styles.MARGIN_TOP - depth)
        sheet.draw(pen, number, page)
        pen.end_page()
    return pen.finished()


def _block_slabs(blocks: Sequence[Block], setting: Setting) -> list[Slab]:
    slabs: list[Slab] = []
    is_new_page = False
    for block in blocks:
        if isinstance(block, PageBreak):
            is_new_page = True
            continue
        added = contents_slabs(blocks, setting) if isinstance(block, Contents) else _slabs(block, setting)
        if added and is_new_page:
            added[0] = replace(added[0], begins_page=True)
            is_new_page = False
        slabs += added
    return slabs


def _slabs(block: Block, setting: Setting) -> list[Slab]:
    match block:
        case Heading():
            return heading_slabs(block, setting)
        case Paragraph():
            return paragraph_slabs(block, setting)
        case Items():
            return items_slabs(block, setting)
        case Callout():
            return callout_slabs(block, setting)
        case Fields():
            return fields_slabs(block, setting)
        case PhoneList():
            return phone_slabs(block, setting)
        case Table():
            return table_slabs(block, setting)
        case PageBreak() | Contents():
            return []


def _letterhead(texts: Sequence[str], setting: Setting) -> list[Slab]:
    """The unit: its name, the rest on a small line, a rule below."""
    slabs: list[Slab] = []
    for text, style in ((" ".join(texts[:1]), styles.UNIT_NAME), ("  ·  ".join(texts[1:]), styles.UNIT_LINE)):
        if text:
            slabs += text_slabs(setting.lines(text, style, setting.width), style, setting.element(setting.root, "P", text))
    if not slabs:
        return slabs
    return [*slabs[:-1], replace(slabs[-1], height=slabs[-1].height + 6, draw=_ruled(slabs[-1], setting.width), after=12)]


def _ruled(slab: Slab, width: float) -> type_of_ink:
    def draw(pen: Pen, left: float, top: float) -> None:
        slab.draw(pen, left, top)
        pen.is_decoration()
        foot = top - slab.height - 6
        pen.line((left, foot), (left + width, foot), 1.4, styles.DARK_BLUE)

    return draw


class _Sheet:
    """Draws one page after the other: what stands on every page, then the slabs."""

    def __init__(self, document: Document, setting: Setting, margin: float, size: tuple[float, float], pages: int):
        self._document = document
        self._setting = setting
        self._margin = margin
        self._size = size
        self._pages = pages

    def draw(self, pen: Pen, number: int, page: Sequence[PlacedSlab]) -> None:
        """One page."""
        self._draw_watermark(pen)
        top = self._size[1] - styles.MARGIN_TOP
        if number > 1:
            self._draw_running_head(pen, top)
        for placed in page:
            placed.slab.draw(pen, self._margin, top - placed.depth)
        self._draw_foot(pen, number)

    def _draw_watermark(self, pen: Pen) -> None:
        text = printable(self._document.watermark, self._setting.faces).strip()
        if text:
            length = _WATERMARK_REACH * min(self._size) / cos(radians(_WATERMARK_SLANT))
            size = min(length / max(self._setting.faces.bold.width(text, 1), 0.01), _WATERMARK_MOST)
            pen.is_decoration("Pagination")
            style = TextStyle(size, size, True, styles.WATERMARK)
            pen.slanted(self._size[0] / 2, self._size[1] / 2, text, style, _WATERMARK_SLANT)

    def _draw_running_head(self, pen: Pen, top: float) -> None:
        lines = self._setting.lines(self._document.title, styles.MARGINAL, self._setting.width)
        pen.is_decoration("Pagination")
        pen.text(self._margin, top + 14, lines[0] if lines else "", styles.MARGINAL)

    def _draw_foot(self, pen: Pen, number: int) -> None:
        setting, style = self._setting, styles.MARGINAL
        right = self._margin + setting.width
        said = _page_words(setting.words, number, self._pages)
        room = setting.text_width(said, style)
        top = styles.MARGIN_FOOT - 12
        pen.is_decoration("Pagination")
        pen.line((self._margin, top + 4), (right, top + 4), 0.6, styles.HAIRLINE)
        pen.text(right - room, baseline(top, style), said, style)
        for index, line in enumerate(setting.lines(self._document.footer, style, setting.width - room - 24)[:3]):
            pen.text(self._margin, baseline(top - index * style.leading, style), line, style)


def _page_words(words: PaperWords, number: int, pages: int) -> str:
    return words.page.format(page=number, pages=pages)
