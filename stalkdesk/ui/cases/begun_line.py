"""On the front page: what this officer has begun on a filed case and not saved, and the way to go on with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label

VISITS = "visits_part"
"""The part of a case in which a visit is gone on with; an addition is on every part of it."""


class BegunLine(QWidget):
    """Emits `case_asked(reference, part)` with the case it names, and where in it. Hidden while nothing is begun."""

    case_asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("begun_line")
        self._desk, self._reference = desk, ""
        self._says = label("", "strong", "home_begun")
        way = secondary(tr("Gå til &sagen"), "home_to_begun", "arrow-right")
        way.clicked.connect(self._on_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._says, 1)
        row.addWidget(way)
        self.hide()

    def _on_asked(self) -> None:
        is_visit = (self._desk.open_drawer().officer.id, self._reference) in self._desk.begun_visits
        self.case_asked.emit(self._reference, VISITS if is_visit else "")

    def refresh(self) -> None:
        """The case that was begun on last; how many more there are."""
        references = self._desk.begun_cases(self._desk.open_drawer().officer.id)
        self._reference = references[-1] if references else ""
        self._says.setText(_sentence(self._reference, len(references) - 1))
        self.setVisible(bool(references))


def _sentence(reference: str, more: int) -> str:
    if more > 0:
        return tr(
            "Du er begyndt på noget i sag {reference} og i {more} til. Det er ikke gemt i sagerne endnu.",
            reference=reference,
            more=more,
        )
    return tr("Du er begyndt på noget i sag {reference}. Det er ikke gemt i sagen endnu.", reference=reference)
