"""The strip above a question: whose eyes the answer is for, and whether it must be given."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from stalkdesk.intake.checklist import Compartment, Question
from stalkdesk.language import tr
from stalkdesk.ui import icons, theme
from stalkdesk.ui.labels import label


class CompartmentRibbon(QFrame):
    """Says the compartment in words, with a drawing and a colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("compartmentRibbon")
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 7, 28, 7)
        row.setSpacing(8)
        self._icon = QLabel()
        self._icon.setObjectName("compartmentIcon")
        self._compartment = label("", "", "compartment")
        self._mark = label("", "", "questionMark")
        self._mark.setWordWrap(False)
        row.addWidget(self._icon)
        row.addWidget(self._compartment, 1)
        row.addWidget(self._mark)

    def show_question(self, question: Question) -> None:
        """Shows what holds for that question."""
        is_protected = question.compartment is Compartment.PROTECTED
        self.setProperty("compartment", question.compartment.value)
        theme.repolish(self)
        self._icon.setPixmap(icons.pixmap("lock", "success", 18) if is_protected else icons.pixmap("file-text", "muted", 18))
        self._compartment.setText(
            tr("B · Beskyttet – vises aldrig for den anden part")
            if is_protected
            else tr("A · Sagsoplysning – den anden part kan få indsigt")
        )
        self._compartment.setProperty("role", "compartment-b" if is_protected else "muted")
        theme.repolish(self._compartment)
        self._mark.setText(_mark(question))
        self._mark.setVisible(bool(self._mark.text()))


def _mark(question: Question) -> str:
    """The word at the right."""
    if question.critical:
        return tr("Kritisk spørgsmål")
    return tr("Skal besvares") if question.required else ""
