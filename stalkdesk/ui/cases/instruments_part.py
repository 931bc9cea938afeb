"""What others found with instruments of their own: by whom, when, with what result; and the form that notes one more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stalkdesk.casework.additions import MOST_NOTE, Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.evaluations import Evaluation
from stalkdesk.errors import DeskError, NotAllowed
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.checklist import Tense
from stalkdesk.intake.dates import read_date, shown_date
from stalkdesk.intake.texts import SHORT_TEXT, cleaned
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.card import Card, scrolling
from stalkdesk.ui.cases.asked_here import date_question
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.cases.instrument_words import instrument_word, reminder, result_word
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.fields.base import FieldSetting
from stalkdesk.ui.intake.fields.dates import DateField
from stalkdesk.ui.intake.fields.writing import Line
from stalkdesk.ui.intake.style import dress
from stalkdesk.ui.intake.times import day
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.table import TableColumn, ValuesTable, table_view

ROW_HEIGHT = 34
MOST_ROWS_SHOWN = 5


def _columns(who: Callable[[str], str]) -> tuple[TableColumn[InstrumentUse], ...]:
    return (
        TableColumn(tr("Redskab"), lambda use: instrument_word(use.instrument)),
        TableColumn(tr("Brugt"), lambda use: shown_date(use.done_on)),
        TableColumn(tr("Af"), lambda use: use.done_by),
        TableColumn(tr("Resultat"), lambda use: result_word(use.result)),
        TableColumn(tr("Med deres egne ord"), lambda use: use.note, stretches=True),
        TableColumn(tr("Noteret"), lambda use: _noted(use, who)),
    )


def _noted(use: InstrumentUse, who: Callable[[str], str]) -> str:
    return "" if use.at is None else tr("{at}, {by}", at=local_time(use.at), by=who(use.by))


class InstrumentsPart(QWidget):
    """The table and the form. `noted`: one more is in the drawer, the case is to be read again."""

    noted = Signal()

    def __init__(self, desk: Desk, background: Background, read: ReadCase, may_note: bool) -> None:
        super().__init__()
        self._desk, self._background, self._reference, self._who = desk, background, read.reference, read.who
        self._untrusted_date: object = None
        self._banner = Banner("instrument_banner")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._banner)
        self._add_uses(column, read.case.instruments)
        self._add_reminder(column, read.case.evaluations[-1] if read.case.evaluations else None, read.case.instruments)
        if may_note:
            column.addWidget(self._made_form())
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content, "instruments_part"))
        dress(self)

    # -- what was noted --------------------------------------------------------------------------------------------------
    def _add_uses(self, column: QVBoxLayout, uses: tuple[InstrumentUse, ...]) -> None:
        if not uses:
            column.addWidget(label(tr("Der er ikke noteret vurderinger fra andre endnu.")))
            return
        self.table = ValuesTable(_columns(self._who))
        self.view = table_view(self.table, "instrument_table", tr("Andres vurderinger"))
        self.table.show_values(uses)
        self.view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        rows = min(len(uses), MOST_ROWS_SHOWN)
        self.view.setFixedHeight(self.view.horizontalHeader().sizeHint().height() + rows * ROW_HEIGHT + 4)
        column.addWidget(self.view)

    def _add_reminder(self, column: QVBoxLayout, newest: Evaluation | None, uses: tuple[InstrumentUse, ...]) -> None:
        sentence = reminder(newest, uses)
        if sentence:
            column.addWidget(muted(sentence, "sash_reminder"))

    # -- the form --------------------------------------------------------------------------------------------------------
    def _made_form(self) -> Card:
        card = Card("instrument_form")
        card.body.addWidget(heading(tr("Noter en vurdering, som en anden har lavet")))
        card.body.addWidget(
            muted(
                tr(
                    "Skriv kun, hvem der har brugt redskabet, hvornår, og hvad resultatet blev. "
                    "Redskabets egne spørgsmål hører ikke til her."
                )
            )
        )
        self._instrument = _choice("instrument", [(one.value, instrument_word(one)) for one in Instrument])
        self._result = _choice("instrument_result", [(one.value, result_word(one)) for one in InstrumentResult])
        self._done_by = Line("instrument_by", tr("Navn og sted"))
        self._note = Line("instrument_note", fits=lambda text: len(text) <= MOST_NOTE)
        setting = FieldSetting(lambda: day(self._desk.now()))
        self._date = DateField(date_question("instrument_date", tr("Hvornår blev redskabet brugt?")), setting)
        self._date.answered.connect(self._on_date_typed)
        self._date.finished.connect(self._done_by.setFocus)
        card.body.addLayout(self._made_columns())
        keep = secondary(tr("Gem vurderingen"), "keep_instrument", "save")
        keep.clicked.connect(self._on_keep)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _made_columns(self) -> QHBoxLayout:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(6)
        _named(left, tr("Redskab"), self._instrument)
        left.addSpacing(6)
        left.addWidget(self._date)
        _named(right, tr("Brugt af"), self._done_by)
        _named(right, tr("Resultat"), self._result)
        _named(right, tr("Med deres egne ord (valgfrit)"), self._note)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        return row

    def _on_date_typed(self, untrusted: object) -> None:
        self._untrusted_date = untrusted

    def _on_keep(self) -> None:
        try:
            use = self._use()
        except DeskError as wrong:
            self._banner.say(Tone.WARN, str(wrong))
            return
        drawer, reference = self._desk.open_drawer(), self._reference
        self._background.run(lambda: drawer.note_instrument(reference, use), lambda _: self.noted.emit(), self._on_failed)

    def _use(self) -> InstrumentUse:
        done_by = cleaned(self._done_by.text(), SHORT_TEXT, "done_by")
        if not done_by:
            self._done_by.setFocus()
            raise NotAllowed(tr("Skriv, hvem der har brugt redskabet."))
        for choice, wanted in (
            (self._instrument, tr("Vælg, hvilket redskab det er.")),
            (self._result, tr("Vælg, hvad resultatet blev.")),
        ):
            if choice.currentData() is None:
                choice.setFocus()
                raise NotAllowed(wanted)
        return InstrumentUse(
            Instrument(self._instrument.currentData()),
            self._done_on(),
            done_by,
            InstrumentResult(self._result.currentData()),
            cleaned(self._note.text(), MOST_NOTE, "note"),
        )

    def _done_on(self) -> DateValue:
        if self._untrusted_date is None:
            self._date.take_focus()
            raise NotAllowed(tr("Skriv, hvornår redskabet blev brugt. Måned og år er nok."))
        return read_date(self._untrusted_date, Tense.PAST, day(self._desk.now()), "done_on")

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, tr("{problem} Det, du har skrevet, står her stadig.", problem=str(problem)))


def _choice(name: str, choices: list[tuple[str, str]]) -> QComboBox:
    """Nothing is chosen until somebody chooses: a level that nobody gave must not be noted."""
    made = QComboBox()
    made.setObjectName(name)
    made.setMinimumHeight(40)
    for value, shown in choices:
        made.addItem(shown, value)
    made.setPlaceholderText(tr("Vælg …"))
    made.setCurrentIndex(-1)
    return made


def _named(column: QVBoxLayout, text: str, field: QWidget) -> None:
    said: QLabel = label(text, "strong")
    said.setBuddy(field)
    field.setAccessibleName(text)
    column.addWidget(said)
    column.addWidget(field)
