"""The list of sections at the left: what is done, where one is, what is open, what must still be answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QProgressBar,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from stalkdesk.intake.walk import SectionState
from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.labels import heading, muted

CLOSING = "closing"
"""Stands for the last line of the list: the result and the filing."""

LOWEST_ROW = 32
TALLEST_ROW = 44

AnyIndex = QModelIndex | QPersistentModelIndex


class Standing(StrEnum):
    """How a section stands."""

    DONE = "done"
    CURRENT = "current"
    BEGUN = "begun"
    OPEN = "open"
    REQUIRED = "required"


def standing_said(standing: Standing) -> str:
    """The standing in words, for a screen reader and the tooltip."""
    return {
        Standing.DONE: tr("udfyldt"),
        Standing.CURRENT: tr("du er her"),
        Standing.BEGUN: tr("begyndt"),
        Standing.OPEN: tr("åbent"),
        Standing.REQUIRED: tr("skal besvares"),
    }[standing]


_ICONS = {
    Standing.DONE: ("circle-check", "success"),
    Standing.CURRENT: ("circle-dot", "accent"),
    Standing.BEGUN: ("circle-dot", "muted"),
    Standing.OPEN: ("circle", "muted"),
    Standing.REQUIRED: ("triangle-alert", "warn"),
}


def standing_of(state: SectionState, current: str, *, is_unfinished: bool = False) -> Standing:
    """How a section stands, seen from the section on the screen. Something half-typed in it leaves it begun."""
    if state.section.id == current:
        return Standing.CURRENT
    if state.is_complete and not is_unfinished:
        return Standing.DONE
    if state.is_blocking:
        return Standing.REQUIRED
    return Standing.BEGUN if state.is_reached or is_unfinished else Standing.OPEN


class SectionModel(QAbstractListModel):
    """One line for each section, and a last one for the closing."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[tuple[str, str, Standing], ...] = ()

    def show_states(self, states: Sequence[SectionState], current: str, unfinished: Collection[str] = ()) -> None:
        """Shows the sections seen from `current` (a section id, or CLOSING)."""
        lines = [
            (
                state.section.id,
                tr("{number}. {title}", number=state.section.number, title=state.section.title),
                standing_of(state, current, is_unfinished=state.section.id in unfinished),
            )
            for state in states
        ]
        lines.append((CLOSING, tr("Afslut"), Standing.CURRENT if current == CLOSING else Standing.OPEN))
        if len(lines) != len(self._lines):
            self.beginResetModel()
            self._lines = tuple(lines)
            self.endResetModel()
        elif tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many lines."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, icon, and the standing in words."""
        if not index.isValid():
            return None
        _section, text, standing = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.DecorationRole:
                return icons.icon(*_ICONS[standing])
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return tr("{section}: {standing}", section=text, standing=standing_said(standing))
            case _:
                return None

    def section_at(self, index: AnyIndex) -> str:
        """The section id of a line, or CLOSING."""
        return self._lines[index.row()][0]

    def row_of(self, section_id: str) -> int:
        """The line of a section; -1 when there is none."""
        return next((row for row, line in enumerate(self._lines) if line[0] == section_id), -1)


class _RowHeight(QStyledItemDelegate):
    """Rows as tall as the window allows, so that all sections are seen at 720 pixels too."""

    height = TALLEST_ROW

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """The common height."""
        return QSize(super().sizeHint(option, index).width(), self.height)


class _Lines(QListView):
    """The list itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sectionLines")
        self.setAccessibleName(tr("Tjekliste"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(20, 20))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._heights = _RowHeight(self)
        self.setItemDelegate(self._heights)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the rows to the height."""
        super().resizeEvent(event)
        count = max(self.model().rowCount(), 1)
        height = min(max((self.viewport().height() - 2) // count, LOWEST_ROW), TALLEST_ROW)
        if height != self._heights.height:
            self._heights.height = height
            self.scheduleDelayedItemsLayout()


class SectionList(QWidget):
    """The list with its heading and the progress below. `chosen(str)`: a section id, or CLOSING."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sectionList")
        self.model = SectionModel()
        self.lines = _Lines()
        self.lines.setModel(self.model)
        self.lines.clicked.connect(self._on_activated)
        self.lines.activated.connect(self._on_activated)
        self._bar = QProgressBar()
        self._bar.setObjectName("progressBar")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Trin udført"))
        self._progress = muted("", "progressLine")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(tr("Tjekliste")))
        column.addWidget(self.lines, 1)
        column.addWidget(self._bar)
        column.addWidget(self._progress)

    def show_states(self, states: Sequence[SectionState], current: str, unfinished: Collection[str] = ()) -> None:
        """Shows how the sections stand and marks the current one."""
        self.model.show_states(states, current, unfinished)
        self.lines.setCurrentIndex(self.model.index(self.model.row_of(current)))
        done = sum(state.is_complete for state in states)
        self._bar.setMaximum(len(states))
        self._bar.setValue(done)
        self._progress.setText(tr("{done} af {all} trin udført", done=done, all=len(states)))

    def _on_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.section_at(index))
