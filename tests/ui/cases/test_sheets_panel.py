"""The sheets of a case: ticked as the answers call for, in the language chosen, kept with it, and nothing protected on them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from stalkdesk.errors import PrintFailed
from stalkdesk.language import Language
from stalkdesk.ui.cases import sheets_panel
from stalkdesk.ui.cases.preview import PdfPreview, printed
from stalkdesk.ui.cases.sheets_panel import SheetsPanel
from tests.ui.cases.conftest import FiledCase


@pytest.fixture
def panel(qtbot: QtBot, filed_case: FiledCase) -> SheetsPanel:
    made = SheetsPanel(filed_case.desk, filed_case.background)
    qtbot.addWidget(made)
    made.show()
    made.offer(filed_case.reference)
    filed_case.background.wait_idle()
    return made


def tick(panel: SheetsPanel, sheet_id: str) -> QCheckBox:
    found = panel.findChild(QCheckBox, f"sheet_{sheet_id}")
    assert found is not None
    return found


def test_the_main_sheet_the_log_and_the_receipt_are_offered_ticked(panel: SheetsPanel) -> None:
    assert [tick(panel, sheet_id).isChecked() for sheet_id in ("guidance", "incident_log", "receipt")] == [True, True, True]
    preview = panel.findChild(PdfPreview)
    assert preview is not None
    assert preview.pages() >= 1


def test_what_was_saved_is_noted_on_the_case_in_its_language(panel: SheetsPanel, filed_case: FiledCase, tmp_path: Path) -> None:
    box = panel.findChild(QComboBox, "sheet_language")
    assert box is not None
    box.setCurrentIndex(box.findData(Language.ENGLISH.value))
    tick(panel, "incident_log").setChecked(False)
    panel._with_made(panel._chosen(), lambda made: panel.save_in(tmp_path, made))
    filed_case.background.wait_idle()
    given = next(iter(filed_case.store.cases.values())).sheets
    assert {(sheet.sheet_id, sheet.language, sheet.how) for sheet in given} == {
        ("guidance", "en", "saved"),
        ("receipt", "en", "saved"),
    }
    assert sorted(file.name for file in tmp_path.glob("*.pdf")) == [
        f"{filed_case.reference}-guidance-en.pdf",
        f"{filed_case.reference}-receipt-en.pdf",
    ]


def test_nothing_protected_stands_on_any_sheet(panel: SheetsPanel, filed_case: FiledCase, tmp_path: Path) -> None:
    panel._with_made(panel._chosen(), lambda made: panel.save_in(tmp_path, made))
    filed_case.background.wait_idle()
    files = list(tmp_path.glob("*.pdf"))
    text = "".join(page.extract_text() for file in files for page in PdfReader(io.BytesIO(file.read_bytes())).pages)
    assert len(files) == 3
    assert filed_case.reference in text
    assert "Mynte" not in text
    assert "777" not in text.replace(" ", "")


def test_without_a_tick_there_is_nothing_to_print(panel: SheetsPanel) -> None:
    for sheet_id in ("guidance", "incident_log", "receipt"):
        tick(panel, sheet_id).setChecked(False)
    button = panel.findChild(QPushButton, "print_sheets")
    assert button is not None
    assert not button.isEnabled()


def test_a_printer_that_is_not_there_gets_a_sentence(panel: SheetsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_printer(*_: object) -> bool:
        raise PrintFailed("Der er ingen printer.")

    monkeypatch.setattr(sheets_panel, "printed", no_printer)
    button = panel.findChild(QPushButton, "print_sheets")
    assert button is not None
    button.click()
    panel._background.wait_idle()
    assert panel._banner.sentence == "Der er ingen printer."
    assert panel._banner.isVisible()


def test_printing_without_any_printer_says_what_to_do(panel: SheetsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stalkdesk.ui.cases.preview.QPrinterInfo.availablePrinterNames", lambda: [])
    with pytest.raises(PrintFailed, match="Gem arket som PDF"):
        printed(panel, b"%PDF-1.4", "SD-2026-0001")
