"""A shipped sheet that is asked to be neutral gives nothing away to one who sees it lie on a table, in any language."""

from __future__ import annotations

import re
from typing import Final

import pytest

from stalkdesk.guidance.variants import Variant
from stalkdesk.language import Language
from tests.guidance.shipped_shelf import LIBRARY, filled, headings
from tests.guidance.small_shelf import FACTS, SECRET_WORDS, SECRETS

_DANISH_LAW: Final = "tilhold|opholdsforbud"
_WORDS: Final = {
    Language.DANISH: "stalking|vold|trus|udøver|forfølg|den anden",
    Language.ENGLISH: "stalking|threat|violen|perpetrator|other person",
    Language.GERMAN: "stalking|gewalt|droh|täter|verfolg|andere person",
    Language.POLISH: "stalking|przemoc|groźb|sprawc|prześlad|nęka|drug[aą] osob",
    Language.UKRAINIAN: "сталк|насильств|погроз|кривдник|переслід|інша особа",
    Language.ARABIC: "stalking|ملاحق|مطارد|عنف|تهديد|الجاني|الشخص الآخر",
    Language.TURKISH: "stalking|ısrarlı|şiddet|tehdit|fail|diğer kişi",
    Language.PERSIAN: "stalking|تعقیب|مزاحم|خشونت|تهدید|آن دیگری",
}
"""What no heading of a neutral sheet says."""
_MORE: Final = {
    Language.DANISH: "stalk|chikane|forbud|politi|offer|krise|sikkerhed|beskyt|bevis|anmeld",
    Language.ENGLISH: r"stalk|harass|\border(?:s|ed)?\b|police|victim|shelter|safety|protect|evidence",
    Language.GERMAN: "stalk|belästig|nachstell|verbot|polizei|opfer|krise|schutz|schütz|sicher|beweis|anzeige",
    Language.POLISH: "stalk|zakaz|polic|ofiar|kryzys|ochron|bezpiecze|dow[oó]d|zgłosz",
    Language.UKRAINIAN: "заборон|поліці|жертв|потерпіл|криз|захист|безпек|доказ|заяв",
    Language.ARABIC: "تحرش|منع|حظر|شرطة|ضحي|أزم|حماي|أمان|أدل|إثبات|بلاغ",
    Language.TURKISH: "stalk|takip|taciz|yasa[kğ]|polis|mağdur|kriz|koru|güven|delil|kanıt|şikâyet",
    Language.PERSIAN: "آزار|ممنوع|منع|پلیس|قربان|بحران|حفاظت|امن|مدرک|مدارک|شکایت|گزارش",
}
"""What its title does not say either."""
GIVES_AWAY: Final = {language: re.compile(words, re.IGNORECASE) for language, words in _WORDS.items()}
NO_NEUTRAL_TITLE: Final = {
    language: re.compile(f"{words}|{_MORE[language]}|{_DANISH_LAW}", re.IGNORECASE) for language, words in _WORDS.items()
}
NAMES_IT: Final = ("orders", "quick_guide")
"""Cannot be read without its headings, or never leaves the desk."""


def test_there_are_words_to_look_for_in_every_language() -> None:
    assert set(_WORDS) == set(_MORE) == set(Language)
    for language in Language:
        titles = [one.title for one in LIBRARY.shelf(language)]
        assert any(NO_NEUTRAL_TITLE[language].search(title) for title in titles)


@pytest.mark.parametrize("language", Language)
def test_a_neutral_title_gives_nothing_away(language: Language) -> None:
    titles = [one.neutral_title for one in LIBRARY.shelf(language)]
    assert all(titles)
    assert [title for title in titles if NO_NEUTRAL_TITLE[language].search(title)] == []


@pytest.mark.parametrize("language", Language)
def test_a_neutral_sheet_gives_nothing_away_in_title_headings_or_letterhead(language: Language) -> None:
    for one in LIBRARY.shelf(language):
        document = filled(one.id, language, *FACTS, variant=Variant.NEUTRAL)
        shown = (document.title, document.footer, *(headings(document) if one.id not in NAMES_IT else ()))
        assert [text for text in shown if GIVES_AWAY[language].search(text)] == [], one.id
        assert document.letterhead == ()


@pytest.mark.parametrize("language", Language)
def test_nothing_of_compartment_b_is_on_a_shipped_sheet(language: Language) -> None:
    for one in LIBRARY.shelf(language):
        printed = str(filled(one.id, language, *FACTS, *SECRETS))
        assert [word for word in SECRET_WORDS if word in printed] == []


@pytest.mark.parametrize("language", Language)
def test_a_helpline_that_is_printed_has_a_name_for_the_card_that_gives_nothing_away(language: Language) -> None:
    for agency in LIBRARY.agencies(language):
        if agency.printable:
            assert agency.neutral_name
            assert not GIVES_AWAY[language].search(agency.neutral_name)
            assert "endnu" in agency.checked_by
