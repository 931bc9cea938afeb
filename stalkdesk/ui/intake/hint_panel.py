"""The hints beside a question: why it is asked, what the section is for, which keys answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from stalkdesk.intake.checklist import Question, Section
from stalkdesk.language import tr
from stalkdesk.ui.labels import heading, label, muted


class HintPanel(QFrame):
    """What the officer may want to know before asking."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hintPanel")
        self.setProperty("role", "panel")
        self.setAccessibleName(tr("Vejledning"))
        self._why = self._readable(label("", "", "why"))
        self._intro = self._readable(label("", "", "sectionIntro"))
        self._keys = muted("", "keysHint")
        self._intro_title = label(tr("Om dette trin"), "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(4)
        column.addWidget(heading(tr("Vejledning (F1)")))
        column.addSpacing(2)
        column.addWidget(label(tr("Hvorfor spørger vi?"), "strong"))
        column.addWidget(self._why)
        column.addSpacing(6)
        column.addWidget(self._intro_title)
        column.addWidget(self._intro)
        column.addSpacing(6)
        column.addWidget(self._keys)

    @staticmethod
    def _readable(text: QLabel) -> QLabel:
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return text

    def show_question(self, section: Section, question: Question, keys: str) -> None:
        """Shows the hints of one question; what the section is for, with its first one."""
        self._why.setText(question.why or tr("Spørgsmålet giver et helt billede af situationen."))
        is_first = question.id == section.questions[0].id
        self._intro.setText(section.intro)
        self._intro.setVisible(is_first and bool(section.intro))
        self._intro_title.setVisible(is_first and bool(section.intro))
        self._keys.setText(keys)
        self.setAccessibleDescription(self._why.text())
