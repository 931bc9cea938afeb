"""The personal number: a warning when it looks wrong, never a refusal (CPR-kontoret, docs/domain.md 12); hidden when left."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Question
from stalkdesk.intake.cpr import CprReading, age_on, masked, read_cpr
from stalkdesk.language import spoken, tr
from stalkdesk.ui.icons import pixmap
from stalkdesk.ui.intake.fields.base import AnswerField, FieldSetting, quiet_line
from stalkdesk.ui.intake.fields.calendar import to_qdate
from stalkdesk.ui.intake.fields.writing import Line, take_up

MOST = 11


def _fits(text: str) -> bool:
    """Ten digits and what people put between them."""
    return len(text.strip()) <= MOST + 2 and all(letter.isdecimal() or letter in "- •" for letter in text.strip())


class CprField(AnswerField):
    """Typed with or without a hyphen; birth date and age are read back at once, the last four digits hide when left."""

    types: ClassVar[bool] = True

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        super().__init__(question, setting)
        self._digits = ""
        self.line = Line("cpr", tr("DDMMÅÅ-XXXX"), _fits)
        self.line.setAccessibleName(question.ask)
        self.line.setMaximumWidth(240)
        self.line.textEdited.connect(self._on_edited)
        self.line.refused.connect(lambda: self.refused.emit(tr("Et CPR-nummer er ti cifre, for eksempel DDMMÅÅ-XXXX.")))
        self.line.returnPressed.connect(self.finished)
        self.line.installEventFilter(self)
        self._birth = quiet_line("birthLine")
        self._birth.setProperty("role", "strong")
        self._sign = QLabel()
        self._sign.setPixmap(pixmap("triangle-alert", "warn"))
        self._warning = quiet_line("cprWarning")
        self._warning.setProperty("role", "warning")
        warning = QHBoxLayout()
        warning.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        warning.addWidget(self._warning, 1)
        self.rows.addWidget(self.line)
        self.rows.addWidget(self._birth)
        self.rows.addLayout(warning)
        self._read("")

    def _on_edited(self, text: str) -> None:
        self._digits = text.strip()
        self._read(self._digits)
        self.answered.emit(self._digits or None)

    def _read(self, text: str) -> None:
        """Says birth date, age and warnings of a whole number; nothing while it is still being typed."""
        reading = self._reading(text)
        self._birth.setText(self._born(reading))
        self._warning.setText("\n".join(reading.warnings) if reading else "")
        self._sign.setVisible(bool(self._warning.text()))
        self._warning.setVisible(bool(self._warning.text()))

    def _reading(self, text: str) -> CprReading | None:
        try:
            return read_cpr(text) if text else None
        except BadAnswer:
            return None

    def _born(self, reading: CprReading | None) -> str:
        if reading is None or reading.birth_date is None:
            return ""
        born = reading.birth_date
        day = QLocale(spoken().value).toString(to_qdate(born), tr("d. MMMM yyyy"))
        age = age_on(born, self.setting.today())
        return tr("Født {day} · {age} år", day=day, age=age)

    @property
    def birth_sentence(self) -> str:
        """Birth date and age, as they are read back; empty while the number is not whole."""
        return self._birth.text()

    @property
    def warning_sentence(self) -> str:
        """What looks odd in the number; empty when nothing does."""
        return self._warning.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hides the last four digits when the keyboard leaves, and shows them when it comes back."""
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
            self._hide_last_four()
        elif watched is self.line and event.type() == QEvent.Type.FocusIn:
            self.line.setText(self._digits)
        return super().eventFilter(watched, event)

    def _hide_last_four(self) -> None:
        reading = self._reading(self._digits)
        if reading is not None:
            self.line.setText(masked(reading.digits))

    def show_answer(self, answer: Answer | None) -> None:
        """Shows the number, its last four digits hidden unless the keyboard is there."""
        kept = answer.value if answer is not None and isinstance(answer.value, str) else ""
        self._read(kept)
        self._digits = f"{kept[:6]}-{kept[6:]}" if kept else ""
        self.line.setText(self._digits)
        if not self.line.hasFocus():
            self._hide_last_four()

    def show_unfinished(self, untrusted: object) -> None:
        """Shows again what was typed."""
        self._digits = str(untrusted)
        self.line.setText(self._digits)

    def take_focus(self) -> None:
        """The line."""
        take_up(self.line)

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Ti cifre, med eller uden bindestreg. De sidste fire skjules, når feltet forlades.")
