"""The measures of a plan: proposed from the answers, confirmed by a person, changed by keyboard: 1 to 5 say how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from stalkdesk.casework.contacts.contact_register import Contact
from stalkdesk.casework.days_typed import shown_day
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.support.plan import Measure, measures, proposed_measures
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.plan.list_keys import on_key
from stalkdesk.ui.plan.measure_form import MeasureForm
from stalkdesk.ui.plan.opened import OpenedPlan
from stalkdesk.ui.plan.proposals import ProposalCard
from stalkdesk.ui.plan.section import PlanSection
from stalkdesk.ui.plan.words import STATES, state_word
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

ROW = 36
MOST_ROWS = 8


class MeasuresSection(PlanSection):
    """The measures."""

    def __init__(
        self, desk: Desk, reference: str, needs: Mapping[str, str], contacts: Sequence[Contact], may_change: bool
    ) -> None:
        self._needs = needs
        self._proposed: tuple[Measure, ...] = ()
        table = ValuesTable[Entry](self._columns())
        new = secondary(tr("Ny &indsats (N)"), "new_measure", "plus")
        super().__init__(
            "measures_section", table, table_view(table, "measure_table", tr("Indsatser")), new, _proposal(), may_change
        )
        self.view.verticalHeader().setDefaultSectionSize(ROW)
        self.view.doubleClicked.connect(lambda _: self.edit())  # Enter: see keyPressEvent
        self._none = label(tr("Der er ingen støtteplan endnu."), "", "no_measures")
        self._status = muted("", "needs_status")
        self._form = MeasureForm(desk, reference, needs, contacts)
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[TableColumn[Entry], ...]:
        return (
            TableColumn(tr("Hvad"), lambda entry: self._needs.get(entry.said.need, entry.said.need)),
            TableColumn(tr("Hvor langt"), lambda entry: state_word(entry.said.state)),
            TableColumn(tr("Hvem"), lambda entry: entry.said.who, stretches=True),
            TableColumn(tr("Senest"), lambda entry: shown_day(entry.said.by_when)),
            TableColumn(tr("Næste opkald"), lambda entry: shown_day(entry.said.next_call)),
        )

    def _lay_out(self) -> None:
        self._edit = secondary(tr("&Ret (Enter)"), "edit_measure", "file-text")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._new)
        row.addWidget(self._edit)
        row.addStretch(1)
        self._keys = muted(tr("Taster i listen: 1 ønsket · 2 vejledt · 3 henvist · 4 på plads · 5 vil ikke."), "measure_keys")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(tr("Indsatser"), "measures_title"))
        for part in (self._none, self._status, self._proposal, self.view, self._keys):
            column.addWidget(part)
        column.addLayout(row)
        self._put_form(self._form, column)

    def _connect(self) -> None:
        self._edit.clicked.connect(self.edit)
        self._proposal.confirmed.connect(self._on_confirmed)
        for place in range(len(STATES)):
            on_key(self.view, str(place + 1), partial(self.set_state, place))
        for view in (self.view, self._proposal.view):
            on_key(view, "N", self.begin)

    def show_plan(self, plan: OpenedPlan, today: date) -> None:
        """The measures as they stand; the chosen one stays chosen."""
        self._plan, self._today = plan, today
        found, before = measures(plan.entries), chosen(self.view, self.table)
        self.table.show_values(found)
        rows = [row for row, entry in enumerate(found) if before is not None and entry.subject == before.subject]
        if found:
            self.view.selectRow(rows[0] if rows else 0)
        height = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(height + min(len(found), MOST_ROWS) * ROW + 6)
        self._proposed = proposed_measures(plan.answers) if not found and self._may_change else ()
        self._show_proposal()
        for part in (self.view, self._keys, self._edit):
            part.setVisible(bool(found) and (part is self.view or self._may_change))
        self._none.setVisible(not found)
        self._new.setVisible(self._may_change)

    def take_focus(self) -> None:
        """Puts the keyboard where one begins: the list, the proposal, or what makes a new one."""
        if self.table.rowCount():
            self.view.setFocus()
        elif self._proposed:
            self._proposal.take_focus()
        else:
            self._new.setFocus()

    def _show_proposal(self) -> None:
        status = _text(self._plan.answers, "needs_status") if self._plan is not None else ""
        self._status.setText(tr("Skrevet ved samtalen: {text}", text=status))
        is_shown = bool(self._proposed) and not self._is_refused
        self._status.setVisible(is_shown and bool(status))
        self._proposal.setVisible(is_shown)
        if is_shown:
            self._proposal.show_texts([self._proposal_line(one) for one in self._proposed])

    def _proposal_line(self, one: Measure) -> str:
        need = self._needs.get(one.need, one.need)
        if not one.who and one.by_when is None:
            return need
        return f"{need} · {' · '.join(part for part in (one.who, shown_day(one.by_when)) if part)}"

    # -- changing --------------------------------------------------------------------------------------------------------
    def begin(self) -> None:
        """Opens the form for a new measure."""
        if self._may_change:
            self._open(lambda: self._form.show_measure(None, self._today))

    def edit(self) -> None:
        """Opens the form for the chosen measure."""
        entry = chosen(self.view, self.table)
        if entry is not None and self._may_change:
            self._open(lambda: self._form.show_measure(entry, self._today))

    def set_state(self, place: int) -> None:
        """How far the chosen measure is, by its key."""
        entry = chosen(self.view, self.table)
        if entry is None or not self._may_change or entry.said.state is STATES[place]:
            return
        said = replace(entry.said, state=STATES[place])
        self.wanted.emit((NewEntry(EntryKind.MEASURE, said, entry.subject, seen=entry.number),), lambda: None)

    def _on_confirmed(self, places: Sequence[int]) -> None:
        new = tuple(NewEntry(EntryKind.MEASURE, self._proposed[place]) for place in places)
        self.wanted.emit(new, lambda: None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list edits, on every platform; N is a new one wherever the keyboard is, while no form is open."""
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.view.hasFocus():
            self.edit()
        elif is_plain and event.key() == Qt.Key.Key_N and self._form.isHidden():
            self.begin()
        else:
            super().keyPressEvent(event)


def _proposal() -> ProposalCard:
    return ProposalCard(
        "measure_proposal",
        tr("Forslag ud fra samtalen"),
        tr("Tag krydset væk ved det, der ikke skal med. Intet er gemt, før du siger ja."),
        tr("Læg i &planen"),
    )


def _text(answers: Mapping[str, Answer], question_id: str) -> str:
    answer = answers.get(question_id)
    is_given = answer is not None and answer.state is AnswerState.GIVEN
    return str(answer.value) if answer is not None and is_given else ""
