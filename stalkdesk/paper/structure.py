"""The tree of a tagged PDF: what is a heading, a list, a table, in reading order, whatever the page looks like.

The tags, their nesting and the entries of the document catalogue follow ISO 14289-1 (PDF/UA-1) and ISO 32000-1 chapter 14.7.
"""

from __future__ import annotations

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
    """One element of the tree. `spoken` is what is read aloud instead of the ink (/ActualText)."""

    tag: str
    spoken: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    """Owner first, as in `(("O", "Table"), ("Scope", "Row"))`."""
    children: list[Element | Mark] = field(default_factory=list)

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
        references: dict[int, object] = {}
        top = _write(pdf, self.root, pdfdoc.PDFObjectReference(_ROOT), references)
        numbers: list[object] = []
        for index, marks in enumerate(self._pages):
            numbers += [index, pdfdoc.PDFArray([references[id(element)] for element in marks])]
        parents = pdf.Reference(pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)}))
        tree = {"Type": pdfdoc.PDFName(_ROOT), "K": top, "ParentTree": parents, "ParentTreeNextKey": len(self._pages)}
        catalogue = pdf.Catalog
        catalogue.StructTreeRoot = pdf.Reference(pdfdoc.PDFDictionary(tree), _ROOT)
        catalogue.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalogue.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalogue.Lang = pdfdoc.PDFString(language.value)
        catalogue.Metadata = pdfdoc.XMP(creator=lambda _: _packet(title, language).encode())


def _write(pdf: Any, element: Element, parent: object, references: dict[int, object]) -> object:
    """Writes the element with everything below it as PDF dictionaries that refer to each other; gives the reference to it."""
    name = f"{_ELEMENT}{len(references)}"
    reference = references[id(element)] = pdfdoc.PDFObjectReference(name)
    dictionary = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName(_ELEMENT), "S": pdfdoc.PDFName(element.tag), "P": parent})
    pdf.Reference(dictionary, name)
    if element.spoken:
        dictionary["ActualText"] = pdfdoc.PDFString(element.spoken)
    if element.attributes:
        dictionary["A"] = pdfdoc.PDFDictionary({key: pdfdoc.PDFName(value) for key, value in element.attributes})
    pages = {child.page for child in element.children if isinstance(child, Mark)}
    if len(pages) == 1:
        dictionary["Pg"] = pdfdoc.PDFObjectReference(f"Page{pages.pop() + 1}")
    kids = [
        _write(pdf, child, reference, references) if isinstance(child, Element) else _marked_content(child, "Pg" in dictionary)
        for child in element.children
    ]
    if kids:
        dictionary["K"] = pdfdoc.PDFArray(kids)
    return reference


def _marked_content(mark: Mark, is_on_known_page: bool) -> object:
    if is_on_known_page:
        return mark.number
    page = pdfdoc.PDFObjectReference(f"Page{mark.page + 1}")
    return pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("MCR"), "Pg": page, "MCID": mark.number})


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
