"""The strip over every screen of the training twin: what this is, and, during an exercise, the way to its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from stalkdesk.language import tr
from stalkdesk.ui import theme
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.labels import label

_STYLE = """
QFrame#training_strip {{ background: {warn_soft}; border: 0; border-bottom: 2px solid {warn}; }}
QFrame#training_strip QLabel {{ color: {warn}; font-weight: 600; }}
QFrame#training_strip QPushButton {{ padding: 2px 12px; min-height: 20px; }}
QFrame#training_strip QPushButton:focus {{ padding: 1px 11px; }}
"""


class TrainingStrip(QFrame):
    """Says that nothing here is real. `end_asked`: the learner wants to end the exercise and see the answer."""

    end_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("training_strip")
        said = label(tr("ØVELSE – opdigtede sager. Intet herfra kommer ind i de rigtige sager."), "", "training_strip_says")
        self.end_button = secondary(tr("Afslut øvelsen og se svaret (Ctrl+E)"), "end_exercise", keys="Ctrl+E")
        self.end_button.clicked.connect(self.end_asked)
        self.end_button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(16)
        row.addWidget(said, 1)
        row.addWidget(self.end_button)
        self.dress()

    def dress(self) -> None:
        """Puts the colours on that are shown now."""
        sheet = _STYLE.format_map(theme.colours())
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.dress()
