"""A PDF read back: its text, its structure, its fonts. Only what a reader's program would see."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from stalkdesk import places

FONTS: Path = places.resources() / "fonts"


@dataclass(slots=True)
class Tag:
    """One element of the structure: what it is, what is read aloud instead of it, what is in it."""

    name: str
    spoken: str = ""
    scope: str = ""
    language: str = ""
    alternative: str = ""
    children: list[Tag] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    """(page, number) of its own marked content."""

    def names(self) -> list[str]:
        """The names of its children."""
        return [child.name for child in self.children]

    def all(self, name: str) -> list[Tag]:
        """Every element of that name below it, in reading order."""
        found = [self] if self.name == name else []
        return found + [tag for child in self.children for tag in child.all(name)]

    def all_tags(self) -> list[Tag]:
        """It and every element below it, in reading order."""
        return [self, *(tag for child in self.children for tag in child.all_tags())]


def reader_of(pdf: bytes) -> PdfReader:
    """The file, opened."""
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The text of all pages, its line ends and repeated blanks made one blank."""
    return " ".join(" ".join(page.extract_text() for page in reader_of(pdf).pages).split())


def structure_of(pdf: bytes) -> Tag:
    """The tree under the document element."""
    reader = reader_of(pdf)
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference}
    top = reader.root_object["/StructTreeRoot"]["/K"]  # type: ignore[index]
    return _tag(top.get_object(), pages)


def _tag(element: Any, pages: dict[int, int]) -> Tag:
    attributes = element.get("/A", {})
    tag = Tag(str(element["/S"])[1:], str(element.get("/ActualText", "")), str(attributes.get("/Scope", ""))[1:])
    tag.language, tag.alternative = str(element.get("/Lang", "")), str(element.get("/Alt", ""))
    own_page = element.raw_get("/Pg").idnum if "/Pg" in element else 0
    for kid in element.get("/K", []):
        found = kid.get_object()
        if isinstance(found, int):
            tag.marks.append((pages[own_page], int(found)))
        elif found["/Type"] == "/MCR":
            tag.marks.append((pages[found.raw_get("/Pg").idnum], int(found["/MCID"])))
        else:
            tag.children.append(_tag(found, pages))
    return tag


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Every font of the file and whether it lies in the file."""
    found: dict[str, bool] = {}
    for page in reader_of(pdf).pages:
        for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font = reference.get_object()
            descriptor = font.get("/FontDescriptor")
            found[str(font["/BaseFont"])] = descriptor is not None and "/FontFile2" in descriptor.get_object()
    return found
