"""Who of the register sits at another desk: what may go there follows from whom she works for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox

from stalkdesk.casework.contacts.contact_register import KINDS_OF_CONTACTS, Contact, contacts_now
from stalkdesk.casework.handover.desks import Desk, DeskCard, desks_of
from stalkdesk.casework.register import RegisterKind
from stalkdesk.casework.sharing.consent_words import receiver_word
from stalkdesk.language import tr
from stalkdesk.ui import desk as desks


@dataclass(frozen=True, slots=True)
class KnownDesks:
    """This desk's card, the other desks, and who can sit there."""

    own: DeskCard
    desks: tuple[Desk, ...]
    contacts: tuple[Contact, ...]

    def name_at(self, desk: Desk) -> str:
        """Who sits at that desk, or empty."""
        return next((contact_said(one) for one in self.contacts if one.id == desk.contact_id), "")


def read_desks(desk: desks.Desk) -> KnownDesks:
    """Reads all of it. Waits for the drawer: call it on the worker."""
    drawer = desk.open_drawer()
    lines = drawer.register(*KINDS_OF_CONTACTS, RegisterKind.DESK)
    contacts = contacts_now(lines, drawer.contacts(), authority=drawer.unit().authority)
    active = tuple(one for one in contacts if one.is_active)
    return KnownDesks(drawer.desk_card(), tuple(desks_of(lines).values()), active)


def contact_said(contact: Contact) -> str:
    """Her name, and for whom she works."""
    return f"{contact.name} · {receiver_word(contact.receiver)}"


def fill(field: QComboBox, contacts: Sequence[Contact], chosen: str) -> None:
    """Offers the contacts, and the desk as such."""
    field.clear()
    field.addItem(tr("Skranken som sådan"), "")
    for one in contacts:
        field.addItem(contact_said(one), one.id)
    field.setCurrentIndex(max(field.findData(chosen), 0))
