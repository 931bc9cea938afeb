"""Ink for two languages side by side: each column is read for itself, and what belongs together stands at the same height."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from stalkdesk.guidance.blocks import Beside, Block
from stalkdesk.language import Language
from stalkdesk.paper.ink_text import kept_with
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.setting import Setting, facing
from stalkdesk.paper.slabs import Aside, Slab
from stalkdesk.paper.structure import Element

_GUTTER = 20.0
_TOO_LARGE = 15.0
"""Points: letters of this size leave no room for two columns, and one language stands below the other."""

type_of_making = Callable[[Sequence[Block], Setting], list[Slab]]


def beside_slabs(block: Beside, setting: Setting, made: type_of_making) -> list[Slab]:
    """Both columns as one pile; `made` turns blocks into slabs. Block stands by block where both have as many."""
    is_stacked = setting.scale.body >= _TOO_LARGE
    width = setting.width if is_stacked else (setting.width - _GUTTER) / 2
    own, other = (_column(setting, language, width) for language in (setting.language, block.other_language))
    piles: list[tuple[list[Slab], list[Slab]]]
    if len(block.own) == len(block.other):
        piles = list(zip(_each(block.own, own, made), _each(block.other, other, made), strict=True))
    else:
        piles = [(made(block.own, own), made(block.other, other))]
    setting.heading_level = own.heading_level
    offset = setting.width - own.width
    direction = block.other_language.is_right_to_left
    bands: list[Slab] = []
    for mine, theirs in piles:
        others = [facing(slab, direction, width, offset) for slab in theirs]
        bands += [*mine, *others] if is_stacked else [_band(pair, other.root) for pair in _aligned(mine, others)]
    return bands


def _each(blocks: Sequence[Block], setting: Setting, made: type_of_making) -> list[list[Slab]]:
    """The slabs of each block for itself."""
    return [kept_with(following, block, made((block,), setting)) for block, following in zip_longest(blocks, blocks[1:])]


def _column(setting: Setting, language: Language, width: float) -> Setting:
    root = setting.root.child("Sect")
    root.language = language
    return replace(setting, root=root, language=language, width=width)


def _aligned(own: list[Slab], other: list[Slab]) -> list[tuple[Slab | None, Slab | None]]:
    """The slabs in pairs: item by item where both have as many, otherwise line by line."""
    mine, theirs = _pieces(own), _pieces(other)
    if len(mine) == len(theirs):
        return [pair for both in zip(mine, theirs, strict=True) for pair in _ending_together(*both)]
    return list(zip_longest(own, other))


def _ending_together(own: list[Slab], other: list[Slab]) -> list[tuple[Slab | None, Slab | None]]:
    """Two paragraphs line by line; what is left free below them stands below the longer one."""
    after = max(own[-1].after, other[-1].after)
    pairs = list(zip_longest((replace(slab, after=0) for slab in own), (replace(slab, after=0) for slab in other)))
    first, second = pairs[-1]
    return [*pairs[:-1], (first and replace(first, after=after), second and replace(second, after=after))]


def _pieces(slabs: Sequence[Slab]) -> list[list[Slab]]:
    """The slabs in paragraphs, items, rows."""
    pieces: list[list[Slab]] = []
    for slab in slabs:
        if slab.begins or not pieces:
            pieces.append([])
        pieces[-1].append(slab)
    return pieces


def _band(pair: tuple[Slab | None, Slab | None], block: Element) -> Slab:
    """One slab out of two neighbours, as high as the higher one."""
    first, second = (slab or _NOTHING for slab in pair)
    heading = None
    if first.heading is not None or second.heading is not None:
        heading = _band((first.heading, second.heading), block)
    return Slab(
        height=max(first.height, second.height),
        draw=first.draw,
        before=max(first.before, second.before),
        after=max(first.after, second.after),
        keeps_next=first.keeps_next or second.keeps_next,
        heading=heading,
        begins_page=first.begins_page or second.begins_page,
        begins=True,
        aside=Aside(block, second.draw),
    )


def _no_ink(pen: Pen, left: float, top: float) -> None:
    """Nothing stands here."""


_NOTHING = Slab(0, _no_ink)
