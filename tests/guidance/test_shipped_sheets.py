"""The shipped sheets keep what a frightened person is promised: true, short, safe to carry, and no longer than the paper."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from stalkdesk import places
from stalkdesk.data.library import Library
from stalkdesk.guidance.blocks import Callout, Document, Fields, Heading, Items, PageBreak, PhoneList, Table
from stalkdesk.guidance.composing import WORDS, composed
from stalkdesk.guidance.filling_in import blank_setting, setting_for
from stalkdesk.guidance.offering import offered_for
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.intake.answers import AnswerState, PersonValue
from stalkdesk.language import Language
from stalkdesk.paper.pdf import page_count, rendered
from tests.guidance.small_shelf import CONTACTS, FACTS, SECRET_WORDS, SECRETS, UNIT, answer, case, open_answer

LIBRARY = Library(places.resources())
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG_STEP = "Vi taler sammen igen i morgen formiddag, og inden da har du fortalt det til din leder og til din nærmeste nabo."
LONG = (
    *(answer(f"next_step_{number}", LONG_STEP) for number in (1, 2, 3)),
    answer("share_with", ("police", "visitator", "dsc", "school")),
    answer("contact_person", PersonValue("Vera Visitprøve")),
    answer("deputy_person", PersonValue("Sten Stedprøve")),
)
NUMBER = re.compile(r"\b(?:1\d\d(?: \d{3})?|1\d{3}|\d\d(?: \d\d){3})\b")
GIVES_AWAY = re.compile(r"stalking|vold|trus|udøver|forfølg|threat|violen|perpetrator|other person|den anden", re.IGNORECASE)


def sheet(sheet_id: str, language: Language) -> GuidanceSheet:
    """One sheet of the shelf."""
    return next(one for one in LIBRARY.shelf(language) if one.id == sheet_id)


def filled(sheet_id: str, language: Language, *answers: object, neutral: bool = False) -> Document:
    """A shipped sheet for a case with these answers."""
    words, agencies = LIBRARY.words(language), LIBRARY.agencies(language)
    setting = setting_for(case(*answers), UNIT, CONTACTS, agencies, words, NOW)  # type: ignore[arg-type]
    return composed(sheet(sheet_id, language), setting, neutral)


def blank(sheet_id: str, language: Language) -> Document:
    """A shipped sheet from the shelf."""
    setting = blank_setting(UNIT, CONTACTS, LIBRARY.agencies(language), LIBRARY.words(language), NOW)
    return composed(sheet(sheet_id, language), setting)


def headings(document: Document) -> list[str]:
    """What stands large on the page, titles of frames too."""
    return [
        block.text if isinstance(block, Heading) else block.title
        for block in document.blocks
        if isinstance(block, Heading | Callout)
    ]


def pages(document: Document) -> int:
    """How many pages it takes."""
    return page_count(rendered(document, places.resources() / "fonts"))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("sheet_id", "most"), [("guidance", 2), ("incident_log", 2), ("receipt", 1)])
def test_a_sheet_is_no_longer_than_its_paper_blank_or_with_long_answers(sheet_id: str, most: int, language: Language) -> None:
    assert pages(blank(sheet_id, language)) == most
    assert pages(filled(sheet_id, language, *LONG)) == most


def test_the_main_sheet_has_its_blocks_in_the_fixed_order() -> None:
    assert headings(filled("guidance", Language.DANISH, *FACTS)) == [
        "Råd til dig ved mulig stalking",
        "Er du i fare nu? Ring 112",
        "Dine næste skridt",
        "Kontakt",
        "Skriv ned",
        "Tryghed",
        "Børn og skole",
        "Hos politiet",
        "Før du beder om et tilhold",
        "Dine rettigheder",
        "Adresse og telefon",
        "Nogen at tale med",
        "Din faste kontaktperson",
        "Hvem vi må tale med",
    ]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("sheet_id", ["guidance", "incident_log", "receipt"])
def test_a_neutral_sheet_gives_nothing_away_in_title_headings_or_letterhead(sheet_id: str, language: Language) -> None:
    document = filled(sheet_id, language, *FACTS, neutral=True)
    assert [text for text in (document.title, document.footer, *headings(document)) if GIVES_AWAY.search(text)] == []
    assert document.letterhead == ()


@pytest.mark.parametrize("language", Language)
def test_stalking_stands_with_its_own_section_and_nothing_is_promised(language: Language) -> None:
    said = "".join(str(blank(one.id, language)) for one in LIBRARY.shelf(language))
    assert "242" in said
    for wrong in ("243", "60 dage", "60 days", "70 20 30 82", "vi lover", "we promise", "garant", "guarant", "UNVERIFIED"):
        assert wrong not in said


@pytest.mark.parametrize("language", Language)
def test_every_number_to_call_in_the_running_text_is_one_that_may_be_printed(language: Language) -> None:
    may_be_printed = {agency.phone for agency in LIBRARY.agencies(language) if agency.printable}
    texts = [
        " ".join((part.title, part.text, *part.items))
        for sheet_id in ("guidance", "receipt")
        for part in sheet(sheet_id, language).parts
        if part.kind != "contacts"
    ]
    named = {number for text in texts for number in NUMBER.findall(text)}
    assert {"112", "114"} <= named <= may_be_printed


@pytest.mark.parametrize("language", Language)
def test_no_number_that_is_not_verified_is_on_any_sheet(language: Language) -> None:
    unsure = [agency.phone for agency in LIBRARY.agencies(language) if agency.phone and not agency.printable]
    assert unsure
    for one in LIBRARY.shelf(language):
        assert [phone for phone in unsure if phone in str(blank(one.id, language))] == []


def test_the_main_sheet_has_the_helplines_that_two_sources_agree_on() -> None:
    (lines,) = [block for block in blank("guidance", Language.DANISH).blocks if isinstance(block, PhoneList)]
    assert [phone for _, phone, _ in lines.entries] == ["25 17 73 74", "1888", "116 006", "116 111"]


@pytest.mark.parametrize("language", Language)
def test_the_rights_are_the_five_points_that_the_police_must_tell(language: Language) -> None:
    (rights,) = [block for block in blank("guidance", language).blocks if isinstance(block, Items) and block.numbered]
    assert len(rights.texts) == 5


@pytest.mark.parametrize(
    ("language", "sentence"),
    [(Language.DANISH, "ikke i sig selv en politianmeldelse"), (Language.ENGLISH, "not itself a police report")],
)
def test_the_receipt_says_that_it_is_not_a_police_report(language: Language, sentence: str) -> None:
    document = filled("receipt", language, *FACTS)
    frames = [block.text for block in document.blocks if isinstance(block, Callout)]
    assert any(sentence in text for text in frames)
    (first, *_) = [block for block in document.blocks if isinstance(block, Fields)]
    assert first.pairs[0][1] == "SD-2026-0001"


@pytest.mark.parametrize("language", Language)
def test_the_log_has_an_example_newest_on_top_and_an_empty_page_with_the_same_columns(language: Language) -> None:
    document = blank("incident_log", language)
    example, form = [block for block in document.blocks if isinstance(block, Table)]
    assert document.landscape
    assert example.header == form.header
    assert len(form.header) == 8
    assert {len(row) for row in example.rows} == {8}
    days = [tuple(reversed(row[1].split("-"))) for row in example.rows]
    assert days == sorted(days, reverse=True)
    assert document.blocks.index(example) < document.blocks.index(PageBreak()) < document.blocks.index(form)


def test_the_log_is_offered_unless_an_app_is_used() -> None:
    shelf = LIBRARY.shelf(Language.DANISH)
    for kept in (answer("log_kept", "none"), answer("log_kept", "form"), open_answer("log_kept", AnswerState.UNKNOWN)):
        assert {one.id for one in offered_for(shelf, case(kept))} >= {"guidance", "incident_log", "receipt"}
    assert {one.id for one in offered_for(shelf, case())} >= {"guidance", "incident_log", "receipt"}
    with_app = {one.id for one in offered_for(shelf, case(answer("log_kept", "app")))}
    assert "incident_log" not in with_app
    assert "guidance" in with_app


@pytest.mark.parametrize("language", Language)
def test_nothing_of_compartment_b_is_on_a_shipped_sheet(language: Language) -> None:
    for one in LIBRARY.shelf(language):
        printed = str(filled(one.id, language, *FACTS, *SECRETS))
        assert [word for word in SECRET_WORDS if word in printed] == []


@pytest.mark.parametrize("language", Language)
def test_every_fixed_word_is_there_and_speaks_the_language_of_the_sheet(language: Language) -> None:
    words = LIBRARY.words(language)
    assert set(words) == set(WORDS)
    assert all(words.values())
    same_in_both = {code for code in WORDS if words[code] == LIBRARY.words(Language.DANISH)[code]}
    assert language is Language.DANISH or same_in_both <= {
        *("step", "month_and_year", "month_4", "month_9", "month_11", "share_dsc", "footer_marked"),
    }


def test_what_states_a_law_or_a_fact_has_a_source_that_was_read() -> None:
    for one in LIBRARY.shelf(Language.DANISH):
        assert all(source.last_checked.year >= 2026 for source in one.sources.values())
        assert all(source.address for source in one.sources.values() if source.id != "OWN")
