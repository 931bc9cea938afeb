"""What the case is evaluated as with the addition: level, definition, what changed and why; the officer confirms the level."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stalkdesk.casework.evaluation_changes import changes_between
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Assessment
from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card, scrolling
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import URGENCY_ICON
from stalkdesk.ui.cases.evaluation_words import changes_said, levels_said, told_again
from stalkdesk.ui.cases.evaluations_part import selectable
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.level_choice import LevelChoice
from stalkdesk.ui.labels import heading, muted


class ReevaluationPanel(QWidget):
    """The second step of adding. `back`: to what is added; `confirmed(object)`: the Confirmation to save it with."""

    back = Signal()
    confirmed = Signal(object)

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__()
        self._desk, self._read = desk, read
        self.level = LevelChoice(desk, background)
        self.level.restart(None)
        self._back = secondary(tr("Ret det, der tilføjes"), "back_to_addition", "arrow-left")
        self.save = primary(tr("Gem i sagen"), "save_addition", "save", "Ctrl+S")
        self._back.clicked.connect(self.back)
        self.save.clicked.connect(self._on_save)
        self._said, self._why = QVBoxLayout(), QVBoxLayout()
        for column in (self._said, self._why):
            column.setSpacing(8)
        self._lay_out()

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        result, choice, reasons = Card("reevaluation"), Card("reevaluation_level"), Card("reevaluation_reasons")
        for card in (result, choice, reasons):
            card.body.setContentsMargins(20, 14, 20, 16)
            card.body.setSpacing(8)
            column.addWidget(card)
        result.body.addLayout(self._said)
        reasons.body.addLayout(self._why)
        choice.body.addWidget(heading(tr("Bekræft hastegraden")))
        choice.body.addWidget(
            muted(tr("Du må altid hæve den. Sættes den ned, skal en leder godkende det, og der skal en grund til."))
        )
        choice.body.addWidget(self.level)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        self._area = scrolling(content, "reevaluation_scroll")
        whole.addWidget(self._area, 1)
        whole.addLayout(foot)

    def show_found(self, found: Assessment) -> None:
        """Shows what the case is evaluated as now, and takes the keyboard to the level."""
        for column in (self._said, self._why):
            _emptied(column)
        self._say(found)
        self.level.show_level(found, self._desk.open_drawer().officer, self._read.case.line.urgency)
        self._area.verticalScrollBar().setValue(0)
        self.level.take_focus()

    def _say(self, found: Assessment) -> None:
        read, windows = self._read, self._read.windows
        told = told_again(found, Facts(), read.rules, windows)
        self._said.addWidget(heading(told.headline, "new_headline"))
        level = QWidget()
        row = QHBoxLayout(level)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        sign = QLabel()
        sign.setPixmap(icons.pixmap(*URGENCY_ICON[found.urgency], 24))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(selectable(told.urgency_line, "strong", "new_urgency"), 1)
        self._said.addWidget(level)
        self._said.addWidget(selectable(told.response, "", "new_response"))
        if read.case.evaluations:
            before = read.case.evaluations[-1]
            self._said.addWidget(muted(tr("Sidst: {levels}", levels=levels_said(before, read.names)), "levels_before"))
            changes = changes_between(before.assessment, found)
            self._list(tr("Det ændrer sig"), changes_said(changes, read.rules, windows), "new_changes")
        self._list(tr("Hvorfor"), told.reasons, "new_reasons")

    def _list(self, title: str, sentences: tuple[str, ...], name: str) -> None:
        self._why.addWidget(selectable(title, "strong"))
        self._why.addWidget(selectable("\n".join(f"•  {sentence}" for sentence in sentences), "", name))

    def _on_save(self) -> None:
        confirmation: Confirmation | None = self.level.confirmation()
        if confirmation is not None:
            self.confirmed.emit(confirmation)

    def set_busy(self, is_busy: bool) -> None:
        """While it is being saved nothing can be changed any more."""
        for part in (self.save, self._back, self.level):
            part.setEnabled(not is_busy)

    def leave(self) -> None:
        """Takes a typed passphrase off the screen; an approval under way is not for anything any more."""
        self.level.approval.restart()


def _emptied(column: QVBoxLayout) -> None:
    while (old := column.takeAt(0)) is not None:
        widget = old.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
