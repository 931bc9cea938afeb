"""A person: name, relation or function, telephone; the unit's fixed contact persons are one press away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QGridLayout

from stalkdesk.casework.officers import ContactFunction, ContactPerson
from stalkdesk.intake.answers import Answer, PersonValue
from stalkdesk.intake.checklist import Question
from stalkdesk.intake.phones import shown_phone
from stalkdesk.intake.texts import SHORT_TEXT
from stalkdesk.language import tr
from stalkdesk.ui.intake.fields.base import AnswerField, FieldSetting, field_label
from stalkdesk.ui.intake.fields.cards import RadioCard, step_between
from stalkdesk.ui.intake.fields.choosing import CardGrid
from stalkdesk.ui.intake.fields.writing import Line, take_up, too_long

NO_BREAK = "\u00a0"
MANY_CONTACTS = 3
"""From this many fixed contact persons their cards stand in two columns: all of them are seen."""
MOST_CARDS = 6
"""So many have a card; the others of the register come up while a name is typed."""


def function_said(function: ContactFunction) -> str:
    """What a contact person is there for, in words."""
    return {
        ContactFunction.ADULT: tr("Kontaktperson for voksne"),
        ContactFunction.CHILD_OR_YOUTH: tr("Kontaktperson for børn og unge"),
        ContactFunction.POLICE: tr("Kontaktperson hos politiet"),
        ContactFunction.VISITATOR: tr("Stalking-visitator"),
        ContactFunction.DEPUTY: tr("Stedfortræder"),
    }[function]


def _said_of(contact: ContactPerson) -> str:
    """Function and number; a number is never broken over two lines."""
    return f"{function_said(contact.function)} · {shown_phone(contact.phone).replace(' ', NO_BREAK)}"


class PersonField(AnswerField):
    """Three lines; with `suggest = "contacts"` also a card for each fixed contact person."""

    types: ClassVar[bool] = True

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        super().__init__(question, setting)
        contacts = [person for person in setting.contacts if person.is_active] if question.suggest == "contacts" else []
        shown = contacts[:MOST_CARDS]
        columns = 2 if len(shown) >= MANY_CONTACTS else 1
        self.cards = [RadioCard(c.id, c.name, _said_of(c), stacked=columns > 1) for c in shown]
        self._contacts = {contact.id: contact for contact in contacts}
        step_between(self.cards, columns)
        for card in self.cards:
            card.clicked.connect(lambda _checked=False, card=card: self._on_contact_chosen(self._contacts[card.choice_id]))
            card.confirmed.connect(self.finished)
        if self.cards:
            self.rows.addWidget(CardGrid(list(self.cards), columns))
        self.person_name = self._line("personName")
        self.relation = self._line("personRelation")
        self.phone = self._line("personPhone")
        self._lay_lines(tr("Navn") if not self.cards else tr("Eller en anden: navn"))
        if len(contacts) > MOST_CARDS:
            self._offer_names(contacts)

    def _offer_names(self, contacts: Sequence[ContactPerson]) -> None:
        """More contacts than there are cards: the others come up by their names while one is typed."""
        names = QCompleter([contact.name for contact in contacts], self)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        by_name = {contact.name: contact for contact in contacts}
        names.activated.connect(lambda name: self._on_contact_chosen(by_name[name]))
        self.person_name.setCompleter(names)

    def _line(self, name: str) -> Line:
        line = Line(name)
        line.textEdited.connect(lambda _text: self._on_edited())
        line.refused.connect(lambda: self.refused.emit(too_long(SHORT_TEXT)))
        line.returnPressed.connect(self.finished)
        return line

    def _lay_lines(self, name_label: str) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(field_label(name_label, self.person_name), 0, 0, 1, 2)
        grid.addWidget(self.person_name, 1, 0, 1, 2)
        grid.addWidget(field_label(tr("Relation eller funktion"), self.relation), 2, 0)
        grid.addWidget(self.relation, 3, 0)
        grid.addWidget(field_label(tr("Telefon"), self.phone), 2, 1)
        grid.addWidget(self.phone, 3, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.rows.addLayout(grid)
        self.watch_leaving(self.person_name, self.relation, self.phone)

    def _untrusted(self) -> object:
        texts = {"name": self.person_name.text(), "relation": self.relation.text(), "phone": self.phone.text()}
        return texts if any(text.strip() for text in texts.values()) else None

    def _on_edited(self) -> None:
        self._mark_contact()
        self.answered.emit(self._untrusted())

    def _on_contact_chosen(self, contact: ContactPerson) -> None:
        self._show(contact.name, function_said(contact.function), contact.phone)
        self.answered.emit(self._untrusted())
        self.left.emit()

    def _show(self, name: str, relation: str, phone: str) -> None:
        self.person_name.setText(name)
        self.relation.setText(relation)
        self.phone.setText(shown_phone(phone))
        self._mark_contact()

    def _mark_contact(self) -> None:
        for card in self.cards:
            card.setChecked(self._contacts[card.choice_id].name == self.person_name.text())

    def show_answer(self, answer: Answer | None) -> None:
        """Shows the person, and which contact person it is."""
        value = answer.value if answer is not None else None
        person = value if isinstance(value, PersonValue) else PersonValue("")
        self._show(person.name, person.relation, person.phone)

    def show_unfinished(self, untrusted: object) -> None:
        """Shows again what was typed."""
        if isinstance(untrusted, Mapping):
            self._show(str(untrusted["name"]), str(untrusted["relation"]), str(untrusted["phone"]))

    def take_focus(self) -> None:
        """The chosen or first contact person, else the name."""
        chosen = next((card for card in self.cards if card.isChecked()), None)
        target = chosen or (self.cards[0] if self.cards and not self.person_name.text() else None)
        if target is None:
            take_up(self.person_name)
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Mellemrum vælger en fast kontaktperson; Tab går til felterne. Enter går videre.")
