"""Sheets as tagged PDFs against three rivals drawing the same texts: plain ReportLab, fpdf2 and typst.

The last two are measured only where they are installed (`pip install --group rivals`); nothing else needs them.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, seconds, side_by_side
from benchmarks.sheet import plain, sheet_document, texts
from stalkdesk import app, places
from stalkdesk.guidance.blocks import Document, PrintSize
from stalkdesk.language import Language
from stalkdesk.paper.archive import archived
from stalkdesk.paper.pdf import page_count

TIMES = 15
FONT = places.resources() / "fonts" / "NotoSans-Regular.ttf"


def by_fpdf2(document: Document) -> bytes:
    """The same texts by fpdf2: a cell a paragraph, cells side by side for a row."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_font("Plain", fname=FONT)
    pdf.set_font("Plain", size=10)
    pdf.add_page()
    for row in texts(document):
        if not row:
            pdf.add_page()
            continue
        for text in row:
            pdf.multi_cell(pdf.epw / len(row), 5, text or " ", new_x="RIGHT", new_y="TOP")
        pdf.ln()
    return bytes(pdf.output())


def by_typst(document: Document) -> bytes:
    """The same texts by typst, tagged for PDF/UA-1 too."""
    typst: Any = import_module("typst")
    lines = [f"#set document(title: {_quoted('Ark')})", '#set text(font: "Noto Sans", size: 10pt, lang: "da")']
    for row in texts(document):
        cells = ", ".join(f"[#{_quoted(text)}]" for text in row)
        lines.append("#pagebreak()" if not row else f"#par[#{_quoted(row[0])}]" if len(row) == 1 else _grid(row, cells))
    made = typst.compile("\n".join(lines).encode(), font_paths=[str(FONT.parent)], pdf_standards=["ua-1"])
    return bytes(made)


def _grid(row: Sequence[str], cells: str) -> str:
    return f"#grid(columns: {len(row)}, {cells})"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


RIVALS: dict[str, tuple[str, Callable[[Document], bytes]]] = {"fpdf2": ("fpdf", by_fpdf2), "typst": ("typst", by_typst)}


def figures(folder: Path) -> Iterator[Figure]:
    """One page and a whole sheet against plain ReportLab, the sheet against the rivals, then ten sheets in one job."""
    sheet = sheet_document(folder)
    page = _first_page(sheet)
    for what, document in (("one page", page), ("the main guidance sheet", sheet)):
        ours, bare = side_by_side(lambda d=document: app.pdf(d), lambda d=document: plain(d), TIMES)  # type: ignore[misc]
        detail = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"
        yield Figure(f"{what} as a tagged PDF", "the same texts, plain ReportLab", ours / bare, "×", 1.5, detail)
        yield Figure(f"{what}, warm", "", ours * 1000, "ms", 100)
    for name, (module, draw) in RIVALS.items():
        if importlib.util.find_spec(module) is None:
            yield Figure("the main guidance sheet", f"{name}: not installed, not measured", 0, "×")
            continue
        ours, theirs = side_by_side(lambda: app.pdf(sheet), lambda draw=draw: draw(sheet), 5)  # type: ignore[misc]
        yield Figure("the main guidance sheet", name, ours / theirs, "×", None, f"{theirs * 1000:.0f} ms")
    yield from _other_looks(sheet)


def _first_page(sheet: Document) -> Document:
    """As many of its blocks as fill one page."""
    counts = range(len(sheet.blocks), 0, -1)
    pages = (replace(sheet, blocks=sheet.blocks[:count]) for count in counts)
    return next(page for page in pages if page_count(app.pdf(page)) == 1)


def _other_looks(sheet: Document) -> Iterator[Figure]:
    ten = [replace(sheet, footer=f"{sheet.footer} {number}") for number in range(10)]
    job = seconds(lambda: [app.pdf(one) for one in ten])
    yield Figure("ten sheets in one job", "", job, "s", 1.0, f"{job * 100:.0f} ms each")
    for name, one in (
        ("in large print", replace(sheet, size=PrintSize.LARGE)),
        ("as an Arabic document", replace(sheet, language=Language.ARABIC)),
    ):
        seconds(lambda one=one: app.pdf(one))  # type: ignore[misc]
        yield Figure(f"the main guidance sheet {name}, warm", "", _median(lambda one=one: app.pdf(one)), "ms", 100)  # type: ignore[misc]
    pdf = app.pdf(sheet)
    archived(pdf)
    yield Figure("the archive copy of it, warm", "", _median(lambda: archived(pdf)), "ms")


def _median(act: Callable[[], object]) -> float:
    return sorted(seconds(act) for _ in range(7))[3] * 1000
