"""The week for the supervisor: looked at in the window, saved as PDF, XLSX and CSV."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.errors import DeskError, PlaceUnfit, PrintFailed
from stalkdesk.language import spoken, tr
from stalkdesk.oversight.weekly import summary_of
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.choosing import chosen_folder
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import heading, muted, title
from stalkdesk.ui.papers.preview import PdfPreview, documents
from stalkdesk.ui.papers.printing import printed


class WeekPage(QWidget):
    """One ISO week at a time, the last whole one first."""

    saved = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        last_week = desk.now().astimezone(ZoneInfo("Europe/Copenhagen")).date() - timedelta(days=7)
        self._day = last_week
        self._files: dict[str, bytes] = {}
        self._banner = Banner("week_page_banner")
        self._preview = PdfPreview()
        self._week = heading("", "week_name")
        self._lay_out()

    def _lay_out(self) -> None:
        earlier = secondary(tr("Ugen før"), "week_earlier", "chevron-left")
        later = secondary(tr("Ugen efter"), "week_later", "chevron-right")
        self._save = primary(tr("Gem PDF, XLSX og CSV"), "save_week", "download")
        on_paper = secondary(tr("Print"), "print_week", "printer")
        earlier.clicked.connect(lambda: self._go(-7))
        later.clicked.connect(lambda: self._go(7))
        self._save.clicked.connect(self._on_save)
        on_paper.clicked.connect(self._on_print)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(earlier)
        row.addWidget(self._week)
        row.addWidget(later)
        row.addStretch(1)
        row.addWidget(on_paper)
        row.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 28, 32, 20)
        layout.setSpacing(12)
        layout.addWidget(title(tr("Ugeoversigt")))
        layout.addWidget(muted(tr("Tallene er uden navne og fritekst. Små tal er skjult, så ingen kan genkendes.")))
        layout.addLayout(row)
        layout.addWidget(self._banner)
        layout.addWidget(self._preview, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Saving is what one comes here for."""
        super().showEvent(event)
        self._save.setFocus()

    def refresh(self) -> None:
        """Makes the week that is chosen anew."""
        iso_year, iso_week, _ = self._day.isocalendar()
        self._week.setText(tr("Uge {week}, {year}", week=iso_week, year=iso_year))
        desk, drawer = self._desk, self._desk.open_drawer()

        def work() -> dict[str, bytes]:
            summary = summary_of(drawer, iso_year, iso_week, desk.now())
            return desk.week_files(summary, drawer.unit(), spoken())

        self._background.run(work, lambda files: self._on_made((iso_year, iso_week), files), self._on_failed)

    def _go(self, days: int) -> None:
        self._day += timedelta(days=days)
        self._banner.clear()
        self.refresh()

    def _on_made(self, week: tuple[int, int], files: dict[str, bytes]) -> None:
        if week == self._day.isocalendar()[:2]:
            self._files = files
            self._preview.show_pdf(self._pdf())

    def _pdf(self) -> bytes:
        return next(content for name, content in self._files.items() if name.endswith(".pdf"))

    def _on_save(self) -> None:
        folder = chosen_folder(self, tr("Hvor skal ugeoversigten gemmes?"), documents())
        if folder is not None:
            self.save_in(folder)

    def save_in(self, folder: Path) -> None:
        """Writes the three files of the week that is shown into `folder`."""
        try:
            for name, content in self._files.items():
                (folder / name).write_bytes(content)
        except OSError as problem:
            sentence = tr("Filerne kunne ikke gemmes i den mappe: {problem}. Vælg en anden.", problem=problem.strerror or "?")
            self._on_failed(PlaceUnfit(sentence))
            return
        self._note("export")
        self._banner.say(Tone.SUCCESS, tr("Ugeoversigten er gemt i mappen {folder}.", folder=str(folder)))
        self.saved.emit()

    def _on_print(self) -> None:
        if not self._files:
            return
        try:
            if printed(self, self._pdf(), self._week.text()):
                self._note("print")
        except PrintFailed as problem:
            self._on_failed(problem)

    def _note(self, act: str) -> None:
        drawer = self._desk.open_drawer()
        iso_year, iso_week, _ = self._day.isocalendar()
        week = f"{iso_year}-W{iso_week:02d}"
        whom = Recipient.OWN_UNIT

        def note() -> None:
            drawer.note(act, fields=("week",), reason=week, recipient=whom)

        self._background.run(note, lambda _: None, self._on_failed)

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))
