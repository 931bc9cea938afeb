"""Helplines and authorities: number, hours, note, and whether they may stand on a sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.content_changes import Value
from stalkdesk.guidance.editing import AGENCY_TEXTS
from stalkdesk.guidance.proposing import agency_faults, agency_proposal
from stalkdesk.guidance.sheets import Agency
from stalkdesk.language import SOURCE_LANGUAGE, Language, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.begun_text import BegunText, typed_field
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.content.known import Known
from stalkdesk.ui.content.part import ContentPart
from stalkdesk.ui.content.rests_on import RestsOn
from stalkdesk.ui.content.words import day
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import heading, muted
from stalkdesk.ui.papers.sheet_choices import LanguageBox
from stalkdesk.ui.papers.words import status_word
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

_FORM_WIDTH = 380
_FIELDS = ("phone", "hours", "note", "neutral_name", "address")


class AgenciesPart(ContentPart):
    """The list at the left, the chosen one at the right."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("content_agencies", desk, background)
        self._table = ValuesTable[Agency](_columns())
        self._view = table_view(self._table, "agencies", tr("Kontakter og numre"))
        self._view.selectionModel().currentRowChanged.connect(lambda *_: self._on_chosen())
        self._language = LanguageBox("agency_language", tr("Sprog"))
        self._language.choose(SOURCE_LANGUAGE)
        self._language.currentIndexChanged.connect(self._on_language)
        self._name = heading("", "agency_name")
        self._says = muted("", "agency_says")
        self._form = Form("agency_form")
        self._lines = {
            "phone": self._form.line("agency_phone", tr("&Telefon")),
            "hours": self._form.line("agency_hours", tr("Åb&ent")),
            "note": self._form.line("agency_note", tr("&Bemærkning")),
            "neutral_name": self._form.line("agency_neutral_name", tr("&Neutralt navn"), tr("Står på kort og neutrale ark.")),
            "address": self._form.line("agency_address", tr("&Adresse på nettet"), placeholder="https://"),
        }
        self._printable = QCheckBox(tr("Må &stå på ark"))
        self._printable.setObjectName("agency_printable")
        self.rests_on = RestsOn("agency")
        self._send = primary(tr("Send til &godkendelse"), "agency_send", "check")
        self._send.clicked.connect(self.send)
        typed = {name: typed_field(line) for name, line in self._lines.items()}
        typed |= {"printable": typed_field(self._printable), **self.rests_on.typed_fields()}
        self.begun = BegunText(desk, self, typed, "agency_undo")
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 10, 0)
        inner.setSpacing(10)
        for widget in (self._name, self._says, self._form, self._printable, self.rests_on):
            inner.addWidget(widget)
        inner.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(scrolling(inside, "agency_scroll"), 1)
        foot = QHBoxLayout()
        foot.addWidget(self._send, 1)
        foot.addWidget(self.begun.undo)
        right.addLayout(foot)
        left, row = QVBoxLayout(), QHBoxLayout()
        left.addWidget(self._language)
        left.addWidget(self._view, 1)
        row.setSpacing(18)
        row.addLayout(left, 1)
        side = QWidget()
        side.setLayout(right)
        side.setFixedWidth(_FORM_WIDTH)
        right.setContentsMargins(0, 0, 0, 0)
        row.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addLayout(row, 1)

    @property
    def _in(self) -> Language:
        return self._language.chosen or SOURCE_LANGUAGE

    def show_known(self, known: Known) -> None:
        """Lists the agencies; the chosen one stays chosen."""
        super().show_known(known)
        row = max(self._view.currentIndex().row(), 0)
        self._table.show_values(known.agencies[self._in])
        self._view.selectRow(row)
        self._on_chosen()

    def _on_language(self) -> None:
        if self.known is not None:
            self.show_known(self.known)

    def _on_chosen(self) -> None:
        agency, known = chosen(self._view, self._table), self.known
        if agency is None or known is None:
            return
        stands = (agency, known.sources, known.today)
        self.begun.show(f"agency {agency.id} {self._in.value}", stands, lambda: self._fill(agency, known))

    def _fill(self, agency: Agency, known: Known) -> None:
        is_danish = self._in is SOURCE_LANGUAGE
        self._name.setText(agency.name)
        self._says.setText(tr("Sidst set efter {date} af {by}.", date=day(agency.source.last_checked), by=agency.checked_by))
        for name, line in self._lines.items():
            line.setText(str(getattr(agency, name)))
            line.setEnabled(is_danish or name in AGENCY_TEXTS)
        self._printable.setChecked(agency.printable)
        self._printable.setEnabled(is_danish)
        self.rests_on.show_sources(known.sources, agency.source.id, known.today)
        self._form.check({})

    def value(self) -> Value:
        """What was typed, as a change says it."""
        typed = {name: tidy(self._lines[name].text()) for name in _FIELDS}
        return {**typed, "printable": self._printable.isChecked()}

    def send(self) -> None:
        """Sends it to somebody else, or says what is wrong with it."""
        agency, known = chosen(self._view, self._table), self.known
        if agency is None or known is None:
            return
        value = self.value()
        faults, on = agency_faults(value), self.rests_on.checked_on(known.today)
        if faults:
            self.banner.say(Tone.DANGER, " ".join(faults))
        elif on is not None:
            shipped = next(one for one in known.shipped_agencies[self._in] if one.id == agency.id)
            self.propose(agency_proposal(agency, shipped, self._in, value, self.rests_on.source, on), self.begun)


def _columns() -> tuple[TableColumn[Agency], ...]:
    return (
        TableColumn(tr("Navn"), lambda agency: agency.name, stretches=True),
        TableColumn(tr("Telefon"), lambda agency: agency.phone),
        TableColumn(tr("På ark"), lambda agency: tr("Ja") if agency.printable else tr("Nej")),
        TableColumn(tr("Set efter"), lambda agency: day(agency.source.last_checked)),
        TableColumn(tr("Tekst"), lambda agency: status_word(agency.status)),
    )
