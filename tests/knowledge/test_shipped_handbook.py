"""The handbook that is shipped: whole, in both languages, printable, and never the same words as the hint beside a question."""

from __future__ import annotations

from datetime import date

import pytest

from stalkdesk.data.library import Library
from stalkdesk.knowledge.handbook import Handbook, page_keys
from stalkdesk.knowledge.handbook_document import handbook_document
from stalkdesk.knowledge.pages import PageKind
from stalkdesk.knowledge.searching import index_of
from stalkdesk.language import SCREEN_LANGUAGES, Language
from stalkdesk.paper.pdf import missing_characters
from stalkdesk.places import resources
from tests.paper.pages_read import FONTS


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(resources())


@pytest.fixture(params=SCREEN_LANGUAGES)
def handbook(library: Library, request: pytest.FixtureRequest) -> Handbook:
    return library.handbook(request.param)


def test_every_question_and_every_rule_has_its_page(library: Library) -> None:
    written = {page.key for page in library.handbook(Language.DANISH).pages()}
    assert [key for key in page_keys(library.checklist(Language.DANISH)) if key not in written] == []


def test_no_page_repeats_the_hint_beside_its_question(library: Library, handbook: Handbook) -> None:
    questions = {question.id: question for question in library.checklist(handbook.language).questions()}
    pages = [page for page in handbook.pages() if page.key.kind is PageKind.QUESTION]
    hints = {page.key.id: {questions[page.key.id].why, questions[page.key.id].how} for page in pages}
    assert [page.key.id for page in pages if hints[page.key.id] & {page.texts.matters, page.texts.ask}] == []


def test_every_place_for_a_number_is_filled_in(handbook: Handbook) -> None:
    said = {
        page.key.id: " ".join((page.title, page.texts.matters, page.texts.ask, page.texts.research))
        for page in handbook.pages()
    }
    assert [page_id for page_id, text in said.items() if "{" in text or "}" in text] == []


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        *(("kvælning", "strangulation"), ("kvaelning", "strangulation"), ("våben", "weapon_access")),
        *(("gps", "acts"), ("kvælertag", "last_violence_days")),
    ],
)
def test_a_page_is_found_by_its_short_name_and_by_what_stands_beside_the_question(
    library: Library, query: str, wanted: str
) -> None:
    found = index_of(library.handbook(Language.DANISH)).found(query)
    assert wanted in [page.key.id for page in found[:4]]


def test_the_whole_handbook_can_be_printed(handbook: Handbook) -> None:
    assert missing_characters(handbook_document(handbook, date(2026, 11, 22)), FONTS) == ()
