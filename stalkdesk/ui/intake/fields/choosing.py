"""Yes or no, one of several, several of several: as rows of cards."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.checklist import Choice, Question
from stalkdesk.language import tr
from stalkdesk.ui.intake.fields.base import AnswerField, FieldSetting
from stalkdesk.ui.intake.fields.cards import Card, RadioCard, TickCard, step_between

UNKNOWN = AnswerState.UNKNOWN.value

MANY = 7
"""From this many choices the cards stand in two columns."""


class CardGrid(QScrollArea):
    """Cards in one or two columns; scrolls when they don't fit, and keeps the card with the keyboard in sight."""

    def __init__(self, cards: list[Card], columns: int) -> None:
        super().__init__()
        self.setObjectName("cardGrid")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._inside = QWidget()
        self._inside.setObjectName("cardGridInside")
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, card in enumerate(cards):
            grid.addWidget(card, place // columns, place % columns)
            card.installEventFilter(self)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(self._inside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scrolls to the card that gets the keyboard."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, 12)
        return super().eventFilter(watched, event)


class RadioField(AnswerField):
    """Cards of which one is chosen."""

    grows: ClassVar[bool] = True

    def __init__(
        self, question: Question, setting: FieldSetting, choices: tuple[Choice, ...], keys: tuple[str, ...], columns: int = 1
    ) -> None:
        super().__init__(question, setting)
        stacked = columns > 1
        self.cards = [
            RadioCard(choice.id, choice.label, choice.note, key, stacked) for choice, key in zip(choices, keys, strict=True)
        ]
        step_between(self.cards, columns)
        self._by_key = {key: card for card, key in zip(self.cards, keys, strict=True) if key}
        self._by_key.update({str(place + 1): card for place, card in enumerate(self.cards[:9])})
        for card in self.cards:
            card.clicked.connect(lambda _checked=False, card=card: self._on_card_clicked(card))
            card.confirmed.connect(self.finished)
        self.rows.addWidget(CardGrid(list(self.cards), columns), 1)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter or a digit chooses its card."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        card = self._by_key.get(event.text().upper()) if plain and event.text() else None
        if card is None:
            super().keyPressEvent(event)
            return
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        card.click()


def _chosen_id(answer: Answer | None) -> str | None:
    if answer is None:
        return None
    if answer.state is AnswerState.UNKNOWN:
        return UNKNOWN
    return str(answer.value) if answer.state is AnswerState.GIVEN else None


class YesNoField(RadioField):
    """Ja, Nej, Ved ikke."""

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        red = tr("Åbner 112-skærmen med det samme")
        choices = (
            Choice("yes", tr("Ja"), red if "yes" in question.red else ""),
            Choice("no", tr("Nej"), red if "no" in question.red else ""),
            Choice(UNKNOWN, tr("Ved ikke")),
        )
        super().__init__(question, setting, choices, (tr("J"), tr("N"), tr("V")))

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Tryk J, N eller V. Enter går videre.")


class SingleField(RadioField):
    """One of the question's choices."""

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        count = len(question.choices)
        keys = tuple(str(place + 1) if place < 9 else "" for place in range(count))
        super().__init__(question, setting, question.choices, keys, 2 if count >= MANY else 1)

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Tryk tallet ud for svaret, eller brug piletaster og mellemrum. Enter går videre.")


class MultipleField(AnswerField):
    """Any number of the question's choices, or none of them."""

    grows: ClassVar[bool] = True
    NONE: ClassVar[str] = "none_of_them"

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        super().__init__(question, setting)
        columns = 2 if len(question.choices) >= MANY else 1
        self.cards = [TickCard(choice.id, choice.label, choice.note, stacked=columns > 1) for choice in question.choices]
        self.none_card = TickCard(self.NONE, tr("Ingen af disse"))
        step_between([*self.cards, self.none_card], columns)
        for card in self.cards:
            card.clicked.connect(self._on_card_clicked)
            card.confirmed.connect(self.finished)
        self.none_card.clicked.connect(self._on_none_clicked)
        self.none_card.confirmed.connect(self.finished)
        self.rows.addWidget(CardGrid(list(self.cards), columns), 1)

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
        return tr("Piletaster flytter, mellemrum sætter flueben. Enter går videre.")
