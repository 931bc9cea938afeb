"""What every page before the open desk has in common: the dark bar with the red button, and a card in the middle."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.buttons import danger, quiet, set_icon
from stalkdesk.ui.card import Card

BAR_HEIGHT = 58
_EMERGENCY_WIDTH = 152
"""With its icon."""


class Entrance(QWidget):
    """A page with a bar and a centred card `body`. `emergency_asked`: the red button was pressed; `training_asked`: the quiet
    way at the foot, which only a page that `offers_training` has.

    `scrolls`: the card may become higher than a small window.
    """

    emergency_asked = Signal()
    training_asked = Signal()
    tried = Signal()
    """Somebody tries to get in."""

    def __init__(self, name: str, card_width: int, scrolls: bool = False, offers_training: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.card = Card(f"{name}_card")
        self.card.setFixedWidth(card_width)
        self.body = self.card.body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        self.stage = QVBoxLayout()
        self.stage.setContentsMargins(24, 24, 24, 24)
        row = QHBoxLayout()  # no alignment: the card's height must follow its wrapped text
        row.addStretch(1)
        row.addWidget(self.card)
        row.addStretch(1)
        self.stage.addStretch(2)
        self.stage.addLayout(row)
        self.stage.addStretch(3)
        self.training_way = quiet(tr("&Øv dig på opdigtede sager"), "to_training") if offers_training else None
        if self.training_way is not None:
            self.stage.addLayout(self._way_to_training(self.training_way))
        if scrolls:
            column.addWidget(self._scrolling(name), 1)
        else:
            column.addLayout(self.stage, 1)

    def _scrolling(self, name: str) -> QWidget:
        from stalkdesk.ui.card import scrolling

        inside = QWidget()
        inside.setLayout(self.stage)
        return scrolling(inside, f"{name}_scroll")

    def _way_to_training(self, way: QPushButton) -> QHBoxLayout:
        way.clicked.connect(self.training_asked)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(way)
        row.addStretch(1)
        return row

    def say_backing_up(self) -> None:
        """Behind this page a backup is being finished. A page behind which none is made says nothing."""

    def complete(self) -> None:
        """Puts the icons on. Called when the window has been painted: drawing them takes longer than the rest of the page."""
        set_icon(self.emergency, "siren")

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "bar")
        bar.setFixedHeight(BAR_HEIGHT)
        brand = QLabel("StalkDesk")
        brand.setProperty("role", "brand")
        self.emergency = danger(tr("Akut fare (F9)"), "emergency")
        self.emergency.setMinimumWidth(_EMERGENCY_WIDTH)
        self.emergency.setToolTip(tr("Åbn 112-skærmen (F9)"))
        self.emergency.clicked.connect(self.emergency_asked)
        row = QHBoxLayout(bar)
        row.setContentsMargins(28, 0, 20, 0)
        row.addWidget(brand)
        row.addStretch(1)
        row.addWidget(self.emergency)
        return bar
