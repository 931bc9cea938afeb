"""Ink for the list of contents, and where its headings came to stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from stalkdesk.guidance.blocks import Block, Heading
from stalkdesk.paper import styles
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.setting import Setting
from stalkdesk.paper.slabs import Landmark, PlacedSlab, Slab, baseline
from stalkdesk.paper.structure import Element

LISTED: Final = 2
"""The level of the headings that are listed."""
_NUMBER_ROOM = 40.0
_LEADER_GAP = 6.0


def contents_slabs(blocks: Sequence[Block], setting: Setting) -> list[Slab]:
    """A line for each heading of level 2 of the whole document, in order, with its page."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    parent = setting.root.child("TOC")
    return [
        _line(number, heading.text, setting.element(parent, "TOCI", ""), setting)
        for number, heading in enumerate(headings)
        if heading.level == LISTED
    ]


def _line(number: int, text: str, element: Element, setting: Setting) -> Slab:
    style = replace(setting.style(styles.ITEM), after=0)
    lines = setting.lines(text, style, setting.width - setting.room(_NUMBER_ROOM))

    def draw(pen: Pen, left: float, top: float) -> None:
        page = f" {setting.pages[number]}"
        pen.belongs_to(element)
        for index, line in enumerate(lines):
            pen.text(left, baseline(top - index * style.leading, style), line, style)
        foot = baseline(top - (len(lines) - 1) * style.leading, style)
        start = left + setting.text_width(lines[-1], style) + _LEADER_GAP
        end = left + setting.width - setting.text_width(page, style)
        pen.is_decoration()
        pen.line((start, foot), (end - _LEADER_GAP + 3, foot), 0.4, styles.HAIRLINE)
        pen.belongs_to(element)
        pen.text(end, foot, page, style)

    return Slab(len(lines) * style.leading + 3, draw)


def outlined(pages: Sequence[Sequence[PlacedSlab]], setting: Setting) -> Mapping[int, Sequence[tuple[Landmark, float]]]:
    """Notes the page of each heading in `setting.pages`; gives, page by page, the headings with their depth."""
    found: defaultdict[int, list[tuple[Landmark, float]]] = defaultdict(list)
    for number, page in enumerate(pages, 1):
        for placed in page:
            if placed.slab.landmark is not None:
                setting.pages[placed.slab.landmark.number] = number
                found[number].append((placed.slab.landmark, placed.depth))
    return found
