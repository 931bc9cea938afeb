"""The part "Henvendelser" of a case: every contact, the newest first, how often she came, and a new visit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QVBoxLayout

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.officers import Act
from stalkdesk.casework.visits import Contact, contact_count, contacts_of, contacts_within, often_said, times_of
from stalkdesk.errors import DeskError
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.dates import shown_date
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.cases.begun_addition import BegunAddition
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.cases.part import CasePart, PartOfCase
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.times import day
from stalkdesk.ui.labels import label, muted
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view
from stalkdesk.ui.visits.begun_visit import BegunVisit
from stalkdesk.ui.visits.visit_page import VisitPage
from stalkdesk.ui.visits.visit_words import by_word, detail_lines, short_word, what_word

RECEIPT = "receipt"


def _columns(who: Callable[[str], str]) -> tuple[TableColumn[Contact], ...]:
    return (
        TableColumn(tr("Nr."), lambda one: str(one.number or "–")),
        TableColumn(tr("Hvornår"), lambda one: local_time(one.at)),
        TableColumn(tr("Hvordan"), what_word),
        TableColumn(tr("Kort"), short_word, stretches=True),
        TableColumn(tr("Af"), lambda one: by_word(one, who)),
    )


class VisitsPart(CasePart):
    """The contacts of the case."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__(desk, background, read)
        self._contacts = contacts_of(read.case)
        self._key = (desk.open_drawer().officer.id, read.reference)
        self._banner = Banner("visits_banner")
        self.table = ValuesTable(_columns(read.who))
        self.view = table_view(self.table, "visit_table", tr("Henvendelser i sagen"))
        self.view.verticalHeader().setDefaultSectionSize(34)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._on_chosen())
        self._often = label("", "strong", "visits_often")
        self._detail = muted("", "visit_detail")
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.table.show_values(self._contacts)
        self._show_often()
        self.view.setCurrentIndex(self.table.index(0, 0))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for part in (self._often, self._banner, self.view, self._detail):
            column.addWidget(part, 1 if part is self.view else 0)
        column.addLayout(self._made_buttons())

    def _made_buttons(self) -> QHBoxLayout:
        is_begun = self._key in self.desk.begun_visits
        begin = tr("Fortsæt henvendelsen") if is_begun else tr("Ny henvendelse")
        self._begin = primary(begin, "new_visit", "plus", "Ctrl+H")
        self._discard = quiet(tr("Kassér …"), "discard_visit", "x")
        self._receipt = secondary(tr("Kvittering"), "visit_receipt", "printer")
        self._wrong = quiet(tr("Det er en fejl …"), "visit_in_error", "triangle-alert")
        slots = (self.begin_visit, self._on_discard, self._on_receipt, self._on_wrong)
        row = QHBoxLayout()
        row.setSpacing(10)
        for button, slot in zip((self._begin, self._discard, self._receipt, self._wrong), slots, strict=True):
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        may_add = self.desk.open_drawer().officer.may(Act.TAKE_INTAKE)
        for button, is_there in (
            (self._begin, may_add),
            (self._discard, may_add and is_begun),
            (self._receipt, may_add),
            (self._wrong, may_add),
        ):
            if not is_there:
                button.hide()
        if is_begun:
            self._banner.say(Tone.NOTE, tr("Du er begyndt på en henvendelse. Den er ikke gemt endnu."))
        return row

    def _show_often(self) -> None:
        said = often_said(contacts_within(times_of(self._contacts), self.desk.now()))
        self._often.setText(said)
        self._often.setVisible(bool(said))

    def _on_chosen(self) -> None:
        one = chosen(self.view, self.table)
        visit = None if one is None else one.visit
        self._wrong.setEnabled(visit is not None)
        if one is not None and one.is_in_error:
            self._wrong.setText(tr("Det er ikke en fejl …"))
        else:
            self._wrong.setText(tr("Det er en fejl …"))
        self._detail.setText("" if one is None else "\n".join(detail_lines(one)))

    # -- a new visit -----------------------------------------------------------------------------------------------------
    def begin_visit(self) -> None:
        """Lays the steps over the case, with what was begun before."""
        begun = self.desk.begun_visits.get(self._key)
        if begun is None:
            reason = tr("Ny henvendelse {date}", date=shown_date(DateValue(day(self.desk.now()).isoformat())))
            begun = BegunVisit(BegunAddition(self.read.reference, reason=reason), reason)
        self.over_asked.emit(VisitPage(self.desk, self.background, self.read, begun))

    def _on_discard(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        asked = tr("Det, du er begyndt på, går tabt. Skal det kasseres?")
        box = QMessageBox(QMessageBox.Icon.Question, "StalkDesk", asked, QMessageBox.StandardButton.NoButton, self)
        box.setObjectName("discard_visit_box")
        keep = box.addButton(tr("&Behold"), QMessageBox.ButtonRole.RejectRole)
        discard = box.addButton(tr("&Kassér"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        discard.clicked.connect(self._discard_begun)
        box.finished.connect(box.deleteLater)
        box.open()

    def _discard_begun(self) -> None:
        self.desk.begun_visits.pop(self._key, None)
        self.changed.emit(Tone.NOTE, tr("Den begyndte henvendelse er kasseret."))

    # -- the receipt -----------------------------------------------------------------------------------------------------
    def _on_receipt(self) -> None:
        from stalkdesk.ui.papers.one_paper import OnePaper, sheet_of

        made = partial(sheet_of, self.desk, self.read.reference, RECEIPT)
        self.over_asked.emit(OnePaper(self.desk, self.background, self.read.reference, tr("Kvittering"), made))

    # -- entered in error ------------------------------------------------------------------------------------------------
    def _on_wrong(self) -> None:
        one = chosen(self.view, self.table)
        if one is None or one.visit is None:
            return
        asked = tr("Hvorfor er det en fejl? Grunden gemmes i sagen.")
        if one.is_in_error:
            asked = tr("Hvorfor er det alligevel ikke en fejl? Grunden gemmes i sagen.")
        reason, is_given = QInputDialog.getText(self, "StalkDesk", asked)
        if is_given:
            self.mark(one, reason)

    def mark(self, one: Contact, reason: str) -> None:
        """Marks a visit as entered in error, or takes that back."""
        drawer, reference = self.desk.open_drawer(), self.read.reference
        said = InError(Wrong.ENTRY, one.entry, not one.is_in_error, reason.strip())
        new = NewEntry(EntryKind.IN_ERROR, said, reason=reason.strip())
        self.background.run(lambda: drawer.keep_entries(reference, [new]), self._on_marked, self._on_failed)

    def _on_marked(self, _made: tuple[Entry, ...]) -> None:
        self.changed.emit(Tone.SUCCESS, tr("Det er noteret på sagen."))

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))


VISITS = PartOfCase("visits_part", lambda read: tr("Henvendelser ({count})", count=contact_count(read.case)), VisitsPart)
