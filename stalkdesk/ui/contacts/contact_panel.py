"""The chosen contact: changed here when she is of the register, read when she is kept elsewhere; away and checked for all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from stalkdesk.casework.contacts.contact_register import Contact, Origin, contact_by
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import tr
from stalkdesk.ui.begun_text import BegunText
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.contacts.contact_form import NEW, ContactForm
from stalkdesk.ui.contacts.known import KnownContacts
from stalkdesk.ui.contacts.standing_panel import StandingPanel
from stalkdesk.ui.contacts.words import function_word, origin_sentence
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.opened_form import OpenedForm


class ContactPanel(QWidget):
    """`kept(line, sentence)`: what is to be kept, and what is then said.
    `closed(bool)`: the form of a new one was closed by a key, with something typed in it or not."""

    kept = Signal(object, str)
    closed = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("contact_panel")
        self._known: KnownContacts | None = None
        self._contact: Contact | None = None
        self._new_id = ""
        self._by = desk.open_drawer().officer.full_name
        self._name = heading("", "contact_heading")
        self._says = label("", "", "contact_says")
        self._says.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._elsewhere = muted("", "contact_elsewhere")
        self.form = ContactForm()
        self.standing = StandingPanel()
        self.standing.kept.connect(self.kept)
        self._save = primary(tr("&Gem kontakten"), "contact_save", "check")
        self._save.clicked.connect(self.save)
        self._begun = BegunText(desk, self, self.form.typed_fields(), "contact_undo")
        self._begun.undo.clicked.connect(self._on_undone)
        self._opened = OpenedForm(self, self._on_escape)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("contact_tabs")
        self.tabs.setAccessibleName(tr("Kontaktens dele"))
        self.tabs.tabBar().setObjectName("contact_tab_bar")
        self.tabs.tabBar().setAccessibleName(tr("Kontaktens dele"))
        self._lay_out()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._save, 1)
        foot.addWidget(self._begun.undo)
        what = QVBoxLayout()
        what.setContentsMargins(0, 10, 0, 0)
        what.addWidget(_scrolled("contact_scroll", self._says, self._elsewhere, self.form), 1)
        what.addLayout(foot)
        card = QWidget()
        card.setLayout(what)
        self.tabs.addTab(card, tr("Kontakten"))
        self.tabs.addTab(_scrolled("standing_scroll", self.standing), tr("Fravær og tjek"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self.tabs, 1)

    @property
    def is_new(self) -> bool:
        """Whether an empty form is open."""
        return bool(self._new_id)

    def show_contact(self, contact: Contact, known: KnownContacts) -> None:
        """Shows a contact."""
        self._known, self._contact, self._new_id = known, contact, ""
        is_here = contact.origin is Origin.REGISTER and known.may_keep
        self._name.setText(contact.name)
        self._says.setText(_said_of(contact, known))
        self._elsewhere.setText(origin_sentence(contact))
        self._elsewhere.setVisible(bool(self._elsewhere.text()))
        self._show_parts(is_form=is_here, is_standing=True)
        if is_here:
            stands = (contact, tuple(one.name for one in known.contacts))
            self._begun.show(f"contact {contact.id}", stands, lambda: self._fill(contact, known))
        self.standing.show_contact(contact, known.contacts, known.today, self._by, known.may_keep)

    def show_new(self, contact_id: str, known: KnownContacts) -> None:
        """An empty form for a contact that gets this id."""
        self._opened.opens()
        self._known, self._contact, self._new_id = known, None, contact_id
        self._name.setText(tr("Ny kontakt"))
        self._show_parts(is_form=True, is_standing=False)
        self._elsewhere.hide()
        self.tabs.setCurrentIndex(0)
        self._begun.show("contact new", known.today, lambda: self.form.fill(NEW, known.contacts, contact_id))
        self._begun.undo.show()
        self.form.name.setFocus()

    def show_nobody(self, known: KnownContacts) -> None:
        """Nobody is chosen."""
        self._known, self._contact = known, None
        self._name.setText("")
        self._show_parts(is_form=False, is_standing=False)

    def _show_parts(self, *, is_form: bool, is_standing: bool) -> None:
        self.form.setVisible(is_form)
        self._save.setVisible(is_form)
        self._begun.undo.setVisible(is_form and bool(self._begun.typed()))
        self._says.setVisible(is_standing and not is_form)
        self.tabs.setTabVisible(1, is_standing)
        self.tabs.setVisible(is_form or is_standing)

    def _fill(self, contact: Contact, known: KnownContacts) -> None:
        self.form.fill(contact.card, known.contacts, contact.id)

    def _on_undone(self) -> None:
        """The new contact is not wanted after all."""
        if self._new_id and self._known is not None:
            self._new_id = ""
            contacts = self._known.contacts
            if contacts:
                self.show_contact(contacts[0], self._known)
            else:
                self.show_nobody(self._known)

    def _on_escape(self) -> None:
        """Out of the form of a new contact; what is typed in it is there when another one is begun."""
        if self._new_id:
            is_begun = bool(self._begun.typed())
            self._on_undone()
            self.closed.emit(is_begun)

    def give_back(self, otherwise: QWidget) -> None:
        """The keyboard goes back to where the form was opened from."""
        self._opened.give_back(otherwise)

    def save(self) -> None:
        """Hands on what was typed, or says what is wrong with it."""
        known, contact = self._known, self._contact
        if known is None or (contact is None and not self._new_id):
            return
        card = self.form.card(contact.card if contact is not None else NEW, known.today)
        if card is None:
            return
        subject, seen = (contact.id, contact.number) if contact is not None else (self._new_id, None)
        self.kept.emit(NewLine(RegisterKind.CONTACT, subject, card, seen=seen), tr("Kontakten er gemt."))

    def sending(self) -> Callable[[], None]:
        """Gives what is called once the form was kept."""
        sent = self._begun.sending()

        def on_sent() -> None:
            self._new_id = ""
            sent()

        return on_sent


def _scrolled(name: str, *parts: QWidget) -> QWidget:
    inside = QWidget()
    inner = QVBoxLayout(inside)
    inner.setContentsMargins(0, 0, 10, 0)
    inner.setSpacing(10)
    for part in parts:
        inner.addWidget(part)
    inner.addStretch(1)
    return scrolling(inside, name)


def _said_of(contact: Contact, known: KnownContacts) -> str:
    """What is known of her, line by line."""
    deputy = contact_by(known.contacts, contact.card.deputy_id)
    lines = (
        function_word(contact.function),
        contact.card.organisation,
        shown_phone(contact.phone),
        contact.hours_shown,
        contact.card.safe_channel,
        contact.card.address,
        tr("Stedfortræder: {name}", name=deputy.name) if deputy is not None else "",
        _desk_said(contact, known),
    )
    return "\n".join(line for line in lines if line)


def _desk_said(contact: Contact, known: KnownContacts) -> str:
    desk = known.desks.get(contact.id)
    if desk is None:
        return ""
    return tr("Modtager pakker med StalkDesk. Fingeraftryk: {fingerprint}", fingerprint=desk.fingerprint)
