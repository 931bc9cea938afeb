"""Where the log comes from: a file, or a text that is pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.choosing import chosen_file
from stalkdesk.ui.labels import heading, muted


class SourcePanel(QWidget):
    """`file_chosen(Path)`, `pasted(str)`: read it; `typed(str)`: the text as it stands; `stopped`: do not read on."""

    file_chosen = Signal(object)
    pasted = Signal(str)
    typed = Signal(str)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choose = primary(tr("Vælg fil …"), "choose_log_file", "folder-open")
        self.text = self._made_text()
        self.read = secondary(tr("Læs teksten"), "read_pasted_log", "arrow-right")
        self.progress = muted("", "log_progress")
        self.stop = secondary(tr("Stop"), "stop_log_reading", "x")
        self._lay_out()
        self.choose.clicked.connect(self._on_choose)
        self.read.clicked.connect(lambda: self.pasted.emit(self.text.toPlainText()))
        self.text.textChanged.connect(self._on_typed)
        self.stop.clicked.connect(self.stopped)
        self._on_typed()

    def _made_text(self) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setObjectName("pasted_log")
        text.setAccessibleName(tr("Loggens tekst"))
        text.setTabChangesFocus(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setPlaceholderText(tr("22-11-2026 kl. 14.30 Han ringede elleve gange fra skjult nummer."))
        return text

    def _lay_out(self) -> None:
        file, pasting = Card("log_from_file"), Card("log_from_text")
        file.body.addWidget(heading(tr("Hent loggen fra en fil")))
        says = tr(
            "Word (.docx), PDF, regneark (.xlsx, .xls, .ods) eller .csv. Filen læses for sig selv, makroer køres aldrig, og "
            "intet gemmes, før du har set rækkerne og sagt ja."
        )
        file.body.addWidget(muted(says))
        for body, part in ((file.body, self.choose), (pasting.body, self.read)):
            row = QHBoxLayout()
            row.addWidget(part)
            row.addStretch(1)
            if part is self.read:
                body.addWidget(heading(tr("Eller indsæt teksten")))
                body.addWidget(muted(tr("Kopiér tabellen, eller linjer, der hver begynder med en dato. Indsæt med Ctrl+V.")))
                body.addWidget(self.text, 1)
            body.addLayout(row)
        waiting = QHBoxLayout()
        waiting.addWidget(self.progress, 1)
        waiting.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(file)
        column.addWidget(pasting, 1)
        column.addLayout(waiting)
        self.progress.hide()
        self.stop.hide()

    def take_focus(self, pastes: bool) -> None:
        """Puts the keyboard to the text, or to the button."""
        (self.text if pastes else self.choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, is_busy: bool) -> None:
        """While a file is read there is nothing to do but to stop it."""
        self.progress.setText(tr("Loggen læses …") if is_busy else "")
        self.progress.setVisible(is_busy)
        self.stop.setVisible(is_busy)
        for part in (self.choose, self.text):
            part.setEnabled(not is_busy)
        self.read.setEnabled(not is_busy and bool(self.text.toPlainText().strip()))
        if is_busy:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_choose(self) -> None:
        path: Path | None = chosen_file(self, tr("Hvilken fil er loggen i?"))
        if path is not None:
            self.file_chosen.emit(path)

    def _on_typed(self) -> None:
        text = self.text.toPlainText()
        self.read.setEnabled(bool(text.strip()))
        self.typed.emit(text)
