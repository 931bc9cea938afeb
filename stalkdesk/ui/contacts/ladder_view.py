"""Who is called now, a card for each thing one asks for; the steps above, and why, stand below the name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.contacts.calling import CALLED_FOR, Ladder
from stalkdesk.casework.contacts.contact_register import Function
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import tr
from stalkdesk.ui.contacts.words import function_word
from stalkdesk.ui.labels import label, muted

NO_BREAK = "\u00a0"


def why_said(ladder: Ladder) -> str:
    """Why it is this one: the steps that were passed over, then the one that is called."""
    return " ".join(step.why for step in ladder.steps)


def short_why(ladder: Ladder) -> str:
    """The same in one sentence: until when she can be called, or why it is not the first one."""
    return ladder.steps[0].why if ladder.steps else ""


class CallCard(QFrame):
    """One function: name, number, why."""

    def __init__(self, function: Function) -> None:
        super().__init__()
        self.setObjectName(f"call_{function.value}")
        self.setProperty("role", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._function = function
        name = function.value
        self.name = label("", "strong", f"call_name_{name}")
        self.phone = label("", "", f"call_phone_{name}")
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why = muted("", f"call_why_{name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(1)
        column.addWidget(muted(function_word(function)))
        for line in (self.name, self.phone, self.why):
            column.addWidget(line)
        column.addStretch(1)

    def show_ladder(self, ladder: Ladder) -> None:
        """Shows who is called."""
        now = ladder.now
        if now is None:
            self.name.setText(tr("Ingen at ringe til"))
            self.phone.setText("")
            self.why.setText(why_said(ladder) or tr("Tilføj en kontakt herunder."))
        else:
            self.name.setText(now.name)
            self.phone.setText(shown_phone(now.phone).replace(" ", NO_BREAK))
            self.why.setText(short_why(ladder))
        self.setToolTip(why_said(ladder))
        said = (function_word(self._function), self.name.text(), self.phone.text(), why_said(ladder))
        self.setAccessibleName(". ".join(text for text in said if text))


class CallNow(QWidget):
    """The cards side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("call_now")
        self.cards = {function: CallCard(function) for function in CALLED_FOR}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for card in self.cards.values():
            row.addWidget(card, 1)

    def show_ladders(self, ladders: tuple[Ladder, ...]) -> None:
        """Shows them all."""
        for ladder in ladders:
            self.cards[ladder.function].show_ladder(ladder)
