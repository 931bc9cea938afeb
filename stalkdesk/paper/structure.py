"""The tree of a tagged PDF: what is a heading, a list, a table, in reading order, whatever the page looks like.

The tags, their nesting and the entries of the document catalogue follow ISO 14289-1 (PDF/UA-1) and ISO 32000-1 chapter 14.7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from reportlab.pdfbase import pdfdoc

from stalkdesk.language import Language

_ROOT = "StructTreeRoot"
_ELEMENT = "StructElem"


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of marked content: the page (from 0) and its number on that page."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """One element of the tree. `spoken` is what is read aloud instead of the ink (/ActualText).

    `language`: only where it differs from what is around. `alternative` is what a figure says (/Alt), `bounds` where it stands.
    """

    tag: str
    spoken: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    """Owner first, as in `(("O", "Table"), ("Scope", "Row"))`."""
    children: list[Element | Mark] = field(default_factory=list)
    language: Language | None = None
    alternative: str = ""
    bounds: tuple[float, float, float, float] | None = None

    def child(self, tag: str, spoken: str = "", attributes: tuple[tuple[str, str], ...] = ()) -> Element:
        """A new element below this one, after those already there."""
        element = Element(tag, spoken, attributes)
        self.children.append(element)
        return element


class Structure:
    """The tree of one document, growing while pages are drawn."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._pages: list[list[Element]] = []

    def begin_page(self) -> None:
        """What is marked from now on stands on a new page."""
        self._pages.append([])

    def mark(self, element: Element) -> int:
        """Gives the next piece of ink on this page to `element`; returns its number."""
        marks = self._pages[-1]
        number = len(marks)
        marks.append(element)
        element.children.append(Mark(len(self._pages) - 1, number))
        return number

    def write(self, pdf: Any, title: str, language: Language) -> None:
        """Hangs the tree and what PDF/UA asks of the catalogue into ReportLab's document `pdf`."""
        numbers: dict[int, int] = {}
        root = pdf.Reference(_Written(), _ROOT)
        top = _write(pdf, self.root, _number(pdf, _ROOT), numbers)
        rows = [
            f"{index} [{' '.join(f'{numbers[id(element)]} 0 R' for element in marks)}]"
            for index, marks in enumerate(self._pages)
        ]
        parents = f"<< /Nums [{' '.join(rows)}] >>"
        pdf.idToObject[
            _ROOT
        ].text = f"<< /Type /{_ROOT} /K {top} 0 R /ParentTree {parents} /ParentTreeNextKey {len(self._pages)} >>"
        catalogue = pdf.Catalog
        catalogue.StructTreeRoot = root
        catalogue.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalogue.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalogue.Lang = pdfdoc.PDFString(language.value)
        catalogue.Metadata = pdfdoc.XMP(creator=lambda _: _packet(title, language).encode())


class _Written(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An object of the file as it stands there: for some hundred elements a dictionary of objects would take too long."""

    text = ""

    def format(self, document: Any) -> bytes:
        return self.text.encode("ascii")


def _number(pdf: Any, name: str) -> int:
    return int(pdf.idToObjectNumberAndVersion[name][0])


def _write(pdf: Any, element: Element, parent: int, numbers: dict[int, int]) -> int:
    """Writes the element with everything below it; gives its number in the file."""
    name = f"{_ELEMENT}{len(numbers)}"
    written = _Written()
    pdf.Reference(written, name)
    number = numbers[id(element)] = _number(pdf, name)
    entries = [f"/Type /{_ELEMENT} /S /{element.tag} /P {parent} 0 R", *_said(element)]
    pages = {child.page for child in element.children if isinstance(child, Mark)}
    own_page = pages.pop() if len(pages) == 1 else None
    if own_page is not None:
        entries.append(f"/Pg {_number(pdf, f'Page{own_page + 1}')} 0 R")
    kids = [
        f"{_write(pdf, child, number, numbers)} 0 R" if isinstance(child, Element) else _marked_content(pdf, child, own_page)
        for child in element.children
    ]
    if kids:
        entries.append(f"/K [{' '.join(kids)}]")
    written.text = f"<< {' '.join(entries)} >>"
    return number


def _said(element: Element) -> Iterator[str]:
    """What is said about an element besides what is in it."""
    if element.spoken:
        yield f"/ActualText {_string(element.spoken)}"
    if element.language is not None:
        yield f"/Lang ({element.language.value})"
    if element.alternative:
        yield f"/Alt {_string(element.alternative)}"
    if element.bounds is not None:
        box = " ".join(f"{edge:.3f}" for edge in element.bounds)
        yield f"/A << /O /Layout /Placement /Block /BBox [{box}] >>"
    elif element.attributes:
        yield f"/A << {' '.join(f'/{key} /{value}' for key, value in element.attributes)} >>"


def _string(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _marked_content(pdf: Any, mark: Mark, own_page: int | None) -> str:
    if own_page is not None:
        return str(mark.number)
    return f"<< /Type /MCR /Pg {_number(pdf, f'Page{mark.page + 1}')} 0 R /MCID {mark.number} >>"


def _packet(title: str, language: Language) -> str:
    """The XMP packet: the title and the claim of PDF/UA-1; nothing of when, where or by whom."""
    said = f'<rdf:li xml:lang="x-default">{escape(title)}</rdf:li><rdf:li xml:lang="{language.value}">{escape(title)}</rdf:li>'
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt>{said}</rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language.value}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
