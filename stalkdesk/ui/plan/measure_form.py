"""The form of one measure: what, how far, who, by when, next call, a note. What is typed stays with the desk until then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from stalkdesk.casework.contacts.contact_register import Contact
from stalkdesk.casework.days_typed import read_day, shown_day
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.support.plan import NEEDS, Measure, MeasureState
from stalkdesk.errors import BadAnswer
from stalkdesk.language import tr
from stalkdesk.ui.begun_text import typed_field
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.entry_form import EntryForm
from stalkdesk.ui.forms import Form
from stalkdesk.ui.plan.keeping import place_of
from stalkdesk.ui.plan.words import STATES, state_word


class MeasureForm(EntryForm):
    """One measure, new or changed."""

    def __init__(self, desk: Desk, reference: str, needs: Mapping[str, str], contacts: Sequence[Contact]) -> None:
        super().__init__("measure", desk, place_of(reference, EntryKind.MEASURE))
        self._today = date.min
        self._entry: Entry | None = None
        self._contacts = {contact.name.casefold(): contact for contact in contacts if contact.is_active}
        self._form = Form("measure_form")
        self._make_fields(needs)
        keep = primary(tr("&Gem indsatsen"), "keep_measure", "save")
        keep.clicked.connect(self.keep)
        self.lay_out(keep, {name: typed_field(row.field) for name, row in self._form.rows.items()}, self._form)

    def _make_fields(self, needs: Mapping[str, str]) -> None:
        form, dates = self._form, tr("Fx 24-11, eller +14 for om 14 dage.")
        known = tuple((code, needs.get(code, code)) for code in NEEDS)
        self._need = form.choice("measure_need", tr("Hvad &handler det om?"), known)
        self._state = form.choice("measure_state", tr("Hvor langt &er det?"), tuple((one, state_word(one)) for one in STATES))
        form.side_by_side("measure_need", "measure_state")
        self._who = form.line(
            "measure_who", tr("Hve&m gør det?"), tr("Navn og funktion. Så lidt som muligt på den udsatte selv.")
        )
        completer = QCompleter([contact.name for contact in self._contacts.values()], self._who)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._who.setCompleter(completer)
        self._by_when = form.line("measure_by_when", tr("&Senest"), dates)
        self._next_call = form.line("measure_next_call", tr("&Næste opkald om det"), dates)
        form.side_by_side("measure_by_when", "measure_next_call")
        self._note = form.lines("measure_note", tr("N&ote (beskyttet)"), height=64)

    def show_measure(self, entry: Entry | None, today: date) -> None:
        """Fills the form with a measure, or with nothing for a new one; what was typed before is put back."""
        self._entry, self._today = entry, today
        self._need.setEnabled(entry is None)
        title = tr("Ny indsats") if entry is None else tr("Ret indsatsen")
        said: Measure = entry.said if entry is not None else Measure(NEEDS[0])
        subject = entry.subject if entry is not None else 0
        stands = (entry.number if entry is not None else 0, today)
        self.begin(f"{subject}:", stands, lambda: self._fill(said), title)
        (self._need if entry is None else self._state).setFocus()

    def _fill(self, said: Measure) -> None:
        self._need.setCurrentIndex(self._need.findData(said.need))
        self._state.setCurrentIndex(self._state.findData(said.state))
        self._who.setText(said.who)
        self._by_when.setText(shown_day(said.by_when))
        self._next_call.setText(shown_day(said.next_call))
        self._note.setPlainText(said.note)

    def keep(self) -> None:
        """Reads the form; what can't be right is said by its field."""
        days: dict[str, date | None] = {}
        wrong: dict[str, str] = {}
        before: Measure | None = self._entry.said if self._entry is not None else None
        for name, line in (("measure_by_when", self._by_when), ("measure_next_call", self._next_call)):
            try:
                days[name] = _day(line.text(), before, name, self._today)
            except BadAnswer as problem:
                wrong[name] = str(problem)
        if not self._form.check(wrong):
            return
        contact = self._contacts.get(self._who.text().strip().casefold())
        said = Measure(
            need=str(self._need.currentData()),
            state=MeasureState(self._state.currentData()),
            who=self._who.text().strip(),
            contact_id=contact.id if contact is not None else "",
            by_when=days["measure_by_when"],
            next_call=days["measure_next_call"],
            note=self._note.toPlainText().strip(),
        )
        entry = self._entry
        seen = entry.number if entry is not None else None
        self.send(NewEntry(EntryKind.MEASURE, said, entry.subject if entry is not None else 0, seen=seen))


def _day(text: str, before: Measure | None, name: str, today: date) -> date | None:
    """The day that was typed; one that stood there before may have gone."""
    stood = None if before is None else (before.by_when if name == "measure_by_when" else before.next_call)
    if stood is not None and text.strip() == shown_day(stood):
        return stood
    return read_day(text, today, name)
