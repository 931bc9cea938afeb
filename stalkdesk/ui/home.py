"""The first page after unlocking: begin a new case, or go on with a draft; and what of the content must be checked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.cases import DraftLine
from stalkdesk.casework.officers import Act
from stalkdesk.errors import ContentBroken, DeskError
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.language import Language, spoken, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.backup.home_line import BackupLine
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import danger, primary, quiet, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.cases.begun_line import BegunLine
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.content.home_line import ContentLine
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import heading, label, muted, title
from stalkdesk.ui.recovery_line import RecoveryLine
from stalkdesk.ui.soundness import SoundnessWatch, told
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view
from stalkdesk.ui.today.home_line import TodayLine


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft, and the step it was left at in words."""

    line: DraftLine
    step: str


@dataclass(frozen=True, slots=True)
class _Found:
    drafts: tuple[DraftShown, ...]
    overdue: tuple[GuidanceSheet, ...]
    checked_on: date | None
    """When the text that waited longest was checked."""


def step_of(desk: Desk, line: DraftLine, language: Language) -> str:
    """The section that the draft's question stands in: "5. Handlinger"."""
    if not line.at_question:
        return tr("Lige begyndt")
    try:
        checklist = desk.checklist(language, line.checklist_version)
        section = checklist.section(checklist.question(line.at_question).section_id)
    except (ContentBroken, KeyError):
        return line.at_question
    return f"{section.number}. {section.title}"


def saved_time(line: DraftLine) -> str:
    """When the draft was last saved: the time alone on the day on which it was begun."""
    begun, saved = local_time(line.started_at), local_time(line.saved_at)
    day = begun.split(" ", 1)[0]
    return saved.removeprefix(day).strip()


class HomePage(QWidget):
    """Emits `begun` for a new case, `resumed(case_id)` for a draft."""

    begun = Signal()
    resumed = Signal(str)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("home")
        self._desk, self._background = desk, background
        self._banner = Banner("home_banner")
        self._unsound = Banner("home_unsound")
        self._watch = SoundnessWatch(desk, background, self)
        self._watch.found.connect(self._on_unsound)
        self.backups = BackupLine(desk, background)
        self._recovery = RecoveryLine(desk, background)
        self.content = ContentLine(desk, background)
        self.today = TodayLine(desk, background)
        self.unsaved = BegunLine(desk)
        self._overdue = Banner("home_overdue")
        self._checked = muted("", "home_checked")
        self._drafts = ValuesTable[DraftShown](_columns())
        self._view = table_view(self._drafts, "drafts", tr("Åbne kladder"))
        self._card = Card("drafts_card")
        self._card.hide()
        self._nothing_open = muted(tr("Der er ingen åbne kladder."), "no_drafts")
        self._nothing_open.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 24)
        column.setSpacing(16)
        name = self._desk.open_drawer().officer.full_name
        column.addWidget(title(tr("Velkommen, {name}", name=name), "home_title"))
        column.addWidget(self._banner)
        column.addWidget(self._unsound)
        column.addWidget(self.unsaved)
        column.addWidget(self.today)
        column.addWidget(self.backups)
        column.addWidget(self._recovery)
        column.addWidget(self.content)
        begin, summaries = self._begin_card(), label(_summaries_sentence(), "", "home_summaries")
        column.addWidget(begin)
        column.addWidget(summaries)
        begin.setVisible(self._takes_intakes())  # only now: shown before it has its place, it would be a window of its own
        summaries.setVisible(not self._takes_intakes())
        column.addWidget(self._drafts_card(), 1)
        column.addWidget(self._nothing_open)
        column.addStretch(0)
        column.addWidget(self._overdue)
        column.addWidget(self._checked)

    def _takes_intakes(self) -> bool:
        return self._desk.open_drawer().officer.may(Act.TAKE_INTAKE)

    def _begin_card(self) -> Card:
        card = Card("begin_card")
        row = QHBoxLayout()
        row.setSpacing(24)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(heading(tr("Er der en henvendelse?")))
        words.addWidget(
            muted(tr("Tjeklisten fører dig gennem samtalen, trin for trin. Alt bliver gemt, mens du skriver."), "begin_hint")
        )
        self._begin = primary(tr("Ny sag (Ctrl+N)"), "begin_intake", "file-plus")
        self._begin.setMinimumSize(200, 52)
        self._begin.clicked.connect(self.begun)
        row.addLayout(words, 1)
        row.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        return card

    def _drafts_card(self) -> Card:
        self._resume = secondary(tr("&Fortsæt kladden"), "resume_draft", "arrow-right")
        self._resume.clicked.connect(self._on_resume)
        discard = quiet(tr("&Kassér kladden …"), "discard_draft", "trash-2")
        discard.clicked.connect(self._on_discard)
        self._view.doubleClicked.connect(lambda _: self._on_resume())  # Enter: see keyPressEvent
        foot = QHBoxLayout()
        foot.addWidget(self._resume)
        foot.addWidget(discard)
        foot.addStretch(1)
        self._card.body.addWidget(heading(tr("Åbne kladder")))
        self._card.body.addWidget(
            muted(tr("Her er de samtaler, der ikke er afsluttet. De åbner ved det spørgsmål, I nåede til."))
        )
        self._card.body.addWidget(self._view, 1)
        self._card.body.addLayout(foot)
        return self._card

    def refresh(self) -> None:
        """Asks the drawer which drafts are open, and the shelf what is overdue."""
        desk, drawer, language = self._desk, self._desk.open_drawer(), spoken()
        takes_intakes = drawer.officer.may(Act.TAKE_INTAKE)
        is_told_in_content = drawer.officer.may(Act.APPROVE_CONTENT) and not desk.is_training

        def work() -> _Found:
            lines = drawer.drafts() if takes_intakes else ()
            drafts = tuple(DraftShown(line, step_of(desk, line, language)) for line in lines)
            shelf, today = desk.shelf(language), desk.now().date()
            overdue = tuple(sheet for sheet in shelf if sheet.is_overdue(today) and not is_told_in_content)
            return _Found(drafts, overdue, min((sheet.last_checked for sheet in shelf), default=None))

        self._background.run(work, self._on_found, self._on_failed)
        self.unsaved.refresh()
        if drawer.officer.may(Act.READ_CASE) and not desk.is_training:
            self.today.refresh()
        if drawer.officer.may(Act.APPROVE_CONTENT) and not desk.is_training:
            self.content.refresh()
        if drawer.officer.may(Act.KEEP_KEYS) and not desk.is_training:
            self._recovery.refresh()
        if drawer.officer.may(Act.KEEP_UNIT):
            if not desk.is_training:
                self.backups.refresh()
            self._watch.go_on()

    def leave(self) -> None:
        """The look through the store waits: other pages, and locking, come first."""
        self._watch.pause()

    hush = leave

    def _on_unsound(self, faults: tuple[str, ...]) -> None:
        self._unsound.say(Tone.DANGER, told(faults), tr("Sagsskabet er ikke, som det skal være"))

    def _on_found(self, found: _Found) -> None:
        self._banner.clear()
        self._drafts.show_values(found.drafts)
        self._card.setVisible(bool(found.drafts))
        self._nothing_open.setVisible(not found.drafts and self._takes_intakes())
        if found.drafts:
            self._view.selectRow(0)
        (self._view if found.drafts else self._begin).setFocus()
        self._overdue.clear()
        if found.overdue:
            names = ", ".join(sheet.title for sheet in found.overdue)
            sentence = tr(
                "Disse tekster skulle være gennemgået igen: {names}. Sig det til den, der passer indholdet.", names=names
            )
            self._overdue.say(Tone.WARN, sentence, tr("Tjek teksterne"))
        checked = "" if found.checked_on is None else found.checked_on.strftime("%d-%m-%Y")
        self._checked.setText(tr("Vejledningernes tekster er sidst gennemgået {date}.", date=checked) if checked else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list goes on with the draft, on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._view.hasFocus():
            self._on_resume()
        else:
            super().keyPressEvent(event)

    def _on_failed(self, error: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(error))

    def _on_resume(self) -> None:
        draft = chosen(self._view, self._drafts)
        if draft is not None:
            self.resumed.emit(draft.line.case_id)

    def _on_discard(self) -> None:
        draft = chosen(self._view, self._drafts)
        if draft is None:
            return
        dialog = DiscardDialog(draft.line.reference, self)
        dialog.confirmed.connect(lambda reason: self.discard(draft.line.case_id, reason))
        dialog.open()

    def discard(self, case_id: str, reason: str) -> None:
        """Takes the draft away, for that reason."""
        drawer = self._desk.open_drawer()
        self._background.run(lambda: drawer.discard_draft(case_id, reason), lambda _: self.refresh(), self._on_failed)


class DiscardDialog(QDialog):
    """Asks once, and for the reason. Emits `confirmed(reason)`."""

    confirmed = Signal(str)

    def __init__(self, reference: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("discard_dialog")
        self.setWindowTitle("StalkDesk")
        self.setMinimumWidth(480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._form = Form("discard_form")
        self._reason = self._form.line(
            "discard_reason", tr("&Hvorfor kasseres den?"), tr("Grunden bliver skrevet i journalen.")
        )
        keep = secondary(tr("&Behold kladden"), "discard_keep")
        keep.clicked.connect(self.reject)
        discard = danger(tr("&Kassér"), "discard_confirm", "trash-2")
        discard.clicked.connect(self._on_discard)
        for one in (keep, discard):
            one.setAutoDefault(False)  # Enter in the reason does neither
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(keep)
        foot.addWidget(discard)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        column.addWidget(heading(tr("Kassér kladden {reference}?", reference=reference)))
        column.addWidget(label(tr("Alle svar i den bliver slettet og kan ikke hentes igen.")))
        column.addWidget(self._form)
        column.addLayout(foot)
        self._reason.setFocus()

    def _on_discard(self) -> None:
        reason = tidy(self._reason.text())
        if self._form.check({"discard_reason": "" if reason else tr("Skriv kort, hvorfor.")}):
            self.confirmed.emit(reason)
            self.accept()


def _summaries_sentence() -> str:
    return tr("Du laver opgørelser: ugeoversigten ligger i menuen til venstre. Sagerne er der ikke adgang til.")


def _columns() -> tuple[TableColumn[DraftShown], ...]:
    return (
        TableColumn(tr("Sag"), lambda draft: draft.line.reference),
        TableColumn(tr("Begyndt"), lambda draft: local_time(draft.line.started_at)),
        TableColumn(tr("Senest gemt"), lambda draft: saved_time(draft.line)),
        TableColumn(tr("Nået til"), lambda draft: draft.step, stretches=True),
        TableColumn(tr("Svar"), lambda draft: str(draft.line.answered)),
        TableColumn(tr("Tjekliste"), lambda draft: draft.line.checklist_version),
        TableColumn(tr("Medarbejder"), lambda draft: draft.line.officer_name),
    )
