"""Says that a sheet is still right, or that a translation was read by somebody who can; a second person approves it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.guidance.proposing import checked_proposal
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.language import tr
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.content.known import Known
from stalkdesk.ui.content.rests_on import OWN, RestsOn
from stalkdesk.ui.forms import tidy
from stalkdesk.ui.labels import heading, label
from stalkdesk.ui.papers.words import language_word


class CheckedDialog(QDialog):
    """Emits `confirmed(proposal)`."""

    confirmed = Signal(object)

    def __init__(self, sheet: GuidanceSheet, known: Known, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("checked_dialog")
        self.setWindowTitle("StalkDesk")
        self.setMinimumWidth(520)
        self._sheet, self._known = sheet, known
        self._form = RestsOn("checked")
        self._form.show_sources(known.sources, OWN, known.today)
        self._translator = None if sheet.is_source else self._made_translator()
        keep = primary(tr("Send til &godkendelse"), "checked_send", "check")
        keep.clicked.connect(self._on_send)
        leave = secondary(tr("&Fortryd"), "checked_leave")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        column.addWidget(heading(self._heading()))
        column.addWidget(label(self._says()))
        column.addWidget(self._form)
        column.addLayout(foot)

    def _made_translator(self) -> str:
        self._form.line("checked_translator", tr("&Oversætterens navn"), tr("Den, der har læst oversættelsen igennem."))
        return "checked_translator"

    def _heading(self) -> str:
        if self._sheet.is_source:
            return tr("Er »{sheet}« stadig rigtigt?", sheet=self._sheet.title)
        return tr("Er oversættelsen til {language} i orden?", language=language_word(self._sheet.language).lower())

    def _says(self) -> str:
        if self._sheet.is_source:
            return tr("Du siger, at du har læst hele arket og dets kilder igen, og at alt passer. En anden godkender det.")
        return tr("Du siger, at en oversætter har læst hele arket og står inde for det. En anden godkender det.")

    def _on_send(self) -> None:
        day = self._form.checked_on(self._known.today)
        if day is None:
            return
        name = ""
        if self._translator is not None:
            field = self._form.rows[self._translator].field
            name = tidy(field.property("text"))
            self._form.complain(self._translator, "" if name else tr("Skriv navnet."))
            if not name:
                field.setFocus()
                return
        shipped = self._known.shipped_sheet(self._sheet.id, self._sheet.language)
        self.confirmed.emit(checked_proposal(self._sheet, shipped, self._form.source, day, name))
        self.accept()
