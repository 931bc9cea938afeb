"""The open desk: the dark sidebar and the page beside it. An intake takes the whole width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from stalkdesk.casework.officers import Act, Role
from stalkdesk.language import tr
from stalkdesk.ui import icons, pages
from stalkdesk.ui.background import Background
from stalkdesk.ui.backup.after_work import DailyBackup
from stalkdesk.ui.buttons import danger
from stalkdesk.ui.cases.keeping_begun import KeepingBegun
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label
from stalkdesk.ui.persons.catching_up import CatchingUp

if TYPE_CHECKING:  # not for a cycle: these pages are made only when they are needed
    from collections.abc import Callable, Mapping

    from stalkdesk.ui.cases.case_page import CasePage
    from stalkdesk.ui.intake.page import IntakePage
    from stalkdesk.ui.papers.sheets_panel import SheetsPanel

    Factory = Callable[[Desk, Background, pages.Window], QWidget]

SIDEBAR_WIDTH = 220
_WHOLE_WIDTH = frozenset({pages.INTAKE})
_LIES_UNDER = {
    pages.PACKAGES: pages.TODAY,
    pages.SHIFT: pages.TODAY,
    pages.PERSONS: pages.CASES,
    pages.CASE: pages.CASES,
    pages.SHEETS: pages.CASES,
}


def role_word(role: Role) -> str:
    """The role in a word."""
    words = {
        Role.OFFICER: tr("Medarbejder"),
        Role.VISITATOR: tr("Visitator"),
        Role.SUPERVISOR: tr("Leder"),
        Role.STATISTICS: tr("Opgørelse"),
    }
    return words[role]


@dataclass(frozen=True, slots=True)
class Way:
    """A way of the sidebar: the page it leads to, its words, drawing and keys."""

    page: str
    text: str
    drawing: str
    keys: str


class DeskFrame(QWidget):
    """Sidebar and pages, for the officer who unlocked the desk. `aside_asked`: the way at the foot, to the learner."""

    aside_asked = Signal()

    def __init__(self, desk: Desk, background: Background, window: pages.Window) -> None:
        super().__init__()
        self.setObjectName("desk")
        self._desk, self._background, self._window = desk, background, window
        self.officer = desk.open_drawer().officer
        self._factories = self.factories()
        self._made: dict[str, QWidget] = {}
        self._ways: dict[str, QToolButton] = {}
        self._stack = QStackedWidget()
        self._sidebar = self._made_sidebar()
        if pages.SHIFT in self._factories and self.officer.may(Act.READ_CASE):
            QShortcut(QKeySequence("F8"), self, lambda: window.show_page(pages.SHIFT))
        CatchingUp(desk, background, self)
        self._begun = self.keeping_begun()
        DailyBackup(desk, background, self)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if desk.is_demo:
            column.addWidget(_demo_strip())
        column.addLayout(row, 1)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """A button that was pressed and waits is disabled, and Qt hands the focus on: never to the sidebar, where a second
        press would leave the page."""
        old = QApplication.focusWidget()
        is_waiting = old is not None and not old.isEnabled()
        moved = super().focusNextPrevChild(next_)
        new, page = QApplication.focusWidget(), self._stack.currentWidget()
        if is_waiting and new is not None and page is not None and self._sidebar.isAncestorOf(new):
            page.setFocus()
        return moved

    # -- the sidebar -----------------------------------------------------------------------------------------------------
    def _made_sidebar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("sidebar")
        bar.setProperty("role", "bar")
        bar.setFixedWidth(SIDEBAR_WIDTH)
        brand = QLabel("StalkDesk")
        brand.setProperty("role", "brand")
        brand.setContentsMargins(12, 0, 0, 14)
        column = QVBoxLayout(bar)
        column.setContentsMargins(14, 22, 14, 16)
        column.setSpacing(4)
        column.addWidget(brand)
        self.add_first(column)
        for way in self.offered():
            made = self._ways[way.page] = self.nav(f"nav_{way.page}", way.text, way.drawing, way.keys)
            made.clicked.connect(lambda _=False, name=way.page: self._window.show_page(name))
            column.addWidget(made)
        column.addStretch(1)
        self._add_foot(column)
        return bar

    def keeping_begun(self) -> KeepingBegun | None:
        """Who keeps what is begun on filed cases."""
        keeping = KeepingBegun(self._desk, self._background, self)
        keeping.found.connect(self._on_begun_found)
        return keeping

    def _on_begun_found(self) -> None:
        from stalkdesk.ui.home import HomePage

        home = self.page(pages.HOME)
        if isinstance(home, HomePage):
            home.unsaved.refresh()

    def hand_in_begun(self) -> None:
        """Gives the drawer what is begun and not saved, before it is closed."""
        if self._begun is not None:
            self._begun.hand_in()

    @property
    def is_begun_unkept(self) -> bool:
        """Whether something begun is nowhere but in this program, once everything that was handed in is done."""
        self._background.wait_idle()
        return bool(self._desk.unkept)

    def factories(self) -> Mapping[str, Factory]:
        """What makes each page."""
        return pages.pages

    def add_first(self, column: QVBoxLayout) -> None:
        """What stands above the ways: the one act that the desk is for."""
        if not self.officer.may(Act.TAKE_INTAKE):
            return
        begin = self.nav("nav_begin", tr("Ny sag"), "file-plus", "Ctrl+N", checkable=False)
        begin.clicked.connect(self._window.begin_intake)
        column.addWidget(begin)

    def offered(self) -> tuple[Way, ...]:
        """The ways of the sidebar, as the officer's role allows them."""
        today = Way(pages.TODAY, tr("I dag"), "calendar", "Ctrl+6")
        cases = Way(pages.CASES, tr("Sager"), "folder-open", "Ctrl+2")
        contacts = Way(pages.CONTACTS, tr("Kontakter"), "phone", "Ctrl+7")
        content = Way(pages.CONTENT, tr("Indhold"), "file-text", "Ctrl+5")
        week = Way(pages.WEEK, tr("Ugeoversigt"), "chart-column", "Ctrl+4")
        return (
            Way(pages.HOME, tr("Forside"), "house", "Ctrl+1"),
            *([today] if self.officer.may(Act.READ_CASE) else []),
            *([cases] if self.officer.may(Act.READ_CASE) else []),
            *([contacts] if self.officer.may(Act.READ_CASE) else []),
            Way(pages.SHELF, tr("Vejledninger"), "printer", "Ctrl+3"),
            *([content] if self.officer.may(Act.APPROVE_CONTENT) else []),
            Way(pages.KNOWLEDGE, tr("Viden"), "circle-help", "F1"),
            *([week] if self.officer.may(Act.EXPORT_WEEK) else []),
            Way(pages.SETTINGS, tr("Indstillinger"), "settings", "Ctrl+,"),
        )

    def aside_way(self) -> QToolButton:
        """The way at the foot that leaves this desk for the other one: it locks first, and says so."""
        way = self.nav("nav_practise", tr("Lås og øv dig"), "life-buoy", "Ctrl+9", checkable=False)
        way.setToolTip(tr("Låser skranken og går til de opdigtede sager (Ctrl+9)"))
        return way

    def role_of_officer(self) -> str:
        """What stands under the name."""
        return role_word(self.officer.role)

    def nav(self, name: str, text: str, drawing: str, keys: str, checkable: bool = True) -> QToolButton:
        """A control of the sidebar, with its shortcut."""
        way = QToolButton()
        way.setObjectName(name)
        way.setProperty("role", "nav")
        way.setText(f"  {text}")
        way.setAccessibleName(text)
        way.setIcon(icons.icon(drawing, "bar_text"))
        way.setIconSize(QSize(icons.SIZE, icons.SIZE))
        way.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        way.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        way.setCheckable(checkable)
        way.setAutoExclusive(checkable)
        way.setFixedWidth(SIDEBAR_WIDTH - 28)
        way.setToolTip(f"{text} ({keys})")
        QShortcut(QKeySequence(keys), self, way.click)
        return way

    def _add_foot(self, column: QVBoxLayout) -> None:
        emergency = danger(tr("Akut fare (F9)"), "emergency", "siren")
        emergency.setToolTip(tr("Åbn 112-skærmen (F9)"))
        emergency.clicked.connect(self._window.show_emergency)
        who = label(self.officer.full_name, "bar", "who")
        what = label(self.role_of_officer(), "bar-muted", "who_role")
        for line in (who, what):
            line.setContentsMargins(12, 0, 0, 0)
        lock = self.nav("lock_now", tr("Lås (Ctrl+L)"), "lock", "Ctrl+L", checkable=False)
        lock.setToolTip(tr("Lås skranken (Ctrl+L). Kladder bliver gemt."))
        lock.clicked.connect(lambda: self._window.lock())
        aside = self.aside_way()
        aside.clicked.connect(self.aside_asked)
        column.addWidget(emergency)
        column.addSpacing(12)
        column.addWidget(who)
        column.addWidget(what)
        column.addSpacing(6)
        column.addWidget(aside)
        column.addWidget(lock)

    # -- the pages -------------------------------------------------------------------------------------------------------
    @property
    def at(self) -> str:
        """The name of the page that is shown, or empty."""
        return next((name for name, page in self._made.items() if page is self._stack.currentWidget()), "")

    def page(self, name: str) -> QWidget | None:
        """The page of that name, if it was made."""
        return self._made.get(name)

    def show_page(self, name: str) -> QWidget:
        """Leaves the page that is shown, and shows this one; makes it first when it is not there yet."""
        before = self.at
        if before and before != name:
            _leave(self._made[before])
        if name not in self._made:
            self._made[name] = self._factories[name](self._desk, self._background, self._window)
            self._stack.addWidget(self._made[name])
        page = self._made[name]
        self._sidebar.setVisible(name not in _WHOLE_WIDTH)
        self._stack.setCurrentWidget(page)
        self._mark(name)
        refresh = getattr(page, "refresh", None)
        if refresh is not None:
            refresh()
        return page

    def intake(self) -> IntakePage:
        """The intake page, shown."""
        from stalkdesk.ui.intake.page import IntakePage

        page = self.show_page(pages.INTAKE)
        assert isinstance(page, IntakePage)
        return page

    def case_page(self) -> CasePage:
        """The page of one case, shown."""
        from stalkdesk.ui.cases.case_page import CasePage

        page = self.show_page(pages.CASE)
        assert isinstance(page, CasePage)
        return page

    def sheets_panel(self) -> SheetsPanel:
        """The sheets of one case, shown."""
        from stalkdesk.ui.papers.sheets_panel import SheetsPanel

        page = self.show_page(pages.SHEETS)
        assert isinstance(page, SheetsPanel)
        return page

    @property
    def open_case_id(self) -> str:
        """The draft whose intake is on the screen, or empty."""
        return self.intake().case_id if self.at == pages.INTAKE else ""

    def new_intake(self) -> IntakePage:
        """A new intake page, shown; or the one there is, while something typed on it is not in the drawer."""
        before = self._made.get(pages.INTAKE)
        if before is not None and getattr(before, "is_settled", True):
            del self._made[pages.INTAKE]
            self._stack.removeWidget(before)
            before.deleteLater()
        return self.intake()

    def when_left(self, go: Callable[[], object]) -> None:
        """Has every page hand in what was typed, and calls `go` when the worker has tried it: at once when nothing was."""
        self.leave()
        if self.is_settled:
            go()
        else:
            self._background.when_idle(go)

    def leave(self) -> None:
        """Has every page hand what was typed to the worker: the desk is being locked."""
        for page in self._made.values():
            _leave(page)

    def hush(self) -> None:
        """Has every page put off what the worker does for it without being asked: something urgent comes."""
        for page in self._made.values():
            put_off = getattr(page, "hush", None)
            if put_off is not None:
                put_off()

    @property
    def is_settled(self) -> bool:
        """Whether everything that was typed is in the drawer."""
        return all(getattr(page, "is_settled", True) for page in self._made.values())

    def _mark(self, name: str) -> None:
        way = self._ways.get(_LIES_UNDER.get(name, name))
        if way is not None:
            way.setChecked(True)


def _demo_strip() -> QLabel:
    """Over every page, the intake too: nobody is to take these cases for real ones."""
    strip = QLabel(tr("Demo: opdigtede sager"))
    strip.setObjectName("demo_strip")
    strip.setProperty("role", "demo")
    strip.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return strip


def _leave(page: QWidget) -> None:
    leave = getattr(page, "leave", None)
    if leave is not None:
        leave()
