"""A supervisor comes to the officer's desk and approves, with her own passphrase, what only she may (docs/assessment.md C0)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from stalkdesk.casework.officers import Officer
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label
from stalkdesk.ui.passphrase import PassphraseLine, show_button

LONGEST_NAME = 200
"""Characters of a user name, as at the unlock screen."""


@dataclass(frozen=True, slots=True)
class ApprovalWords:
    """What is approved, in whole sentences."""

    button: str
    """The button, for a screen reader."""
    ask: str
    """That a supervisor is needed."""
    approved: str
    """What was approved, with a place for {name}."""
    changed: str
    """That something else stands here now."""


def level_words() -> ApprovalWords:
    """Of a lowered level of urgency."""
    return ApprovalWords(
        tr("Godkend som leder, at niveauet sættes ned"),
        tr("En leder skal godkende, at niveauet sættes ned."),
        tr("Godkendt af {name}. Det gælder det niveau og den grund, der står her.", name="{name}"),
        tr("Niveauet, grunden eller svarene er ændret. En leder skal godkende igen."),
    )


class ApprovalPanel(QFrame):
    """Asks for a supervisor, and says who approved. `may_begin` is asked before the passphrase is tried."""

    approved = Signal()

    def __init__(
        self, desk: Desk, background: Background, may_begin: Callable[[], bool], words: ApprovalWords | None = None
    ) -> None:
        super().__init__()
        self._words = words or level_words()
        self.setObjectName("approvalPanel")
        self.setProperty("role", "panel")
        self._desk, self._background, self._may_begin = desk, background, may_begin
        self._approver: Officer | None = None
        self._try = 0
        """Counts what was to be approved: an answer to an earlier one is not for this one."""
        self.user_name = QLineEdit()
        self.user_name.setObjectName("approverName")
        self.user_name.setMaxLength(LONGEST_NAME)
        self.passphrase = PassphraseLine()
        self.passphrase.setObjectName("approverPassphrase")
        self._show_passphrase = show_button(self.passphrase, "showApproverPassphrase")
        self.approve_button = secondary(tr("Godkend"), "approveButton", "check")
        self.approve_button.setAccessibleName(self._words.button)
        self.approve_button.setAutoDefault(True)
        self._wrong = label("", "wrong", "approvalWrong")
        self._caps_lock = label(tr("Caps Lock er slået til."), "wrong", "approvalCapsLock")
        self._asking = self._made_asking()
        self._approved = self._made_approved()
        self._lay_out()
        self._connect()
        self.restart()

    def _connect(self) -> None:
        self.user_name.returnPressed.connect(self.passphrase.setFocus)
        self.passphrase.returnPressed.connect(self.approve)
        self.passphrase.caps_lock_seen.connect(self._caps_lock.setVisible)
        self.approve_button.clicked.connect(self.approve)

    # -- what it looks like ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 14)
        whole.setSpacing(8)
        for part in (self._asking, self._approved, self._caps_lock, self._wrong):
            whole.addWidget(part)
        self._caps_lock.hide()

    def _made_asking(self) -> QWidget:
        asking = QWidget()
        column = QVBoxLayout(asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(tr("En leder godkender her ved skranken, med sit eget navn og sin egen adgangssætning.")))
        column.addLayout(self._made_lines())
        return asking

    def _made_lines(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        names = (tr("Lederens brugernavn"), tr("Lederens adgangssætning"))
        for place, (name, line) in enumerate(zip(names, (self.user_name, self.passphrase), strict=True)):
            said = label(name, "strong")
            said.setBuddy(line)
            line.setAccessibleName(name)
            grid.addWidget(said, 0, place)
            grid.addWidget(line, 1, place)
        grid.addWidget(self._show_passphrase, 1, 2)
        grid.addWidget(self.approve_button, 1, 3)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        return grid

    def _made_approved(self) -> QWidget:
        approved = QWidget()
        row = QHBoxLayout(approved)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("circle-check", "success"))
        self._approved_line = label("", "success", "approvedLine")
        row.addWidget(sign)
        row.addWidget(self._approved_line, 1)
        return approved

    # -- asking and approving --------------------------------------------------------------------------------------------

    @property
    def approved_by(self) -> str:
        """The officer id of the supervisor who approved what stands here now; empty while nobody has."""
        return "" if self._approver is None else self._approver.id

    def take_back(self) -> None:
        """What was to be approved has changed: an approval that was given, or is under way, is not for it."""
        had_approval = self._approver is not None
        self._try += 1
        self._approver = None
        self._set_busy(False)
        self._show()
        if had_approval:
            self.complain(self._words.changed)

    def restart(self) -> None:
        """Another case: nothing of the one before stays."""
        self._approver = None
        self.user_name.clear()
        self.forget_passphrase()
        self.take_back()
        self.complain("")

    def complain(self, sentence: str) -> None:
        """Says what is wrong; "" takes it back."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        for line in (self.user_name, self.passphrase):
            line.setAccessibleDescription(sentence)

    def ask(self) -> None:
        """Says that a supervisor is needed, and puts the keyboard where she begins."""
        self.complain(self._words.ask)
        self.user_name.setFocus()

    def approve(self) -> None:
        """Tries what was typed, on the worker. The passphrase does not stay on the screen."""
        if not self.approve_button.isEnabled() or not self._may_begin():
            return
        name, passphrase = self.user_name.text().strip(), self.passphrase.text()
        if not name or not passphrase:
            self.complain(tr("Skriv både lederens brugernavn og adgangssætning."))
            (self.passphrase if name else self.user_name).setFocus()
            return
        self.forget_passphrase()
        self.complain("")
        self.passphrase.setFocus()  # the button is about to be disabled, and would hand the keyboard on to somewhere below
        self._set_busy(True)
        drawer, this_try = self._desk.open_drawer(), self._try
        self._background.run(
            lambda: drawer.vouched(name, passphrase),
            lambda officer: self._on_vouched(officer, this_try),
            lambda error: self._on_refused(error, this_try),
        )

    def forget_passphrase(self) -> None:
        """Takes what was typed off the screen."""
        self.passphrase.clear()
        self._caps_lock.hide()

    def _on_vouched(self, officer: Officer, this_try: int) -> None:
        if this_try == self._try:
            self._set_busy(False)
            self._approver = officer
            self.approved.emit()  # takes the keyboard, before the lines that have it are put away
            self._show()

    def _on_refused(self, error: DeskError, this_try: int) -> None:
        if this_try == self._try:
            self._set_busy(False)
            self.complain(str(error))
            self.passphrase.setFocus()

    def _set_busy(self, is_busy: bool) -> None:
        self.approve_button.setEnabled(not is_busy)
        for line in (self.user_name, self.passphrase):
            line.setReadOnly(is_busy)

    def _show(self) -> None:
        self._asking.setVisible(self._approver is None)
        self._approved.setVisible(self._approver is not None)
        if self._approver is not None:
            self._approved_line.setText(self._words.approved.format(name=self._approver.full_name))
