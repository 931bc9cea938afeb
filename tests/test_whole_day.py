"""A whole day at one desk, through the real window, the real encrypted file and the real paper.

One case is taken with the keyboard alone, one with the mouse; the sheets are read back as text, the week is exported, and at
the end no plain text of either case lies anywhere on the disk.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk import app
from stalkdesk.casework.drawer import FirstRun
from stalkdesk.casework.officers import Authority, ContactFunction, ContactPerson, Unit
from stalkdesk.data.vault import SealedVault
from stalkdesk.intake.checklist import AnswerKind, Question
from stalkdesk.places import resources
from stalkdesk.ui import theme
from stalkdesk.ui.cases.week_page import WeekPage
from stalkdesk.ui.intake.page import IntakePage
from stalkdesk.ui.main_window import MainWindow
from stalkdesk.ui.papers.sheets_panel import SheetsPanel

PASSPHRASE = "tågehorn kanelsnegl bølgebryder"
VICTIM = "Kvædebær Opdigtesen"
WORDS = "Fyrretræskogle siger personen på hver eneste besked"
CANARIES = (VICTIM, "Kvædebær", "Fyrretræskogle", "Havesaksvej", "4500000777", "00 00 07 77")
UNIT = Unit(Authority.MUNICIPALITY, "Prøveby Kommune", ("Rådhuset", "0000 Prøveby"), "+4500000000")
CONTACTS = (ContactPerson("", "Vera Visitprøve", ContactFunction.VISITATOR, "+4500000001", "hverdage kl. 9-15"),)

BY_KEYBOARD: dict[str, object] = {
    "victim_name": VICTIM,
    "victim_address": "Havesaksvej, Prøveby",
    "safe_phone": "00000777",
    "threats": "J",
    "threat_words": WORDS,
    "directed_at_person": "J",
    "relationship": "1",
    "same_source": "1",
    "incidents_total": "12",
    "span_days": "40",
    "unwanted": "1",
    "continued_after_no": "1",
    "reciprocity": "1",
    "purpose": "1",
    "impact": "4",
}
"""What the keyboard officer types where the general rule (no, the first choice, a short text) does not do."""


class DayAtTheDesk:
    """The window, and the hands of an officer."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    # -- hands
    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the keyboard is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, text: str) -> None:
        """Letters, wherever the keyboard is."""
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def click(self, name: str, within: QWidget | None = None) -> None:
        """The mouse on a button that can be seen."""
        there = [one for one in (within or self.window).findChildren(QAbstractButton, name) if one.isVisible()]
        assert there, f"no button {name} on the screen"
        self.qtbot.mouseClick(there[0], Qt.MouseButton.LeftButton)

    def settle(self) -> None:
        """Until everything asked for is done and shown."""
        self.window._background.wait_idle()
        QApplication.processEvents()

    # -- what is on the screen
    @property
    def intake(self) -> IntakePage:
        pages = [page for page in self.window.findChildren(IntakePage) if page.isVisible()]
        assert pages
        return pages[0]

    def question(self) -> Question:
        return self.intake._open_talk().question

    def is_at_the_end(self) -> bool:
        return self.intake.closing.isVisible()

    def sheets(self) -> SheetsPanel:
        self.qtbot.waitUntil(lambda: bool([p for p in self.window.findChildren(SheetsPanel) if p.isVisible()]))
        self.settle()
        return next(panel for panel in self.window.findChildren(SheetsPanel) if panel.isVisible())

    def unlock(self) -> None:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        self.type("leder")
        self.press(Qt.Key.Key_Tab)
        self.type(PASSPHRASE)
        self.press(Qt.Key.Key_Return)
        self.settle()
        assert self.window._desk.drawer is not None

    # -- answering with the keyboard alone
    def answer_by_keyboard(self, question: Question) -> None:
        """Answers what is on the screen as an officer who never touches the mouse."""
        wanted = BY_KEYBOARD.get(question.id)
        match question.kind:
            case AnswerKind.YES_NO:
                self.type(str(wanted or "N"))
            case AnswerKind.SINGLE:
                self.type(str(wanted or "1"))
            case AnswerKind.MULTIPLE | AnswerKind.TICK:
                self.press(Qt.Key.Key_Space)
            case AnswerKind.NUMBER:
                self.type(str(wanted or max(question.least, 1)))
            case AnswerKind.DATE:
                self.type("20-11-2036" if question.tense.value == "future" else "20-11-2025")
            case AnswerKind.CPR:
                self.type("0013370000")  # no such day: cannot exist, is warned of, never refused
            case AnswerKind.PHONE:
                self.type(str(wanted or "00000700"))
            case AnswerKind.PERSON if question.suggest:
                self.press(Qt.Key.Key_Space)
            case _:
                self.type(str(wanted or "Skrevet ved skranken"))

    def answer_by_mouse(self, question_id: str, choice: str) -> None:
        """Goes to a question and clicks a choice."""
        self.intake._on_asked_for(question_id)
        self.click(f"choice_{choice}", self.intake)

    def close(self) -> None:
        self.window.close()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    SealedVault(folder, calibrate=False).set_up(FirstRun(UNIT, CONTACTS, "leder", "Ditte Demoleder", "DD", PASSPHRASE))
    return folder


def a_window(qtbot: QtBot, store: Path) -> DayAtTheDesk:
    theme.apply(_application(), resources(), dark=False)
    window = MainWindow(app.desk_at(store))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    return DayAtTheDesk(qtbot, window)


@pytest.fixture
def day(qtbot: QtBot, store: Path) -> Iterator[DayAtTheDesk]:
    day = a_window(qtbot, store)
    yield day
    day.close()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def read(pdf: Path) -> str:
    """The text of a PDF."""
    return " ".join(page.extract_text() for page in PdfReader(pdf).pages)


def plain_text_on(folder: Path, leave_out: Path) -> list[str]:
    """Every place below `folder` where a canary can be read, in either of the encodings a program may write."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file() and leave_out not in file.parents:
            content = file.read_bytes()
            found += [
                f"{file.name}: {canary}"
                for canary in CANARIES
                for encoded in (canary.encode(), canary.encode("utf-16-le"), json.dumps(canary)[1:-1].encode())
                if encoded in content
            ]
    return found


def test_whole_day(day: DayAtTheDesk, store: Path, tmp_path: Path, own_folders: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    day.unlock()
    first = take_by_keyboard(day)
    keep_sheets(day, given)
    second = take_by_mouse(day)
    keep_sheets(day, given)
    export_this_week(day, given)

    of_first = [read(file) for file in given.glob(f"{first}-ark-*.pdf")]
    receipt = next(text for text in of_first if "i sig selv en politianmeldelse" in text)
    assert first in receipt
    assert "Vera Visitprøve" in receipt
    assert "politianmeldelse" in receipt
    texts = " ".join(read(file) for file in given.glob("*.pdf"))
    assert second in texts
    assert not any(canary in texts for canary in CANARIES)
    figures = load_workbook(next(given.glob("*.xlsx"))).active
    assert figures is not None
    cells = [cell for row in figures.iter_rows(values_only=True) for cell in row]
    assert any("<5" in str(cell) for cell in cells)

    drawer = day.window._desk.open_drawer()
    assert drawer.faults() == ()
    kept = {sheet.sheet_id for sheet in drawer.case(first).sheets}
    assert kept >= {"guidance", "incident_log", "receipt"}
    assert len(of_first) == len(kept)
    assert [line.reference for line in drawer.cases("kvædebær")] == [first]
    day.close()
    assert plain_text_on(tmp_path, given) == []
    assert plain_text_on(own_folders, given) == []
    assert (store / "desk.sdk").read_bytes()[:15] != b"SQLite format 3"


def take_by_keyboard(day: DayAtTheDesk) -> str:
    """The whole checklist, question by question, with the keyboard alone. Gives the reference."""
    day.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    day.settle()
    day.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)  # she was never here: no search
    day.settle()
    reference = day.intake._open_talk().reference
    for _ in range(200):
        if day.is_at_the_end():
            break
        question = day.question()
        day.answer_by_keyboard(question)
        day.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert day.is_at_the_end() or day.question().id != question.id, f"{question.id} does not go on"
    assert day.is_at_the_end()
    assert not day.intake._open_talk().walk.blocking()
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == "fileButton":
            break
        day.press(Qt.Key.Key_Tab)
    day.press(Qt.Key.Key_Return)
    day.settle()
    return reference


def take_by_mouse(day: DayAtTheDesk) -> str:
    """A short case with the mouse: red answer, 112, back; a few answers; the rest not asked. Gives the reference."""
    day.click("sheets_done")
    day.window.show_page("home")
    day.settle()
    begin = next(b for b in day.window.findChildren(QPushButton) if b.isVisible() and "Ny sag" in b.text())
    day.qtbot.mouseClick(begin, Qt.MouseButton.LeftButton)
    day.settle()
    day.click("persons_skip_crisis")
    day.settle()
    intake = day.intake
    reference = intake._open_talk().reference
    day.answer_by_mouse("danger_now", "yes")
    assert intake.emergency.isVisible()
    back = next(b for b in intake.emergency.findChildren(QAbstractButton) if "Esc" in b.text())
    day.qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert day.question().id == "danger_now"
    day.answer_by_mouse("relationship", "ex_partner")
    for question in intake._open_talk().walk.blocking():
        if question.kind is AnswerKind.YES_NO:
            day.answer_by_mouse(question.id, "no")
            if intake.emergency.isVisible():
                day.click("resumeButton", intake.emergency)
    while blocking := intake._open_talk().walk.blocking():
        intake._on_reasoned(blocking[0].id, "Afbrudt: hun måtte gå")
    lines = intake.findChild(QListView, "sectionLines")
    assert lines is not None
    last = lines.model().index(lines.model().rowCount() - 1, 0)
    day.qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=lines.visualRect(last).center())
    assert day.is_at_the_end()
    day.settle()
    day.click("fileButton", intake)
    day.settle()
    return reference


def keep_sheets(day: DayAtTheDesk, folder: Path) -> None:
    """Answers the question, and saves the ticked sheets, as the dialog would."""
    panel = day.sheets()
    day.click("safe_yes", panel)
    day.settle()
    panel._with_made(panel._chosen(), lambda made: panel.save_in(folder, made))
    day.settle()


def export_this_week(day: DayAtTheDesk, folder: Path) -> None:
    """The week of today, by the buttons of the page."""
    page = day.window.show_page("week")
    assert isinstance(page, WeekPage)
    day.settle()
    day.click("week_later", page)
    day.settle()
    page.save_in(folder)
    day.settle()


def test_a_kill_in_the_middle_of_a_word_loses_nothing_that_was_shown_as_saved(qtbot: QtBot, store: Path) -> None:
    """Another program takes an intake at the window and is killed while it types; what its header showed as saved is there."""
    command = [sys.executable, "-m", "tests.desk_to_be_killed", str(store), PASSPHRASE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent) as program:
        assert program.stdout is not None
        shown = json.loads(program.stdout.readline())
        program.kill()
    assert shown["saved"].startswith("Gemt kl.")

    day = a_window(qtbot, store)
    day.unlock()
    (line,) = day.window._desk.open_drawer().drafts()
    assert (line.reference, line.at_question) == (shown["reference"], shown["at"])
    day.window.resume_intake(line.case_id)
    day.settle()
    answers = day.intake._open_talk().walk.answers
    assert day.intake.unsaved_banner.sentence == ""
    assert day.question().id == shown["at"]
    for key, given in shown["answers"].items():
        assert str(answers[key].value).startswith(given), "what was typed after it may have been saved too"
    day.close()
