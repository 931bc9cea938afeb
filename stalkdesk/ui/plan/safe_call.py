"""The safe contact lock: what is safe is read first, then the number is shown. Each showing is in the journal, with why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from stalkdesk.casework.drawer import Drawer
from stalkdesk.casework.support.safe_contact import SafeContact, number_of
from stalkdesk.errors import DeskError
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import primary, quiet
from stalkdesk.ui.card import Card
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import heading, label


class SafeCall(Card):
    """Hidden until `ask`. `shown`: the number is on the screen. `left`: away with it. `failed(problem)`: not read."""

    shown = Signal()
    left = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, background: Background, reference: str) -> None:
        super().__init__("safe_call")
        self.body.setContentsMargins(20, 14, 20, 14)
        self.body.setSpacing(8)
        self._desk, self._background, self._reference = desk, background, reference
        self._why = ""
        self._is_left = False
        self._rules = label("", "", "safe_call_rules")
        self._number = label("", "title", "safe_call_number")
        self._read = primary(tr("Jeg har &læst det: vis nummeret"), "safe_call_read", "phone")
        self._read.clicked.connect(self._on_read)
        self._close = quiet(tr("&Skjul"), "safe_call_hide", "eye-off")
        self._close.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._read)
        row.addWidget(self._close)
        row.addStretch(1)
        self.body.addWidget(heading(tr("Læs det her, før du ringer"), "safe_call_title"))
        for part in (self._rules, self._number):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.hide()

    def ask(self, rules: SafeContact, why: str) -> None:
        """Shows the rules; the number is not on the screen. `why` goes into the journal when it comes."""
        self._why = why
        lines = [*rules.rules] if rules.has_number else [*rules.rules, tr("Der er ikke noteret et sikkert nummer.")]
        self._rules.setText("\n".join(f"• {line}" for line in lines))
        self._number.setText("")
        self._number.hide()
        self._read.setVisible(rules.has_number)
        self._read.setEnabled(True)
        self.show()
        (self._read if rules.has_number else self._close).setFocus()

    def forget(self) -> None:
        """Takes the number off the screen."""
        self._number.setText("")
        self.hide()

    def leave(self) -> None:
        """The part is put away: a number that still comes is not shown."""
        self._is_left = True
        self.forget()

    def _on_read(self) -> None:
        self._read.setEnabled(False)
        self._background.run(
            _number_read(self._desk.open_drawer(), self._reference, self._why), self._on_number, self._on_failed
        )

    def _on_number(self, number: str) -> None:
        if self._is_left or self.isHidden():
            return
        self._number.setText(shown_phone(number) if number else tr("Der er ikke noteret et sikkert nummer."))
        self._number.show()
        self._read.hide()
        self._close.setFocus()
        self.shown.emit()

    def _on_failed(self, problem: DeskError) -> None:
        self._read.setEnabled(True)
        if not self._is_left:
            self.failed.emit(problem)


def _number_read(drawer: Drawer, reference: str, why: str) -> Callable[[], str]:
    def work() -> str:
        return number_of({answer.question_id: answer for answer in drawer.protected_answers(reference, why)})

    return work
