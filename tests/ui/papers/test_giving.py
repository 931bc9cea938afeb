"""Handing out paper: it lies in the case before it is sent, and is printed only when somebody saw it come out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.casework.papers import How, Outcome, SheetGiven
from stalkdesk.errors import CaseUnknown, PrintFailed
from stalkdesk.ui.papers import giving
from stalkdesk.ui.papers.printing import chosen_printer, printed
from stalkdesk.ui.papers.words import sheet_line
from tests.ui.papers.conftest import FakePrinters, Offered

Offers = Callable[..., Offered]


@pytest.fixture
def safe(offered: Offers) -> Offered:
    """Two sheets are ticked, and it is safe to carry them."""
    made = offered()
    made.only("guidance", "receipt")
    made.press("safe_yes")
    return made


def hows(offered: Offered) -> list[tuple[str, How, Outcome | None]]:
    return [(sheet.sheet_id, sheet.how, sheet.outcome) for sheet in offered.given()]


def acts(offered: Offered) -> list[str]:
    return [line.act for line in offered.case.store.journal]


def test_printed_came_out_and_taken_is_kept_with_the_case(safe: Offered, printers: FakePrinters) -> None:
    safe.press("print_sheets")
    assert hows(safe) == [("guidance", How.WAITING, None), ("receipt", How.WAITING, None)], "not yet seen by anybody"
    assert not safe.panel._after.isHidden()
    safe.press("came_out")
    assert hows(safe) == [("guidance", How.PRINTED, None), ("receipt", How.PRINTED, None)]
    safe.press("outcome_taken")
    assert hows(safe) == [("guidance", How.PRINTED, Outcome.TAKEN), ("receipt", How.PRINTED, Outcome.TAKEN)]
    assert all(sheet.is_kept for sheet in safe.given())
    assert safe.panel._after.isHidden()


@pytest.mark.parametrize("outcome", list(Outcome))
def test_what_became_of_them_is_one_of_four(safe: Offered, printers: FakePrinters, outcome: Outcome) -> None:
    safe.press("print_sheets")
    safe.press("came_out")
    safe.press(f"outcome_{outcome.value}")
    assert {sheet.outcome for sheet in safe.given()} == {outcome}


def test_what_became_of_them_can_be_said_later(safe: Offered, printers: FakePrinters) -> None:
    safe.press("print_sheets")
    safe.press("came_out")
    safe.press("outcome_later")
    assert {(sheet.how, sheet.outcome) for sheet in safe.given()} == {(How.PRINTED, None)}
    assert safe.panel._after.isHidden()


def test_each_sheet_is_a_job_whose_name_tells_no_sheet(safe: Offered, printers: FakePrinters) -> None:
    names: list[str] = []
    safe.panel._giving.sent.connect(lambda _: names.append(printers.given[-1].docName()))
    safe.press("print_sheets")
    assert len(printers.given) == 1, "one dialog for all"
    assert names == [f"{safe.case.reference} ark 2"]
    assert len(PdfReader(printers.folder / "printed-0.pdf").pages) >= 1


def test_they_did_not_come_out_they_wait_and_printing_again_makes_no_second_line(safe: Offered, printers: FakePrinters) -> None:
    safe.press("print_sheets")
    safe.press("did_not_come_out")
    assert safe.panel._banner.sentence.startswith("Arkene venter i sagen.")
    safe.press("print_sheets")
    safe.press("came_out")
    assert hows(safe) == [("guidance", How.PRINTED, None), ("receipt", How.PRINTED, None)]
    safe.press("outcome_taken")
    safe.press("print_sheets")
    assert len(safe.given()) == 4, "another copy for her is a line of its own"


def test_a_dialog_that_is_cancelled_lets_the_sheets_wait(safe: Offered, printers: FakePrinters) -> None:
    printers.is_cancelled = True
    safe.press("print_sheets")
    assert {sheet.how for sheet in safe.given()} == {How.WAITING}
    assert safe.panel._banner.sentence == "Der er ikke printet. Arkene venter i sagen."
    assert safe.panel._after.isHidden()


def test_a_printer_that_is_not_there_lets_the_sheets_wait_with_a_sentence(safe: Offered, printers: FakePrinters) -> None:
    printers.fault = "Der er ingen printer."
    safe.press("print_sheets")
    assert {(sheet.how, sheet.is_kept) for sheet in safe.given()} == {(How.WAITING, True)}
    assert safe.panel._banner.sentence == "Der er ingen printer. Arkene venter i sagen."


def test_a_printer_that_stops_at_the_second_sheet_is_asked_about_for_the_first_only(
    safe: Offered, printers: FakePrinters, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []

    def stops(printer: QPrinter, pdf: bytes) -> None:
        if sent:
            raise PrintFailed("Printeren stoppede undervejs.")
        sent.append(pdf)

    monkeypatch.setattr(giving, "print_on", stops)
    safe.press("print_sheets")
    assert safe.panel._after._question.text() == "Kom arket ud af printeren?"
    safe.press("came_out")
    assert hows(safe) == [("guidance", How.PRINTED, None), ("receipt", How.WAITING, None)]


def test_a_desk_that_is_locked_between_printing_and_answering_loses_nothing(safe: Offered, printers: FakePrinters) -> None:
    safe.press("print_sheets")
    safe.panel.leave()
    safe.panel._giving.answer(True)
    safe.settle()
    assert {sheet.how for sheet in safe.given()} == {How.WAITING}


def test_what_can_not_be_kept_is_not_printed(safe: Offered, printers: FakePrinters) -> None:
    drawer = safe.case.desk.open_drawer()
    drawer.failure = CaseUnknown("Sagen findes ikke.")  # type: ignore[attr-defined]
    safe.press("print_sheets")
    assert printers.given == []
    assert safe.given() == ()
    assert safe.panel._banner.sentence == "Sagen findes ikke."


def test_the_next_conversation_is_told_that_sheets_wait(safe: Offered, printers: FakePrinters) -> None:
    printers.is_cancelled = True
    safe.press("print_sheets")
    safe.panel.offer(safe.case.reference)
    safe.settle()
    assert safe.panel._banner.sentence.startswith("2 ark venter på at blive printet.")


def test_printing_without_any_printer_says_what_to_do(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stalkdesk.ui.papers.printing.QPrinterInfo.availablePrinterNames", lambda: [])
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(PrintFailed, match="Gem arket som PDF"):
        printed(parent, b"%PDF-1.4", "SD-2026-0001")
    with pytest.raises(PrintFailed, match="Gem arket som PDF"):
        chosen_printer(parent)


def test_a_line_of_the_case_tells_variant_language_and_what_became_of_it() -> None:
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    sheet = SheetGiven("guidance", "2026-1", "pl", 2, How.PRINTED, at, "SL", "large", "da", Outcome.TAKEN, first_id="x")
    said = sheet_line(sheet, "22-11-2026")
    expected = "printet 22-11-2026 af SL · Polsk + Dansk · version 2026-1 · stor skrift · taget med · kopi af et tidligere ark"
    assert said == expected
