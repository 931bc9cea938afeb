"""A picture or a page of a PDF as pixels, bounded. Runs in the child that draws (docs/store.md 14), never at the desk itself: a
hostile file costs that child its life and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from stalkdesk.casework.attachments import AttachmentKind
from stalkdesk.ui.cases.drawing_apart import MOST_SHOWN

MOST_PIXELS = 50_000_000
"""Of a picture that is opened: what a phone makes. 200 MB in memory."""
MOST_MEGABYTES = 256
"""Of one picture in memory."""
MOST_ON_A_SIDE = 30_000
MOST_PAGES = 2000
MOST_POINTS = 1e6
"""Of a side of a page: 350 metres."""


class CannotBeDrawn(Exception):
    """The file is broken, too large, or of a kind that is not drawn."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pixels, four bytes each (red, green, blue, filled), row by row; of a PDF one page of so many."""

    width: int
    height: int
    pages: int
    pixels: bytes


def drawn(kind: AttachmentKind, content: bytes, page: int) -> Drawn:
    """The picture, or the page, no side longer than `MOST_SHOWN`. Raises CannotBeDrawn."""
    if kind is AttachmentKind.PDF:
        return _page(content, page)
    if kind in (AttachmentKind.PNG, AttachmentKind.JPEG):
        return _picture(content, kind)
    raise CannotBeDrawn


def _picture(content: bytes, kind: AttachmentKind) -> Drawn:
    QImageReader.setAllocationLimit(MOST_MEGABYTES)
    buffer = _open(content)
    reader = QImageReader(buffer, QByteArray(kind.value.encode()))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    sides = (size.width(), size.height())
    if not size.isValid() or max(sides) > MOST_ON_A_SIDE or sides[0] * sides[1] > MOST_PIXELS:
        raise CannotBeDrawn
    if max(sides) > MOST_SHOWN:
        bounded = size.scaled(MOST_SHOWN, MOST_SHOWN, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(bounded.expandedTo(QSize(1, 1)))
    return _pixels(reader.read(), 1)


def _page(content: bytes, page: int) -> Drawn:
    buffer, document = _open(content), QPdfDocument()
    try:
        document.load(buffer)
        pages = document.pageCount()
        if document.status() is not QPdfDocument.Status.Ready or not 0 <= page < pages <= MOST_PAGES:
            raise CannotBeDrawn
        picture = document.render(page, _bounded(document.pagePointSize(page)), QPdfDocumentRenderOptions())
        return _pixels(picture, pages)
    finally:
        document.close()


def _pixels(picture: QImage, pages: int) -> Drawn:
    """The picture on white."""
    if picture.isNull() or max(picture.width(), picture.height()) > MOST_SHOWN:
        raise CannotBeDrawn
    paper = QImage(picture.size(), QImage.Format.Format_RGBX8888)
    paper.fill(QColor(Qt.GlobalColor.white))
    _lay_on(paper, picture)
    return Drawn(paper.width(), paper.height(), pages, bytes(paper.constBits()))


def _lay_on(paper: QImage, picture: QImage) -> None:
    from PySide6.QtGui import QPainter

    painter = QPainter(paper)
    painter.drawImage(0, 0, picture)
    painter.end()


def _bounded(points: QSizeF) -> QSize:
    """The page with `MOST_SHOWN` pixels on its longer side. Raises CannotBeDrawn for a page of no size."""
    if not (0 < points.width() < MOST_POINTS and 0 < points.height() < MOST_POINTS):
        raise CannotBeDrawn
    return points.scaled(MOST_SHOWN, MOST_SHOWN, Qt.AspectRatioMode.KeepAspectRatio).toSize().expandedTo(QSize(1, 1))


def _open(content: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer
