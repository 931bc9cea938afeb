"""One row of the log to be mended: its texts by field, the channel and the act."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from stalkdesk.casework.log.incident_log import Channel, channel_word
from stalkdesk.casework.log.log_columns import LogField, field_word
from stalkdesk.casework.log.log_import import NOT_EDITED, LogRow, RowEdit, RowState, RowWhy, why_said
from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.labels import label

_LINES = (LogField.DATE, LogField.CLOCK, LogField.PLACE, LogField.WITNESSES, LogField.EXHIBIT, LogField.REPORTED)
_HEIGHT = 54


class RowForm(Card):
    """`edited(int, RowEdit)`: how a row is to be read; it is said once the person is through with it."""

    edited = Signal(int, object)

    def __init__(self, acts: dict[str, str]) -> None:
        super().__init__("log_row_form")
        self._row: LogRow | None = None
        self._edit = NOT_EDITED
        self._is_filling = False
        self.is_typed = False
        self.lines = {one: self._made_line(one) for one in _LINES}
        self.what = self._made_what()
        self.channel, self.act = self._made_choices(acts)
        self._why = label("", "strong", "log_row_why")
        self.keep = secondary(tr("Ret rækken"), "mend_log_row", "check")
        self.toggle = secondary(tr("Udelad rækken"), "leave_out_log_row", "minus")
        self._lay_out()
        self.keep.clicked.connect(self.commit)
        self.toggle.clicked.connect(self._on_toggle)

    def _made_line(self, one: LogField) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"log_row_{one.value}")
        line.setAccessibleName(field_word(one))
        line.textEdited.connect(self._on_typed)
        line.returnPressed.connect(self.commit)
        return line

    def _made_what(self) -> QPlainTextEdit:
        what = QPlainTextEdit()
        what.setObjectName("log_row_what")
        what.setAccessibleName(field_word(LogField.WHAT))
        what.setPlaceholderText(field_word(LogField.WHAT))
        what.setTabChangesFocus(True)
        what.setFixedHeight(_HEIGHT)
        what.textChanged.connect(self._on_typed)
        return what

    def _made_choices(self, acts: dict[str, str]) -> tuple[QComboBox, QComboBox]:
        channel, act = QComboBox(), QComboBox()
        channel.setObjectName("log_row_channel")
        channel.setAccessibleName(tr("Kanal"))
        channel.addItem(tr("Som det kan læses"), None)
        for one in Channel:
            channel.addItem(channel_word(one), one)
        act.setObjectName("log_row_act")
        act.setAccessibleName(tr("Handling i tjeklisten"))
        act.addItem(tr("Som kanalen siger"), "")
        for code, says in acts.items():
            act.addItem(says, code)
        for combo in (channel, act):
            combo.setMinimumContentsLength(16)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.activated.connect(self._on_typed)
        return channel, act

    def _lay_out(self) -> None:
        self.body.setContentsMargins(14, 8, 14, 8)
        self.body.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self._why, 1)
        top.addWidget(self.toggle)
        top.addWidget(self.keep)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        order: tuple[QWidget, ...] = (*(self.lines[one] for one in _LINES[:3]), self.channel)
        for place, part in enumerate(order):
            self._put(grid, 0, place, part)
        grid.addWidget(self.what, 2, 0, 1, 4)
        for place, part in enumerate((*(self.lines[one] for one in _LINES[3:]), self.act)):
            self._put(grid, 3, place, part)
        self.body.addLayout(top)
        self.body.addLayout(grid)
        chain = (*order, self.what, *(self.lines[one] for one in _LINES[3:]), self.act, self.toggle, self.keep)
        for one, next_one in pairwise(chain):
            QWidget.setTabOrder(one, next_one)

    def _put(self, grid: QGridLayout, line: int, place: int, part: QWidget) -> None:
        """A field with its name above it."""
        says = label(part.accessibleName(), "muted")
        says.setBuddy(part)
        grid.addWidget(says, line, place)
        grid.addWidget(part, line + 1, place)
        grid.setColumnStretch(place, 1)

    def show_row(self, row: LogRow | None, edit: RowEdit) -> None:
        """Shows a row as it is read now. What was typed at the one before was handed over before."""
        self._row, self._edit, self._is_filling = row, edit, True
        for one, line in self.lines.items():
            line.setText(" ".join(row.texts.get(one, "").split()) if row else "")
            line.setCursorPosition(0)
        self.what.setPlainText(row.texts.get(LogField.WHAT, "") if row else "")
        self.channel.setCurrentIndex(max(self.channel.findData(edit.channel), 0))
        self.act.setCurrentIndex(max(self.act.findData(edit.acts[0] if edit.acts else ""), 0))
        self._is_filling, self.is_typed = False, False
        self.setEnabled(row is not None and row.why is not RowWhy.HEADINGS)
        self._say(row)

    def _say(self, row: LogRow | None) -> None:
        self.keep.setEnabled(False)
        if row is None:
            self._why.setText("")
            return
        says = why_said(row.why)
        number = tr("Række {number}.", number=row.number)
        self._why.setText(f"{number} {says}".strip())
        takes = row.state in (RowState.REPEATED, RowState.LEFT_OUT)
        self.toggle.setText(tr("Tag rækken med") if takes else tr("Udelad rækken"))

    def commit(self) -> None:
        """Hands over what was typed, when something was."""
        if self._row is not None and self.is_typed:
            self.is_typed = False
            self.edited.emit(self._row.number, self._typed(None if self._edit.is_left_out else self._edit.is_left_out))

    def toggle_row(self) -> None:
        """Takes the row, or leaves it out."""
        if self.isEnabled():
            self._on_toggle()

    def _on_toggle(self) -> None:
        row = self._row
        if row is None:
            return
        is_left_out = row.state not in (RowState.REPEATED, RowState.LEFT_OUT)
        undone = not is_left_out and row.why is RowWhy.BY_PERSON
        self.is_typed = False
        self.edited.emit(row.number, self._typed(None if undone else is_left_out))

    def _typed(self, is_left_out: bool | None) -> RowEdit:
        assert self._row is not None
        texts = dict(self._edit.texts)
        written = {one: line.text().strip() for one, line in self.lines.items()}
        for one, text in (written | {LogField.WHAT: self.what.toPlainText().strip()}).items():
            stood = self._row.texts.get(one, "")
            if text != stood and text != " ".join(stood.split()):
                texts[one] = text
        act, channel = self.act.currentData(), self.channel.currentData()
        return RowEdit(texts, Channel(channel) if channel else None, (act,) if act else (), is_left_out)

    def _on_typed(self, *_: object) -> None:
        if not self._is_filling:
            self.is_typed = True
            self.keep.setEnabled(True)
