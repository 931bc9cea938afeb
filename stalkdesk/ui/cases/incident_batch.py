"""The lines of a log that are typed and not kept yet; the page on which they are kept, as one addition with one evaluation."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from stalkdesk.casework.additions import MOST_REASON, Incident
from stalkdesk.casework.evaluations import Evaluation
from stalkdesk.casework.log.incident_log import channel_word
from stalkdesk.intake.dates import shown_date
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.buttons import primary, quiet
from stalkdesk.ui.cases.addition_page import AdditionPage
from stalkdesk.ui.cases.begun_addition import BegunAddition
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.incident_rows import shown_clock
from stalkdesk.ui.cases.part import OverPage
from stalkdesk.ui.cases.shows_emergency import show_emergency
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.fields.writing import Line
from stalkdesk.ui.labels import label
from stalkdesk.ui.table import TableColumn, ValuesTable, table_view

_ROWS_SHOWN = 3
_ROW_HEIGHT = 30


def _columns() -> tuple[TableColumn[Incident], ...]:
    return (
        TableColumn(tr("Hvornår"), lambda one: shown_date(one.happened)),
        TableColumn(tr("Kl."), lambda one: shown_clock(one.log.clock)),
        TableColumn(tr("Kanal"), lambda one: "" if one.log.channel is None else channel_word(one.log.channel)),
        TableColumn(tr("Hvad der skete"), lambda one: " ".join(one.said.split()), stretches=True),
    )


class BatchBox(QFrame):
    """Shows the incidents that are begun. `edit_asked(int)`, `remove_asked(int)`: one of them by its place."""

    edit_asked = Signal(int)
    remove_asked = Signal(int)
    reason_typed = Signal(str)
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("incident_batch")
        self.setProperty("role", "banner-note")
        self._heading = label("", "strong", "batch_heading")
        self.table: ValuesTable[Incident] = ValuesTable(_columns())
        self.view = table_view(self.table, "batch_table", tr("Hændelser, der ikke er gemt endnu"))
        self.view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.view.horizontalHeader().hide()
        self.view.setMinimumHeight(_ROW_HEIGHT + 4)  # under a banner on a low screen it scrolls sooner
        self.view.setMaximumHeight(_ROWS_SHOWN * _ROW_HEIGHT + 4)
        self.view.verticalScrollBar().rangeChanged.connect(lambda *_: self.view.scrollTo(self.view.currentIndex()))
        self.reason = Line("batch_reason", fits=lambda text: len(text) <= MOST_REASON)
        self.reason.setMinimumHeight(36)
        self.reason.setAccessibleName(tr("Hvorfor tilføjes de?"))
        self._lay_out()

    def _lay_out(self) -> None:
        edit = quiet(tr("Ret"), "batch_edit", "file-text")
        remove = quiet(tr("Fjern"), "batch_remove", "x")
        save = primary(tr("Gem hændelserne (Ctrl+Enter)"), "batch_save", "save", "Ctrl+Return")
        edit.clicked.connect(self._on_edit)
        remove.clicked.connect(self._on_remove)
        save.clicked.connect(self.save_asked)
        self.reason.textEdited.connect(self.reason_typed)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(edit)
        top.addWidget(remove)
        asked = label(tr("Hvorfor?"))
        asked.setBuddy(self.reason)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(asked)
        foot.addWidget(self.reason, 1)
        foot.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.view)
        column.addLayout(foot)

    def show_begun(self, begun: BegunAddition) -> None:
        """What is begun; the latest line is chosen."""
        count = len(begun.incidents)
        self._heading.setText(
            tr("1 hændelse er ikke gemt endnu") if count == 1 else tr("{count} hændelser er ikke gemt endnu", count=count)
        )
        self.table.show_values(tuple(begun.incidents))
        if self.reason.text() != begun.reason:
            self.reason.setText(begun.reason)
        self.setVisible(bool(count))
        if count:
            self.view.setCurrentIndex(self.table.index(count - 1, 0))
            self.view.scrollToBottom()

    def _on_edit(self) -> None:
        if (place := self.view.currentIndex().row()) >= 0:
            self.edit_asked.emit(place)

    def _on_remove(self) -> None:
        if (place := self.view.currentIndex().row()) >= 0:
            self.remove_asked.emit(place)


class BatchPage(OverPage):
    """The addition page over the case, at its second step: the level is shown and confirmed, never lowered silently."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase, begun: BegunAddition) -> None:
        super().__init__()
        self.setObjectName("batch_page")
        self._desk = desk
        self._key = (desk.open_drawer().officer.id, read.reference)
        self.addition = AdditionPage(desk, background, read, begun)
        self.addition.left.connect(lambda: self.left.emit(Tone.NOTE, ""))
        self.addition.saved.connect(self._on_saved)
        self.addition.became_red.connect(lambda: show_emergency(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.addition)

    def take_focus(self) -> None:
        """Goes on to the evaluation; it takes the keyboard when it is there."""
        self.addition.take_focus()
        self.addition.see_evaluation()

    def leave(self) -> None:
        """The page goes; what was begun stays with the desk. One that is being saved waits for the drawer's answer, unseen."""
        page = self.addition
        page.leave()
        if not page.is_saving:
            return
        desk, key = self._desk, self._key
        page.saved.disconnect(self._on_saved)
        page.hide()
        page.setParent(None)
        page.saved.connect(lambda _: desk.begun_additions.pop(key, None))
        page.saved.connect(page.deleteLater)
        page.failed.connect(page.deleteLater)

    def _on_saved(self, evaluation: Evaluation) -> None:
        self._desk.begun_additions.pop(self._key, None)
        self.left.emit(Tone.SUCCESS, tr("Gemt i sagen. Det er vurdering {number}.", number=evaluation.number))
