"""The day: one table in groups; Enter opens the case at the part where the work is. Under it, who to call when time ran out."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.support.today import DayLine
from stalkdesk.errors import DeskError
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.cases.case_table import URGENCY_ICON, local_time
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.today.day_table import DayTable, GroupRow
from stalkdesk.ui.today.ladder_card import LadderCard, ladder_of, script_of
from stalkdesk.ui.today.reading import DayRead, read_whole_day
from stalkdesk.ui.today.words import CLOCKS

PART_OF = {
    DueKind.ACKNOWLEDGEMENT: "handover_part",
    DueKind.CONFLICT: "handover_part",
    DueKind.LEVEL: "visits_part",
    DueKind.CONSENT: "consent_part",
    DueKind.JOURNAL: "filing_part",
}
"""What is due -> the part of the case where it is done; for all else it is the support plan."""
PLAN_PART = "plan_part"
SHEETS_PART = "sheets_of_case"
_EVERY_MINUTE_MS = 60_000
_ROW, _GROUP_ROW = 38, 42


class TodayPage(QWidget):
    """`opened(reference, part)`: a case is to be opened at a part. `shift_asked`: the shift-change sheet; `packages_asked`:
    packages in, and other desks."""

    opened = Signal(str, str)
    shift_asked = Signal()
    packages_asked = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("today")
        self._desk, self._background = desk, background
        self._read: DayRead | None = None
        self._is_fresh = False
        """Whether the page was just opened: then the keyboard goes to the table, and never again by itself."""
        self._banner = Banner("today_banner")
        self._says = muted("", "today_sentence")
        self._table = DayTable(_urgency_icon, icons.icon("triangle-alert", "warn"))
        self._view = self._made_view()
        self._ladder = LadderCard()
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_MINUTE_MS)
        self._clock.timeout.connect(self._look)
        self._lay_out()
        QShortcut(QKeySequence("F5"), self, self.refresh)

    def _made_view(self) -> QTableView:
        view = QTableView()
        view.setObjectName("today_table")
        view.setAccessibleName(tr("I dag"))
        view.setModel(self._table)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(_ROW)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        for number, column in enumerate(self._table.columns):
            if column.width:
                view.setColumnWidth(number, column.width)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        view.doubleClicked.connect(self._on_activated)  # Enter: see keyPressEvent
        view.selectionModel().currentChanged.connect(lambda now, _: self._on_chosen(now))
        return view

    def _lay_out(self) -> None:
        self._open = primary(tr("&Åbn sagen"), "open_from_today", "arrow-right")
        self._open.clicked.connect(lambda: self._on_activated(self._view.currentIndex()))
        shift = secondary(tr("&Vagtskifte (F8)"), "to_shift_sheet", "clipboard-list")
        shift.clicked.connect(self.shift_asked)
        packages = secondary(tr("&Pakker"), "to_packages", "folder-open")
        packages.clicked.connect(self.packages_asked)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(title(tr("I dag"), "today_title"), 1)
        top.addWidget(packages)
        top.addWidget(shift)
        top.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._says)
        column.addWidget(self._banner)
        column.addWidget(self._view, 1)
        column.addWidget(self._ladder)
        self.setTabOrder(self._view, shift)
        self.setTabOrder(shift, packages)
        self.setTabOrder(packages, self._open)

    # -- reading ---------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Asks the drawer what is due now; again every minute while the page is shown."""
        self._is_fresh = True
        self._look()
        self._clock.start()

    def _look(self) -> None:
        desk = self._desk
        self._background.run(lambda: read_whole_day(desk), self._on_read, self._on_failed)

    def leave(self) -> None:
        """The page is left: nothing more is asked of the drawer."""
        self._clock.stop()

    hush = leave

    def _on_read(self, read: DayRead) -> None:
        kept = self._chosen()
        self._read = read
        self._banner.clear()
        if read.day.is_cut:
            self._banner.say(Tone.NOTE, tr("Der er mere, end der kan vises. De tidligste står her."))
        self._view.clearSpans()
        self._table.show_day(read.day, read.sheets)
        for row, one in enumerate(self._table.rows):
            is_group = isinstance(one, GroupRow)
            if is_group:
                self._view.setSpan(row, 0, 1, len(self._table.columns))
            self._view.setRowHeight(row, _GROUP_ROW if is_group else _ROW)
        self._choose(kept)
        self._says.setText(self._sentence(read))

    def _sentence(self, read: DayRead) -> str:
        at = local_time(read.day.at)
        if not read.day.lines:
            return tr("Der er ikke noget, der venter. Set {at}.", at=at)
        if not read.day.overdue and not read.day.due_today:
            return tr("Intet er overskredet, og intet skal ske i dag. Set {at}.", at=at)
        return tr("{late} overskredet, {due} i dag. Set {at}.", late=read.day.overdue, due=read.day.due_today, at=at)

    def _choose(self, kept: DayLine | None) -> None:
        """The line that was chosen stays chosen; else the first one is."""
        rows = [row for row in range(self._table.rowCount()) if self._table.line(row) is not None]
        same = [row for row in rows if kept is not None and _is_same(self._table.line(row), kept)]
        for row in (*same, *rows)[:1]:
            self._view.setCurrentIndex(self._table.index(row, 0))
        self._open.setEnabled(bool(rows))
        if not rows:
            self._ladder.hide()
        if self._is_fresh:
            self._is_fresh = False
            self._view.setFocus()

    def _chosen(self) -> DayLine | None:
        return self._table.line(self._view.currentIndex().row())

    def _on_chosen(self, index: QModelIndex) -> None:
        line = self._table.line(index.row())
        if line is None or self._read is None or not line.is_overdue or line.kind not in CLOCKS:
            self._ladder.hide()
            return
        unit = self._read.unit
        ladder = ladder_of(line, self._read.contacts, self._desk.now(), unit.name, unit.phone)
        self._ladder.show_ladder(ladder, script_of(line, unit.name))

    # -- opening ---------------------------------------------------------------------------------------------------------
    def _on_activated(self, index: QModelIndex) -> None:
        line = self._table.line(index.row())
        if line is None:
            return
        part = SHEETS_PART if line.kind is None else PART_OF.get(line.kind, PLAN_PART)
        self.opened.emit(line.reference, part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the table opens the case, on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._view.hasFocus():
            self._on_activated(self._view.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))


def _is_same(line: DayLine | None, kept: DayLine) -> bool:
    return line is not None and (line.reference, line.kind, line.subject) == (kept.reference, kept.kind, kept.subject)


def _urgency_icon(urgency: Urgency) -> QIcon:
    return icons.icon(*URGENCY_ICON[urgency])
