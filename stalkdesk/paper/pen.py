"""The pen: draws on ReportLab's canvas, and every stroke belongs to an element of the structure or is said to be decoration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from stalkdesk.language import Language
from stalkdesk.paper.fonts import Face, Faces
from stalkdesk.paper.structure import Element, Structure
from stalkdesk.paper.styles import BLACK, TextStyle, type_of_colour


class _TitleOnly(pdfdoc.PDFInfo):  # type: ignore[misc]  # ReportLab has no types
    """The old document information with the title alone: a printed sheet must not say when, where or by whom it was made."""

    def format(self, document: Any) -> Any:
        return pdfdoc.PDFDictionary({"Title": pdfdoc.PDFString(self.title)}).format(document)


class Pen:
    """Draws page after page. Coordinates are points from the lower left corner."""

    def __init__(self, faces: Faces, size: tuple[float, float], title: str, language: Language):
        self.faces = faces
        self.structure = Structure()
        self._title = title
        self._language = language
        self._canvas = Canvas(
            "", pagesize=size, pageCompression=1, invariant=1, pdfVersion=(1, 7), initialFontName=faces.regular.name
        )
        self._canvas._doc.info = _TitleOnly()
        self._canvas.setTitle(title)
        self._open: Element | None = None
        self._is_marked = False
        self._pages = 0

    def face(self, style: TextStyle) -> Face:
        """The face that `style` is set in."""
        return self.faces.bold if style.bold else self.faces.regular

    def begin_page(self) -> None:
        """Opens the next page."""
        self.structure.begin_page()
        self._colours: dict[str, type_of_colour] = {"fill": BLACK, "stroke": BLACK}
        self._canvas.setFillColorRGB(*BLACK)
        self._canvas.setStrokeColorRGB(*BLACK)
        self._font: tuple[str, float] | None = None

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
        font = (self.face(style).name, style.size)
        if font != self._font:
            self._canvas.setFont(*font)
            self._font = font
        self._colour("fill", style.colour)
        self._canvas.drawString(x, baseline, text)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float, colour: type_of_colour) -> None:
        """A straight line."""
        self._colour("stroke", colour)
        self._canvas.setLineWidth(width)
        self._canvas.line(*start, *end)

    def box(self, x: float, y: float, width: float, height: float, fill: type_of_colour) -> None:
        """A filled rectangle with its lower left corner at (x, y)."""
        self._colour("fill", fill)
        self._canvas.rect(x, y, width, height, stroke=0, fill=1)

    def frame(self, x: float, y: float, width: float, height: float, colour: type_of_colour) -> None:
        """A thin frame with its lower left corner at (x, y)."""
        self._colour("stroke", colour)
        self._canvas.setLineWidth(0.7)
        self._canvas.rect(x, y, width, height, stroke=1, fill=0)

    def disc(self, x: float, y: float, radius: float, fill: type_of_colour) -> None:
        """A filled circle around (x, y)."""
        self._colour("fill", fill)
        self._canvas.circle(x, y, radius, stroke=0, fill=1)

    def shape(self, points: Sequence[tuple[float, float]], fill: type_of_colour) -> None:
        """A filled shape with those corners."""
        self._colour("fill", fill)
        path = self._canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)

    def slanted(self, x: float, y: float, text: str, style: TextStyle, degrees: float) -> None:
        """A line of text centred on (x, y), turned."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(degrees)
        self._canvas.setFont(self.face(style).name, style.size)
        self._canvas.setFillColorRGB(*style.colour)
        self._canvas.drawCentredString(0, -style.size / 3, text)
        self._canvas.restoreState()

    def _colour(self, use: str, colour: type_of_colour) -> None:
        if self._colours[use] != colour:
            self._colours[use] = colour
            (self._canvas.setFillColorRGB if use == "fill" else self._canvas.setStrokeColorRGB)(*colour)
