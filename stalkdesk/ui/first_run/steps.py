"""Where the store will lie, the unit, its contact persons, the first supervisor: the steps that ask."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.choosing import chosen_folder
from stalkdesk.ui.contacts_editor import ContactsEditor
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.officer_form import OfficerForm
from stalkdesk.ui.unit_form import UnitForm


class Step(QWidget):
    """One step of the set-up."""

    def __init__(self, name: str, title: str, intro: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self.column.addWidget(label(intro, "muted", f"{name}_intro"))

    def is_settled(self) -> bool:
        """Whether one may go on; says what is missing when not."""
        return True

    def take_focus(self) -> None:
        """Puts the cursor where typing begins."""


class PlaceStep(Step):
    """Says what is about to happen and where the store will lie. `folder_chosen(Path)` for another place."""

    folder_chosen = Signal(object)
    restore_asked = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "place_step",
            tr("Velkommen til StalkDesk"),
            tr("Skranken sættes op én gang og tager cirka fem minutter. Hav en printer klar til det sidste trin."),
        )
        self._folder = folder
        self.column.addWidget(heading(tr("Her kommer sagsskabet til at ligge")))
        where = label(str(folder), "strong", "place_folder")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(where)
        self.column.addWidget(
            label(
                tr(
                    "Sagsskabet er to filer: de krypterede sager (desk.sdk) og nøglerne til dem (desk.keys). Læg det på "
                    "computerens egen disk, ikke på et netværksdrev og ikke i en mappe, der synkroniseres."
                )
            )
        )
        other = secondary(tr("&Vælg en anden mappe …"), "place_choose", "folder-open")
        other.clicked.connect(self._on_choose)
        self.column.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(
            muted(
                tr("Har I allerede et sagsskab, så vælg mappen, hvor det ligger. Så låses det op i stedet."), "place_existing"
            )
        )

        restore = secondary(tr("&Hent fra sikkerhedskopi …"), "place_restore", "download")
        restore.clicked.connect(self.restore_asked)
        self.column.addWidget(restore, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_choose(self) -> None:
        chosen = chosen_folder(self, tr("Vælg mappen til sagsskabet"), str(self._folder))
        if chosen is not None:
            self.folder_chosen.emit(chosen)


class UnitStep(Step):
    """Authority profile and letterhead."""

    def __init__(self) -> None:
        super().__init__("unit_step", tr("Enheden"), tr("Det her står på de ark, borgeren får med hjem."))
        self.form = UnitForm()
        self.column.addWidget(self.form)

    def is_settled(self) -> bool:
        """Whether the form is right."""
        return self.form.unit() is not None

    def take_focus(self) -> None:
        """The first question."""
        self.form.authority.setFocus()


class ContactsStep(Step):
    """The fixed contact persons, at least one."""

    def __init__(self) -> None:
        super().__init__(
            "contacts_step",
            tr("Faste kontaktpersoner"),
            tr("Den udsatte skal have ét menneske at ringe til. Skriv mindst én; en stedfortræder er klog at have."),
        )
        self.editor = ContactsEditor()
        self.column.addWidget(self.editor)

    def is_settled(self) -> bool:
        """Whether there is at least one."""
        return self.editor.settled()

    def take_focus(self) -> None:
        """The name of the first person."""
        field = self.editor.findChild(QWidget, "contact_name")
        if isinstance(field, QWidget):
            field.setFocus()


class SupervisorStep(Step):
    """The first supervisor, who adds the others."""

    def __init__(self) -> None:
        super().__init__(
            "supervisor_step",
            tr("Den første leder"),
            tr("Lederen opretter de andre bagefter. Kun du kender adgangssætningen; den kan ikke slås op."),
        )
        self.form = OfficerForm("supervisor")
        self.column.addWidget(self.form)

    def is_settled(self) -> bool:
        """Whether the form is right."""
        return self.form.typed() is not None

    def take_focus(self) -> None:
        """The name."""
        self.form.full_name.setFocus()
