"""Every sheet in every language, and how it stands; from here a text is changed, or a sheet said to be still right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from stalkdesk.guidance.upkeep import SheetLine
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.content.checked_dialog import CheckedDialog
from stalkdesk.ui.content.known import Known
from stalkdesk.ui.content.part import ContentPart
from stalkdesk.ui.content.words import calls_said, day
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted
from stalkdesk.ui.papers.sheet_choices import LanguageBox
from stalkdesk.ui.papers.words import language_word, status_word
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view


class SheetsPart(ContentPart):
    """Emits `edit_asked(sheet id, language code)`."""

    edit_asked = Signal(str, str)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("content_sheets", desk, background)
        self._table = ValuesTable[SheetLine](_columns())
        self._view = table_view(self._table, "content_lines", tr("Arkene, og hvordan de står"))
        self._view.doubleClicked.connect(lambda _: self.edit())
        self._only_calling = QCheckBox(tr("Kun dem, der skal ses &efter"))
        self._only_calling.setObjectName("content_only_calling")
        self._only_calling.toggled.connect(self._show_lines)
        self._language = LanguageBox("content_language", tr("Sprog"), tr("Alle sprog"))
        self._language.currentIndexChanged.connect(self._show_lines)
        self._count = muted("", "content_count")
        edit = primary(tr("&Ret teksten …"), "content_edit", "file-text")
        edit.clicked.connect(self.edit)
        checked = secondary(tr("Gennemgået &igen …"), "content_checked", "check")
        checked.clicked.connect(self._on_checked)
        above, below = QHBoxLayout(), QHBoxLayout()
        for widget in (self._language, self._only_calling):
            above.addWidget(widget)
        above.addWidget(self._count, 1)
        for button in (edit, checked):
            below.addWidget(button)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addLayout(above)
        column.addWidget(self._view, 1)
        column.addLayout(below)

    def show_known(self, known: Known) -> None:
        """Lists the sheets; the chosen line stays chosen."""
        super().show_known(known)
        self._show_lines()

    def _show_lines(self) -> None:
        if self.known is None:
            return
        row, language = max(self._view.currentIndex().row(), 0), self._language.chosen
        wanted = tuple(
            line
            for line in self.known.lines
            if language in (None, line.language) and (line.calls or not self._only_calling.isChecked())
        )
        self._table.show_values(wanted)
        calling = sum(line.calls for line in self.known.lines)
        self._count.setText(
            tr(
                "{shown} vist. {calling} af {all} skal ses efter.",
                shown=len(wanted),
                calling=calling,
                all=len(self.known.lines),
            )
        )
        if wanted:
            self._view.selectRow(min(row, len(wanted) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list goes to the text, on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._view.hasFocus():
            self.edit()
        else:
            super().keyPressEvent(event)

    def edit(self) -> None:
        """Goes to the text of the chosen line."""
        line = chosen(self._view, self._table)
        if line is not None:
            self.edit_asked.emit(line.sheet_id, line.language.value)

    def _on_checked(self) -> None:
        line, known = chosen(self._view, self._table), self.known
        if line is None or known is None:
            return
        sheet = known.sheet(line.sheet_id, line.language)
        dialog = CheckedDialog(sheet, known, self)
        dialog.confirmed.connect(lambda proposal: self.propose(proposal))
        dialog.open()


def _columns() -> tuple[TableColumn[SheetLine], ...]:
    return (
        TableColumn(tr("Ark"), lambda line: line.title, stretches=True),
        TableColumn(tr("Sprog"), lambda line: language_word(line.language)),
        TableColumn(tr("Tekst"), lambda line: status_word(line.status)),
        TableColumn(tr("Gennemgået"), lambda line: day(line.last_checked)),
        TableColumn(tr("Igen inden"), lambda line: day(line.review_on)),
        TableColumn("LIX", _lix),
        TableColumn(tr("Skal ses efter"), calls_said),
    )


def _lix(line: SheetLine) -> str:
    if not line.lix:
        return ""
    said = f"{line.lix:.0f}"
    return said if line.lix_limit is None else tr("{lix} af {limit}", lix=said, limit=line.lix_limit)
