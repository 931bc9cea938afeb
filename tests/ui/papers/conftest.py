"""What the papers are tested with: a filed case, and a printer that prints into a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from stalkdesk.casework.papers import SheetGiven
from stalkdesk.errors import PrintFailed
from stalkdesk.guidance.carrying import Told
from stalkdesk.ui.background import Background
from stalkdesk.ui.papers import giving
from stalkdesk.ui.papers.sheets_panel import SheetsPanel
from tests.ui.cases.conftest import FiledCase, filed_case

__all__ = ["FakePrinters", "FiledCase", "Offered", "filed_case"]


@dataclass
class FakePrinters:
    """Gives a printer that prints into files, none when the dialog is cancelled, or a fault when there is none."""

    folder: Path
    is_cancelled: bool = False
    fault: str = ""
    given: list[QPrinter] = field(default_factory=list)

    def __call__(self, parent: object) -> QPrinter | None:
        if self.fault:
            raise PrintFailed(self.fault)
        if self.is_cancelled:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / f"printed-{len(self.given)}.pdf"))
        self.given.append(printer)
        return printer


@pytest.fixture
def printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePrinters:
    made = FakePrinters(tmp_path)
    monkeypatch.setattr(giving, "chosen_printer", made)
    return made


def settled(background: Background) -> None:
    """Until everything asked for is done, and every sheet is at the printer: between two of them the screen breathes."""
    background.wait_idle()
    for _ in range(4):
        QApplication.processEvents()
        background.wait_idle()


@pytest.fixture
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of hers, outside the store's."""
    return tmp_path_factory.mktemp("stick")


@dataclass
class Offered:
    """The sheets of a filed case, offered; and the hands of an officer."""

    panel: SheetsPanel
    case: FiledCase

    def press(self, name: str) -> None:
        """A button that can be seen and pressed."""
        press(self.panel, name, self.settle)

    def settle(self) -> None:
        """Until everything asked for is done."""
        settled(self.case.background)

    def only(self, *sheet_ids: str) -> None:
        """Ticks these sheets and no others."""
        for sheet_id, tick in self.panel._choices._ticks.items():
            tick.setChecked(sheet_id in sheet_ids)
        self.settle()

    def given(self) -> tuple[SheetGiven, ...]:
        """What lies in the case."""
        return tuple(next(iter(self.case.store.cases.values())).sheets)


def press(within: QWidget, name: str, settle: Callable[[], object]) -> None:
    """Presses a button that is to be seen."""
    found = within.findChild(QAbstractButton, name)
    assert found is not None, name
    assert not found.isHidden(), name
    assert found.isEnabled(), name
    found.click()
    settle()


@pytest.fixture
def offered(qtbot: QtBot, filed_case: FiledCase) -> Callable[..., Offered]:
    """Offers the sheets, with what the intake knew."""

    def make(told: Told | None = None) -> Offered:
        panel = SheetsPanel(filed_case.desk, filed_case.background)
        qtbot.addWidget(panel)
        panel.show()
        panel.offer(filed_case.reference, told)
        made = Offered(panel, filed_case)
        made.settle()
        return made

    return make
