"""The fixed contact persons of the unit. Who is put on the list is approved by somebody else; who left is off it at once."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from stalkdesk.casework.content_changes import CONTACTS_TARGET, ChangeKind, Proposal, contacts_value
from stalkdesk.casework.officers import ContactPerson
from stalkdesk.language import SOURCE_LANGUAGE, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.begun_text import BegunText, TypedField
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.contacts_editor import ContactsEditor
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted
from stalkdesk.ui.settings.part import Part
from stalkdesk.ui.settings.unit_part import second_person_sentence, waits_sentence


class ContactsPart(Part):
    """For supervisors."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("contacts_part", desk, background)
        self._now: tuple[ContactPerson, ...] = ()
        self.editor = ContactsEditor()
        self.begun = BegunText(desk, self, self._typed_fields(), "contacts_undo")
        keep = primary(tr("Send til &godkendelse"), "contacts_keep", "check")
        keep.clicked.connect(self.keep)
        left = secondary(tr("Den valgte er &stoppet: fjern nu"), "contact_left", "user")
        left.clicked.connect(self.retire)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addWidget(left)
        row.addWidget(self.begun.undo)
        row.addStretch(1)
        self.column.addWidget(muted(second_person_sentence(), "contacts_second_person"))
        self.column.addWidget(self.editor)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def _typed_fields(self) -> dict[str, TypedField]:
        """Who was added and who was taken off are kept apart: the list itself may become another meanwhile."""
        added = TypedField(self._added, lambda added: self._show(added, self._removed()), self.editor.changed)
        removed = TypedField(self._removed, lambda removed: self._show(self._added(), removed), self.editor.changed)
        return {**self.editor.typed_fields(), "added": added, "removed": removed}

    def _added(self) -> tuple[ContactPerson, ...]:
        known = {person.id for person in self._now}
        return tuple(person for person in self.editor.contacts() if person.id not in known)

    def _removed(self) -> frozenset[str]:
        left = {person.id for person in self.editor.contacts()}
        return frozenset(person.id for person in self._now if person.is_active and person.id not in left)

    def _show(self, added: object, removed: object) -> None:
        assert isinstance(added, tuple)
        assert isinstance(removed, frozenset)
        known = {person.id for person in self._now}
        stay = tuple(person for person in self._now if person.id not in removed)
        self.editor.show_contacts((*stay, *(person for person in added if person.id not in known)))

    def refresh(self) -> None:
        """Reads the list again."""
        self.background.run(self.desk.open_drawer().contacts, self._on_contacts, self.say_failed)

    def _on_contacts(self, contacts: tuple[ContactPerson, ...]) -> None:
        self.begun.show("contacts", contacts, lambda: self._fill(contacts))

    def _fill(self, contacts: tuple[ContactPerson, ...]) -> None:
        self._now = contacts
        self.editor.begin_anew()
        self.editor.show_contacts(contacts)

    def keep(self) -> None:
        """Sends the list to somebody else; who was taken off it stays with the cases that name her."""
        drawer = self.desk.open_drawer()
        if not self.editor.settled():
            return
        proposal = Proposal(
            kind=ChangeKind.CONTACTS,
            target=CONTACTS_TARGET,
            language=SOURCE_LANGUAGE.value,
            value=contacts_value(self.editor.contacts()),
            before=contacts_value(self._now),
            source="OWN",
            checked_on=self.desk.now().astimezone().date(),
        )
        on_sent = self.begun.sending()

        def on_kept(_: object) -> None:
            on_sent()
            self.refresh()
            self.banner.say(Tone.SUCCESS, waits_sentence())

        self.background.run(lambda: drawer.propose_change(proposal), on_kept, self.say_failed)

    def retire(self) -> None:
        """Takes the chosen one off at once: nobody may be given the number of somebody who has left."""
        person, drawer = self.editor.chosen_contact, self.desk.open_drawer()
        if person is None:
            self.banner.say(Tone.WARN, tr("Vælg først den kontaktperson, der er stoppet."))
            return
        gone = person.id
        self.act(lambda: drawer.retire_contact(gone), tr("{name} er taget af listen.", name=person.name))
