"""The shipped sheets are no longer than their paper and have no letter that cannot be printed, in every language."""

from __future__ import annotations

import pytest

from stalkdesk.guidance.blocks import PrintSize
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.filling_in import setting_for
from stalkdesk.guidance.variants import Variant
from stalkdesk.language import SCREEN_LANGUAGES, Language
from stalkdesk.paper.fonts import STAND_IN, unprintable
from stalkdesk.paper.pdf import rendered
from tests.guidance.shipped_shelf import FONTS, LIBRARY, LONG, NOW, TRANSLATED, blank, filled, pages, sheet, texts_in
from tests.guidance.small_shelf import CONTACTS, UNIT, case
from tests.paper.pages_read import text_of

MOST_PAGES = {
    **dict.fromkeys(("guidance", "incident_log", "log_known", "digital_safety", "orders", "children_school"), 2),
    **dict.fromkeys(("young", "relatives", "rights", "evidence_receipt", "consent"), 2),
    **dict.fromkeys(("receipt", "five_points", "quick_guide", "address_protection"), 1),
    **dict.fromkeys(("letter_doctor", "letter_school", "letter_employer", "letter_job_centre"), 1),
}
"""How many pages of paper each sheet of the shelf may take."""
MOST_LARGE = {1: 3, 2: 5}
"""How many in large print, by how many it takes otherwise."""
DRAFTS = tuple(language for language in TRANSLATED if language not in SCREEN_LANGUAGES)
SAMPLED = ("guidance", "young", "orders", "incident_log", "five_points", "letter_doctor")


def test_every_sheet_of_the_shelf_has_its_number_of_pages() -> None:
    assert {one.id for one in LIBRARY.shelf(Language.DANISH)} == set(MOST_PAGES)


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
@pytest.mark.parametrize(("sheet_id", "most"), sorted(MOST_PAGES.items()))
def test_a_sheet_is_no_longer_than_its_paper_blank_or_with_long_answers(sheet_id: str, most: int, language: Language) -> None:
    assert pages(blank(sheet_id, language)) <= most
    assert pages(filled(sheet_id, language, *LONG)) <= most


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
@pytest.mark.parametrize(("sheet_id", "most"), sorted(MOST_PAGES.items()))
def test_there_is_room_for_what_the_authority_fills_in(sheet_id: str, most: int, language: Language) -> None:
    one = sheet(sheet_id, language)
    filled_in = dict.fromkeys(one.local_entries, "00 00 00 03, hverdage kl. 9-15")
    setting = setting_for(case(*LONG), UNIT, CONTACTS, LIBRARY.agencies(language), LIBRARY.words(language), NOW, filled_in)
    document = composed(one, setting)
    assert pages(document) <= most
    assert str(document).count("00 00 00 03, hverdage") == len(one.local_entries)
    assert one.unfilled({}) == tuple(one.local_entries)


@pytest.mark.parametrize("language", DRAFTS)
def test_no_sheet_of_a_draft_is_longer_than_its_paper_blank_or_with_long_answers(language: Language) -> None:
    for sheet_id, most in MOST_PAGES.items():
        assert pages(blank(sheet_id, language)) <= most, sheet_id
    for sheet_id in ("guidance", "receipt", "young"):
        assert pages(filled(sheet_id, language, *LONG)) <= MOST_PAGES[sheet_id], sheet_id


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("sheet_id", SAMPLED)
def test_large_print_has_its_limit_too(sheet_id: str, language: Language) -> None:
    document = blank(sheet_id, language, Variant.LARGE)
    assert document.size is PrintSize.LARGE
    assert pages(document) <= MOST_LARGE[MOST_PAGES[sheet_id]]


@pytest.mark.parametrize("language", Language)
def test_the_neutral_sheet_is_no_longer_and_the_card_is_one_page(language: Language) -> None:
    for sheet_id in SAMPLED:
        assert pages(blank(sheet_id, language, Variant.NEUTRAL)) <= MOST_PAGES[sheet_id]
    assert pages(filled("guidance", language, *LONG, variant=Variant.CARD)) == 1


@pytest.mark.parametrize("language", Language)
def test_every_letter_of_every_sheet_can_be_printed(language: Language) -> None:
    for one in LIBRARY.shelf(language):
        for variant in Variant:
            document = blank(one.id, language, variant)
            assert [text for text in texts_in(document) if unprintable(text, FONTS) or STAND_IN in text] == [], one.id


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("variant", Variant)
def test_no_letter_is_missing_on_the_page(language: Language, variant: Variant) -> None:
    document = blank("guidance", language, variant)
    text = text_of(rendered(document, FONTS))
    assert STAND_IN not in text
    assert "112" in text
    assert "\ufffd" not in text
