"""The list of cases: search, open, begin. It asks the drawer for one page at a time and never for a whole store."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from stalkdesk.casework.cases import CaseLine, CaseStatus
from stalkdesk.casework.officers import Role
from stalkdesk.errors import DeskError
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, quiet
from stalkdesk.ui.cases.case_table import COLUMNS, PAGE, URGENCY_ICON, CaseTable
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.icons import icon
from stalkdesk.ui.labels import muted, title

_TYPING_PAUSE_MS = 250
_MOST_AT_ONCE = 10 * PAGE
"""How far down the list the place is kept when it is read again."""


class CaseListPage(QWidget):
    """The list page. `opened` carries the reference of a filed case, `resumed` the case id of a draft."""

    opened = Signal(str)
    resumed = Signal(str)
    begun = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._asked_for = 0
        self._shown_for = ""
        self._table = CaseTable(_urgency_icon)
        self._table.more_wanted.connect(self._on_more_wanted)
        self._banner = Banner("list_page_banner")
        self._search = self._made_search()
        self._view = self._made_view()
        self._foot = muted("", "case_count")
        self._marked = quiet(tr("Vis dem, der er fejl"), "cases_in_error", "triangle-alert")
        self._marked.setCheckable(True)
        self._marked.toggled.connect(self._on_marked_wanted)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.setFocus)
        QShortcut(QKeySequence("F5"), self, self.refresh)

    def _made_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setObjectName("case_search")
        search.setAccessibleName(tr("Søg i sager"))
        search.setPlaceholderText(tr("Søg: sagsnummer, navn, journalnummer … (Ctrl+F)"))
        search.setMaxLength(200)
        search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        search.textChanged.connect(lambda: self._pause.start())
        search.returnPressed.connect(self._on_search_entered)
        return search

    def _made_view(self) -> QTableView:
        view = QTableView()
        view.setObjectName("case_table")
        view.setAccessibleName(tr("Sager"))
        view.setModel(self._table)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(44)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(96)
        for number, column in enumerate(COLUMNS):
            if column.width:
                view.setColumnWidth(number, column.width)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        view.doubleClicked.connect(self._on_activated)  # Enter: see keyPressEvent
        return view

    def _lay_out(self) -> None:
        begin = primary(tr("Ny sag"), "begin_intake", "plus")
        begin.setToolTip(tr("Ny sag (Ctrl+N)"))
        begin.clicked.connect(self.begun)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._search, 1)
        top.addWidget(begin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 28, 32, 16)
        layout.setSpacing(12)
        layout.addWidget(title(tr("Sager")))
        layout.addLayout(top)
        layout.addWidget(self._banner)
        layout.addWidget(self._view, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._marked)
        layout.addLayout(foot)
        self._marked.hide()

    def refresh(self) -> None:
        """Asks the drawer again for what the search says; the same search again keeps the place in the list."""
        self._pause.stop()
        self._asked_for += 1
        self._marked.setVisible(self._desk.open_drawer().officer.role is Role.SUPERVISOR)
        if self._marked.isChecked() and not self._marked.isHidden():
            self._refresh_marked()
            return
        asked, query, drawer = self._asked_for, self._search.text(), self._desk.open_drawer()
        limit = min(max(PAGE, self._table.rowCount()), _MOST_AT_ONCE) if query == self._shown_for else PAGE
        self._background.run(
            lambda: (drawer.cases(query, limit), drawer.count_cases()),
            lambda found: self._on_found(asked, query, limit, *found),
            self._on_failed,
        )

    def _on_marked_wanted(self, is_wanted: bool) -> None:
        self._marked.setText(tr("Vis alle sager") if is_wanted else tr("Vis dem, der er fejl"))
        self._search.setEnabled(not is_wanted)
        self.refresh()

    def _refresh_marked(self) -> None:
        asked, drawer = self._asked_for, self._desk.open_drawer()
        self._background.run(drawer.cases_in_error, lambda lines: self._on_marked(asked, lines), self._on_failed)

    def _on_marked(self, asked: int, lines: tuple[CaseLine, ...]) -> None:
        """Those that were entered in error, for the supervisor."""
        if asked != self._asked_for:
            return
        self._table.show_lines(lines, has_more=False)
        words = {0: tr("Ingen sager er markeret som fejl."), 1: tr("1 sag er markeret som fejl.")}
        many = tr("{count} sager er markeret som fejl.", count=len(lines))
        self._foot.setText(words.get(len(lines), many))

    def _on_found(self, asked: int, query: str, limit: int, lines: tuple[CaseLine, ...], count: int) -> None:
        if asked != self._asked_for:
            return
        self._say_begun()
        at = self._view.currentIndex().row()
        kept = self._table.line(at).case_id if at >= 0 and query == self._shown_for else ""
        self._shown_for = query
        self._table.show_lines(lines, has_more=len(lines) >= limit)
        row = next((row for row, line in enumerate(lines) if line.case_id == kept), 0)
        if lines:
            self._view.setCurrentIndex(self._table.index(row, 0))
        self._foot.setText(self._count_sentence(len(lines), count))

    def _say_begun(self) -> None:
        """What this officer has begun to add to a case waits there; nothing else tells of it after the desk was locked."""
        officer = self._desk.open_drawer().officer
        begun = self._desk.begun_cases(officer.id)
        if begun:
            sentence = tr("En begyndt tilføjelse venter i {cases}. Åbn sagen for at gå videre.", cases=", ".join(begun))
            self._banner.say(Tone.NOTE, sentence)
        else:
            self._banner.clear()

    def _on_search_entered(self) -> None:
        """Enter opens the only one that is found; otherwise it goes to the list."""
        if self._shown_for != self._search.text():
            self.refresh()
        elif self._table.rowCount() == 1:
            self._on_activated(self._table.index(0, 0))
        elif self._table.rowCount():
            self._view.setFocus()

    def _count_sentence(self, found: int, count: int) -> str:
        if count == 0:
            return tr("Der er ingen sager endnu. Begynd med Ny sag (Ctrl+N).")
        if not self._search.text().strip():
            return tr("{count} sager i alt.", count=count) if count != 1 else tr("1 sag i alt.")
        if found == 0:
            return tr("Ingen sager passer til søgningen. Prøv færre ord eller begyndelsen af et ord.")
        if found == 1:
            return tr("1 sag fundet.")
        return tr("Mindst {found} sager fundet.", found=found) if found >= PAGE else tr("{found} sager fundet.", found=found)

    def showEvent(self, event: QShowEvent) -> None:
        """The list first, so that the arrows and Enter work at once; the search is Ctrl+F."""
        super().showEvent(event)
        self._view.setFocus()

    def _on_more_wanted(self, after: str) -> None:
        asked, query, drawer = self._asked_for, self._search.text(), self._desk.open_drawer()
        self._background.run(
            lambda: drawer.cases(query, PAGE, after),
            lambda lines: self._table.add_lines(lines) if asked == self._asked_for else None,
            self._on_failed,
        )

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))

    def _on_activated(self, index: QModelIndex) -> None:
        line = self._table.line(index.row())
        if line.status is CaseStatus.DRAFT:
            self.resumed.emit(line.case_id)
        elif line.status is CaseStatus.FILED:
            self.opened.emit(line.reference)

    def keyPressEvent(self, event: object) -> None:
        """Enter in the list opens the case on every platform."""
        from PySide6.QtGui import QKeyEvent

        assert isinstance(event, QKeyEvent)
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self._view.hasFocus()
            and self._view.currentIndex().isValid()
        ):
            self._on_activated(self._view.currentIndex())
            return
        super().keyPressEvent(event)


def _urgency_icon(urgency: Urgency) -> QIcon:
    name, colour = URGENCY_ICON[urgency]
    return icon(name, colour)
