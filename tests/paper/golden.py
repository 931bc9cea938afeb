"""The shelf drawn blank on a fixed day, as one fingerprint a paper. `python -m tests.paper.golden` writes golden.json anew.

A fingerprint is of what the file says, its streams unpacked: another zlib packs the same page into other bytes.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from stalkdesk import places
from stalkdesk.casework.officers import Authority, Unit
from stalkdesk.data.library import Library
from stalkdesk.guidance.blocks import Document
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.filling_in import blank_setting
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.guidance.variants import Variant
from stalkdesk.language import SOURCE_LANGUAGE, Language
from stalkdesk.paper.pdf import rendered

GOLDEN = Path(__file__).with_name("golden.json")
FONTS = places.resources() / "fonts"
SAMPLED = "guidance"
"""The sheet that is drawn in every variant; the others only as they are."""
_UNIT = Unit(Authority.MUNICIPALITY, "Prøveby Kommune", ("Rådhuset", "0000 Prøveby"), "00 00 00 00")
_ON = datetime(2026, 11, 22, 12, tzinfo=UTC)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_LENGTH = re.compile(rb"/Length \d+")


def languages() -> tuple[Language, ...]:
    """The languages that the shelf is in."""
    folder = places.resources() / "languages"
    return tuple(one for one in Language if one is SOURCE_LANGUAGE or (folder / one.value / "sheets" / "words.toml").exists())


def papers(language: Language) -> Iterator[tuple[str, Document]]:
    """Every sheet of the shelf in that language, under its name in golden.json."""
    library = Library(places.resources())
    setting = blank_setting(_UNIT, (), library.agencies(language), library.words(language), _ON)
    for sheet in library.shelf(language):
        for variant in _variants(sheet):
            yield f"{language.value}/{sheet.id}/{variant.value}", composed(sheet, setting, variant)


def _variants(sheet: GuidanceSheet) -> tuple[Variant, ...]:
    return tuple(Variant) if sheet.id == SAMPLED else (Variant.STANDARD,)


def fingerprint(document: Document) -> str:
    """What the paper says, in short: the same until a word, a line or a place changes."""
    body = rendered(document, FONTS).split(b"\nxref\n")[0]
    return sha256(_LENGTH.sub(b"", _STREAM.sub(_unpacked, body))).hexdigest()[:16]


def _unpacked(found: re.Match[bytes]) -> bytes:
    try:
        return zlib.decompress(found[1])
    except zlib.error:  # not packed
        return found[1]


def main() -> None:
    """Writes the fingerprints of today."""
    found = {name: fingerprint(document) for language in languages() for name, document in papers(language)}
    GOLDEN.write_text(json.dumps(found, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(found)} papers in {GOLDEN.name}")


if __name__ == "__main__":
    main()
