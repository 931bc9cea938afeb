"""Everything out of StalkDesk, for the supervisor: what is written, where, why, with her passphrase; progress, and a stop."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QProgressBar

from stalkdesk.casework.exporting import Exported
from stalkdesk.errors import ActStopped, DeskError, WrongPassphrase
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import danger, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.choosing import chosen_folder
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.passphrase import PassphraseLine, show_button
from stalkdesk.ui.settings.part import Part, scroll_to


class ExportPart(Part):
    """What it takes to get everything out, in plain text."""

    _went_on = Signal(int, int)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("export_part", desk, background)
        self._stop = Event()
        self.is_exporting = False
        """Whether the drawer is at it."""
        self._warning = Banner("export_warning")
        self._form = Form("export_form")
        self._folder, self._choose = QLineEdit(), secondary(tr("&Vælg …"), "export_choose", "folder-open")
        says = tr("En ny eller tom mappe på en krypteret disk. Den må ikke ligge i sagsskabets.")
        self._form.add("export_folder", tr("&Mappe"), self._folder, says, self._choose)
        self._reason = self._form.line("export_reason", tr("&Hvorfor"), tr("Det kommer i journalen."))
        self._passphrase = PassphraseLine()
        shown = show_button(self._passphrase, "export_show")
        self._form.add("export_passphrase", tr("Din &adgangssætning"), self._passphrase, "", shown)
        self._understood = QCheckBox(tr("Jeg ved, at enhver med filerne kan læse alt"))
        self._understood.setObjectName("export_understood")
        self._understood.setAccessibleName(tr("Jeg ved, at enhver med filerne kan læse alt"))
        self._now = danger(tr("H&ent alt ud"), "export_now", "download")
        self._cancel = secondary(tr("&Stop"), "export_stop", "x")
        self._missed = label("", "wrong", "export_missed")
        self._missed.hide()
        self._progress = QProgressBar()
        self._progress.setObjectName("export_progress")
        self._progress.setAccessibleName(tr("Så meget er hentet ud"))
        self._lay_out()
        self._connect()
        self._set_busy(False)

    def _lay_out(self) -> None:
        card = Card("export_card")
        card.body.addWidget(heading(tr("Alt ud af StalkDesk")))
        card.body.addWidget(
            label(
                tr(
                    "Alle sager, begge ark, bilag, journal, medarbejdere og indstillinger skrives som filer, der kan læses "
                    "uden StalkDesk. De er ikke krypteret: hemmelige adresser og sikre numre står der i klartekst."
                ),
                "",
                "export_says",
            )
        )
        card.body.addWidget(
            muted(
                tr(
                    "For hver sag står det i journalen, at det beskyttede ark blev åbnet. Skrankens andre opgaver venter, til "
                    "det er færdigt; forlader du siden, bliver det stoppet, og der ligger intet tilbage."
                )
            )
        )
        card.body.addWidget(self._form)
        card.body.addWidget(self._warning)
        card.body.addWidget(self._understood)
        card.body.addWidget(self._missed)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._now)
        row.addWidget(self._cancel)
        row.addWidget(self._progress, 1)
        row.addStretch(0)
        card.body.addLayout(row)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self._now.clicked.connect(self.export)
        self._choose.clicked.connect(self._on_choose)
        self._understood.toggled.connect(self._missed.hide)
        self._cancel.clicked.connect(self.stop)
        self._passphrase.textChanged.connect(lambda: self._form.complain("export_passphrase", ""))
        self._folder.textChanged.connect(self._on_folder)
        self._folder.editingFinished.connect(self._look_at_place)
        self._went_on.connect(self._on_went_on)

    def _on_folder(self) -> None:
        self._warning.clear()
        self._form.complain("export_folder", "")

    # -- where -----------------------------------------------------------------------------------------------------------
    def _on_choose(self) -> None:
        folder = chosen_folder(self, tr("Vælg en tom mappe"))
        if folder is not None:
            self.choose(folder)

    def choose(self, folder: Path) -> None:
        """That folder; what speaks against it is said at once."""
        self._folder.setText(str(folder))
        self._look_at_place()

    def _look_at_place(self) -> None:
        text = self._folder.text().strip()
        if text and not self.is_exporting and self.desk.drawer is not None:  # the desk may have been locked meanwhile
            drawer = self.desk.open_drawer()
            self.background.run(
                lambda: drawer.export_warnings(Path(text)), lambda found: self._on_looked(text, found), self.say_failed
            )

    def _on_looked(self, text: str, found: tuple[str, ...]) -> None:
        if found and text == self._folder.text().strip():
            self._warning.say(Tone.WARN, "\n".join(found))

    # -- the act ---------------------------------------------------------------------------------------------------------
    def export(self) -> None:
        """Writes everything out, on the worker, when everything is filled in."""
        if self.is_exporting or not self._form.check(self._complaints()):
            return
        if not self._understood.isChecked():
            self._missed.setText(tr("Sæt krydset, når du har læst, at filerne kan læses af enhver."))
            self._missed.show()
            self._understood.setFocus(Qt.FocusReason.OtherFocusReason)
            scroll_to(self._now)
            return
        drawer, stop, went_on = self.desk.open_drawer(), self._stop, self._went_on
        folder, reason, passphrase = Path(self._folder.text().strip()), tidy(self._reason.text()), self._passphrase.text()

        def going_on(done: int, total: int) -> bool:
            went_on.emit(done, total)
            return not stop.is_set()

        def work() -> Exported:
            drawer.vouched(drawer.officer.user_name, passphrase)
            return drawer.export_all(folder, reason, going_on)

        stop.clear()
        self._set_busy(True)
        self.banner.clear()
        self.background.run(work, self._on_exported, self._on_failed, lambda: self._set_busy(False))

    def _complaints(self) -> dict[str, str]:
        missing = tr("Skal udfyldes.")
        text = self._folder.text().strip()
        whole = tr("Skriv hele stien til mappen, eller vælg den.")
        return {
            "export_folder": missing if not text else "" if Path(text).is_absolute() else whole,
            "export_reason": "" if self._reason.text().strip() else missing,
            "export_passphrase": "" if self._passphrase.text() else missing,
        }

    def stop(self) -> None:
        """Breaks it off; nothing is left in the folder."""
        self._stop.set()
        self._cancel.setEnabled(False)

    def leave(self) -> None:
        """The page is left, or the desk locked: what goes on is broken off, the passphrase goes off the screen."""
        self._stop.set()
        self._passphrase.clear()

    def _set_busy(self, is_busy: bool) -> None:
        self.is_exporting = is_busy
        for part in (self._form, self._choose, self._understood, self._now):
            part.setEnabled(not is_busy)
        self._cancel.setVisible(is_busy)
        self._cancel.setEnabled(is_busy)
        self._progress.setVisible(is_busy)
        if is_busy:
            self._progress.setRange(0, 0)
            self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_went_on(self, done: int, total: int) -> None:
        if self.is_exporting:
            self._progress.setRange(0, max(total, 1))
            self._progress.setValue(done)

    def _on_exported(self, exported: Exported) -> None:
        self._passphrase.clear()
        self._understood.setChecked(False)
        said = tr(
            "{cases} sager, kladder og numre, {attachments} bilag og {lines} journallinjer er hentet ud i {files} filer i "
            "{folder}. Flyt dem krypteret, og slet mappen bagefter.",
            cases=exported.cases,
            attachments=exported.attachments,
            lines=exported.journal_lines,
            files=exported.files,
            folder=str(exported.folder),
        )
        if exported.faults:
            more = tr("Noget kunne ikke læses og er ikke med:")
            self.banner.say(Tone.WARN, "\n".join((said, more, *exported.faults)))
        else:
            self.banner.say(Tone.SUCCESS, said)

    def _on_failed(self, problem: DeskError) -> None:
        if isinstance(problem, WrongPassphrase):
            self._form.check({"export_passphrase": tr("Det er ikke din adgangssætning. Prøv igen.")})
            return
        self.banner.say(Tone.NOTE if isinstance(problem, ActStopped) else Tone.DANGER, str(problem))
