"""A sheet that stays at the desk and is read out: its words line by line, the Danish beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stalkdesk.guidance.blocks import Beside, Block, Callout, Document, Fields, Heading, Items, Paragraph, PhoneList, Table
from stalkdesk.language import Language


@dataclass(frozen=True, slots=True)
class Line:
    """One line to say, and the language it is in when it is not that of its column."""

    text: str
    is_heading: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """What is said in one breath, and the same in the other language, which may be empty."""

    own: tuple[Line, ...]
    other: tuple[Line, ...] = ()


def passages(document: Document) -> tuple[Passage, ...]:
    """Everything of a sheet that can be said. What is only there to be written on, small print and figures are left out."""
    return tuple(passage for block in document.blocks if (passage := _passage(block)).own or passage.other)


def _passage(block: Block) -> Passage:
    if isinstance(block, Beside):
        return Passage(_said(block.own), _said(block.other))
    return Passage(tuple(_lines(block)))


def _said(blocks: tuple[Block, ...]) -> tuple[Line, ...]:
    return tuple(line for block in blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[Line]:
    language: Language | None = getattr(block, "language", None)
    match block:
        case Heading():
            yield Line(block.text, True, language)
        case Callout():
            yield Line(block.title, True, language)
            yield Line(block.text, False, language)
        case _:
            yield from (Line(text, False, language) for text in _texts(block))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(small=False):
            yield block.text
        case Items():
            for number, text in enumerate(block.texts, start=1):
                yield f"{number}. {text}" if block.numbered else f"• {text}"
        case Fields():
            yield from (f"{name}: {value}" for name, value in block.pairs if value)
        case PhoneList():
            yield from (" · ".join(text for text in entry if text) for entry in block.entries)
        case Table():
            for row in block.rows:
                if said := [cell for cell in row if cell and cell != "☐"]:
                    yield " · ".join(said)
        case _:
            return
