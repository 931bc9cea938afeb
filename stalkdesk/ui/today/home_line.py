"""On the front page: what is late, and what is due today, in one line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stalkdesk.casework.support.today import Day
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label
from stalkdesk.ui.today.reading import read_day
from stalkdesk.ui.today.words import day_sentence


class TodayLine(QWidget):
    """Emits `today_asked`. Hidden while there is nothing to say."""

    today_asked = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("today_line")
        self._desk, self._background = desk, background
        self._says = label("", "strong", "home_today")
        way = quiet(tr("Se I &dag …"), "home_to_today", "calendar")
        way.clicked.connect(self.today_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._says, 1)
        row.addWidget(way)
        self.hide()

    def refresh(self) -> None:
        """Asks how it stands."""
        desk = self._desk
        self._background.run(lambda: read_day(desk), self._on_read, lambda _: None)

    def _on_read(self, day: Day) -> None:
        sentence = day_sentence(day)
        self._says.setText(sentence)
        self.setVisible(bool(sentence))
