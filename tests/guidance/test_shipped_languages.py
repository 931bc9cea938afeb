"""The shelf in eight languages: whole, of today, with the same places to fill in and the same numbers, and marked as it is."""

from __future__ import annotations

import re
from datetime import date

import pytest

from stalkdesk.guidance.blocks import Document
from stalkdesk.guidance.sheet_setting import WORDS
from stalkdesk.guidance.sheets import ContentStatus
from stalkdesk.guidance.variants import Variant
from stalkdesk.language import SCREEN_LANGUAGES, Language
from tests.guidance.shipped_shelf import LIBRARY, NUMBER, TRANSLATED, blank, said_in


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_every_fixed_word_is_there_and_speaks_the_language_of_the_sheet(language: Language) -> None:
    words = LIBRARY.words(language)
    assert set(words) == set(WORDS)
    assert all(words.values())
    same_in_both = {code for code in WORDS if words[code] == LIBRARY.words(Language.DANISH)[code]}
    assert language is Language.DANISH or same_in_both <= {
        *("step", "month_and_year", "month_4", "month_9", "month_11", "share_dsc", "footer_marked"),
    }


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_every_sheet_says_what_nobody_has_reviewed(language: Language) -> None:
    for one in LIBRARY.shelf(language):
        assert one.status is not ContentStatus.DRAFT or "endnu ikke gennemgået" in one.checked_by
        assert one.checked_by
        assert one.last_checked >= date(2026, 11, 22)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_whole_and_translates_the_danish_of_today(language: Language) -> None:
    danish = {one.id: one for one in LIBRARY.shelf(Language.DANISH)}
    for one in LIBRARY.shelf(language):
        assert one.missing == ()
        assert one.translation is not None
        assert one.translation.of_version == danish[one.id].version
        assert not one.is_stale
        assert [part.key for part in one.parts if part.language is not None] == []
        for part, source in zip(one.parts, danish[one.id].parts, strict=True):
            assert re.findall(r"{\w*}", said_in(part)) == re.findall(r"{\w*}", said_in(source))
            assert sorted(NUMBER.findall(said_in(part))) == sorted(NUMBER.findall(said_in(source))), (one.id, part.key)


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("variant", Variant)
def test_every_foot_says_in_its_own_language_that_no_translator_has_reviewed_it(language: Language, variant: Variant) -> None:
    for one in LIBRARY.shelf(language):
        document: Document = blank(one.id, language, variant)
        assert LIBRARY.words(language)["not_reviewed"] in document.footer, one.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_fixed_words_have_the_places_of_the_danish_ones(language: Language) -> None:
    danish, words = LIBRARY.words(Language.DANISH), LIBRARY.words(language)
    assert [code for code in WORDS if places_in(words[code]) != places_in(danish[code])] == []


def places_in(text: str) -> list[str]:
    """The places to fill in."""
    return sorted(re.findall(r"{\w*}", text))
