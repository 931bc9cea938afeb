"""The part of the case page that shows the other cases of the same person, and how often she came over all of them."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.officers import Act
from stalkdesk.casework.persons.persons import FoundPersons
from stalkdesk.casework.persons.same_person import LinkedCase, Whose, links_of
from stalkdesk.casework.visits import contacts_of, contacts_within, often_said, times_of
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import quiet, secondary
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import local_time, urgency_word
from stalkdesk.ui.cases.part import CasePart, PartOfCase
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted
from stalkdesk.ui.persons.code_card_page import CodeCardPage
from stalkdesk.ui.persons.link_page import LinkPage
from stalkdesk.ui.persons.words import clues_said, others_said, whose_word
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

_ROW = 34


def _standing(case: LinkedCase) -> str:
    if case.status is CaseStatus.ERASED:
        return tr("Slettet")
    return tr("Oprettet ved en fejl") if case.is_in_error else urgency_word(case.urgency)


def _columns() -> tuple[TableColumn[LinkedCase], ...]:
    return (
        TableColumn(tr("Sag"), lambda case: case.reference),
        TableColumn(tr("Fælles person"), lambda case: whose_word(case.whose)),
        TableColumn(tr("Modtaget"), lambda case: local_time(case.started_at)),
        TableColumn(tr("Hastegrad"), _standing),
        TableColumn(tr("Behandler"), lambda case: case.officer_name, stretches=True),
        TableColumn(tr("Knyttet"), lambda case: tr("direkte") if case.is_direct else tr("gennem en anden sag")),
    )


class SamePersonPart(CasePart):
    """Reads the linked cases behind the screen; nothing of them was opened by reading this one."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__(desk, background, read)
        self._is_left = self._is_looked_for = False
        self._often = Banner("same_person_often")
        self._others = Banner("same_perpetrator")
        self._nothing = muted(tr("Ingen andre sager er knyttet til denne."), "same_person_none")
        self.table = ValuesTable(_columns())
        self.view = table_view(self.table, "same_person_table", tr("Sager af den samme person"))
        self.view.verticalHeader().setDefaultSectionSize(_ROW)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._on_chosen())
        self.view.doubleClicked.connect(lambda _: self._on_open())
        self._make_buttons()
        self._lay_out()
        self._read_linked()

    def _make_buttons(self) -> None:
        may_say = self.desk.open_drawer().officer.may(Act.TAKE_INTAKE)
        self._open = secondary(tr("Åbn sagen"), "same_person_open", "folder-open")
        self._link = secondary(tr("Knyt en sag til …"), "same_person_link", "users")
        self._part = quiet(tr("Ikke den samme person …"), "same_person_part", "x")
        self._card = secondary(tr("Kodekort …"), "same_person_card", "user")
        anonymous = self.read.case.answers.get("is_anonymous")
        self._may_say = may_say
        self._has_card = may_say and anonymous is not None and anonymous.value == "yes"
        self._open.clicked.connect(self._on_open)
        self._link.clicked.connect(self._on_link)
        self._part.clicked.connect(self._on_part)
        self._card.clicked.connect(self._on_card)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        for button, is_offered in (
            (self._open, True),
            (self._link, self._may_say),
            (self._part, self._may_say),
            (self._card, self._has_card),
        ):
            if is_offered:
                row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for part in (self._often, self._others, self._nothing, self.view):
            column.addWidget(part, 1 if part is self.view else 0)
        column.addLayout(row)
        column.addStretch(0)
        self.view.hide()
        self._on_chosen()

    def leave(self) -> None:
        """What still comes from the drawer is not shown any more."""
        self._is_left = True

    # -- reading ---------------------------------------------------------------------------------------------------------
    def _read_linked(self) -> None:
        drawer, reference = self.desk.open_drawer(), self.read.reference
        self.background.run(lambda: drawer.linked_cases(reference), self._show, self._on_failed)

    def showEvent(self, event: QShowEvent) -> None:
        """Only who looks at this part looks across everybody's cases: it is in the journal. While the parts are put away, each
        is shown for a moment: nobody looks at it then."""
        super().showEvent(event)
        if not self._is_looked_for and not self._is_left:
            self._is_looked_for = True
            drawer, reference = self.desk.open_drawer(), self.read.reference
            self.background.run(lambda: drawer.same_perpetrator(reference), self._say_alike, self._on_failed)

    def _show(self, linked: tuple[LinkedCase, ...]) -> None:
        if self._is_left:
            return
        self.table.show_values(linked)
        self._nothing.setVisible(not linked)
        self.view.setVisible(bool(linked))
        if linked:
            self.view.selectRow(0)
        self._on_chosen()
        times = [*times_of(contacts_of(self.read.case))]
        times += [at for case in linked if case.whose is Whose.VICTIM for at in case.contact_times]
        often = often_said(contacts_within(times, self.desk.now()))
        if often:
            self._often.say(Tone.WARN, often)

    def _say_alike(self, alike: FoundPersons) -> None:
        """The other cases of the same perpetrator: which, or how many, as the role allows."""
        if self._is_left:
            return
        said = others_said(alike)
        if alike.hits:
            cases = ", ".join(f"{hit.reference} ({clues_said(hit)})" for hit in alike.hits)
            said = tr("Den samme udøver kan være i: {cases}. Se efter, før sagerne knyttes.", cases=cases)
        if said:
            self._others.say(Tone.NOTE, said)

    def _on_failed(self, problem: DeskError) -> None:
        if not self._is_left:
            self._others.say(Tone.DANGER, str(problem))

    # -- acts ------------------------------------------------------------------------------------------------------------
    def _on_chosen(self) -> None:
        case = chosen(self.view, self.table)
        is_there = case is not None and case.status is CaseStatus.FILED
        self._open.setEnabled(is_there)
        self._part.setEnabled(is_there and case is not None and case.is_direct)

    def _on_open(self) -> None:
        case = chosen(self.view, self.table)
        if case is not None and case.status is CaseStatus.FILED:
            self.case_asked.emit(case.reference)

    def _on_link(self) -> None:
        self.over_asked.emit(LinkPage(self.desk, self.background, self.read.reference))

    def _on_part(self) -> None:
        case = chosen(self.view, self.table)
        if case is not None:
            page = LinkPage(self.desk, self.background, self.read.reference, other=case.reference, whose=case.whose)
            self.over_asked.emit(page)

    def _on_card(self) -> None:
        self.over_asked.emit(CodeCardPage(self.desk, self.background, self.read.reference))


def _title(read: ReadCase) -> str:
    count = len({other for whose in Whose for other in links_of(read.case.entries, whose)})
    return tr("Samme person ({count})", count=count) if count else tr("Samme person")


SAME_PERSON = PartOfCase("same_person", _title, SamePersonPart, lambda _desk, read: read.case.line.status is CaseStatus.FILED)
"""The line of `parts_after.PARTS`."""
