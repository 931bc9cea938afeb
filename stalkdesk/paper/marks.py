"""Where vowel signs stand: centred over their letter, clear of it, or below when that is where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stalkdesk.paper.fonts import Face, glyph_bounds
from stalkdesk.paper.right_to_left import SeenLine

_CLEAR: Final = 45
"""Thousandths of the size between a letter and its mark."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark drawn before the letter `index`, moved by `shift` and lifted by `rise` points."""

    index: int
    sign: str
    shift: float
    rise: float


def placed_marks(seen: SeenLine, face: Face, size: float) -> Sequence[Placed]:
    """The marks of a line in the order they are drawn."""
    placed: list[Placed] = []
    tops: dict[int, float] = {}
    for index, sign in seen.marks:
        left, least, right, most = glyph_bounds(face, seen.text[index])
        mark_left, mark_least, mark_right, mark_most = glyph_bounds(face, sign)
        if mark_most <= 0:
            rise = min(least, 0) - _CLEAR - mark_most
        else:
            rise = tops.get(index, max(most, 0)) + _CLEAR - mark_least
            tops[index] = mark_most + rise
        shift = (left + right) / 2 - (mark_left + mark_right) / 2
        placed.append(Placed(index, sign, shift * size / 1000, rise * size / 1000))
    return placed
