"""On the front page of who keeps or approves the content: what waits, and what must be checked again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stalkdesk.guidance.upkeep import Upkeep, upkeep_of
from stalkdesk.language import SOURCE_LANGUAGE, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.content.words import upkeep_said
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label


class ContentLine(QWidget):
    """Emits `content_asked`. Hidden while there is nothing to say."""

    content_asked = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("content_line")
        self._desk, self._background = desk, background
        self._says = label("", "", "home_content")
        way = quiet(tr("&Indhold …"), "home_to_content", "file-text")
        way.clicked.connect(self.content_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._says, 1)
        row.addWidget(way)
        self.hide()

    def refresh(self) -> None:
        """Asks how it stands."""
        desk = self._desk
        officer_id = desk.open_drawer().officer.id

        def work() -> Upkeep:
            today = desk.now().astimezone().date()
            return upkeep_of(desk.changes(), desk.shelf(SOURCE_LANGUAGE), officer_id, today)

        self._background.run(work, self._on_upkeep, lambda _: None)

    def _on_upkeep(self, upkeep: Upkeep) -> None:
        self._says.setText(upkeep_said(upkeep))
        self.setVisible(upkeep.calls)
