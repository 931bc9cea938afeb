"""The preview: what becomes of every row, before anything is taken. Rows are mended, left out, or taken."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from stalkdesk.casework.additions import MOST_AT_ONCE
from stalkdesk.casework.log.log_import import NOT_EDITED, LogRow, Preview, RowEdit, RowState
from stalkdesk.language import tr
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.labels import label, muted
from stalkdesk.ui.logimport.row_form import RowForm
from stalkdesk.ui.logimport.rows_table import WIDTHS, choices_of, columns, summary
from stalkdesk.ui.table import ValuesTable, table_view


class RowsPanel(QWidget):
    """`edited(int, RowEdit)`: one row; `left_out(list)`: rows that are left out knowingly; `back`, `ready`."""

    edited = Signal(int, object)
    left_out = Signal(list)
    back = Signal()
    ready = Signal()

    def __init__(self, acts: dict[str, str]) -> None:
        super().__init__()
        self._found = Preview(())
        self._edits: Mapping[int, RowEdit] = {}
        self._summary = label("", "strong", "log_summary")
        self.shown = QComboBox()
        self.shown.setObjectName("log_shown")
        self.shown.setAccessibleName(tr("Hvilke rækker vises"))
        self.shown.setFixedWidth(240)
        self.table = ValuesTable(columns())
        self.view = table_view(self.table, "log_rows", tr("Loggens rækker"))
        self.view.verticalHeader().setDefaultSectionSize(30)
        for place, width in WIDTHS.items():
            self.view.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self.view.setColumnWidth(place, width)
        self.form = RowForm(acts)
        self._remark = muted("", "log_rows_remark")
        self.skip = secondary(tr("Udelad dem, der ikke kan læses"), "leave_out_unreadable", "minus")
        self.go_on = primary(tr("Videre til vurderingen (Ctrl+Enter)"), "log_to_evaluation", "arrow-right", "Ctrl+Return")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._summary, 1)
        top.addWidget(self.shown)
        back = secondary(tr("Ret kolonnerne"), "back_to_columns", "arrow-left")
        back.clicked.connect(self._on_back)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(back)
        foot.addWidget(self._remark, 1)
        foot.addWidget(self.skip)
        foot.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.form)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.shown.activated.connect(lambda _: self._show_rows())
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.form.edited.connect(self.edited)
        self.skip.clicked.connect(self._on_skip)
        self.go_on.clicked.connect(self._on_go_on)
        leave_out = QShortcut(QKeySequence("Del"), self.view)
        leave_out.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave_out.activated.connect(self.form.toggle_row)

    def show_found(self, found: Preview, edits: Mapping[int, RowEdit]) -> None:
        """Shows what becomes of the rows now; the row that was chosen stays so."""
        self._found, self._edits = found, edits
        self._summary.setText(summary(found))
        self._fill_shown()
        self._show_rows()
        unreadable, taken = found.count(RowState.UNREADABLE), found.count(RowState.TAKEN)
        self.skip.setVisible(unreadable > 0)
        self.go_on.setEnabled(not unreadable and 0 < taken <= MOST_AT_ONCE)
        self._remark.setText(_remark(unreadable, taken))

    def take_focus(self) -> None:
        """Puts the keyboard to the rows."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def hand_in(self) -> None:
        """Half-mended text of the chosen row is not lost."""
        self.form.commit()

    def _fill_shown(self) -> None:
        chosen = self.shown.currentIndex()
        self.shown.clear()
        for says, state in choices_of(self._found):
            self.shown.addItem(says, state)
        self.shown.setCurrentIndex(max(chosen, 0))

    def _show_rows(self) -> None:
        chosen, place = self._chosen(), max(self.view.currentIndex().row(), 0)
        state = self.shown.currentData()
        rows = tuple(row for row in self._found.rows if not state or row.state is RowState(state))
        self.table.show_values(rows)
        numbers = [row.number for row in rows]
        if chosen is not None and chosen.number in numbers:
            place = numbers.index(chosen.number)
        elif chosen is None:  # the first that asks for something
            place = next((at for at, row in enumerate(rows) if row.state is RowState.UNREADABLE), place)
        self.view.setCurrentIndex(self.table.index(min(place, len(rows) - 1), 0) if rows else QModelIndex())
        self._on_row()

    def _chosen(self) -> LogRow | None:
        place = self.view.currentIndex().row()
        return self.table.values[place] if 0 <= place < len(self.table.values) else None

    def _on_row(self, *_: object) -> None:
        row = self._chosen()
        if self.form.is_typed:
            self.form.commit()
        self.form.show_row(row, self._edits.get(row.number, NOT_EDITED) if row is not None else NOT_EDITED)

    def _on_skip(self) -> None:
        if self.form.is_typed:  # what was just mended may be readable now
            self.form.commit()
            return
        self.left_out.emit([row.number for row in self._found.rows if row.state is RowState.UNREADABLE])

    def _on_back(self) -> None:
        self.form.commit()
        self.back.emit()

    def _on_go_on(self) -> None:
        self.form.commit()
        self.ready.emit()


def _remark(unreadable: int, taken: int) -> str:
    if unreadable:
        return tr("Ret de rækker, der ikke kan læses, eller udelad dem.")
    if not taken:
        return tr("Der er ingen nye hændelser i loggen.")
    if taken > MOST_AT_ONCE:
        return tr(
            "Der kan højst tages {most} med på én gang. Del filen, eller udelad nogle: det, der er taget ind, springes over "
            "næste gang.",
            most=MOST_AT_ONCE,
        )
    return tr("Intet er gemt endnu.")
