"""The program tries itself out in an empty folder: `stalkdesk --self-test`, above all in a folder that was just built.

One case through every room: an encrypted store, the checklist, the assessment, a sheet, the week's files, fonts, icons and
languages. Whatever is missing from a bundle shows here and not at the desk. Invented people only.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stalkdesk import __version__, app, places
from stalkdesk.casework.drawer import FirstRun
from stalkdesk.casework.officers import Authority, ContactFunction, ContactPerson, Unit
from stalkdesk.language import SCREEN_LANGUAGES, Language, speak, spoken

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer, Vault

_UNIT = Unit(Authority.MUNICIPALITY, "Prøveby Kommune", ("Rådhuset", "0000 Prøveby"), "+4500000000")
_CONTACT = ContactPerson("", "Åse Ærøprøve", ContactFunction.VISITATOR, "+4500000001")
_FORM: dict[str, object] = {
    "danger_now": "no",
    "victim_name": "Ærlig Øprøve",
    "acts": ["COMM"],
    "incidents_total": 12,
    "next_step_1": "Ringer i morgen",
    "contact_person": {"name": "Åse Ærøprøve", "relation": "visitator", "phone": "+4500000001"},
}


class SelfTestFailed(Exception):
    """A part of the program does not work; the text names it."""


def run() -> dict[str, object]:
    """Goes through every room once and gives what was found, for one line of JSON. Raises whatever goes wrong."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="stalkdesk-self-test-") as folder:
        facts = _store_facts(Path(folder) / "store", now)
    return {"version": __version__, "passed": True, **facts, **_screen_facts(), **_language_facts()}


def _must(holds: bool, part: str) -> None:
    if not holds:
        raise SelfTestFailed(part)


def _store_facts(folder: Path, now: datetime) -> dict[str, object]:
    from stalkdesk.commands import paper_form
    from stalkdesk.data.vault import SealedVault

    vault = SealedVault(folder, calibrate=False)
    passphrase = secrets.token_urlsafe(24)
    recovery = vault.set_up(FirstRun(_UNIT, (_CONTACT,), "leder", "Prøve Leder", "PL", passphrase))
    with closing(vault.unlock("leder", passphrase)) as drawer:
        filed = paper_form.filed(drawer, app.library(), _FORM, now)
        papers = _paper_facts(drawer, filed.reference, now)
    _must(_reads_back(vault, passphrase, filed.reference), "the store reads back")
    in_plain = "Øprøve".encode()
    files = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    _must(
        bool(files) and not any(in_plain in content or b"SQLite format" in content for content in files),
        "the store is encrypted",
    )
    recovery_pdf = app.pdf(app.recovery_document(recovery, _UNIT))
    recovery_pages = _pages(recovery_pdf)
    _must(_pages_seen_apart(recovery_pdf) == recovery_pages, "the child draws an attachment")
    _must(_log_read_apart(recovery_pdf), "the child reads a log")
    return {"case": filed.reference, "urgency": filed.urgency.value, "recovery_sheet_pages": recovery_pages, **papers}


def _reads_back(vault: Vault, passphrase: str, reference: str) -> bool:
    with closing(vault.unlock("leder", passphrase)) as drawer:
        found = [line.reference for line in drawer.cases("Ærlig Øprøve")]
        return drawer.faults() == () and reference in {line.reference for line in drawer.cases()} and found == [reference]


def _paper_facts(drawer: Drawer, reference: str, now: datetime) -> dict[str, object]:
    from stalkdesk.guidance.composing import composed
    from stalkdesk.guidance.filling_in import setting_for
    from stalkdesk.oversight.weekly import summary_of, week_of

    library = app.library()
    pages = {}
    for language in Language:
        words, agencies = library.words(language), library.agencies(language)
        setting = setting_for(drawer.case(reference), drawer.unit(), drawer.contacts(), agencies, words, now)
        for sheet in library.shelf(language) if language in SCREEN_LANGUAGES else library.shelf(language)[:1]:
            pages[f"{sheet.id}.{language.value}"] = _pages(app.pdf(composed(sheet, setting)))
    files = app.week_files(summary_of(drawer, *week_of(now), now), drawer.unit(), spoken())
    _must(all(files.values()), "the week's files")
    return {"sheet_pages": pages, "week_files": sorted(Path(name).suffix for name in files)}


def _pages(pdf: bytes) -> int:
    """How many pages Qt sees in a PDF, after drawing the first. Raises SelfTestFailed when it draws nothing."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
    from PySide6.QtPdf import QPdfDocument

    _application()
    content = QByteArray(pdf)
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)  # type: ignore[call-overload]
    document.load(buffer)
    picture = document.render(0, QSize(210, 297))
    _must(len({picture.pixel(x, y) for x in range(0, 210, 3) for y in range(0, 297, 3)}) > 1, "a PDF is drawn")
    count: int = document.pageCount()
    document.close()
    return count


def _pages_seen_apart(pdf: bytes) -> int:
    """How many pages of a PDF the child sees that draws attachments. Raises NotDrawn."""
    from stalkdesk.casework.attachments import AttachmentKind
    from stalkdesk.ui.cases.drawing_apart import DrawnApart

    return DrawnApart().draw(AttachmentKind.PDF, pdf, 0).pages


def _log_read_apart(other: bytes) -> bool:
    """Whether the child reads a sheet and a text as logs, and finds its way through `other`, a PDF that is none."""
    from io import BytesIO

    import xlsxwriter

    from stalkdesk.casework.log.log_tables import Refusal, refusal_said
    from stalkdesk.errors import DeskError
    from stalkdesk.ui.logimport.reading_apart import ReadApart

    rows = [("Dato", "Hvad skete der"), ("22-11-2026", "Ærlig prøve")]
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    text = "\n".join(";".join(row) for row in rows).encode()
    found = [list(ReadApart().read(content).rows) for content in (made.getvalue(), text)]
    try:
        ReadApart().read(other)
    except DeskError as problem:
        return found == [rows, rows] and str(problem) != refusal_said(Refusal.DAMAGED)
    return found == [rows, rows]


def _application() -> object:
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication(["stalkdesk"])


def _screen_facts() -> dict[str, object]:
    from PySide6 import QtPrintSupport
    from PySide6.QtCore import QLibraryInfo, QTranslator
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtSvg import QSvgRenderer

    _application()
    fonts = sorted((places.resources() / "fonts").glob("*.ttf"))
    icons = sorted((places.resources() / "icons").glob("*.svg"))
    _must(bool(fonts) and all(QFontDatabase.addApplicationFont(str(font)) >= 0 for font in fonts), "fonts")
    _must(bool(icons) and all(QSvgRenderer(str(icon)).isValid() for icon in icons), "icons")
    danish = QTranslator()
    _must(danish.load("qtbase_da", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), "Qt's own Danish")
    printers = len(QtPrintSupport.QPrinterInfo.availablePrinterNames())
    return {"fonts": len(fonts), "icons": len(icons), "printers": printers}


def _language_facts() -> dict[str, object]:
    import keyring

    library = app.library()
    before = spoken()
    for language in SCREEN_LANGUAGES:
        speak(language, places.resources() / "languages")
    speak(before, places.resources() / "languages")
    asked = {language: library.checklist(language).questions() for language in SCREEN_LANGUAGES}
    _must(len({len(questions) for questions in asked.values()}) == 1, "the checklist in every language")
    danish, english = asked[Language.DANISH], asked[Language.ENGLISH]
    _must(
        all(one.ask and one.ask != other.ask for one, other in zip(danish, english, strict=True)), "the checklist is translated"
    )
    languages = [language.value for language in SCREEN_LANGUAGES]
    return {"languages": languages, "questions": len(danish), "keyring": type(keyring.get_keyring()).__module__}
