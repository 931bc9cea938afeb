"""The officer confirms the computed level, or raises it. Lowering takes a supervisor and a reason (docs/assessment.md C0)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.officers import Act, Officer
from stalkdesk.intake.findings import Assessment, Urgency
from stalkdesk.intake.texts import SHORT_TEXT
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.cases.case_table import urgency_word
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.approval import ApprovalPanel
from stalkdesk.ui.intake.fields.cards import RadioCard, step_between
from stalkdesk.ui.intake.fields.writing import Line, too_long
from stalkdesk.ui.labels import label

LEVELS = tuple(Urgency)
"""The most urgent first."""


class LevelChoice(QWidget):
    """Four cards, the computed one chosen; where the choice is another a line for the reason, and for less a supervisor.

    `changed`: the officer chose, or typed at the reason.
    """

    changed = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("levelChoice")
        self._found: Assessment | None = None
        self._chosen: Urgency | None = None
        """What the officer chose instead of the computed level."""
        self._officer: Officer | None = None
        self._standing: Urgency | None = None
        self._cards = {level: self._card(level) for level in LEVELS}
        step_between(list(self._cards.values()), len(LEVELS))
        self._why = label("", "strong", "levelWhy")
        self.reason = Line("levelReason")
        self._wrong = label("", "wrong", "levelWrong")
        self.approval = ApprovalPanel(desk, background, self._has_reason)
        self.approval.approved.connect(lambda: self._cards[self._level()].setFocus())
        self.reason.refused.connect(lambda: self.complain(too_long(SHORT_TEXT)))
        self.reason.textEdited.connect(lambda _text: self._on_changed())
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for card in self._cards.values():
            row.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        for part in (self._why, self.reason, self._wrong, self.approval):
            column.addWidget(part)

    def show_level(self, found: Assessment, officer: Officer, standing: Urgency | None = None) -> None:
        """Shows the computed level. What the officer chose stays while the level is the same, or hers is still the higher one;
        an approval only while the whole assessment is the same. `standing`: the level that holds until now, of a case that is
        evaluated again; going below it is lowering too.
        """
        before, self._found, self._officer, self._standing = self._found, found, officer, standing
        if found == before:
            return
        self.approval.take_back()
        has_moved = before is not None and found.urgency is not before.urgency
        is_less = self._chosen is not None and not _is_above(self._chosen, self._least())
        if self._chosen is self._least() or (has_moved and is_less):
            self._chosen = None
        for level, card in self._cards.items():
            card.show_note(self._note(level))
        self.complain("")
        self._mark()

    def restart(self, left: object | None) -> None:
        """Another case: forgets the one before, and goes on with what was `left` of this one. An approval is never kept."""
        untrusted = left if isinstance(left, Mapping) else {}
        self._found, self._standing = None, None
        self._chosen = next((level for level in LEVELS if level.value == untrusted.get("level")), None)
        self.reason.setText(str(untrusted.get("reason", "")))
        self.approval.restart()

    @property
    def left(self) -> object | None:
        """What the officer chose and why, to be kept until the filing; None while it is the computed level."""
        return None if self._chosen is None else {"level": self._chosen.value, "reason": self.reason.text()}

    @property
    def chosen(self) -> Urgency:
        """The level as it is chosen now: the computed one until the officer chose another."""
        return self._level()

    def take_focus(self) -> None:
        """Puts the keyboard on the level that is chosen."""
        self._cards[self._level()].setFocus(Qt.FocusReason.TabFocusReason)

    def _card(self, level: Urgency) -> RadioCard:
        card = RadioCard(level.value, urgency_word(level), stacked=True)
        card.setObjectName(f"level_{level.value}")
        card.clicked.connect(lambda: self._choose(level))
        return card

    def _note(self, level: Urgency) -> str:
        if level is self._computed():
            return tr("Beregnet") if level is self._least() else tr("Beregnet; kræver grund og leder")
        if level is self._standing:
            return tr("Gælder nu") if level is self._least() else tr("Gælder nu; kræver grund og leder")
        if not _is_above(self._least(), level):
            return ""
        return tr("Kræver en grund") if self._may_lower() else tr("Kræver en grund og en leder")

    def _computed(self) -> Urgency:
        assert self._found is not None
        return self._found.urgency

    def _least(self) -> Urgency:
        """The least urgent level that takes no supervisor: the computed one, or the one that stands when that is higher."""
        computed, standing = self._computed(), self._standing
        return standing if standing is not None and _is_above(standing, computed) else computed

    def _level(self) -> Urgency:
        return self._chosen or self._least()

    def _is_lowered(self) -> bool:
        return _is_above(self._least(), self._level())

    def _may_lower(self) -> bool:
        return self._officer is not None and self._officer.may(Act.LOWER_URGENCY)

    def _choose(self, level: Urgency) -> None:
        if level is not self._level():
            self._chosen = None if level is self._least() else level
            self._on_changed()
        self._mark()

    def _on_changed(self) -> None:
        """What would be approved is another now."""
        self.complain("")
        self.approval.take_back()
        self.changed.emit()

    def _mark(self) -> None:
        for level, card in self._cards.items():
            card.setChecked(level is self._level())
        is_lower = self._is_lowered()
        said = tr("Grunden til at sætte niveauet ned") if is_lower else tr("Grunden til at hæve niveauet (valgfri)")
        self._why.setText(said)
        self.reason.setAccessibleName(said)
        self._why.setVisible(self._chosen is not None)
        self.reason.setVisible(self._chosen is not None)
        self.approval.setVisible(is_lower and not self._may_lower())

    def complain(self, sentence: str) -> None:
        """Says what is missing; "" takes it back."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def _has_reason(self) -> bool:
        """Whether the reason for a lowered level is there; says so when not."""
        if self.reason.text().strip():
            return True
        self.complain(tr("Skriv, hvorfor niveauet sættes ned. Grunden bliver en del af sagen."))
        self.reason.setFocus()
        return False

    def confirmation(self) -> Confirmation | None:
        """What the officer confirms; None, with the sentence shown, when a lowered level lacks the reason or the supervisor."""
        assert self._officer is not None
        reason = self.reason.text().strip() if self._chosen is not None else ""
        if not self._is_lowered():
            return Confirmation(self._level(), reason)
        if not self._has_reason():
            return None
        approved_by = self._officer.id if self._may_lower() else self.approval.approved_by
        if not approved_by:
            self.approval.ask()
            return None
        return Confirmation(self._level(), reason, approved_by)


def _is_above(level: Urgency, other: Urgency) -> bool:
    return LEVELS.index(level) < LEVELS.index(other)
