"""A log of her own as it is read from a file: tables of texts, bounded, and the reasons why a file is not read.

The file is read by a child (`log_reading_child.py`); these values are what it may say, and all of them is untrusted text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from stalkdesk.language import tr

MOST_FILE_BYTES: Final = 30_000_000
"""The largest file that is read as a log. Larger ones can still be taken in as attachments."""
MOST_PASTED: Final = 2_000_000
"""Most characters of a pasted text."""
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 40
MOST_CELL: Final = 4_000
"""Most characters of a cell. One more is kept of a longer one, so that it is seen to be too long and never shortened unseen."""
MOST_LETTERS: Final = 24_000_000
"""Most characters of a whole table."""
MOST_TABLES: Final = 100
"""Most tables or sheets of a file."""
MOST_PAGES: Final = 300
"""Most pages of a PDF."""
MOST_NAME: Final = 80


class LogFormat(StrEnum):
    """What a file is, seen from its bytes and never from its name."""

    WORD = "word"
    PDF = "pdf"
    SHEET = "sheet"
    """XLSX, XLS, XLSB, ODS."""
    DELIMITED = "delimited"
    """CSV, or cells pasted from a sheet."""
    LINES = "lines"
    """Text of which each entry begins with a date."""


class Refusal(StrEnum):
    """Why a file is not read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNFOLDS_TOO_FAR = "unfolds_too_far"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_PAGES = "too_many_pages"
    UNKNOWN_KIND = "unknown_kind"
    OLD_WORD = "old_word"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"
    NO_TABLE = "no_table"
    DAMAGED = "damaged"
    """The child died over it, or said what it may not."""
    TOO_SLOW = "too_slow"
    STOPPED = "stopped"
    NO_FILE = "no_file"


@dataclass(frozen=True, slots=True)
class TableName:
    """A table, or a sheet, that a file has."""

    name: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class LogTable:
    """One table of a file, and which others there are."""

    format: LogFormat
    tables: tuple[TableName, ...]
    chosen: int
    rows: tuple[tuple[str, ...], ...]
    """All of one length; the row of headings, if there is one, is among them."""
    has_macros: bool = False
    """They are never run."""

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class ReadLog:
    """What the child answers: a table, or why there is none."""

    table: LogTable | None = None
    refused: Refusal | None = None


def refusal_said(why: Refusal) -> str:
    """The sentence for the person at the desk: what is wrong, and what to do."""
    return {
        Refusal.EMPTY: tr("Filen er tom. Vælg en anden, eller indsæt teksten."),
        Refusal.TOO_LARGE: tr(
            "Filen er større end {megabytes} MB og læses ikke som log. Gem loggen for sig selv, eller tag filen ind som bilag.",
            megabytes=MOST_FILE_BYTES // 1_000_000,
        ),
        Refusal.UNFOLDS_TOO_FAR: tr("Filen fylder alt for meget, når den pakkes ud, og den læses ikke. Bed om en anden kopi."),
        Refusal.TOO_MANY_ROWS: tr(
            "Loggen har over {most} rækker. Del den i flere filer, og hent dem én ad gangen.", most=MOST_ROWS
        ),
        Refusal.TOO_MANY_COLUMNS: tr(
            "Tabellen har over {most} kolonner. Slet dem, der ikke hører til loggen.", most=MOST_COLUMNS
        ),
        Refusal.TOO_MANY_PAGES: tr(
            "Filen har over {most} sider. Del den i flere filer, og hent dem én ad gangen.", most=MOST_PAGES
        ),
        Refusal.UNKNOWN_KIND: tr("Filen er ikke Word (.docx), PDF, regneark eller tekst. Gem loggen som en af dem."),
        Refusal.OLD_WORD: tr(
            "Filen er et ældre tekstformat. Åbn den, og gem den som .docx, eller kopiér tabellen og indsæt den."
        ),
        Refusal.ENCRYPTED: tr("Filen er låst med adgangskode. Bed om en kopi uden, eller indsæt teksten."),
        Refusal.SCANNED: tr("PDF’en er billeder uden tekst. Tag den ind som bilag, og skriv hændelserne ind i hånden."),
        Refusal.NO_TABLE: tr("Der er hverken en tabel eller linjer, der begynder med en dato. Kopiér loggen, og indsæt den."),
        Refusal.DAMAGED: tr("Filen kan ikke læses. Den er måske beskadiget. Bed om en anden kopi, eller indsæt teksten."),
        Refusal.TOO_SLOW: tr("Det tog for lang tid at læse filen, og den blev sluppet. Gem loggen som .csv, eller del den."),
        Refusal.STOPPED: tr("Læsningen blev stoppet. Intet er taget ind."),
        Refusal.NO_FILE: tr("Filen kan ikke åbnes. Se, om den er der endnu, og om du må læse den."),
    }[why]
