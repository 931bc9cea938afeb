"""A choice that is found by typing the beginning of its words, spaces and all: `ved h` is "Ved hjemmet"."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox

_FORGOTTEN_AFTER = 2000
"""Milliseconds without a letter, after which the next one begins another search. A space goes on with the search even then."""


class SearchedChoice(QComboBox):
    """Space belongs to the search while one is going on; otherwise it opens the list, as in every choice."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._since = QElapsedTimer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters search; every other key ends the search."""
        text = event.text()
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if not event.modifiers() & ~plain and text and text.isprintable() and self._search(text):
            return
        if event.key() != Qt.Key.Key_Shift:
            self._typed = ""
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Every visit begins a search of its own."""
        self._typed = ""
        super().focusInEvent(event)

    def _search(self, text: str) -> bool:
        """Chooses what begins with all that is typed, or, with another letter, the next that begins with it."""
        is_space, is_fresh = text.isspace(), self._since.isValid() and self._since.elapsed() < _FORGOTTEN_AFTER
        typed = self._typed + text.casefold()
        place = self._begins_with(typed, self.currentIndex()) if self._typed and (is_space or is_fresh) else -1
        if place < 0 and is_space:
            return bool(self._typed) and is_fresh
        if place < 0:
            typed = text.casefold()
            place = self._begins_with(typed, self.currentIndex() + 1)
        if place < 0:
            return False
        self._typed = typed
        self._since.start()
        self.setCurrentIndex(place)
        return True

    def _begins_with(self, typed: str, first: int) -> int:
        """The first choice from `first` on, around the end, that begins with it; -1 when there is none."""
        count = self.count()
        places = ((first + step) % count for step in range(count))
        return next((place for place in places if self.itemText(place).casefold().startswith(typed)), -1)
