"""A date and how sure it is: exact or about, typed, picked, or one press for the usual ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget, QWidgetAction

from stalkdesk.intake.answers import Answer, DatePrecision, DateValue
from stalkdesk.intake.checklist import Question, Tense
from stalkdesk.language import spoken, tr
from stalkdesk.ui.icons import icon
from stalkdesk.ui.intake.fields.base import AnswerField, FieldSetting, field_label, quiet_line
from stalkdesk.ui.intake.fields.calendar import Calendar, to_qdate
from stalkdesk.ui.intake.fields.cards import RadioCard, step_between
from stalkdesk.ui.intake.fields.date_text import kept_form, typed_form, whole_day
from stalkdesk.ui.intake.fields.wrapping import Wrapping
from stalkdesk.ui.intake.fields.writing import Line, take_up

MOST = 40


def in_words(day: date) -> str:
    """`søndag den 22. november 2026`, in the language of the screen."""
    pattern = tr("dddd 'den' d. MMMM yyyy")
    return QLocale(spoken().value).toString(to_qdate(day), pattern)


def _near_days(tense: Tense) -> tuple[tuple[str, int], ...]:
    """The days that are one press away: what they are called, and how many days from today."""
    if tense is Tense.FUTURE:
        return ((tr("Om en uge"), 7), (tr("Om 14 dage"), 14), (tr("Om en måned"), 30))
    return ((tr("I dag"), 0), (tr("I går"), -1), (tr("For en uge siden"), -7))


def _row() -> tuple[QWidget, QHBoxLayout]:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    return made, row


class DateField(AnswerField):
    """dd-mm-åååå, or only month and year, or only the year."""

    types: ClassVar[bool] = True

    def __init__(self, question: Question, setting: FieldSetting) -> None:
        super().__init__(question, setting)
        self.line = Line("date", tr("dd-mm-åååå"), lambda text: len(text) <= MOST)
        self.line.setFixedWidth(170)  # "dd-mm-åååå" is never cut
        self.line.textEdited.connect(lambda _text: self._on_edited())
        self.line.refused.connect(lambda: self.refused.emit(tr("Skriv datoen som dd-mm-åååå, for eksempel 05-03-2026.")))
        self.line.returnPressed.connect(self.finished)
        self.watch_leaving(self.line)
        self._words = quiet_line("dateWords")
        self.rows.addWidget(field_label(tr("Dato, måned eller år"), self.line))
        self.rows.addWidget(Wrapping(self._typing_row(), self._near_row()))
        self.rows.addWidget(self._words)
        self.rows.addSpacing(6)
        self._lay_precision()
        self.line.setAccessibleDescription(question.ask)

    def _typing_row(self) -> QWidget:
        made, row = _row()
        row.addWidget(self.line)
        picker = QToolButton()
        picker.setObjectName("calendarButton")
        picker.setIcon(icon("calendar"))
        picker.setIconSize(QSize(22, 22))
        picker.setFixedSize(44, 44)
        picker.setAccessibleName(tr("Vælg i kalender"))
        picker.setToolTip(tr("Vælg i kalender"))
        picker.clicked.connect(lambda: self._open_calendar(picker))
        row.addWidget(picker)
        row.addStretch(1)
        return made

    def _near_row(self) -> QWidget:
        made, row = _row()
        for said, days in _near_days(self.question.tense):
            near = QPushButton(said)
            near.setObjectName(f"near{days}")
            near.setProperty("role", "near")
            near.clicked.connect(lambda _checked=False, days=days: self._take(self.setting.today() + timedelta(days=days)))
            row.addWidget(near)
        row.addStretch(1)
        return made

    def _lay_precision(self) -> None:
        self.exact = RadioCard(DatePrecision.EXACT.value, tr("Præcis dato"))
        self.about = RadioCard(DatePrecision.ABOUT.value, tr("Cirka"), tr("måned og år, eller kun år, er nok"))
        self.exact.setChecked(True)
        step_between((self.exact, self.about))
        for card in (self.exact, self.about):
            card.clicked.connect(lambda _checked=False, card=card: self._on_precision_chosen(card))
            card.confirmed.connect(self.finished)
            self.rows.addWidget(card)

    def _open_calendar(self, below: QToolButton) -> None:
        today = self.setting.today()
        calendar = Calendar(whole_day(self._kept()) or today, today, self.question.tense)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.activated.connect(lambda picked: self._on_picked(picked, menu))
        calendar.clicked.connect(lambda picked: self._on_picked(picked, menu))
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))
        calendar.setFocus()

    def _on_picked(self, picked: QDate, menu: QMenu) -> None:
        self._take(date(picked.year(), picked.month(), picked.day()))
        menu.close()

    def _take(self, day: date) -> None:
        self.line.setText(typed_form(day.isoformat()))
        self._mark(DatePrecision.EXACT)
        self._on_edited()
        self.left.emit()

    def _kept(self) -> str:
        return kept_form(self.line.text(), self.setting.today())

    def _on_edited(self) -> None:
        if self.line.text().strip() and len(self._kept()) in (4, 7) and self._kept()[:4].isdecimal():
            self._mark(DatePrecision.ABOUT)
        self._read_back()
        self.answered.emit(self._untrusted())

    def _on_precision_chosen(self, card: RadioCard) -> None:
        self._mark(DatePrecision(card.choice_id))
        self._read_back()
        if untrusted := self._untrusted():
            self.answered.emit(untrusted)
            self.left.emit()

    def _untrusted(self) -> object:
        if not self.line.text().strip():
            return None
        precision = DatePrecision.ABOUT if self.about.isChecked() else DatePrecision.EXACT
        return {"date": self._kept(), "precision": precision.value}

    def _mark(self, precision: DatePrecision) -> None:
        self.exact.setChecked(precision is DatePrecision.EXACT)
        self.about.setChecked(precision is DatePrecision.ABOUT)

    def _read_back(self) -> None:
        day = whole_day(self._kept())
        self._words.setText("" if day is None else in_words(day))

    def show_answer(self, answer: Answer | None) -> None:
        """Shows date and precision."""
        value = answer.value if answer is not None else None
        self._show(value if isinstance(value, DateValue) else DateValue(""))

    def _show(self, value: DateValue) -> None:
        self.line.setText(typed_form(value.date))
        self._mark(value.precision)
        self._read_back()

    def show_unfinished(self, untrusted: object) -> None:
        """Shows again what was typed."""
        if isinstance(untrusted, Mapping):
            self._show(DateValue(str(untrusted["date"]), DatePrecision(str(untrusted["precision"]))))

    def take_focus(self) -> None:
        """The line."""
        take_up(self.line)

    def keys_hint_text(self) -> str:
        """Which keys answer."""
        return tr("Skriv 05-03-2026, 050326, marts 2026 eller 2026. Enter går videre.")
