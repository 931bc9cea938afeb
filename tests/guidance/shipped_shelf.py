"""The shipped shelf for tests: its sheets, blank and filled in, and what stands on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime

from stalkdesk import places
from stalkdesk.data.library import Library
from stalkdesk.guidance.blocks import Callout, Document, Heading
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.filling_in import blank_setting, setting_for
from stalkdesk.guidance.sheets import GuidanceSheet, SheetPart
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.answers import PersonValue
from stalkdesk.language import Language
from stalkdesk.paper.pdf import page_count, rendered
from tests.guidance.small_shelf import CONTACTS, UNIT, answer, case

LIBRARY = Library(places.resources())
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG_STEP = "Vi taler sammen igen i morgen formiddag, og inden da har du fortalt det til din leder og til din nærmeste nabo."
LONG = (
    *(answer(f"next_step_{number}", LONG_STEP) for number in (1, 2, 3)),
    answer("share_with", ("police", "visitator", "dsc", "school")),
    answer("contact_person", PersonValue("Vera Visitprøve")),
    answer("deputy_person", PersonValue("Sten Stedprøve")),
)
LETTERS = {
    "letter_doctor": "doctor",
    "letter_school": "school",
    "letter_employer": "employer",
    "letter_job_centre": "municipality",
}
"""The letters, and whom the victim must have said yes to."""
FONTS = places.resources() / "fonts"
NUMBER = re.compile(r"(?<!§ )(?<!section )(?<!المادة )\b(?:1\d\d(?: \d{3})?|1\d{3}|\d\d(?: \d\d){3})\b")
TRANSLATED = tuple(language for language in Language if language is not Language.DANISH)


def sheet(sheet_id: str, language: Language) -> GuidanceSheet:
    """One sheet of the shelf."""
    return next(one for one in LIBRARY.shelf(language) if one.id == sheet_id)


def filled(sheet_id: str, language: Language, *answers: object, variant: Variant = Variant.STANDARD) -> Document:
    """A shipped sheet for a case with these answers."""
    words, agencies = LIBRARY.words(language), LIBRARY.agencies(language)
    setting = setting_for(case(*answers), UNIT, CONTACTS, agencies, words, NOW)  # type: ignore[arg-type]
    return composed(sheet(sheet_id, language), setting, variant)


def blank(sheet_id: str, language: Language, variant: Variant = Variant.STANDARD) -> Document:
    """A shipped sheet from the shelf."""
    setting = blank_setting(UNIT, CONTACTS, LIBRARY.agencies(language), LIBRARY.words(language), NOW)
    return composed(sheet(sheet_id, language), setting, variant)


def headings(document: Document) -> list[str]:
    """What stands large on the page, titles of frames too."""
    return [
        block.text if isinstance(block, Heading) else block.title
        for block in document.blocks
        if isinstance(block, Heading | Callout)
    ]


def said_in(part: SheetPart) -> str:
    """Every word that the part itself says."""
    return "\n".join((part.title, part.text, part.label, *part.items))


def pages(document: Document) -> int:
    """How many pages it takes."""
    return page_count(rendered(document, FONTS))


def texts_in(part: object) -> Iterator[str]:
    """Every text in a document, a block, or anything in them."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts_in(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts_in(getattr(part, field.name))
