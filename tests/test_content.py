"""The shipped content agrees with itself and with the code, and every character of it can be printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stalkdesk import places
from stalkdesk.data.library import Library
from stalkdesk.language import Language
from stalkdesk.paper.fonts import unprintable

RESOURCES: Path = places.resources()
STALKER = re.compile(r"\bstalker(e|en|ne|ens|s)?\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(RESOURCES)


def test_the_shipped_content_has_no_faults(library: Library) -> None:
    assert library.faults() == ()


def test_everything_shipped_is_said_in_english_too(library: Library) -> None:
    assert library.untranslated(Language.ENGLISH) == ()


def test_the_three_sheets_of_the_desk_are_on_the_shelf(library: Library) -> None:
    assert {"guidance", "incident_log", "receipt"} <= {sheet.id for sheet in library.shelf(Language.DANISH)}


def test_a_shipped_number_that_may_be_printed_was_looked_up(library: Library) -> None:
    printable = [agency for agency in library.agencies(Language.DANISH) if agency.printable]
    assert {"112", "114"} <= {agency.phone for agency in printable}
    assert all(agency.source.address for agency in printable)


@pytest.mark.parametrize("language", Language)
def test_every_character_of_every_printed_text_is_in_the_fonts(library: Library, language: Language) -> None:
    texts = library.printed_texts(language)
    assert texts
    silent = {place: unprintable(text, RESOURCES / "fonts") for place, text in texts}
    assert {place: characters for place, characters in silent.items() if characters} == {}


@pytest.mark.parametrize("language", Language)
def test_nobody_is_called_a_stalker_on_screen_or_paper(library: Library, language: Language) -> None:
    questions = library.checklist(language).questions()
    asked = [(question.id, f"{question.ask} {question.why} {question.how}") for question in questions]
    trained = [(one.id, f"{one.title} {one.who} {one.opening} {one.lesson}") for one in library.vignettes(language)]
    ours = [(place, text) for place, text in library.printed_texts(language) if not place.startswith("sources: ")]
    assert [place for place, text in (*asked, *ours, *trained) if STALKER.search(text)] == [], "only the title of a source may"
