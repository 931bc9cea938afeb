"""Rows: cells of text side by side, ruled, never cut in the middle of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from stalkdesk.paper import styles
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.setting import Setting
from stalkdesk.paper.slabs import MOST_OF_PAGE, Slab, baseline
from stalkdesk.paper.structure import Element
from stalkdesk.paper.styles import TextStyle

PADDING = 5.0
_SHORT = 0.35
"""Of the page: rows that take no more stay together."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of text in a box of a row. No element: the cell is only repeated, and says nothing new."""

    element: Element | None
    lines: tuple[str, ...]
    style: TextStyle
    left: float
    width: float
    is_flush_right: bool = False

    def height(self) -> float:
        """What its lines take."""
        return len(self.lines) * self.style.leading

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draws the lines, the first at `top`."""
        if self.lines and self.element is not None:
            pen.belongs_to(self.element)
        for index, line in enumerate(self.lines):
            text = line.rstrip() if self.is_flush_right else line
            spare = self.width - pen.width(text, self.style) if self.is_flush_right else 0.0
            pen.text(left + self.left + spare, baseline(top - index * self.style.leading, self.style), text, self.style)


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row is ruled: room above and below the text, its least height, its ground, and whether it is a grid to write in."""

    padding: float = PADDING
    least: float = 0
    ground: styles.type_of_colour | None = None
    edges: tuple[float, ...] = ()
    """Where the columns begin and the last one ends: a grid is drawn along them. None: only a line below the row."""
    rule: styles.type_of_colour = styles.HAIRLINE
    sits_low: bool = False
    """The text stands by the lower line: there is something to write after it."""


def row_slabs(cells: Sequence[Cell], look: RowLook, setting: Setting) -> list[Slab]:
    """A row, never cut, unless its text is nearly as high as a page."""
    fits = max(int(setting.height * MOST_OF_PAGE / max(cell.style.leading for cell in cells)), 2)
    cut = zip_longest(*(_cut(cell.lines, fits) for cell in cells), fillvalue=())
    slices = [[replace(cell, lines=lines) for cell, lines in zip(cells, part, strict=True)] for part in cut]
    return [row_slab(part, look, setting.width) for part in slices]


def _cut(lines: tuple[str, ...], most: int) -> list[tuple[str, ...]]:
    """The lines in parts of at most so many, the last of more than one line."""
    parts = [lines[start : start + most] for start in range(0, max(len(lines), 1), most)]
    if len(parts) > 1 and len(parts[-1]) == 1 and most > 2:
        parts[-2:] = [parts[-2][:-1], parts[-2][-1:] + parts[-1]]
    return parts


def row_slab(cells: Sequence[Cell], look: RowLook, width: float) -> Slab:
    """A row in one piece."""
    height = max(max(cell.height() for cell in cells) + 2 * look.padding, look.least)
    is_repeated = all(cell.element is None for cell in cells)

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.is_decoration("Pagination" if is_repeated else "Layout")
        if look.ground is not None:
            pen.box(left, top - height, width, height, look.ground)
        pen.line((left, top - height), (left + width, top - height), 0.6, look.rule)
        if look.edges:
            pen.line((left, top), (left + width, top), 0.6, look.rule)
        for edge in look.edges:
            pen.line((left + edge, top), (left + edge, top - height), 0.6, look.rule)
        lowered = height - 2 * look.padding - max(cell.height() for cell in cells) if look.sits_low else 0.0
        for cell in cells:
            cell.draw(pen, left, top - look.padding - lowered)

    return Slab(height, draw, begins=True)


def spaced(slabs: list[Slab], setting: Setting) -> list[Slab]:
    """Room above the first and below the last slab. What is short stays on one page; of more, no row stands alone."""
    is_short = sum(slab.height for slab in slabs) <= setting.height * _SHORT
    kept = range(len(slabs) - 1) if is_short else (0, len(slabs) - 2)
    slabs = [replace(slab, keeps_next=slab.keeps_next or number in kept) for number, slab in enumerate(slabs)]
    if slabs:
        slabs[0] = replace(slabs[0], before=max(slabs[0].before, 5.0))
        slabs[-1] = replace(slabs[-1], after=11.0)
    return slabs
