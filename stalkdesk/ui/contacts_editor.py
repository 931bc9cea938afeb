"""The fixed contact persons: the list, and below it the one that is being written. Used at set-up and in the settings."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.officers import ContactFunction, ContactPerson
from stalkdesk.intake.phones import read_phone, shown_phone
from stalkdesk.language import tr
from stalkdesk.ui.begun_text import TypedField, typed_field
from stalkdesk.ui.buttons import quiet, secondary
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import label
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view
from stalkdesk.ui.unit_form import phone_complaint


def function_word(function: ContactFunction) -> str:
    """What a contact person is there for, in words."""
    return {
        ContactFunction.ADULT: tr("Voksne"),
        ContactFunction.CHILD_OR_YOUTH: tr("Børn og unge"),
        ContactFunction.POLICE: tr("Politi"),
        ContactFunction.VISITATOR: tr("Visitator"),
        ContactFunction.DEPUTY: tr("Stedfortræder"),
    }[function]


class ContactsEditor(QWidget):
    """`contacts()` gives the list; `changed` when it is another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("contacts_editor")
        self._table = ValuesTable[ContactPerson](_columns())
        self._view = table_view(self._table, "contacts", tr("Faste kontaktpersoner"))
        self._view.setMinimumHeight(130)
        self._form = Form("contact_form")
        self._remark = label("", "wrong", "contacts_remark")
        self._remark.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        self._name = self._form.line("contact_name", tr("Na&vn"))
        functions = tuple((function.value, function_word(function)) for function in ContactFunction)
        self._function: QComboBox = self._form.choice("contact_function", tr("&Til"), functions)
        self._phone = self._form.line("contact_phone", tr("Te&lefon"))
        self._hours = self._form.line("contact_hours", tr("T&ræffes"), placeholder=tr("hverdage kl. 9-15"))
        pairs = (("contact_name", "contact_function"), ("contact_phone", "contact_hours"))
        for pair in pairs:
            self._form.side_by_side(*pair)
        add = secondary(tr("Føj til l&isten"), "contact_add", "plus")
        add.clicked.connect(self.add)
        self._hours.returnPressed.connect(self.add)
        remove = quiet(tr("&Fjern den valgte"), "contact_remove", "minus")
        remove.clicked.connect(self._on_remove)
        foot = QHBoxLayout()
        foot.addWidget(add)
        foot.addStretch(1)
        foot.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._view, 1)
        column.addWidget(self._remark)
        column.addWidget(self._form)
        column.addLayout(foot)

    def typed_fields(self) -> dict[str, TypedField]:
        """The person that is being written, to be kept while it is not sent."""
        fields = {name: typed_field(row.field) for name, row in self._form.rows.items()}
        function = fields["contact_function"]  # stays chosen for the next one: alone it is nothing that was typed
        return fields | {"contact_function": replace(function, read=self._function_begun)}

    def _function_begun(self) -> object:
        return self._function.currentData() if self._is_begun() else ""

    def contacts(self) -> tuple[ContactPerson, ...]:
        """The list as it stands."""
        return self._table.values

    @property
    def chosen_contact(self) -> ContactPerson | None:
        """The person that is chosen in the list."""
        return chosen(self._view, self._table)

    def show_contacts(self, contacts: tuple[ContactPerson, ...]) -> None:
        """Shows those who are active."""
        self._table.show_values(tuple(person for person in contacts if person.is_active))
        self._remark.hide()

    def begin_anew(self) -> None:
        """Empties the form below the list."""
        for field in (self._name, self._phone, self._hours):
            field.clear()
        self._function.setCurrentIndex(0)
        self._form.check({})

    def settled(self) -> bool:
        """Takes in what is written in the form, if anything; False, with a sentence, while it or the list is not right."""
        if self._is_begun() and not self.add():
            return False
        if not self._table.values:
            self._remark.setText(tr("Føj mindst én kontaktperson til listen."))
            self._remark.show()
            self._name.setFocus()
            return False
        return True

    def add(self) -> bool:
        """Puts the person in the form on the list, or complains by the field."""
        name, phone, hours = (tidy(field.text()) for field in (self._name, self._phone, self._hours))
        complaints = {
            "contact_name": "" if name else tr("Skriv et navn."),
            "contact_phone": phone_complaint(phone),
        }
        if not self._form.check(complaints):
            return False
        person = ContactPerson(
            str(uuid4()), name, ContactFunction(self._function.currentData()), read_phone(phone, "contact_phone"), hours
        )
        self._table.show_values((*self._table.values, person))
        for field in (self._name, self._phone, self._hours):
            field.clear()
        self._remark.hide()
        self._name.setFocus()
        self.changed.emit()
        return True

    def _is_begun(self) -> bool:
        return any(tidy(field.text()) for field in (self._name, self._phone, self._hours))

    def _on_remove(self) -> None:
        person = chosen(self._view, self._table)
        if person is not None:
            self._table.show_values(tuple(other for other in self._table.values if other.id != person.id))
            self.changed.emit()


def _columns() -> tuple[TableColumn[ContactPerson], ...]:
    return (
        TableColumn(tr("Navn"), lambda person: person.name, stretches=True),
        TableColumn(tr("Til"), lambda person: function_word(person.function)),
        TableColumn(tr("Telefon"), lambda person: shown_phone(person.phone)),
        TableColumn(tr("Træffes"), lambda person: person.hours),
    )
