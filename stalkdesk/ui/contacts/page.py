"""Kontakter: who is called now, and the register of everybody who can be called, changed by who keeps it."""

from __future__ import annotations

from secrets import token_hex

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stalkdesk.casework.contacts.contact_register import Contact, Function, Origin, found_by
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.errors import DeskError, PrintFailed
from stalkdesk.guidance.contact_list import contact_list
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.begun_text import stays_said
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.contacts.contact_panel import ContactPanel
from stalkdesk.ui.contacts.known import KnownContacts, read_contacts
from stalkdesk.ui.contacts.ladder_view import CallNow
from stalkdesk.ui.contacts.words import checked_mark, function_word, now_mark
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.papers.printing import printed
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

_PANEL_WIDTH = 330


class ContactsPage(QWidget):
    """Cards above, list at the left, the chosen contact at the right."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("contacts")
        self._desk, self._background = desk, background
        self._known: KnownContacts | None = None
        self._chosen_id = ""
        self._banner = Banner("contacts_banner")
        self.call_now = CallNow()
        self._find = QLineEdit()
        self._find.setObjectName("contacts_find")
        self._find.setPlaceholderText(tr("Find navn, sted eller slutningen af et nummer"))
        self._find.setAccessibleName(tr("Find en kontakt"))
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(self._on_find)
        self._table = ValuesTable[Contact](self._columns())
        self._view = table_view(self._table, "contacts_table", tr("Kontakter"))
        self._view.selectionModel().currentRowChanged.connect(lambda *_: self._on_chosen())
        self._none = muted("", "contacts_none")
        self._new = secondary(tr("&Ny kontakt"), "contacts_new", "plus")
        self._new.clicked.connect(self.begin_new)
        self._print = secondary(tr("&Print listen"), "contacts_print", "printer")
        self._print.clicked.connect(self._on_print)
        self.panel = ContactPanel(desk)
        self.panel.kept.connect(self._on_kept)
        self.panel.closed.connect(self._on_closed)
        self._lay_out()

    def _columns(self) -> tuple[TableColumn[Contact], ...]:
        return (
            TableColumn(tr("Navn"), _named, stretches=True),
            TableColumn(tr("Om"), lambda one: function_word(one.function)),
            TableColumn(tr("Telefon"), lambda one: shown_phone(one.phone)),
            TableColumn(tr("Nu"), self._now),
            TableColumn(tr("Tjekket"), self._checked),
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(title(tr("Kontakter")), 1)
        head.addWidget(self._new)
        head.addWidget(self._print)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._find)
        left.addWidget(self._none)
        left.addWidget(self._view, 1)
        self.panel.setFixedWidth(_PANEL_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._banner)
        column.addWidget(self.call_now)
        column.addLayout(row, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Who opens the page looks for somebody."""
        super().showEvent(event)
        self._find.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- reading ---------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Reads everything anew: the clock has gone on, too."""
        self._background.run(lambda: read_contacts(self._desk), self._on_known, self._on_failed)

    def _on_known(self, known: KnownContacts) -> None:
        self._known = known
        self.call_now.show_ladders(known.ladders())
        self._new.setVisible(known.may_keep)
        self._show_rows()

    def _show_rows(self) -> None:
        if self._known is None:
            return
        found = found_by(self._known.contacts, self._find.text())
        self._table.show_values(found)
        self._none.setText(self._none_said(found))
        self._none.setVisible(bool(self._none.text()))
        ids = [one.id for one in found]
        if found and not self.panel.is_new:
            self._view.selectRow(ids.index(self._chosen_id) if self._chosen_id in ids else 0)
            self._on_chosen()
        elif not found and not self.panel.is_new:
            self.panel.show_nobody(self._known)

    def _none_said(self, found: tuple[Contact, ...]) -> str:
        known = self._known
        if known is None or (found and any(one.origin is not Origin.SHELF for one in known.contacts)):
            return ""
        if self._find.text().strip() and not found:
            return tr("Ingen kontakt passer på det, der er skrevet.")
        if known.may_keep:
            return tr("Der er ingen kontaktpersoner endnu. Tilføj politiets og kommunens med »Ny kontakt«.")
        return tr("Der er ingen kontaktpersoner endnu. En visitator eller en leder tilføjer dem her.")

    def _now(self, contact: Contact) -> str:
        known = self._known
        return "" if known is None else now_mark(contact, known.today, known.is_reachable(contact))

    def _checked(self, contact: Contact) -> str:
        return "" if self._known is None else checked_mark(contact, self._known.today)

    # -- what the person does --------------------------------------------------------------------------------------------

    def _on_find(self) -> None:
        self._show_rows()

    def _on_chosen(self) -> None:
        contact = chosen(self._view, self._table)
        if contact is not None and self._known is not None:
            self._chosen_id = contact.id
            self.panel.show_contact(contact, self._known)

    def begin_new(self) -> None:
        """Opens an empty form."""
        if self._known is not None and self._known.may_keep:
            self._banner.clear()
            self.panel.show_new(f"c-{token_hex(6)}", self._known)

    def _on_closed(self, is_begun: bool) -> None:
        """A new contact is not made now: the chosen one is shown again."""
        self._show_rows()
        self.panel.give_back(self._find)
        if is_begun:
            self._banner.say(Tone.NOTE, stays_said())

    def show_contact(self, contact_id: str) -> None:
        """Chooses a contact."""
        self._chosen_id = contact_id
        self._find.clear()
        self._show_rows()

    def _on_kept(self, line: NewLine, sentence: str) -> None:
        drawer = self._desk.open_drawer()
        sent = self.panel.sending() if line.kind is RegisterKind.CONTACT else None

        def on_done(_: object) -> None:
            if sent is not None:
                sent()
            self._chosen_id = line.subject
            self._banner.say(Tone.SUCCESS, sentence)
            self.refresh()

        self._background.run(lambda: drawer.keep_in_register([line]), on_done, self._on_failed)

    def _on_print(self) -> None:
        known = self._known
        if known is None:
            return
        words = {function: function_word(function) for function in Function}
        document = contact_list(known.contacts, known.unit, known.today, words)
        self._background.run(lambda: self._desk.pdf(document), self._on_made, self._on_failed)

    def _on_made(self, pdf: bytes) -> None:
        try:
            printed(self, pdf, "StalkDesk")
        except PrintFailed as problem:
            self._on_failed(problem)

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))


def _named(contact: Contact) -> str:
    organisation = contact.card.organisation
    return f"{contact.name} · {organisation}" if organisation else contact.name
