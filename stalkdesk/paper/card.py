"""A card to cut out and fold: two sides of 85 × 54 mm beside each other, small enough to lie behind another card.

One card a page, never two of the same: what is left of the page says nothing, and can be thrown away anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from stalkdesk.guidance.blocks import Block
from stalkdesk.paper import styles
from stalkdesk.paper.making import block_slabs
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.setting import Setting
from stalkdesk.paper.slabs import PlacedSlab, Slab, paginated, type_of_ink
from stalkdesk.paper.styles import MILLIMETRE, Scale

_WIDTH: Final = 85 * MILLIMETRE
_HEIGHT: Final = 54 * MILLIMETRE
_EDGE: Final = 5 * MILLIMETRE
"""Free on each side of the text, for a hand that does not cut straight."""
_SIDES: Final = 2
_APART: Final = 6 * MILLIMETRE
_SIZES: Final = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Points, tried from the largest on."""


def card_pages(blocks: Sequence[Block], setting: Setting) -> list[list[PlacedSlab]]:
    """The blocks on the two sides of a card; what is too much for one goes on on a second card below, then on the next page."""
    sides: list[list[PlacedSlab]] = []
    parent, children = setting.root, list(setting.root.children)
    for size in _SIZES:
        parent.children[:] = children
        sides = paginated(_loose(block_slabs(blocks, _card_setting(setting, size))), _HEIGHT - 2 * _EDGE)
        if len(sides) <= _SIDES:
            break
    cards = [sides[first : first + _SIDES] for first in range(0, len(sides), _SIDES)]
    on_page = max(int((setting.height + _APART) / (_HEIGHT + _APART)), 1)
    left = (setting.width - _SIDES * _WIDTH) / 2
    return [
        [
            placed
            for number, card in enumerate(cards[first : first + on_page])
            for placed in _card(card, left, number * (_HEIGHT + _APART))
        ]
        for first in range(0, len(cards), on_page)
    ]


def _loose(slabs: Sequence[Slab]) -> list[Slab]:
    """On so small a side only headings stay with what follows."""
    return [
        replace(slab, keeps_next=slab.keeps_next and slab.landmark is not None, before=min(slab.before, 4)) for slab in slabs
    ]


def _card_setting(setting: Setting, size: float) -> Setting:
    scale = Scale(body=size, step=0.55, room=size / 14)
    return replace(setting, width=_WIDTH - 2 * _EDGE, height=_HEIGHT - 2 * _EDGE, scale=scale, heading_level=0, headings=0)


def _card(sides: Sequence[Sequence[PlacedSlab]], left: float, depth: float) -> list[PlacedSlab]:
    """The lines to cut and to fold along, then one side after the other."""
    placed = [PlacedSlab(Slab(_HEIGHT, _outline(left)), depth)]
    for number, side in enumerate(sides):
        shift = left + number * _WIDTH + _EDGE
        placed += [PlacedSlab(_moved(entry.slab, shift), depth + _EDGE + entry.depth) for entry in side]
    return placed


def _moved(slab: Slab, shift: float) -> Slab:
    return replace(slab, draw=lambda pen, left, top: slab.draw(pen, left + shift, top))


def _outline(shift: float) -> type_of_ink:
    def draw(pen: Pen, left: float, top: float) -> None:
        pen.is_decoration()
        start, end, foot = left + shift, left + shift + _SIDES * _WIDTH, top - _HEIGHT
        for x in (start, start + _WIDTH, end):
            pen.dashed((x, top), (x, foot), styles.LINE)
        for y in (top, foot):
            pen.dashed((start, y), (end, y), styles.LINE)

    return draw
