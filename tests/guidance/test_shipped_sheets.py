"""The shipped sheets keep what a frightened person is promised: true, short and plain."""

from __future__ import annotations

import re

import pytest

from stalkdesk import places
from stalkdesk.guidance.blocks import Callout, Fields, Items, PageBreak, PhoneList, Table
from stalkdesk.guidance.readability import sheet_readability
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.language import SCREEN_LANGUAGES, Language
from tests.guidance.shipped_shelf import LETTERS, LIBRARY, LONG, LONG_STEP, NUMBER, blank, filled, headings, said_in, sheet
from tests.guidance.small_shelf import FACTS, SECRETS, answer
from tests.guidance.test_shipped_paper import MOST_PAGES

LAW = re.compile(r"§|strafba|section \d|\bcrime\b|pligt til|\blov\b")


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


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_stalking_stands_with_its_own_section_and_nothing_is_promised(language: Language) -> None:
    said = "".join(str(blank(one.id, language)) for one in LIBRARY.shelf(language))
    assert "242" in said
    for wrong in ("243", "60 dage", "60 days", "70 20 30 82", "vi lover", "we promise", "garant", "guarant", "UNVERIFIED"):
        assert wrong not in said


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_every_number_to_call_in_the_running_text_is_one_that_may_be_printed(language: Language) -> None:
    may_be_printed = {agency.phone for agency in LIBRARY.agencies(language) if agency.printable}
    texts = [
        " ".join((part.title, part.text, *part.items))
        for one in LIBRARY.shelf(language)
        for part in one.parts
        if part.kind not in ("contacts", "log_example")
    ]
    named = {number for text in texts for number in NUMBER.findall(text)}
    assert {"112", "114"} <= named <= may_be_printed


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_no_number_that_is_not_verified_is_on_any_sheet(language: Language) -> None:
    unsure = [agency.phone for agency in LIBRARY.agencies(language) if agency.phone and not agency.printable]
    assert unsure
    for one in LIBRARY.shelf(language):
        assert [phone for phone in unsure if phone in str(blank(one.id, language))] == []


def test_the_main_sheet_has_the_helplines_that_two_sources_agree_on() -> None:
    (lines,) = [block for block in blank("guidance", Language.DANISH).blocks if isinstance(block, PhoneList)]
    assert [phone for _, phone, _ in lines.entries] == ["25 17 73 74", "1888", "116 006", "116 111"]


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
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


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
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


def test_what_states_a_law_or_a_fact_has_a_source_that_was_read() -> None:
    for one in LIBRARY.shelf(Language.DANISH):
        assert all(source.last_checked.year >= 2026 for source in one.sources.values())
        assert all(source.address for source in one.sources.values() if source.id != "OWN")


@pytest.mark.parametrize("one", LIBRARY.shelf(Language.DANISH), ids=lambda one: one.id)
def test_every_sheet_is_as_plain_as_its_readers_need(one: GuidanceSheet) -> None:
    found = sheet_readability(one)
    assert found.is_within, f"LIX {found.whole.lix}"
    assert (found.limit is None) == (one.id == "quick_guide")


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_a_sentence_on_the_law_names_a_source_beside_our_own_words(language: Language) -> None:
    on_law = [(one.id, part) for one in LIBRARY.shelf(language) for part in one.parts if LAW.search(said_in(part))]
    assert len(on_law) >= 10
    assert [(sheet_id, part.key) for sheet_id, part in on_law if not set(part.sources) - {"OWN"}] == []


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_there_are_at_most_three_next_steps(language: Language) -> None:
    with_steps = [one.id for one in LIBRARY.shelf(language) if any(part.kind == "next_steps" for part in one.parts)]
    assert {"guidance", "receipt", "young"} <= set(with_steps)
    for sheet_id in with_steps:
        assert str(filled(sheet_id, language, *LONG)).count(LONG_STEP) == 3


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_is_signed_and_names_nobody_in_print(letter: str, language: Language) -> None:
    kinds = [part.kind for part in sheet(letter, language).parts]
    assert kinds.count("signature") == 1
    assert kinds.count("person_lines") == 1
    by_hand = [block for block in filled(letter, language, *FACTS, *SECRETS).blocks if isinstance(block, Fields)]
    assert all(value == "" for block in (by_hand[0], by_hand[-1]) for _, value in block.pairs)


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_the_sheet_for_the_young_speaks_of_what_happens_and_not_of_the_law(language: Language) -> None:
    said = "\n".join(map(said_in, sheet("young", language).parts))
    assert not re.search(r"§|stalk|section|tilhold|forurettet|bistand|underretning", said, re.IGNORECASE)
    for wanted in ("112", "116 111"):
        assert wanted in said
    assert ("Det er ikke din skyld" if language is Language.DANISH else "It is not your fault") in said


def test_the_five_points_have_the_ticks_of_the_checklist() -> None:
    (points,) = [part for part in sheet("five_points", Language.DANISH).parts if part.kind == "guided_points"]
    questions = {question.id for question in LIBRARY.checklist(Language.DANISH).questions()}
    assert len(points.points) == len(points.items) == 5
    assert set(points.points) <= questions


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_without_children_the_main_sheet_does_not_speak_of_them(language: Language) -> None:
    childless = (answer("children_in_home", 0), answer("shared_children", "no"))
    assert len(headings(filled("guidance", language, *childless))) == len(headings(filled("guidance", language, *FACTS))) - 1


def test_the_shelf_is_described_as_it_is() -> None:
    described = (places.resources().parent / "docs" / "sheets.md").read_text(encoding="utf-8")
    for one in LIBRARY.shelf(Language.DANISH):
        (row,) = [line for line in described.split("## 2")[0].splitlines() if line.startswith(f"| `{one.id}` |")]
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[3:5] == [str(sheet_readability(one).whole.lix), str(MOST_PAGES[one.id])]
        assert set(re.findall(r"`(\w+)`", cells[5])) == set(one.local_entries)
