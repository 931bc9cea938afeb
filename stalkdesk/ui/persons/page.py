"""Before a new case: one field, who was here before, and what to do with it. It can be skipped, with a reason that is kept."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.persons.persons import PersonHit, SkipReason, Tracing
from stalkdesk.casework.persons.same_person import Basis, Whose
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import tidy
from stalkdesk.ui.intake.conversation import begun
from stalkdesk.ui.keys import shown_keys
from stalkdesk.ui.labels import label, muted, title
from stalkdesk.ui.opened_form import OpenedForm
from stalkdesk.ui.persons.search_panel import SearchPanel
from stalkdesk.ui.persons.words import basis_words, often_with_this, skip_words, tracing_said

_MOST_WHY = 300


class PersonsPage(QWidget):
    """`begun`: a new case of nobody who was here; `resumed(case_id)`: a draft, begun here or found; `opened(reference)`: to a
    case; `visited(reference)`: she is here again, on that case."""

    begun = Signal()
    resumed = Signal(str)
    opened = Signal(str)
    visited = Signal(str)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("persons_page")
        self._desk, self._background = desk, background
        self._is_beginning = False
        self._banner = Banner("persons_problem")
        self._often = Banner("persons_often")
        self._tracing = muted("", "persons_tracing")
        self._tracing.hide()
        self.panel = SearchPanel(desk, background, "persons")
        self._make_acts()
        self._make_skipping()
        self._lay_out()
        self._connect()
        self._on_chosen()

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _make_acts(self) -> None:
        self._new = primary(tr("Ingen af dem – ny sag"), "persons_new", "file-plus")
        self._open = secondary(tr("Åbn sagen"), "persons_open", "folder-open")
        self._visit = secondary(tr("Ny henvendelse på sagen"), "persons_visit", "plus")
        self._same = secondary(tr("Ny sag for samme person"), "persons_same", "users")
        self._basis = QComboBox()
        self._basis.setObjectName("persons_basis")
        self._basis.setAccessibleName(tr("Hvordan I ved, at det er samme person"))
        for value, shown in basis_words():
            self._basis.addItem(shown, value)
        self._same_row = self._made_same_row()

    def _make_skipping(self) -> None:
        self._skips = {}
        for number, (reason, words) in enumerate(skip_words(), start=1):
            button = quiet(f"{words} (Alt+{number})", f"persons_skip_{reason.value}")
            QShortcut(QKeySequence(f"Alt+{number}"), self, button.click)
            button.clicked.connect(lambda _=False, reason=reason: self._on_skip(reason))
            self._skips[reason] = button
        self._why = QLineEdit()
        self._why.setObjectName("persons_why")
        self._why.setAccessibleName(tr("Hvorfor der ikke bliver søgt"))
        self._why.setPlaceholderText(tr("Hvorfor? Skriv det med få ord, og tryk Enter"))
        self._why.setMaxLength(_MOST_WHY)
        self._why.hide()
        OpenedForm(self._why, self._on_why_left)
        self._why.returnPressed.connect(lambda: self.skip(SkipReason.OTHER, self._why.text()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 18)
        column.setSpacing(12)
        column.addWidget(title(tr("Ny henvendelse: er personen kendt her?"), "persons_title"))
        column.addLayout(self._skipping_row())
        column.addWidget(self._why)
        for part in (self._banner, self.panel, self._tracing, self._often):
            column.addWidget(part, 1 if part is self.panel else 0)
        column.addWidget(self._same_row)
        column.addLayout(self._acts_row())

    def _skipping_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        says = label(tr("Begynd uden at søge:"), "muted")
        says.setWordWrap(False)
        row.addWidget(says)
        for button in self._skips.values():
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _acts_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in (self._new, self._open, self._visit):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _made_same_row(self) -> QWidget:
        """A new case beside the old one, for somebody who is known: how it is known stands on both."""
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._same)
        says = label(tr("fordi:"), "muted")
        says.setWordWrap(False)
        row.addWidget(says)
        row.addWidget(self._basis)
        row.addStretch(1)
        return whole

    def _connect(self) -> None:
        self.panel.searched.connect(self._on_chosen)
        self.panel.chosen.connect(self._on_chosen)
        self.panel.activated.connect(self._on_open)
        self.panel.none_wanted.connect(lambda: self._new.setFocus(Qt.FocusReason.OtherFocusReason))
        self._new.clicked.connect(self._on_new)
        self._open.clicked.connect(lambda: self._on_open(self.panel.hits[0]))
        self._visit.clicked.connect(lambda: self.visited.emit(self.panel.hits[0].reference))
        self._same.clicked.connect(self._on_same)
        QShortcut(QKeySequence.StandardKey.Find, self, self.take_focus)
        for button, keys in (
            (self._new, "Ctrl+Return"),
            (self._open, "Ctrl+O"),
            (self._visit, "Ctrl+H"),
            (self._same, "Ctrl+M"),
        ):
            QShortcut(QKeySequence(keys), self, button.click)
            button.setToolTip(f"{button.accessibleName()} ({shown_keys(keys)})")
        stops = (*self.panel.tab_stops(), self._same, self._basis, self._new, self._open, self._visit, *self._skips.values())
        for before, after in pairwise((*stops, self._why)):
            QWidget.setTabOrder(before, after)

    # -- coming and going ------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Somebody stands at the counter: the field is empty and has the keyboard."""
        self.panel.clear()
        self._why.clear()
        self._why.hide()
        self._banner.clear()
        self._is_beginning = False
        drawer = self._desk.open_drawer()
        self._background.run(drawer.tracing, self._show_tracing, self._on_failed)
        self.take_focus()

    def leave(self) -> None:
        """What was found goes off the screen."""
        self.panel.clear()

    def take_focus(self) -> None:
        """The field."""
        self.panel.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_tracing(self, tracing: Tracing) -> None:
        said = tracing_said(tracing)
        self._tracing.setText(said)
        self._tracing.setVisible(bool(said))

    def _on_failed(self, problem: DeskError) -> None:
        self._is_beginning = False
        self._banner.say(Tone.DANGER, str(problem))

    # -- what was found --------------------------------------------------------------------------------------------------
    def _on_chosen(self) -> None:
        """Says at once how often it is with this one, over all the cases that are chosen."""
        hits, is_victim = self.panel.hits, self.panel.whose is Whose.VICTIM
        is_filed = len(hits) == 1 and hits[0].status is CaseStatus.FILED
        self._new.setEnabled(self.panel.is_searched and is_victim)
        self._new.setText(tr("Ingen af dem – ny sag") if self.panel.table.rowCount() else tr("Ny sag"))
        self._open.setEnabled(len(hits) == 1)
        self._visit.setEnabled(is_filed and is_victim)
        self._same_row.setVisible(is_filed and is_victim)
        often = often_with_this(_contacts(hits)) if hits and is_victim else ""
        if often:
            self._often.say(Tone.WARN, often, tr("Er det den samme person?"))
        else:
            self._often.clear()

    def _on_open(self, hit: PersonHit) -> None:
        if hit.status is CaseStatus.DRAFT:
            self.resumed.emit(hit.case_id)
        else:
            self.opened.emit(hit.reference)

    # -- a new case ------------------------------------------------------------------------------------------------------
    def _on_new(self) -> None:
        if self._new.isEnabled():
            self.begun.emit()

    def _on_why_left(self) -> None:
        """Esc: it is searched after all, or another reason is given. What was typed stands there still."""
        self._why.hide()
        self._skips[SkipReason.OTHER].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_skip(self, reason: SkipReason) -> None:
        if reason is SkipReason.OTHER:
            self._why.show()
            self._why.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.skip(reason)

    def skip(self, reason: SkipReason, why: str = "") -> None:
        """Begins without looking; that, and why, is in the journal first."""
        if self._is_beginning:
            return
        self._is_beginning = True
        drawer = self._desk.open_drawer()
        self._background.run(lambda: drawer.skip_search(reason, tidy(why)), lambda _: self.begun.emit(), self._on_failed)

    def _on_same(self) -> None:
        hits, basis = self.panel.hits, Basis(self._basis.currentData())
        if self._is_beginning or len(hits) != 1:
            return
        self._is_beginning = True
        desk, other = self._desk, hits[0].reference
        self._background.run(lambda: _begun_for(desk, other, basis), self.resumed.emit, self._on_failed)


def _begun_for(desk: Desk, other: str, basis: Basis) -> str:
    """A new draft that will be linked with another case when it is filed; its id. For the worker."""
    case_id = begun(desk).draft.case_id
    desk.open_drawer().link_when_filed(case_id, other, basis)
    return case_id


def _contacts(hits: tuple[PersonHit, ...]) -> int:
    """How often she came on these cases together: those that are linked already are counted once."""
    counted, seen = 0, set[str]()
    for hit in hits:
        if hit.reference not in seen:
            counted += hit.contacts
            seen |= {hit.reference, *hit.linked}
    return counted
