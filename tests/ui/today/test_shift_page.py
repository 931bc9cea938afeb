"""The shift-change sheet: one key shows it, another prints it, and the journal knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from stalkdesk.errors import PrintFailed
from stalkdesk.ui import choosing
from stalkdesk.ui.papers.preview import PdfPreview
from stalkdesk.ui.today import shift_page
from stalkdesk.ui.today.shift_page import ShiftPage
from tests.ui.cases.conftest import FiledCase, filed_case
from tests.ui.driving import Driver
from tests.ui.fakes import OFFICER

__all__ = ["filed_case"]


@pytest.fixture
def page(qtbot: QtBot, look: object, filed_case: FiledCase) -> ShiftPage:
    made = ShiftPage(filed_case.desk, filed_case.background)
    qtbot.addWidget(made)
    made.refresh()
    filed_case.background.wait_idle()
    return made


def test_it_is_shown_as_it_is_printed(page: ShiftPage) -> None:
    preview = page.findChild(PdfPreview)
    assert preview is not None
    assert preview.pages() == 1


def test_it_is_printed_and_noted_without_a_case(
    page: ShiftPage, filed_case: FiledCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[str] = []

    def take(_parent: object, _pdf: bytes, job: str) -> bool:
        jobs.append(job)
        return True

    monkeypatch.setattr(shift_page, "printed", take)
    button = page.findChild(QPushButton, "print_shift")
    assert button is not None
    button.click()
    filed_case.background.wait_idle()
    assert jobs == ["Vagtskifte"]
    line = filed_case.store.journal[-1]
    assert (line.act, line.reference, line.fields) == ("print", "", ("shift",))


def test_without_a_printer_it_is_saved_as_a_file_and_noted_without_a_case(
    page: ShiftPage, filed_case: FiledCase, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path_factory.mktemp("vagt")  # the store of these tests lies in tmp_path itself
    monkeypatch.setattr(choosing, "chosen_target", lambda _parent, _asks, proposed, _kinds: out / proposed)
    button = page.findChild(QPushButton, "save_shift")
    assert button is not None
    button.click()
    filed_case.background.wait_idle()
    (file,) = out.iterdir()
    assert file.name == "vagtskifte.pdf"
    assert file.read_bytes() == page._pdf
    line = filed_case.store.journal[-1]
    assert (line.act, line.reference, line.fields) == ("export", "", ("shift",))
    assert page._banner.sentence.startswith("Arket er gemt.")


def test_a_printer_that_is_not_there_is_told(page: ShiftPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_asked: object) -> bool:
        raise PrintFailed("Der er ingen printer.")

    monkeypatch.setattr(shift_page, "printed", refuse)
    page._on_print()
    assert page._banner.sentence == "Der er ingen printer."


def test_leaving_takes_it_off_the_screen(page: ShiftPage) -> None:
    page.leave()
    preview = page.findChild(PdfPreview)
    assert preview is not None
    assert preview.pages() == 0


def test_one_key_shows_it_and_escape_goes_to_the_day(unlocked: Callable[..., Driver], tmp_path: Path) -> None:
    driver = unlocked(OFFICER)
    driver.window.activateWindow()
    QTest.keyClick(driver.window, Qt.Key.Key_F8)
    driver.wait(lambda: driver.is_at("shift"))
    page = driver.window.findChild(ShiftPage)
    assert page is not None
    QTest.keyClick(page, Qt.Key.Key_Escape)
    driver.wait(lambda: driver.is_at("today"))
