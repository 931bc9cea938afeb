"""The decision on a change: by who sits here, or by who comes to this desk with her own name and passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import label
from stalkdesk.ui.passphrase import PassphraseLine, show_button


class Deciding(QWidget):
    """Emits `decided(approved, reason, user name, passphrase)`, the last two empty at her own login; `withdrawn`."""

    decided = Signal(bool, str, str, str)
    withdrawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("deciding")
        self._is_own = False
        self._form = Form("deciding_form")
        self._form.column.setSpacing(8)
        self._reason: QLineEdit = self._form.line("decision_reason", tr("Be&mærkning (skal skrives, hvis den afvises)"))
        self._says = label("", "", "deciding_says")
        self._who = Form("decider_form")
        self._name: QLineEdit = self._who.line("decider_name", tr("&Brugernavn på den, der godkender"))
        self._passphrase = PassphraseLine()
        self._who.add(
            "decider_passphrase", tr("&Adgangssætning"), self._passphrase, "", show_button(self._passphrase, "show_decider")
        )
        self._who.side_by_side("decider_name", "decider_passphrase")
        self._approve = primary(tr("&Godkend"), "change_approve", "check")
        self._approve.clicked.connect(lambda: self._decide(True))
        self._reject = secondary(tr("Af&vis"), "change_reject", "x")
        self._reject.clicked.connect(lambda: self._decide(False))
        self._withdraw = quiet(tr("&Træk min ændring tilbage"), "change_withdraw")
        self._withdraw.clicked.connect(self.withdrawn)
        buttons = QHBoxLayout()
        for button in (self._approve, self._reject):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._withdraw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._form, self._says, self._who):
            column.addWidget(widget)
        column.addLayout(buttons)

    def begin(self, is_own: bool, others: bool) -> None:
        """Another change. `is_own`: it was written by who sits here, so somebody else decides; `others`: there is somebody."""
        self._is_own = is_own
        self._reason.clear()
        self._name.clear()
        self._passphrase.clear()
        for form in (self._form, self._who):
            form.check({})
        needs_other = tr(
            "Du har selv skrevet den. En anden leder eller en visitator kan godkende ved sit eget login eller her."
        )
        nobody = tr("Du har selv skrevet den, og der er ingen anden leder eller visitator. Tilføj en under Indstillinger.")
        self._says.setText((needs_other if others else nobody) if is_own else "")
        self._says.setVisible(is_own)
        self._who.setVisible(is_own and others)
        self._withdraw.setVisible(is_own)
        for button in (self._approve, self._reject):
            button.setVisible(others or not is_own)

    def set_busy(self, is_busy: bool) -> None:
        """While a passphrase is tried, nothing more can be pressed."""
        for button in (self._approve, self._reject, self._withdraw):
            button.setEnabled(not is_busy)

    def _decide(self, approved: bool) -> None:
        reason, name, passphrase = tidy(self._reason.text()), self._name.text().strip(), self._passphrase.text()
        if not self._form.check({"decision_reason": "" if approved or reason else tr("Skriv kort, hvorfor den afvises.")}):
            return
        if self._is_own:
            complaints = {
                "decider_name": "" if name else tr("Skriv navnet."),
                "decider_passphrase": "" if passphrase else tr("Skriv adgangssætningen."),
            }
            if not self._who.check(complaints):
                return
        self._passphrase.clear()
        self.decided.emit(approved, reason, name if self._is_own else "", passphrase if self._is_own else "")
