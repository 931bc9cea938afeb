"""Follow-ups: proposed days that a person confirms; calls with the safe contact lock; what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from stalkdesk.casework.days_typed import shown_day
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.support.follow_ups import FollowUp, FollowUpState, follow_ups, next_try, proposed_follow_ups
from stalkdesk.casework.support.safe_contact import SafeContact, safe_contact
from stalkdesk.casework.workdays import next_workday
from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import heading, label
from stalkdesk.ui.opened_form import OpenedForm
from stalkdesk.ui.plan.follow_up_form import FollowUpForm
from stalkdesk.ui.plan.list_keys import on_key
from stalkdesk.ui.plan.opened import OpenedPlan
from stalkdesk.ui.plan.proposals import ProposalCard
from stalkdesk.ui.plan.safe_call import SafeCall
from stalkdesk.ui.plan.section import PlanSection
from stalkdesk.ui.plan.words import follow_up_state_word, kind_word
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

ROW = 36
MOST_ROWS = 7


def _columns() -> tuple[TableColumn[Entry], ...]:
    return (
        TableColumn(tr("Dag"), lambda entry: shown_day(entry.said.due)),
        TableColumn(tr("Hvad"), lambda entry: kind_word(entry.said.kind)),
        TableColumn(tr("Lovet"), lambda entry: tr("ja") if entry.said.promised else ""),
        TableColumn(tr("Står"), lambda entry: follow_up_state_word(entry.said)),
        TableColumn(tr("Om"), lambda entry: entry.said.what, stretches=True),
    )


class FollowUpsSection(PlanSection):
    """The follow-ups. `call` is the safe contact lock."""

    def __init__(self, desk: Desk, reference: str, call: SafeCall, may_change: bool) -> None:
        self._call = call
        self._proposed: tuple[FollowUp, ...] = ()
        table = ValuesTable[Entry](_columns())
        new = secondary(tr("Ny &opfølgning"), "new_follow_up", "plus")
        super().__init__(
            "follow_ups_section", table, table_view(table, "follow_up_table", tr("Opfølgninger")), new, _proposal(), may_change
        )
        self.view.verticalHeader().setDefaultSectionSize(ROW)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self._none = label(tr("Der er ikke aftalt nogen opfølgning endnu."), "", "no_follow_ups")
        self._form = FollowUpForm(desk, reference)
        self._calling = OpenedForm(call, self._on_call_left)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._ring = secondary(tr("Ring &op … (R)"), "call_now", "phone")
        self._held = secondary(tr("&Holdt"), "follow_up_held", "check")
        self._missed = secondary(tr("Ikke &nået"), "follow_up_not_reached")
        self._move = secondary(tr("&Flyt"), "follow_up_move")
        self._cancel = secondary(tr("Af&lys"), "follow_up_cancel")
        row = QHBoxLayout()
        row.setSpacing(8)
        for act in (self._ring, self._held, self._missed, self._move, self._cancel):
            row.addWidget(act)
        row.addStretch(1)
        row.addWidget(self._new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(tr("Opfølgning"), "follow_ups_title"))
        for part in (self._none, self._proposal, self.view):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self._call)
        self._put_form(self._form, column)

    def _connect(self) -> None:
        self._ring.clicked.connect(self.ring)
        self._held.clicked.connect(lambda: self.settle(FollowUpState.HELD))
        self._missed.clicked.connect(self.not_reached)
        self._move.clicked.connect(lambda: self.settle(FollowUpState.MOVED))
        self._cancel.clicked.connect(lambda: self.settle(FollowUpState.CANCELLED))
        self._proposal.confirmed.connect(self._on_confirmed)
        self._call.left.connect(self._on_call_left)
        on_key(self.view, "R", self.ring)

    def show_plan(self, plan: OpenedPlan, today: date) -> None:
        """The follow-ups as they stand; the chosen one stays chosen, at first the next that is open."""
        self._plan, self._today = plan, today
        found, before = follow_ups(plan.entries), chosen(self.view, self.table)
        self.table.show_values(found)
        same = [row for row, entry in enumerate(found) if before is not None and entry.subject == before.subject]
        open_ones = [row for row, entry in enumerate(found) if entry.said.is_open]
        for row in (*same, *open_ones, *range(len(found)))[:1]:
            self.view.selectRow(row)
        height = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(height + min(len(found), MOST_ROWS) * ROW + 6)
        self._proposed = proposed_follow_ups(plan.answers, today, plan.rhythm) if not found and self._may_change else ()
        self._show_proposal()
        self.view.setVisible(bool(found))
        self._none.setVisible(not found)
        self._new.setVisible(self._may_change)
        self._offer()

    def _show_proposal(self) -> None:
        is_shown = bool(self._proposed) and not self._is_refused
        self._proposal.setVisible(is_shown)
        if is_shown:
            self._proposal.show_texts([_proposal_line(one) for one in self._proposed])

    def _offer(self) -> None:
        """What can be done with the chosen one: nothing more once it is held or cancelled."""
        entry = chosen(self.view, self.table)
        is_open = entry is not None and entry.said.is_open and self._may_change
        for act in (self._held, self._missed, self._move, self._cancel):
            act.setVisible(self.table.rowCount() > 0)
            act.setEnabled(is_open)
        self._ring.setEnabled(self._plan is not None and self._may_change)

    def choose(self, subject: int) -> None:
        """Goes to the follow-up with that number."""
        for row, entry in enumerate(self.table.values):
            if entry.subject == subject:
                self.view.selectRow(row)

    # -- calling ---------------------------------------------------------------------------------------------------------
    def ring(self) -> None:
        """Shows what is safe; then, and only then, the number."""
        if self._plan is None:
            return
        self._calling.opens()
        rules = safe_contact(self._plan.answers)
        self._call.ask(SafeContact(rules.rules, self._plan.has_number), tr("Opkald efter støtteplanen"))
        self.looked_at.emit(self._call)

    def _on_call_left(self) -> None:
        self._call.forget()
        self.looked_at.emit(self._calling.give_back(self._first()))

    def not_reached(self) -> None:
        """Notes the try at once, then proposes the next."""
        entry = self._open_one()
        if entry is None:
            return
        said: FollowUp = entry.said
        missed = replace(said, state=FollowUpState.NOT_REACHED, tries=said.tries + 1)
        subject = entry.subject
        new = NewEntry(EntryKind.FOLLOW_UP, missed, subject, seen=entry.number)
        self.wanted.emit((new,), lambda: self._propose_next(subject))

    def _propose_next(self, subject: int) -> None:
        """Called when the try is durable and before it is shown: the form comes after the list."""
        self._next_subject = subject

    def after_shown(self) -> None:
        """The list shows what was kept: the next try is proposed if one is waiting."""
        subject, self._next_subject = self._next_subject, 0
        entry = next((one for one in self.table.values if one.subject == subject), None)
        if entry is not None and entry.said.state is FollowUpState.NOT_REACHED:
            self._call.forget()
            self._open(lambda: self._form.show_follow_up(entry, FollowUpState.PLANNED, next_try(self._today), self._today))

    _next_subject = 0

    def settle(self, state: FollowUpState) -> None:
        """Opens the form for what became of the chosen one."""
        entry = self._open_one()
        if entry is not None:
            proposed = next_workday(max(entry.said.due, self._today))
            self._open(lambda: self._form.show_follow_up(entry, state, proposed, self._today))

    def begin(self) -> None:
        """Opens the form for a new one, two weeks ahead."""
        if self._may_change and self._plan is not None:
            proposed = self._plan.rhythm.days_from(self._today)[0]
            self._open(lambda: self._form.show_follow_up(None, FollowUpState.PLANNED, proposed, self._today))

    def _open_one(self) -> Entry | None:
        entry = chosen(self.view, self.table)
        return entry if entry is not None and entry.said.is_open and self._may_change else None

    def _on_confirmed(self, places: Sequence[int]) -> None:
        self.wanted.emit(tuple(NewEntry(EntryKind.FOLLOW_UP, self._proposed[place]) for place in places), lambda: None)


def _proposal() -> ProposalCard:
    return ProposalCard(
        "follow_up_proposal",
        tr("Foreslåede opfølgninger"),
        tr("Weekender og helligdage er sprunget over. Intet er aftalt, før du siger ja."),
        tr("&Aftal dem"),
    )


def _proposal_line(one: FollowUp) -> str:
    if one.answers_intake:
        return tr("{day} · aftalt ved samtalen", day=shown_day(one.due))
    return f"{shown_day(one.due)} · {kind_word(one.kind).lower()}"
