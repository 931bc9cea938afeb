"""The page around the text: letterhead, running head, foot, watermark, and the document as a pile of slabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from math import cos, radians

from stalkdesk.guidance.blocks import Contents, Document, Form, PrintSize
from stalkdesk.paper import styles
from stalkdesk.paper.card import card_pages
from stalkdesk.paper.fonts import Faces, printable
from stalkdesk.paper.ink_contents import outlined
from stalkdesk.paper.making import block_slabs
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.setting import Setting
from stalkdesk.paper.slabs import PlacedSlab, Slab, baseline, paginated, text_slabs, type_of_ink
from stalkdesk.paper.styles import TextStyle

_WATERMARK_SLANT = 40
"""Degrees."""
_WATERMARK_REACH = 0.88
"""How far it reaches across the page, as a part of the shorter side."""
_FOOT_GAP = 12.0
_WATERMARK_MOST = 170
"""Points: a very short word does not fill the page from top to foot."""


def document_bytes(document: Document, faces: Faces) -> bytes:
    """The whole document as a PDF."""
    short, long = styles.PAGE_SHORT, styles.PAGE_LONG
    size = (long, short) if document.landscape and document.form is Form.PAGE else (short, long)
    pen = Pen(faces, size, _title(document, faces), document.language)
    margin = styles.LANDSCAPE_MARGIN_SIDE if document.landscape else styles.MARGIN_SIDE
    scale = styles.LARGE if document.size is PrintSize.LARGE else styles.USUAL
    setting = Setting(faces, document.language, size[0] - 2 * margin, 0, pen.structure.root, scale)
    sheet = _Sheet(document, setting, margin, size)
    setting.height = size[1] - styles.MARGIN_TOP - sheet.foot_height
    if document.form is Form.CARD:
        pages = card_pages(document.blocks, setting)
    else:
        pages = paginated([*_letterhead(document.letterhead, setting), *block_slabs(document.blocks, setting)], setting.height)
    sheet.pages = len(pages)
    landmarks = outlined(pages, setting) if any(isinstance(block, Contents) for block in document.blocks) else {}
    for number, page in enumerate(pages, 1):
        pen.begin_page()
        for landmark, depth in landmarks.get(number, ()):
            pen.landmark(landmark.number, max(landmark.level - 2, 0), landmark.text, size[1] - styles.MARGIN_TOP - depth)
        with pen.facing(setting.is_right_to_left, 0, size[0]):
            sheet.draw(pen, number, page)
        pen.end_page()
    return pen.finished()


def _title(document: Document, faces: Faces) -> str:
    """The title as a reader shows it: not in the order it is drawn."""
    return document.title if document.language.is_right_to_left else printable(document.title, faces)


def _letterhead(texts: Sequence[str], setting: Setting) -> list[Slab]:
    """The unit: its name, the rest on a small line, a rule below."""
    slabs: list[Slab] = []
    for text, usual in ((" ".join(texts[:1]), styles.UNIT_NAME), ("  ·  ".join(texts[1:]), styles.UNIT_LINE)):
        if text:
            style = setting.style(usual)
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

    def __init__(self, document: Document, setting: Setting, margin: float, size: tuple[float, float]):
        self._document = document
        self._setting = setting
        self._margin = margin
        self._size = size
        self._style = styles.LARGE_MARGINAL if document.size is PrintSize.LARGE else styles.MARGINAL
        self.pages = 0
        room = setting.text_width(self._page_words(99, 99), self._style)
        self._foot = setting.lines(document.footer, self._style, setting.width - room - 24)[:3]
        lines = max(len(self._foot), 1)
        self.foot_height = max(styles.MARGIN_FOOT, styles.FOOT_EDGE + lines * self._style.leading + _FOOT_GAP)
        """What the foot takes of the page."""

    def draw(self, pen: Pen, number: int, page: Sequence[PlacedSlab]) -> None:
        """One page."""
        self._draw_watermark(pen)
        top = self._size[1] - styles.MARGIN_TOP
        if number > 1:
            self._draw_running_head(pen, top)
        for _, placed in groupby(page, lambda placed: placed.slab.aside and placed.slab.aside.block):
            self._draw_slabs(pen, top, list(placed))
        self._draw_foot(pen, number)

    def _draw_slabs(self, pen: Pen, top: float, page: Sequence[PlacedSlab]) -> None:
        """Slabs that follow each other; of two columns first the whole of the one, then the other."""
        for placed in page:
            placed.slab.draw(pen, self._margin, top - placed.depth)
        for placed in page:
            if placed.slab.aside is not None:
                placed.slab.aside.draw(pen, self._margin, top - placed.depth)

    def _draw_watermark(self, pen: Pen) -> None:
        text = printable(self._document.watermark, self._setting.faces).strip()
        if text:
            length = _WATERMARK_REACH * min(self._size) / cos(radians(_WATERMARK_SLANT))
            size = min(length / max(self._setting.faces.face(text, True).width(text, 1), 0.01), _WATERMARK_MOST)
            pen.is_decoration("Pagination")
            style = TextStyle(size, size, True, styles.WATERMARK)
            pen.slanted(self._size[0] / 2, self._size[1] / 2, text, style, _WATERMARK_SLANT)

    def _draw_running_head(self, pen: Pen, top: float) -> None:
        lines = self._setting.lines(self._document.title, self._style, self._setting.width)
        pen.is_decoration("Pagination")
        pen.text(self._margin, top + 14, lines[0] if lines else "", self._style)

    def _draw_foot(self, pen: Pen, number: int) -> None:
        setting, style = self._setting, self._style
        right = self._margin + setting.width
        said = self._page_words(number, self.pages)
        top = self.foot_height - _FOOT_GAP
        pen.is_decoration("Pagination")
        pen.line((self._margin, top + 4), (right, top + 4), 0.6, styles.HAIRLINE)
        pen.text(right - setting.text_width(said, style), baseline(top, style), said, style)
        for index, line in enumerate(self._foot):
            pen.text(self._margin, baseline(top - index * style.leading, style), line, style)

    def _page_words(self, number: int, pages: int) -> str:
        return self._setting.printed(self._setting.words.page.format(page=number, pages=pages))
