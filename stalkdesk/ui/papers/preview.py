"""A PDF on the screen, from memory: no file in plain text is ever made for it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stalkdesk.language import tr

_POINTS_PER_INCH = 72
_LEAST_ZOOM, _MOST_ZOOM = 0.2, 1.1


class PdfPreview(QWidget):
    """Shows a PDF that only exists in memory."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._begin()

    def _begin(self) -> None:
        """A view of its own for every document: one that is reused may show a page of the document before, drawn too late."""
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setObjectName("pdf_preview")
        self._view.setAccessibleName(tr("Forhåndsvisning af arket"))
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # so that the page does not jump
        self._view.setDocument(self._document)
        self._layout.addWidget(self._view)

    def _begin_anew(self) -> None:
        view, document, buffer, had_keyboard = self._view, self._document, self._buffer, self._view.hasFocus()
        self._layout.removeWidget(view)
        view.hide()
        self._begin()
        self.setTabOrder(view, self._view)
        if had_keyboard:
            self._view.setFocus()
        document.close()
        buffer.close()
        buffer.setData(QByteArray())
        for old in (view, document, buffer):
            old.deleteLater()

    def show_pdf(self, pdf: bytes) -> None:
        """Replaces what is shown. The buffer lives as long as the document reads from it."""
        self._begin_anew()
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
        self._begin_anew()

    def pages(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()


def documents() -> str:
    """Where a dialog for saving begins: the person's own documents."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
