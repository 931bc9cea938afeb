"""The list of cases: what it shows, how it is opened with the keyboard, and that it asks for one page at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from stalkdesk.casework.cases import CaseLine, CaseStatus
from stalkdesk.errors import StoreDamaged
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.ui.background import Background
from stalkdesk.ui.cases.case_table import COLUMNS, PAGE, CaseTable, local_time
from stalkdesk.ui.cases.list_page import CaseListPage
from tests.ui.fakes import FakeDrawer
from tests.ui.small_desk import small_desk


def a_line(number: int, status: CaseStatus = CaseStatus.FILED) -> CaseLine:
    """A line of an invented case."""
    at = datetime(2026, 11, 20, 8, 0, tzinfo=UTC) + timedelta(minutes=number)
    is_filed = status is CaseStatus.FILED
    return CaseLine(
        f"case-{number}",
        f"SD-2026-{number:04}",
        status,
        at,
        at if is_filed else None,
        Definition.POSSIBLE if is_filed else None,
        Urgency.HIGH if is_filed else None,
        "Åge Testgaard",
        "",
    )


class ManyCases(FakeDrawer):
    """A drawer with 250 cases and a draft; remembers what it was asked for."""

    asked: list[tuple[str, str]]

    def cases(self, query: str = "", limit: int = 200, after: str = "") -> tuple[CaseLine, ...]:
        self.asked.append((query, after))
        lines = [a_line(251, CaseStatus.DRAFT), *(a_line(number) for number in range(250, 0, -1))]
        return tuple(line for line in lines if not after or line.reference < after)[:limit]

    def count_cases(self) -> int:
        return 251


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> CaseListPage:
    desk = small_desk(tmp_path)
    drawer = ManyCases(desk.drawer.store, desk.drawer.officer)  # type: ignore[union-attr]
    drawer.asked = []
    desk.drawer = drawer
    background = Background()
    made = CaseListPage(desk, background)
    qtbot.addWidget(made, before_close_func=lambda _: background.stop())
    made.show()
    made.refresh()
    background.wait_idle()
    return made


def drawer_of(page: CaseListPage) -> ManyCases:
    drawer = page._desk.drawer
    assert isinstance(drawer, ManyCases)
    return drawer


def table_of(page: CaseListPage) -> QTableView:
    view = page.findChild(QTableView, "case_table")
    assert view is not None
    return view


def test_the_table_is_a_proper_model(qtbot: QtBot) -> None:
    table = CaseTable(lambda urgency: QIcon())
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.show_lines(tuple(a_line(number) for number in range(PAGE)))
    table.fetchMore(table.index(-1, -1))
    table.add_lines((a_line(500),))
    assert (table.rowCount(), table.columnCount()) == (PAGE + 1, len(COLUMNS))
    assert tester.model() is table


def test_a_case_says_its_level_with_a_word(page: CaseListPage) -> None:
    model = table_of(page).model()
    heading = [column.heading() for column in COLUMNS].index("Hastegrad")
    assert model.index(1, heading).data() == "Høj"
    assert model.index(0, heading).data() == "–"


def test_times_are_said_as_in_denmark() -> None:
    assert local_time(datetime(2026, 7, 1, 12, 5, tzinfo=UTC)) == "01-07-2026 kl. 14.05"
    assert local_time(datetime(2026, 11, 22, 8, 14, tzinfo=UTC)) == "22-11-2026 kl. 09.14"


def test_only_one_page_is_asked_for_until_the_person_scrolls(page: CaseListPage) -> None:
    drawer, view = drawer_of(page), table_of(page)
    assert drawer.asked == [("", "")]
    view.scrollToBottom()
    page._background.wait_idle()
    assert drawer.asked[-1] == ("", "SD-2026-0152")
    assert view.model().rowCount() == 2 * PAGE


def test_enter_opens_a_filed_case_and_resumes_a_draft(qtbot: QtBot, page: CaseListPage) -> None:
    view = table_of(page)
    view.setFocus()
    with qtbot.waitSignal(page.resumed) as resumed:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert resumed.args == ["case-251"]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["SD-2026-0250"]


def test_typing_searches_after_a_short_pause(qtbot: QtBot, page: CaseListPage) -> None:
    search = page.findChild(QLineEdit, "case_search")
    assert search is not None
    qtbot.keyClicks(search, "møl")
    qtbot.waitUntil(lambda: drawer_of(page).asked[-1] == ("møl", ""))
    assert ("m", "") not in drawer_of(page).asked


def test_a_failed_search_is_said_on_the_page(page: CaseListPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> tuple[CaseLine, ...]:
        raise StoreDamaged("Arkivet kan ikke læses.")

    monkeypatch.setattr(ManyCases, "cases", fails)
    page.refresh()
    page._background.wait_idle()
    assert page._banner.sentence == "Arkivet kan ikke læses."


def test_enter_opens_a_case_once(qtbot: QtBot, page: CaseListPage) -> None:
    opened: list[str] = []
    page.opened.connect(opened.append)
    view = table_of(page)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == ["SD-2026-0250"]


def test_reading_the_list_again_keeps_the_place_in_it(qtbot: QtBot, page: CaseListPage) -> None:
    view = table_of(page)
    view.scrollToBottom()
    page._background.wait_idle()
    view.setCurrentIndex(view.model().index(140, 0))
    chosen = view.currentIndex().data()
    page.refresh()
    page._background.wait_idle()
    assert (view.currentIndex().row(), view.currentIndex().data()) == (140, chosen)
    assert view.model().rowCount() == 2 * PAGE


def test_another_search_begins_at_the_top(qtbot: QtBot, page: CaseListPage) -> None:
    view, search = table_of(page), page.findChild(QLineEdit, "case_search")
    assert search is not None
    view.setCurrentIndex(view.model().index(50, 0))
    search.setText("møl")
    page.refresh()
    page._background.wait_idle()
    assert view.currentIndex().row() == 0


def test_a_cut_name_is_whole_in_its_tooltip(page: CaseListPage) -> None:
    model = table_of(page).model()
    assert model.index(0, len(COLUMNS) - 1).data(Qt.ItemDataRole.ToolTipRole) == "Åge Testgaard"
