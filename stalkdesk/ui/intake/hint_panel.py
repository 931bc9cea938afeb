"""The hints beside a question: why it is asked, what the section is for, which keys answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from stalkdesk.intake.checklist import Question, Section
from stalkdesk.language import tr
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.labels import heading, label, muted


class HintPanel(QFrame):
    """What the officer may want to know before asking. `more_wanted`: the page of the handbook about this question."""

    more_wanted = Signal()

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
        self.more_button = quiet(tr("Læs mere (F1)"), "hintsMore")
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_button.clicked.connect(self.more_wanted)
        top = QHBoxLayout()
        top.setContentsMargins(0, -7, -16, -5)  # the heading keeps its height and its edge, whatever room a button takes
        top.setSpacing(0)
        top.addWidget(heading(tr("Vejledning")), 1)
        top.addWidget(self.more_button)
        column.addLayout(top)
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
        self._keys.setText(tr("{keys} Ctrl+H skjuler vejledningen.", keys=keys).strip())
        self.setAccessibleDescription(self._why.text())
