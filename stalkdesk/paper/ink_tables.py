"""Ink for what stands side by side: fields, telephone numbers, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stalkdesk.guidance.blocks import Fields, PhoneList, Table
from stalkdesk.paper import styles
from stalkdesk.paper.ink_text import Setting
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.slabs import Slab, baseline
from stalkdesk.paper.structure import Element
from stalkdesk.paper.styles import MILLIMETRE, TextStyle

_CELL_PADDING = 5.0
_LABEL_SHARE = 0.34
_COMPACT_SHARE, _COMPACT_PADDING = 0.2, 3.0
_FIELD_STYLES = {
    False: (styles.FIELD_LABEL, styles.FIELD_VALUE),
    True: (replace(styles.TABLE_HEADER, leading=styles.TABLE_CELL.leading), styles.TABLE_CELL),
}
_WRITING_ROOM = 11.5 * MILLIMETRE
_GUTTER = 22.0
_SHORT = 10
_ROW = (("O", "Table"), ("Scope", "Row"))
_COLUMN = (("O", "Table"), ("Scope", "Column"))


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
            spare = self.width - pen.face(self.style).width(text, self.style.size) if self.is_flush_right else 0.0
            pen.text(left + self.left + spare, baseline(top - index * self.style.leading, self.style), text, self.style)


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row is ruled: room above and below the text, its least height, its ground, and whether it is a grid to write in."""

    padding: float = _CELL_PADDING
    least: float = 0
    ground: styles.type_of_colour | None = None
    edges: tuple[float, ...] = ()
    """Where the columns begin and the last one ends: a grid is drawn along them. None: only a line below the row."""
    rule: styles.type_of_colour = styles.HAIRLINE
    sits_low: bool = False
    """The text stands by the lower line: there is something to write after it."""


def row_slabs(cells: Sequence[Cell], look: RowLook, setting: Setting) -> list[Slab]:
    """A row, never cut, unless its text is higher than a page."""
    fits = max(int((setting.height - 2 * look.padding) / max(cell.style.leading for cell in cells)) - 2, 1)
    longest = max((len(cell.lines) for cell in cells), default=0)
    slices = [
        [replace(cell, lines=cell.lines[start : start + fits]) for cell in cells] for start in range(0, max(longest, 1), fits)
    ]
    return [_row(part, look, setting.width) for part in slices]


def _row(cells: Sequence[Cell], look: RowLook, width: float) -> Slab:
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

    return Slab(height, draw)


def fields_slabs(block: Fields, setting: Setting) -> list[Slab]:
    """Label and value on a line each; where there is no value yet, room to write it."""
    table = setting.root.child("Table")
    label_style, value_style = _FIELD_STYLES[block.compact]
    split = setting.width * (_COMPACT_SHARE if block.compact else _LABEL_SHARE)
    slabs: list[Slab] = []
    for label, value in block.pairs:
        row = table.child("TR")
        head = row.child("TH", attributes=_ROW)
        labels = setting.lines(label, label_style, split - 10)
        values = setting.lines(value, value_style, setting.width - split)
        cells = (
            Cell(head, labels, label_style, 0, split - 10),
            Cell(setting.element(row, "TD", value), values, value_style, split, setting.width - split),
        )
        filled = RowLook(padding=_COMPACT_PADDING if block.compact else _CELL_PADDING)
        look = filled if value.strip() else RowLook(least=_WRITING_ROOM, rule=styles.LINE, sits_low=True)
        slabs += row_slabs(cells, look, setting)
    return _spaced(slabs)


def _spaced(slabs: list[Slab]) -> list[Slab]:
    """Room above the first and below the last slab; what is short stays on one page."""
    if len(slabs) <= _SHORT:
        slabs = [*(replace(slab, keeps_next=True) for slab in slabs[:-1]), *slabs[-1:]]
    if slabs:
        slabs[0] = replace(slabs[0], before=max(slabs[0].before, 5.0))
        slabs[-1] = replace(slabs[-1], after=11.0)
    return slabs


def table_slabs(block: Table, setting: Setting) -> list[Slab]:
    """A table: its header is said once and shown again on every page. With `least_row_height` it is a grid to write in."""
    table = setting.root.child("Table")
    edges = _edges(block, setting.width)
    is_form = block.least_row_height > 0
    grid = RowLook(edges=edges if is_form else (), rule=styles.LINE if is_form else styles.HAIRLINE)
    head_look = replace(grid, ground=styles.TINT, rule=styles.LINE)
    row_look = replace(grid, least=block.least_row_height * MILLIMETRE)
    row = table.child("TR")
    head = [
        _cell(row.child("TH", attributes=_COLUMN), text, styles.TABLE_HEADER, column, edges, block, setting)
        for column, text in enumerate(block.header)
    ]
    header = _row(head, head_look, setting.width)
    repeated = _row([replace(cell, element=None) for cell in head], head_look, setting.width)
    slabs = [replace(header, keeps_next=True)]
    for number, texts in enumerate(block.rows):
        row = table.child("TR")
        style = styles.TABLE_TOTAL if number in block.total_rows else styles.TABLE_CELL
        cells = [
            _cell(setting.element(row, "TD", text), text, style, column, edges, block, setting)
            for column, text in enumerate(texts)
        ]
        added = [replace(slab, heading=repeated) for slab in row_slabs(cells, row_look, setting)]
        if not is_form and number == len(block.rows) - 2:  # no row alone at the head of a page
            added[-1] = replace(added[-1], keeps_next=True)
        slabs += added
    return _spaced(slabs)


def _edges(block: Table, width: float) -> tuple[float, ...]:
    shares = block.widths or (1.0,) * len(block.header)
    edges = [0.0]
    for share in shares:
        edges.append(edges[-1] + share * width / sum(shares))
    return tuple(edges)


def _cell(
    element: Element, text: str, style: TextStyle, column: int, edges: Sequence[float], block: Table, setting: Setting
) -> Cell:
    room = edges[column + 1] - edges[column] - 2 * _CELL_PADDING
    lines = setting.lines(text, style, room)
    return Cell(element, lines, style, edges[column] + _CELL_PADDING, room, column in block.numeric)


def phone_slabs(block: PhoneList, setting: Setting) -> list[Slab]:
    """Helplines in two columns, read from left to right: name, the number in large type, a note."""
    parent = setting.root.child("L", attributes=(("O", "List"), ("ListNumbering", "None")))
    width = (setting.width - _GUTTER) / 2
    entries = [
        _phone_cells(entry, parent, index % 2 * (width + _GUTTER), width, setting) for index, entry in enumerate(block.entries)
    ]
    return _spaced([_phone_row(entries[index : index + 2], width) for index in range(0, len(entries), 2)])


def _phone_cells(entry: tuple[str, str, str], parent: Element, left: float, width: float, setting: Setting) -> list[Cell]:
    body = parent.child("LI").child("LBody")
    number = styles.PHONE_NUMBER
    while setting.text_width(entry[1].strip(), number) > width and number.size > styles.BODY.size:
        number = replace(number, size=number.size - 1)
    return [
        Cell(setting.element(body, "P", text), setting.lines(text, style, width), style, left, width)
        for text, style in zip(entry, (styles.PHONE_NAME, number, styles.PHONE_NOTE), strict=True)
        if text.strip()
    ]


def _phone_row(entries: Sequence[Sequence[Cell]], width: float) -> Slab:
    padding = 7.0
    height = max(sum(cell.height() for cell in cells) for cells in entries) + 2 * padding

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.is_decoration()
        for cells in entries:
            start = left + cells[0].left
            pen.line((start, top), (start + width, top), 0.9, styles.LINE)
        for cells in entries:
            depth = top - padding
            for cell in cells:
                cell.draw(pen, left, depth)
                depth -= cell.height()

    return Slab(height, draw)
