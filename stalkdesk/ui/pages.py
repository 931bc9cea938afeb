"""The pages of the open desk, by name: each made when it is first needed, so that nothing of them is loaded before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:  # not for a cycle: the start does not need them
    from stalkdesk.ui.background import Background
    from stalkdesk.ui.desk import Desk

HOME = "home"
TODAY = "today"
SHIFT = "shift"
PACKAGES = "packages"
PERSONS = "persons"
INTAKE = "intake"
CASES = "cases"
CASE = "case"
SHEETS = "sheets"
SHELF = "shelf"
CONTACTS = "contacts"
CONTENT = "content"
KNOWLEDGE = "knowledge"
WEEK = "week"
SETTINGS = "settings"


class Window(Protocol):
    """What a page may ask of the window it stands in."""

    def show_page(self, name: str) -> QWidget:
        """Goes to a page and gives it."""
        ...

    def begin_intake(self) -> None:
        """Somebody is here: first it is looked whether she is known."""
        ...

    def begin_new_case(self) -> None:
        """A new case, once it was looked for her, or said why not."""
        ...

    def resume_intake(self, case_id: str) -> None: ...

    def open_case(self, reference: str, part: str = "") -> None:
        """Shows a case, at the part with that objectName."""
        ...

    def offer_sheets(self, reference: str) -> None: ...

    def show_emergency(self) -> None: ...

    def lock(self, sentence: str = "") -> None: ...

    def look_again(self) -> None:
        """The language or the appearance was changed."""
        ...


_Factory = Callable[["Desk", "Background", Window], QWidget]


def _show_backups(window: Window) -> None:
    from stalkdesk.ui.settings.page import SettingsPage

    page = window.show_page(SETTINGS)
    assert isinstance(page, SettingsPage)
    page.show_backups()


def _home(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.home import HomePage

    page = HomePage(desk, background)
    page.begun.connect(window.begin_intake)
    page.resumed.connect(window.resume_intake)
    page.backups.settings_asked.connect(lambda: _show_backups(window))
    page.content.content_asked.connect(lambda: window.show_page(CONTENT))
    page.unsaved.case_asked.connect(window.open_case)
    page.today.today_asked.connect(lambda: window.show_page(TODAY))
    return page


def _today(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.today.page import TodayPage

    page = TodayPage(desk, background)
    page.opened.connect(window.open_case)
    page.shift_asked.connect(lambda: window.show_page(SHIFT))
    page.packages_asked.connect(lambda: window.show_page(PACKAGES))
    return page


def _packages(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.handover.packages_page import PackagesPage

    page = PackagesPage(desk, background)
    page.opened.connect(window.open_case)
    page.closed.connect(lambda: window.show_page(TODAY))
    return page


def _shift(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.today.shift_page import ShiftPage

    page = ShiftPage(desk, background)
    page.closed.connect(lambda: window.show_page(TODAY))
    return page


def _persons(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.persons.page import PersonsPage
    from stalkdesk.ui.visits.visits_part import VISITS

    page = PersonsPage(desk, background)
    page.begun.connect(window.begin_new_case)
    page.resumed.connect(window.resume_intake)
    page.opened.connect(window.open_case)
    page.visited.connect(lambda reference: window.open_case(reference, VISITS.name))
    return page


def _intake(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.intake.page import IntakePage

    page = IntakePage(desk, background)
    page.closed.connect(lambda: window.show_page(HOME))
    page.filed.connect(lambda _: window.show_page(CASES))
    page.lock_wanted.connect(lambda: window.lock())
    return page


def _cases(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.cases.list_page import CaseListPage

    page = CaseListPage(desk, background)
    page.opened.connect(window.open_case)
    page.resumed.connect(window.resume_intake)
    page.begun.connect(window.begin_intake)
    return page


def _case(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.cases.case_page import CasePage

    page = CasePage(desk, background)
    page.closed.connect(lambda: window.show_page(CASES))
    page.sheets_wanted.connect(window.offer_sheets)
    return page


def _sheets(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.papers.sheets_panel import SheetsPanel

    page = SheetsPanel(desk, background)
    page.done.connect(lambda: window.show_page(CASES))
    return page


def _shelf(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.papers.shelf_page import ShelfPage

    return ShelfPage(desk, background)


def _contacts(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.contacts.page import ContactsPage

    return ContactsPage(desk, background)


def _content(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.content.page import ContentPage

    return ContentPage(desk, background)


def _knowledge(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.knowledge.page import HandbookPage

    return HandbookPage(desk, background)


def _week(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.cases.week_page import WeekPage

    return WeekPage(desk, background)


def _settings(desk: Desk, background: Background, window: Window) -> QWidget:
    from stalkdesk.ui.settings.page import SettingsPage

    page = SettingsPage(desk, background)
    page.look_changed.connect(window.look_again)
    return page


pages: Final[dict[str, _Factory]] = {
    HOME: _home,
    TODAY: _today,
    SHIFT: _shift,
    PACKAGES: _packages,
    PERSONS: _persons,
    INTAKE: _intake,
    CASES: _cases,
    CASE: _case,
    SHEETS: _sheets,
    SHELF: _shelf,
    CONTACTS: _contacts,
    CONTENT: _content,
    KNOWLEDGE: _knowledge,
    WEEK: _week,
    SETTINGS: _settings,
}
"""Name -> what makes the page. A page may have `refresh()` (called each time it is shown), `leave()` (called before it is left
or locked: everything typed is handed to the worker) and `is_settled` (False while something typed is not in the drawer)."""
