"""The form of one contact of the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from PySide6.QtWidgets import QCheckBox

from stalkdesk.casework.contacts.contact_checks import tidy_card
from stalkdesk.casework.contacts.contact_register import Contact, ContactCard, ContactKind, Function, Receiver, Side
from stalkdesk.casework.contacts.opening_hours import hours_said, read_hours
from stalkdesk.casework.sharing.consent_words import receiver_word
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import tr
from stalkdesk.ui.begun_text import TypedField, typed_field
from stalkdesk.ui.buttons import spoken
from stalkdesk.ui.contacts.words import function_word, kind_word, side_word
from stalkdesk.ui.forms import Form, tidy

_FIELDS = {"name": "contact_name", "phone": "contact_phone", "hours": "contact_hours", "deputy": "contact_deputy"}
_W = TypeVar("_W", bound=StrEnum)
NEW = ContactCard(ContactKind.PERSON, "", Function.ADULT, "")


class ContactForm(Form):
    """Everything of a contact; the number is called or read up before it is saved, and that is what `last_checked` says."""

    def __init__(self) -> None:
        super().__init__("contact_form")
        self.name = self.line("contact_name", tr("&Navn eller vagt"))
        self.function = self.choice("contact_function", tr("Ringes op &om"), _choices(Function, function_word))
        self.phone = self.line("contact_phone", tr("&Telefon"))
        self.side_by_side("contact_function", "contact_phone")
        self.hours = self.line("contact_hours", tr("Åben&t"), placeholder=tr("man–tor 9–15, fre 9–12"))
        self.organisation = self.line("contact_organisation", tr("Myn&dighed eller organisation"))
        self.deputy = self.choice("contact_deputy", tr("Stedfo&rtræder"), ())
        self.receiver = self.choice("contact_receiver", tr("Hører til, når noget d&eles"), _choices(Receiver, receiver_word))
        self.side = self.choice("contact_side", tr("H&vis"), _choices(Side, side_word))
        self.kind = self.choice("contact_kind", tr("&Hvad det er"), _choices(ContactKind, kind_word))
        self.side_by_side("contact_side", "contact_kind")
        hint = tr("Fx sikker mail. Aldrig en privat adresse.")
        self.channel = self.line("contact_channel", tr("Sikker ve&j at skrive ad"), hint)
        self.address = self.line("contact_address", tr("Mail eller &postadresse"))
        self.source = self.line("contact_source", tr("&Kilde"), tr("Hvem har sagt nummeret, eller hvor står det?"))
        self.is_checked = QCheckBox(tr("Nummeret er ringet op eller slået op i &dag"))
        self.is_checked.setObjectName("contact_is_checked")
        self.is_active = QCheckBox(tr("&Bruges"))
        self.is_active.setObjectName("contact_is_active")
        for tick in (self.is_checked, self.is_active):
            tick.setAccessibleName(spoken(tick.text()))
            self.column.addWidget(tick)
        for box in (self.function, self.receiver, self.side, self.kind, self.deputy):
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)

    def typed_fields(self) -> dict[str, TypedField]:
        """What is typed here, to be kept while it is not saved."""
        fields = (self.name, self.function, self.phone, self.hours, self.organisation, self.receiver, self.side, self.kind)
        more = (self.deputy, self.channel, self.address, self.source, self.is_checked, self.is_active)
        return {field.objectName(): typed_field(field) for field in (*fields, *more)}

    def fill(self, card: ContactCard, contacts: Sequence[Contact], own_id: str) -> None:
        """Shows a contact; `contacts` may stand in for her."""
        self.deputy.clear()
        self.deputy.addItem(tr("Ingen"), "")
        for one in contacts:
            if one.id != own_id and one.is_active:
                self.deputy.addItem(one.name, one.id)
        for line, text in (
            (self.name, card.name),
            (self.phone, shown_phone(card.phone)),
            (self.hours, hours_said(card.hours)),
            (self.organisation, card.organisation),
            (self.channel, card.safe_channel),
            (self.address, card.address),
            (self.source, card.source),
        ):
            line.setText(text)
        for box, value in (
            (self.function, card.function.value),
            (self.receiver, card.receiver.value),
            (self.side, card.side.value),
            (self.kind, card.kind.value),
            (self.deputy, card.deputy_id),
        ):
            box.setCurrentIndex(max(box.findData(value), 0))
        self.is_active.setChecked(card.is_active)
        self.is_checked.setChecked(False)
        self.check({})

    def card(self, before: ContactCard, today: date) -> ContactCard | None:
        """What was typed; None, with a sentence by the field, when it can't be kept."""
        try:
            typed = tidy_card(self._typed(before))
        except BadAnswer as fault:
            self.check({_FIELDS.get(fault.question_id, "contact_name"): str(fault)})
            return None
        wrong = ""
        if not typed.name:
            wrong = tr("Skriv, hvem der skal ringes til.")
        if not self.check({"contact_name": wrong}):
            return None
        if self.is_checked.isChecked():
            return replace(typed, last_checked=today)
        return replace(typed, last_checked=None) if typed.phone != before.phone else typed

    def _typed(self, before: ContactCard) -> ContactCard:
        return ContactCard(
            kind=ContactKind(self.kind.currentData()),
            name=tidy(self.name.text()),
            function=Function(self.function.currentData()),
            phone=tidy(self.phone.text()),
            organisation=tidy(self.organisation.text()),
            side=Side(self.side.currentData()),
            hours=read_hours(self.hours.text()),
            safe_channel=tidy(self.channel.text()),
            deputy_id=str(self.deputy.currentData() or ""),
            address=tidy(self.address.text()),
            receiver=Receiver(self.receiver.currentData()),
            is_active=self.is_active.isChecked(),
            last_checked=before.last_checked,
            source=tidy(self.source.text()),
        )


def _choices(words: type[_W], said: Callable[[_W], str]) -> tuple[tuple[str, str], ...]:
    return tuple((one.value, said(one)) for one in words)
