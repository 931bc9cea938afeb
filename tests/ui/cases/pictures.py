"""Pictures and papers as they are attached: whole ones, and ones that mean harm."""

from __future__ import annotations

import struct
import zlib

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter


def picture(kind: bytes, wide: int = 60, high: int = 40) -> bytes:
    """A filled picture."""
    drawn, buffer = QImage(wide, high, QImage.Format.Format_RGB32), QBuffer()
    drawn.fill(QColor("teal"))
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(kind)).write(drawn)
    return bytes(buffer.data().data())


def pdf(pages: int = 2, wide: float = 100, high: float = 150) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QSizeF(wide, high), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
        painter.drawLine(0, 0, 400, 400)
    painter.end()
    return bytes(buffer.data().data())


def png(wide: int = 60, high: int = 40) -> bytes:
    """A teal picture."""
    return picture(b"PNG", wide, high)


def claiming(wide: int, high: int) -> bytes:
    """A small PNG that says it is another size; its header is well-formed."""
    content = png()
    header = b"IHDR" + struct.pack(">II", wide, high) + content[24:29]
    return content[:12] + header + struct.pack(">I", zlib.crc32(header)) + content[33:]


def png_bomb(side: int) -> bytes:
    """A PNG of one colour, `side` pixels each way: some kilobytes that unpack to gigabytes."""

    def part(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    packer = zlib.compressobj(9)
    row = bytes(1 + side // 8)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", packed) + part(b"IEND", b"")


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    content, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(content))
    return content + head + table + trailer


def stream(words: bytes, content: bytes) -> bytes:
    """A stream object, packed."""
    packed = zlib.compress(content, 9)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (words, len(packed), packed)


def paper(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one page that draws `content`; `more` objects begin with number 5."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << %s >> >>" % resources
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(b"", content), *more)
