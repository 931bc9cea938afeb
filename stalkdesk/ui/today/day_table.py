"""The day as a table: a row for the name of each group, and its lines under it. Values are frozen, columns are data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QIcon

from stalkdesk.casework.support.today import Day, DayGroup, DayLine
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr
from stalkdesk.ui.cases.case_table import urgency_word
from stalkdesk.ui.today.words import group_word, left_word, line_when, line_word

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The name of a group, and how many lines it has."""

    group: DayGroup
    count: int

    @property
    def text(self) -> str:
        """As it stands in the table; that there are none is said."""
        if not self.count:
            return tr("{group}: Der er ingen.", group=group_word(self.group))
        return f"{group_word(self.group)} ({self.count})"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in pixels (0: takes the rest), and what a line shows in it."""

    heading: Callable[[], str]
    width: int
    shows: Callable[[DayLine], str]


class DayTable(QAbstractTableModel):
    """The rows of a day. `urgency_icon`: the drawing of a level."""

    URGENCY = 2
    WHEN = 3

    def __init__(self, urgency_icon: Callable[[Urgency], QIcon], late_icon: QIcon) -> None:
        super().__init__()
        self._urgency_icon, self._late_icon = urgency_icon, late_icon
        self._rows: tuple[GroupRow | DayLine, ...] = ()
        self._now: datetime | None = None
        self._sheets: Mapping[str, str] = {}
        self.columns = (
            Column(lambda: tr("Sag"), 150, lambda line: line.reference),
            Column(lambda: tr("Hvad"), 0, lambda line: line_word(line, self._sheets)),
            Column(lambda: tr("Hastegrad"), 124, lambda line: urgency_word(line.urgency) if line.urgency else ""),
            Column(lambda: tr("Hvornår"), 250, self._when),
            Column(lambda: tr("Taget imod af"), 170, lambda line: line.officer),
        )

    def show_day(self, day: Day, sheets: Mapping[str, str]) -> None:
        """Replaces what is shown."""
        self.beginResetModel()
        self._now, self._sheets = day.at, sheets
        rows: list[GroupRow | DayLine] = []
        for group in DayGroup:
            lines = day.of(group)
            if lines or group is DayGroup.WITHOUT_PLAN:
                rows += [GroupRow(group, len(lines)), *lines]
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[GroupRow | DayLine, ...]:
        """What is shown, in order."""
        return self._rows

    def line(self, row: int) -> DayLine | None:
        """The line in that row; None for the name of a group."""
        one = self._rows[row] if 0 <= row < len(self._rows) else None
        return one if isinstance(one, DayLine) else None

    def _when(self, line: DayLine) -> str:
        assert self._now is not None
        left = left_word(line, self._now)
        when = line_when(line, self._now)
        return f"{when} · {left}" if left else when

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The name of a group is read, not chosen."""
        if index.isValid() and isinstance(self._rows[index.row()], GroupRow):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if isinstance(row, GroupRow):
            return _of_group(row, column, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[column].shows(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[column].heading()}: {self.columns[column].shows(row)}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon_of(row, column)
        return None

    def _icon_of(self, line: DayLine, column: int) -> QIcon | None:
        if column == self.URGENCY and line.urgency is not None:
            return self._urgency_icon(line.urgency)
        return self._late_icon if column == self.WHEN and line.is_overdue else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.columns[section].heading() if role == Qt.ItemDataRole.DisplayRole else None


def _of_group(row: GroupRow, column: int, role: int) -> object:
    if column:
        return None
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return row.text
    if role == Qt.ItemDataRole.FontRole:
        bold = QFont()
        bold.setBold(True)
        return bold
    return None
