"""To whom, and what: the fields that consent, sharing and withholding have in common. No group is chosen beforehand."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QGridLayout, QVBoxLayout, QWidget

from stalkdesk.casework.contacts.contact_register import Contact, Receiver
from stalkdesk.casework.sharing.consent_words import group_word, receiver_word
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.language import tr
from stalkdesk.ui.begun_text import TypedField, typed_field
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import label

_COLUMNS = 3


class ReceiverFields(QWidget):
    """Receiver, name, groups. `changed`: another receiver."""

    changed = Signal()

    def __init__(self, name: str, contacts: Sequence[Contact], what: str) -> None:
        """`name` begins the names of the fields; `what`: what stands above the groups."""
        super().__init__()
        self._prefix = name
        self._contacts = {one.name.casefold(): one for one in contacts if one.is_active}
        self.form = Form(f"{name}_receiver_form")
        known = tuple((one.value, receiver_word(one)) for one in Receiver)
        self._receiver = self.form.choice(f"{name}_receiver", tr("H&vem"), known)
        self._name = self.form.line(f"{name}_receiver_name", tr("Nav&n eller afdeling"))
        self.form.side_by_side(f"{name}_receiver", f"{name}_receiver_name")
        self._receiver.currentIndexChanged.connect(lambda _: self.changed.emit())
        completer = QCompleter([contact.name for contact in self._contacts.values()], self._name)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._name.setCompleter(completer)
        self.groups = {group: QCheckBox(group_word(group)) for group in Group}
        self._wrong = label("", "wrong", f"{name}_groups_wrong")
        self._wrong.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        for place, (group, tick) in enumerate(self.groups.items()):
            tick.setObjectName(f"{name}_group_{group.value}")
            tick.setAccessibleName(group_word(group))
            tick.toggled.connect(lambda _: self.complain(""))
            grid.addWidget(tick, place // _COLUMNS, place % _COLUMNS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addWidget(label(what, "strong"))
        column.addLayout(grid)
        column.addWidget(self._wrong)

    def typed_fields(self) -> dict[str, TypedField]:
        """What is typed here, to be kept while it is not saved."""
        fields = (self._receiver, self._name, *self.groups.values())
        return {field.objectName(): typed_field(field) for field in fields}

    def fill(self, receiver: Receiver, name: str, groups: Collection[Group]) -> None:
        """Shows a receiver and the groups that were chosen."""
        self._receiver.setCurrentIndex(self._receiver.findData(receiver.value))
        self._name.setText(name)
        for group, tick in self.groups.items():
            tick.setChecked(group in groups)
        self.form.check({})
        self.complain("")

    def lock_receiver(self, is_locked: bool) -> None:
        """The receiver of an entry that there is stays who it is."""
        self._receiver.setEnabled(not is_locked)

    @property
    def receiver(self) -> Receiver:
        """Who was chosen."""
        return Receiver(self._receiver.currentData())

    @property
    def name(self) -> str:
        """Her name, as it was typed."""
        return tidy(self._name.text())

    @property
    def contact_id(self) -> str:
        """The contact of the register with that name, or empty."""
        contact = self._contacts.get(self.name.casefold())
        return contact.id if contact is not None else ""

    @property
    def chosen(self) -> tuple[Group, ...]:
        """The groups that are ticked."""
        return tuple(group for group, tick in self.groups.items() if tick.isChecked())

    def check(self) -> bool:
        """Says what is missing. Gives whether all is well."""
        needs_name = self.receiver is Receiver.OTHER and not self.name
        complaint = tr("Skriv, hvem modtageren er.") if needs_name else ""
        if not self.form.check({f"{self._prefix}_receiver_name": complaint}):
            return False
        if not self.chosen:
            self.complain(tr("Vælg mindst én slags oplysninger."))
            next(iter(self.groups.values())).setFocus()
            return False
        return True

    def complain(self, sentence: str) -> None:
        """Says what is wrong with the groups; "" takes it back."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def take_focus(self) -> None:
        """The receiver; where she stands already, the first group."""
        (self._receiver if self._receiver.isEnabled() else next(iter(self.groups.values()))).setFocus()
