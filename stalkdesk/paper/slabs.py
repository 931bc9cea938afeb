"""A page is a pile of slabs: slices that are never cut, each knowing its height and how to draw itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from stalkdesk.paper.pen import Pen
from stalkdesk.paper.structure import Element
from stalkdesk.paper.styles import TextStyle

type_of_ink = Callable[[Pen, float, float], None]
"""Draws a slab whose upper left corner is at (left, top)."""
MOST_OF_PAGE: Final = 0.75
"""What can be cut is cut when it is higher than this part of a page: there must be room for its heading."""
_NEARLY_EMPTY: Final = 0.2
"""So much of a page is never left alone for the sake of what should stand together."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A heading to be found again: its number among the headings of the document, its level, its text."""

    number: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in the other column of a slab, read after the whole of this column. `block` tells one pair from the next."""

    block: Element
    draw: type_of_ink


@dataclass(frozen=True, slots=True)
class Slab:
    """A slice of a page. `before` and `after` are the distances to its neighbours; at the head of a page there is none.

    `keeps_next`: never the last on a page while the next one would fit with it on a page. `heading`: what is drawn again
    above it when it comes to stand at the head of a page. `begins`: a new paragraph, item or row, not its next line.
    `filler`: what is drawn below it down to the foot of the page when it is the last of all.
    """

    height: float
    draw: type_of_ink
    before: float = 0
    after: float = 0
    keeps_next: bool = False
    heading: Slab | None = None
    filler: Slab | None = None
    begins_page: bool = False
    landmark: Landmark | None = None
    begins: bool = False
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class PlacedSlab:
    """A slab on its page, `depth` points below the upper edge of the text."""

    slab: Slab
    depth: float


def text_slabs(
    lines: Sequence[str], style: TextStyle, element: Element, indent: float = 0, keeps_next: bool = False
) -> list[Slab]:
    """Lines of running text, one slab each. No page begins with the last line of a text or ends with its first."""

    def ink(line: str) -> type_of_ink:
        def draw(pen: Pen, left: float, top: float) -> None:
            pen.belongs_to(element)
            pen.text(left + indent, baseline(top, style), line, style)

        return draw

    last = len(lines) - 1
    return [
        Slab(
            height=style.leading,
            draw=ink(line),
            before=style.before if index == 0 else 0,
            after=style.after if index == last else 0,
            keeps_next=keeps_next if index == last else index in (0, last - 1),
            begins=index == 0,
        )
        for index, line in enumerate(lines)
    ]


def baseline(top: float, style: TextStyle) -> float:
    """Where the letters stand in a line that begins at `top`: the room above and below is shared evenly."""
    return top - style.leading / 2 - style.size * 0.36


def paginated(slabs: Sequence[Slab], height: float) -> list[list[PlacedSlab]]:
    """The slabs on pages of that height; at least one page. No page has one line only where there are more."""
    kept = [slab.keeps_next or _leaves_one_line(slabs, index, height) for index, slab in enumerate(slabs)]
    pages: list[list[PlacedSlab]] = [[]]
    depth = after = 0.0
    for index, slab in enumerate(slabs):
        page = pages[-1]
        gap = max(after, slab.before) if page else 0.0
        room = height - depth - gap
        most = room if depth <= height * _NEARLY_EMPTY and slab.height <= room else height
        if page and (slab.begins_page or _least_height(slabs, kept, index, most) > room):
            page, depth, gap = [], 0.0, 0.0
            pages.append(page)
        if not page and slab.heading is not None:
            page.append(PlacedSlab(slab.heading, 0))
            depth = slab.heading.height
        page.append(PlacedSlab(slab, depth + gap))
        depth += gap + slab.height
        after = slab.after
    filler = slabs[-1].filler if slabs else None
    while filler is not None and depth + filler.height <= height:
        pages[-1].append(PlacedSlab(filler, depth))
        depth += filler.height
    return pages


def _leaves_one_line(slabs: Sequence[Slab], index: int, page_height: float) -> bool:
    """Whether after this slab only a line is left before the next page break, or the end."""
    left, then = slabs[index + 1 : index + 2], slabs[index + 2 : index + 3]
    ends = bool(left) and (not then or then[0].begins_page)
    return ends and not left[0].begins_page and left[0].height <= page_height * _NEARLY_EMPTY


def _least_height(slabs: Sequence[Slab], kept: Sequence[bool], index: int, most: float) -> float:
    """How much must stand together from this slab on; of what is more than `most`, as many slabs as fit."""
    total = slabs[index].height
    while kept[index] and index + 1 < len(slabs) and not slabs[index + 1].begins_page:
        more = max(slabs[index].after, slabs[index + 1].before) + slabs[index + 1].height
        if total + more > most:
            return total
        total += more
        index += 1
    return total
