"""An officer's walk, at the real window over the real store: offered, looked at, asked, printed, taken; and a week later, when
the shelf has moved on, printed again with the words of that day."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stalkdesk import app
from stalkdesk.casework.drawer import Drawer
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.papers import How, Outcome
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.parsing import parsed
from stalkdesk.language import Language
from stalkdesk.ui.cases.case_page import SHEETS
from stalkdesk.ui.papers import giving, printing
from tests.test_whole_day import DayAtTheDesk, a_window, store

__all__ = ["store"]

DAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
NEW_WORDS = "Helt nye ord fra en senere udgave."
ANSWERS: dict[str, object] = {
    "danger_now": "no",
    "threats": "yes",
    "relationship": "ex_partner",
    "victim_name": "Kvædebær Opdigtesen",
    "sheet_language": "de",
    "next_step_1": "Vi ringer til dig i morgen.",
}


class Walk(DayAtTheDesk):
    """The hands of the officer, and what came out of the printer."""

    printed: list[bytes]

    def file_case(self) -> str:
        """A case that was taken before."""
        drawer: Drawer = self.window._desk.open_drawer()
        checklist = app.library().checklist(Language.DANISH)
        draft = drawer.begin_intake(checklist.version)
        answers = {key: parsed(checklist.question(key), value, DAY, "DD", date(2026, 11, 2)) for key, value in ANSWERS.items()}
        for key, answer in answers.items():
            drawer.keep_answer(draft.case_id, answer, checklist.question(key).compartment)
        found = assess(facts_from(answers))
        public = without_protected(found, checklist.protected_ids())
        return drawer.file_case(draft.case_id, found, public, "2026-1", Confirmation(found.urgency)).reference

    def press_named(self, name: str) -> None:
        """Goes to the control with Tab, as one who has no mouse, and presses it."""
        for _ in range(90):
            focused = QApplication.focusWidget()
            if focused is not None and focused.objectName() == name:
                break
            self.press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.objectName() == name, f"the keyboard does not reach {name}"
        self.press(Qt.Key.Key_Space)
        self.settle()
        self.settle()

    def text(self) -> str:
        """What was printed last."""
        pages = PdfReader(io.BytesIO(self.printed[-1])).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def walk(qtbot: QtBot, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    day = a_window(qtbot, store)
    walk = Walk(qtbot, day.window)
    walk.printed = []
    send = printing.print_on

    def printer(parent: object) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "printed.pdf"))
        return made

    def seen(printer: QPrinter, pdf: bytes) -> None:
        walk.printed.append(pdf)
        send(printer, pdf)

    monkeypatch.setattr(giving, "chosen_printer", printer)
    monkeypatch.setattr(giving, "print_on", seen)
    yield walk
    walk.close()


def moved_on(language: Language) -> tuple[GuidanceSheet, ...]:
    """The shelf a week later: the main sheet has a new version with other words."""

    def newer(sheet: GuidanceSheet) -> GuidanceSheet:
        parts = tuple(replace(part, items=(NEW_WORDS,)) if part.key == "log" else part for part in sheet.parts)
        return replace(sheet, version="2027-1", parts=parts) if sheet.id == "guidance" else sheet

    return tuple(newer(sheet) for sheet in app.library().shelf(language))


def test_an_officers_walk_with_the_keyboard_and_the_words_of_that_day_a_week_later(walk: Walk) -> None:
    walk.unlock()
    desk = walk.window._desk
    desk.now = lambda: DAY
    reference = walk.file_case()
    walk.window.offer_sheets(reference)
    panel = walk.sheets()
    walk.settle()
    assert panel._choices.chosen_language() is Language.GERMAN, "as the intake says"
    assert panel._preview.pages() >= 1
    for sheet_id, tick in panel._choices._ticks.items():
        tick.setChecked(sheet_id == "guidance")
    walk.settle()
    panel._question.take_focus()
    walk.press_named("safe_yes")
    walk.press_named("print_sheets")
    walk.press_named("came_out")
    walk.press_named("outcome_taken")
    that_day = walk.text()
    assert "2026-1" in that_day
    drawer = desk.open_drawer()
    (given,) = drawer.case(reference).sheets
    assert (given.sheet_id, given.language, given.how, given.outcome) == ("guidance", "de", How.PRINTED, Outcome.TAKEN)

    desk.now = lambda: DAY + timedelta(days=7)
    desk.shipped_shelf = moved_on
    walk.window.open_case(reference)
    walk.settle()
    page = walk.window._open_frame().case_page()
    page._opens_at = SHEETS
    page.show_case(reference)
    walk.settle()
    page._tabs.setFocus()
    walk.press_named(f"print_again_{given.id}")
    walk.press_named("safe_yes")
    walk.press_named("print_again")
    assert walk.text() == that_day, "word for word"
    walk.press_named("came_out")
    walk.press_named("outcome_taken")
    page._tabs.setFocus()
    walk.press_named(f"print_newer_{given.id}")
    walk.press_named("safe_yes")
    walk.press_named("print_again")
    assert NEW_WORDS in walk.text()
    assert "2027-1" in walk.text()
    walk.press_named("came_out")
    walk.press_named("outcome_at_desk")

    told = [(one.sheet_version, one.first_id, one.how, one.outcome) for one in drawer.case(reference).sheets]
    assert set(told) == {
        ("2026-1", "", How.PRINTED, Outcome.TAKEN),
        ("2026-1", given.id, How.PRINTED, Outcome.TAKEN),
        ("2027-1", "", How.PRINTED, Outcome.AT_DESK),
    }
    assert "Kvædebær" not in "".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text() for pdf in walk.printed)
    acts = [line.act for line in drawer.journal(60) if line.reference == reference]
    assert acts.count("print") == 3
    assert drawer.faults() == ()
