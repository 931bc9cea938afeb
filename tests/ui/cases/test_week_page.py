"""The week is saved as three files and noted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from stalkdesk.ui.cases.week_page import WeekPage
from tests.ui.cases.conftest import FiledCase


def test_the_week_before_is_shown_first_and_saved_as_three_files(qtbot: QtBot, filed_case: FiledCase, tmp_path: Path) -> None:
    filed_case.desk.now = lambda: datetime(2026, 11, 22, 12, tzinfo=UTC)
    page = WeekPage(filed_case.desk, filed_case.background)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    filed_case.background.wait_idle()
    page.save_in(tmp_path)
    filed_case.background.wait_idle()
    assert sorted(file.suffix for file in tmp_path.glob("uge-2026-W46*")) == [".csv", ".pdf", ".xlsx"]
    line = filed_case.store.journal[-1]
    assert (line.act, line.reason) == ("export", "2026-W46")


def test_a_folder_that_cannot_be_written_is_said(qtbot: QtBot, filed_case: FiledCase, tmp_path: Path) -> None:
    page = WeekPage(filed_case.desk, filed_case.background)
    qtbot.addWidget(page)
    page.refresh()
    filed_case.background.wait_idle()
    page.save_in(tmp_path / "no such folder")
    assert "Vælg en anden" in page._banner.sentence


def test_a_page_is_never_larger_than_a_little_over_paper_and_fits_in_a_narrow_window(
    qtbot: QtBot, filed_case: FiledCase
) -> None:
    page = WeekPage(filed_case.desk, filed_case.background)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    filed_case.background.wait_idle()
    zooms = []
    for width in (500, 900, 1800):
        page.resize(width, 700)
        qtbot.waitUntil(lambda: page._preview._view.horizontalScrollBar().maximum() == 0)
        zooms.append(round(page._preview._view.zoomFactor(), 2))
    assert zooms[0] < zooms[1] <= zooms[2] == 1.1


def test_the_week_begins_with_the_keyboard_on_saving(qtbot: QtBot, filed_case: FiledCase) -> None:
    page = WeekPage(filed_case.desk, filed_case.background)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.focusWidget() is page._save)
