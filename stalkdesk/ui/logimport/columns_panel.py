"""What each column means, and what must be known of the whole file: asked once, before any row is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stalkdesk.casework.log.incident_log import Channel, channel_word
from stalkdesk.casework.log.log_columns import Choices, LogField, field_word, headings, with_heading
from stalkdesk.casework.log.log_dates import DayOrder
from stalkdesk.casework.log.log_import import order_asked, years_asked
from stalkdesk.casework.log.log_tables import LogTable, TableName
from stalkdesk.language import tr
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.labels import label, muted

_MOST_SAMPLE = 70
_SAMPLES = 3
_HEADING_WITHIN = 15
_YEARS_BACK = 12


class ColumnsPanel(QWidget):
    """`changed(Choices)`: another choice; `table_wanted(int)`: another table of the file; `ready`: on to the rows; `back`."""

    changed = Signal(object)
    table_wanted = Signal(int)
    ready = Signal()
    back = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._log: LogTable | None = None
        self._choices = Choices(-1, ())
        self.table, self.heading = _combo("log_table", tr("Tabel eller ark")), _combo("log_heading", tr("Overskrifter"))
        self.order, self.year = _combo("log_order", tr("Datoer som 3/11")), _combo("log_year", tr("Datoer uden årstal"))
        self.channel = _combo("log_channel", tr("Når kanalen ikke kan læses"))
        self.fields: list[QComboBox] = []
        self._grid = QGridLayout()
        self._rows = self._made_questions()
        self._missing = muted("", "log_missing")
        self.go_on = primary(tr("Se rækkerne (Ctrl+Enter)"), "see_log_rows", "arrow-right", "Ctrl+Return")
        self.other_file = secondary(tr("Anden fil"), "other_log_file", "arrow-left")
        self._lay_out()
        self.table.activated.connect(lambda place: self.table_wanted.emit(place))
        self.heading.activated.connect(self._on_heading)
        for combo in (self.order, self.year, self.channel):
            combo.activated.connect(lambda _: self._on_asked())
        self.go_on.clicked.connect(self.ready)
        self.other_file.clicked.connect(self.back)

    def _made_questions(self) -> dict[QComboBox, QWidget]:
        """The questions of the whole file, each with its words."""
        asked = {
            self.table: tr("Filen har flere tabeller. Hvilken er loggen?"),
            self.heading: tr("Hvor står overskrifterne?"),
            self.order: tr("Hvordan læses datoer som 3/11/2026?"),
            self.year: tr("Nogle datoer har intet årstal. Hvilket år?"),
            self.channel: tr("Hvilken kanal, når det ikke kan læses af rækken?"),
        }
        rows = {}
        for combo, says in asked.items():
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(12)
            words = label(says)
            words.setBuddy(combo)
            line.addWidget(words, 1)
            line.addWidget(combo)
            combo.setFixedWidth(300)
            rows[combo] = row
        return rows

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        for combo in (self.table, self.heading):
            column.addWidget(self._rows[combo])
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        for combo in (self.order, self.year, self.channel):
            column.addWidget(self._rows[combo])
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.other_file)
        foot.addWidget(self._missing, 1)
        foot.addWidget(self.go_on)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(scrolling(content, "log_columns_scroll"), 1)
        whole.addLayout(foot)

    def show_log(self, log: LogTable, choices: Choices) -> None:
        """Shows a table and how it is read."""
        self._log, self._choices = log, choices
        _fill(self.table, [(_table_said(one, place), place) for place, one in enumerate(log.tables)], log.chosen)
        self._rows[self.table].setVisible(len(log.tables) > 1)
        none = [(tr("Der er ingen overskrifter"), -1)]
        lines = [(_row_said(place, row), place) for place, row in enumerate(log.rows[:_HEADING_WITHIN])]
        _fill(self.heading, none + lines, choices.heading_row)
        self._show_fields()
        self._show_asked()

    def take_focus(self) -> None:
        """Puts the keyboard to the first column."""
        (self.fields[0] if self.fields else self.go_on).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_fields(self) -> None:
        assert self._log is not None
        while (old := self._grid.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = []
        said = headings(self._log.rows, self._choices.heading_row) or ("",) * self._log.width
        for place, text in enumerate(said):
            combo = _combo(f"log_column_{place + 1}", tr("Kolonne {number}: {heading}", number=place + 1, heading=text))
            _fill(combo, [(field_word(one), one) for one in LogField], self._choices.fields[place])
            combo.setFixedWidth(300)
            combo.activated.connect(lambda _: self._on_field())
            self._grid.addWidget(_elided(text or tr("Kolonne {number}", number=place + 1), "strong", 34), place, 0)
            self._grid.addWidget(_elided(self._sample(place), "muted", _MOST_SAMPLE), place, 1)
            self._grid.addWidget(combo, place, 2)
            self.fields.append(combo)
        self._order_tab()

    def _order_tab(self) -> None:
        """As it is read: the new columns would come last of all in the window."""
        stops = (self.table, self.heading, *self.fields, self.order, self.year, self.channel, self.go_on, self.other_file)
        for one, next_one in pairwise(stops):
            QWidget.setTabOrder(one, next_one)

    def _sample(self, column: int) -> str:
        assert self._log is not None
        body = self._log.rows[self._choices.heading_row + 1 :]
        found = (" ".join(row[column].split()) for row in body if row[column])
        return "  ·  ".join(text for text, _ in zip(dict.fromkeys(found), range(_SAMPLES), strict=False))

    def _show_asked(self) -> None:
        """Only what this file asks for."""
        assert self._log is not None
        choices, rows = self._choices, self._log.rows
        orders = [(tr("Vælg …"), None), (tr("Dag først: 3. november"), DayOrder.DAY_FIRST)]
        _fill(self.order, [*orders, (tr("Måned først: 11. marts"), DayOrder.MONTH_FIRST)], choices.order)
        years = [(str(self._today.year - back), self._today.year - back) for back in range(_YEARS_BACK)]
        _fill(self.year, [(tr("Vælg …"), None), *years], choices.year)
        channels = [(channel_word(one), one) for one in Channel if one is not Channel.OTHER]
        _fill(self.channel, [(tr("Spørg ved hver række"), None), *channels], choices.channel)
        self._rows[self.order].setVisible(order_asked(rows, choices))
        self._rows[self.year].setVisible(years_asked(rows, choices))
        self._show_missing()

    def _show_missing(self) -> None:
        missing = [field_word(one) for one in (LogField.DATE, LogField.WHAT) if one not in self._choices.fields]
        fields = [one for one in self._choices.fields if one not in (LogField.IGNORE, LogField.WHAT)]
        twice = next((field_word(one) for one in fields if fields.count(one) > 1), "")
        says = ""
        if missing:
            says = tr("Vælg, hvilken kolonne der er: {names}.", names=", ".join(missing))
        elif twice:
            says = tr("To kolonner er valgt som ”{name}”. Vælg én af dem.", name=twice)
        self._missing.setText(says)
        self.go_on.setEnabled(not says)

    # -- choosing --------------------------------------------------------------------------------------------------------
    def _on_heading(self) -> None:
        assert self._log is not None
        self._choices = replace(with_heading(self._log.rows, self.heading.currentData()), channel=self._choices.channel)
        self._show_fields()
        self._tell()

    def _on_field(self) -> None:
        self._choices = replace(self._choices, fields=tuple(LogField(combo.currentData()) for combo in self.fields))
        self._tell()

    def _on_asked(self) -> None:
        order, channel = self.order.currentData(), self.channel.currentData()  # Qt gives the words of an enum back
        self._choices = replace(
            self._choices,
            order=DayOrder(order) if order else None,
            year=self.year.currentData(),
            channel=Channel(channel) if channel else None,
        )
        self._tell()

    def _tell(self) -> None:
        self._show_asked()
        self.changed.emit(self._choices)


def _combo(name: str, says: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setAccessibleName(says)
    return combo


def _fill(combo: QComboBox, choices: Sequence[tuple[str, object]], chosen: object) -> None:
    combo.clear()
    for says, value in choices:
        combo.addItem(says, value)
    values = [value for _, value in choices]
    combo.setCurrentIndex(values.index(chosen) if chosen in values else 0)


def _elided(text: str, role: str, most: int) -> QLabel:
    shown = label(text if len(text) <= most else text[: most - 1] + "…", role)
    shown.setWordWrap(False)
    return shown


def _table_said(one: TableName, place: int) -> str:
    name = one.name or tr("Tabel {number}", number=place + 1)
    return tr("{name} ({rows} rækker)", name=name, rows=one.rows)


def _row_said(place: int, row: tuple[str, ...]) -> str:
    words = " | ".join(" ".join(text.split()) for text in row if text)
    return tr("Række {number}: {words}", number=place + 1, words=words[:40])
