"""The shelf: every sheet with how far, how fresh and how plain its text is; a blank in any language and variant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from stalkdesk.guidance.variants import Variant
from stalkdesk.language import Language
from stalkdesk.ui.papers import shelf_page
from stalkdesk.ui.papers.preview import PdfPreview
from stalkdesk.ui.papers.shelf_page import ShelfPage
from tests.ui.papers.conftest import FiledCase


@pytest.fixture
def page(qtbot: QtBot, filed_case: FiledCase) -> ShelfPage:
    filed_case.desk.now = lambda: datetime(2026, 11, 23, 12, tzinfo=UTC)
    made = ShelfPage(filed_case.desk, filed_case.background)
    qtbot.addWidget(made)
    read(made, filed_case)
    return made


def read(page: ShelfPage, case: FiledCase) -> None:
    page.refresh()
    for _ in range(3):
        case.background.wait_idle()


def choose(page: ShelfPage, case: FiledCase, sheet_id: str) -> None:
    page._list.setCurrentRow([sheet.id for sheet in page._shelf].index(sheet_id))
    case.background.wait_idle()


def test_every_sheet_lies_there_also_the_officers_own(page: ShelfPage, filed_case: FiledCase) -> None:
    shelf, preview = page.findChild(QListWidget, "shelf_list"), page.findChild(PdfPreview)
    assert shelf is not None
    assert preview is not None
    assert shelf.count() == len(filed_case.desk.shelf(Language.DANISH))
    assert preview.pages() >= 1
    choose(page, filed_case, "quick_guide")
    assert "højst" not in page._says.text(), "no limit for who has learnt it"


def test_status_version_dates_and_lix_stand_beside_the_sheet(page: ShelfPage, filed_case: FiledCase) -> None:
    choose(page, filed_case, "guidance")
    said = page._says.text()
    for words in (
        "Kladde, version 2026-1",
        "Sidst gennemgået 22-11-2026",
        "Skal gennemgås senest 22-05-2027",
        "LIX ",
        "(højst 35)",
    ):
        assert words in said
    page._language.choose(Language.ARABIC)
    filed_case.background.wait_idle()
    assert "Den danske tekst: LIX" in page._says.text()
    assert page._translated.text() != ""


@pytest.mark.parametrize("variant", list(Variant))
def test_a_blank_is_made_in_every_variant(page: ShelfPage, filed_case: FiledCase, variant: Variant) -> None:
    page._variant.setCurrentIndex(page._variant.findData(variant.value))
    filed_case.background.wait_idle()
    assert page._pdf.startswith(b"%PDF-")
    assert page._preview.pages() >= 1


@pytest.mark.parametrize(("year", "is_overdue"), [(2026, False), (2036, True)])
def test_a_text_that_is_overdue_is_said_in_the_list_and_beside_it(
    page: ShelfPage, filed_case: FiledCase, year: int, is_overdue: bool
) -> None:
    filed_case.desk.now = lambda: datetime(year, 11, 23, 12, tzinfo=UTC)
    read(page, filed_case)
    assert bool(page._banner.sentence) is is_overdue
    assert page._list.item(0).text().endswith("(skal gennemgås igen)") is is_overdue


def test_a_printed_blank_is_noted_without_a_case_and_its_job_tells_nothing(
    page: ShelfPage, filed_case: FiledCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def printed(parent: object, pdf: bytes, job_name: str) -> bool:
        names.append(job_name)
        return True

    monkeypatch.setattr(shelf_page, "printed", printed)
    choose(page, filed_case, "young")
    button = page.findChild(QPushButton, "print_shelf_sheet")
    assert button is not None
    button.click()
    filed_case.background.wait_idle()
    assert names == ["Ark"]
    line = filed_case.store.journal[-1]
    assert (line.act, line.reference, line.fields) == ("print", "", ("young",))


def test_the_last_sheet_that_was_chosen_is_the_one_that_is_shown(page: ShelfPage, filed_case: FiledCase) -> None:
    """Two sheets asked for one after another: the first one comes late, and is not taken for the second."""
    for row in range(4):
        page._list.setCurrentRow(row)
    page._list.setCurrentRow(1)
    filed_case.background.wait_idle()
    assert bytes(page._preview._buffer.data().data()) == page._pdf
    assert page._purpose.text() == page._shelf[1].purpose
