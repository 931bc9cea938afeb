"""What is withheld from whom, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stalkdesk.casework.contacts.contact_register import Contact, Receiver
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.sharing.consents import Withheld
from stalkdesk.language import tr
from stalkdesk.ui.begun_text import typed_field
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.consent.receiver_fields import ReceiverFields
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entry_form import EntryForm
from stalkdesk.ui.forms import Form, tidy


class WithheldForm(EntryForm):
    """A new one; it is lifted in the list."""

    def __init__(self, desk: Desk, reference: str, contacts: Sequence[Contact]) -> None:
        super().__init__("withheld", desk, f"consent:{reference}:withheld:")
        self.who = ReceiverFields("withheld", contacts, tr("Hvad holdes tilbage?"))
        self.form = Form("withheld_form")
        hint = tr("Fx: den udsatte ønsker det, eller en ansat kender udøveren.")
        self._why = self.form.line("withheld_why", tr("Hvorf&or"), hint)
        keep = primary(tr("&Hold tilbage"), "keep_withheld", "check")
        keep.clicked.connect(self.keep)
        self._why.returnPressed.connect(self.keep)
        typed = {**self.who.typed_fields(), "withheld_why": typed_field(self._why)}
        self.lay_out(keep, typed, self.who, self.form)

    def show_new(self, today: date) -> None:
        """An empty form."""
        says = tr("Det holdes tilbage, også når der er samtykke. Følgebrevet siger, hvilke oplysninger det er; ikke hvorfor.")
        self.begin("new", today, self._fill, tr("Hold noget tilbage"), says)
        self.who.take_focus()

    def _fill(self) -> None:
        self.who.fill(Receiver.POLICE, "", ())
        self._why.clear()
        self.form.check({})

    def keep(self) -> None:
        """Reads the form; what can't be right is said by its field."""
        if not self.who.check():
            return
        why = tidy(self._why.text())
        if not self.form.check({"withheld_why": "" if why else tr("Skriv, hvorfor det holdes tilbage.")}):
            return
        who = self.who
        said = Withheld(who.receiver, who.chosen, why, who.name, who.contact_id)
        self.send(NewEntry(EntryKind.WITHHELD, said, recipient_id=who.contact_id))
