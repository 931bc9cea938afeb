"""The exhibits of a case as a list: files and things in one row of numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stalkdesk.casework.exhibits import KeptExhibit, not_yet_exhibits
from stalkdesk.casework.officers import Act, Officer
from stalkdesk.guidance.custody_receipt import last_leaving
from stalkdesk.language import tr
from stalkdesk.ui.banner import Banner
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.cases.attachment_words import size_word
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.exhibits.exhibit_words import sort_word, what_said, where_word
from stalkdesk.ui.labels import muted
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view


def _columns() -> tuple[TableColumn[KeptExhibit], ...]:
    return (
        TableColumn(tr("Nr."), lambda one: str(one.number)),
        TableColumn(tr("Hvad"), what_said, stretches=True),
        TableColumn(tr("Slags"), lambda one: sort_word(one.exhibit)),
        TableColumn(tr("Hvor"), where_word),
        TableColumn(tr("Modtaget"), lambda one: local_time(one.taken_at)),
    )


class ExhibitList(QWidget):
    """`buttons`: the acts by name; `opened`: the chosen one is to be seen; `stopped`: the file that is being read is not wanted
    after all."""

    opened = Signal()
    stopped = Signal()

    def __init__(self, officer: Officer, read: ReadCase, kept: tuple[KeptExhibit, ...]) -> None:
        super().__init__()
        self._read, self._kept = read, kept
        self.may_add = officer.may(Act.TAKE_INTAKE)
        self.banner = Banner("exhibits_banner")
        self.table = ValuesTable(_columns())
        self.view = table_view(self.table, "exhibit_table", tr("Sagens effekter"))
        self.view.verticalHeader().setDefaultSectionSize(34)
        self.view.activated.connect(lambda _index: self.opened.emit())
        self._progress = muted("", "exhibit_progress")
        self._cancel = secondary(tr("Stop"), "stop_exhibit", "x")
        self._cancel.clicked.connect(self.stopped)
        self.buttons = self._made_buttons()
        self.buttons["open_exhibit"].clicked.connect(self.opened)
        self._lay_out()
        self.table.show_values(kept)
        if kept:
            self.view.setCurrentIndex(self.table.index(0, 0))

    def _made_buttons(self) -> dict[str, QPushButton]:
        made = (
            primary(tr("Tilføj fil …"), "add_exhibit_file", "file-plus"),
            secondary(tr("Tilføj ting …"), "add_exhibit_thing", "plus"),
            secondary(tr("Fra bilag …"), "exhibit_from_attachment", "file-text"),
            secondary(tr("Åbn"), "open_exhibit", "eye"),
            secondary(tr("Kvittering"), "evidence_receipt", "printer"),
            secondary(tr("Udlevering"), "custody_receipt", "printer"),
        )
        return {button.objectName(): button for button in made}

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        says = tr("Filer og ting i én række numre. Filer ligger krypteret og vises kun her. Træk gerne en fil hertil.")
        column.addWidget(
            muted(says if self._kept else tr("Der er ingen effekter endnu. Træk en fil hertil, eller tilføj en ting."))
        )
        column.addWidget(self.banner)
        column.addWidget(self.view, 1)
        progress = QHBoxLayout()
        progress.addWidget(self._progress, 1)
        progress.addWidget(self._cancel)
        column.addLayout(progress)
        column.addLayout(self._row("open_exhibit", "evidence_receipt", "custody_receipt"))
        column.addLayout(self._row("add_exhibit_file", "add_exhibit_thing", "exhibit_from_attachment"))
        if not self._kept:
            column.addStretch(1)
            self.view.hide()
        self._progress.hide()
        self._cancel.hide()
        self._hide_what_is_not_for_here()

    def _row(self, *names: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        for name in names:
            row.addWidget(self.buttons[name])
        row.addStretch(1)
        return row

    def _hide_what_is_not_for_here(self) -> None:
        never = [] if self.may_add else [name for name in self.buttons if name != "open_exhibit"]
        if not not_yet_exhibits(self._read.case.attachments, self._kept):
            never.append("exhibit_from_attachment")
        if not last_leaving(self._kept):
            never.append("custody_receipt")
        if not self._kept:
            never += ["open_exhibit", "evidence_receipt"]
        for name in never:
            self.buttons[name].hide()

    def take_focus(self) -> None:
        """The list; where there is nothing in it, what adds to it."""
        (self.view if self._kept else self.buttons["add_exhibit_file"]).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> KeptExhibit | None:
        """The chosen exhibit."""
        return chosen(self.view, self.table)

    # -- while something is being done -----------------------------------------------------------------------------------
    def set_busy(self, is_busy: bool, is_reading: bool = False) -> None:
        """Nothing else can be begun meanwhile."""
        self._progress.setVisible(is_busy and is_reading)
        self._cancel.setVisible(is_busy and is_reading)
        if is_reading:
            self.show_progress(0, 0)
        for button in self.buttons.values():
            button.setEnabled(not is_busy)

    def show_progress(self, done: int, size: int) -> None:
        """How much of the file is in."""
        words = tr("Filen læses …") if not size else tr("{done} af {size} er læst.", done=size_word(done), size=size_word(size))
        self._progress.setText(words)
