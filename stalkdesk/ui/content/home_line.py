"""On the front page of who keeps or approves the content: what waits, and what must be checked again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from stalkdesk.guidance.upkeep import Upkeep, upkeep_of
from stalkdesk.language import SOURCE_LANGUAGE, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.content.words import upkeep_said
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.home_line import HomeLine
from stalkdesk.ui.labels import label


class ContentLine(HomeLine[Upkeep]):
    """Emits `content_asked`."""

    content_asked = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        way = quiet(tr("&Indhold …"), "home_to_content", "file-text")
        super().__init__("content_line", desk, background, label("", "", "home_content"), way)
        way.clicked.connect(self.content_asked)

    def reading(self) -> Callable[[], Upkeep]:
        desk, officer_id = self._desk, self._desk.open_drawer().officer.id

        def work() -> Upkeep:
            today = desk.now().astimezone().date()
            return upkeep_of(desk.changes(), desk.shelf(SOURCE_LANGUAGE), officer_id, today)

        return work

    def sentence(self, found: Upkeep) -> str:
        return upkeep_said(found) if found.calls else ""
