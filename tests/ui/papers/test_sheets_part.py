"""The part "Ark" of a case: what waits and what was given; printed again as it was, or as it is now; settled later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.casework.officers import Officer
from stalkdesk.casework.papers import How, Outcome, SheetGiven
from stalkdesk.guidance.blocks import Document, Heading, Paragraph, PrintSize
from stalkdesk.guidance.carrying import Safe
from stalkdesk.guidance.kept_documents import document_from, document_text
from stalkdesk.language import Language
from stalkdesk.ui.cases.case_page import SHEETS, CasePage
from stalkdesk.ui.papers.print_again import PrintAgain
from stalkdesk.ui.papers.sheets_panel import SheetsPanel
from stalkdesk.ui.papers.sheets_part import SheetsPart
from tests.ui.papers.conftest import FakePrinters, FiledCase, press, settled

OLD_WORDS = Document("Råd", Language.DANISH, (Heading("Råd", 1), Paragraph("Ordene fra dengang.")), size=PrintSize.LARGE)


class Part:
    """The part on the case page."""

    def __init__(self, qtbot: QtBot, case: FiledCase) -> None:
        self.case = case
        self.page = CasePage(case.desk, case.background)
        qtbot.addWidget(self.page)
        self.page.show()
        self.read()

    def read(self) -> None:
        self.page._opens_at = SHEETS
        self.page.show_case(self.case.reference)
        self.settle()

    def settle(self) -> None:
        settled(self.case.background)

    @property
    def part(self) -> SheetsPart:
        part = self.page._tabs.widget(SHEETS)
        assert isinstance(part, SheetsPart)
        return part

    @property
    def again(self) -> PrintAgain:
        assert self.part._again is not None
        return self.part._again

    def press(self, name: str) -> None:
        press(self.part, name, self.settle)

    def sheets(self) -> tuple[SheetGiven, ...]:
        return tuple(next(iter(self.case.store.cases.values())).sheets)

    def said(self) -> str:
        return " ".join(one.text() for one in self.part.findChildren(QLabel))


@pytest.fixture
def keep(filed_case: FiledCase) -> Callable[..., SheetGiven]:
    """Keeps a sheet with the case."""

    def made(how: How = How.PRINTED, version: str = "2025-1", **more: object) -> SheetGiven:
        drawer = filed_case.desk.open_drawer()
        sheet = SheetGiven("guidance", version, "da", 1, how, filed_case.desk.now(), "SL")
        whole = replace(sheet, **more)  # type: ignore[arg-type]
        return drawer.keep_sheet_given(filed_case.reference, [whole], [document_text(OLD_WORDS)])[0]

    return made


def test_a_case_without_sheets_says_so(qtbot: QtBot, filed_case: FiledCase) -> None:
    part = Part(qtbot, filed_case)
    assert "Der er ikke givet noget ark endnu." in part.said()
    assert part.page._waiting.isHidden()


def test_a_sheet_that_waits_is_said_on_the_case_and_printed_later(
    qtbot: QtBot, filed_case: FiledCase, keep: Callable[..., SheetGiven], printers: FakePrinters
) -> None:
    waiting = keep(How.WAITING)
    part = Part(qtbot, filed_case)
    assert part.page._waiting.text() == "Ét ark venter på at blive printet."
    part.press(f"print_waiting_{waiting.id}")
    assert not part.again._print.isEnabled(), "the question comes first"
    part.press("safe_yes")
    part.press("print_again")
    part.press("came_out")
    part.press("outcome_taken")
    (sheet,) = part.sheets()
    assert (sheet.id, sheet.how, sheet.outcome) == (waiting.id, How.PRINTED, Outcome.TAKEN)
    assert part.page._waiting.isHidden()
    assert part.page._banner.sentence == "Det er noteret på sagen."


def test_all_that_wait_can_be_printed_at_once(
    qtbot: QtBot, filed_case: FiledCase, keep: Callable[..., SheetGiven], printers: FakePrinters
) -> None:
    for _ in range(3):
        keep(How.WAITING)
    part = Part(qtbot, filed_case)
    part.press("print_all_waiting")
    part.press("safe_yes")
    part.press("print_again")
    part.press("came_out")
    part.press("outcome_at_desk")
    assert {(sheet.how, sheet.outcome) for sheet in part.sheets()} == {(How.PRINTED, Outcome.AT_DESK)}
    assert len(printers.given) == 1


def test_printed_again_it_has_the_words_of_its_day_and_names_the_first(
    qtbot: QtBot, filed_case: FiledCase, keep: Callable[..., SheetGiven], printers: FakePrinters
) -> None:
    first = keep(outcome=Outcome.TAKEN, variant="large")
    part = Part(qtbot, filed_case)
    part.press(f"print_again_{first.id}")
    part.press("safe_yes")
    part.press("print_again")
    part.press("came_out")
    part.press("outcome_taken")
    old, new = part.sheets()
    assert (new.first_id, new.sheet_version, new.how, new.variant) == (first.id, "2025-1", How.PRINTED, "large")
    assert old == first
    drawer = filed_case.desk.open_drawer()
    assert document_from(drawer.sheet_document(filed_case.reference, new.id)) == OLD_WORDS
    assert "kopi af et tidligere ark" in part.said()


def test_the_new_version_is_offered_only_when_the_shelf_has_moved_on(
    qtbot: QtBot, filed_case: FiledCase, keep: Callable[..., SheetGiven], printers: FakePrinters
) -> None:
    of_now = next(sheet.version for sheet in filed_case.desk.shelf(Language.DANISH) if sheet.id == "guidance")
    old, same = keep(), keep(version=of_now)
    part = Part(qtbot, filed_case)
    assert part.part.findChild(QPushButton, f"print_newer_{same.id}") is None
    part.press(f"print_newer_{old.id}")
    part.press("safe_yes")
    part.press("print_again")
    part.press("came_out")
    part.press("outcome_taken")
    new = part.sheets()[-1]
    assert (new.sheet_version, new.first_id) == (of_now, "")
    kept = document_from(filed_case.desk.open_drawer().sheet_document(filed_case.reference, new.id))
    assert kept != OLD_WORDS
    assert kept.size is PrintSize.LARGE, "as large as it was"


def test_when_it_is_not_safe_any_more_it_is_not_printed_and_the_other_ways_are_shown(
    qtbot: QtBot, filed_case: FiledCase, keep: Callable[..., SheetGiven], printers: FakePrinters
) -> None:
    first = keep()
    part = Part(qtbot, filed_case)
    wanted: list[str] = []
    part.page.sheets_wanted.connect(wanted.append)
    part.press(f"print_again_{first.id}")
    part.press("safe_no")
    assert part.again._print.isHidden()
    part.press("other_ways")
    assert wanted == [filed_case.reference]
    assert printers.given == []
    assert part.sheets() == (first,)


def test_a_copy_pressed_twice_is_one_copy_and_not_safe_in_between_prints_none(
    qtbot: QtBot, filed_case: FiledCase, keep: Callable[..., SheetGiven], printers: FakePrinters
) -> None:
    first = keep()
    part = Part(qtbot, filed_case)
    part.press(f"print_again_{first.id}")
    part.press("safe_yes")
    part.again._print.click()
    assert not part.again._print.isEnabled()
    part.again._on_print()
    part.again._question._buttons[Safe.NO].click()
    part.settle()
    assert printers.given == []
    assert [sheet.how for sheet in part.sheets()] == [How.PRINTED, How.WAITING]
    part.press("safe_yes")
    part.press("print_again")
    assert len(printers.given) == 1
    assert len(part.sheets()) == 2


def test_a_printer_that_is_gone_lets_the_copy_wait(
    qtbot: QtBot, filed_case: FiledCase, keep: Callable[..., SheetGiven], printers: FakePrinters
) -> None:
    first = keep()
    printers.fault = "Printeren er stoppet."
    part = Part(qtbot, filed_case)
    part.press(f"print_again_{first.id}")
    part.press("safe_yes")
    part.press("print_again")
    assert part.again._banner.sentence == "Printeren er stoppet. Arkene venter i sagen."
    printers.fault = ""
    part.press("print_again")
    part.press("did_not_come_out")
    assert [sheet.how for sheet in part.sheets()] == [How.PRINTED, How.WAITING], "one line for one copy"


def test_what_became_of_a_sheet_can_be_said_later_and_a_waiting_one_put_aside(
    qtbot: QtBot, filed_case: FiledCase, keep: Callable[..., SheetGiven]
) -> None:
    printed, waiting = keep(), keep(How.WAITING)
    part = Part(qtbot, filed_case)
    act = part.part.findChild(QAction, f"declined_{printed.id}")
    assert act is not None
    act.trigger()
    part.settle()
    part.press(f"not_needed_{waiting.id}")
    assert [(sheet.how, sheet.outcome) for sheet in part.sheets()] == [(How.PRINTED, Outcome.DECLINED), (How.NOT_GIVEN, None)]
    assert "afslået" in part.said()


def test_who_may_not_take_cases_sees_the_sheets_and_changes_nothing(
    qtbot: QtBot, filed_case: FiledCase, keep: Callable[..., SheetGiven], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep()
    keep(How.WAITING)
    monkeypatch.setattr(Officer, "may", lambda self, act: act.value == "read_case")
    part = Part(qtbot, filed_case)
    assert "printet" in part.said()
    assert [one for one in part.part.findChildren(QPushButton) if not one.isHidden()] == []


class Flashes(QObject):
    """Writes down what is shown as a window of its own: that takes the keyboard away."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_nothing_flashes_as_a_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, filed_case: FiledCase, keep: Callable[..., SheetGiven], printers: FakePrinters
) -> None:
    first = keep()
    part, panel = Part(qtbot, filed_case), SheetsPanel(filed_case.desk, filed_case.background)
    qtbot.addWidget(panel)
    panel.show()
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    part.read()
    part.press(f"print_again_{first.id}")
    part.press("safe_yes")
    part.press("print_again")
    panel.offer(filed_case.reference)
    part.settle()
    made = SheetsPanel(filed_case.desk, filed_case.background)
    qapp.removeEventFilter(flashes)
    qtbot.addWidget(made)
    assert flashes.seen == []


def test_a_sheet_of_a_language_or_shelf_that_is_not_known_is_shown_all_the_same(
    qtbot: QtBot, filed_case: FiledCase, keep: Callable[..., SheetGiven]
) -> None:
    keep(sheet_id="of_old", language="xx")
    part = Part(qtbot, filed_case)
    assert "of_old" in part.said()
    assert "xx" in part.said()
