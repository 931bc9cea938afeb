"""The form of one follow-up: when, what, whether it was promised, how it went. What is typed stays with the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox

from stalkdesk.casework.days_typed import read_day, shown_day
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.support.follow_ups import FollowUp, FollowUpKind, FollowUpState
from stalkdesk.casework.workdays import is_workday, next_workday
from stalkdesk.errors import BadAnswer
from stalkdesk.language import tr
from stalkdesk.ui.begun_text import typed_field
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entry_form import EntryForm
from stalkdesk.ui.forms import Form
from stalkdesk.ui.plan.keeping import place_of
from stalkdesk.ui.plan.words import kind_word

AHEAD = frozenset({FollowUpState.PLANNED, FollowUpState.MOVED})
"""States that ask for a day to come."""


class FollowUpForm(EntryForm):
    """One follow-up: a new one, or what is to become of one."""

    def __init__(self, desk: Desk, reference: str) -> None:
        super().__init__("follow_up", desk, place_of(reference, EntryKind.FOLLOW_UP))
        self._today = date.min
        self._entry: Entry | None = None
        self._state = FollowUpState.PLANNED
        self._form = Form("follow_up_form")
        self._make_fields()
        keep = primary(tr("&Gem opfølgningen"), "keep_follow_up", "save")
        keep.clicked.connect(self.keep)
        self.lay_out(keep, {name: typed_field(row.field) for name, row in self._form.rows.items()}, self._form)

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

    def show_follow_up(self, entry: Entry | None, state: FollowUpState, proposed: date, today: date) -> None:
        """Fills the form for what is to become of a follow-up, or for a new one; what was typed before is put back."""
        self._entry, self._today, self._state = entry, today, state
        said: FollowUp = entry.said if entry is not None else FollowUp(proposed)
        subject = entry.subject if entry is not None else 0
        is_ahead = state in AHEAD
        self._form.rows["follow_up_due"].setVisible(is_ahead)
        self._form.rows["follow_up_kind"].setVisible(is_ahead)
        self._form.rows["follow_up_promised"].setVisible(is_ahead)
        stands = (entry.number if entry is not None else 0, state, proposed)
        self.begin(f"{subject}:{state}", stands, lambda: self._fill(said, proposed), _heading(entry, state))
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
        seen = entry.number if entry is not None else None
        self.send(NewEntry(EntryKind.FOLLOW_UP, new, entry.subject if entry is not None else 0, seen=seen))


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
