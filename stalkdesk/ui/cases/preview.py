"""A PDF on the screen and on the printer, from memory: no file in plain text is ever made for it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from stalkdesk.errors import PrintFailed
from stalkdesk.language import tr

_POINTS_PER_INCH = 72
_LEAST_ZOOM, _MOST_ZOOM = 0.2, 1.1
_DOTS_PER_INCH = 300
"""Sharp enough for text on paper, small enough for an office printer's queue."""


class PdfPreview(QWidget):
    """Shows a PDF that only exists in memory."""

    def __init__(self) -> None:
        super().__init__()
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setObjectName("pdf_preview")
        self._view.setAccessibleName(tr("Forhåndsvisning af arket"))
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # so that the page does not jump
        self._view.setDocument(self._document)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)

    def show_pdf(self, pdf: bytes) -> None:
        """Replaces what is shown. The buffer lives as long as the document reads from it."""
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page follows the width there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The widest page fits in; where there is more room, it is as large as on paper and stays in the middle."""
        points = max((self._document.pagePointSize(page).width() for page in range(self.pages())), default=0.0)
        if points <= 0:
            return
        margins = self._view.documentMargins()
        bar = self._view.verticalScrollBar().sizeHint().width() + 2 * self._view.frameWidth()
        room = self.width() - bar - margins.left() - margins.right() - 1
        on_paper = points * QGuiApplication.primaryScreen().logicalDotsPerInch() / _POINTS_PER_INCH
        self._view.setZoomFactor(max(_LEAST_ZOOM, min(_MOST_ZOOM, room / on_paper)))

    def clear(self) -> None:
        """Shows nothing, and lets go of the pages."""
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())

    def pages(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()


def documents() -> str:
    """Where a dialog for saving begins: the person's own documents."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def printed(parent: QWidget, pdf: bytes, job_name: str) -> bool:
    """Asks which printer, and prints. False when the person changed her mind.

    `job_name` is seen in the printer's queue: a reference, never a name. Raises PrintFailed when there is no printer, or when
    the printer refuses.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise PrintFailed(
            tr("Der er ingen printer på denne computer. Gem arket som PDF, eller tilslut en printer, og prøv igen.")
        )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(job_name)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    print_on(printer, pdf)
    return True


def print_on(printer: QPrinter, pdf: bytes) -> None:
    """Prints every page of `pdf`, page by page at the size and direction it has. Raises PrintFailed."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    printer.setResolution(_DOTS_PER_INCH)
    printer.setFullPage(True)
    painter = QPainter()
    for number in range(document.pageCount()):
        _turn(printer, document, number)
        if number == 0:
            if not painter.begin(printer):
                raise PrintFailed(tr("Printeren svarede ikke. Se, om den er tændt og har papir, og prøv igen."))
        elif not printer.newPage():
            painter.end()
            raise PrintFailed(tr("Printeren stoppede undervejs. Se efter papir, og print arket igen."))
        area = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
        picture = document.render(number, QSize(round(area.width()), round(area.height())))
        painter.drawImage(QRectF(0, 0, area.width(), area.height()), picture)
    painter.end()
    document.close()


def _turn(printer: QPrinter, document: QPdfDocument, number: int) -> None:
    """The paper lies as the page does."""
    size = document.pagePointSize(number)
    direction = QPageLayout.Orientation.Landscape if size.width() > size.height() else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), direction, QMarginsF(0, 0, 0, 0)))
