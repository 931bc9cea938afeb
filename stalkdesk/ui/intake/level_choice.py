"""The officer confirms the level that was computed, or raises it. Lowering takes a supervisor and a reason (assessment C0)."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.cases import Confirmation
from stalkdesk.casework.officers import Act, Officer
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.texts import SHORT_TEXT
from stalkdesk.language import tr
from stalkdesk.ui.cases.case_table import urgency_word
from stalkdesk.ui.intake.fields.cards import RadioCard, step_between
from stalkdesk.ui.intake.fields.writing import Line, too_long
from stalkdesk.ui.labels import label

LEVELS = tuple(Urgency)
"""The most urgent first."""


class LevelChoice(QWidget):
    """Four cards, the computed one chosen; and a line for the reason where the choice is another."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("levelChoice")
        self._computed: Urgency | None = None
        self._chosen: Urgency | None = None
        self._officer: Officer | None = None
        self._cards: list[RadioCard] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._why = label("", "strong", "levelWhy")
        self.reason = Line("levelReason")
        self._wrong = label("", "wrong", "levelWrong")
        self.reason.refused.connect(lambda: self.complain(too_long(SHORT_TEXT)))
        self.reason.textEdited.connect(lambda _text: self.complain(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._row)
        for part in (self._why, self.reason, self._wrong):
            column.addWidget(part)

    def show_level(self, computed: Urgency, officer: Officer) -> None:
        """Shows the computed level. A level that the officer raised to stays chosen while it is still the higher one."""
        if self._chosen is None or not self._is_above(self._chosen, computed):
            self._chosen = computed
        self._computed, self._officer = computed, officer
        for card in self._cards:
            self._row.removeWidget(card)
            card.deleteLater()
        self._cards = [self._card(level) for level in LEVELS]
        step_between(self._cards, len(self._cards))
        self.complain("")
        self._mark()

    @staticmethod
    def _is_above(level: Urgency, other: Urgency) -> bool:
        return LEVELS.index(level) < LEVELS.index(other)

    def _card(self, level: Urgency) -> RadioCard:
        assert self._computed is not None
        assert self._officer is not None
        is_lower = self._is_above(self._computed, level)
        note = tr("Beregnet") if level is self._computed else ""
        if is_lower:
            note = tr("Kræver en grund") if self._may_lower() else tr("Kun en leder")
        card = RadioCard(level.value, urgency_word(level), note, stacked=True)
        card.setObjectName(f"level_{level.value}")
        card.setEnabled(not is_lower or self._may_lower())
        card.clicked.connect(lambda: self._choose(level))
        self._row.addWidget(card, 1)
        return card

    def _may_lower(self) -> bool:
        return self._officer is not None and self._officer.may(Act.LOWER_URGENCY)

    def _choose(self, level: Urgency) -> None:
        self._chosen = level
        self.complain("")
        self._mark()

    def _mark(self) -> None:
        for card in self._cards:
            card.setChecked(card.choice_id == self._chosen)
        assert self._computed is not None
        assert self._chosen is not None
        is_other = self._chosen is not self._computed
        is_lower = self._is_above(self._computed, self._chosen)
        said = tr("Grunden til at sætte niveauet ned") if is_lower else tr("Grunden til at hæve niveauet (valgfri)")
        self._why.setText(said)
        self.reason.setAccessibleName(said)
        self._why.setVisible(is_other)
        self.reason.setVisible(is_other)

    def complain(self, sentence: str) -> None:
        """Says what is missing; "" takes it back."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def confirmation(self) -> Confirmation | None:
        """What the officer confirms; None, with the sentence shown, when a lowered level has no reason."""
        assert self._computed is not None
        assert self._chosen is not None
        assert self._officer is not None
        reason = self.reason.text().strip() if self._chosen is not self._computed else ""
        if not self._is_above(self._computed, self._chosen):
            return Confirmation(self._chosen, reason)
        if not reason:
            self.complain(tr("Skriv, hvorfor niveauet sættes ned. Grunden bliver en del af sagen."))
            self.reason.setFocus()
            return None
        return Confirmation(self._chosen, reason, self._officer.id)
