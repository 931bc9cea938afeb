"""Two languages on one page, so that the officer knows what she hands out: part by part side by side, forms only once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from stalkdesk.guidance.blocks import Beside, Block, Heading, PageBreak, Paragraph, QrCode, Table
from stalkdesk.language import Language

_ONCE: Final = ("lines", "person_lines", "signature", "log_table", "known_incidents", "evidence_table", "qr", "sources")
"""Kinds whose last block is written on, or says the same in any language: it stands once, over the whole width."""


def title_beside(own: Heading, other: Heading, language: Language) -> Iterator[Block]:
    """The title of the page, and below it, small, what it is called in the other language."""
    yield own
    yield Paragraph(other.text, small=True, language=other.language or language)


def part_beside(kind: str, own: tuple[Block, ...], other: tuple[Block, ...], language: Language) -> Iterator[Block]:
    """One part in both languages. Tables are too wide for a column: they stand below each other."""
    left, right = _in_column(kind, own), _in_column(kind, other)
    if left or right:
        yield Beside(left, right, language)
    yield from (block for block in own if _is_wide(kind, block))
    if kind not in _ONCE:
        yield from (replace(block, language=block.language or language) for block in other if isinstance(block, Table))


def _in_column(kind: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not _is_wide(kind, block))


def _is_wide(kind: str, block: Block) -> bool:
    if isinstance(block, Table | PageBreak | QrCode):
        return True
    return kind in _ONCE and not isinstance(block, Heading | Paragraph)
