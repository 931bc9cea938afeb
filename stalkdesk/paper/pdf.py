"""A document as a tagged PDF (PDF/UA-1) in the bundled fonts: the same document is always the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from stalkdesk.guidance.blocks import (
    Beside,
    Block,
    Callout,
    Chart,
    Contents,
    Document,
    Fields,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    PhoneList,
    QrCode,
    Table,
)
from stalkdesk.paper.fonts import faces, unprintable

_ONE_AT_A_TIME = Lock()
"""ReportLab keeps one state per font for the document being written."""


def rendered(document: Document, fonts: Path) -> bytes:
    """The PDF of `document`, with the faces out of the folder `fonts`.

    Characters that the faces don't have stand as □ and are still read aloud. Raises ContentBroken when a face is missing.
    """
    from stalkdesk.paper.pages import document_bytes  # ReportLab takes 0.1 s that only printing needs

    with _ONE_AT_A_TIME:
        return document_bytes(document, faces(fonts))


def missing_characters(document: Document, fonts: Path) -> tuple[str, ...]:
    """The characters of the document that the faces don't have, sorted: those that `rendered` shows as □."""
    texts = (document.title, document.footer, document.watermark, *document.letterhead, *_texts(document.blocks))
    return tuple(sorted(unprintable("\n".join(texts), fonts)))


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has. Its objects are written in clear, so the page objects can be counted."""
    return len(re.findall(rb"/Type /Page\b", pdf))


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Items():
                yield from block.texts
            case Callout():
                yield from (block.title, block.text)
            case Fields():
                yield from (text for pair in block.pairs for text in pair)
            case PhoneList():
                yield from (text for entry in block.entries for text in entry)
            case Table():
                yield from block.header
                yield from (text for row in block.rows for text in row)
            case QrCode():
                yield from (block.label, block.words)
            case Chart():
                names = (name for name, _ in block.rows)
                yield from (block.alternative, block.corner, block.total, block.mark_name, *block.columns, *block.marks, *names)
            case Beside():
                yield from _texts((*block.own, *block.other))
            case PageBreak() | Contents():
                pass
