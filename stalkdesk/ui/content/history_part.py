"""Every change there ever was. What stood there before one of them can be proposed again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from stalkdesk.casework.content_changes import ChangeKind, ContentChange, Proposal
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.content.comparing import Comparison
from stalkdesk.ui.content.known import Known
from stalkdesk.ui.content.part import ContentPart
from stalkdesk.ui.content.words import Places, decided_said, state_word
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

_SHOWN_AGAIN = (ChangeKind.PART, ChangeKind.AGENCY, ChangeKind.LOCAL)


class HistoryPart(ContentPart):
    """The list above, what the chosen one changed below."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("content_history", desk, background)
        self._places: Places | None = None
        self._table = ValuesTable[ContentChange](self._columns())
        self._view = table_view(self._table, "all_changes", tr("Alle ændringer"))
        self._view.selectionModel().currentRowChanged.connect(lambda *_: self._on_chosen())
        self._says = muted("", "change_decided")
        self._comparison = Comparison()
        self._again = secondary(tr("Foreslå teksten &før igen"), "change_bring_back", "history")
        self._again.clicked.connect(self.bring_back)
        row = QHBoxLayout()
        row.addWidget(self._says, 1)
        row.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addWidget(self._view, 2)
        column.addLayout(row)
        column.addWidget(self._comparison, 3)

    def _columns(self) -> tuple[TableColumn[ContentChange], ...]:
        return (
            TableColumn(tr("Nr."), lambda change: str(change.number)),
            TableColumn(tr("Hvad"), self._place, stretches=True),
            TableColumn(tr("Skrevet af"), lambda change: change.maker),
            TableColumn(tr("Den"), lambda change: change.made_at.astimezone().strftime("%d-%m-%Y")),
            TableColumn(tr("Står"), lambda change: state_word(change.state)),
        )

    def _place(self, change: ContentChange) -> str:
        return self._places.said(change.proposal) if self._places is not None else change.proposal.target

    def show_known(self, known: Known) -> None:
        """Lists every change, the newest first."""
        super().show_known(known)
        row, self._places = max(self._view.currentIndex().row(), 0), known.places()
        self._table.show_values(known.changes)
        self._again.setEnabled(False)
        if known.changes:
            self._view.selectRow(row)
        self._on_chosen()

    def _on_chosen(self) -> None:
        change = chosen(self._view, self._table)
        if change is None:
            self._says.setText(tr("Der er ikke ændret noget endnu.") if not self._table.values else "")
            self._comparison.clear()
            return
        self._says.setText(decided_said(change))
        self._comparison.show_proposal(change.proposal)
        self._again.setEnabled(self._wanted(change) is not None)

    def _wanted(self, change: ContentChange) -> Proposal | None:
        """The text before it as a new change over what is in force now; None where that would change nothing."""
        if self.known is None or change.proposal.kind not in _SHOWN_AGAIN or not change.is_in_force:
            return None
        newer = (one for one in self.known.changes if one.is_in_force and one.place == change.place)
        now = next(newer, change).proposal.value
        if now == change.proposal.before:
            return None
        return replace(change.proposal, value=change.proposal.before, before=now, checked_on=self.known.today)

    def bring_back(self) -> None:
        """Proposes what stood there before the chosen change."""
        change = chosen(self._view, self._table)
        wanted = self._wanted(change) if change is not None else None
        if wanted is not None:
            self.propose(wanted)
