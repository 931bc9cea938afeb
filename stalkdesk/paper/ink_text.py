"""Ink for running text: headings, paragraphs, lists and callouts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import sqrt

from stalkdesk.guidance.blocks import Callout, Heading, Items, Paragraph
from stalkdesk.paper import styles
from stalkdesk.paper.fonts import Faces, printable, spoken
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.slabs import Landmark, Slab, baseline, text_slabs, type_of_ink
from stalkdesk.paper.structure import Element
from stalkdesk.paper.styles import TextStyle, ToneInk
from stalkdesk.paper.typesetting import broken_lines
from stalkdesk.paper.words import PaperWords

_LIST_INDENT = 20.0
_BOX_INDENT = 24.0
_PADDING = 11.0
_PADDING_FOOT = 8.0
"""Less than above: below the last line the room under the letters adds to it."""
_SIGN_ROOM = 38.0


@dataclass(slots=True)
class Setting:
    """What every block is set with: the faces, the words, the width and height of the text, and the structure so far.

    `pages`: the page of each heading by its number, known only when the pages are drawn.
    """

    faces: Faces
    words: PaperWords
    width: float
    height: float
    root: Element
    heading_level: int = 0
    headings: int = 0
    pages: dict[int, int] = field(default_factory=dict)

    def lines(self, text: str, style: TextStyle, width: float) -> tuple[str, ...]:
        """`text` in lines of that width."""
        face = self.faces.bold if style.bold else self.faces.regular
        return broken_lines(printable(text, self.faces), face, style.size, width)

    def text_width(self, text: str, style: TextStyle) -> float:
        """How wide a line is."""
        return (self.faces.bold if style.bold else self.faces.regular).width(text, style.size)

    def element(self, parent: Element, tag: str, text: str) -> Element:
        """A new element for `text`. What the faces can't show is still read aloud as it was written."""
        return parent.child(tag, spoken=spoken(text, self.faces))


def heading_slabs(block: Heading, setting: Setting) -> list[Slab]:
    """A heading stays with what follows. Levels that are left out are closed up in the structure, as PDF/UA asks."""
    level = min(block.level, setting.heading_level + 1)
    setting.heading_level = level
    element = setting.element(setting.root, f"H{level}", block.text)
    style = styles.HEADINGS[min(block.level, 3)]
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
    style = styles.SMALL if block.small else styles.BODY
    return text_slabs(setting.lines(block.text, style, setting.width), style, setting.element(setting.root, "P", block.text))


def items_slabs(block: Items, setting: Setting) -> list[Slab]:
    """A list with bullets, numbers, or boxes to tick."""
    numbering = "Decimal" if block.numbered else "None" if block.boxes else "Disc"
    parent = setting.root.child("L", attributes=(("O", "List"), ("ListNumbering", numbering)))
    slabs: list[Slab] = []
    for number, text in enumerate(block.texts, 1):
        mark = f"{number}." if block.numbered else "☐" if block.boxes else "•"
        added = _item_slabs(mark, text, parent, setting)
        # no item alone at the foot or at the head of a page
        keeps_next = number < len(block.texts) and number in (1, len(block.texts) - 1)
        slabs += [*added[:-1], replace(added[-1], keeps_next=keeps_next)]
    if slabs:
        slabs[-1] = replace(slabs[-1], after=styles.BODY.after)
    return slabs


def _item_slabs(mark: str, text: str, parent: Element, setting: Setting) -> list[Slab]:
    is_box = mark == "☐"
    indent = _BOX_INDENT if is_box else _LIST_INDENT
    item = parent.child("LI")
    label = item.child("Lbl")
    body = setting.element(item, "LBody", text)
    lines = setting.lines(text, styles.ITEM, setting.width - indent) or ("",)
    slabs = text_slabs(lines, styles.ITEM, body, indent)
    slabs[0] = replace(slabs[0], draw=_labelled(slabs[0].draw, mark, label, styles.ITEM_BOX if is_box else styles.ITEM_MARK))
    return slabs


def _labelled(draw_line: type_of_ink, mark: str, label: Element, style: TextStyle) -> type_of_ink:
    def draw(pen: Pen, left: float, top: float) -> None:
        pen.belongs_to(label)
        pen.text(left + (0 if style is styles.ITEM_BOX else 3), baseline(top, style), f"{mark} ", style)
        draw_line(pen, left, top)

    return draw


def callout_slabs(block: Callout, setting: Setting) -> list[Slab]:
    """A framed text, never cut; only one that is higher than a page goes on, in a frame of its own, on the next."""
    ink = styles.TONES[block.tone]
    title_style = replace(styles.CALLOUT_TITLE[block.tone], colour=ink.colour)
    if not printable(block.title + block.text, setting.faces).strip():
        return []
    parent = setting.root.child("Div")
    sign = parent.child("Span", spoken=setting.words.tones[block.tone])
    width = setting.width - _SIGN_ROOM - _PADDING
    rows = text_slabs(setting.lines(block.title, title_style, width), title_style, setting.element(parent, "P", block.title))
    body = setting.element(parent, "P", block.text)
    rows += text_slabs(setting.lines(block.text, styles.CALLOUT_TEXT, width), styles.CALLOUT_TEXT, body)
    frames = _shared_out(rows, setting.height - _PADDING - _PADDING_FOOT)
    return [_framed(frame, ink, sign if index == 0 else None, setting.width) for index, frame in enumerate(frames)]


def _shared_out(rows: list[Slab], height: float) -> list[list[Slab]]:
    """The rows in as few frames of at most that height as it takes: nearly always one."""
    frames: list[list[Slab]] = [[]]
    used = 0.0
    for row in rows:
        if frames[-1] and used + row.height + row.after > height:
            frames.append([])
            used = 0.0
        frames[-1].append(row)
        used += row.height + row.after
    return frames


def _framed(rows: list[Slab], ink: ToneInk, sign: Element | None, width: float) -> Slab:
    height = sum(row.height + row.after for row in rows) + _PADDING + _PADDING_FOOT

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.is_decoration()
        pen.box(left, top - height, width, height, ink.ground)
        pen.frame(left, top - height, width, height, ink.colour)
        pen.box(left, top - height, 5, height, ink.colour)
        depth = top - _PADDING
        if sign is not None:
            _draw_sign(pen, left + 21.5, depth - rows[0].height / 2, ink, sign)
        for row in rows:
            row.draw(pen, left + _SIGN_ROOM, depth)
            depth -= row.height + row.after

    return Slab(height, draw, before=9, after=11)


def _draw_sign(pen: Pen, x: float, y: float, ink: ToneInk, sign: Element) -> None:
    radius = 8.5
    if ink.corners == 3:
        reach = radius * 1.3
        foot = y - reach / 2
        pen.shape(((x - reach * sqrt(3) / 2, foot), (x + reach * sqrt(3) / 2, foot), (x, y + reach)), ink.colour)
    elif ink.corners == 4:
        pen.box(x - radius, y - radius, 2 * radius, 2 * radius, ink.colour)
    else:
        pen.disc(x, y, radius, ink.colour)
    style = TextStyle(12, 12, bold=True, colour=styles.WHITE)
    pen.belongs_to(sign)
    pen.text(x - pen.face(style).width(ink.sign, style.size) / 2, y - style.size * 0.36, ink.sign, style)
