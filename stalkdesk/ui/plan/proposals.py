"""What is proposed and not decided: a list with a tick at each. Nothing of it is kept before somebody says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView

from stalkdesk.language import tr
from stalkdesk.ui.buttons import quiet, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.labels import heading, muted

_Index = QModelIndex | QPersistentModelIndex
_ROW = 39
_MOST_ROWS = 8


class Proposals(QAbstractListModel):
    """Texts, each ticked or not; all of them are when they are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: tuple[str, ...] = ()
        self._ticked: list[bool] = []

    def show_texts(self, texts: Sequence[str]) -> None:
        """Replaces what is shown."""
        self.beginResetModel()
        self._texts, self._ticked = tuple(texts), [True] * len(texts)
        self.endResetModel()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The places of those that are ticked."""
        return tuple(place for place, is_ticked in enumerate(self._ticked) if is_ticked)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._texts)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._texts[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self._ticked[index.row()] else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._ticked[index.row()] = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        self.dataChanged.emit(index, index, [role])
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | (Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else Qt.ItemFlag.NoItemFlags)


class ProposalCard(Card):
    """`confirmed(places)`: these are to be kept. `refused`: none of them."""

    confirmed = Signal(object)
    refused = Signal()

    def __init__(self, name: str, says: str, hint: str, confirm: str) -> None:
        super().__init__(name)
        self.body.setContentsMargins(20, 14, 20, 14)
        self.body.setSpacing(8)
        self.model = Proposals()
        self._view = QListView()
        self._view.setObjectName(f"{name}_list")
        self._view.setAccessibleName(says)
        self._view.setModel(self.model)
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        keep = secondary(confirm, f"{name}_confirm", "check")
        keep.clicked.connect(self._on_confirm)
        none = quiet(tr("Brug ikke forslaget"), f"{name}_refuse")
        none.clicked.connect(self.refused)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(keep)
        row.addWidget(none)
        row.addStretch(1)
        self.body.addWidget(heading(says))
        self.body.addWidget(muted(hint))
        self.body.addWidget(self._view)
        self.body.addLayout(row)

    def show_texts(self, texts: Sequence[str]) -> None:
        """Shows them, all ticked."""
        self.model.show_texts(texts)
        self._view.setFixedHeight(min(len(texts), _MOST_ROWS) * _ROW + 10)
        self._view.setCurrentIndex(self.model.index(0, 0))

    @property
    def view(self) -> QListView:
        """The list."""
        return self._view

    def take_focus(self) -> None:
        """Puts the keyboard in the list."""
        self._view.setFocus()

    def _on_confirm(self) -> None:
        if chosen := self.model.chosen:
            self.confirmed.emit(chosen)
