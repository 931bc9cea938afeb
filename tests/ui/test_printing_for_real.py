"""What reaches a real print queue: whole pages, a neutral name, and nothing in the clear beside it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from stalkdesk import places
from stalkdesk.guidance.blocks import Document, Heading, PageBreak, Paragraph
from stalkdesk.language import Language
from stalkdesk.paper.pdf import rendered
from stalkdesk.ui.cases.preview import print_on
from tests.ui.cups_queue import Queue, print_server, why_not


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
