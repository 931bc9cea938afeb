"""Where ink went: a canvas that remembers what was drawn on it and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from reportlab.pdfgen.canvas import Canvas

from stalkdesk.guidance.blocks import Document
from stalkdesk.paper import pen
from stalkdesk.paper.fonts import Face
from stalkdesk.paper.pdf import rendered
from tests.paper.pages_read import FONTS


@dataclass(frozen=True, slots=True)
class Ink:
    """One piece of ink: what kind, its text, and its box in points from the lower left corner of its page."""

    kind: str
    text: str
    left: float
    foot: float
    right: float
    head: float
    page: int
    size: float = 0


@dataclass(slots=True)
class Seen:
    """Everything drawn on one document."""

    width: float = 0
    height: float = 0
    ink: list[Ink] = field(default_factory=list)

    def text(self, part: str) -> Ink:
        """The first line that holds `part`."""
        return next(ink for ink in self.ink if ink.kind == "text" and part in ink.text)

    def pages(self) -> int:
        """How many pages there are."""
        return max((ink.page for ink in self.ink), default=0) + 1


def seen(document: Document) -> Seen:
    """Draws the document and tells where its ink went."""
    found = Seen()
    with _watched(found):
        rendered(document, FONTS)
    return found


@contextmanager
def _watched(found: Seen) -> Iterator[None]:
    class Watched(Canvas):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **names: Any) -> None:
            super().__init__(*arguments, **names)
            found.width, found.height = names["pagesize"]
            self._turned = 0

        def _note(self, kind: str, box: tuple[float, float, float, float], text: str = "", size: float = 0) -> None:
            if not self._turned:
                found.ink.append(Ink(kind, text, *box, page=self._pageNumber - 1, size=size))

        def saveState(self) -> None:  # noqa: N802
            self._turned += 1
            super().saveState()

        def restoreState(self) -> None:  # noqa: N802
            self._turned -= 1
            super().restoreState()

        def rect(self, x: float, y: float, width: float, height: float, *more: Any, **names: Any) -> None:
            self._note("box", (x, y, x + width, y + height))
            super().rect(x, y, width, height, *more, **names)

        def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
            self._note("line", (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
            super().line(x1, y1, x2, y2)

        def circle(self, x: float, y: float, radius: float, *more: Any, **names: Any) -> None:
            self._note("disc", (x - radius, y - radius, x + radius, y + radius))
            super().circle(x, y, radius, *more, **names)

    write = pen.Pen._write

    def watched_write(self: pen.Pen, x: float, baseline: float, text: str, face: Face, size: float) -> None:
        stripped = text.strip()
        start = x + face.width(text[: len(text) - len(text.lstrip())], size)
        if stripped:
            box = (start, baseline, start + face.width(stripped, size), baseline + size * 0.7)
            self._canvas._note("text", box, text, size)
        write(self, x, baseline, text, face, size)

    with mock.patch.object(pen, "Canvas", Watched), mock.patch.object(pen.Pen, "_write", watched_write):
        yield
