"""The page Viden: found as one types, read, followed from link to link, and saved on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit

from stalkdesk.casework.officers import Officer
from stalkdesk.knowledge.pages import PageKey, PageKind
from stalkdesk.ui.knowledge.page import HandbookPage
from stalkdesk.ui.knowledge.page_lines import PageLines, PageList, lines_by_chapter
from tests.knowledge.small_handbook import small_handbook
from tests.ui.driving import Driver
from tests.ui.test_accessibility import _check

Unlocked = Callable[..., Driver]


@pytest.fixture
def viden(unlocked: Callable[[Officer], Driver]) -> Driver:
    """The page, opened from the sidebar."""
    driver = unlocked()  # type: ignore[call-arg]
    driver.click("nav_knowledge")
    driver.settle()
    return driver


def lines(driver: Driver) -> list[str]:
    """What the list says."""
    model: QAbstractItemModel = driver.find(PageList, "knowledge_list").lines
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def title_of(driver: Driver) -> str:
    """What the page is called that is read."""
    return driver.find(QLabel, "knowledge_title").text()


def test_every_page_stands_under_its_chapter_and_the_first_is_read(viden: Driver) -> None:
    assert lines(viden)[:2] == ["1 Akut fare", "Er du i fare lige nu?"]
    assert title_of(viden) == "Er du i fare lige nu?"
    assert viden.find(QLabel, "knowledge_count").text() == "8 sider i håndbogen."


def test_f1_opens_the_page_from_another_one(unlocked: Unlocked) -> None:
    driver = unlocked()
    driver.key(Qt.Key.Key_F1)
    driver.wait(lambda: driver.is_at("knowledge_page"))


def test_pages_are_found_as_one_types(viden: Driver) -> None:
    viden.type("knowledge_search", "truser")
    assert lines(viden) == []
    assert "Ingen sider passer" in viden.find(QLabel, "knowledge_count").text()
    viden.type("knowledge_search", "våb")
    assert lines(viden) == ["Er der fremsat trusler?"]
    assert title_of(viden) == "Er der fremsat trusler?"
    assert viden.find(QLabel, "knowledge_count").text() == "1 side fundet."


def test_esc_empties_the_search_and_down_goes_into_the_list(viden: Driver) -> None:
    viden.type("knowledge_search", "plan")
    viden.find(QLineEdit, "knowledge_search").setFocus()
    viden.key(Qt.Key.Key_Escape)
    assert viden.find(QLineEdit, "knowledge_search").text() == ""
    viden.key(Qt.Key.Key_Down)
    assert viden.find(PageList, "knowledge_list").hasFocus()


def test_a_link_leads_to_its_page_and_the_search_gives_way(viden: Driver) -> None:
    viden.type("knowledge_search", "våben")
    links = viden.find(PageList, "knowledge_links")
    links.choose(1)
    links.setFocus()
    viden.key(Qt.Key.Key_Return)
    assert title_of(viden) == "Regel A2 slår til"
    assert viden.find(QLineEdit, "knowledge_search").text() == ""
    assert "A2 · Regel A2 slår til" in lines(viden)


def test_the_page_that_is_read_stays_when_a_search_is_taken_back(viden: Driver) -> None:
    viden.type("knowledge_search", "mønster")
    viden.type("knowledge_search", "")
    assert title_of(viden) == "«element.P»"


def test_a_page_that_is_not_written_leaves_all_as_it_is(viden: Driver) -> None:
    page = viden.find(HandbookPage, "knowledge_page")
    page.open_page(PageKey(PageKind.QUESTION, "no_page"))
    assert title_of(viden) == "Er du i fare lige nu?"


def test_the_handbook_is_shown_on_paper_and_saved_where_one_wants(viden: Driver, tmp_path: Path) -> None:
    viden.click("handbook_on_paper")
    viden.settle()
    assert viden.shows("print_handbook")
    page, target = viden.find(HandbookPage, "knowledge_page"), tmp_path / "bog.pdf"
    page.save_as(target)
    assert target.read_bytes().startswith(b"%PDF")
    assert "bog.pdf" in viden.says("knowledge_page_banner")
    viden.click("handbook_back")
    assert viden.shows("knowledge_title")


def test_a_place_that_cannot_be_written_is_said(viden: Driver, tmp_path: Path) -> None:
    viden.click("handbook_on_paper")
    viden.settle()
    viden.find(HandbookPage, "knowledge_page").save_as(tmp_path / "no such folder" / "bog.pdf")
    assert "Vælg et andet sted" in viden.says("knowledge_page_banner")


def test_every_control_has_a_name_and_its_own_letter(viden: Driver) -> None:
    _check(viden)
    viden.click("handbook_on_paper")
    _check(viden)


def test_the_list_is_a_sound_model_and_headings_cannot_be_chosen() -> None:
    model = PageLines()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_lines(lines_by_chapter(small_handbook()))
    model.show_lines(())
    model.show_lines(lines_by_chapter(small_handbook()))
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.page_at(0) is None
    assert model.first_page() == 1
    tester.deleteLater()
