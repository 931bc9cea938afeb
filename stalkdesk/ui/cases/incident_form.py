"""A new incident: when, which acts of the checklist, and in short what happened. Written through to what is begun."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.asked_here import acts_question, date_question, words_question
from stalkdesk.ui.cases.begun_addition import BegunAddition, BegunIncident
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.intake.fields.base import FieldSetting
from stalkdesk.ui.intake.fields.choosing import MultipleField
from stalkdesk.ui.intake.fields.dates import DateField
from stalkdesk.ui.intake.fields.keys import letter_of
from stalkdesk.ui.intake.fields.writing import LongTextField
from stalkdesk.ui.labels import label


class IncidentForm(QWidget):
    """Shows the incident that is being typed. `changed`: something was typed; `taken`: it is to be added, and another begun."""

    changed = Signal()
    taken = Signal()
    refused = Signal(str)

    def __init__(self, read: ReadCase, begun: BegunAddition, setting: FieldSetting) -> None:
        super().__init__()
        self._begun = begun
        self.date = DateField(date_question("incident_date", tr("Hvornår skete det?")), setting)
        self.acts = MultipleField(acts_question(read.checklist), setting)
        self.said = LongTextField(words_question(), setting)
        self._another = secondary(tr("Læg til, og skriv én til"), "another_incident", "plus")
        self._lay_out()
        self._connect()
        self.show_begun()

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(4, 12, 12, 8)
        column.setSpacing(8)
        for asked, field in ((self.date.question.ask, self.date), (self.acts.question.ask, self.acts)):
            column.addWidget(label(asked, "heading"))
            column.addWidget(field)
        self.acts.fit(True)
        self.acts.none_card.setParent(self)  # an incident without an act is none: the card is not offered
        self.acts.none_card.hide()
        column.addWidget(label(self.said.question.ask, "heading"))
        self.said.setFixedHeight(170)
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.addWidget(self._another)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content, "incident_form"))

    def _connect(self) -> None:
        self.date.answered.connect(self._on_date_typed)
        self.acts.answered.connect(self._on_acts_chosen)
        self.said.answered.connect(self._on_said)
        for field in (self.date, self.acts, self.said):
            field.refused.connect(self.refused)
        self.date.finished.connect(self.acts.take_focus)
        self.acts.finished.connect(self.said.take_focus)
        self.said.finished.connect(self._another.setFocus)
        self._another.clicked.connect(self.taken)

    def take_focus(self) -> None:
        """The date."""
        self.date.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On the cards a digit presses the card that shows it; elsewhere it is typed."""
        is_on_cards = self.acts.isAncestorOf(self.focusWidget())
        if not (is_on_cards and letter_of(event).isdigit() and self.acts.takes_key(event)):
            super().keyPressEvent(event)

    def show_begun(self) -> None:
        """Shows the incident as it is begun; an empty form for an empty one."""
        begun = self._begun.incident
        self.date.show_unfinished(begun.untrusted_date or {"date": "", "precision": "exact"})
        now = datetime.now(UTC)
        self.acts.show_answer(Answer("acts", AnswerState.GIVEN, now, "", begun.acts) if begun.acts else None)
        self.said.show_unfinished(begun.said)

    def _incident(self) -> BegunIncident:
        return self._begun.incident

    def _on_date_typed(self, untrusted: object) -> None:
        self._incident().untrusted_date = untrusted
        self.changed.emit()

    def _on_acts_chosen(self, chosen: object) -> None:
        self._incident().acts = tuple(str(one) for one in chosen) if isinstance(chosen, list) else ()
        self.changed.emit()

    def _on_said(self, text: object) -> None:
        self._incident().said = str(text) if text is not None else ""
        self.changed.emit()
