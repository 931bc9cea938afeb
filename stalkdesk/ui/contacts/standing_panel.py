"""Of one contact: that she is away, that she is back, that her number was checked. For contacts of every origin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.contacts.calling import away_said
from stalkdesk.casework.contacts.contact_register import Away, Checked, Contact, is_away
from stalkdesk.casework.days_typed import read_day, shown_day
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.errors import BadAnswer
from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.contacts.words import checked_sentence
from stalkdesk.ui.forms import Form
from stalkdesk.ui.labels import heading, label, muted


class StandingPanel(QWidget):
    """`kept(line, sentence)`: what the person did, to be kept, and what is then said."""

    kept = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("contact_standing")
        self._contact: Contact | None = None
        self._today = date.min
        self._by = ""
        self._says_checked = muted("", "contact_checked")
        self._how = Form("checked_form")
        ways = (tr("Ringet op"), tr("Slået op på deres side"), tr("Sagt af dem selv"))
        self.how = self._how.choice("checked_how", tr("Hvordan er det tjekket?"), tuple((way, way) for way in ways))
        self.check_button = secondary(tr("Tj&ekket i dag"), "contact_check", "check")
        self.check_button.clicked.connect(self.check_today)
        self._says_away = label("", "", "contact_away")
        self._days = Form("away_form")
        self.first = self._days.line("away_first", tr("Væk &fra"), tr("Fx 24-11 eller +7."))
        self.until = self._days.line("away_until", tr("Til &og med"), tr("Tom: indtil videre."))
        self._days.side_by_side("away_first", "away_until")
        self.deputy = self._days.choice("away_deputy", tr("&Stedfortræder imens"), ())
        self.away_button = secondary(tr("Sæt som &væk"), "contact_away_set", "calendar")
        self.away_button.clicked.connect(self.set_away)
        self.back_button = secondary(tr("Er til&bage"), "contact_back", "check")
        self.back_button.clicked.connect(self.set_back)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.away_button)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(tr("Tjek af nummeret")))
        column.addWidget(self._says_checked)
        column.addWidget(self._how)
        column.addWidget(self.check_button)
        column.addSpacing(6)
        column.addWidget(heading(tr("Ferie og fravær")))
        column.addWidget(self._says_away)
        column.addWidget(self._days)
        column.addLayout(buttons)

    def show_contact(self, contact: Contact, contacts: Sequence[Contact], today: date, by: str, may_keep: bool) -> None:
        """Shows how she stands. `by`: who sits here."""
        self._contact, self._today, self._by = contact, today, by
        self._says_checked.setText(checked_sentence(contact, today))
        gone = is_away(contact, today)
        is_coming = contact.away is not None and not contact.away.is_back and contact.away.first > today
        self._says_away.setText(away_said(contact) if gone or is_coming else tr("Ikke noteret som væk."))
        for widget in (self._how, self.check_button, self.away_button, self._days):
            widget.setVisible(may_keep)
        self.back_button.setVisible(may_keep and (gone or is_coming))
        self.deputy.clear()
        self.deputy.addItem(tr("Den faste stedfortræder"), "")
        for one in contacts:
            if one.id != contact.id and one.is_active:
                self.deputy.addItem(one.name, one.id)
        self.first.setText(shown_day(today))
        self.until.clear()
        self._days.check({})
        self._how.check({})

    def check_today(self) -> None:
        """The number was checked today."""
        if self._contact is None:
            return
        said = Checked(self._today, self._by, str(self.how.currentData()))
        self.kept.emit(NewLine(RegisterKind.CHECKED, self._contact.id, said), tr("Nummeret er noteret som tjekket i dag."))

    def set_away(self) -> None:
        """She is away from one day to another."""
        days: dict[str, date | None] = {}
        wrong: dict[str, str] = {}
        for name, line in (("away_first", self.first), ("away_until", self.until)):
            try:
                days[name] = read_day(line.text(), self._today, name)
            except BadAnswer as fault:
                wrong[name] = str(fault)
        first, until = days.get("away_first") or self._today, days.get("away_until")
        if not wrong and until is not None and until < first:
            wrong["away_until"] = tr("Den sidste dag ligger før den første. Ret dagene.")
        if not self._days.check(wrong) or self._contact is None:
            return
        said = Away(first, until, str(self.deputy.currentData() or ""))
        self.kept.emit(NewLine(RegisterKind.AWAY, self._contact.id, said), tr("Fraværet er noteret."))

    def set_back(self) -> None:
        """She is here again."""
        if self._contact is not None:
            said = Away(self._today, is_back=True)
            self.kept.emit(NewLine(RegisterKind.AWAY, self._contact.id, said), tr("Er noteret som tilbage."))
