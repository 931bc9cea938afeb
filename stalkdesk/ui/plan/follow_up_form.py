"""The form of one follow-up: when, what, whether it was promised, how it went. What is typed stays with the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from stalkdesk.casework.days_typed import read_day, shown_day
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.support.follow_ups import FollowUp, FollowUpKind, FollowUpState
from stalkdesk.casework.workdays import is_workday, next_workday
from stalkdesk.errors import BadAnswer
from stalkdesk.language import tr
from stalkdesk.ui.begun_text import BegunText, typed_field
from stalkdesk.ui.buttons import primary, quiet
from stalkdesk.ui.card import Card
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form
from stalkdesk.ui.labels import heading
from stalkdesk.ui.plan.keeping import place_of
from stalkdesk.ui.plan.words import kind_word

AHEAD = frozenset({FollowUpState.PLANNED, FollowUpState.MOVED})
"""States that ask for a day to come."""


class FollowUpForm(Card):
    """`saved(new)`: an entry that is to be kept; then `done` is called. `left`: nothing is."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, reference: str) -> None:
        super().__init__("follow_up_form_card")
        self.body.setContentsMargins(20, 14, 20, 14)
        self._reference, self._today = reference, date.min
        self._entry: Entry | None = None
        self._state = FollowUpState.PLANNED
        self._title = heading("", "follow_up_title")
        self._form = Form("follow_up_form")
        self._make_fields()
        fields = {name: typed_field(field) for name, field in self._fields.items()}
        self._begun = BegunText(desk, self._form, fields, "undo_follow_up")
        self.body.addWidget(self._title)
        self.body.addWidget(self._form)
        self.body.addLayout(self._made_acts())

    def _make_fields(self) -> None:
        form = self._form
        self._due = form.line("follow_up_due", tr("&Dag"), tr("Fx 24-11, eller +14 for om 14 dage."))
        self._due.textChanged.connect(self._say_closed)
        kinds = tuple((one, kind_word(one)) for one in FollowUpKind)
        self._kind = form.choice("follow_up_kind", tr("H&vad"), kinds, tr("Hvordan I tales ved."))
        form.side_by_side("follow_up_due", "follow_up_kind")
        self._promised = QCheckBox(tr("Det er &lovet den udsatte"))
        form.add("follow_up_promised", tr("Løfte"), self._promised)
        self._what = form.lines("follow_up_what", tr("&Om hvad, og hvad der blev sagt (beskyttet)"), height=64)
        self._fields: dict[str, QWidget] = {name: row.field for name, row in form.rows.items()}

    def _made_acts(self) -> QHBoxLayout:
        keep = primary(tr("&Gem opfølgningen"), "keep_follow_up", "save")
        keep.clicked.connect(self.keep)
        back = quiet(tr("Lu&k"), "leave_follow_up")
        back.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(keep)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self._begun.undo)
        return row

    def show_follow_up(self, entry: Entry | None, state: FollowUpState, proposed: date, today: date) -> None:
        """Fills the form for what is to become of a follow-up, or for a new one; what was typed before is put back."""
        self._entry, self._today, self._state = entry, today, state
        self._title.setText(_heading(entry, state))
        said: FollowUp = entry.said if entry is not None else FollowUp(proposed)
        subject = entry.subject if entry is not None else 0
        is_ahead = state in AHEAD
        self._form.rows["follow_up_due"].setVisible(is_ahead)
        self._form.rows["follow_up_kind"].setVisible(is_ahead)
        self._form.rows["follow_up_promised"].setVisible(is_ahead)
        stands = (entry.number if entry is not None else 0, state, proposed)
        place = f"{place_of(self._reference, EntryKind.FOLLOW_UP, subject)}{state}"
        self._begun.show(place, stands, lambda: self._fill(said, proposed))
        self.show()
        if is_ahead:
            self._due.setFocus()
            self._due.selectAll()
        else:
            self._what.setFocus()

    def _fill(self, said: FollowUp, proposed: date) -> None:
        self._due.setText(shown_day(proposed if self._state in AHEAD else said.due))
        self._kind.setCurrentIndex(self._kind.findData(said.kind))
        self._promised.setChecked(said.promised)
        self._what.setPlainText(said.what)

    def _say_closed(self) -> None:
        """A day on which the office is closed is told at once, with the next one."""
        try:
            day = read_day(self._due.text(), self._today, "follow_up_due")
        except BadAnswer:
            return
        row = self._form.rows["follow_up_due"]
        if day is not None and not is_workday(day):
            row.complain(tr("Der er lukket den dag. Næste arbejdsdag er {day}.", day=shown_day(next_workday(day))))
        else:
            row.complain("")

    def keep(self) -> None:
        """Reads the form; what can't be right is said by its field."""
        said: FollowUp = self._entry.said if self._entry is not None else FollowUp(self._today)
        due: date | None = said.due
        if self._state in AHEAD:
            try:
                due = read_day(self._due.text(), self._today, "follow_up_due")
            except BadAnswer as problem:
                self._form.check({"follow_up_due": str(problem)})
                return
        if due is None:
            self._form.check({"follow_up_due": tr("Skriv en dag.")})
            return
        kind, promised = FollowUpKind(self._kind.currentData()), self._promised.isChecked()
        what = self._what.toPlainText().strip()
        new = replace(said, due=due, kind=kind, promised=promised, state=self._state, what=what)
        entry = self._entry
        self._sent = self._begun.sending()
        seen = entry.number if entry is not None else None
        self.saved.emit(NewEntry(EntryKind.FOLLOW_UP, new, entry.subject if entry is not None else 0, seen=seen))

    def done(self) -> None:
        """What was sent is kept: it is begun no more."""
        self._sent()


def _heading(entry: Entry | None, state: FollowUpState) -> str:
    if entry is None:
        return tr("Ny opfølgning")
    return {
        FollowUpState.PLANNED: tr("Nyt forsøg: foreslået til næste arbejdsdag"),
        FollowUpState.MOVED: tr("Flyt opfølgningen"),
        FollowUpState.HELD: tr("Opfølgningen er holdt"),
        FollowUpState.CANCELLED: tr("Aflys opfølgningen: skriv hvorfor"),
        FollowUpState.NOT_REACHED: tr("Ikke nået"),
    }[state]
