"""Says on the case page that the level was not sent by the desk the case came from, and that nobody here has confirmed it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from stalkdesk.casework.handover.handovers import stub_of
from stalkdesk.casework.handover.level_not_sent import level_to_confirm
from stalkdesk.guidance.due_words import level_word
from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.labels import label


class LevelStrip(QFrame):
    """`visits_asked`: to the part in which a conversation is taken in, and the level confirmed."""

    visits_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("level_strip")
        self.setProperty("role", "banner-warn")
        self._said = label("", name="level_strip_sentence")
        way = secondary(tr("Til henvendelserne"), "level_to_visits", "arrow-right")
        way.clicked.connect(self.visits_asked)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("triangle-alert", "warn"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(sign)
        row.addWidget(self._said, 1)
        row.addWidget(way)
        self.hide()

    def show_case(self, read: ReadCase) -> None:
        """Says it until somebody evaluates the case; of any other case it says nothing."""
        came = level_to_confirm(read.case.entries, (one.at for one in read.case.evaluations))
        level = read.case.line.urgency
        if came is None or level is None or stub_of(read.case.entries) is not None:
            self.hide()
            return
        self._said.setText(
            tr(
                "{desk} sendte ikke hastegraden. »{level}« er regnet ud her af det, der kom med, og ingen har bekræftet den. "
                "Tal med den udsatte, og bekræft den i en ny henvendelse.",
                desk=came.said.desk_name,
                level=level_word(level),
            )
        )
        self.show()
