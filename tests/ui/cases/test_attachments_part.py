"""Attachments on the case page: asked about, taken in, listed, shown from memory and bounded, erased; no trace is left."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton, QTabWidget
from pytestqt.qtbot import QtBot

from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.errors import DiskFull
from stalkdesk.intake.checklist import Compartment
from stalkdesk.ui.cases.attachments_part import AttachmentsPart
from tests.ui.cases.adding import Adding
from tests.ui.cases.conftest import FiledCase
from tests.ui.cases.pictures import pdf, png
from tests.ui.fakes import FakeDrawer


@pytest.fixture
def case(qtbot: QtBot, look: object, filed_case: FiledCase) -> Adding:
    return Adding(qtbot, filed_case)


def part(case: Adding) -> AttachmentsPart:
    tabs = case.case_page.findChild(QTabWidget, "case_tabs")
    assert tabs is not None
    found = next(widget for place in range(tabs.count()) if isinstance(widget := tabs.widget(place), AttachmentsPart))
    tabs.setCurrentWidget(found)
    return found


def drawer(case: Adding) -> FakeDrawer:
    found = case.filed_case.desk.open_drawer()
    assert isinstance(found, FakeDrawer)
    return found


def attach(case: Adding, content: bytes, name: str, compartment: Compartment = Compartment.FACTS) -> None:
    drawer(case).attach(case.filed_case.reference, NewAttachment(content, name, compartment, "fra telefonen"))
    case.open_case()


def show(case: Adding, row: int = 0) -> None:
    part(case).view.setCurrentIndex(part(case).table.index(row, 0))
    case.press("show_attachment")
    case.settle()


def take_in(case: Adding, path: Path, answer: str = "attachment_clean") -> None:
    part(case).ask_about(path)
    choice = part(case).findChild(QRadioButton, answer)
    assert choice is not None
    choice.click()


def test_a_file_is_taken_in_after_it_was_asked_about_and_stands_in_the_list(case: Adding, tmp_path: Path) -> None:
    (tmp_path / "skærm.png").write_bytes(png())
    take_in(case, tmp_path / "skærm.png")
    case.press("take_attachment")
    case.settle()
    case.settle()
    assert "bilag 1" in case.says("case_page_banner")
    shown_part = part(case)
    QAbstractItemModelTester(shown_part.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [shown_part.table.index(0, column).data() for column in (0, 1, 3, 4)] == ["1", "skærm.png", "A", "billede"]


def test_sexual_images_are_refused_with_the_words_of_the_checklist(case: Adding, tmp_path: Path) -> None:
    (tmp_path / "fil.png").write_bytes(png())
    take_in(case, tmp_path / "fil.png", "attachment_sexual")
    assert "håndteres af politiet" in case.says("attachment_form_banner")
    keep = part(case).findChild(QPushButton, "take_attachment")
    assert keep is not None
    assert not keep.isEnabled()
    part(case)._form._on_keep()
    assert not next(iter(case.filed_case.store.cases.values())).attachments


def test_nothing_is_taken_in_before_the_question_is_answered(case: Adding, tmp_path: Path) -> None:
    part(case).ask_about(tmp_path / "fil.png")
    assert not part(case)._form._keep.isEnabled()


def test_a_refused_file_is_told_and_the_list_stays(case: Adding, tmp_path: Path) -> None:
    (tmp_path / "tom.png").write_bytes(b"")
    take_in(case, tmp_path / "tom.png")
    case.press("take_attachment")
    case.settle()
    assert "tom" in case.says("attachments_banner")
    drawer(case).failure = DiskFull("Disken er fuld.")
    (tmp_path / "tom.png").write_bytes(png())
    take_in(case, tmp_path / "tom.png")
    case.press("take_attachment")
    case.settle()
    assert case.says("attachments_banner") == "Disken er fuld."


def test_leaving_the_case_stops_what_is_being_taken_in(case: Adding) -> None:
    leaving = part(case)
    assert not leaving._stop.is_set()
    case.case_page.leave()
    assert leaving._stop.is_set()


def test_a_picture_is_shown_with_its_hash(case: Adding) -> None:
    attach(case, png(), "skærm.png")
    show(case)
    (made, _content), *_ = next(iter(case.filed_case.store.cases.values())).attachments
    facts = part(case).findChild(QLabel, "attachment_facts")
    assert facts is not None
    assert made.sha256 in facts.text().replace(" ", "")
    assert case.shows("attachment_picture")
    case.press("close_attachment")
    assert not case.shows("attachment_picture")
    assert part(case)._content == b""


def test_a_pdf_is_turned_page_by_page(case: Adding) -> None:
    attach(case, pdf(), "brev.pdf")
    show(case)
    assert "Side 1 af 2" in case.words()
    case.press("attachment_page_after")
    case.settle()
    assert "Side 2 af 2" in case.words()


def test_a_text_can_be_read_and_not_copied(case: Adding) -> None:
    attach(case, "Jeg så dig ved bussen.".encode(), "beskeder.txt")
    show(case)
    text = part(case).findChild(QPlainTextEdit, "attachment_text")
    assert text is not None
    assert text.toPlainText() == "Jeg så dig ved bussen."
    QGuiApplication.clipboard().clear()
    text.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_C):
        case.qtbot.keyClick(text, key, Qt.KeyboardModifier.ControlModifier)
    assert "bussen" not in QGuiApplication.clipboard().text()


def test_a_damaged_one_says_so_and_the_others_are_shown(case: Adding) -> None:
    attach(case, png(), "en.png")
    attach(case, png(), "to.png")
    drawer(case).damaged = frozenset({1})
    show(case, 0)
    assert "Bilag 1" in case.says("attachments_banner")
    show(case, 1)
    assert case.shows("attachment_picture")


def test_what_is_not_shown_here_can_t_be_opened(case: Adding) -> None:
    attach(case, b"\x00\x01\x02", "ukendt.bin")
    part(case).view.setCurrentIndex(part(case).table.index(0, 0))
    assert not part(case)._show.isEnabled()


def test_a_protected_one_is_named_and_shown_after_a_reason(case: Adding) -> None:
    attach(case, png(), "skole.png", Compartment.PROTECTED)
    assert part(case).table.index(0, 1).data() == "Beskyttet bilag (B)"
    part(case).open_protected("Skal til retten")
    case.settle()
    assert part(case).table.index(0, 1).data() == "skole.png"
    show(case)
    assert case.shows("attachment_picture")
    assert [line.reason for line in drawer(case).journal(2)] == ["Skal til retten"] * 2


def test_an_erased_one_keeps_its_number_and_why(case: Adding) -> None:
    attach(case, png(), "forkert.png")
    part(case).erase(part(case).table.values[0], "Forkert sag")
    case.settle()
    case.settle()
    assert part(case).table.index(0, 1).data() == "Slettet: Forkert sag"


def test_showing_makes_no_file(case: Adding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = set(Path(tempfile.gettempdir()).iterdir())
    for content, name in ((png(), "a.png"), (pdf(), "b.pdf"), (b"tekst", "c.txt")):
        attach(case, content, name)
    for row in range(3):
        show(case, row)
        case.press("close_attachment")
    assert list(tmp_path.glob("**/*.png")) + list(tmp_path.glob("**/*.pdf")) == []
    assert not [path for path in set(Path(tempfile.gettempdir()).iterdir()) - before if path.suffix in (".png", ".pdf", ".txt")]


def test_escape_leaves_the_form_but_throws_nothing_away_that_was_typed(case: Adding, tmp_path: Path) -> None:
    path = tmp_path / "skærm.png"
    path.write_bytes(png())
    part(case).ask_about(path)
    said = part(case).findChild(QLineEdit, "attachment_said")
    assert said is not None
    said.setText("fra telefonen")
    QTest.keyClick(said, Qt.Key.Key_Escape)
    assert said.isVisible()
    assert "Fortryd" in part(case)._form._banner.sentence
    said.clear()
    QTest.keyClick(said, Qt.Key.Key_Escape)
    assert not said.isVisible()
