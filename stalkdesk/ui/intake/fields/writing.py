"""Short and long text. What is too long is refused with a sentence; what stood there before stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QValidator
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment, Question
from stalkdesk.intake.texts import LONG_TEXT, SHORT_TEXT
from stalkdesk.language import tr
from stalkdesk.ui.intake.fields.base import AnswerField, FieldSetting, quiet_line

NEAR = 1_000
"""So many characters before the limit the counter appears."""


def too_long(limit: int) -> str:
    """The sentence for a text that does not fit."""
    shown = f"{limit:,}".replace(",", ".")
    return tr(
        "Teksten er for lang: der er plads til {limit} tegn. Forkort den, og prøv igen. Det, der stod før, er bevaret.",
        limit=shown,
    )


class _Fitting(QValidator):
    """Refuses a change as a whole when the result fails `fits`; nothing is cut."""

    def __init__(self, parent: QWidget, fits: Callable[[str], bool]) -> None:
        super().__init__(parent)
        self._fits = fits

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Acceptable or not at all."""
        fits = self._fits(text)
        return (QValidator.State.Acceptable if fits else QValidator.State.Invalid), text, place


class Line(QLineEdit):
    """A line of text of the desk: tall, with a limit that refuses instead of cutting."""

    refused = Signal()
    """Something was typed or pasted that does not fit."""

    def __init__(self, name: str, placeholder: str = "", fits: Callable[[str], bool] | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(44)
        self.setMaxLength(8_000_000)
        self.setValidator(_Fitting(self, fits or (lambda text: len(text) <= SHORT_TEXT)))
        self.inputRejected.connect(self.refused)


def take_up(line: QLineEdit) -> None:
    """Gives `line` the keyboard to go on writing: nothing is selected, and the cursor stays where it is."""
    line.setFocus(Qt.FocusReason.OtherFocusReason)


class ShortTextField(AnswerField):
    """One line."""

    types: ClassVar[bool] = True

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        super().__init__(question, setting)
        self.line = Line("shortText", tr("Skriv her"))
        self.line.setAccessibleName(question.ask)
        self.line.textEdited.connect(lambda text: self.answered.emit(text if text.strip() else None))
        self.line.refused.connect(lambda: self.refused.emit(too_long(SHORT_TEXT)))
        self.line.returnPressed.connect(self.finished)
        self.watch_leaving(self.line)
        self.rows.addWidget(self.line)

    def show_answer(self, answer: Answer | None) -> None:
        """Shows the text."""
        self.line.setText(answer.value if answer is not None and isinstance(answer.value, str) else "")

    def show_unfinished(self, untrusted: object) -> None:
        """Shows again what was typed."""
        self.line.setText(str(untrusted))

    def take_focus(self) -> None:
        """The line."""
        take_up(self.line)

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Enter går videre.")


_QUOTED = re.compile(r"threat_words|example_\d|.+_detail|violence_what|observed_events")
"""The questions of compartment A whose answers are the victim's own words."""


def _asks_for_quotation(question: Question) -> bool:
    return question.compartment is Compartment.FACTS and _QUOTED.fullmatch(question.id) is not None


class _Sheet(QPlainTextEdit):
    """Plain text with a limit. Tab leaves it; Ctrl+Enter is *go on*."""

    refused = Signal()
    confirmed = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setObjectName("longText")
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes plain text that fits; refuses the rest as a whole."""
        chosen = len(self.textCursor().selectedText())
        if len(self.toPlainText()) - chosen + len(source.text()) > LONG_TEXT:
            self.refused.emit()
            return
        self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on; a letter that no longer fits is refused."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirmed.emit()
            return
        if event.text().isprintable() and event.text() and self._is_full():
            self.refused.emit()
            return
        super().keyPressEvent(event)

    def _is_full(self) -> bool:
        return not self.textCursor().hasSelection() and len(self.toPlainText()) >= LONG_TEXT


class LongTextField(AnswerField):
    """Several lines, up to 20,000 characters."""

    types: ClassVar[bool] = True
    grows: ClassVar[bool] = True

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        super().__init__(question, setting)
        self.sheet = _Sheet(tr("Skriv med den udsattes egne ord") if _asks_for_quotation(question) else "")
        self.sheet.setAccessibleName(question.ask)
        self.sheet.textChanged.connect(self._on_text_changed)
        self.sheet.refused.connect(lambda: self.refused.emit(too_long(LONG_TEXT)))
        self.sheet.confirmed.connect(self.finished)
        self.watch_leaving(self.sheet)
        self._is_showing = False
        self._count = quiet_line("countLine")
        self.rows.addWidget(self.sheet, 1)
        if question.compartment is Compartment.FACTS:
            careful = quiet_line("carefulLine")
            careful.setText(tr("Skriv kun, hvad der er nødvendigt; den anden part kan få indsigt."))
            self.rows.addWidget(careful)
        self.rows.addWidget(self._count)
        self._count.hide()

    def _on_text_changed(self) -> None:
        text = self.sheet.toPlainText()
        left = LONG_TEXT - len(text)
        self._count.setVisible(left <= NEAR)
        self._count.setText(tr("Der er plads til {count} tegn mere.", count=max(left, 0)))
        if not self._is_showing:
            self.answered.emit(text if text.strip() else None)

    def _show(self, text: str) -> None:
        self._is_showing = True
        self.sheet.setPlainText(text)
        self.sheet.moveCursor(QTextCursor.MoveOperation.End)
        self._is_showing = False

    def show_answer(self, answer: Answer | None) -> None:
        """Shows the text."""
        self._show(answer.value if answer is not None and isinstance(answer.value, str) else "")

    def show_unfinished(self, untrusted: object) -> None:
        """Shows again what was typed."""
        self._show(str(untrusted))

    def take_focus(self) -> None:
        """The sheet."""
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Enter giver ny linje. Tab forlader feltet, og Ctrl+Enter går videre.")
