"""The sheets of a case: offered, ticked, looked at, then printed or saved. What was given is kept with the case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from stalkdesk.casework.cases import Case, SheetGiven
from stalkdesk.errors import DeskError, PlaceUnfit, PrintFailed
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.filling_in import setting_for
from stalkdesk.guidance.offering import offered_for
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.language import SOURCE_LANGUAGE, Language, spoken, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.preview import PdfPreview, documents, printed
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label, muted, title

_SIDE_WIDTH = 400


@dataclass(frozen=True, slots=True)
class _Made:
    """One finished sheet: its content and its pages."""

    sheet: GuidanceSheet
    pdf: bytes
    pages: int


class SheetsPanel(QWidget):
    """Offers the sheets that the answers of one case call for. `done` when the person is finished with them."""

    done = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._reference = ""
        self._case: Case | None = None
        self._made: dict[tuple[str, Language, bool], _Made] = {}
        self._ticks: dict[str, QCheckBox] = {}
        self._showing = ""
        self._banner = Banner("sheets_panel_banner")
        self._preview = PdfPreview()
        self._language = self._made_language()
        self._neutral = QCheckBox(tr("Neutral overskrift"))
        self._neutral.setObjectName("neutral_heading")
        self._neutral.setToolTip(tr("Arket røber ikke, hvad det handler om, hvis en anden finder det."))
        self._neutral.toggled.connect(self._on_choice_changed)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._print = primary(tr("Print de valgte"), "print_sheets", "printer")
        self._print.clicked.connect(self._on_print)
        self._save = secondary(tr("Gem som PDF"), "save_sheets", "save")
        self._save.clicked.connect(self._on_save)
        self._finish = secondary(tr("Færdig"), "sheets_done", "check")
        self._finish.clicked.connect(self.done)
        self._lay_out()

    def _made_language(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("sheet_language")
        box.setAccessibleName(tr("Arkets sprog"))
        for language, name in ((Language.DANISH, "Dansk"), (Language.ENGLISH, "English")):
            box.addItem(name, language.value)
        box.currentIndexChanged.connect(self._on_choice_changed)
        return box

    def _lay_out(self) -> None:
        self._says = muted("", "sheets_say")
        self._as_written = muted(
            tr("De næste skridt står på arket, som du har skrevet dem. Læs dem højt, hvis arket er på et andet sprog."),
            "as_written",
        )
        language_row = label(tr("Sprog på papiret"), "strong")
        language_row.setBuddy(self._language)
        left = QVBoxLayout()
        left.setSpacing(12)
        for widget in (title(tr("Ark til den udsatte")), self._says, language_row, self._language, self._neutral):
            left.addWidget(widget)
        left.addLayout(self._list)
        left.addWidget(self._as_written)
        left.addStretch(1)
        choices = QWidget()
        choices.setLayout(left)
        left.setContentsMargins(0, 0, 8, 0)
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(scrolling(choices, "sheet_choices"), 1)
        for act in (self._print, self._save, self._finish):
            side.addWidget(act)
        row = QHBoxLayout()
        row.setSpacing(20)
        column = QWidget()
        side.setContentsMargins(0, 0, 0, 0)
        column.setLayout(side)
        column.setFixedWidth(_SIDE_WIDTH)
        row.addWidget(column)
        row.addWidget(self._preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 20, 32, 20)
        layout.setSpacing(12)
        layout.addWidget(self._banner)
        layout.addLayout(row, 1)

    # -- offering --------------------------------------------------------------------------------------------------------
    def offer(self, reference: str) -> None:
        """Reads the case and offers what its answers call for, ticked."""
        self._reference = reference
        self._made.clear()
        self._says.setText(tr("Sag {reference}. Kryds af, hvad den udsatte får med hjem.", reference=reference))
        drawer = self._desk.open_drawer()
        self._background.run(lambda: drawer.case(reference), self._on_case, self._on_failed)

    def _on_case(self, case: Case) -> None:
        self._case = case
        language = _spoken_by(case)
        for box in (self._language, self._neutral):
            box.blockSignals(True)
        self._language.setCurrentIndex(max(self._language.findData(language.value), 0))
        wanted = case.answers.get("wants_neutral_heading")
        self._neutral.setChecked(wanted is not None and wanted.value == "yes")
        for box in (self._language, self._neutral):
            box.blockSignals(False)
        self._fill_list(case)
        self._on_choice_changed()

    def _fill_list(self, case: Case) -> None:
        while (old := self._list.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        self._ticks.clear()
        shelf = self._desk.shelf(SOURCE_LANGUAGE)
        called_for = {sheet.id for sheet in offered_for(shelf, case)}
        for sheet in self._desk.shelf(spoken()):
            tick = QCheckBox(sheet.title)
            tick.setObjectName(f"sheet_{sheet.id}")
            tick.setToolTip(sheet.purpose)
            tick.setChecked(sheet.id in called_for)
            tick.toggled.connect(lambda is_on, sheet_id=sheet.id: self._on_ticked(sheet_id, is_on))
            self._ticks[sheet.id] = tick
            look = quiet("", f"show_{sheet.id}", "eye")
            look.setAccessibleName(tr("Vis {sheet}", sheet=sheet.title))
            look.setToolTip(tr("Vis {sheet}", sheet=sheet.title))
            look.clicked.connect(lambda _=False, sheet_id=sheet.id: self._show(sheet_id))
            row = QWidget()
            inside = QHBoxLayout(row)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(tick, 1)
            inside.addWidget(look)
            self._list.addWidget(row)
        self._showing = next((sheet_id for sheet_id, tick in self._ticks.items() if tick.isChecked()), "")

    def _chosen_language(self) -> Language:
        return Language(self._language.currentData() or SOURCE_LANGUAGE.value)

    def _chosen(self) -> tuple[str, ...]:
        return tuple(sheet_id for sheet_id, tick in self._ticks.items() if tick.isChecked())

    def _on_ticked(self, sheet_id: str, is_on: bool) -> None:
        if is_on:
            self._show(sheet_id)
        self._refresh_buttons()

    def _on_choice_changed(self) -> None:
        self._as_written.setVisible(self._chosen_language() is not spoken())
        if self._showing:
            self._show(self._showing)
        self._refresh_buttons()

    def _refresh_buttons(self) -> None:
        has_choice = bool(self._chosen())
        self._print.setEnabled(has_choice)
        self._save.setEnabled(has_choice)

    # -- making ----------------------------------------------------------------------------------------------------------
    def _make(self, sheet_id: str, language: Language, neutral: bool) -> _Made:
        """Composes and renders one sheet; runs on the background's thread."""
        assert self._case is not None
        desk, drawer = self._desk, self._desk.open_drawer()
        sheet = next(sheet for sheet in desk.shelf(language) if sheet.id == sheet_id)
        setting = setting_for(
            self._case, drawer.unit(), drawer.contacts(), desk.agencies(language), desk.words(language), desk.now()
        )
        document = composed(sheet, replace(setting, journal_mark=drawer.journal_mark()), neutral)
        pdf = desk.pdf(document)
        return _Made(sheet, pdf, desk.page_count(pdf))

    def _with_made(self, sheet_ids: tuple[str, ...], then: object) -> None:
        """Calls `then(tuple of _Made)` on the screen's thread when every sheet is ready."""
        assert callable(then)
        language, neutral = self._chosen_language(), self._neutral.isChecked()

        def work() -> tuple[_Made, ...]:
            for sheet_id in sheet_ids:
                key = (sheet_id, language, neutral)
                if key not in self._made:
                    self._made[key] = self._make(*key)
            return tuple(self._made[sheet_id, language, neutral] for sheet_id in sheet_ids)

        self._background.run(work, then, self._on_failed)

    def _show(self, sheet_id: str) -> None:
        if self._case is None:
            return
        self._showing = sheet_id
        self._with_made((sheet_id,), lambda made: self._preview.show_pdf(made[0].pdf) if self._showing == sheet_id else None)

    # -- giving ----------------------------------------------------------------------------------------------------------
    def _on_print(self) -> None:
        self._with_made(self._chosen(), self._print_made)

    def _print_made(self, made: tuple[_Made, ...]) -> None:
        came_out = []
        for one in made:
            try:
                if not printed(self, one.pdf, f"{self._reference} {one.sheet.id}"):
                    break
            except PrintFailed as problem:
                self._on_failed(problem)
                break
            came_out.append(one)
        if came_out and self._asked_whether_it_came_out():
            self._keep(tuple(came_out), "printed")

    def _asked_whether_it_came_out(self) -> bool:
        answer = QMessageBox.question(self, "StalkDesk", tr("Kom arkene ud af printeren?"))
        return answer is QMessageBox.StandardButton.Yes

    def _on_save(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Hvor skal arkene gemmes?"), documents())
        if folder:
            self._with_made(self._chosen(), lambda made: self.save_in(Path(folder), made))

    def save_in(self, folder: Path, made: tuple[_Made, ...]) -> None:
        """Writes each sheet as `<reference>-<sheet>.pdf`; the name gives away neither person nor matter."""
        try:
            for one in made:
                (folder / f"{self._reference}-{one.sheet.id}-{one.sheet.language.value}.pdf").write_bytes(one.pdf)
        except OSError as problem:
            sentence = tr("Arkene kunne ikke gemmes i den mappe: {problem}. Vælg en anden.", problem=problem.strerror or "?")
            self._on_failed(PlaceUnfit(sentence))
            return
        self._keep(made, "saved")

    def _keep(self, made: tuple[_Made, ...], how: str) -> None:
        drawer, reference, now = self._desk.open_drawer(), self._reference, datetime.now(UTC)
        given = tuple(
            SheetGiven(one.sheet.id, one.sheet.version, one.sheet.language.value, one.pages, how, now, drawer.officer.initials)
            for one in made
        )
        says = tr("Det er noteret på sagen, hvilke ark der er givet.")
        self._background.run(
            lambda: drawer.keep_sheet_given(reference, given),
            lambda _: self._banner.say(Tone.SUCCESS, says),
            self._on_failed,
        )

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        QTimer.singleShot(0, lambda: self._print.setFocus(Qt.FocusReason.OtherFocusReason))


def _spoken_by(case: Case) -> Language:
    """The language the sheets are offered in: as the intake says when it is one we have, else Danish."""
    answer = case.answers.get("sheet_language")
    try:
        return Language(str(answer.value)) if answer is not None else SOURCE_LANGUAGE
    except ValueError:
        return SOURCE_LANGUAGE
