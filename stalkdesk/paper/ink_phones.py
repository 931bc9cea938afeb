"""Ink for telephone numbers: large enough to be found by someone who is shaking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stalkdesk.guidance.blocks import PhoneList
from stalkdesk.paper import styles
from stalkdesk.paper.ink_rows import Cell, spaced
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.setting import Setting
from stalkdesk.paper.slabs import Slab
from stalkdesk.paper.structure import Element

_GUTTER = 22.0
_LEAST_COLUMN = 140.0


def phone_slabs(block: PhoneList, setting: Setting) -> list[Slab]:
    """Helplines in two columns, read along the line, or in one where two are too narrow: name, large number, note."""
    parent = setting.root.child("L", attributes=(("O", "List"), ("ListNumbering", "None")))
    half = (setting.width - _GUTTER) / 2
    columns, width = (2, half) if _fits_in_half(block, half, setting) else (1, setting.width)
    entries = [
        _cells(entry, parent, index % columns * (width + _GUTTER), width, setting) for index, entry in enumerate(block.entries)
    ]
    rows = (entries[index : index + columns] for index in range(0, len(entries), columns))
    return spaced([_row(row, width, setting.room(7)) for row in rows], setting)


def _fits_in_half(block: PhoneList, half: float, setting: Setting) -> bool:
    name, note = setting.style(styles.PHONE_NAME), setting.style(styles.PHONE_NOTE)
    widest = max(
        (max(setting.widest_word(entry[0], name), setting.widest_word(entry[2], note)) for entry in block.entries), default=0.0
    )
    return half >= max(setting.room(_LEAST_COLUMN), widest)


def _cells(entry: tuple[str, str, str], parent: Element, left: float, width: float, setting: Setting) -> list[Cell]:
    body = parent.child("LI").child("LBody")
    number = setting.style(styles.PHONE_NUMBER)
    least = setting.style(styles.BODY).size
    said = setting.printed(entry[1].strip())
    while setting.text_width(said, number) > width and number.size > least:
        number = replace(number, size=number.size - 1)
    looks = (setting.style(styles.PHONE_NAME), number, setting.style(styles.PHONE_NOTE))
    return [
        Cell(setting.element(body, "P", text), setting.lines(text, style, width), style, left, width)
        for text, style in zip(entry, looks, strict=True)
        if text.strip()
    ]


def _row(entries: Sequence[Sequence[Cell]], width: float, padding: float) -> Slab:
    height = max(sum(cell.height() for cell in cells) for cells in entries) + 2 * padding

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.is_decoration()
        for cells in entries:
            start = left + (cells[0].left if cells else 0)
            pen.line((start, top), (start + width, top), 0.9, styles.LINE)
        for cells in entries:
            depth = top - padding
            for cell in cells:
                cell.draw(pen, left, depth)
                depth -= cell.height()

    return Slab(height, draw, begins=True)
