"""A month to pick a day from, dressed like the rest of the desk."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from stalkdesk.intake.checklist import Tense
from stalkdesk.language import spoken, tr
from stalkdesk.ui import icons, theme


def to_qdate(day: date) -> QDate:
    """The day as Qt knows it."""
    return QDate(day.year, day.month, day.day)


class Calendar(QCalendarWidget):
    """Monday first, with week numbers; days that `tense` does not take, seen from `today`, cannot be picked."""

    def __init__(self, shown: date, today: date, tense: Tense) -> None:
        super().__init__()
        self.setObjectName("calendar")
        self.setAccessibleName(tr("Kalender"))
        self.setLocale(QLocale(spoken().value))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setMinimumSize(400, 320)
        if tense is Tense.PAST:
            self.setMaximumDate(to_qdate(today))
        elif tense is Tense.FUTURE:
            self.setMinimumDate(to_qdate(today))
        self.setSelectedDate(to_qdate(shown))
        self._dress()

    def _dress(self) -> None:
        """Weekends in the colour of the text, the arrows as in the rest of the desk, and names for a screen reader."""
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, plain)
        head = QTextCharFormat()
        head.setForeground(theme.colour("muted"))
        self.setHeaderTextFormat(head)
        for name, drawing, said in (
            ("qt_calendar_prevmonth", "chevron-left", tr("Forrige måned")),
            ("qt_calendar_nextmonth", "chevron-right", tr("Næste måned")),
        ):
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.icon(drawing))
                button.setAccessibleName(said)
                button.setToolTip(said)
