"""The list of what was agreed and decided about sharing, what was said at the first conversation, and the acts on them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.days_typed import shown_day
from stalkdesk.casework.entries import Entry, NewEntry
from stalkdesk.casework.sharing.consent_said import not_taken_over
from stalkdesk.casework.sharing.consent_words import how_word, receiver_in_sentence
from stalkdesk.casework.sharing.consents import ACUTE_DANGER, Consent, Sharing, Withheld
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.begun_text import stays_said
from stalkdesk.ui.buttons import quiet, secondary
from stalkdesk.ui.consent.consent_form import ConsentForm
from stalkdesk.ui.consent.consent_lines import detail_said, kind_said, lines_of, state_said, what_said, who_said
from stalkdesk.ui.consent.opened import OpenedConsent
from stalkdesk.ui.consent.sharing_form import SharingForm
from stalkdesk.ui.consent.withdrawing import LaterApproval, Withdrawing
from stalkdesk.ui.consent.withheld_form import WithheldForm
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entry_form import EntryForm
from stalkdesk.ui.labels import label, muted
from stalkdesk.ui.opened_form import OpenedForm
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

MOST_ROWS = 6
_TAKING_COLUMNS = 2
ROW = 44


class ConsentSection(QWidget):
    """`wanted(new)`: an entry to be kept, then `on_sent` is called; `paper_asked`: the paper to sign; `moved(widget)`: this is
    to be seen."""

    wanted = Signal(object)
    paper_asked = Signal()
    moved = Signal(QWidget)

    def __init__(self, desk: Desk, background: Background, reference: str, opened: OpenedConsent, may_change: bool) -> None:
        super().__init__()
        self.setObjectName("consent_section")
        self._opened, self._may_change = opened, may_change
        self._sent_from: EntryForm | None = None
        self._has_said = False
        self.table = ValuesTable[Entry](self._columns())
        self.view = table_view(self.table, "consent_table", tr("Samtykke og deling"))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._on_chosen())
        self.view.installEventFilter(self)
        self._none = muted("", "consent_none")
        self._detail = label("", "", "consent_detail")
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said = label("", "", "consent_said")
        self._begun = muted(stays_said(), "consent_begun")
        self._begun.hide()
        self._taking = QGridLayout()
        self.consent = ConsentForm(desk, reference, opened.contacts)
        self.sharing = SharingForm(desk, background, reference, opened.contacts, opened.bases, opened.authority)
        self.withheld = WithheldForm(desk, reference, opened.contacts)
        self.withdrawing = Withdrawing(desk, reference)
        self.later = LaterApproval(desk, background, reference)
        self._forms = (self.consent, self.sharing, self.withheld, self.withdrawing, self.later)
        self._make_acts()
        self._lay_out()
        for form in self._forms:
            form.hide()
            form.wanted.connect(lambda new, form=form: self._on_wanted(form, new))
            form.left.connect(self._on_left)
        self._opened_forms: dict[EntryForm, OpenedForm] = {form: OpenedForm(form, self._on_left) for form in self._forms}

    def _columns(self) -> tuple[TableColumn[Entry], ...]:
        return (
            TableColumn(tr("Hvem"), who_said),
            TableColumn(tr("Hvad"), what_said, stretches=True),
            TableColumn(tr("Slags"), kind_said),
            TableColumn(tr("Nu"), lambda entry: state_said(entry, self._opened.today)),
        )

    def _make_acts(self) -> None:
        self._new = secondary(tr("&Nyt samtykke (N)"), "new_consent", "plus")
        self._new.clicked.connect(self.begin)
        self._share = secondary(tr("&Del uden samtykke"), "new_sharing", "arrow-right")
        self._share.clicked.connect(self.begin_sharing)
        self._hold = secondary(tr("&Hold noget tilbage"), "new_withheld", "shield")
        self._hold.clicked.connect(self.begin_withheld)
        self._paper = secondary(tr("Samtykke på &papir"), "consent_paper", "printer")
        self._paper.clicked.connect(self.paper_asked)
        self._renew = secondary(tr("Fo&rny (Enter)"), "renew_consent", "refresh-cw")
        self._renew.clicked.connect(self.renew)
        self._withdraw = secondary(tr("&Træk tilbage (T)"), "withdraw_consent", "x")
        self._withdraw.clicked.connect(self.withdraw)
        self._let_go = quiet(tr("Lad det løbe &ud uden påmindelse"), "let_consent_go")
        self._let_go.setToolTip(
            tr("Vi spørger ikke om et nyt samtykke. Det gælder til sin dag, og den kommer ikke under I dag.")
        )
        self._let_go.clicked.connect(self.let_go)
        self._lift = secondary(tr("&Ophæv"), "lift_withheld", "check")
        self._lift.clicked.connect(self.lift)
        self._approve = secondary(tr("&Leder godkender"), "approve_later", "check")
        self._approve.clicked.connect(self.approve_later)
        self._of_row = (self._renew, self._withdraw, self._let_go, self._lift, self._approve)

    def _lay_out(self) -> None:
        said = QWidget()
        said.setObjectName("consent_said_strip")
        strip = QVBoxLayout(said)
        strip.setContentsMargins(0, 0, 0, 0)
        strip.setSpacing(6)
        strip.addWidget(self._said)
        strip.addLayout(self._taking)
        self._strip = said
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._acts = _row(self._new, self._share, self._hold, self._paper)
        self._acts_of_row = _row(*self._of_row)
        column.addWidget(self._acts)
        for part in (said, self._none, self.view, self._detail):
            column.addWidget(part)
        column.addWidget(self._acts_of_row)
        column.addWidget(self._begun)
        for form in self._forms:
            column.addWidget(form)

    # -- showing ---------------------------------------------------------------------------------------------------------

    def show_opened(self, opened: OpenedConsent) -> None:
        """How it stands now; the chosen row stays chosen."""
        self._opened = opened
        before, found = chosen(self.view, self.table), lines_of(opened.entries, opened.today)
        with QSignalBlocker(self.view.selectionModel()):
            self.table.show_values(found)
        rows = [row for row, one in enumerate(found) if before and (one.kind, one.subject) == (before.kind, before.subject)]
        if found:
            self.view.selectRow(rows[0] if rows else 0)
        height = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(height + min(len(found), MOST_ROWS) * ROW + 6)
        self.view.setVisible(bool(found))
        self._none.setVisible(not found)
        for act in (self._new, self._share, self._hold):
            act.setVisible(self._may_change)
        self._show_said()
        self._on_chosen()

    def _show_said(self) -> None:
        said, left = self._opened.said, not_taken_over(self._opened.said, self._opened.entries)
        while (item := self._taking.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._has_said = bool(left) and said is not None
        self._strip.setVisible(self._has_said)
        self._none.setText(
            tr("Før det er skrevet ind som samtykke, får ingen noget at vide.")
            if self._has_said
            else tr("Der er ikke givet samtykke til nogen endnu. Det er udgangspunktet: ingen får noget at vide.")
        )
        if said is None or not left:
            return
        until = tr("Til og med {date}.", date=shown_day(said.until)) if said.until is not None else ""
        pieces = (
            tr(
                "Sagt ved første samtale, men endnu ikke skrevet ind som samtykke: ja til {names}.",
                names=", ".join(receiver_in_sentence(one) for one in left),
            ),
            tr("Hvad: {what}", what=said.what) if said.what else "",
            tr("Formål: {purpose}", purpose=said.purpose) if said.purpose else "",
            until,
            how_word(said.how),
        )
        self._said.setText(pieces[0] + "\n" + " · ".join(piece.rstrip(".") for piece in pieces[1:] if piece))
        if self._may_change:
            for place, receiver in enumerate(left):
                made = self._taking_button(receiver)
                self._taking.addWidget(made, place // _TAKING_COLUMNS, place % _TAKING_COLUMNS)
                made.show()
        self._taking.setColumnStretch(_TAKING_COLUMNS, 1)

    def _taking_button(self, receiver: Receiver) -> QPushButton:
        to = receiver_in_sentence(receiver)
        made = secondary(tr("Skriv samtykke til {receiver} …", receiver=to), f"take_over_{receiver.value}", "file-text")
        made.setToolTip(tr("Åbner samtykket udfyldt med det, der blev sagt. Intet er gemt, før du gemmer."))
        made.clicked.connect(lambda: self.take_over(receiver))
        return made

    def _on_chosen(self) -> None:
        entry = chosen(self.view, self.table)
        said = entry.said if entry is not None else None
        approver = self._opened.names.get(said.approved_by, "") if isinstance(said, Sharing) else ""
        self._detail.setText(detail_said(entry, approver) if entry is not None else "")
        self._detail.setVisible(entry is not None)
        stands = isinstance(said, Consent) and said.withdrawn_on is None
        is_asked = stands and isinstance(said, Consent) and said.until is not None and not said.is_let_go
        shows = {
            self._renew: isinstance(said, Consent),
            self._withdraw: stands,
            self._let_go: is_asked,
            self._lift: isinstance(said, Withheld) and not said.is_lifted,
            self._approve: isinstance(said, Sharing) and said.basis == ACUTE_DANGER and not said.approved_by,
        }
        for act, is_shown in shows.items():
            act.setVisible(is_shown and self._may_change)

    # -- acts ------------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The form of a new consent."""
        self._open(self.consent, lambda: self.consent.show_new(self._opened.today))

    def begin_sharing(self) -> None:
        """The form of sharing without consent."""
        self._open(self.sharing, lambda: self.sharing.show_new(self._opened.today))

    def begin_withheld(self) -> None:
        """The form of withholding."""
        self._open(self.withheld, lambda: self.withheld.show_new(self._opened.today))

    def take_over(self, receiver: Receiver) -> None:
        """The form filled with what was said at the first conversation; the groups are chosen in it."""
        said = self._opened.said
        if said is not None:
            self._open(self.consent, lambda: self.consent.show_said(said, receiver, self._opened.today))

    def renew(self) -> None:
        """The form of the chosen consent, from today."""
        entry = chosen(self.view, self.table)
        if entry is not None and isinstance(entry.said, Consent):
            self._open(self.consent, lambda: self.consent.show_entry(entry, self._opened.today))

    def withdraw(self) -> None:
        """Asks once, with what it means."""
        entry = chosen(self.view, self.table)
        if entry is not None and isinstance(entry.said, Consent) and entry.said.withdrawn_on is None:
            self._open(self.withdrawing, lambda: self.withdrawing.show_entry(entry, self._opened.today))

    def approve_later(self) -> None:
        """A leader approves what was shared in danger."""
        entry = chosen(self.view, self.table)
        if entry is not None and isinstance(entry.said, Sharing):
            self._open(self.later, lambda: self.later.show_entry(entry))

    def let_go(self) -> None:
        """The consent may run out without a reminder."""
        self._change(is_let_go=True)

    def lift(self) -> None:
        """What was withheld is withheld no more."""
        self._change(is_lifted=True)

    def _change(self, **said: bool) -> None:
        entry = chosen(self.view, self.table)
        if entry is not None and self._may_change:
            self._sent_from = None
            changed = replace(entry.said, **said)
            self.wanted.emit(NewEntry(entry.kind, changed, entry.subject, seen=entry.number))

    def _open(self, form: EntryForm, show: object) -> None:
        if not self._may_change or not callable(show):
            return
        self._opened_forms[form].opens()
        for other in self._forms:
            other.setVisible(other is form)
        self._show_acts(False)
        self._begun.hide()
        show()
        self.moved.emit(form)

    def _on_wanted(self, form: EntryForm, new: NewEntry) -> None:
        self._sent_from = form
        self.wanted.emit(new)

    def on_sent(self) -> None:
        """What was sent is kept."""
        form, self._sent_from = self._sent_from, None
        if form is not None:
            form.done()
            form.hide()
            self._show_acts(True)

    def _on_left(self) -> None:
        """What was typed stays, and it is said that it does."""
        left = [form for form in self._forms if not form.isHidden()]
        for form in self._forms:
            form.hide()
        self._show_acts(True)
        self._begun.setVisible(any(form.is_begun for form in left))
        for form in left:
            self.moved.emit(self._opened_forms[form].give_back(self._first()))

    def _show_acts(self, is_shown: bool) -> None:
        """One thing at a time: while a form is open, the other acts are put away."""
        for part in (self._acts, self._acts_of_row):
            part.setVisible(is_shown)
        self._strip.setVisible(is_shown and self._has_said)

    def take_focus(self) -> None:
        """The list, or the first act while it is empty."""
        self._first().setFocus()

    def _first(self) -> QWidget:
        return self.view if self.table.rowCount() else self._new

    def leave(self) -> None:
        """What is protected goes off the screen."""
        self.sharing.approval.forget_passphrase()
        self.later.approval.forget_passphrase()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N, wherever the keyboard is in the section, while no form is open: it is no letter of anything then."""
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if is_plain and event.key() == Qt.Key.Key_N and all(form.isHidden() for form in self._forms):
            self.begin()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, N and T, while the list has the keyboard: before the list looks for a word that begins so."""
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            renews = dict.fromkeys((Qt.Key.Key_Return, Qt.Key.Key_Enter), self.renew)
            acts = {**renews, Qt.Key.Key_N: self.begin, Qt.Key.Key_T: self.withdraw}
            act = None if event.modifiers() & Qt.KeyboardModifier.AltModifier else acts.get(Qt.Key(event.key()))
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)


def _row(*buttons: QPushButton) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for one in buttons:
        row.addWidget(one)
    row.addStretch(1)
    return made
