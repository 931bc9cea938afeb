"""Ink for a chart: bars, and below each bar its column of a real table with the same numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from stalkdesk.guidance.blocks import Chart
from stalkdesk.paper import styles
from stalkdesk.paper.ink_rows import Cell, RowLook, row_slab
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.setting import Setting
from stalkdesk.paper.slabs import Slab, baseline
from stalkdesk.paper.structure import Element
from stalkdesk.paper.styles import TextStyle

_BARS: Final = 54.0
"""Points from the foot of the bars to the top of the highest."""
_MOST_COLUMN: Final = 30.0
_TOTAL_COLUMN: Final = 32.0
_MOST_LABEL: Final = 0.27
_PADDING: Final = 2.2
_LABEL = TextStyle(8.5, 10.5)
_NUMBER = TextStyle(8, 10.5)
_HEAD = TextStyle(7.5, 10, bold=True, colour=styles.DARK_BLUE)
_LEAST_SIZE: Final = 4.5
_NONE: Final = "·"
"""What a cell shows that has none; read aloud as 0."""
_ROW = (("O", "Table"), ("Scope", "Row"))
_COLUMN = (("O", "Table"), ("Scope", "Column"))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a chart stand."""

    label: float
    """How wide the names of the rows are."""
    each: float
    count: int

    def left(self, place: int) -> float:
        """Where a column begins; the one after the last is that of the sums."""
        return self.label + place * self.each

    @property
    def width(self) -> float:
        """All of it."""
        return self.left(self.count) + _TOTAL_COLUMN


def chart_slabs(block: Chart, setting: Setting) -> list[Slab]:
    """Bars, then the table, never parted: a chart is read as a whole."""
    columns = _columns(block, setting)
    slabs = [_bars(block, columns, setting), *_table(block, columns, setting)]
    slabs = [replace(slab, keeps_next=number + 1 < len(slabs)) for number, slab in enumerate(slabs)]
    slabs[0] = replace(slabs[0], before=6.0)
    slabs[-1] = replace(slabs[-1], after=9.0)
    return slabs


def _columns(block: Chart, setting: Setting) -> _Columns:
    style = setting.style(_LABEL)
    names = (*(name for name, _ in block.rows), block.total, block.mark_name, block.corner)
    widest = max(setting.text_width(setting.printed(name), replace(style, bold=True)) for name in names)
    label = min(widest + 8, setting.width * _MOST_LABEL)
    count = max(len(block.columns), 1)
    return _Columns(label, min((setting.width - label - _TOTAL_COLUMN) / count, _MOST_COLUMN), count)


# -- bars --------------------------------------------------------------------------------------------------------------------
def _bars(block: Chart, columns: _Columns, setting: Setting) -> Slab:
    figure = setting.root.child("Figure")
    figure.alternative = setting.printed(block.alternative)
    style, sums = setting.style(_NUMBER), block.sums
    head = style.leading + 1
    most = max((*sums, 1))

    def draw(pen: Pen, left: float, top: float) -> None:
        foot = top - head - _BARS
        pen.belongs_to(figure)
        pen.line((left + columns.label, foot), (left + columns.left(columns.count), foot), 0.8, styles.LINE)
        for place, count in enumerate(sums):
            if count:
                _bar(pen, left + columns.left(place), foot, columns.each, _BARS * count / most, str(count), style, setting)
        figure.bounds = (left + columns.label, foot, left + columns.left(columns.count), top)

    return Slab(head + _BARS + 1, draw, begins=True)


def _bar(
    pen: Pen, left: float, foot: float, width: float, height: float, count: str, style: TextStyle, setting: Setting
) -> None:
    room = max(width * 0.16, 0.8)
    pen.box(left + room, foot, width - 2 * room, height, styles.DARK_BLUE)
    fits = _fitting(count, style, width, setting)
    pen.text(left + (width - setting.text_width(count, fits)) / 2, baseline(foot + height + style.leading, fits), count, fits)


# -- the table ---------------------------------------------------------------------------------------------------------------
def _table(block: Chart, columns: _Columns, setting: Setting) -> Iterator[Slab]:
    table = setting.root.child("Table")
    yield _head(block, columns, table, setting)
    if any(block.marks):
        yield _row(block.mark_name, block.marks, "", table.child("TR"), columns, setting, bold=True)
    for name, numbers in block.rows:
        yield _row(name, _shown(numbers), str(sum(numbers)), table.child("TR"), columns, setting)
    sums = block.sums
    yield _row(block.total, _shown(sums), str(sum(sums)), table.child("TR"), columns, setting, bold=True)


def _shown(numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(str(number) if number else _NONE for number in numbers)


def _head(block: Chart, columns: _Columns, table: Element, setting: Setting) -> Slab:
    """The columns' short names, each read aloud in full; the years over them only show where one begins."""
    style, row = setting.style(_HEAD), table.child("TR")
    cells = [_named(row.child("TH"), block.corner, style, columns, setting)]
    for place, (short, full) in enumerate(zip(block.columns, block.spoken, strict=True)):
        cells.append(_centred(row.child("TH", spoken=full), short, style, columns.left(place), columns.each, setting))
    cells.append(_centred(row.child("TH"), block.total, style, columns.left(columns.count), _TOTAL_COLUMN, setting))
    for cell in cells:
        assert cell.element is not None
        cell.element.attributes = _COLUMN
    below = row_slab(cells, RowLook(padding=_PADDING, ground=styles.TINT, rule=styles.LINE), columns.width)

    def draw(pen: Pen, left: float, top: float) -> None:
        below.draw(pen, left, top - style.leading)
        pen.is_decoration()
        place = 0
        for year, count in block.groups:
            start = left + columns.left(place)
            if count * columns.each > setting.text_width(year, style) + 2:
                pen.text(start + 1.5, baseline(top, style), year, style)
            if place:
                pen.line((start, top), (start, top - style.leading), 0.6, styles.LINE)
            place += count

    return Slab(below.height + style.leading, draw, begins=True)


def _row(
    name: str,
    texts: Sequence[str],
    total: str,
    row: Element,
    columns: _Columns,
    setting: Setting,
    bold: bool = False,
) -> Slab:
    label, number = (replace(setting.style(style), bold=bold) for style in (_LABEL, _NUMBER))
    head = setting.element(row, "TH", name)
    head.attributes = _ROW
    cells = [_named(head, name, label, columns, setting)]
    for place, text in enumerate(texts):
        element = row.child("TD", spoken="0" if text == _NONE else "")
        style = replace(number, colour=styles.LINE) if text == _NONE else number
        cells.append(_centred(element, text, style, columns.left(place), columns.each, setting))
    bold_number = replace(number, bold=True)
    cells.append(_centred(row.child("TD"), total, bold_number, columns.left(columns.count), _TOTAL_COLUMN, setting))
    return row_slab(cells, RowLook(padding=_PADDING), columns.width)


def _named(element: Element, name: str, style: TextStyle, columns: _Columns, setting: Setting) -> Cell:
    room = columns.label - 4
    fits = setting.fitting(style, room, name)
    return Cell(element, setting.lines(name, fits, room), fits, 0, room)


def _centred(element: Element, text: str, style: TextStyle, left: float, width: float, setting: Setting) -> Cell:
    fits = _fitting(text, style, width, setting)
    return Cell(element, (text,) if text else (), fits, left + (width - setting.text_width(text, fits)) / 2, width)


def _fitting(text: str, style: TextStyle, width: float, setting: Setting) -> TextStyle:
    """The style, smaller where the text is wider than its column."""
    wide = setting.text_width(text, style) + 1
    return style if wide <= width else replace(style, size=max(style.size * width / wide, _LEAST_SIZE))
