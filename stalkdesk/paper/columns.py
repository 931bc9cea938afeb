"""How wide the columns of a table are: as it asks for, unless a word would have to be cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from stalkdesk.guidance.blocks import Table
from stalkdesk.paper import styles
from stalkdesk.paper.ink_rows import PADDING
from stalkdesk.paper.setting import Setting
from stalkdesk.paper.styles import TextStyle

_LEAST_SIZE: Final = 7.0
_SPARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column begins and the last one ends, and the styles that fit."""

    edges: tuple[float, ...]
    header: TextStyle
    cell: TextStyle
    total: TextStyle


def fitted_columns(block: Table, setting: Setting) -> Columns:
    """The columns of a table. A word too wide for its column takes room from the others; then the letters are smaller."""
    looks = [setting.style(style) for style in (styles.TABLE_HEADER, styles.TABLE_CELL, styles.TABLE_TOTAL)]
    shares = block.widths or (1.0,) * len(block.header)
    asked = [share * setting.width / sum(shares) for share in shares]
    needed = _needed(block, looks, setting)
    while sum(needed) > setting.width and looks[1].size > _LEAST_SIZE:
        looks = [replace(look, size=look.size * 0.95, leading=look.leading * 0.95) for look in looks]
        needed = _needed(block, looks, setting)
    edges = [0.0]
    for width in _shared(asked, needed, setting.width):
        edges.append(edges[-1] + width)
    return Columns(tuple(edges), looks[0], looks[1], looks[2])


def _needed(block: Table, looks: Sequence[TextStyle], setting: Setting) -> list[float]:
    """The room that the longest word of each column takes."""
    header, cell, total = looks
    needed = [setting.widest_word(text, header) for text in block.header]
    for number, texts in enumerate(block.rows):
        style = total if number in block.total_rows else cell
        for column, text in enumerate(texts):
            if text:
                needed[column] = max(needed[column], setting.widest_word(text, style))
    return [width + 2 * PADDING + _SPARE for width in needed]


def _shared(asked: Sequence[float], needed: Sequence[float], width: float) -> list[float]:
    """The asked widths, those that are too small widened at the cost of the others."""
    missing = sum(max(need - ask, 0) for ask, need in zip(asked, needed, strict=True))
    spare = sum(max(ask - need, 0) for ask, need in zip(asked, needed, strict=True))
    if missing <= 0:
        return list(asked)
    if spare < missing:
        return [need * width / sum(needed) for need in needed]
    return [need if need > ask else ask - (ask - need) * missing / spare for ask, need in zip(asked, needed, strict=True)]
