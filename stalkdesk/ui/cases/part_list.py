"""The parts of a case beside each other: their names in a list at the left, the chosen one at the right."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QTabWidget, QWidget

from stalkdesk.language import tr

LIST_WIDTH = 184


class PartList(QWidget):
    """Shows the tabs of `tabs` as a list. Ctrl+Tab goes on as in any tabs; in the list, the arrows do."""

    def __init__(self, tabs: QTabWidget) -> None:
        super().__init__()
        self._tabs = tabs
        self._names = QStringListModel(self)
        self._list = QListView()
        self._list.setObjectName("case_parts")
        self._list.setAccessibleName(tr("Sagens dele"))
        self._list.setModel(self._names)
        self._list.setFixedWidth(LIST_WIDTH)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.selectionModel().currentChanged.connect(lambda now, _: self._tabs.setCurrentIndex(now.row()))
        tabs.tabBar().hide()
        tabs.currentChanged.connect(self._on_current)
        tabs.setFocusProxy(self._list)  # their own bar is not shown; and Tab goes from the list into the part
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._list)
        row.addWidget(tabs, 1)

    def show_names(self, part: str = "") -> None:
        """Reads the names of the tabs anew, and goes to the part with that objectName, if it is there."""
        self._names.setStringList([self._tabs.tabText(place) for place in range(self._tabs.count())])
        if part:
            self._choose(part)
        self._on_current(self._tabs.currentIndex())

    def go_to(self, part: str) -> None:
        """To the part with that objectName; the keyboard goes into it."""
        if (shown := self._choose(part)) is not None:
            shown.setFocus()

    def _choose(self, part: str) -> QWidget | None:
        for place in range(self._tabs.count()):
            made = self._tabs.widget(place)
            if made is not None and made.objectName() == part:
                self._tabs.setCurrentIndex(place)
                return made
        return None

    def _on_current(self, place: int) -> None:
        index = self._names.index(place)
        if index.isValid() and self._list.currentIndex() != index:
            self._list.setCurrentIndex(index)
