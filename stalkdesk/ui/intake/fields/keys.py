"""The keys that answer a choice: J and N where the choices say yes and no, digits, V for *don't know*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from stalkdesk.intake.checklist import Choice
from stalkdesk.language import tr

DIGITS = 9
"""So many choices have a digit of their own."""


def letter_of(event: QKeyEvent) -> str:
    """The letter or digit that was pressed, as a capital; empty with Ctrl or Alt, and for a key that is held down."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
    text = event.text()
    return "" if held or event.isAutoRepeat() or len(text) != 1 or not text.isalnum() else text.upper()


def digit_keys(count: int) -> tuple[str, ...]:
    """1 to 9 for the first of `count` choices, nothing for the others."""
    return tuple(str(place) if place <= DIGITS else "" for place in range(1, count + 1))


def yes_no_keys(choices: Sequence[Choice]) -> dict[str, str]:
    """Choice id -> J or N (Y or N in English), where exactly one choice begins with *Ja*, or with *Nej*."""
    keys = dict[str, str]()
    for word, key in ((tr("Ja"), tr("J")), (tr("Nej"), tr("N"))):
        said = [choice.id for choice in choices if re.match(rf"{re.escape(word)}\b", choice.label, re.IGNORECASE)]
        if len(said) == 1:
            keys[said[0]] = key
    return keys
