"""The pen: draws on ReportLab's canvas, and every stroke belongs to an element of the structure or is said to be decoration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from stalkdesk.language import Language
from stalkdesk.paper.fonts import Face, Faces
from stalkdesk.paper.marks import Placed, placed_marks
from stalkdesk.paper.right_to_left import as_seen, has_right_to_left
from stalkdesk.paper.structure import Element, Structure
from stalkdesk.paper.styles import BLACK, TextStyle, type_of_colour


class _TitleOnly(pdfdoc.PDFInfo):  # type: ignore[misc]  # ReportLab has no types
    """The old document information with the title alone: a printed sheet must not say when, where or by whom it was made."""

    def format(self, document: Any) -> Any:
        return pdfdoc.PDFDictionary({"Title": pdfdoc.PDFString(self.title)}).format(document)


class Pen:
    """Draws page after page. Coordinates are points from the lower left corner.

    `facing` turns what is drawn round an upright axis, as in a mirror: lists, tables and frames of Arabic are those of Danish
    begun at the right. Only text and figures are never turned.
    """

    def __init__(self, faces: Faces, size: tuple[float, float], title: str, language: Language):
        self.faces = faces
        self.structure = Structure()
        self._title = title
        self._language = language
        rl_config.useA85 = 0  # bytes as bytes: a fifth smaller, and faster
        self._canvas = Canvas(
            "", pagesize=size, pageCompression=1, invariant=1, pdfVersion=(1, 7), initialFontName=faces.regular.name
        )
        self._canvas._doc.info = _TitleOnly()
        self._canvas.setTitle(title)
        self._open: Element | None = None
        self._is_marked = False
        self._pages = 0
        self._axis: float | None = None

    def width(self, text: str, style: TextStyle) -> float:
        """How wide a line of text is."""
        return self.faces.face(text, style.bold).width(text, style.size)

    @contextmanager
    def facing(self, is_right_to_left: bool, left: float, width: float) -> Iterator[float]:
        """Within it, what stands from `left` on over `width` is read in that direction. Gives where it begins then."""
        before, start = self._axis, self._x(left, width)
        self._axis = start + width / 2 if is_right_to_left else None
        yield start
        self._axis = before

    def _x(self, x: float, width: float = 0) -> float:
        return x if self._axis is None else 2 * self._axis - x - width

    def begin_page(self) -> None:
        """Opens the next page."""
        self.structure.begin_page()
        self._colours: dict[str, type_of_colour] = {"fill": BLACK, "stroke": BLACK}
        self._canvas.setFillColorRGB(*BLACK)
        self._canvas.setStrokeColorRGB(*BLACK)

    def end_page(self) -> None:
        """Closes the page, with what ties its marks to the structure."""
        self._close()
        self._canvas.showPage()
        self._pages += 1
        page = self._canvas._doc.idToObject[f"Page{self._pages}"]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self._pages - 1
        page.Tabs = pdfdoc.PDFName("S")

    def finished(self) -> bytes:
        """The whole file. The pen can't be used after that."""
        self.structure.write(self._canvas._doc, self._title, self._language)
        return bytes(self._canvas.getpdfdata())

    def landmark(self, number: int, level: int, text: str, top: float) -> None:
        """A line of the outline that leads to this page at `top`; the first must have the level 0."""
        key = f"heading{number}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
        self._canvas.addOutlineEntry(text, key, level, closed=level == 0)
        self._canvas.showOutline()

    # -- whose ink it is -------------------------------------------------------------------------------------------------
    def belongs_to(self, element: Element) -> None:
        """What is drawn next belongs to `element`."""
        if self._open is element:
            return
        self._close()
        self._canvas._code.append(f"/{element.tag} <</MCID {self.structure.mark(element)}>> BDC")
        self._open, self._is_marked = element, True

    def is_decoration(self, kind: str = "Layout") -> None:
        """What is drawn next says nothing: a line, a ground; with `kind` Pagination what stands on every page."""
        self._close()
        self._canvas._code.append(f"/Artifact <</Type /{kind}>> BDC")
        self._is_marked = True

    def _close(self) -> None:
        if self._is_marked:
            self._canvas._code.append("EMC")
        self._open, self._is_marked = None, False

    # -- ink -------------------------------------------------------------------------------------------------------------
    def text(self, x: float, baseline: float, text: str, style: TextStyle) -> None:
        """One line of text, begun at `x`."""
        face = self.faces.face(text, style.bold)
        self._colour("fill", style.colour)
        if self._axis is None and not has_right_to_left(text):
            self._write(x, baseline, text, face, style.size)
            return
        seen = as_seen(text, self._axis is not None)
        start = self._x(x, face.width(seen.text, style.size)) if self._axis is not None else x
        if seen.marks:
            self._canvas.setFont(face.name, style.size)
            self._with_marks(start, baseline, seen.text, placed_marks(seen, face, style.size), style.size)
        else:
            self._write(start, baseline, seen.text, face, style.size)

    def _write(self, x: float, baseline: float, text: str, face: Face, size: float) -> None:
        """A line as it is seen, ended as a line (T*) for those who read the text back.

        ReportLab's own `drawString` writes the same in three times as many steps.
        """
        document = self._canvas._doc
        font = pdfmetrics.getFont(face.name)
        written = [f"BT 1 0 0 1 {x:.2f} {baseline:.2f} Tm"]
        for subset, codes in font.splitString(text, document):
            name = font.getSubsetInternalName(subset, document)
            written.append(f"{name} {size:.5g} Tf {size:.5g} TL <{codes.hex()}> Tj")
        self._canvas._code.append(" ".join([*written, "T* ET"]))

    def _with_marks(self, x: float, baseline: float, text: str, marks: Sequence[Placed], size: float) -> None:
        """A line whose marks are set between its letters, each moved to where it belongs."""
        written = self._canvas.beginText(x, baseline)
        done = 0
        for mark in marks:
            written.textOut(text[done : mark.index])
            shift = -mark.shift / size * 1000
            written._code.append(f"[{shift:.1f}] TJ")
            written.setRise(mark.rise)
            written.textOut(mark.sign)
            written.setRise(0)
            written._code.append(f"[{-shift:.1f}] TJ")
            done = mark.index
        written.textOut(text[done:])
        self._canvas.drawText(written)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float, colour: type_of_colour) -> None:
        """A straight line."""
        self._colour("stroke", colour)
        self._canvas.setLineWidth(width)
        self._canvas.line(self._x(start[0]), start[1], self._x(end[0]), end[1])

    def box(self, x: float, y: float, width: float, height: float, fill: type_of_colour) -> None:
        """A filled rectangle with its lower left corner at (x, y)."""
        self._colour("fill", fill)
        self._canvas.rect(self._x(x, width), y, width, height, stroke=0, fill=1)

    def frame(self, x: float, y: float, width: float, height: float, colour: type_of_colour) -> None:
        """A thin frame with its lower left corner at (x, y)."""
        self._colour("stroke", colour)
        self._canvas.setLineWidth(0.7)
        self._canvas.rect(self._x(x, width), y, width, height, stroke=1, fill=0)

    def disc(self, x: float, y: float, radius: float, fill: type_of_colour) -> None:
        """A filled circle around (x, y)."""
        self._colour("fill", fill)
        self._canvas.circle(self._x(x), y, radius, stroke=0, fill=1)

    def shape(self, points: Sequence[tuple[float, float]], fill: type_of_colour) -> None:
        """A filled shape with those corners."""
        self._colour("fill", fill)
        path = self._canvas.beginPath()
        path.moveTo(self._x(points[0][0]), points[0][1])
        for point in points[1:]:
            path.lineTo(self._x(point[0]), point[1])
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)

    def dashed(self, start: tuple[float, float], end: tuple[float, float], colour: type_of_colour) -> None:
        """A thin line of dashes: here one cuts or folds."""
        self._canvas.setDash(4, 3)
        self.line(start, end, 0.5, colour)
        self._canvas.setDash()

    def figure(self, x: float, y: float, cell: float, rows: Sequence[Sequence[bool]]) -> tuple[float, float, float, float]:
        """Black squares of the size `cell`, rows from above, with the lower left corner at (x, y). Gives its bounds."""
        side = cell * len(rows)
        left = self._x(x, side)
        self._colour("fill", (0.0, 0.0, 0.0))
        path = self._canvas.beginPath()
        for number, row in enumerate(rows):
            foot = y + side - (number + 1) * cell
            for start, length in _runs(row):
                path.rect(left + start * cell, foot, length * cell, cell)
        self._canvas.drawPath(path, stroke=0, fill=1)
        return (left, y, left + side, y + side)

    def slanted(self, x: float, y: float, text: str, style: TextStyle, degrees: float) -> None:
        """A line of text centred on (x, y), turned."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(degrees)
        self._canvas.setFont(self.faces.face(text, style.bold).name, style.size)
        self._canvas.setFillColorRGB(*style.colour)
        self._canvas.drawCentredString(0, -style.size / 3, as_seen(text, has_right_to_left(text)).text)
        self._canvas.restoreState()

    def _colour(self, use: str, colour: type_of_colour) -> None:
        if self._colours[use] != colour:
            self._colours[use] = colour
            (self._canvas.setFillColorRGB if use == "fill" else self._canvas.setStrokeColorRGB)(*colour)


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where dark squares stand side by side: the first one and how many."""
    start = 0
    for is_dark, squares in groupby(row):
        length = len(list(squares))
        if is_dark:
            yield start, length
        start += length
