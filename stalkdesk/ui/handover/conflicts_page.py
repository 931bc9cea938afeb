"""Where two desks answer the same question differently: side by side, and a person says which answer holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from stalkdesk.casework.entries import Entry, EntryKind, newest_by_subject
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.handover.handovers import Choice, Conflict
from stalkdesk.errors import DeskError, NotAllowed
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import urgency_word
from stalkdesk.ui.cases.part import OverPage
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.handover.answer_words import answer_said
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One question, with both answers in words."""

    number: int
    question: str
    ours: str
    theirs: str
    conflict: Conflict


def _columns() -> tuple[TableColumn[ConflictLine], ...]:
    return (
        TableColumn(tr("Spørgsmål"), lambda one: one.question, stretches=True),
        TableColumn(tr("Her står der"), lambda one: one.ours),
        TableColumn(tr("De skriver"), lambda one: one.theirs),
        TableColumn(tr("Afgjort"), lambda one: _choice_word(one.conflict.choice)),
    )


class ConflictsPage(OverPage):
    """Shows the conflicts of a case; opened with a reason, since both answers may be protected."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__()
        self.setObjectName("conflicts_page")
        self._desk, self._background, self._read, self._is_left = desk, background, read, False
        self._banner = Banner("conflicts_banner")
        self.table = ValuesTable(_columns())
        self.view = table_view(self.table, "conflict_table", tr("Forskellige svar"))
        self.view.setWordWrap(True)
        self._form = Form("conflict_form")
        self._reason = self._form.line("conflict_reason", tr("Hvorfor gælder det svar? Det kommer i journalen."))
        self._lay_out()
        drawer, reference = desk.open_drawer(), read.reference
        reason = tr("Afgøre forskellige svar fra to skranker")
        background.run(lambda: drawer.protected_entries(reference, reason), self._on_read, self._on_failed)

    def _lay_out(self) -> None:
        back = secondary(tr("Tilbage til sagen"), "leave_conflicts", "arrow-left")
        back.clicked.connect(lambda: self.left.emit(Tone.NOTE, ""))
        self._ours = secondary(tr("&Vores svar gælder"), "ours_holds", "check")
        self._theirs = secondary(tr("&Deres svar gælder"), "theirs_holds", "check")
        for button, choice in ((self._ours, Choice.OURS), (self._theirs, Choice.THEIRS)):
            button.clicked.connect(lambda _=False, choice=choice: self._on_choice(choice))
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._ours)
        foot.addWidget(self._theirs)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 16)
        column.setSpacing(10)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(title(tr("Forskellige svar i {reference}", reference=self._read.reference), "conflicts_title"))
        says = tr("Intet er skrevet over. Spørg den udsatte, hvis du er i tvivl. Begge svar bliver stående i historikken.")
        column.addWidget(muted(says, "conflicts_says"))
        column.addWidget(self._banner)
        column.addWidget(self.view, 1)
        column.addWidget(self._form)
        column.addLayout(foot)

    def take_focus(self) -> None:
        """Begins in the list."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_read(self, entries: tuple[Entry, ...]) -> None:
        if self._is_left:
            return
        found = newest_by_subject(entries, EntryKind.CONFLICT)
        self.table.show_values(tuple(self._line(number, entry.said) for number, entry in sorted(found.items())))
        open_ones = [place for place, one in enumerate(self.table.values) if one.conflict.choice is None]
        self.view.resizeRowsToContents()
        self.view.setCurrentIndex(self.table.index(open_ones[0] if open_ones else 0, 0))
        for button in (self._ours, self._theirs):
            button.setEnabled(bool(open_ones))
        if not open_ones:
            self._banner.say(Tone.SUCCESS, tr("Alt er afgjort."))

    def _line(self, number: int, conflict: Conflict) -> ConflictLine:
        known = {question.id: question for question in self._read.checklist.questions()}
        question = known.get(conflict.question_id)
        ours, theirs = (answer_said(question, conflict, text) for text in (conflict.ours, conflict.theirs))
        return ConflictLine(number, question.ask if question else conflict.question_id, ours, theirs, conflict)

    def _on_choice(self, choice: Choice) -> None:
        line, reason = chosen(self.view, self.table), tidy(self._reason.text())
        if line is None or line.conflict.choice is not None:
            return
        if self._form.check({"conflict_reason": "" if reason else tr("Skriv kort, hvorfor.")}):
            self._background.run(self._settling(line, choice, reason), self._on_settled, self._on_failed)

    def _settling(self, line: ConflictLine, choice: Choice, reason: str) -> Callable[[], Urgency]:
        drawer, desk, read = self._desk.open_drawer(), self._desk, self._read

        def work() -> Urgency:
            """Keeps the level that stands, or the next higher one that the answers ask for: it never falls here."""
            weighing, stands = read.weighing(desk), read.case.line.urgency or Urgency.ACUTE
            levels = tuple(reversed(tuple(Urgency)))
            for level in levels[levels.index(stands) :]:
                try:
                    drawer.settle_conflict(read.reference, line.number, choice, reason, weighing, Confirmation(level))
                except NotAllowed:
                    if level is levels[-1]:
                        raise
                else:
                    return level
            raise RuntimeError("there is a highest level")

        return work

    def _on_settled(self, level: Urgency) -> None:
        said = tr("Det er afgjort og står i historikken. Hastegraden er {level}.", level=urgency_word(level).lower())
        self.left.emit(Tone.SUCCESS, said)

    def _on_failed(self, fault: DeskError) -> None:
        if not self._is_left:
            self._banner.say(Tone.DANGER, str(fault))

    def leave(self) -> None:
        """Takes the answers off the screen."""
        self._is_left = True
        self.table.show_values(())


def _choice_word(choice: Choice | None) -> str:
    if choice is None:
        return tr("Ikke endnu")
    return tr("Vores gælder") if choice is Choice.OURS else tr("Deres gælder")
