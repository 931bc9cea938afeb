"""What the two lists of a plan have in common: a proposal, a form under the list, and where the keyboard goes after them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QTableView, QVBoxLayout, QWidget

from stalkdesk.casework.entries import Entry
from stalkdesk.ui.begun_text import stays_said
from stalkdesk.ui.entry_form import EntryForm
from stalkdesk.ui.labels import muted
from stalkdesk.ui.opened_form import OpenedForm
from stalkdesk.ui.plan.opened import OpenedPlan
from stalkdesk.ui.plan.proposals import ProposalCard
from stalkdesk.ui.table import ValuesTable


class PlanSection(QWidget):
    """`wanted(new, then)`: entries to be kept, and what is called when they are. `looked_at(widget)`: something was opened that
    must be seen."""

    wanted = Signal(object, object)
    looked_at = Signal(QWidget)

    def __init__(
        self, name: str, table: ValuesTable[Entry], view: QTableView, new: QPushButton, proposal: ProposalCard, may_change: bool
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.table, self.view, self._new, self._proposal, self._may_change = table, view, new, proposal, may_change
        self._plan: OpenedPlan | None = None
        self._today = date.min
        self._is_refused = False
        self._begun = muted(stays_said(), f"{name}_begun")
        self._begun.hide()
        proposal.refused.connect(self._on_refused)
        new.clicked.connect(self.begin)

    def _put_form(self, form: EntryForm, column: QVBoxLayout) -> None:
        """The form comes under the list, once it is opened."""
        self._entry_form = form
        self._opened = OpenedForm(form, self._on_left)
        form.wanted.connect(lambda new: self.wanted.emit((new,), self._on_saved))
        form.left.connect(self._on_left)
        form.hide()
        column.addWidget(self._begun)
        column.addWidget(form)

    def _open(self, show: Callable[[], object]) -> None:
        """Opens the form as `show` fills it."""
        self._opened.opens()
        self._begun.hide()
        show()
        self.looked_at.emit(self._entry_form)

    def begin(self) -> None:
        """Opens the form for a new one."""
        raise NotImplementedError

    def _show_proposal(self) -> None:
        raise NotImplementedError

    def _on_refused(self) -> None:
        self._is_refused = True
        self._show_proposal()
        self._new.setFocus()

    def _on_saved(self) -> None:
        self._entry_form.done()
        self._entry_form.hide()
        self._first().setFocus()

    def _on_left(self) -> None:
        """What was typed stays, and it is said that it does."""
        self._entry_form.hide()
        self._begun.setVisible(self._entry_form.is_begun)
        self.looked_at.emit(self._opened.give_back(self._first()))

    def _first(self) -> QWidget:
        """The list, or what makes the first one."""
        return self.view if self.table.rowCount() else self._new
