"""A choice as a large card: the whole row answers, long words wrap, and the note stands beside or below the label."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QLabel, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

ROW_HEIGHT = 44
LOW_ROW_HEIGHT = 36
"""In a low window, of a list that would not fit otherwise."""
INDICATOR_ROOM = 48
ROW_MARGIN = 8
LOW_ROW_MARGIN = 3

_STEPS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}


def _words(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def _face(card: QWidget, label: str, note: str, keys: tuple[str, ...], stacked: bool) -> None:
    """Lays label, note and key caps out on a card, to the right of its indicator."""
    row = QHBoxLayout(card)
    row.setContentsMargins(INDICATOR_ROOM, ROW_MARGIN, 12, ROW_MARGIN)
    row.setSpacing(12)
    texts: QBoxLayout = QVBoxLayout() if stacked else QHBoxLayout()
    texts.setSpacing(1 if stacked else 16)
    if stacked:
        texts.addStretch(1)
    texts.addWidget(_words(label, "cardLabel"), 0 if stacked else 3)
    if note or stacked:
        said = _words(note, "cardNote")
        said.setProperty("role", "muted")
        if not note:
            said.hide()
        if not stacked:
            said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        texts.addWidget(said, 0 if stacked else 4)
    if stacked:
        texts.addStretch(1)
    row.addLayout(texts, 1)
    for key in keys:
        row.addWidget(_key_cap(key), 0, Qt.AlignmentFlag.AlignVCenter)
    card.setProperty("card", True)
    card.setMinimumHeight(ROW_HEIGHT)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    card.setSizePolicy(policy)
    card.setCursor(Qt.CursorShape.PointingHandCursor)
    card.setAccessibleName(label)
    card.setAccessibleDescription(note)


def _key_cap(key: str) -> QLabel:
    cap = QLabel(key)
    cap.setObjectName("keyCap")
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return cap


def _laid_out_size(card: QWidget) -> QSize:
    layout = card.layout()
    return QSize(0, 0) if layout is None else layout.totalSizeHint().expandedTo(QSize(0, card.minimumHeight()))


def make_low(card: QWidget, is_low: bool) -> None:
    """Makes a card as thin as its words allow, or as tall as they all are."""
    margin = LOW_ROW_MARGIN if is_low else ROW_MARGIN
    layout = card.layout()
    assert layout is not None
    layout.setContentsMargins(INDICATOR_ROOM, margin, 12, margin)
    card.setMinimumHeight(LOW_ROW_HEIGHT if is_low else ROW_HEIGHT)


class RadioCard(QRadioButton):
    """One of several. Arrows only move the keyboard; Space or a click answers: nothing is answered in passing."""

    stepped = Signal(int, int)
    """Columns and rows that the keyboard wants to go."""
    confirmed = Signal()
    """Enter."""

    def __init__(self, choice_id: str, label: str, note: str = "", keys: tuple[str, ...] = (), stacked: bool = False) -> None:
        super().__init__()
        self.choice_id = choice_id
        self.setObjectName(f"choice_{choice_id}")
        self.setAutoExclusive(False)
        _face(self, label, note, keys, stacked)

    def show_note(self, note: str) -> None:
        """Another note below the label, of a stacked card; none when it is empty."""
        said = self.findChild(QLabel, "cardNote")
        assert isinstance(said, QLabel)
        said.setText(note)
        said.setVisible(bool(note))
        self.setAccessibleDescription(note)

    def sizeHint(self) -> QSize:
        """What label and note need."""
        return _laid_out_size(self)

    def minimumSizeHint(self) -> QSize:
        """A narrow card wraps its words."""
        return QSize(0, self.minimumHeight())

    def hitButton(self, pos: QPoint) -> bool:
        """The whole card answers."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step, Enter goes on; a key that is held down does not."""
        if step := _STEPS.get(Qt.Key(event.key())):
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                event.ignore()
                return
            self.stepped.emit(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.confirmed.emit()
        else:
            super().keyPressEvent(event)


class TickCard(QCheckBox):
    """Any number of several."""

    stepped = Signal(int, int)
    confirmed = Signal()
    """Enter."""

    def __init__(self, choice_id: str, label: str, note: str = "", keys: tuple[str, ...] = (), stacked: bool = False) -> None:
        super().__init__()
        self.choice_id = choice_id
        self.setObjectName(f"choice_{choice_id}")
        _face(self, label, note, keys, stacked)

    def sizeHint(self) -> QSize:
        """What label and note need."""
        return _laid_out_size(self)

    def minimumSizeHint(self) -> QSize:
        """A narrow card wraps its words."""
        return QSize(0, self.minimumHeight())

    def hitButton(self, pos: QPoint) -> bool:
        """The whole card answers."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows step, Enter goes on; a key that is held down does not."""
        if step := _STEPS.get(Qt.Key(event.key())):
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                event.ignore()
                return
            self.stepped.emit(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.confirmed.emit()
        else:
            super().keyPressEvent(event)


Card = RadioCard | TickCard


def step_between(cards: Sequence[Card], columns: int = 1) -> None:
    """Lets the arrows go from card to card, in a grid of `columns`."""
    for place, card in enumerate(cards):
        card.stepped.connect(lambda across, down, place=place: _step(cards, place + across + down * columns))


def _step(cards: Sequence[Card], place: int) -> None:
    if 0 <= place < len(cards):
        cards[place].setFocus(Qt.FocusReason.TabFocusReason)
