"""A PDF on a printer, from memory: no file in plain text is ever made for it.

A printer that has taken a job need not have printed it: Qt says that all is well while the queue throws the job away. So
whoever prints asks afterwards whether the paper came out.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from stalkdesk.errors import PrintFailed
from stalkdesk.language import tr

_DOTS_PER_INCH = 300
"""Sharp enough for text on paper, small enough for an office printer's queue."""


def printed(parent: QWidget, pdf: bytes, job_name: str) -> bool:
    """Asks which printer, and prints. False when the person changed her mind.

    `job_name` is seen in the printer's queue: a reference, never a name. Raises PrintFailed when there is no printer, or when
    the printer refuses.
    """
    printer = chosen_printer(parent)
    if printer is None:
        return False
    printer.setDocName(job_name)
    print_on(printer, pdf)
    return True


def chosen_printer(parent: QWidget) -> QPrinter | None:
    """The printer that the person chooses; None when she changed her mind. Raises PrintFailed when there is none."""
    if not QPrinterInfo.availablePrinterNames():
        raise PrintFailed(
            tr("Der er ingen printer på denne computer. Gem arket som PDF, eller tilslut en printer, og prøv igen.")
        )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def check_ready(printer: QPrinter) -> None:
    """Raises PrintFailed when the printer is gone, or when it is stopped: Qt would take the job, and nothing would come out."""
    if printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat:
        return
    known = QPrinterInfo.printerInfo(printer.printerName())
    if known.isNull():
        raise PrintFailed(tr("Printeren er her ikke mere. Vælg en anden, og prøv igen."))
    if known.state() is QPrinter.PrinterState.Error:
        raise PrintFailed(tr("Printeren er stoppet. Få den sat i gang, eller vælg en anden, og prøv igen."))


def print_on(printer: QPrinter, pdf: bytes) -> None:
    """Prints every page of `pdf`, page by page at the size and direction it has. Raises PrintFailed."""
    check_ready(printer)
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
