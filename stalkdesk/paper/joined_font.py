"""A font as ReportLab writes it, whose joined letters can be searched for and copied as the letters they are."""

from __future__ import annotations

import re
from typing import Any, Final
from unicodedata import normalize

from reportlab.pdfbase.ttfonts import TTFont

_JOINED: Final = re.compile(r"<((?:F[B-D]|FE[7-F])[0-9A-F]+)>$", re.MULTILINE)


class JoinedFont(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """Every form of an Arabic letter leads back to the letter itself (/ToUnicode)."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802  ReportLab's name
        """Writes the font into the document."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if str(name).startswith("toUnicodeCMap:") and str(name).endswith(_plain(self.face.name)):
                stream.content = _JOINED.sub(_letters, stream.content)


def _plain(name: object) -> str:
    return name.decode() if isinstance(name, bytes) else str(name)


def _letters(found: re.Match[str]) -> str:
    letters = normalize("NFKC", chr(int(found[1], 16))).strip()
    return f"<{ord(letters):04X}>" if len(letters) == 1 else found[0]  # readers turn two round
