"""Who can unlock the desk: the list, adding one with a first passphrase, retiring one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QMessageBox

from stalkdesk.casework.drawer import Drawer
from stalkdesk.casework.officers import Officer, Role, WayInKind
from stalkdesk.errors import DeskError, WeakPassphrase
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.buttons import primary, quiet
from stalkdesk.ui.card import Card
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.desk_frame import role_word
from stalkdesk.ui.labels import heading, muted
from stalkdesk.ui.officer_form import OfficerForm
from stalkdesk.ui.settings.part import Part
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view


@dataclass(frozen=True, slots=True)
class _Person:
    """Someone who works or worked here, and what she gets in with."""

    officer: Officer
    way: WayInKind | None


class OfficersPart(Part):
    """For supervisors."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("officers_part", desk, background)
        self._table = ValuesTable[_Person](_columns())
        self._others = muted("", "ways_in_others")
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
        row.addWidget(self._others, 1)
        row.addWidget(self._retire)
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
        self.background.run(lambda: _people_of(drawer), self._on_people, self.say_failed)

    def _on_people(self, found: tuple[tuple[_Person, ...], str]) -> None:
        people, others = found
        self._table.show_values(people)
        self._others.setText(others)

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
        person = chosen(self._view, self._table)
        officer = person.officer if person is not None else None
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


def _people_of(drawer: Drawer) -> tuple[tuple[_Person, ...], str]:
    """Everyone with her way in, and the ways in that are no officer's, in a sentence. For the worker."""
    ways, made_at = drawer.ways_in(), drawer.recovery_state().made_at
    own = {way.officer_id: way.kind for way in ways if way.officer_id}
    others = []
    if made_at is not None and any(way.kind is WayInKind.RECOVERY_SHEET for way in ways):
        others.append(tr("Genskabelsesarket fra {date} åbner også sagsskabet.", date=local_time(made_at).split(" ", 1)[0]))
    if strays := sum(way.is_nobodys for way in ways):
        others.append(tr("{count} adgange hører ikke til nogen: lås, og lås op igen, så bliver de taget væk.", count=strays))
    return tuple(_Person(officer, own.get(officer.id)) for officer in drawer.officers()), " ".join(others)


def _access(person: _Person) -> str:
    if not person.officer.is_active:
        return tr("Frataget")
    if person.way is WayInKind.TYPED_ON_ONE_COMPUTER:
        return tr("Ja, bundet til en computer")
    return tr("Ja") if person.way is not None else tr("Mangler i nøglefilen")


def _columns() -> tuple[TableColumn[_Person], ...]:
    return (
        TableColumn(tr("Navn"), lambda person: person.officer.full_name, stretches=True),
        TableColumn(tr("Brugernavn"), lambda person: person.officer.user_name),
        TableColumn(tr("Initialer"), lambda person: person.officer.initials),
        TableColumn(tr("Rolle"), lambda person: role_word(person.officer.role)),
        TableColumn(tr("Adgang"), _access),
    )
