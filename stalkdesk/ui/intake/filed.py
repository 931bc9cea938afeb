"""After the filing: the reference that the case has got, and the sheets that are offered for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.intake.following_parts import levels_said
from stalkdesk.ui.labels import heading, label

if TYPE_CHECKING:  # not for a cycle: the sheets need not be loaded before a case is filed
    from stalkdesk.casework.cases import Filed
    from stalkdesk.guidance.carrying import Told
    from stalkdesk.intake.findings import Urgency
    from stalkdesk.ui.background import Background
    from stalkdesk.ui.desk import Desk
    from stalkdesk.ui.papers.sheets_panel import SheetsPanel

SIGN = QSize(32, 32)


class FiledPage(QWidget):
    """Says that the case is durable and offers the sheets. `finished(str)`: the person is done; the reference."""

    finished = Signal(str)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("filedPage")
        self._desk, self._background = desk, background
        self._panel: SheetsPanel | None = None
        self._filed = heading("", "filedReference")
        self._when = label("", "muted", "filedWhen")
        self._levels = label("", "strong", "filedLevels")
        sign = QLabel()
        sign.setPixmap(icons.pixmap("circle-check", "success", SIGN.width()))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._filed)
        words.addWidget(self._levels)
        words.addWidget(self._when)
        head = QFrame()
        head.setProperty("role", "banner-success")
        row = QHBoxLayout(head)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(14)
        row.addWidget(sign)
        row.addLayout(words, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._column.addWidget(head)

    def show_filed(self, filed: Filed, computed: Urgency, told: Told | None = None) -> None:
        """Shows the reference, both levels, and offers the sheets of the case. `told`: what the intake knows of carrying."""
        from stalkdesk.ui.papers.sheets_panel import SheetsPanel

        self._filed.setText(tr("Sagen er oprettet: {reference}", reference=filed.reference))
        self._when.setText(tr("{when} · Giv nu den udsatte de ark, der passer.", when=local_time(filed.filed_at)))
        self._levels.setText(levels_said(computed, filed.urgency))
        panel = SheetsPanel(self._desk, self._background)
        panel.done.connect(lambda: self.finished.emit(filed.reference))
        if self._panel is not None:
            self._column.removeWidget(self._panel)
            self._panel.deleteLater()
        self._panel = panel
        self._column.addWidget(panel, 1)
        panel.offer(filed.reference, told)
