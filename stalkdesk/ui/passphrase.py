"""A field for a passphrase: hidden, can be shown, says when Caps Lock is on, and a hint at how strong a new one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary

if TYPE_CHECKING:  # not for a cycle: every class of Qt that is named costs its enums
    from PySide6.QtGui import QKeyEvent

MOST = 1000
"""Characters of a passphrase; more is refused by the field."""
_TOGGLE_WIDTH = 78
LEAST_CHARACTERS = 14
LEAST_WORDS = 5


class PassphraseLine(QLineEdit):
    """Hidden text. `caps_lock_seen` tells after each letter whether Caps Lock seems to be on."""

    caps_lock_seen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(MOST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Compares the letter with the shift key: that is how Caps Lock shows itself."""
        letter = event.text()
        if len(letter) == 1 and letter.lower() != letter.upper():
            is_shifted = bool(event.modifiers() & event.modifiers().ShiftModifier)
            self.caps_lock_seen.emit(letter.isupper() != is_shifted)
        super().keyPressEvent(event)


def show_button(line: PassphraseLine, name: str) -> QPushButton:
    """Shows what stands in `line`, and hides it again. Clearing the line hides."""
    toggle = secondary(tr("Vis"), name)
    toggle.setMinimumWidth(_TOGGLE_WIDTH)

    def reflect() -> None:
        is_hidden = line.echoMode() == QLineEdit.EchoMode.Password
        toggle.setText(tr("Vis") if is_hidden else tr("Skjul"))
        toggle.setAccessibleName(tr("Vis adgangssætningen") if is_hidden else tr("Skjul adgangssætningen"))

    def turn() -> None:
        is_hidden = line.echoMode() == QLineEdit.EchoMode.Password
        line.setEchoMode(QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password)
        reflect()

    def hide_when_cleared(text: str) -> None:
        if not text and line.echoMode() != QLineEdit.EchoMode.Password:
            turn()

    toggle.clicked.connect(turn)
    line.textChanged.connect(hide_when_cleared)
    reflect()
    return toggle


def rules_sentence() -> str:
    """What a passphrase must be (docs/store.md 3)."""
    return tr(
        "Mindst {words} ord eller {least} tegn. Ord, som ikke hører sammen, er nemme at huske og svære at gætte. "
        "Brug ikke navne, datoer eller arbejdspladsens ord.",
        words=LEAST_WORDS,
        least=LEAST_CHARACTERS,
    )


def strength_hint(passphrase: str) -> str:
    """A word on how strong a new passphrase is, for while it is typed; a hint only: the vault decides."""
    words = len([word for word in passphrase.split() if len(word) >= 2])
    if not passphrase:
        return ""
    if len(passphrase) < LEAST_CHARACTERS and words < LEAST_WORDS:
        return tr("For kort endnu: der mangler {missing} tegn.", missing=LEAST_CHARACTERS - len(passphrase))
    if len(set(passphrase.casefold())) < LEAST_CHARACTERS // 2:
        return tr("Svag: de samme tegn går igen.")
    if words >= LEAST_WORDS or len(passphrase) >= 24:
        return tr("Stærk.")
    return tr("Brugbar. Et ord mere gør den stærkere.")
