"""The bundled faces: how wide a text is in them, which characters they have, and how they reach the PDF.

Two faces have what is written from the left to the right. Two more have these letters and the Arabic ones; they are read only
when a text needs them.

A character that is in no bundled font would print as nothing or as a silent box. Content is checked for that before it ships
(`unprintable`); in names that people type it is shown as □ (`printable`), so that the reader sees that something stood there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import unpack
from unicodedata import category, normalize

from stalkdesk.errors import ContentBroken
from stalkdesk.language import tr
from stalkdesk.paper.right_to_left import JOINERS, MARKS, UNSEEN, has_right_to_left, shaped

STAND_IN = "□"
_FILES = {"regular": "NotoSans-Regular.ttf", "bold": "NotoSans-Bold.ttf"}
_WIDE_FILES = {"wide-regular": "NotoSansArabic-Regular.ttf", "wide-bold": "NotoSansArabic-Bold.ttf"}
_NO_WIDTH = dict.fromkeys(map(ord, UNSEEN), 0.0)
_INVISIBLE = ("Cc", "Cf", "Mn", "Me", "Cs", "Co", "Cn")
"""Categories of characters that leave no gap when they are left out: joiners, variation selectors, controls."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face: the name it has in the PDF writer, and the width of its characters in thousandths of the size."""

    name: str
    widths: Mapping[int, float]

    def width(self, text: str, size: float) -> float:
        """How wide `text` is, in points."""
        return sum(map(self.widths.__getitem__, map(ord, text))) * size / 1000


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces every paper is set in, and the codes of the characters that both can show."""

    regular: Face
    bold: Face
    shown: frozenset[int]
    folder: Path

    def face(self, text: str, is_bold: bool) -> Face:
        """The face for `text`."""
        known = self.wide if has_right_to_left(text) else self
        return known.bold if is_bold else known.regular

    @property
    def wide(self) -> Faces:
        """The faces that have Arabic letters too. Raises ContentBroken when a file is missing or damaged."""
        return _wide_faces(self.folder)


@cache
def faces(fonts: Path) -> Faces:
    """The faces out of the folder `fonts`, read once per process. Raises ContentBroken when a file is missing or damaged."""
    return _faces(fonts, _FILES)


@cache
def _wide_faces(fonts: Path) -> Faces:
    return _faces(fonts, _WIDE_FILES)


def _faces(fonts: Path, files: Mapping[str, str]) -> Faces:
    regular, bold = (_registered(name, fonts / file) for name, file in files.items())
    codes = regular.widths.keys() & bold.widths.keys() - _NO_WIDTH.keys()
    shown = frozenset(code for code in codes if category(chr(code)) not in _INVISIBLE or chr(code) in MARKS)
    return Faces(regular, bold, shown, fonts)


def _registered(name: str, path: Path) -> Face:
    from reportlab.pdfbase import pdfmetrics  # 60 ms that only printing needs
    from reportlab.pdfbase.ttfonts import TTFError

    from stalkdesk.paper.joined_font import JoinedFont

    try:
        font = JoinedFont(f"desk-{name}", str(path))
    except (TTFError, OSError):
        raise ContentBroken(
            tr("Skrifttypen {file} mangler eller er beskadiget. Installér programmet igen.", file=path.name)
        ) from None
    pdfmetrics.registerFont(font)
    widths = {code: font.face.charWidths[code] for code in font.face.charToGlyph if code in font.face.charWidths}
    return Face(font.fontName, widths | _NO_WIDTH)


def glyph_bounds(face: Face, character: str) -> tuple[float, float, float, float]:
    """The box around the ink of a character, in thousandths of the size: left, foot, right, head."""
    from reportlab.pdfbase import pdfmetrics

    drawn = pdfmetrics.getFont(face.name).face
    number = drawn.charToGlyph[ord(character)]
    if drawn.glyphPos[number] == drawn.glyphPos[number + 1]:
        return (0.0, 0.0, 0.0, 0.0)
    left, foot, right, head = unpack(">hhhh", drawn.get_chunk(drawn.get_table_pos("glyf")[0] + drawn.glyphPos[number] + 2, 8))
    return (left, foot, right, head)


def unprintable(text: str, fonts: Path) -> frozenset[str]:
    """The characters of `text` that the bundled fonts do not have; blanks and line ends are no characters here."""
    known = faces(fonts)
    composed = normalize("NFC", text)
    missing = frozenset(sign for sign in composed if ord(sign) not in known.shown and not sign.isspace())
    if missing and has_right_to_left(composed):
        missing = frozenset(sign for sign in missing - JOINERS if ord(sign) not in known.wide.shown)
    return missing


def printable(text: str, known: Faces) -> str:
    """`text` as it can be printed: composed or joined, without invisible characters, with □ for what the fonts don't have."""
    composed = normalize("NFC", text)
    if known.shown.issuperset(map(ord, composed)):
        return composed
    shown = known.shown
    if has_right_to_left(composed):
        composed, shown = shaped(composed), known.wide.shown
    return "".join(_shown(character, shown) for character in composed)


def spoken(text: str, known: Faces) -> str:
    """What is read aloud instead of `text` as printed: the text as it was typed, or empty when it is printed as it is read."""
    composed = normalize("NFC", text)
    if known.shown.issuperset(map(ord, composed)) or all(ord(sign) in known.shown or sign.isspace() for sign in composed):
        return ""
    return "".join(character for character in composed if category(character) not in ("Cc", "Cs"))


def _shown(character: str, shown: frozenset[int]) -> str:
    if ord(character) in shown or character == "\n":
        return character
    if character.isspace():
        return " "
    return "" if category(character) in _INVISIBLE else STAND_IN
