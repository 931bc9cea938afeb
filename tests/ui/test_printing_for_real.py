"""What reaches a real print queue: whole pages, a neutral name, and nothing in the clear beside it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from stalkdesk import places
from stalkdesk.casework.papers import How, Outcome
from stalkdesk.errors import PrintFailed
from stalkdesk.guidance.blocks import Document, Heading, PageBreak, Paragraph
from stalkdesk.language import Language
from stalkdesk.paper.pdf import rendered
from stalkdesk.ui.papers import giving
from stalkdesk.ui.papers.printing import print_on
from tests.ui.cases.conftest import FiledCase, filed_case
from tests.ui.cups_queue import Queue, print_server, why_not
from tests.ui.papers.conftest import Offered, offered

__all__ = ["filed_case", "offered"]


@pytest.fixture(scope="module")
def queue() -> Iterator[Queue]:
    reason = why_not()
    if reason:
        pytest.skip(reason)
    with print_server() as one:
        yield one


def two_pages() -> bytes:
    said = f"Side om råd, {date(2026, 11, 22):%d.%m.%Y}"
    blocks = (Heading("Råd og telefonnumre", 1), Paragraph(said), PageBreak(), Paragraph("Side to"))
    return rendered(Document("Råd og telefonnumre", Language.DANISH, blocks), places.resources() / "fonts")


def printer_of(queue: Queue) -> QPrinter:
    printer = QPrinter(QPrinterInfo.printerInfo(queue.name), QPrinter.PrinterMode.HighResolution)
    printer.setDocName("P-2026-0001 guidance")
    return printer


def test_a_sheet_arrives_in_the_queue_with_every_page_and_a_neutral_name(queue: Queue, qtbot: QtBot, tmp_path: Path) -> None:
    assert queue.name in QPrinterInfo.availablePrinterNames()
    print_on(printer_of(queue), two_pages())
    paper = queue.wait_for_paper()
    (tmp_path / "paper.ps").write_bytes(paper)
    ink = subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-o", "-", "-sDEVICE=inkcov", str(tmp_path / "paper.ps")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    pages = ink.splitlines()
    assert len(pages) == 2
    assert all(float(page.split()[3]) > 0.0005 for page in pages), ink
    names = queue.job_names()
    assert "P-2026-0001 guidance" in names
    assert "Råd" not in names


@pytest.fixture
def chosen(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dialog is answered with the queue."""
    monkeypatch.setattr(giving, "chosen_printer", lambda parent: printer_of(queue))


@pytest.mark.usefixtures("chosen")
def test_a_stopped_queue_lets_the_sheets_wait_and_they_arrive_when_it_runs_again(
    queue: Queue, offered: Callable[..., Offered], filed_case: FiledCase
) -> None:
    panel = offered()
    panel.only("guidance")
    panel.press("safe_yes")
    queue.file.unlink(missing_ok=True)
    queue.stop()
    try:
        panel.press("print_sheets")
        assert panel.panel._banner.sentence.startswith("Printeren er stoppet.")
        assert panel.panel._banner.sentence.endswith("Arkene venter i sagen.")
        assert [sheet.how for sheet in panel.given()] == [How.WAITING]
        assert queue.jobs() == "", "nothing was sent to a printer that would have kept it"
    finally:
        queue.start()
    panel.press("print_sheets")
    assert len(queue.wait_for_paper()) > 10_000
    panel.press("came_out")
    panel.press("outcome_taken")
    assert [(sheet.how, sheet.outcome) for sheet in panel.given()] == [(How.PRINTED, Outcome.TAKEN)]
    names = queue.job_names()
    assert f"{filed_case.reference} ark 1" in names
    assert "guidance" not in names.rpartition(filed_case.reference)[2]


@pytest.mark.usefixtures("chosen")
def test_a_queue_that_throws_jobs_away_looks_well_so_an_eye_is_asked(queue: Queue, offered: Callable[..., Offered]) -> None:
    panel = offered()
    panel.only("receipt")
    panel.press("safe_yes")
    queue.file.unlink(missing_ok=True)
    queue.reject()
    try:
        panel.press("print_sheets")
        assert not queue.file.exists()
        panel.press("did_not_come_out")
        assert [sheet.how for sheet in panel.given()] == [How.WAITING]
    finally:
        queue.accept()
    panel.press("print_sheets")
    assert len(queue.wait_for_paper()) > 10_000
    panel.press("came_out")
    assert [sheet.how for sheet in panel.given()] == [How.PRINTED]


def test_a_queue_that_was_taken_away_is_said(queue: Queue, qtbot: QtBot) -> None:
    queue.add("Vaek")
    printer = QPrinter(QPrinterInfo.printerInfo("Vaek"), QPrinter.PrinterMode.HighResolution)
    queue.remove("Vaek")
    with pytest.raises(PrintFailed, match="ikke mere"):
        print_on(printer, two_pages())
