"""The incidents of a case as one log: the newest first, found by typing, added by the keyboard, the typical ones chosen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from stalkdesk.casework.additions import Incident
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.errors_entered import incidents_in_error
from stalkdesk.casework.officers import Act
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.dates import shown_date
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.cases.begun_addition import BegunAddition
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.closing_guard import guard_closing
from stalkdesk.ui.cases.incident_batch import BatchBox, BatchPage
from stalkdesk.ui.cases.incident_detail import IncidentDetail
from stalkdesk.ui.cases.incident_entry import IncidentEntry
from stalkdesk.ui.cases.incident_rows import LogRow, found, log_rows
from stalkdesk.ui.cases.incident_table import IncidentTable, log_view, show_filled
from stalkdesk.ui.cases.incidents_typical import TypicalBar
from stalkdesk.ui.cases.part import CasePart, PartOfCase
from stalkdesk.ui.cases.quick_line import QuickLine
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.times import day
from stalkdesk.ui.labels import muted
from stalkdesk.ui.logimport.asking import asking_buttons

_LEAST_LOG = 36
"""On a low screen the log gives way to the lines that are not kept yet."""


class IncidentsPart(CasePart):
    """Entry above, the log in the middle, the chosen line or what is not kept yet below."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__(desk, background, read)
        self._key = (desk.open_drawer().officer.id, read.reference)
        self._may_add = desk.open_drawer().officer.may(Act.TAKE_INTAKE)
        self._rows = log_rows(read.case, read.checklist)
        self._banner = Banner("incidents_banner")
        self.entry = IncidentEntry(read.checklist, lambda: day(desk.now()))
        self.batch = BatchBox()
        self.filter = self._made_filter()
        self.table = IncidentTable()
        self.view = log_view(self.table)
        self.count = muted("", "incident_count")
        self.detail = IncidentDetail(desk, background, read, self._may_add)
        self.typical = TypicalBar(desk, background, read, self._key[0])
        self._lay_out()
        self._connect()
        self._show_rows()
        self._show_begun()

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _made_filter(self) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName("incident_filter")
        line.setAccessibleName(tr("Søg i hændelserne"))
        line.setPlaceholderText(tr("Søg i hændelserne (Ctrl+F)"))
        line.setClearButtonEnabled(True)
        line.setMinimumHeight(36)
        line.setMinimumWidth(220)
        line.setMaximumWidth(340)
        return line

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.filter)
        row.addWidget(self.count, 1)
        for button in asking_buttons(self._on_log_asked) if self._may_add else ():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        for part in (self._banner, self.entry, self.batch):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.typical)
        column.addWidget(self.view, 1)
        self.view.setMinimumHeight(_LEAST_LOG)
        column.addWidget(self.detail)
        self.entry.setVisible(self._may_add)
        self.filter.setVisible(bool(self._rows))
        show_filled(self.view, self._rows)

    def _connect(self) -> None:
        self.entry.changed.connect(self._on_typed)
        self.entry.taken.connect(self._on_taken)
        self.entry.refused.connect(self._warn)
        self.batch.edit_asked.connect(self._on_edit)
        self.batch.remove_asked.connect(self._on_remove)
        self.batch.reason_typed.connect(self._on_reason)
        self.batch.save_asked.connect(self.save)
        self.filter.textChanged.connect(self._show_rows)
        self.view.selectionModel().currentRowChanged.connect(self._on_chosen)
        self.detail.mark_asked.connect(self._on_mark)
        self.typical.kept.connect(lambda sentence: self.changed.emit(Tone.SUCCESS, sentence))
        self.typical.refused.connect(self._warn)
        self.detail.changed.connect(self.changed)
        self.detail.refused.connect(self._warn)
        for keys, act, where in (
            ("Ctrl+F", self._to_filter, Qt.ShortcutContext.WidgetWithChildrenShortcut),
            ("T", self._on_mark, Qt.ShortcutContext.WidgetShortcut),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.view if keys == "T" else self)
            shortcut.setContext(where)
            shortcut.activated.connect(act)

    # -- the log ---------------------------------------------------------------------------------------------------------
    def _show_rows(self) -> None:
        chosen = self._chosen()
        rows = found(self._rows, self.filter.text())
        self.table.show_rows(rows)
        self.count.setText(self._counted(rows))
        place = max(self.table.place_of(chosen.number), 0) if chosen is not None else 0
        self.view.setCurrentIndex(self.table.index(place, 0))
        self._on_chosen(self.view.currentIndex())

    def _counted(self, rows: tuple[LogRow, ...]) -> str:
        if not self._rows:
            return tr("Der er ikke tilføjet nogen hændelse endnu. De første står under sagsoplysningerne.")
        wrong = sum(row.is_in_error for row in self._rows)
        whole = len(self._rows) - wrong
        if len(rows) < len(self._rows):
            return tr("{shown} af {count} vises", shown=len(rows), count=len(self._rows))
        if wrong:
            return tr("{count} hændelser, og {wrong} indtastet ved en fejl", count=whole, wrong=wrong)
        return tr("1 hændelse") if whole == 1 else tr("{count} hændelser", count=whole)

    def _chosen(self) -> LogRow | None:
        place = self.view.currentIndex().row()
        return self.table.rows[place] if 0 <= place < len(self.table.rows) else None

    def _on_chosen(self, _index: QModelIndex) -> None:
        self.detail.show_row(self._chosen())

    def _on_mark(self) -> None:
        row = self._chosen()
        if row is not None and self._may_add:
            self.typical.toggle(row)

    def _to_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    # -- what is begun ---------------------------------------------------------------------------------------------------
    def _begun(self) -> BegunAddition:
        """What this officer has begun on this case; with the desk from the first letter on."""
        begun = self.desk.begun_additions.get(self._key)
        if begun is None:
            begun = self.desk.begun_additions[self._key] = BegunAddition(self.read.reference)
            guard_closing(self.desk, self.window())
        return begun

    def _show_begun(self) -> None:
        begun = self.desk.begun_additions.get(self._key) or BegunAddition(self.read.reference)
        self.entry.show_line(begun.quick)
        self.batch.show_begun(begun)
        self.detail.setVisible(bool(self._rows) and not begun.incidents)

    def _on_typed(self) -> None:
        self._banner.clear()
        self._begun().quick = self.entry.line

    def _on_taken(self, incident: Incident) -> None:
        self._banner.clear()
        begun = self._begun()
        begun.incidents.append(incident)
        begun.quick = QuickLine()
        if not begun.reason.strip():
            today = shown_date(DateValue(day(self.desk.now()).isoformat()))
            begun.reason = tr("Ny henvendelse {date}", date=today)
        self._show_begun()

    def _on_edit(self, place: int) -> None:
        """Puts a line back to be typed on; one that is half typed is to be taken or emptied before."""
        begun = self._begun()
        if not begun.quick.is_empty:
            self._warn(tr("Læg først den linje til, du er i gang med, eller tøm den."))
            return
        begun.quick = QuickLine.of(begun.incidents.pop(place))
        self._show_begun()
        self.entry.take_focus()

    def _on_remove(self, place: int) -> None:
        self._begun().incidents.pop(place)
        self._show_begun()

    def _on_reason(self, text: str) -> None:
        self._begun().reason = text

    def save(self) -> None:
        """Goes on to the evaluation with all lines; a half-typed one is taken along, or it is said what it lacks."""
        if not self.entry.is_empty and not self.entry.take():
            return
        begun = self._begun()
        if not begun.reason.strip():
            self._warn(tr("Skriv, hvorfor det tilføjes. Grunden bliver en del af sagen."))
            self.batch.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.over_asked.emit(BatchPage(self.desk, self.background, self.read, begun))

    def _on_log_asked(self, pastes: bool) -> None:
        from stalkdesk.ui.logimport.page import import_page  # what a case that nobody adds to need not wait for

        self.over_asked.emit(import_page(self.desk, self.background, self.read, pastes))

    def _warn(self, sentence: str) -> None:
        self._banner.say(Tone.WARN, sentence)


INCIDENTS = PartOfCase(
    "incidents_part",
    lambda read: tr("Hændelser ({count})", count=len(read.case.incidents) - len(incidents_in_error(read.case.entries))),
    IncidentsPart,
    lambda _desk, read: read.case.line.status is CaseStatus.FILED,
)
