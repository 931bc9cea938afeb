"""Ink for figures that a telephone reads, each with its address or number in letters beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from stalkdesk.guidance.blocks import QrCode
from stalkdesk.paper import styles
from stalkdesk.paper.ink_rows import Cell, spaced
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.setting import Setting
from stalkdesk.paper.slabs import Slab
from stalkdesk.paper.structure import Element
from stalkdesk.paper.styles import MILLIMETRE

_SIDE = 24 * MILLIMETRE
_LEAST_SIDE = 18 * MILLIMETRE
_GAP = 12.0
_GUTTER = 18.0
_LEAST_WORDS = 110.0
"""Room beside a figure: narrower, and two do not stand in a row."""


@lru_cache(maxsize=64)
def _squares(payload: str) -> tuple[tuple[bool, ...], ...]:
    """The dark squares of a QR code, rows from above; a quarter of it may be soiled and it can still be read (level Q)."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel  # only sheets with a figure need it

    code = QRCode(None, QRErrorCorrectLevel.Q)
    code.addData(payload)
    code.make()
    count = code.getModuleCount()
    return tuple(tuple(bool(code.isDark(row, column)) for column in range(count)) for row in range(count))


def code_slabs(codes: Sequence[QrCode], setting: Setting) -> list[Slab]:
    """Figures that follow each other, two in a row where the words beside them have room."""
    side = max(setting.room(_SIDE), _LEAST_SIDE)
    half = (setting.width - _GUTTER) / 2
    columns, width = (2, half) if len(codes) > 1 and _fits(codes, half - side - _GAP, setting) else (1, setting.width)
    cells = [_Code(code, index % columns * (width + _GUTTER), width, side, setting) for index, code in enumerate(codes)]
    rows = (cells[index : index + columns] for index in range(0, len(cells), columns))
    return spaced([_row(row) for row in rows], setting)


def _fits(codes: Sequence[QrCode], room: float, setting: Setting) -> bool:
    label, words = setting.style(styles.PHONE_NAME), setting.style(styles.BODY)
    widest = max(max(setting.widest_word(code.label, label), setting.widest_word(code.words, words)) for code in codes)
    return room >= max(_LEAST_WORDS, widest)


class _Code:
    """One figure with what is said beside it."""

    def __init__(self, code: QrCode, left: float, width: float, side: float, setting: Setting):
        self.left, self.side = left, side
        group = setting.root.child("Div")
        self._figure: Element = group.child("Figure")
        self._figure.alternative = f"QR: {code.label}, {code.words}"
        self._squares = _squares(code.payload)
        room = width - side - _GAP
        label, words = setting.style(styles.PHONE_NAME), setting.style(styles.BODY)
        self._cells = [
            Cell(setting.element(group, "P", text), setting.lines(text, style, room), style, left + side + _GAP, room)
            for text, style in ((code.label, label), (code.words, words))
            if text.strip()
        ]
        self.height = max(side, sum(cell.height() for cell in self._cells))

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draws the figure, and beside its middle the words."""
        pen.belongs_to(self._figure)
        cell = self.side / len(self._squares)
        self._figure.bounds = pen.figure(left + self.left, top - self.side, cell, self._squares)
        depth = top - (self.height - sum(cell.height() for cell in self._cells)) / 2
        for words in self._cells:
            words.draw(pen, left, depth)
            depth -= words.height()


def _row(codes: Sequence[_Code]) -> Slab:
    def draw(pen: Pen, left: float, top: float) -> None:
        for code in codes:
            code.draw(pen, left, top)

    return Slab(max(code.height for code in codes) + 10, draw, begins=True)
