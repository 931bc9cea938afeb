"""The fixed contact persons of the unit."""

from __future__ import annotations

from PySide6.QtCore import Qt

from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.contacts_editor import ContactsEditor
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.settings.part import Part


class ContactsPart(Part):
    """For supervisors."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("contacts_part", desk, background)
        self.editor = ContactsEditor()
        keep = primary(tr("&Gem listen"), "contacts_keep", "save")
        keep.clicked.connect(self.keep)
        self.column.addWidget(self.editor)
        self.column.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Reads the list again."""
        self.background.run(self.desk.open_drawer().contacts, self.editor.show_contacts, self.say_failed)

    def keep(self) -> None:
        """Keeps the list as it stands; who was taken off it stays with the cases that name her."""
        drawer = self.desk.open_drawer()
        if self.editor.settled():
            contacts = self.editor.contacts()
            self.act(lambda: drawer.keep_contacts(contacts), tr("Kontaktpersonerne er gemt."))
