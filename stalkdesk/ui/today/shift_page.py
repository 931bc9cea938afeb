"""The shift-change sheet on the screen, as it is printed: one key shows it, another prints it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.support.shift import shift_sheet
from stalkdesk.casework.support.today import MOST_LINES, read_until
from stalkdesk.errors import DeskError, PrintFailed
from stalkdesk.guidance.shift_sheet import shift_document
from stalkdesk.language import tr
from stalkdesk.ui import choosing
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.papers.preview_half import PreviewHalf
from stalkdesk.ui.papers.printing import printed


class ShiftPage(QWidget):
    """`closed`: back to the day."""

    closed = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("shift")
        self._desk, self._background = desk, background
        self._pdf = b""
        self._banner = Banner("shift_banner")
        self._preview = PreviewHalf()
        self._print = primary(tr("&Print"), "print_shift", "printer")
        self._print.setShortcut(QKeySequence.StandardKey.Print)
        self._print.setToolTip(tr("Print arket (Ctrl+P)"))
        self._print.clicked.connect(self._on_print)
        self._save = secondary(tr("&Gem som PDF …"), "save_shift", "save")
        self._save.clicked.connect(self._on_save)
        back = secondary(tr("&Til I dag"), "leave_shift", "arrow-left")
        back.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(title(tr("Vagtskifte"), "shift_title"), 1)
        for button in (back, self._save, self._print):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(
            muted(tr("Til den, der tager over. Arket har kun sagsnumre og initialer. Makulér det, når vagten er slut."))
        )
        column.addWidget(self._banner)
        column.addWidget(self._preview, 1)

    def refresh(self) -> None:
        """Makes the sheet anew."""
        desk, self._pdf = self._desk, b""
        self._let_out(False)
        self._banner.clear()

        def work() -> bytes:
            drawer, now = desk.open_drawer(), desk.now()
            initials = {officer.full_name: officer.initials for officer in drawer.officers()}
            dues = drawer.dues(read_until(now), MOST_LINES)
            return desk.pdf(shift_document(shift_sheet(drawer.open_work(), dues, initials, now, drawer.officer.initials)))

        self._preview.say(tr("Arket laves …"), "")
        self._background.run(work, self._on_made, self._on_not_made)

    def leave(self) -> None:
        """Takes the sheet off the screen."""
        self._pdf = b""
        self._preview.clear()

    def _on_made(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._preview.show_pdf(pdf)
        self._let_out(True)
        self._print.setFocus()

    def _let_out(self, may: bool) -> None:
        for button in (self._save, self._print):
            button.setEnabled(may)

    def _on_not_made(self, problem: DeskError) -> None:
        """Where the sheet would be stands why it is not."""
        self._preview.say(tr("Arket kan ikke laves"), str(problem))

    def _on_print(self) -> None:
        drawer = self._desk.open_drawer()
        try:
            if self._pdf and printed(self, self._pdf, tr("Vagtskifte")):
                self._background.run(lambda: drawer.note("print", fields=("shift",)), lambda _: None, self._on_failed)
                self._banner.say(Tone.SUCCESS, tr("Arket er sendt til printeren."))
        except PrintFailed as problem:
            self._on_failed(problem)

    def _on_save(self) -> None:
        """Where no printer is. The file tells no more than the sheet does, and its name nothing."""
        desk, pdf = self._desk, self._pdf
        name = f"{'oevelse-' if desk.is_training else ''}{tr('vagtskifte')}.pdf"
        target = choosing.chosen_target(self, tr("Hvor skal arket ligge?"), name, "PDF (*.pdf)") if pdf else None
        if target is None:
            return
        drawer, said = desk.open_drawer(), tr("Arket er gemt. Filen er ikke krypteret: slet den, når vagten er slut.")

        def work() -> None:
            desk.write_out({target: pdf}, desk.vault.folder, lambda: drawer.note("export", fields=("shift",)))

        self._background.run(work, lambda _: self._banner.say(Tone.SUCCESS, said), self._on_failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the day."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))
