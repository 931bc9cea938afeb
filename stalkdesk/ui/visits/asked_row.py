"""A short question and its few answers on one line: answered by a letter, by the arrows, or with a click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.ui.intake.fields.cards import RadioCard, step_between
from stalkdesk.ui.intake.fields.keys import letter_of
from stalkdesk.ui.labels import label, muted

_CARD_WIDTH = 164


class AskedRow(QWidget):
    """`chosen(str)`: that answer; `finished`: Enter, go on to the next row."""

    chosen = Signal(str)
    finished = Signal()

    def __init__(
        self, name: str, ask: str, choices: Sequence[tuple[str, str, str]], remark: str = "", width: int = _CARD_WIDTH
    ) -> None:
        """`choices`: id, label, the letter that presses it (or empty)."""
        super().__init__()
        self.setObjectName(name)
        self.cards = [RadioCard(choice_id, says, "", (key,) if key else ()) for choice_id, says, key in choices]
        self._by_key: Mapping[str, RadioCard] = {
            key: card for card, (_id, _says, key) in zip(self.cards, choices, strict=True) if key
        }
        self._asked = label(ask, "strong", f"{name}_asked")
        self._remark = muted(remark, f"{name}_remark")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._asked)
        if remark:
            words.addWidget(self._remark)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for card in self.cards:
            card.setObjectName(f"{name}_{card.choice_id}")
            card.setAccessibleName(f"{ask} {card.accessibleName()}")
            card.setFixedWidth(width)
            card.clicked.connect(lambda _checked=False, card=card: self._on_clicked(card))
            card.confirmed.connect(self.finished)
            row.addWidget(card, 0, Qt.AlignmentFlag.AlignVCenter)
        step_between(self.cards, len(self.cards))

    def show_choice(self, choice_id: str) -> None:
        """Marks that answer; none for an id that is no choice."""
        for card in self.cards:
            card.setChecked(card.choice_id == choice_id)

    def take_focus(self) -> None:
        """The chosen card, else the first."""
        card = next((one for one in self.cards if one.isChecked()), self.cards[0])
        card.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clicked(self, card: RadioCard) -> None:
        self.show_choice(card.choice_id)
        self.chosen.emit(card.choice_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letter on a card presses it."""
        card = self._by_key.get(letter_of(event))
        if card is None:
            super().keyPressEvent(event)
            return
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        card.click()
