"""A telephone number, read back in pairs."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt

from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Question
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import tr
from stalkdesk.ui.intake.fields.base import AnswerField, FieldSetting, quiet_line
from stalkdesk.ui.intake.fields.writing import Line, take_up

MOST = 40


def _number(answer: Answer | None) -> str:
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


class PhoneField(AnswerField):
    """Typed in any form; kept as E.164."""

    types: ClassVar[bool] = True

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        super().__init__(question, setting)
        self.line = Line("phone", tr("12 34 56 78"), lambda text: len(text) <= MOST)
        self.line.setAccessibleName(question.ask)
        self.line.setMaximumWidth(320)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.line.textEdited.connect(self._on_edited)
        self.line.refused.connect(lambda: self.refused.emit(tr("Det er for langt til et telefonnummer. Skriv ét nummer.")))
        self.line.returnPressed.connect(self.finished)
        self.watch_leaving(self.line)
        self._reading = quiet_line("phoneReading")
        self.rows.addWidget(self.line)
        self.rows.addWidget(self._reading)

    def _on_edited(self, text: str) -> None:
        self._reading.setText("")
        self.answered.emit(text.strip() or None)

    def show_answer(self, answer: Answer | None) -> None:
        """Shows the number in pairs."""
        self.line.setText(shown_phone(_number(answer)))
        self.show_kept(answer)

    def show_kept(self, answer: Answer | None) -> None:
        """Says how the number is kept."""
        number = _number(answer)
        self._reading.setText(tr("Gemmes som {number}", number=number) if number else "")

    def show_unfinished(self, untrusted: object) -> None:
        """Shows again what was typed."""
        self.line.setText(str(untrusted))

    def take_focus(self) -> None:
        """The line."""
        take_up(self.line)

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Mellemrum, +45 og udenlandske numre kan skrives. Enter går videre.")
