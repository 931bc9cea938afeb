"""An attachment as it can be shown: a text, or pixels that a child of the desk has drawn, bounded in size, memory and time
(docs/store.md 14). Off the screen's thread."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QImage

from stalkdesk.casework.attachments import Attachment, AttachmentKind
from stalkdesk.errors import AttachmentUnfit
from stalkdesk.language import tr
from stalkdesk.ui.cases.drawing_apart import DrawnApart, NotDrawn, Pixels

MOST_LETTERS = 200_000
_TURNS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is put on the screen: a picture or a text; of a PDF one page of so many."""

    picture: QImage | None = None
    text: str = ""
    page: int = 0
    pages: int = 1
    is_cut: bool = False
    """Only the beginning of the text is shown."""


def shown(one: Attachment, content: bytes, page: int = 0, apart: DrawnApart | None = None) -> Shown:
    """The attachment, ready for the screen. Raises AttachmentUnfit when it is broken, asks for more than it may have,
    or is of a kind that is not opened here."""
    if one.kind is AttachmentKind.TEXT:
        return _text(content)
    if one.kind is AttachmentKind.OTHER:
        raise AttachmentUnfit(tr("Denne slags fil åbnes ikke her. Den ligger i sagen, som den er."))
    try:
        pixels = (apart or DrawnApart()).draw(one.kind, content, page)
    except NotDrawn:
        raise AttachmentUnfit(
            tr(
                "Bilaget kan ikke vises sikkert her: filen er ikke hel, eller den kræver mere, end den må få. "
                "Den ligger i sagen, som den er."
            )
        ) from None
    return Shown(picture=_picture(pixels), page=page, pages=pixels.pages)


def _text(content: bytes) -> Shown:
    text = content[: 4 * MOST_LETTERS].decode("utf-8", "replace")
    return Shown(text=_TURNS.sub("", text[:MOST_LETTERS]), is_cut=len(text) > MOST_LETTERS or len(content) > 4 * MOST_LETTERS)


def _picture(pixels: Pixels) -> QImage:
    """The pixels as a picture of its own memory."""
    stride = 4 * pixels.width
    return QImage(pixels.content, pixels.width, pixels.height, stride, QImage.Format.Format_RGBX8888).copy()
