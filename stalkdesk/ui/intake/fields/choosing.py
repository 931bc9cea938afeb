"""Yes or no, one of several, several of several: as rows of cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import Choice, Question
from stalkdesk.language import tr
from stalkdesk.ui.intake.fields.base import AnswerField, FieldSetting
from stalkdesk.ui.intake.fields.cards import Card, RadioCard, TickCard, make_low, step_between
from stalkdesk.ui.intake.fields.keys import digit_keys, letter_of, yes_no_keys

UNKNOWN = AnswerState.UNKNOWN.value

LONG = 5
"""From this many choices the rows are thin in a low window."""
MANY = 7
"""From this many choices the cards stand in two columns."""
VERY_MANY = 12
"""From this many, and with short words, in three."""
SHORT_LABEL, FEW_NOTES = 26, 1


def columns_for(choices: Sequence[Choice]) -> int:
    """In how many columns the cards of these choices stand."""
    is_short = max(len(choice.label) for choice in choices) <= SHORT_LABEL
    if len(choices) >= VERY_MANY and is_short and sum(bool(choice.note) for choice in choices) <= FEW_NOTES:
        return 3
    return 2 if len(choices) >= MANY else 1


class CardGrid(QWidget):
    """Cards in columns; brings the card with the keyboard into sight, where it lies in something that scrolls."""

    def __init__(self, cards: Sequence[Card], columns: int) -> None:
        super().__init__()
        self.setObjectName("cardGrid")
        self._cards = cards
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for place, card in enumerate(cards):
            self._grid.addWidget(card, place // columns, place % columns)
            card.installEventFilter(self)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    @property
    def count(self) -> int:
        """How many cards."""
        return len(self._cards)

    def fit(self, is_low: bool) -> None:
        """Thin rows, or the usual ones."""
        self._grid.setSpacing(6 if is_low else 8)
        for card in self._cards:
            make_low(card, is_low)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scrolls to the card that gets the keyboard."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            above = self.parentWidget()
            while above is not None and not isinstance(above, QScrollArea):
                above = above.parentWidget()
            if above is not None:
                above.ensureWidgetVisible(watched, 0, 12)
        return super().eventFilter(watched, event)


class ChoiceField(AnswerField):
    """Cards, each with the keys that press it; V is *don't know*."""

    takes_letters: ClassVar[bool] = True

    def lay_cards(self, cards: Sequence[Card], keys: Mapping[str, Card], columns: int) -> None:
        """Puts the cards in their columns. `keys`: which letter or digit presses which card."""
        self._by_key = keys
        for card in cards:
            card.confirmed.connect(self.finished)
        self._card_grid = CardGrid(cards, columns)
        self.rows.addWidget(self._card_grid)

    def fit(self, is_low: bool) -> None:
        """Thin rows where the window is low and the list is long."""
        self._card_grid.fit(is_low and self._card_grid.count >= LONG)

    def takes_key(self, event: QKeyEvent) -> bool:
        """A letter or a digit presses its card."""
        letter = letter_of(event)
        card = self._by_key.get(letter)
        if card is not None:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)
            card.click()
        elif letter == tr("V"):
            self.unknown_wanted.emit()
        else:
            return False
        return True


class RadioField(ChoiceField):
    """Cards of which one is chosen. `keys`: what presses each of them, as it stands on its caps."""

    def __init__(
        self, question: Question, setting: FieldSetting, choices: tuple[Choice, ...], keys: Sequence[tuple[str, ...]]
    ) -> None:
        super().__init__(question, setting)
        columns = columns_for(choices)
        pairs = list(zip(choices, keys, strict=True))
        self.cards = [RadioCard(choice.id, choice.label, choice.note, caps, columns > 1) for choice, caps in pairs]
        step_between(self.cards, columns)
        for card in self.cards:
            card.clicked.connect(lambda _checked=False, card=card: self._on_card_clicked(card))
        self.lay_cards(self.cards, {key: card for card, caps in zip(self.cards, keys, strict=True) for key in caps}, columns)

    def _on_card_clicked(self, card: RadioCard) -> None:
        self._choose(card.choice_id)
        self.answered.emit(card.choice_id)

    def _choose(self, choice_id: str | None) -> None:
        for card in self.cards:
            card.setChecked(card.choice_id == choice_id)

    def show_answer(self, answer: Answer | None) -> None:
        """Marks the chosen card."""
        self._choose(_chosen_id(answer))

    def take_focus(self) -> None:
        """The chosen card, else the first."""
        chosen = next((card for card in self.cards if card.isChecked()), self.cards[0])
        chosen.setFocus(Qt.FocusReason.TabFocusReason)


def _chosen_id(answer: Answer | None) -> str | None:
    if answer is None:
        return None
    if answer.state is AnswerState.UNKNOWN:
        return UNKNOWN
    return str(answer.value) if answer.state is AnswerState.GIVEN else None


class YesNoField(RadioField):
    """Ja, Nej, Ved ikke. No digit answers: one that was typed blind must not open the 112 screen."""

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        red = tr("Åbner 112-skærmen med det samme")
        choices = (
            Choice("yes", tr("Ja"), red if "yes" in question.red else ""),
            Choice("no", tr("Nej"), red if "no" in question.red else ""),
            Choice(UNKNOWN, tr("Ved ikke")),
        )
        super().__init__(question, setting, choices, ((tr("J"),), (tr("N"),), (tr("V"),)))

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Tryk J, N eller V. Enter går videre.")


class SingleField(RadioField):
    """One of the question's choices."""

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        letters = yes_no_keys(question.choices)
        numbered = zip(question.choices, digit_keys(len(question.choices)), strict=True)
        keys = [tuple(key for key in (letters.get(choice.id, ""), digit) if key) for choice, digit in numbered]
        super().__init__(question, setting, question.choices, keys)

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr(
            "Tryk tegnet ud for svaret, eller brug piletaster og mellemrum; {key} er »Ved ikke«. Enter går videre.", key=tr("V")
        )


class MultipleField(ChoiceField):
    """Any number of the question's choices, or none of them."""

    NONE: ClassVar[str] = "none_of_them"

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        super().__init__(question, setting)
        columns = columns_for(question.choices)
        numbered = list(zip(question.choices, digit_keys(len(question.choices)), strict=True))
        self.cards = [
            TickCard(choice.id, choice.label, choice.note, (digit,) if digit else (), columns > 1) for choice, digit in numbered
        ]
        self.none_card = TickCard(self.NONE, tr("Ingen af disse"))
        step_between([*self.cards, self.none_card], columns)
        for card in self.cards:
            card.clicked.connect(self._on_card_clicked)
        self.none_card.clicked.connect(self._on_none_clicked)
        self.none_card.confirmed.connect(self.finished)
        keys = {digit: card for card, (_choice, digit) in zip(self.cards, numbered, strict=True) if digit}
        self.lay_cards(self.cards, keys, columns)

    def _on_card_clicked(self) -> None:
        chosen = [card.choice_id for card in self.cards if card.isChecked()]
        self.none_card.setChecked(False)
        self.answered.emit(chosen or None)

    def _on_none_clicked(self, checked: bool) -> None:
        if checked:
            for card in self.cards:
                card.setChecked(False)
        self.answered.emit([] if checked else None)

    def show_answer(self, answer: Answer | None) -> None:
        """Ticks what was chosen."""
        value = answer.value if answer is not None and answer.state is AnswerState.GIVEN else None
        chosen = value if isinstance(value, tuple) else None
        for card in self.cards:
            card.setChecked(chosen is not None and card.choice_id in chosen)
        self.none_card.setChecked(chosen == ())

    def take_focus(self) -> None:
        """The first ticked card, else the first."""
        ticked = next((card for card in [*self.cards, self.none_card] if card.isChecked()), self.cards[0])
        ticked.setFocus(Qt.FocusReason.TabFocusReason)

    def aside(self) -> QWidget | None:
        """*None of them* stays in sight however long the list is."""
        return self.none_card

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Tal eller mellemrum sætter flueben, piletaster flytter; {key} er »Ved ikke«. Enter går videre.", key=tr("V"))
