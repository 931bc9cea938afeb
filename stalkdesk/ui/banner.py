"""A message that stays until it is no longer true: icon, word, sentence. Never colour alone, never a box in the way."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui import theme
from stalkdesk.ui.labels import label


class Tone(StrEnum):
    """How a message is meant."""

    DANGER = "danger"
    WARN = "warn"
    SUCCESS = "success"
    NOTE = "note"


def _word(tone: Tone) -> str:
    return {
        Tone.DANGER: tr("Fejl"),
        Tone.WARN: tr("Bemærk"),
        Tone.SUCCESS: tr("Færdig"),
        Tone.NOTE: tr("Oplysning"),
    }[tone]


_ICON = {
    Tone.DANGER: "triangle-alert",
    Tone.WARN: "triangle-alert",
    Tone.SUCCESS: "circle-check",
    Tone.NOTE: "info",
}
_COLOUR = {Tone.DANGER: "danger", Tone.WARN: "warn", Tone.SUCCESS: "success", Tone.NOTE: "accent"}


class Banner(QFrame):
    """Hidden until `say`. Screen readers are told what it says. `complained`: it says that something is wrong."""

    complained = Signal()

    def __init__(self, name: str = "banner", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._said = ""
        self._tone = Tone.NOTE
        self._parts: tuple[QLabel, QLabel, QLabel] | None = None
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now; empty when it says nothing."""
        return self._said

    @property
    def says_done(self) -> bool:
        """Whether it says now that something was done."""
        return bool(self._said) and self._tone is Tone.SUCCESS

    def say(self, tone: Tone, sentence: str, word: str = "") -> None:
        """Shows `sentence` after a word in bold: the tone's own ("Bemærk"), or `word`."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        from stalkdesk.ui import icons

        if self._parts is None:
            self._parts = self._made_parts()
        mark, heading, text = self._parts
        theme.set_role(self, f"banner-{tone.value}")
        mark.setPixmap(icons.pixmap(_ICON[tone], _COLOUR[tone]))
        heading.setText(word or _word(tone))
        text.setText(sentence)
        self._said, self._tone = sentence, tone
        self.setAccessibleName(f"{heading.text()}: {sentence}")
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))
        if tone is Tone.DANGER:
            self.complained.emit()

    def clear(self) -> None:
        """Says nothing more, and hides."""
        self._said = ""
        self.hide()

    def _made_parts(self) -> tuple[QLabel, QLabel, QLabel]:
        """Mark, word and sentence: made only when there is something to say, for most banners never speak."""
        from PySide6.QtCore import Qt

        from stalkdesk.ui import icons

        mark, heading = QLabel(), label("", "strong")
        mark.setFixedSize(icons.SIZE, icons.SIZE)
        text = label("", name=f"{self.objectName()}_sentence")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading)
        words.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return mark, heading, text
