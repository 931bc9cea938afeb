"""The page of packages: taking one in, and the desks that they go to and come from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.handover.desks_panel import DesksPanel
from stalkdesk.ui.handover.receive_panel import ReceivePanel
from stalkdesk.ui.labels import title


class PackagesPage(QWidget):
    """`opened(reference)`: the case that a package became. `closed`: back to the day."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("packages_page")
        self.receive = ReceivePanel(desk, background)
        self.receive.opened.connect(self.opened)
        self.desks = DesksPanel(desk, background)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("packages_tabs")
        self._tabs.setAccessibleName(tr("Pakker"))
        self._tabs.addTab(self.receive, tr("Modtag en pakke"))
        self._tabs.addTab(self.desks, tr("Skranker"))
        back = secondary(tr("Til I dag"), "leave_packages", "arrow-left")
        back.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(title(tr("Pakker"), "packages_title"), 1)
        top.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._tabs, 1)

    def refresh(self) -> None:
        """Asks for the desks; begins with taking one in."""
        self.desks.refresh()
        self.receive.take_focus()

    def leave(self) -> None:
        """What was seen of a package goes off the screen."""
        self.receive.leave()
        self.desks.leave()
