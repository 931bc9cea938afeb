"""How the paper looks: sizes, colours and distances, all in points. Large and calm, for someone who reads it upset."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from stalkdesk.guidance.blocks import Tone

MILLIMETRE = 72 / 25.4

type_of_colour = tuple[float, float, float]


def _colour(code: str) -> type_of_colour:
    red, green, blue = (int(code[index : index + 2], 16) / 255 for index in (0, 2, 4))
    return (red, green, blue)


BLACK = _colour("1a1f26")
DARK_BLUE = _colour("14304d")
GREY = _colour("4d5b69")
LINE = _colour("8d9bab")
HAIRLINE = _colour("c3ccd6")
TINT = _colour("e9eef4")
WATERMARK = _colour("e6e9ed")
WHITE = _colour("ffffff")

PAGE_SHORT = 210 * MILLIMETRE
PAGE_LONG = 297 * MILLIMETRE
MARGIN_SIDE = 19 * MILLIMETRE
MARGIN_TOP = 15 * MILLIMETRE
MARGIN_FOOT = 16 * MILLIMETRE
FOOT_EDGE = 5 * MILLIMETRE
"""Nothing is printed nearer than this to the lower edge: printers can't."""
LANDSCAPE_MARGIN_SIDE = 15 * MILLIMETRE


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A way to set text. `before` and `after` are the distances to what stands above and below; the larger one counts."""

    size: float
    leading: float
    bold: bool = False
    colour: type_of_colour = BLACK
    before: float = 0
    after: float = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """How much larger or smaller than usual: `body` is the size of running text, `step` what a point above it becomes."""

    body: float = 11
    step: float = 1
    room: float = 1
    """What distances and indents are multiplied with."""

    def size(self, usual: float) -> float:
        """The size of what is usually set in `usual`."""
        return usual * self.body / 11 if usual <= 11 else self.body + (usual - 11) * self.step

    def style(self, usual: TextStyle) -> TextStyle:
        """The style of what is usually set in `usual`."""
        return usual if self == USUAL else _scaled(self, usual)


@cache
def _scaled(scale: Scale, usual: TextStyle) -> TextStyle:
    size = scale.size(usual.size)
    leading = usual.leading / usual.size * size
    return replace(usual, size=size, leading=leading, before=usual.before * scale.room, after=usual.after * scale.room)


USUAL = Scale()
LARGE = Scale(body=18, step=1.1, room=1.4)
"""Large print: running text of 18 points, headings above it in calmer steps."""

BODY = TextStyle(11, 14.5, after=4.5)
SMALL = TextStyle(9, 12.5, colour=GREY, after=4)
HEADINGS = {
    1: TextStyle(20, 25, bold=True, colour=DARK_BLUE, before=4, after=6),
    2: TextStyle(13, 17, bold=True, colour=DARK_BLUE, before=9, after=2),
    3: TextStyle(11, 14.5, bold=True, colour=DARK_BLUE, before=7, after=1.6),
}
ITEM = TextStyle(11, 14.5, after=1.6)
ITEM_MARK = TextStyle(11, 14.5, bold=True, colour=DARK_BLUE)
ITEM_BOX = TextStyle(15.5, 14.5, colour=DARK_BLUE)
FIELD_LABEL = TextStyle(10.5, 15, bold=True, colour=DARK_BLUE)
FIELD_VALUE = TextStyle(11, 15)
PHONE_NAME = TextStyle(11, 14.5, bold=True)
PHONE_NUMBER = TextStyle(18, 23, bold=True, colour=DARK_BLUE)
PHONE_NOTE = TextStyle(9.5, 12.5, colour=GREY)
TABLE_HEADER = TextStyle(9.5, 12.5, bold=True, colour=DARK_BLUE)
TABLE_CELL = TextStyle(10, 13.5)
TABLE_TOTAL = TextStyle(10, 13.5, bold=True)
UNIT_NAME = TextStyle(11.5, 15, bold=True, colour=DARK_BLUE)
UNIT_LINE = TextStyle(9.5, 12.5, colour=GREY)
MARGINAL = TextStyle(8.5, 11, colour=GREY)
LARGE_MARGINAL = TextStyle(12, 15, colour=GREY)
CALLOUT_TITLE = {
    Tone.DANGER: TextStyle(15, 19.5, bold=True, after=2),
    Tone.ADVICE: TextStyle(12, 16, bold=True, after=2),
    Tone.NOTE: TextStyle(11.5, 15.5, bold=True, after=2),
}
CALLOUT_TEXT = TextStyle(11, 14.5)


@dataclass(frozen=True, slots=True)
class ToneInk:
    """How a callout is drawn: its colour, its ground, and the sign in the shape that says the tone without colour."""

    colour: type_of_colour
    ground: type_of_colour
    sign: str
    corners: int
    """Shape behind the sign: 3 a triangle, 4 a square, 0 a circle."""


TONES = {
    Tone.DANGER: ToneInk(_colour("9b1c22"), _colour("fbf0f0"), "!", 3),
    Tone.ADVICE: ToneInk(DARK_BLUE, _colour("eef3f8"), "✓", 4),
    Tone.NOTE: ToneInk(GREY, _colour("f4f6f8"), "i", 0),
}
