"""The log as a table: lines over frozen values; what was entered in error is struck through and says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from stalkdesk.language import tr
from stalkdesk.ui import theme
from stalkdesk.ui.cases.incident_rows import LogRow

_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 34


@dataclass(frozen=True, slots=True)
class LogColumn:
    """One column: its heading, its width in pixels at 100 % (0: takes the rest), and what a line shows in it."""

    heading: Callable[[], str]
    width: int
    shows: Callable[[LogRow], str]
    may_hide: bool = False
    """Left out while no line has anything in it."""


def what_said(row: LogRow) -> str:
    """What happened; of a line in error first that it is one."""
    return tr("Indtastet ved en fejl: {what}", what=row.what) if row.is_in_error else row.what


def number_said(row: LogRow) -> str:
    """The number, and which of the typical examples it is."""
    return tr("{number} · T{place}", number=row.number, place=row.typical) if row.typical else str(row.number)


COLUMNS: tuple[LogColumn, ...] = (
    LogColumn(lambda: tr("Nr."), 64, number_said),
    LogColumn(lambda: tr("Hvornår"), 118, lambda row: row.when),
    LogColumn(lambda: tr("Kl."), 66, lambda row: row.clock, may_hide=True),
    LogColumn(lambda: tr("Kanal"), 116, lambda row: row.channel),
    LogColumn(lambda: tr("Hvad der skete"), 0, what_said),
    LogColumn(lambda: tr("Vidner"), 96, lambda row: row.witnesses, may_hide=True),
    LogColumn(lambda: tr("Bilag"), 62, lambda row: row.exhibits, may_hide=True),
    LogColumn(lambda: tr("Anmeldt"), 84, lambda row: row.reported, may_hide=True),
)


class IncidentTable(QAbstractTableModel):
    """The lines, one a row."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[LogRow, ...] = ()
        self._struck = QFont()
        self._struck.setStrikeOut(True)

    @property
    def rows(self) -> tuple[LogRow, ...]:
        """What is shown, in order."""
        return self._rows

    def show_rows(self, rows: tuple[LogRow, ...]) -> None:
        """Replaces all lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows; struck through and grey where the line is in error."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return COLUMNS[index.column()].shows(row)
        if row.is_in_error and role == Qt.ItemDataRole.FontRole:
            return self._struck
        if row.is_in_error and role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("muted")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings, flush with the cells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return COLUMNS[section].heading() if role == Qt.ItemDataRole.DisplayRole else None

    def place_of(self, number: int) -> int:
        """The row of an incident; -1 when it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.number == number), -1)


def log_view(model: IncidentTable) -> QTableView:
    """A view of whole rows of one height with fixed columns: nothing is measured, however many lines there are."""
    view = QTableView()
    view.setObjectName("incident_table")
    view.setAccessibleName(tr("Hændelser, den nyeste først"))
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = view.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(_ROW_HEIGHT)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(44)
    for place, column in enumerate(COLUMNS):
        header.setSectionResizeMode(
            place, QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
        )
        if column.width:
            header.resizeSection(place, column.width)
    return view


def show_filled(view: QTableView, rows: Sequence[LogRow]) -> None:
    """Leaves out the columns in which no line has anything: there is more room for what happened."""
    for place, column in enumerate(COLUMNS):
        view.setColumnHidden(place, column.may_hide and not any(column.shows(row) for row in rows))
