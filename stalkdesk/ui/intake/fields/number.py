"""A whole number with its unit."""

from __future__ import annotations

import re
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton

from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Question
from stalkdesk.language import tr
from stalkdesk.ui.icons import icon
from stalkdesk.ui.intake.fields.base import AnswerField, FieldSetting
from stalkdesk.ui.intake.fields.writing import Line, take_up

_WHOLE = re.compile(r"\d+|\d{1,3}([. ]\d{3})+")
"""Digits, or thousands set apart: `1.500`, never `1.5`."""


def _fits(text: str) -> bool:
    """Digits with dots and spaces between them, as long as a number may be."""
    return len(text) <= 12 and all(letter.isdecimal() or letter in ". " for letter in text)


class NumberField(AnswerField):
    """Typed, or stepped with the arrows and the two buttons."""

    types: ClassVar[bool] = True

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        super().__init__(question, setting)
        self.line = Line("number", "0", _fits)
        self.line.setAccessibleName(question.ask)
        self.line.setAccessibleDescription(question.unit)
        self.line.setMaximumWidth(160)
        self.line.textEdited.connect(lambda _text: self._emit())
        self.line.refused.connect(lambda: self.refused.emit(tr("Skriv antallet med tal, for eksempel 12.")))
        self.line.returnPressed.connect(self.finished)
        self.watch_leaving(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._stepper("minus", tr("Én færre"), -1))
        row.addWidget(self.line)
        row.addWidget(self._stepper("plus", tr("Én flere"), 1))
        unit = QLabel(question.unit)
        unit.setObjectName("unit")
        row.addWidget(unit)
        row.addStretch(1)
        self.rows.addLayout(row)

    def _stepper(self, name: str, said: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{name}Step")
        button.setIcon(icon(name))
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(44, 44)
        button.setAccessibleName(said)
        button.setToolTip(said)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._step(step))
        return button

    def _typed(self) -> int | None:
        text = self.line.text().strip()
        return int(re.sub(r"\D", "", text)) if _WHOLE.fullmatch(text) else None

    def _emit(self) -> None:
        """What is no whole number goes on as it was typed, for the check to name."""
        number = self._typed()
        self.answered.emit(self.line.text().strip() or None if number is None else number)

    def _step(self, step: int) -> None:
        now = self._typed()
        least, most = self.question.least, self.question.most
        number = max(least, 0 if step < 0 else 1) if now is None else min(max(now + step, least), most)
        self.line.setText(str(number))
        self._emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down count."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def show_answer(self, answer: Answer | None) -> None:
        """Shows the number."""
        self.line.setText(str(answer.value) if answer is not None and isinstance(answer.value, int) else "")

    def show_unfinished(self, untrusted: object) -> None:
        """Shows again what was typed."""
        self.line.setText(str(untrusted))

    def take_focus(self) -> None:
        """The line."""
        take_up(self.line)

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Skriv tallet, eller tæl med pil op og pil ned. Enter går videre.")
