"""The one question before anything leaves the desk: is it safe to take paper home? And when it is not, four calm choices."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from stalkdesk.guidance.carrying import INSTEAD, Safe, Told, Way
from stalkdesk.language import tr
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.papers.words import contact_rules, way_told, way_word


def safe_word(safe: Safe) -> str:
    """An answer, as it is chosen."""
    return {Safe.YES: tr("Ja"), Safe.NO: tr("Nej"), Safe.UNKNOWN: tr("Ved ikke")}[safe]


class SafeChoice(QFrame):
    """Yes, no, don't know. `changed`: another answer."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "card")
        self._answers = QButtonGroup(self)
        self._buttons: dict[Safe, QRadioButton] = {}
        question = tr("Er det trygt at tage papir med hjem?")
        self.setAccessibleName(question)
        row = QHBoxLayout()
        row.setSpacing(6)
        for safe in Safe:
            button = QRadioButton(safe_word(safe))
            button.setObjectName(f"safe_{safe.value}")
            button.setAccessibleName(f"{question} {safe_word(safe)}")
            button.toggled.connect(lambda is_on: self._on_answered() if is_on else None)
            self._answers.addButton(button)
            self._buttons[safe] = button
            row.addWidget(button)
        row.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(6)
        self.body.addWidget(heading(question))
        self.body.addLayout(row)

    @property
    def safe(self) -> Safe | None:
        """What was answered; None before."""
        return next((safe for safe, button in self._buttons.items() if button.isChecked()), None)

    def answer(self, safe: Safe | None) -> None:
        """Sets the answer, or takes it away, without a word to anybody."""
        self._answers.setExclusive(False)
        for one, button in self._buttons.items():
            button.blockSignals(True)
            button.setChecked(one is safe)
            button.blockSignals(False)
        self._answers.setExclusive(True)

    def take_focus(self) -> None:
        """The keyboard is on the answer, or on the first."""
        self._buttons[self.safe or Safe.YES].setFocus()

    def _on_answered(self) -> None:
        self.changed.emit()


class CarryingQuestion(SafeChoice):
    """The question, the ways when the answer is not yes, and what must be remembered when she is called."""

    def __init__(self) -> None:
        super().__init__("carrying_question")
        self._group = QButtonGroup(self)
        self._ways: dict[Way, QRadioButton] = {}
        self._instead = self._made_ways()
        self._rules = muted("", "contact_rules")
        self._from_intake = muted(tr("Svaret er fra samtalen. Spørg igen, hvis noget er ændret."), "safe_from_intake")
        for part in (self._from_intake, self._instead, self._rules):
            part.hide()
            self.body.addWidget(part)

    def _made_ways(self) -> QWidget:
        ways = QWidget(self)
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(tr("Hvad er bedst i stedet? Vælg sammen."), "strong"))
        for way in INSTEAD:
            button = QRadioButton(way_word(way))
            button.setObjectName(f"way_{way.value}")
            button.setAccessibleName(way_word(way))
            button.setAccessibleDescription(way_told(way))
            button.toggled.connect(lambda is_on: self.changed.emit() if is_on else None)
            self._group.addButton(button)
            self._ways[way] = button
            told = muted(way_told(way))
            told.setContentsMargins(38, 0, 0, 4)
            column.addWidget(button)
            column.addWidget(told)
        return ways

    @property
    def way(self) -> Way | None:
        """What was agreed; None while the question is open."""
        if self.safe is None:
            return None
        if self.safe is Safe.YES:
            return Way.PAPER
        return next((way for way, button in self._ways.items() if button.isChecked()), None)

    def begin(self, told: Told, is_neutral: bool) -> None:
        """A new conversation: what the intake knows is filled in, and can be answered otherwise."""
        self.answer(told.safe)
        self._group.setExclusive(False)
        for way, button in self._ways.items():
            button.blockSignals(True)
            button.setChecked(is_neutral and way is Way.NEUTRAL)
            button.blockSignals(False)
        self._group.setExclusive(True)
        rules = tuple(contact_rules(told))
        self._rules.setText("\n".join((tr("Husk, når I tager kontakt (det står ikke på noget ark):"), *rules)))
        self._rules.setVisible(bool(rules))
        self._from_intake.setVisible(told.safe is not None)
        self._show_ways()

    def _show_ways(self) -> None:
        self._instead.setVisible(self.safe in (Safe.NO, Safe.UNKNOWN))

    def _on_answered(self) -> None:
        self._from_intake.hide()
        self._show_ways()
        super()._on_answered()
