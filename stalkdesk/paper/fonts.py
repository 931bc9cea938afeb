"""The two bundled faces: how wide a text is in them, which characters they have, and how they reach the PDF.

A character that is in no bundled font would print as nothing or as a silent box. Content is checked for that before it ships
(`unprintable`); in names that people type it is shown as □ (`printable`), so that the reader sees that something stood there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import category, normalize

from stalkdesk.errors import ContentBroken
from stalkdesk.language import tr

STAND_IN = "□"
_FILES = {"regular": "NotoSans-Regular.ttf", "bold": "NotoSans-Bold.ttf"}
_INVISIBLE = ("Cc", "Cf", "Mn", "Me", "Cs", "Co", "Cn")
"""Categories of characters that leave no gap when they are left out: joiners, variation selectors, controls."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face: the name it has in the PDF writer, and the width of its characters in thousandths of the size."""

    name: str
    widths: Mapping[int, float]

    def width(self, text: str, size: float) -> float:
        """How wide `text` is, in points."""
        widths = self.widths
        return sum(widths[ord(character)] for character in text) * size / 1000


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces every paper is set in, and the codes of the characters that both can show."""

    regular: Face
    bold: Face
    shown: frozenset[int]


@cache
def faces(fonts: Path) -> Faces:
    """The faces out of the folder `fonts`, read once per process. Raises ContentBroken when a file is missing or damaged."""
    regular, bold = (_registered(name, fonts / file) for name, file in _FILES.items())
    codes = regular.widths.keys() & bold.widths.keys()
    return Faces(regular, bold, frozenset(code for code in codes if category(chr(code)) not in _INVISIBLE))


def _registered(name: str, path: Path) -> Face:
    from reportlab.pdfbase import pdfmetrics  # 60 ms that only printing needs
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        font = TTFont(f"desk-{name}", str(path))
    except (TTFError, OSError):
        raise ContentBroken(
            tr("Skrifttypen {file} mangler eller er beskadiget. Installér programmet igen.", file=path.name)
        ) from None
    pdfmetrics.registerFont(font)
    return Face(
        font.fontName, {code: font.face.charWidths[code] for code in font.face.charToGlyph if code in font.face.charWidths}
    )


def unprintable(text: str, fonts: Path) -> frozenset[str]:
    """The characters of `text` that the bundled fonts do not have; blanks and line ends are no characters here."""
    shown = faces(fonts).shown
    return frozenset(
        character for character in normalize("NFC", text) if ord(character) not in shown and not character.isspace()
    )


def printable(text: str, known: Faces) -> str:
    """`text` as it can be printed: in composed form, without invisible characters, with □ for what the fonts don't have."""
    composed = normalize("NFC", text)
    if known.shown.issuperset(map(ord, composed)):
        return composed
    return "".join(_shown(character, known) for character in composed)


def spoken(text: str, known: Faces) -> str:
    """What is read aloud instead of `text` as printed: the text as it was typed, or empty when it is printed whole."""
    composed = normalize("NFC", text)
    if known.shown.issuperset(map(ord, composed)) or all(ord(sign) in known.shown or sign.isspace() for sign in composed):
        return ""
    return "".join(character for character in composed if category(character) not in ("Cc", "Cs"))


def _shown(character: str, known: Faces) -> str:
    if ord(character) in known.shown or character == "\n":
        return character
    if character.isspace():
        return " "
    return "" if category(character) in _INVISIBLE else STAND_IN
