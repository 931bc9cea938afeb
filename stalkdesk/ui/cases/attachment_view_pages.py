"""An attachment as it can be shown, made from memory and bounded: so many pixels, one page, so many letters. Off the screen's
thread: a hostile file costs the worker a moment and never the screen (docs/store.md 14)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtPdf import QPdfDocument

from stalkdesk.casework.attachments import Attachment, AttachmentKind
from stalkdesk.errors import AttachmentUnfit
from stalkdesk.language import tr

MOST_PIXELS = 50_000_000
"""Of a picture that is opened: what a phone makes. 200 MB in memory."""
MOST_ON_A_SIDE = 30_000
MOST_SHOWN = 2000
"""Pixels of the longer side as it is shown."""
MOST_PAGES = 2000
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


def shown(one: Attachment, content: bytes, page: int = 0) -> Shown:
    """The attachment, ready for the screen. Raises AttachmentUnfit when it is broken, too large to be opened, or of a kind that
    is not opened here."""
    if one.kind is AttachmentKind.TEXT:
        return _text(content)
    if one.kind is AttachmentKind.PDF:
        return _page(content, page)
    if one.kind in (AttachmentKind.PNG, AttachmentKind.JPEG):
        return _picture(content, one.kind)
    raise AttachmentUnfit(tr("Denne slags fil åbnes ikke her. Den ligger i sagen, som den er."))


def _text(content: bytes) -> Shown:
    text = content[: 4 * MOST_LETTERS].decode("utf-8", "replace")
    return Shown(text=_TURNS.sub("", text[:MOST_LETTERS]), is_cut=len(text) > MOST_LETTERS or len(content) > 4 * MOST_LETTERS)


def _picture(content: bytes, kind: AttachmentKind) -> Shown:
    buffer = _open(content)
    reader = QImageReader(buffer, QByteArray(kind.value.encode()))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    sides = (size.width(), size.height())
    if not size.isValid() or max(sides) > MOST_ON_A_SIDE or sides[0] * sides[1] > MOST_PIXELS:
        raise _unfit()
    if max(sides) > MOST_SHOWN:
        reader.setScaledSize(size.scaled(MOST_SHOWN, MOST_SHOWN, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise _unfit()
    return Shown(picture=picture)


def _page(content: bytes, page: int) -> Shown:
    buffer, document = _open(content), QPdfDocument()
    try:
        document.load(buffer)
        pages = document.pageCount()
        if document.status() is not QPdfDocument.Status.Ready or not 0 <= page < pages <= MOST_PAGES:
            raise _unfit()
        picture = document.render(page, _bounded(document.pagePointSize(page)))
    finally:
        document.close()
    if picture.isNull():
        raise _unfit()
    paper = QImage(picture.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    return Shown(picture=_laid_on(paper, picture), page=page, pages=pages)


def _laid_on(paper: QImage, picture: QImage) -> QImage:
    from PySide6.QtGui import QPainter

    painter = QPainter(paper)
    painter.drawImage(0, 0, picture)
    painter.end()
    return paper


def _bounded(points: QSizeF) -> QSize:
    """The page with `MOST_SHOWN` pixels on its longer side. Raises AttachmentUnfit for a page of no size."""
    if not (0 < points.width() < 1e6 and 0 < points.height() < 1e6):
        raise _unfit()
    return points.scaled(MOST_SHOWN, MOST_SHOWN, Qt.AspectRatioMode.KeepAspectRatio).toSize().expandedTo(QSize(1, 1))


def _open(content: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def _unfit() -> AttachmentUnfit:
    return AttachmentUnfit(
        tr("Bilaget kan ikke vises: filen er ikke hel, eller den er for stor at åbne. Den ligger i sagen, som den er.")
    )
