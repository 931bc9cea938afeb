"""The chart of a case painted on the screen from the same frozen value as on paper; and its numbers as a table."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from stalkdesk.guidance.blocks import Chart
from stalkdesk.language import tr
from stalkdesk.ui import theme

_Index = QModelIndex | QPersistentModelIndex
_BARS = 92.0
_ROW = 21.0
_MOST_LABEL = 190.0
_TOTAL = 46.0
_MOST_COLUMN = 46.0
_SMALLER = 1.5
"""Points below the text of the desk."""
_NONE = "·"


class PatternChart(QWidget):
    """Bars over rows of numbers. Nothing is told by colour: a channel is its row, a sign of escalation a number."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pattern_chart")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Hændelser over tid"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._chart: Chart | None = None

    def show_chart(self, chart: Chart | None) -> None:
        """Shows a chart, or nothing."""
        self._chart = chart
        self.setAccessibleDescription("" if chart is None else chart.alternative)
        self.setFixedHeight(round(self._height()))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(640, round(self._height()))

    def _height(self) -> float:
        if self._chart is None:
            return 0.0
        return _BARS + _ROW * (len(self._chart.rows) + 4 + any(self._chart.marks)) + 8

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints in the colours of the theme that is shown."""
        if self._chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        _Painting(painter, self._chart, self.width(), self.font()).paint()
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()


class _Painting:
    """One painting of a chart."""

    def __init__(self, painter: QPainter, chart: Chart, width: int, font: QFont) -> None:
        self._painter, self._chart = painter, chart
        self._plain, self._bold = QFont(font), QFont(font)
        for one in (self._plain, self._bold):
            one.setPointSizeF(max(font.pointSizeF() - _SMALLER, 7.0))
        self._bold.setBold(True)
        names = [name for name, _ in chart.rows] + [chart.total, chart.mark_name]
        self._label = min(max(QFontMetricsF(self._bold).horizontalAdvance(name) for name in names) + 16, _MOST_LABEL)
        self._each = min((width - self._label - _TOTAL - 6) / max(len(chart.columns), 1), _MOST_COLUMN)
        self._end = self._label + self._each * len(chart.columns)

    def paint(self) -> None:
        """From above: bars, years, heads, signs, rows, sums."""
        top = _ROW + _BARS
        self._bars(top)
        top = self._groups(top + 2)
        top = self._row(top, self._chart.corner, self._chart.columns, self._chart.total, is_bold=True, ground="surface_soft")
        if any(self._chart.marks):
            top = self._row(top, self._chart.mark_name, self._chart.marks, "", is_bold=True)
        for name, numbers in self._chart.rows:
            top = self._row(top, name, _shown(numbers), str(sum(numbers)))
        sums = self._chart.sums
        self._row(top, self._chart.total, _shown(sums), str(sum(sums)), is_bold=True)

    def _bars(self, foot: float) -> None:
        sums = self._chart.sums
        most = max((*sums, 1))
        self._painter.setFont(self._plain)
        for place, count in enumerate(sums):
            left, height = self._label + place * self._each, _BARS * count / most
            room = max(self._each * 0.16, 1.0)
            self._painter.fillRect(QRectF(left + room, foot - height, self._each - 2 * room, height), theme.colour("accent"))
            if count:
                self._text(QRectF(left - 8, foot - height - _ROW, self._each + 16, _ROW), str(count))
        self._line(self._label, self._end, foot, "edge")

    def _groups(self, top: float) -> float:
        self._painter.setFont(self._bold)
        left = self._label
        for year, count in self._chart.groups:
            width = count * self._each
            if QFontMetricsF(self._bold).horizontalAdvance(year) < width:
                self._text(QRectF(left + 3, top, width, _ROW - 4), year, Qt.AlignmentFlag.AlignLeft)
            left += width
        return top + _ROW - 4

    def _row(self, top: float, name: str, texts: tuple[str, ...], total: str, is_bold: bool = False, ground: str = "") -> float:
        end = self._end + _TOTAL
        if ground:
            self._painter.fillRect(QRectF(0, top, end, _ROW), theme.colour(ground))
        self._painter.setFont(self._bold if is_bold else self._plain)
        metrics = QFontMetricsF(self._painter.font())
        named = metrics.elidedText(name, Qt.TextElideMode.ElideRight, self._label - 10)
        self._text(QRectF(2, top, self._label - 8, _ROW), named, Qt.AlignmentFlag.AlignLeft)
        for place, text in enumerate(texts):
            left = self._label + place * self._each
            fits = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._each + 2)
            self._text(QRectF(left - 6, top, self._each + 12, _ROW), fits, colour="muted" if text == _NONE else "text")
        self._painter.setFont(self._bold)
        self._text(QRectF(self._end, top, _TOTAL, _ROW), total)
        self._line(0, end, top + _ROW, "line")
        return top + _ROW

    def _text(
        self,
        where: QRectF,
        text: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        colour: str = "text",
    ) -> None:
        self._painter.setPen(theme.colour(colour))
        self._painter.drawText(where, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _line(self, left: float, right: float, y: float, colour: str) -> None:
        self._painter.setPen(QPen(theme.colour(colour), 1))
        self._painter.drawLine(round(left), round(y), round(right), round(y))


def _shown(numbers: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(str(number) if number else _NONE for number in numbers)


class ChartTable(QAbstractTableModel):
    """The numbers of a chart, a period a row: for who can't see the bars, and for copying."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None

    def show_chart(self, chart: Chart | None) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._chart = chart
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """A row for each period, the latest first."""
        return 0 if parent.isValid() or self._chart is None else len(self._chart.columns)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The period, its sum, its signs, then the channels."""
        return 0 if parent.isValid() or self._chart is None else len(self._chart.rows) + 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The numbers."""
        if not index.isValid() or self._chart is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        chart, place = self._chart, len(self._chart.columns) - 1 - index.row()
        first = (chart.spoken[place], str(chart.sums[place]), chart.marks[place])
        return first[index.column()] if index.column() < 3 else str(chart.rows[index.column() - 3][1][place])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What each column counts."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole or self._chart is None:
            return None
        chart = self._chart
        return (chart.corner, chart.total, chart.mark_name, *(name for name, _ in chart.rows))[section]
