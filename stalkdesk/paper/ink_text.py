"""Ink for running text: headings, paragraphs, lists and callouts."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from stalkdesk.guidance.blocks import Block, Callout, Fields, Heading, Items, Paragraph, PhoneList, Table
from stalkdesk.paper import styles
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.setting import Setting
from stalkdesk.paper.slabs import MOST_OF_PAGE, Landmark, Slab, baseline, paginated, text_slabs, type_of_ink
from stalkdesk.paper.structure import Element
from stalkdesk.paper.styles import TextStyle, ToneInk

_LIST_INDENT = 20.0
_BOX_INDENT = 24.0
_PADDING = 11.0
_PADDING_FOOT = 8.0
"""Less than above: below the last line the room under the letters adds to it."""
_SIGN_ROOM = 38.0
_SIGN_RADIUS = 8.5
_MARK_SHIFT = 3.0
_LEADS_IN = 2
"""Lines: so short a text before a list belongs to it."""


def heading_slabs(block: Heading, setting: Setting) -> list[Slab]:
    """A heading stays with what follows. Levels that are left out are closed up in the structure, as PDF/UA asks."""
    level = min(block.level, setting.heading_level + 1)
    setting.heading_level = level
    element = setting.element(setting.root, f"H{level}", block.text)
    style = setting.fitting(setting.style(styles.HEADINGS[min(block.level, 3)]), setting.width, block.text)
    slabs = [
        replace(slab, keeps_next=True)
        for slab in text_slabs(setting.lines(block.text, style, setting.width), style, element, keeps_next=True)
    ]
    if slabs:
        slabs[0] = replace(slabs[0], landmark=Landmark(setting.headings, block.level, block.text))
    setting.headings += 1
    return slabs


def paragraph_slabs(block: Paragraph, setting: Setting) -> list[Slab]:
    """Running text, large or small."""
    style = setting.fitting(setting.style(styles.SMALL if block.small else styles.BODY), setting.width, block.text)
    return text_slabs(setting.lines(block.text, style, setting.width), style, setting.element(setting.root, "P", block.text))


def kept_with(following: Block | None, block: Block, slabs: list[Slab]) -> list[Slab]:
    """The slabs of a block; a short text stays with the list, the lines or the table that it leads in."""
    is_short = isinstance(block, Paragraph) and not block.small and len(slabs) <= _LEADS_IN
    if not (is_short and isinstance(following, Items | Fields | PhoneList | Table)):
        return slabs
    return [replace(slab, keeps_next=True) for slab in slabs]


def items_slabs(block: Items, setting: Setting) -> list[Slab]:
    """A list with bullets, numbers, or boxes to tick."""
    numbering = "Decimal" if block.numbered else "None" if block.boxes else "Disc"
    parent = setting.root.child("L", attributes=(("O", "List"), ("ListNumbering", numbering)))
    marks = [f"{number}." if block.numbered else "☐" if block.boxes else "•" for number in range(1, len(block.texts) + 1)]
    style = setting.style(styles.ITEM_BOX if block.boxes else styles.ITEM_MARK)
    least = setting.room(_BOX_INDENT if block.boxes else _LIST_INDENT)
    indent = max(least, *(setting.text_width(f"{mark} ", style) + _MARK_SHIFT for mark in marks[-1:]), 0)
    slabs: list[Slab] = []
    for number, (mark, text) in enumerate(zip(marks, block.texts, strict=True), 1):
        added = _item_slabs(mark, text, indent, parent, setting)
        # no item alone at the foot or at the head of a page
        keeps_next = number < len(block.texts) and number in (1, len(block.texts) - 1)
        slabs += [*added[:-1], replace(added[-1], keeps_next=keeps_next)]
    if slabs:
        slabs[-1] = replace(slabs[-1], after=setting.style(styles.BODY).after)
    return slabs


def _item_slabs(mark: str, text: str, indent: float, parent: Element, setting: Setting) -> list[Slab]:
    is_box = mark == "☐"
    style = setting.fitting(setting.style(styles.ITEM), setting.width - indent, text)
    mark_style = setting.style(styles.ITEM_BOX if is_box else styles.ITEM_MARK)
    item = parent.child("LI")
    label = item.child("Lbl")
    body = setting.element(item, "LBody", text)
    lines = setting.lines(text, style, setting.width - indent) or ("",)
    slabs = text_slabs(lines, style, body, indent)
    slabs[0] = replace(slabs[0], draw=_labelled(slabs[0].draw, mark, label, style, mark_style))
    return slabs


def _labelled(draw_line: type_of_ink, mark: str, label: Element, style: TextStyle, mark_style: TextStyle) -> type_of_ink:
    foot = replace(mark_style, leading=style.leading)
    shift = 0 if mark == "☐" else _MARK_SHIFT

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.belongs_to(label)
        pen.text(left + shift, baseline(top, foot), f"{mark} ", mark_style)
        draw_line(pen, left, top)

    return draw


def callout_slabs(block: Callout, setting: Setting) -> list[Slab]:
    """A framed text, never cut; only one that is nearly as high as a page goes on, in a frame of its own, on the next."""
    ink = styles.TONES[block.tone]
    width = setting.width - setting.room(_SIGN_ROOM) - _PADDING
    title_style = replace(setting.style(styles.CALLOUT_TITLE[block.tone]), colour=ink.colour)
    title_style = setting.fitting(title_style, width, block.title)
    text_style = setting.fitting(setting.style(styles.CALLOUT_TEXT), width, block.text)
    if not setting.printed(block.title + block.text).strip():
        return []
    parent = setting.root.child("Div")
    sign = parent.child("Span", spoken=setting.words.tones[block.tone])
    title = setting.element(parent, "P", block.title)
    rows = text_slabs(setting.lines(block.title, title_style, width), title_style, title, keeps_next=True)
    body = setting.element(parent, "P", block.text)
    rows += text_slabs(setting.lines(block.text, text_style, width), text_style, body)
    frames = paginated(rows, setting.height * MOST_OF_PAGE - _PADDING - _PADDING_FOOT)
    return [
        _framed([placed.slab for placed in frame], ink, sign if index == 0 else None, setting)
        for index, frame in enumerate(frames)
    ]


def _framed(rows: list[Slab], ink: ToneInk, sign: Element | None, setting: Setting) -> Slab:
    height = sum(row.height + row.after for row in rows) + _PADDING + _PADDING_FOOT
    width, indent, radius = setting.width, setting.room(_SIGN_ROOM), setting.room(_SIGN_RADIUS)

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.is_decoration()
        pen.box(left, top - height, width, height, ink.ground)
        pen.frame(left, top - height, width, height, ink.colour)
        pen.box(left, top - height, 5, height, ink.colour)
        depth = top - _PADDING
        if sign is not None:
            _draw_sign(pen, left + 2.5 + indent / 2, depth - rows[0].height / 2, radius, ink, sign)
        for row in rows:
            row.draw(pen, left + indent, depth)
            depth -= row.height + row.after

    return Slab(height, draw, before=setting.room(9), after=setting.room(11), begins=True)


def _draw_sign(pen: Pen, x: float, y: float, radius: float, ink: ToneInk, sign: Element) -> None:
    if ink.corners == 3:
        reach = radius * 1.3
        foot = y - reach / 2
        pen.shape(((x - reach * sqrt(3) / 2, foot), (x + reach * sqrt(3) / 2, foot), (x, y + reach)), ink.colour)
    elif ink.corners == 4:
        pen.box(x - radius, y - radius, 2 * radius, 2 * radius, ink.colour)
    else:
        pen.disc(x, y, radius, ink.colour)
    size = radius * 1.41
    style = TextStyle(size, size, bold=True, colour=styles.WHITE)
    pen.belongs_to(sign)
    pen.text(x - pen.width(ink.sign, style) / 2, y - size * 0.36, ink.sign, style)
