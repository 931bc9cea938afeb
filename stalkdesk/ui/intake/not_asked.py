"""Why a question was not asked: a few reasons to press, or words of one's own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from stalkdesk.intake.texts import SHORT_TEXT
from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.intake.fields.cards import RadioCard, step_between
from stalkdesk.ui.intake.fields.writing import Line, too_long
from stalkdesk.ui.labels import label

OTHER = "other"


def reasons() -> tuple[tuple[str, str], ...]:
    """The reasons (docs/assessment.md C4), in the order in which they are offered: code, and the words that are kept."""
    return (
        ("interrupted", tr("Samtalen blev afbrudt")),
        ("unsafe_to_ask", tr("Utrygt at spørge nu")),
        ("declined", tr("Ønsker ikke at svare")),
        (OTHER, tr("Andet …")),
    )


class NotAskedPanel(QFrame):
    """Emits `chosen(str)` with the reason in words; `typed` while they are typed; `refused(str)` when they don't fit."""

    chosen = Signal(str)
    typed = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notAskedPanel")
        self.setProperty("role", "panel")
        self.cards = [RadioCard(code, words) for code, words in reasons()]
        step_between(self.cards, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        column.addWidget(label(tr("Hvorfor er der ikke spurgt?"), "strong"))
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, card in enumerate(self.cards):
            grid.addWidget(card, place // 2, place % 2)
            card.clicked.connect(lambda _checked=False, card=card: self._on_card_clicked(card))
            card.confirmed.connect(lambda card=card: self._on_card_clicked(card))
        column.addLayout(grid)
        column.addLayout(self._own_words())

    def _own_words(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.words = Line("notAskedWords", tr("Skriv grunden med få ord"))
        self.words.refused.connect(lambda: self.refused.emit(too_long(SHORT_TEXT)))
        self.words.textEdited.connect(self.typed)
        self.words.returnPressed.connect(self._on_words_given)
        self.words.setAccessibleName(tr("Grunden med få ord"))
        self.take = secondary(tr("Brug grunden"), "useReason")
        self.take.clicked.connect(self._on_words_given)
        row.addWidget(self.words, 1)
        row.addWidget(self.take)
        self.words.hide()
        self.take.hide()
        return row

    def _on_card_clicked(self, card: RadioCard) -> None:
        for other in self.cards:
            other.setChecked(other is card)
        is_other = card.choice_id == OTHER
        self.words.setVisible(is_other)
        self.take.setVisible(is_other)
        if is_other:
            self.words.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.chosen.emit(dict(reasons())[card.choice_id])

    def _on_words_given(self) -> None:
        if self.words.text().strip():
            self.chosen.emit(self.words.text())

    def open_for(self, reason: str) -> None:
        """Shows the panel with the reason that was given, if any, and takes the keyboard."""
        known = next((card for card, (_code, words) in zip(self.cards, reasons(), strict=True) if words == reason), None)
        chosen = known or (self.cards[-1] if reason else None)
        self._open(chosen, "" if known else reason)
        (chosen or self.cards[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def open_with(self, words: str) -> None:
        """Shows the panel with words that were typed and not given yet, and takes the keyboard."""
        self._open(self.cards[-1], words)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)  # Tab would select the words, and the next letter replace them

    def _open(self, chosen: RadioCard | None, words: str) -> None:
        for card in self.cards:
            card.setChecked(card is chosen)
        self.words.setText(words)
        self.words.setVisible(chosen is self.cards[-1])
        self.take.setVisible(chosen is self.cards[-1])
        self.show()

    @property
    def half_typed(self) -> str:
        """The words that stand here; empty while they are put away."""
        return "" if self.isHidden() or self.words.isHidden() else self.words.text().strip()
