"""The last step: why it is added, where the original goes, and the level that is confirmed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from stalkdesk.casework.additions import MOST_REASON
from stalkdesk.casework.attachments import safe_name
from stalkdesk.casework.log.log_tables import LogFormat
from stalkdesk.intake.findings import Assessment
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.card import Card
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.reevaluation_panel import ReevaluationPanel
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label
from stalkdesk.ui.logimport.begun_log import BegunLog

_NO_PICTURES = (LogFormat.DELIMITED, LogFormat.LINES)


class ConfirmPanel(QWidget):
    """`back`: to the rows; `confirmed(object)`: the Confirmation; `refused(str)`: what is missing before that."""

    back = Signal()
    confirmed = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, background: Background, read: ReadCase, begun: BegunLog) -> None:
        super().__init__()
        self._begun = begun
        self.reason = QLineEdit()
        self.reason.setObjectName("log_reason")
        self.reason.setMaxLength(MOST_REASON)
        self.is_clean = QCheckBox(tr("Der er ingen seksuelle billeder i filen"))
        self.is_clean.setObjectName("log_is_clean")
        self.is_protected = QCheckBox(tr("Beskyt originalen (B): den kan sige mere, end den anden part må læse"))
        self.is_protected.setObjectName("log_is_protected")
        self.evaluation = ReevaluationPanel(desk, background, read)
        self._file = label("", "strong", "log_original")
        self._lay_out()
        self.reason.textChanged.connect(self._on_typed)
        self.is_clean.toggled.connect(self._on_typed)
        self.is_protected.toggled.connect(self._on_typed)
        self.evaluation.back.connect(self.back)
        self.evaluation.confirmed.connect(self._on_confirmed)

    def _lay_out(self) -> None:
        card = Card("log_closing")
        card.body.setContentsMargins(16, 10, 16, 10)
        card.body.setSpacing(6)
        says = label(tr("Hvorfor føjes det til sagen? Grunden bliver en del af sagen."))
        says.setBuddy(self.reason)
        self.reason.setAccessibleName(says.text())
        for part in (says, self.reason, self._file, self.is_protected, self.is_clean):
            card.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card)
        column.addWidget(self.evaluation, 1)

    def show_found(self, found: Assessment) -> None:
        """Shows what the case would be evaluated as, and what is begun."""
        begun = self._begun
        asks = begun.table is not None and not begun.is_pasted and begun.table.format not in _NO_PICTURES
        reason, is_clean, is_protected = begun.reason, begun.is_clean or not asks, begun.is_protected
        self.reason.setText(reason or tr("Den udsattes egen log"))
        self.is_clean.setChecked(is_clean)
        self.is_clean.setVisible(asks)
        self.is_protected.setChecked(is_protected)
        self._file.setText(tr("Originalen gemmes som bilag: {name}", name=safe_name(begun.untrusted_name)))
        self._on_typed()
        self.evaluation.show_found(found)

    def set_busy(self, is_busy: bool) -> None:
        """While it is being saved nothing can be changed any more."""
        for part in (self.reason, self.is_clean, self.is_protected):
            part.setEnabled(not is_busy)
        self.evaluation.set_busy(is_busy)

    def leave(self) -> None:
        """Takes a typed passphrase off the screen."""
        self.evaluation.leave()

    def _on_typed(self, *_: object) -> None:
        self._begun.reason = self.reason.text()
        self._begun.is_clean, self._begun.is_protected = self.is_clean.isChecked(), self.is_protected.isChecked()

    def _on_confirmed(self, confirmation: object) -> None:
        if not self.reason.text().strip():
            self.refused.emit(tr("Skriv, hvorfor det tilføjes. Grunden bliver en del af sagen."))
        elif not self.is_clean.isChecked():
            self.refused.emit(
                tr("Sig først, om der er seksuelle billeder i filen. Er der det, tages den ikke ind: indsæt teksten i stedet.")
            )
        else:
            self.confirmed.emit(confirmation)
