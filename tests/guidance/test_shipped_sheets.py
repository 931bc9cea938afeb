"""The shipped sheets keep what a frightened person is promised: true, short, safe to carry, and no longer than the paper."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from stalkdesk import places
from stalkdesk.data.library import Library
from stalkdesk.guidance.blocks import Callout, Document, Fields, Heading, Items, PageBreak, PhoneList, Table
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.filling_in import blank_setting, setting_for
from stalkdesk.guidance.offering import derived_from, offered_for
from stalkdesk.guidance.readability import sheet_readability
from stalkdesk.guidance.sheet_setting import WORDS
from stalkdesk.guidance.sheets import ContentStatus, GuidanceSheet, SheetPart
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.answers import Answer, AnswerState, DateValue, PersonValue
from stalkdesk.language import SCREEN_LANGUAGES, Language
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
MOST_PAGES = {
    **dict.fromkeys(("guidance", "incident_log", "log_known", "digital_safety", "orders", "children_school"), 2),
    **dict.fromkeys(("young", "relatives", "rights", "evidence_receipt"), 2),
    **dict.fromkeys(("receipt", "five_points", "quick_guide", "address_protection"), 1),
    **dict.fromkeys(("letter_doctor", "letter_school", "letter_employer", "letter_job_centre"), 1),
}
"""How many pages of paper each sheet of the shelf may take."""
LETTERS = {
    "letter_doctor": "doctor",
    "letter_school": "school",
    "letter_employer": "employer",
    "letter_job_centre": "municipality",
}
"""The letters, and whom the victim must have said yes to."""
NUMBER = re.compile(r"(?<!§ )(?<!section )\b(?:1\d\d(?: \d{3})?|1\d{3}|\d\d(?: \d\d){3})\b")
GIVES_AWAY = re.compile(r"stalking|vold|trus|udøver|forfølg|threat|violen|perpetrator|other person|den anden", re.IGNORECASE)
NO_NEUTRAL_TITLE = re.compile(
    r"stalk|chikane|harass|tilhold|forbud|\border(?:s|ed)?\b|politi|police|vold|violen|offer|victim|trus|threat|krise|shelter"
    r"|forfølg|udøver|perpetrator|den anden|other person|sikkerhed|safety|beskyt|protect|bevis|evidence|anmeld",
    re.IGNORECASE,
)
LAW = re.compile(r"§|strafba|section \d|\bcrime\b|pligt til|\blov\b")


def sheet(sheet_id: str, language: Language) -> GuidanceSheet:
    """One sheet of the shelf."""
    return next(one for one in LIBRARY.shelf(language) if one.id == sheet_id)


def filled(sheet_id: str, language: Language, *answers: object, neutral: bool = False) -> Document:
    """A shipped sheet for a case with these answers."""
    words, agencies = LIBRARY.words(language), LIBRARY.agencies(language)
    setting = setting_for(case(*answers), UNIT, CONTACTS, agencies, words, NOW)  # type: ignore[arg-type]
    return composed(sheet(sheet_id, language), setting, Variant.NEUTRAL if neutral else Variant.STANDARD)


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
@pytest.mark.parametrize("sheet_id", sorted(MOST_PAGES.keys() - {"orders", "quick_guide"}))
def test_a_neutral_sheet_gives_nothing_away_in_title_headings_or_letterhead(sheet_id: str, language: Language) -> None:
    document = filled(sheet_id, language, *FACTS, neutral=True)
    assert [text for text in (document.title, document.footer, *headings(document)) if GIVES_AWAY.search(text)] == []
    assert document.letterhead == ()


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


def test_the_log_is_offered_unless_an_app_is_used() -> None:
    shelf = LIBRARY.shelf(Language.DANISH)
    for kept in (answer("log_kept", "none"), answer("log_kept", "form"), open_answer("log_kept", AnswerState.UNKNOWN)):
        assert {one.id for one in offered_for(shelf, case(kept))} >= {"guidance", "incident_log", "receipt"}
    assert {one.id for one in offered_for(shelf, case())} >= {"guidance", "incident_log", "receipt"}
    with_app = {one.id for one in offered_for(shelf, case(answer("log_kept", "app")))}
    assert "incident_log" not in with_app
    assert "guidance" in with_app


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_nothing_of_compartment_b_is_on_a_shipped_sheet(language: Language) -> None:
    for one in LIBRARY.shelf(language):
        printed = str(filled(one.id, language, *FACTS, *SECRETS))
        assert [word for word in SECRET_WORDS if word in printed] == []


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
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


# -- the whole shelf ----------------------------------------------------------------------------------------------------


def said_in(part: SheetPart) -> str:
    """Every word that the part itself says."""
    return "\n".join((part.title, part.text, part.label, *part.items))


@pytest.mark.parametrize("language", Language)
def test_a_neutral_title_gives_nothing_away(language: Language) -> None:
    titles = [one.neutral_title for one in LIBRARY.shelf(language)]
    assert all(titles)
    assert [title for title in titles if NO_NEUTRAL_TITLE.search(title)] == []


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
def test_every_sheet_says_what_nobody_has_reviewed(language: Language) -> None:
    for one in LIBRARY.shelf(language):
        assert one.status is not ContentStatus.DRAFT or "endnu ikke gennemgået" in one.checked_by
        assert one.checked_by
        assert one.last_checked >= date(2026, 11, 22)


def test_english_is_whole_and_translates_the_danish_of_today() -> None:
    danish = {one.id: one for one in LIBRARY.shelf(Language.DANISH)}
    for one in LIBRARY.shelf(Language.ENGLISH):
        assert one.missing == ()
        assert one.translation is not None
        assert one.translation.of_version == danish[one.id].version
        assert not one.is_stale
        assert [part.key for part in one.parts if part.language is not None] == []
        for part, source in zip(one.parts, danish[one.id].parts, strict=True):
            assert re.findall(r"{\w*}", said_in(part)) == re.findall(r"{\w*}", said_in(source))
            assert sorted(NUMBER.findall(said_in(part))) == sorted(NUMBER.findall(said_in(source))), (one.id, part.key)


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_there_are_at_most_three_next_steps(language: Language) -> None:
    with_steps = [one.id for one in LIBRARY.shelf(language) if any(part.kind == "next_steps" for part in one.parts)]
    assert {"guidance", "receipt", "young"} <= set(with_steps)
    for sheet_id in with_steps:
        assert str(filled(sheet_id, language, *LONG)).count(LONG_STEP) == 3


def test_a_letter_is_offered_only_with_the_yes_of_the_victim() -> None:
    shelf = LIBRARY.shelf(Language.DANISH)
    assert not {one.id for one in offered_for(shelf, case())} & set(LETTERS)
    assert not {one.id for one in offered_for(shelf, case(answer("share_with", ())))} & set(LETTERS)
    for letter, whom in LETTERS.items():
        offered = {one.id for one in offered_for(shelf, case(answer("share_with", (whom,))))}
        assert offered & set(LETTERS) == {letter}


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_is_signed_and_names_nobody_in_print(letter: str, language: Language) -> None:
    kinds = [part.kind for part in sheet(letter, language).parts]
    assert kinds.count("signature") == 1
    assert kinds.count("person_lines") == 1
    by_hand = [block for block in filled(letter, language, *FACTS, *SECRETS).blocks if isinstance(block, Fields)]
    assert all(value == "" for block in (by_hand[0], by_hand[-1]) for _, value in block.pairs)


def test_the_quick_guide_stays_at_the_desk_and_is_never_offered() -> None:
    shelf = LIBRARY.shelf(Language.DANISH)
    assert [one.id for one in shelf if not one.leaves] == ["quick_guide"]
    assert "quick_guide" not in {one.id for one in offered_for(shelf, case(*FACTS), {"police_profile": "yes"})}


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_the_sheet_for_the_young_speaks_of_what_happens_and_not_of_the_law(language: Language) -> None:
    said = "\n".join(map(said_in, sheet("young", language).parts))
    assert not re.search(r"§|stalk|section|tilhold|forurettet|bistand|underretning", said, re.IGNORECASE)
    for wanted in ("112", "116 111"):
        assert wanted in said
    assert ("Det er ikke din skyld" if language is Language.DANISH else "It is not your fault") in said


@pytest.mark.parametrize(
    ("facts", "sheet_id"),
    [
        ((answer("victim_is_alone", "yes"),), "young"),
        ((answer("shared_children", "yes"),), "children_school"),
        ((answer("children_used", "yes"),), "children_school"),
        ((answer("acts", ("COVERT",)),), "digital_safety"),
        ((answer("evidence_seen", ("tracker",)),), "digital_safety"),
        ((answer("acts", ("VISIT",)),), "address_protection"),
        ((answer("prohibition", "in_force"),), "orders"),
        ((answer("police_report", "filed"),), "five_points"),
        ((answer("police_report", "filed"),), "rights"),
        ((answer("evidence_seen", ("letters",)),), "evidence_receipt"),
        ((answer("acts", ("THIRD",)),), "relatives"),
        ((answer("latest_incident", DateValue("2026-11-20")),), "log_known"),
    ],
)
def test_the_answers_call_for_the_sheet_that_helps(facts: tuple[Answer, ...], sheet_id: str) -> None:
    shelf = LIBRARY.shelf(Language.DANISH)
    assert sheet_id in {one.id for one in offered_for(shelf, case(*facts))}
    assert sheet_id not in {one.id for one in offered_for(shelf, case())}


def test_at_a_police_desk_the_five_points_are_always_offered() -> None:
    checklist, shelf = LIBRARY.checklist(Language.DANISH), LIBRARY.shelf(Language.DANISH)
    for profile, is_offered in (("politi", True), ("kommune", False)):
        derived = derived_from(case(), checklist, NOW.date(), profile)
        assert ("five_points" in {one.id for one in offered_for(shelf, case(), derived)}) is is_offered


def test_the_five_points_have_the_ticks_of_the_checklist() -> None:
    (points,) = [part for part in sheet("five_points", Language.DANISH).parts if part.kind == "guided_points"]
    questions = {question.id for question in LIBRARY.checklist(Language.DANISH).questions()}
    assert len(points.points) == len(points.items) == 5
    assert set(points.points) <= questions


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_a_helpline_that_is_printed_has_a_name_for_the_card_that_gives_nothing_away(language: Language) -> None:
    for agency in LIBRARY.agencies(language):
        if agency.printable:
            assert agency.neutral_name
            assert not GIVES_AWAY.search(agency.neutral_name)
            assert "endnu" in agency.checked_by


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
