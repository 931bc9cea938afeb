"""A table over frozen values: the columns are data, the rows are what the drawer gave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

_T = TypeVar("_T")
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[_T]):
    """One column: its heading, and what a row shows in it. Exactly one column of a table stretches."""

    heading: str
    shows: Callable[[_T], str]
    stretches: bool = False


class ValuesTable(QAbstractTableModel, Generic[_T]):
    """The values, one a row."""

    def __init__(self, columns: tuple[TableColumn[_T], ...]) -> None:
        super().__init__()
        self.columns = columns
        self._values: tuple[_T, ...] = ()

    @property
    def values(self) -> tuple[_T, ...]:
        """What is shown, in order."""
        return self._values

    def show_values(self, values: tuple[_T, ...]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self._values = values
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many values there are."""
        return 0 if parent.isValid() else len(self._values)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows; the same as its tooltip and for screen readers."""
        shown_in = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if not index.isValid() or role not in shown_in:
            return None
        return self.columns[index.column()].shows(self._values[index.row()])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings, flush with the cells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.columns[section].heading if role == Qt.ItemDataRole.DisplayRole else None


def table_view(model: ValuesTable[_T], name: str, accessible_name: str) -> QTableView:
    """A view of whole rows, one chosen at a time; Tab goes on to the next control."""
    view = QTableView()
    view.setObjectName(name)
    view.setAccessibleName(accessible_name)
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(44)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(64)
    for number, column in enumerate(model.columns):
        mode = QHeaderView.ResizeMode.Stretch if column.stretches else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(number, mode)
    return view


def chosen(view: QTableView, model: ValuesTable[_T]) -> _T | None:
    """The value of the chosen row; None when no row is chosen."""
    row = view.currentIndex().row()
    return model.values[row] if 0 <= row < len(model.values) else None
