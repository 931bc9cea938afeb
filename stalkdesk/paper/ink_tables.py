"""Ink for what stands in columns: fields and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stalkdesk.guidance.blocks import Fields, Table
from stalkdesk.paper import styles
from stalkdesk.paper.columns import fitted_columns
from stalkdesk.paper.ink_rows import PADDING, Cell, RowLook, row_slab, row_slabs, spaced
from stalkdesk.paper.setting import Setting
from stalkdesk.paper.slabs import Slab
from stalkdesk.paper.structure import Element
from stalkdesk.paper.styles import MILLIMETRE, TextStyle

_LABEL_SHARE, _MOST_SHARE = 0.34, 0.55
_COMPACT_SHARE, _COMPACT_PADDING = 0.2, 3.0
_FIELD_STYLES = {
    False: (styles.FIELD_LABEL, styles.FIELD_VALUE),
    True: (replace(styles.TABLE_HEADER, leading=styles.TABLE_CELL.leading), styles.TABLE_CELL),
}
_WRITING_ROOM = 11.5 * MILLIMETRE
_BOXES = ("☐", "☒")
_MOST_HEADER = 0.4
"""Of the page: a header that is higher is not repeated, or there would be no room for the rows."""
_ROW = (("O", "Table"), ("Scope", "Row"))
_COLUMN = (("O", "Table"), ("Scope", "Column"))


def fields_slabs(block: Fields, setting: Setting) -> list[Slab]:
    """Label and value on a line each; where there is no value yet, room to write it."""
    table = setting.root.child("Table")
    label_style, value_style = map(setting.style, _FIELD_STYLES[block.compact])
    split = _split(block, label_style, setting)
    slabs: list[Slab] = []
    for label, value in block.pairs:
        row = table.child("TR")
        head = setting.element(row, "TH", label)
        head.attributes = _ROW
        label_fits = setting.fitting(label_style, split - 10, label)
        value_fits = setting.fitting(value_style, setting.width - split, value)
        labels = setting.lines(label, label_fits, split - 10)
        values = setting.lines(value, value_fits, setting.width - split)
        cells = (
            Cell(head, labels, label_fits, 0, split - 10),
            Cell(setting.element(row, "TD", value), values, value_fits, split, setting.width - split),
        )
        filled = RowLook(padding=setting.room(_COMPACT_PADDING if block.compact else PADDING))
        look = filled if value.strip() else RowLook(least=_WRITING_ROOM, rule=styles.LINE, sits_low=True)
        slabs += row_slabs(cells, look, setting)
    return spaced(slabs, setting)


def _split(block: Fields, style: TextStyle, setting: Setting) -> float:
    """Where the values begin: as usual, or further in when a word of a label asks for it."""
    usual = setting.width * (_COMPACT_SHARE if block.compact else _LABEL_SHARE)
    asked = max((setting.widest_word(label, style) for label, _ in block.pairs), default=0.0) + 10.5
    if block.compact:
        whole = max((setting.text_width(setting.printed(label), style) for label, _ in block.pairs), default=0.0) + 10.5
        asked = max(asked, min(whole, setting.width * _LABEL_SHARE))
    return min(max(usual, asked), setting.width * _MOST_SHARE)


def table_slabs(block: Table, setting: Setting) -> list[Slab]:
    """A table: its header is said once and shown again on every page. With `least_row_height` it is a grid to write in, and
    when nothing follows its empty rows go on to the foot of the page."""
    table = setting.root.child("Table")
    columns = fitted_columns(block, setting)
    is_form = block.least_row_height > 0
    grid = RowLook(edges=columns.edges if is_form else (), rule=styles.LINE if is_form else styles.HAIRLINE)
    head_look = replace(grid, ground=styles.TINT, rule=styles.LINE)
    row_look = replace(grid, least=block.least_row_height * MILLIMETRE)
    row = table.child("TR")
    head = _cells(block.header, row, "TH", columns.header, block, columns.edges, setting)
    for cell in head:
        if cell.element is not None:
            cell.element.attributes = _COLUMN
    repeated: Slab | None = row_slab([replace(cell, element=None) for cell in head], head_look, setting.width)
    if repeated and repeated.height > setting.height * _MOST_HEADER:
        repeated = None
    slabs = [replace(slab, keeps_next=True) for slab in row_slabs(head, head_look, setting)]
    first = len(slabs)
    for number, texts in enumerate(block.rows):
        style = columns.total if number in block.total_rows else columns.cell
        cells = _cells(texts, table.child("TR"), "TD", style, block, columns.edges, setting)
        slabs += [replace(slab, heading=repeated) for slab in row_slabs(cells, row_look, setting)]
    if is_form and len(block.rows) > 1:
        slabs[first] = replace(slabs[first], keeps_next=True)
    if is_form and block.rows and not any(block.rows[-1]):
        empty = row_slab([Cell(None, (), columns.cell, 0, 0)], row_look, setting.width)
        slabs[-1] = replace(slabs[-1], filler=empty)
    return spaced(slabs, setting)


def _cells(
    texts: Sequence[str], row: Element, tag: str, style: TextStyle, block: Table, edges: Sequence[float], setting: Setting
) -> list[Cell]:
    return [
        _box(setting.element(row, tag, text), text, column, edges, style, setting)
        if text in _BOXES
        else _cell(setting.element(row, tag, text), text, style, column, edges, column in block.numeric, setting)
        for column, text in enumerate(texts)
    ]


def _cell(
    element: Element, text: str, style: TextStyle, column: int, edges: Sequence[float], is_numeric: bool, setting: Setting
) -> Cell:
    room = edges[column + 1] - edges[column] - 2 * PADDING
    return Cell(element, setting.lines(text, style, room), style, edges[column] + PADDING, room, is_numeric)


def _box(element: Element, box: str, column: int, edges: Sequence[float], style: TextStyle, setting: Setting) -> Cell:
    """A box to tick, or one that is ticked, in the middle of its column."""
    large = replace(setting.style(styles.ITEM_BOX), leading=style.leading)
    room = edges[column + 1] - edges[column]
    width = setting.text_width(box, large)
    return Cell(element, (box,), large, edges[column] + (room - width) / 2, width)
