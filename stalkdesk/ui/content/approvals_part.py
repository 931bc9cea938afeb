"""What waits for a second pair of eyes: old and new side by side, approved or rejected, here or by who comes to this desk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from stalkdesk.casework.content_changes import ContentChange
from stalkdesk.errors import DeskError
from stalkdesk.guidance.editing import in_force
from stalkdesk.guidance.proposing import why_it_can_not_hold
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.content.comparing import Comparison
from stalkdesk.ui.content.deciding import Deciding
from stalkdesk.ui.content.known import Known
from stalkdesk.ui.content.part import ContentPart
from stalkdesk.ui.content.words import made_said
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import heading, label, muted

_LIST_WIDTH = 270


class ApprovalsPart(ContentPart):
    """The list at the left; the chosen change, and the decision, at the right."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("content_approvals", desk, background)
        self._waiting: tuple[ContentChange, ...] = ()
        self._list = QListWidget()
        self._list.setObjectName("waiting_changes")
        self._list.setAccessibleName(tr("Ændringer, der venter"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.currentRowChanged.connect(self._on_chosen)
        self._nothing = muted(tr("Der venter ingen ændringer."), "nothing_waits")
        self._place = heading("", "change_place")
        self._made = muted("", "change_made")
        self._can_not_hold = label("", "", "change_can_not_hold")
        self._comparison = Comparison()
        self._deciding = Deciding()
        self._deciding.decided.connect(self.decide)
        self._deciding.withdrawn.connect(self.withdraw)
        self._side = self._made_side()
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self._list)
        row.addWidget(self._side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addWidget(self._nothing)
        column.addLayout(row, 1)

    def _made_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._place, self._made, self._can_not_hold):
            column.addWidget(widget)
        column.addWidget(self._comparison, 1)
        column.addWidget(self._deciding)
        return side

    def show_known(self, known: Known) -> None:
        """Lists what waits, the oldest first."""
        super().show_known(known)
        row, places = max(self._list.currentRow(), 0), known.places()
        self._waiting = known.waiting
        self._list.blockSignals(True)
        self._list.clear()
        for change in self._waiting:
            listed = QListWidgetItem(f"{places.said(change.proposal)}\n{change.maker}")
            listed.setToolTip(listed.text())
            listed.setData(Qt.ItemDataRole.AccessibleTextRole, listed.text())
            self._list.addItem(listed)
        self._list.blockSignals(False)
        for widget in (self._list, self._side):
            widget.setVisible(bool(self._waiting))
        self._nothing.setVisible(not self._waiting)
        if self._waiting:
            self._list.setCurrentRow(min(row, len(self._waiting) - 1))

    @property
    def chosen_change(self) -> ContentChange | None:
        """The change that is looked at."""
        row = self._list.currentRow()
        return self._waiting[row] if 0 <= row < len(self._waiting) else None

    def _on_chosen(self, _row: int) -> None:
        change, known = self.chosen_change, self.known
        if change is None or known is None:
            return
        self._place.setText(known.places().said(change.proposal))
        self._made.setText(made_said(change, known.sources))
        self._can_not_hold.setText(_why_not(change, known))
        self._can_not_hold.setVisible(bool(self._can_not_hold.text()))
        self._comparison.show_proposal(change.proposal)
        self._deciding.begin(is_own=change.made_by == known.officer.id, others=known.others_can_decide)

    def decide(self, approved: bool, reason: str, user_name: str, passphrase: str) -> None:
        """Carries the decision out, on the worker."""
        change, drawer = self.chosen_change, self.desk.open_drawer()
        if change is None or self.known is None:
            return
        if approved and (refused := _why_not(change, self.known)):
            self.banner.say(Tone.DANGER, refused)
            return
        said = tr("Godkendt. Den gælder fra nu af.") if approved else tr("Afvist. Teksten er, som den var.")
        self._deciding.set_busy(True)
        self.background.run(
            lambda: drawer.decide_change(change.id, approved, reason, user_name, passphrase),
            lambda _: self._on_decided(said),
            self._on_refused,
        )

    def withdraw(self) -> None:
        """Takes the own change back."""
        change, drawer = self.chosen_change, self.desk.open_drawer()
        if change is not None:
            said = tr("Trukket tilbage. Teksten er, som den var.")
            self.background.run(lambda: drawer.withdraw_change(change.id), lambda _: self._on_decided(said), self._on_refused)

    def _on_decided(self, said: str) -> None:
        self._deciding.set_busy(False)
        self.banner.say(Tone.SUCCESS, said)
        self.changed.emit()

    def _on_refused(self, error: DeskError) -> None:
        self._deciding.set_busy(False)
        self.say_failed(error)


def _why_not(change: ContentChange, known: Known) -> str:
    return why_it_can_not_hold(change, in_force(known.changes), known.shipped, known.shipped_agencies)
