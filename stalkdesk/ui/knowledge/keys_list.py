"""The keys of the program on the screen: which, what each does, and where."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.keys import KeyLine, all_keys
from stalkdesk.ui.labels import heading
from stalkdesk.ui.table import TableColumn, ValuesTable, table_view

_ROW = 32


class KeysList(QWidget):
    """`left`: back to what was read."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = ValuesTable[KeyLine](
            (
                TableColumn(tr("Hvor"), lambda one: one.where),
                TableColumn(tr("Taster"), lambda one: one.shown),
                TableColumn(tr("Hvad de gør"), lambda one: one.does, stretches=True),
            )
        )
        self.view = table_view(self.table, "keys_table", tr("Tasterne i programmet"))
        self.view.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.show_values(all_keys())
        back = quiet(tr("Tilbage til siden"), "keys_back", "arrow-left")
        back.clicked.connect(self.left)
        top = QHBoxLayout()
        top.addWidget(heading(tr("Tasterne i programmet"), "keys_title"), 1)
        top.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.view, 1)

    def take_focus(self) -> None:
        """The list, at its beginning."""
        self.view.selectRow(0)
        self.view.setFocus()
