"""The day on the screen: in groups, by keyboard, opened at the right part; calm, and honest when there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.casework.support.follow_ups import FollowUp
from stalkdesk.casework.support.plan import HolderState, Measure, TakenOver
from stalkdesk.casework.support.today import DayGroup
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.ui.today.day_table import GroupRow
from stalkdesk.ui.today.home_line import TodayLine
from stalkdesk.ui.today.page import TodayPage
from tests.ui.cases.conftest import FiledCase, filed_case
from tests.ui.small_desk import small_desk

__all__ = ["filed_case"]


@pytest.fixture
def page(qtbot: QtBot, look: object, filed_case: FiledCase) -> Iterator[TodayPage]:
    made = TodayPage(filed_case.desk, filed_case.background)
    qtbot.addWidget(made)
    made.resize(1060, 680)
    made.show()
    yield made
    made.leave()


def read(page: TodayPage, case: FiledCase) -> list[object]:
    """The rows of the day as it is now."""
    page.refresh()
    case.background.wait_idle()
    return [row if isinstance(row, GroupRow) else (row.group, row.reference) for row in page._table.rows]


def groups(page: TodayPage) -> list[tuple[DayGroup, int]]:
    return [(row.group, row.count) for row in page._table.rows if isinstance(row, GroupRow)]


def keep(case: FiledCase, *new: NewEntry) -> None:
    case.desk.open_drawer().keep_entries(case.reference, new)


def settle_plan(case: FiledCase) -> None:
    """Somebody has the case, and there is a plan."""
    keep(
        case,
        NewEntry(EntryKind.TAKEN_OVER, TakenOver(HolderState.ACKNOWLEDGED)),
        NewEntry(EntryKind.MEASURE, Measure("locks")),
    )


def test_a_case_that_nobody_took_over_stands_there_and_the_model_is_sound(page: TodayPage, filed_case: FiledCase) -> None:
    QAbstractItemModelTester(page._table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = read(page, filed_case)
    assert (DayGroup.NOT_TAKEN_OVER, filed_case.reference) in rows


def test_that_no_high_or_acute_case_is_without_a_plan_is_said_plainly(page: TodayPage, filed_case: FiledCase) -> None:
    settle_plan(filed_case)
    read(page, filed_case)
    assert (DayGroup.WITHOUT_PLAN, 0) in groups(page)
    texts = [page._table.index(row, 0).data() for row in range(page._table.rowCount())]
    assert "Høj og akut uden støtteplan: Der er ingen." in texts


def test_when_nothing_waits_it_says_so(page: TodayPage, filed_case: FiledCase) -> None:
    settle_plan(filed_case)
    filed_case.store.kept.entries[filed_case.reference][-1:] = []
    keep(filed_case, NewEntry(EntryKind.MEASURE, Measure("locks")))
    read(page, filed_case)
    label = page.findChild(QLabel, "today_sentence")
    assert label is not None
    if not page._read or page._read.day.lines:  # other trades may remind of filing: then it is told what does not wait
        assert "Intet er overskredet" in label.text()
    else:
        assert "ikke noget, der venter" in label.text()


def test_a_promised_call_of_today_and_a_late_one_have_their_groups(page: TodayPage, filed_case: FiledCase) -> None:
    settle_plan(filed_case)
    today = day_in_denmark(filed_case.desk.now())
    keep(filed_case, NewEntry(EntryKind.FOLLOW_UP, FollowUp(today + timedelta(days=1), promised=True)))
    read(page, filed_case)
    monday = [row for row in page._table.rows if not isinstance(row, GroupRow) and row.kind is not None]
    assert any(row.group in (DayGroup.TODAY, DayGroup.AHEAD) for row in monday)
    filed_case.store.clock.time += timedelta(days=9)
    read(page, filed_case)
    assert DayGroup.OVERDUE in [group for group, _count in groups(page)]
    assert "skulle være sket" in "".join(
        str(page._table.index(row, 3).data()) for row in range(page._table.rowCount()) if page._table.line(row)
    )


def test_a_sheet_that_waits_is_there_with_its_title(page: TodayPage, filed_case: FiledCase) -> None:
    sheet = SheetGiven("receipt", "1", "da", 1, How.WAITING, filed_case.desk.now(), "LPR")
    filed_case.desk.open_drawer().keep_sheet_given(filed_case.reference, [sheet], ["{}"])
    read(page, filed_case)
    assert (DayGroup.SHEETS, 1) in groups(page)
    texts = [str(page._table.index(row, 1).data()) for row in range(page._table.rowCount())]
    assert any("vittering" in text for text in texts)


def test_enter_opens_the_case_at_the_plan(page: TodayPage, filed_case: FiledCase, qtbot: QtBot) -> None:
    read(page, filed_case)
    opened: list[tuple[str, str]] = []
    page.opened.connect(lambda reference, part: opened.append((reference, part)))
    view = page.findChild(QTableView, "today_table")
    assert view is not None
    page.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == [(filed_case.reference, "plan_part")]


def test_a_heading_is_read_and_not_chosen(page: TodayPage, filed_case: FiledCase) -> None:
    read(page, filed_case)
    for row, one in enumerate(page._table.rows):
        is_chosen = bool(page._table.index(row, 0).flags() & Qt.ItemFlag.ItemIsSelectable)
        assert is_chosen is not isinstance(one, GroupRow)


def test_when_a_clock_ran_out_it_says_who_is_called_and_what_one_says_without_a_name(
    page: TodayPage, filed_case: FiledCase
) -> None:
    filed_case.store.clock.time += timedelta(days=30)
    read(page, filed_case)
    assert page._ladder.isVisible()
    script = page.findChild(QLabel, "ladder_script")
    steps = page.findChild(QLabel, "ladder_steps")
    assert script is not None
    assert steps is not None
    assert filed_case.reference in script.text()
    assert "Mynte" not in script.text() + steps.text()
    assert "Ring til" in steps.text()


def test_while_the_clock_runs_nobody_is_told_to_call(page: TodayPage, filed_case: FiledCase) -> None:
    read(page, filed_case)
    assert not page._ladder.isVisible()
    assert page._read is not None
    assert page._read.day.overdue == 0


def test_reading_again_keeps_the_chosen_line_and_takes_no_keyboard_away(page: TodayPage, filed_case: FiledCase) -> None:
    read(page, filed_case)
    before = page._chosen()
    page._look()
    filed_case.background.wait_idle()
    assert page._chosen() == before
    assert not page._is_fresh


# -- the front page ----------------------------------------------------------------------------------------------------------
def test_the_front_page_tells_what_is_late_and_is_silent_while_nothing_is(
    qtbot: QtBot, look: object, filed_case: FiledCase
) -> None:
    line = TodayLine(filed_case.desk, filed_case.background)
    qtbot.addWidget(line)
    line.refresh()
    filed_case.background.wait_idle()
    assert line.isHidden()
    filed_case.store.clock.time += timedelta(days=30)
    line.refresh()
    filed_case.background.wait_idle()
    assert not line.isHidden()
    assert "skulle være gjort" in line._says.text()


def test_a_waiting_sheet_is_told_on_the_front_page(qtbot: QtBot, look: object, filed_case: FiledCase) -> None:
    settle_plan(filed_case)
    sheet = SheetGiven("receipt", "1", "da", 1, How.WAITING, filed_case.desk.now(), "LPR")
    filed_case.desk.open_drawer().keep_sheet_given(filed_case.reference, [sheet], ["{}"])
    line = TodayLine(filed_case.desk, filed_case.background)
    qtbot.addWidget(line)
    line.refresh()
    filed_case.background.wait_idle()
    assert "ark venter på at blive printet" in line._says.text()


def test_an_empty_desk_has_an_empty_day(qtbot: QtBot, look: object, tmp_path: object, filed_case: FiledCase) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    made = TodayPage(small_desk(tmp_path / "empty"), filed_case.background)
    qtbot.addWidget(made)
    made.refresh()
    filed_case.background.wait_idle()
    made.leave()
    label = made.findChild(QLabel, "today_sentence")
    assert label is not None
    assert "ikke noget, der venter" in label.text()
