"""On the front page: what is late, and what is due today, in one line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from stalkdesk.casework.support.today import Day
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.home_line import HomeLine
from stalkdesk.ui.labels import label
from stalkdesk.ui.today.reading import read_day
from stalkdesk.ui.today.words import day_sentence


class TodayLine(HomeLine[Day]):
    """Emits `today_asked`."""

    today_asked = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        way = quiet(tr("Se I &dag …"), "home_to_today", "calendar")
        super().__init__("today_line", desk, background, label("", "strong", "home_today"), way)
        way.clicked.connect(self.today_asked)

    def reading(self) -> Callable[[], Day]:
        desk = self._desk
        return lambda: read_day(desk)

    def sentence(self, found: Day) -> str:
        return day_sentence(found)
