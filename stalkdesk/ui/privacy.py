"""The screen turned away: somebody at the counter can see it, and the officer goes on in a moment. It locks nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.card import Card
from stalkdesk.ui.labels import heading, muted

_CARD_WIDTH = 480


class PrivacyScreen(QWidget):
    """A card that tells nothing of what lies under it. `left`: go on; `lock_asked`: it takes longer."""

    left = Signal()
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("privacy")
        self._on = primary(tr("Fortsæt"), "privacy_on", "eye")
        self._on.clicked.connect(self.left)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock_asked.emit)
        mark = QLabel()
        mark.setPixmap(icons.pixmap("eye-off", "muted", 32))
        card = Card("privacy_card")
        card.setFixedWidth(_CARD_WIDTH)
        card.body.addWidget(mark)
        card.body.addWidget(heading(tr("Skærmen er skjult. Tryk F12 eller Esc for at fortsætte."), "privacy_says"))
        card.body.addWidget(muted(tr("Skranken er ikke låst. Går du fra den, så lås den med Ctrl+L.")))
        card.body.addWidget(self._on, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)

    def take_focus(self) -> None:
        """Enter goes on too."""
        self._on.setFocus()
