"""The door before a protected part: one press opens it with the reason that most have; any other reason is asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLabel, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.buttons import primary, quiet


class ProtectedDoor(QWidget):
    """`opened(reason)`: it is to be opened; an empty reason is to be refused."""

    opened = Signal(str)

    def __init__(self, name: str, opener: str, reason: str, asks: str, *says: QLabel, may_open: bool) -> None:
        """`opener`: the words of the button; `reason`: what it notes; `asks`: how another reason is asked for; `says`: what
        stands above."""
        super().__init__()
        self.setObjectName(f"{name}_door")
        self._asks = asks
        open_now = primary(opener, f"open_{name}", "lock-open", "Ctrl+Return")
        open_now.clicked.connect(lambda: self.opened.emit(reason))
        other = quiet(tr("Åbn af en &anden grund …"), f"open_{name}_because")
        other.clicked.connect(self._on_other_reason)
        row = QHBoxLayout()
        row.setSpacing(10)
        for one in (open_now, other):
            one.setEnabled(may_open)
            row.addWidget(one)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for one_label in says:
            column.addWidget(one_label)
        column.addLayout(row)

    def _on_other_reason(self) -> None:
        reason, is_given = QInputDialog.getText(self, "StalkDesk", self._asks)
        if is_given:
            self.opened.emit(reason.strip())
