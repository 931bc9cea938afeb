"""A case is filed in the authority's own journal: the note, as file and as text, and the number that comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk import app
from stalkdesk.casework.additions import Addition, Incident
from stalkdesk.casework.case_note import NoteForm
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.log.incident_log import Channel, LoggedIncident
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.findings import Urgency
from stalkdesk.ui import choosing
from stalkdesk.ui.banner import Banner
from stalkdesk.ui.cases.case_page import CasePage
from tests.ui.cases.conftest import FiledCase, filed_case  # noqa: F401 -- a fixture

PROTECTED = ("Mynte Skabelund", "00000777")


class Filing:
    """The case page, at its part about filing."""

    def __init__(self, qtbot: QtBot, case: FiledCase) -> None:
        case.desk.archived = app.archived
        self.case, self.page = case, CasePage(case.desk, case.background)
        qtbot.addWidget(self.page)
        self.page.resize(1060, 720)
        self.page.show()
        self.page.show_case(case.reference, "filing_part")
        self.settle()

    def settle(self) -> None:
        self.case.background.wait_idle()

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        found = [one for one in self.page.findChildren(kind, name) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def press(self, name: str) -> None:
        button = self.find(QPushButton, name)
        assert isinstance(button, QPushButton)
        assert button.isEnabled()
        button.click()
        self.settle()

    @property
    def standing(self) -> str:
        line = self.find(QLabel, "filing_standing")
        assert isinstance(line, QLabel)
        return line.text()

    @property
    def text(self) -> str:
        sheet = self.find(QPlainTextEdit, "note_text")
        assert isinstance(sheet, QPlainTextEdit)
        return sheet.toPlainText()

    @property
    def notes(self) -> list[NoteForm]:
        entries = self.case.desk.open_drawer().case(self.case.reference).entries
        return [one.said.form for one in entries if one.kind is EntryKind.CASE_NOTE]


@pytest.fixture
def filing(qtbot: QtBot, filed_case: FiledCase) -> Iterator[Filing]:  # noqa: F811 -- a fixture
    made = Filing(qtbot, filed_case)
    yield made
    QGuiApplication.clipboard().clear()


def test_the_note_tells_compartment_a_and_nothing_of_b(filing: Filing) -> None:
    filing.case.add_incident()
    filing.page.show_case(filing.case.reference, "filing_part")
    filing.settle()
    assert filing.standing.startswith("Ikke lagt i journalen endnu.")
    assert filing.case.reference in filing.text
    assert "Vi ringer til dig i morgen." in filing.text
    assert "Stod ved indgangen, da hun fik fri." in filing.text
    assert not any(word in filing.text for word in PROTECTED)


@pytest.mark.parametrize(("name", "form"), [("save_note_pdf", NoteForm.PDF_A), ("save_note_text", NoteForm.TEXT)])
def test_it_is_saved_and_noted_on_the_case(
    filing: Filing, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str, form: NoteForm
) -> None:
    out = tmp_path_factory.mktemp("journal")  # the store of these tests lies in tmp_path itself
    asked: list[str] = []

    def chosen(_parent: object, _asks: str, proposed: str, _kinds: str) -> Path:
        asked.append(proposed)
        return out / proposed

    monkeypatch.setattr(choosing, "chosen_target", chosen)
    said = filing.text
    filing.press(name)
    (file,) = out.iterdir()
    assert asked == [f"{filing.case.reference}-notat.{'txt' if form is NoteForm.TEXT else 'pdf'}"] == [file.name]
    assert filing.notes == [form]
    content = file.read_bytes()
    (entry,) = filing.case.desk.open_drawer().case(filing.case.reference).entries
    assert entry.said.sha256 == hashlib.sha256(content).hexdigest()
    if form is NoteForm.TEXT:
        assert content.decode() == said
    else:
        assert content.startswith(b"%PDF")
        assert b"pdfaid" in content
    assert filing.standing.startswith("Notatet blev lavet")


def test_the_text_is_copied_and_noted(filing: Filing) -> None:
    said = filing.text
    filing.press("copy_note")
    assert QGuiApplication.clipboard().text() == said
    assert filing.notes == [NoteForm.COPIED]


def test_a_place_that_refuses_notes_nothing(filing: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = filing.case.desk.vault.folder / "notat.pdf"
    monkeypatch.setattr(choosing, "chosen_target", lambda *_: inside)
    filing.press("save_note_pdf")
    assert filing.notes == []
    banner = filing.find(Banner, "filing_banner")
    assert isinstance(banner, Banner)
    assert not inside.exists()


def test_the_number_comes_back_and_the_note_is_told_when_it_is_behind(filing: Filing) -> None:
    filing.press("copy_note")
    line = filing.find(QLineEdit, "filing_number")
    assert isinstance(line, QLineEdit)
    line.setText("26/00417")
    filing.press("filing_keep_number")
    assert filing.standing == "I journalen som 26/00417."
    filing.case.add_incident()
    filing.page.show_case(filing.case.reference, "filing_part")
    filing.settle()
    assert "der er kommet mere til siden notatet" in filing.standing


def test_an_empty_number_is_asked_for_and_one_that_was_there_can_be_taken_away(filing: Filing) -> None:
    filing.press("filing_keep_number")
    banner = filing.find(Banner, "filing_banner")
    assert isinstance(banner, Banner)
    assert banner.sentence == "Skriv nummeret."
    line = filing.find(QLineEdit, "filing_number")
    assert isinstance(line, QLineEdit)
    line.setText("26/00417")
    filing.press("filing_keep_number")
    line = filing.find(QLineEdit, "filing_number")
    assert isinstance(line, QLineEdit)
    line.clear()
    filing.press("filing_keep_number")
    banner = filing.find(Banner, "case_page_banner")
    assert isinstance(banner, Banner)
    assert banner.sentence == "Journalnummeret er taget væk."
    assert filing.standing.startswith("Ikke lagt i journalen endnu.")


def test_what_was_shown_is_taken_off_the_screen(filing: Filing) -> None:
    sheet = filing.find(QPlainTextEdit, "note_text")
    assert isinstance(sheet, QPlainTextEdit)
    filing.page.leave()
    assert sheet.toPlainText() == ""


def test_an_answer_that_was_put_right_stands_with_what_stood_before_and_why(filing: Filing) -> None:
    drawer = filing.case.desk.open_drawer()
    before = len(drawer.case(filing.case.reference).addenda)
    filing.case.add(
        Addition("Hun huskede forkert.", (), (filing.case.answer("threats", "unknown"),)), Confirmation(Urgency.ACUTE)
    )
    filing.page.show_case(filing.case.reference, "filing_part")
    filing.settle()
    assert len(drawer.case(filing.case.reference).addenda) == before + 1
    (line,) = (one for one in filing.text.splitlines() if "Hun huskede forkert." in one)
    assert "truet" in line
    assert "Ved ikke (før: Ja)" in line


def test_an_incident_says_its_time_of_day(filing: Filing) -> None:
    at_ten = LoggedIncident("22:10", Channel.CALL)
    filing.case.add(Addition("Nyt", (Incident(DateValue("2026-11-20"), ("COMM",), "Ringede igen", log=at_ten),)))
    filing.page.show_case(filing.case.reference, "filing_part")
    filing.settle()
    assert "20-11-2026 kl. 22.10" in filing.text
