"""Who can unlock the desk: the list, adding one with a first passphrase, retiring one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QMessageBox

from stalkdesk.casework.officers import Officer, Role
from stalkdesk.errors import DeskError, WeakPassphrase
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.buttons import primary, quiet
from stalkdesk.ui.card import Card
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.desk_frame import role_word
from stalkdesk.ui.labels import heading, muted
from stalkdesk.ui.officer_form import OfficerForm
from stalkdesk.ui.settings.part import Part
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view


class OfficersPart(Part):
    """For supervisors."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("officers_part", desk, background)
        self._table = ValuesTable[Officer](_columns())
        self._view = table_view(self._table, "officers", tr("Medarbejdere"))
        self._view.setMinimumHeight(220)
        self._retire = quiet(tr("&Fratag adgang …"), "officer_retire", "user")
        self._retire.clicked.connect(self._on_retire)
        self.form = OfficerForm("officer")
        roles = tuple((role.value, role_word(role)) for role in Role)
        self._role = self.form.choice("officer_role", tr("&Rolle"), roles, _roles_explained())
        self._add = primary(tr("Tilføj &medarbejder"), "officer_add", "plus")
        self._add.clicked.connect(self.add)
        self._lay_out()

    def _lay_out(self) -> None:
        self.column.addWidget(self._view)
        row = QHBoxLayout()
        row.addWidget(self._retire)
        row.addStretch(1)
        self.column.addLayout(row)
        card = Card("officer_card")
        card.body.addWidget(heading(tr("Ny medarbejder")))
        card.body.addWidget(muted(tr("Aftal den første adgangssætning mundtligt. Send den ikke i en mail.")))
        card.body.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        card.body.addLayout(row)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Reads the list again."""
        drawer = self.desk.open_drawer()
        self.background.run(drawer.officers, self._table.show_values, self.say_failed)

    def add(self) -> None:
        """Adds the officer in the form, or complains by the field."""
        typed, role, drawer = self.form.typed(), Role(self._role.currentData()), self.desk.open_drawer()
        if typed is None or not self._add.isEnabled():
            return
        self._add.setEnabled(False)

        def done(officer: Officer) -> None:
            self.form.clear()
            self.refresh()
            self.banner.say(Tone.SUCCESS, tr("{name} kan nu låse skranken op.", name=officer.full_name))

        self.background.run(
            lambda: drawer.add_officer(typed.user_name, typed.full_name, typed.initials, role, typed.passphrase),
            done,
            self._on_failed,
            lambda: self._add.setEnabled(True),
        )

    def _on_failed(self, error: DeskError) -> None:
        if isinstance(error, WeakPassphrase):
            self.form.refuse_passphrase(str(error))
        else:
            self.say_failed(error)

    def _on_retire(self) -> None:
        officer = chosen(self._view, self._table)
        if officer is None or not officer.is_active:
            self.banner.say(Tone.NOTE, tr("Vælg den på listen, der ikke skal have adgang længere."))
            return
        asked = tr("Skal {name} ikke længere kunne låse skranken op? Sager og journal bliver stående.", name=officer.full_name)
        box = QMessageBox(QMessageBox.Icon.Question, "StalkDesk", asked, QMessageBox.StandardButton.NoButton, self)
        box.setObjectName("retire_dialog")
        keep = box.addButton(tr("&Behold adgangen"), QMessageBox.ButtonRole.RejectRole)
        retire = box.addButton(tr("&Fratag adgang"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        retire.clicked.connect(lambda: self.retire(officer))
        box.finished.connect(box.deleteLater)
        box.open()

    def retire(self, officer: Officer) -> None:
        """Takes the officer's way in away."""
        drawer = self.desk.open_drawer()
        self.act(lambda: drawer.retire_officer(officer.id), tr("{name} har ikke længere adgang.", name=officer.full_name))


def _roles_explained() -> str:
    return tr(
        "En leder kan også ændre indstillinger og hente ugeoversigten. Opgørelse henter kun ugeoversigten og kan ikke se "
        "nogen sag."
    )


def _columns() -> tuple[TableColumn[Officer], ...]:
    return (
        TableColumn(tr("Navn"), lambda officer: officer.full_name, stretches=True),
        TableColumn(tr("Brugernavn"), lambda officer: officer.user_name),
        TableColumn(tr("Initialer"), lambda officer: officer.initials),
        TableColumn(tr("Rolle"), lambda officer: role_word(officer.role)),
        TableColumn(tr("Adgang"), lambda officer: tr("Ja") if officer.is_active else tr("Frataget")),
    )
