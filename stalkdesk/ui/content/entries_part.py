"""What the authority fills in itself: until it has, the line is left out of every sheet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stalkdesk.guidance.proposing import local_proposal
from stalkdesk.language import SOURCE_LANGUAGE, Language, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.begun_text import BegunText, typed_field
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.content.known import Known
from stalkdesk.ui.content.part import ContentPart
from stalkdesk.ui.content.rests_on import OWN, RestsOn
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.labels import heading, muted
from stalkdesk.ui.papers.sheet_choices import LanguageBox
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

_FORM_WIDTH = 380


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry, and what stands in it."""

    code: str
    label: str
    sheets: str
    text: str


class EntriesPart(ContentPart):
    """The list at the left, the chosen one at the right."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("content_entries", desk, background)
        self._table = ValuesTable[_Entry](_columns())
        self._view = table_view(self._table, "entries", tr("Det, myndigheden selv udfylder"))
        self._view.selectionModel().currentRowChanged.connect(lambda *_: self._on_chosen())
        self._language = LanguageBox("entry_language", tr("Sprog"))
        self._language.choose(SOURCE_LANGUAGE)
        self._language.currentIndexChanged.connect(self._on_language)
        self._name = heading("", "entry_name")
        self._sheets = muted("", "entry_sheets")
        self._form = Form("entry_form")
        self._text: QLineEdit = self._form.line("entry_text", tr("Det skal der &stå"), tr("Tom: linjen står ikke på arkene."))
        self.rests_on = RestsOn("entry")
        self._send = primary(tr("Send til &godkendelse"), "entry_send", "check")
        self._send.clicked.connect(self.send)
        self._text.returnPressed.connect(self.send)
        typed = {"text": typed_field(self._text), **self.rests_on.typed_fields()}
        self.begun = BegunText(desk, self, typed, "entry_undo")
        self._lay_out()

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(_FORM_WIDTH)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        for widget in (self._name, self._sheets, self._form, self.rests_on):
            right.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self._send, 1)
        foot.addWidget(self.begun.undo)
        right.addLayout(foot)
        right.addStretch(1)
        left, row = QVBoxLayout(), QHBoxLayout()
        left.addWidget(
            muted(tr("Det, som kun I ved: åbningstider, hvem der sidder i kommunen. Et ark viser linjen, når den er udfyldt."))
        )
        left.addWidget(self._language)
        left.addWidget(self._view, 1)
        row.setSpacing(18)
        row.addLayout(left, 1)
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
        """Lists the entries; the chosen one stays chosen."""
        super().show_known(known)
        row = max(self._view.currentIndex().row(), 0)
        self._table.show_values(tuple(_entries(known, self._in)))
        self._view.selectRow(row)
        self._on_chosen()

    def _on_language(self) -> None:
        if self.known is not None:
            self.show_known(self.known)

    def _on_chosen(self) -> None:
        entry, known = chosen(self._view, self._table), self.known
        self._send.setEnabled(entry is not None)
        if entry is None or known is None:
            return
        stands = (entry, known.sources, known.today)
        self.begun.show(f"entry {entry.code} {self._in.value}", stands, lambda: self._fill(entry, known))

    def _fill(self, entry: _Entry, known: Known) -> None:
        self._name.setText(entry.label)
        self._sheets.setText(tr("Står på: {sheets}.", sheets=entry.sheets))
        self._text.setText(entry.text)
        self.rests_on.show_sources(known.sources, OWN, known.today)

    def send(self) -> None:
        """Sends it to somebody else."""
        entry, known = chosen(self._view, self._table), self.known
        on = self.rests_on.checked_on(known.today) if known is not None else None
        if entry is not None and on is not None:
            text = tidy(self._text.text())
            self.propose(local_proposal(entry.code, self._in, text, entry.text, self.rests_on.source, on), self.begun)


def _entries(known: Known, language: Language) -> list[_Entry]:
    """Each entry once, with the sheets that have it."""
    return [
        _Entry(
            code,
            words,
            ", ".join(sheet.title for sheet in known.shelves[SOURCE_LANGUAGE] if code in sheet.local_entries),
            known.local[language].get(code, ""),
        )
        for code, words in known.entries().items()
    ]


def _columns() -> tuple[TableColumn[_Entry], ...]:
    return (
        TableColumn(tr("Foran"), lambda entry: entry.label),
        TableColumn(tr("Der står"), lambda entry: entry.text or tr("ikke udfyldt"), stretches=True),
    )
