"""`content check`: whether the content agrees with itself and with the program, and can be printed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from stalkdesk import places
from stalkdesk.commands.terminal import answer, complain
from stalkdesk.language import SOURCE_LANGUAGE, Language, tr

if TYPE_CHECKING:
    from stalkdesk.data.library import Library
    from stalkdesk.guidance.sheets import GuidanceSheet


def checked(library: Library) -> int:
    """Answers what was found, and gives the exit code."""
    faults = library.faults()
    if not faults:
        faults = _unprintable(library)
    whole, today = not faults, datetime.now().astimezone().date()
    answer(
        {
            "agrees": whole,
            "faults": list(faults),
            "untranslated": {code.value: list(library.untranslated(code)) for code in Language} if whole else {},
            "overdue": list(library.overdue(today)) if whole else [],
            "sheets": _sheets(library, today) if whole else [],
        }
    )
    if not whole:
        complain(tr("Indholdet stemmer ikke: {fault}", fault=faults[0]))
    return 0 if whole else 1


def _sheets(library: Library, today: date) -> list[dict[str, object]]:
    """What is to be seen to, sheet by sheet and language by language."""
    shelves = {language: {sheet.id: sheet for sheet in library.shelf(language)} for language in Language}
    return [
        {
            "id": sheet.id,
            "version": sheet.version,
            "audience": sheet.audience.value,
            **_readability(sheet),
            "local_missing": list(sheet.unfilled({})),
            "languages": {language.value: _language(shelf[sheet.id], today) for language, shelf in shelves.items()},
        }
        for sheet in library.shelf(SOURCE_LANGUAGE)
    ]


def _readability(sheet: GuidanceSheet) -> dict[str, object]:
    from stalkdesk.guidance.readability import sheet_readability

    found = sheet_readability(sheet)
    return {
        "lix": found.whole.lix,
        "lix_limit": found.limit,
        "lix_within": found.is_within,
        "lix_parts": {key: part.lix for key, part in found.parts},
    }


def _language(sheet: GuidanceSheet, today: date) -> dict[str, object]:
    status = sheet.language_status
    return {
        "status": status.value if status is not None else "none",
        "translator": sheet.translator,
        "review_on": sheet.review_on.isoformat(),
        "overdue": sheet.is_overdue(today),
        "stale": sheet.is_stale,
        "missing": list(sheet.missing),
    }


def _unprintable(library: Library) -> tuple[str, ...]:
    """A sentence for each text of the shelf with a character that the bundled fonts don't have."""
    from stalkdesk.paper.fonts import unprintable

    return tuple(
        tr("{place}: skrifttypen har ikke tegnet {signs}.", place=place, signs=" ".join(sorted(signs)))
        for language in Language
        for place, text in library.printed_texts(language)
        if (signs := unprintable(text, places.resources() / "fonts"))
    )
