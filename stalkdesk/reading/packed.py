"""Looks into a packed file (Word, Excel, OpenDocument) before a reader opens it: what it is, how far it unfolds, what it hides.

Each part is unpacked here once, piece by piece, and thrown away: the sizes that a bomb declares of itself are not believed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from enum import StrEnum

from stalkdesk.casework.log.log_tables import Refusal
from stalkdesk.reading.tables import Refused

MOST_UNPACKED = 400_000_000
MOST_PARTS = 2_000
_PIECE = 1 << 18
_ENTITIES = tuple("<!ENTITY".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_OVERLAP = 32
_ENCRYPTED_FLAG = 1


class Packed(StrEnum):
    """What a packed file holds."""

    WORD = "word"
    SHEET = "sheet"
    OTHER_TEXT = "other_text"
    """OpenDocument text."""


def kind_of_packed(content: bytes) -> tuple[Packed, bool]:
    """What it holds, and whether it brings macros. Raises Refused for a bomb, a locked or a damaged file, and for what is none
    of these."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _weigh(packed)
            return _kind(packed), _has_macros(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise Refused(Refusal.DAMAGED) from None


def _weigh(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS:
        raise Refused(Refusal.UNFOLDS_TOO_FAR)
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise Refused(Refusal.ENCRYPTED)
    weight = 0
    for part in parts:
        is_text = part.filename.endswith((".xml", ".rels"))
        before = b""
        with packed.open(part) as unpacked:
            while piece := unpacked.read(_PIECE):
                weight += len(piece)
                if weight > MOST_UNPACKED:
                    raise Refused(Refusal.UNFOLDS_TOO_FAR)
                if is_text and any(mark in before + piece for mark in _ENTITIES):
                    raise Refused(Refusal.DAMAGED)
                before = piece[-_OVERLAP:]


def _kind(packed: zipfile.ZipFile) -> Packed:
    names = set(packed.namelist())
    if "word/document.xml" in names:
        return Packed.WORD
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return Packed.SHEET
    if "content.xml" in names and "mimetype" in names:
        with packed.open("mimetype") as said:
            kind = said.read(200)
        if b"encryption-data" in packed.read("META-INF/manifest.xml"):
            raise Refused(Refusal.ENCRYPTED)
        if b"spreadsheet" in kind:
            return Packed.SHEET
        if b"opendocument.text" in kind:
            return Packed.OTHER_TEXT
    raise Refused(Refusal.UNKNOWN_KIND)


def _has_macros(packed: zipfile.ZipFile) -> bool:
    return any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in packed.namelist())
