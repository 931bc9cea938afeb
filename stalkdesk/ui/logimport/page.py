"""Taking in a log of her own, in four steps: the file, its columns, its rows, the evaluation. Nothing is kept before the last.

What was read, mapped and mended stands in a `BegunLog`, which outlives this page: a locked desk loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.log.log_columns import Choices, guessed, headings
from stalkdesk.casework.log.log_import import NOT_EDITED, Against, Memory, Preview, RowEdit, addition_of, preview
from stalkdesk.casework.log.log_tables import MOST_PASTED, LogTable
from stalkdesk.casework.log.logs_taken_in import LOG_COLUMNS, next_import, remembered
from stalkdesk.errors import ActStopped, DeskError
from stalkdesk.intake.findings import Assessment, Urgency
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.cases.act_words import act_words
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.closing_guard import guard_closing
from stalkdesk.ui.cases.part import OverPage
from stalkdesk.ui.cases.steps_head import step_said, steps_head
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.style import dress
from stalkdesk.ui.intake.times import day
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.logimport.begun_log import BegunLog, Step
from stalkdesk.ui.logimport.columns_panel import ColumnsPanel
from stalkdesk.ui.logimport.confirm_panel import ConfirmPanel
from stalkdesk.ui.logimport.reading_apart import ReadApart, content_of
from stalkdesk.ui.logimport.rows_panel import RowsPanel
from stalkdesk.ui.logimport.source_panel import SourcePanel
from stalkdesk.ui.logimport.taking import Confirmed, take_in


class LogImportPage(OverPage):
    """The four steps. What is asked of the worker carries a number: an answer to an earlier question is not for this one."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase, pastes: bool) -> None:
        super().__init__()
        self.setObjectName("log_import_page")
        self._desk, self._background, self._read, self._pastes = desk, background, read, pastes
        self._key = (desk.open_drawer().officer.id, read.reference)
        self._begun = desk.begun_logs.get(self._key) or BegunLog(read.reference)
        self._weighing = read.weighing(desk)
        self._apart = ReadApart()
        self._try, self._is_left, self._is_saving = 0, False, False
        self._found = Preview(())
        self._memory: Memory = {}
        self._memory_of: tuple[LogTable | None, Choices | None] = (None, None)
        self._banner, self._where = Banner("log_banner"), muted("", "log_step")
        self.source = SourcePanel()
        self.columns = ColumnsPanel(day(desk.now()))
        self.rows = RowsPanel(dict(act_words(read.checklist)))
        self.confirm = ConfirmPanel(desk, background, read, self._begun)
        self._steps = QStackedWidget()
        for step in (self.source, self.columns, self.rows, self.confirm):
            self._steps.addWidget(step)
        self._lay_out()
        self._connect()
        dress(self)
        self._resume()

    def _lay_out(self) -> None:
        self._drop = secondary(tr("Drop det"), "drop_log_import", "x")
        self._drop.setToolTip(tr("Loggen og det, du har rettet, glemmes. Intet er taget ind."))
        self._drop.clicked.connect(self._on_drop)
        head = title(tr("Hent den udsattes log ind i {reference}", reference=self._read.reference), "log_title")
        stays = tr("Det, du har gjort, bliver stående, så du kan gå videre senere.")
        top, back = steps_head("log_import", stays, head, self._where, self._drop)
        back.clicked.connect(lambda: self.left.emit(Tone.NOTE, ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 32, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._banner)
        column.addWidget(self._steps, 1)

    def _connect(self) -> None:
        self.source.file_chosen.connect(self.read_file)
        self.source.pasted.connect(self.read_text)
        self.source.typed.connect(self._on_typed)
        self.source.stopped.connect(lambda: self._apart.stop())
        self.columns.changed.connect(self._on_choices)
        self.columns.table_wanted.connect(self._on_table)
        self.columns.ready.connect(self._on_columns_ready)
        self.columns.back.connect(lambda: self._show_step(Step.SOURCE))
        self.rows.edited.connect(self._on_edited)
        self.rows.left_out.connect(self._on_left_out)
        self.rows.back.connect(lambda: self._show_step(Step.COLUMNS))
        self.rows.ready.connect(lambda: self._read_rows(self._weigh))
        self.confirm.back.connect(lambda: self._show_step(Step.ROWS))
        self.confirm.refused.connect(lambda sentence: self._banner.say(Tone.WARN, sentence))
        self.confirm.confirmed.connect(self._save)

    # -- going from step to step -----------------------------------------------------------------------------------------
    def _resume(self) -> None:
        """Where it was left. The evaluation is asked for anew."""
        begun = self._begun
        self.source.text.setPlainText(begun.pasted)
        if begun.table is None or begun.choices is None or begun.step is Step.SOURCE:
            self._show_step(Step.SOURCE)
            return
        self.columns.show_log(begun.table, begun.choices)
        if begun.step is Step.COLUMNS:
            self._show_step(Step.COLUMNS)
        else:
            self._read_rows(lambda: self._show_step(Step.ROWS))

    def _show_step(self, step: Step) -> None:
        self._banner.clear()
        self._begun.step = step
        self._steps.setCurrentIndex(step)
        self._say_where()
        self._drop.setVisible(not self._begun.is_empty)
        self.take_focus()

    def _say_where(self) -> None:
        step = self._steps.currentIndex()
        names = (tr("Fil eller tekst"), tr("Kolonner"), tr("Rækker"), tr("Vurdering"))
        self._where.setText(step_said(step, names))

    def take_focus(self) -> None:
        """Where one goes on."""
        step = self._steps.currentWidget()
        if step is self.source:
            self.source.take_focus(self._pastes)
        elif step is self.columns:
            self.columns.take_focus()
        elif step is self.rows:
            self.rows.take_focus()

    def _keep_begun(self) -> None:
        if self._begun.is_empty:
            self._desk.begun_logs.pop(self._key, None)
        else:
            self._desk.begun_logs[self._key] = self._begun
            guard_closing(self._desk, self.window())
        self._drop.setVisible(not self._begun.is_empty)

    def _on_typed(self, text: str) -> None:
        self._begun.pasted = text
        self._keep_begun()

    def _on_drop(self) -> None:
        self._desk.begun_logs.pop(self._key, None)
        self._begun.pasted, self._begun.content = "", b""
        self.left.emit(Tone.NOTE, tr("Intet er taget ind."))

    # -- reading ---------------------------------------------------------------------------------------------------------
    def read_file(self, path: Path) -> None:
        """Has a file read; its name is only a label."""
        self._ask_for(lambda: content_of(path), path.name, is_pasted=False)

    def read_text(self, text: str) -> None:
        """Has a pasted text read."""
        if len(text) > MOST_PASTED:
            self._banner.say(Tone.WARN, tr("Teksten er for lang at indsætte. Gem den i en fil, og hent filen."))
            return
        self._ask_for(lambda: text.encode("utf-8", "replace"), tr("indsat log.txt"), is_pasted=True)

    def _ask_for(self, given: Callable[[], bytes], name: str, is_pasted: bool) -> None:
        apart, drawer = self._another_child(), self._desk.open_drawer()

        def work() -> tuple[bytes, LogTable, Choices]:
            content = given()
            table = apart.read(content)
            return content, table, _choices(table, drawer.setting(LOG_COLUMNS))

        def done(read: tuple[bytes, LogTable, Choices]) -> None:
            self._begun.begin(read[0], name, read[1], read[2], is_pasted)
            self._on_read()

        self._run(work, done, is_reading=True)

    def _another_child(self) -> ReadApart:
        """One that was stopped starts no more."""
        self._apart.stop()
        self._apart = ReadApart()
        return self._apart

    def _on_table(self, wanted: int) -> None:
        apart, drawer, begun = self._another_child(), self._desk.open_drawer(), self._begun

        def work() -> tuple[LogTable, Choices]:
            table = apart.read(begun.content, wanted)
            return table, _choices(table, drawer.setting(LOG_COLUMNS))

        def done(read: tuple[LogTable, Choices]) -> None:
            begun.show_table(*read)
            self._on_read()

        self._run(work, done, is_reading=True)

    def _on_read(self) -> None:
        begun = self._begun
        assert begun.table is not None
        assert begun.choices is not None
        self._keep_begun()
        self.columns.show_log(begun.table, begun.choices)
        self._show_step(Step.COLUMNS)
        if begun.table.has_macros:
            self._banner.say(Tone.NOTE, tr("Filen har makroer. De er ikke kørt og bliver det ikke."))

    def _run(self, work: Callable[[], object], done: Callable[..., object], is_reading: bool = False) -> None:
        """On the worker; an answer that nobody waits for any more is dropped."""
        self._try += 1
        this_try = self._try

        def is_mine() -> bool:
            return this_try == self._try and not self._is_left

        def always() -> None:
            if is_mine():
                self.source.set_busy(False)
                self._say_where()
                self.take_focus()

        self._banner.clear()
        if is_reading:
            self.source.set_busy(True)
        self._background.run(
            work, lambda got: done(got) if is_mine() else None, lambda no: self._on_failed(no) if is_mine() else None, always
        )

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.NOTE if isinstance(problem, ActStopped) else Tone.DANGER, str(problem))

    # -- columns and rows ------------------------------------------------------------------------------------------------
    def _on_choices(self, choices: Choices) -> None:
        self._begun.choices = choices

    def _on_columns_ready(self) -> None:
        self._read_rows(lambda: self._show_step(Step.ROWS))

    def _read_rows(self, reached: Callable[[], object] = lambda: None) -> None:
        """Works out what becomes of each row, on the worker."""
        begun, existing, today = self._begun, self._read.case.incidents, day(self._desk.now())
        assert begun.table is not None
        assert begun.choices is not None
        rows, choices, edits = begun.table.rows, begun.choices, dict(begun.edits)
        if self._memory_of != (begun.table, begun.choices):
            self._memory_of, self._memory = (begun.table, begun.choices), {}
        memory = self._memory
        against = Against(existing, today, next_import(self._read.case.entries))

        def done(found: Preview) -> None:
            self._found = found
            self.rows.show_found(found, begun.edits)
            reached()

        self._where.setText(tr("Rækkerne læses …"))
        self._run(lambda: preview(rows, choices, edits, against, memory), done)

    def _on_edited(self, number: int, edit: RowEdit) -> None:
        self._begun.edits[number] = edit
        self._read_rows()

    def _on_left_out(self, numbers: list[int]) -> None:
        for number in numbers:
            before = self._begun.edits.get(number, NOT_EDITED)
            self._begun.edits[number] = RowEdit(before.texts, before.channel, before.acts, is_left_out=True)
        self._read_rows()

    # -- the evaluation, and keeping -------------------------------------------------------------------------------------
    def _addition(self) -> Addition | None:
        reason = self._begun.reason or tr("Den udsattes egen log")
        try:
            return addition_of(self._found, reason)
        except DeskError as problem:
            self._on_failed(problem)
            return None

    def _weigh(self) -> None:
        addition = self._addition()
        if addition is None or not self.rows.go_on.isEnabled():
            return
        drawer, reference, weighing = self._desk.open_drawer(), self._read.reference, self._weighing
        self._run(lambda: drawer.weigh(reference, addition, weighing), self._on_weighed)

    def _on_weighed(self, found: Assessment) -> None:
        self._show_step(Step.CONFIRM)
        self.confirm.show_found(found)
        if found.urgency is Urgency.ACUTE:
            self._banner.say(Tone.DANGER, tr("Akut fare – tryk F9 for 112-skærmen"))

    def _save(self, confirmation: Confirmation) -> None:
        addition = self._addition()
        if addition is None or self._is_saving:
            return
        said = Confirmed(self._found, addition, self._weighing, confirmation)
        drawer, begun, attachments = self._desk.open_drawer(), self._begun, self._read.case.attachments
        self._set_saving(True)
        self._background.run(
            lambda: take_in(drawer, begun, said, attachments),
            lambda _: self._on_saved(len(addition.incidents)),
            self._not_saved,
        )

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        if not self._is_left:
            self.confirm.set_busy(is_saving)

    def _on_saved(self, count: int) -> None:
        self._desk.begun_logs.pop(self._key, None)
        self._set_saving(False)
        if not self._is_left:
            self.left.emit(Tone.SUCCESS, tr("{count} hændelser er taget ind, og originalen er gemt som bilag.", count=count))

    def _not_saved(self, problem: DeskError) -> None:
        self._set_saving(False)
        if self._is_left:
            return
        says = tr("{problem} Ingen hændelser er taget ind, og alt, hvad du har rettet, står her stadig.", problem=str(problem))
        self._banner.say(Tone.DANGER, says, tr("Ikke gemt"))

    def leave(self) -> None:
        """The page is left, or the desk locked: nothing is read any more, a passphrase goes off the screen."""
        if not self._is_left:
            self.rows.hand_in()
            self._is_left = True
            self._try += 1
            self._apart.stop()
            self.confirm.leave()


def import_page(desk: Desk, background: Background, read: ReadCase, pastes: bool = False) -> OverPage:
    """The page, where it was left when something is begun. `pastes`: a text is to be pasted rather than a file chosen."""
    return LogImportPage(desk, background, read, pastes)


def _choices(table: LogTable, kept: str) -> Choices:
    """How the desk read these headings the last time, or the guess."""
    guess = guessed(table.rows)
    fields = remembered(kept, headings(table.rows, guess.heading_row))
    return Choices(guess.heading_row, fields, guess.order) if fields else guess
