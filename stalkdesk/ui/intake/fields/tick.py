"""A tick with the time and the initials of who set it; it can be taken back."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from stalkdesk.intake.answers import Answer, TickValue
from stalkdesk.intake.checklist import Question
from stalkdesk.language import tr
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.intake.fields.base import AnswerField, FieldSetting, quiet_line
from stalkdesk.ui.intake.fields.cards import TickCard
from stalkdesk.ui.intake.fields.keys import letter_of


class TickField(AnswerField):
    """One large tick card."""

    takes_letters: ClassVar[bool] = True

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        super().__init__(question, setting)
        self.card = TickCard("tick", tr("Ja, det er gjort"))
        self.card.setAccessibleDescription(question.ask)
        self.card.clicked.connect(lambda checked: self.answered.emit(True if checked else None))
        self.card.confirmed.connect(self.finished)
        self._stamp = quiet_line("tickStamp")
        self.rows.addWidget(self.card)
        self.rows.addWidget(self._stamp)

    def show_answer(self, answer: Answer | None) -> None:
        """Shows the tick with when and by whom."""
        value = answer.value if answer is not None else None
        ticked = isinstance(value, TickValue)
        self.card.setChecked(ticked)
        stamp = ""
        if isinstance(value, TickValue):
            stamp = tr("Sat {when} af {initials}", when=local_time(value.at), initials=value.initials)
        self._stamp.setText(stamp)

    def show_kept(self, answer: Answer | None) -> None:
        """The time and the initials."""
        self.show_answer(answer)

    def take_focus(self) -> None:
        """The card."""
        self.card.setFocus(Qt.FocusReason.TabFocusReason)

    def takes_key(self, event: QKeyEvent) -> bool:
        """V is *don't know*."""
        if letter_of(event) != tr("V"):
            return False
        self.unknown_wanted.emit()
        return True

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Mellemrum sætter eller fjerner fluebenet; {key} er »Ved ikke«. Enter går videre.", key=tr("V"))
