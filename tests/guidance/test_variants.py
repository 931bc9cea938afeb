"""Large print, neutral, the card, and two languages side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from stalkdesk.guidance.blocks import (
    Beside,
    Block,
    Callout,
    Fields,
    Form,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    PhoneList,
    PrintSize,
    Table,
    Tone,
)
from stalkdesk.guidance.composing import OtherLanguage, composed
from stalkdesk.guidance.sheet_setting import PersonOnPaper
from stalkdesk.guidance.sheets import Agency, ContentStatus, GuidanceSheet, SheetPart, Translation
from stalkdesk.guidance.variants import MOST_NUMBERS, Variant
from stalkdesk.language import Language
from tests.guidance.small_shelf import AGENCIES, RAAD, WORDS_OF_TESTS, sheet
from tests.guidance.test_composing import BLANK, FILLED

MADE = Translation("Oversætteren", ContentStatus.DRAFT, date(2026, 11, 1), "", "1-1")
ADVICE = SheetPart("paragraph", "Ring til os.", "Kontakt", key="call")
LINES = SheetPart("contacts", items=("line", "unsure"), key="lines")
SIX = tuple(
    Agency(code, f"Center {code}", f"00 00 00 0{number}", "om vold", RAAD, True, neutral_name=f"Råd {number}")
    for number, code in enumerate(("alarm", "police", "a", "b", "c", "d"))
)


def in_language(language: Language, *parts: SheetPart, status: ContentStatus = ContentStatus.DRAFT) -> GuidanceSheet:
    """The sheet of these parts in another language."""
    return replace(sheet(*parts), language=language, title="Title", translation=replace(MADE, status=status))


def other(language: Language, *parts: SheetPart, status: ContentStatus = ContentStatus.DRAFT) -> OtherLanguage:
    """The same to stand beside, with words that tell themselves apart."""
    words = {code: f"{word}*" for code, word in WORDS_OF_TESTS.items()}
    return OtherLanguage(in_language(language, *parts, status=status), words, AGENCIES)


def test_the_large_variant_says_the_same_in_large_print() -> None:
    small, large = composed(sheet(ADVICE), FILLED), composed(sheet(ADVICE), FILLED, Variant.LARGE)
    assert (small.size, large.size) == (PrintSize.STANDARD, PrintSize.LARGE)
    assert large.blocks == small.blocks


def test_the_neutral_variant_names_no_agency_by_a_name_that_tells() -> None:
    setting = replace(
        FILLED, agencies=(replace(SIX[2], id="line", hours="kl. 9-15"), replace(SIX[3], id="unsure", neutral_name=""))
    )
    neutral = composed(sheet(LINES), setting, Variant.NEUTRAL)
    assert neutral.blocks[1:] == (PhoneList((("Råd 2", "00 00 00 02", "kl. 9-15"), ("neutral_agency", "00 00 00 03", ""))),)
    assert neutral.letterhead == ()
    assert "Center" not in repr(neutral)
    assert "vold" not in repr(neutral)


def test_the_hours_of_a_helpline_stand_behind_its_note() -> None:
    setting = replace(FILLED, agencies=(replace(AGENCIES[0], hours="kl. 9-15"),))
    assert composed(sheet(LINES), setting).blocks[1:] == (PhoneList((("Rådgivningen", "00 00 00 01", "gratis · kl. 9-15"),)),)


def test_a_neutral_receipt_does_not_name_the_unit() -> None:
    receipt = sheet(SheetPart("receipt_fields", key="fields"))
    assert "Prøveby Kommune" in repr(composed(receipt, FILLED))
    assert "Prøveby" not in repr(composed(receipt, FILLED, Variant.NEUTRAL))


def test_the_card_has_who_to_call_the_next_talk_the_reference_and_at_most_four_numbers() -> None:
    setting = replace(FILLED, agencies=SIX, deputy=PersonOnPaper("Sten Stedprøve", "+4500000004"))
    named = SheetPart("contacts", items=("c", "a", "b", "alarm"), key="lines")
    card = composed(sheet(ADVICE, named), setting, Variant.CARD)
    assert card.form is Form.CARD
    title, fields, phones = card.blocks
    assert title == Heading("card_title", 1)
    assert isinstance(fields, Fields)
    assert fields.pairs == (
        ("contact_person", "Vera Visitprøve · 00 00 00 01 · hverdage"),
        ("deputy", "Sten Stedprøve · 00 00 00 04"),
        ("card_next", "30. november 2026"),
        ("card_reference", "SD-2026-0001"),
    )
    assert isinstance(phones, PhoneList)
    assert [entry[0] for entry in phones.entries] == ["Råd 0", "Råd 1", "Råd 4", "Råd 2"], "danger and the police first"
    assert len(phones.entries) == MOST_NUMBERS


def test_the_card_gives_nothing_away_and_can_be_a_blank() -> None:
    card = composed(sheet(ADVICE, LINES), BLANK, Variant.CARD)
    assert (card.title, card.letterhead) == ("Nogle råd", ())
    assert "stalking" not in repr(card).casefold()
    assert card.blocks[1] == Fields((("contact_person", ""), ("card_next", ""), ("card_reference", "")), compact=True)


@pytest.mark.parametrize("variant", Variant)
def test_a_translation_that_nobody_approved_says_so_at_the_foot_of_every_variant(variant: Variant) -> None:
    draft = in_language(Language.GERMAN, ADVICE)
    approved = in_language(Language.GERMAN, ADVICE, status=ContentStatus.APPROVED)
    stale = replace(approved, version="1-2")
    assert composed(draft, FILLED, variant).footer.endswith(" · not_reviewed")
    assert composed(stale, FILLED, variant).footer.endswith(" · not_reviewed")
    assert "not_reviewed" not in composed(approved, FILLED, variant).footer
    assert "not_reviewed" not in composed(sheet(ADVICE), FILLED, variant).footer, "Danish is no translation"


def test_a_part_that_is_not_translated_stands_in_danish_under_a_mark() -> None:
    danish = Language.DANISH
    parts = (
        SheetPart("paragraph", "Translated.", key="a"),
        SheetPart("items", "Først:", "Husk", ("Gem alt.",), key="b", language=danish),
        SheetPart("danger", "Ring 112.", "Fare", key="c", language=danish),
        SheetPart("heading", "Translated too", key="d"),
        SheetPart("heading", "Til sidst", key="e", language=danish),
    )
    made = composed(in_language(Language.GERMAN, *parts), FILLED).blocks[1:]
    mark = Paragraph("in_danish", small=True)
    assert made == (
        Paragraph("Translated."),
        mark,
        Heading("Husk", language=danish),
        Paragraph("Først:", language=danish),
        Items(("Gem alt.",), language=danish),
        Callout("Fare", "Ring 112.", Tone.DANGER, danish),
        Heading("Translated too"),
        mark,
        Heading("Til sidst", language=danish),
    )


def test_what_was_agreed_stands_in_danish_whatever_the_sheet_is_in() -> None:
    steps = SheetPart("next_steps", key="steps")
    made = composed(in_language(Language.ARABIC, steps), FILLED)
    assert made.blocks[1] == Items(FILLED.next_steps, numbered=True, language=Language.DANISH)


def test_two_languages_stand_part_by_part_side_by_side() -> None:
    danish = sheet(ADVICE, LINES)
    beside = other(Language.GERMAN, replace(ADVICE, text="Rufen Sie an.", title="Kontakt (de)"), LINES)
    made = composed(danish, FILLED, beside=beside)
    entry = PhoneList((("Rådgivningen", "00 00 00 01", "gratis"),))
    assert made.blocks == (
        Heading("Råd ved mulig stalking", 1),
        Paragraph("Title", small=True, language=Language.GERMAN),
        Beside(
            (Heading("Kontakt"), Paragraph("Ring til os.")),
            (Heading("Kontakt (de)"), Paragraph("Rufen Sie an.")),
            Language.GERMAN,
        ),
        Beside((entry,), (entry,), Language.GERMAN),
    )
    assert made.footer == "1-1 / 22. november 2026 · not_reviewed*"


@pytest.mark.parametrize("kind", ["log_table", "known_incidents", "evidence_table", "lines", "person_lines", "signature"])
def test_what_is_written_on_stands_only_once(kind: str) -> None:
    part = SheetPart(kind, "Nr. | Dato", "Titel", ("Linje",), key="form")
    made = composed(sheet(part), FILLED, beside=other(Language.GERMAN, part))
    forms = [block for block in flat(made.blocks) if isinstance(block, Table | Fields)]
    assert len(forms) == (2 if kind == "known_incidents" else 1)
    assert not any(isinstance(block, Table | Fields) for one in made.blocks if isinstance(one, Beside) for block in one.own)


def test_a_table_that_says_something_stands_in_both_languages_below_each_other() -> None:
    part = SheetPart("log_example", "Nr. | Dato", "Eksempel", ("1 | i dag",), key="form")
    beside = other(Language.GERMAN, replace(part, items=("1 | heute",)))
    tables = [block for block in composed(sheet(part), FILLED, beside=beside).blocks if isinstance(block, Table)]
    assert [(table.rows[0][1], table.language) for table in tables] == [("i dag", None), ("heute", Language.GERMAN)]


def test_a_page_break_breaks_both_columns() -> None:
    part = SheetPart("page_break", key="new")
    made = composed(sheet(ADVICE, part), FILLED, beside=other(Language.GERMAN, ADVICE, part))
    assert made.blocks[-1] == PageBreak()
    assert sum(isinstance(block, PageBreak) for block in flat(made.blocks)) == 1


def flat(blocks: tuple[Block, ...]) -> list[Block]:
    """Every block, those in columns too."""
    found: list[Block] = []
    for block in blocks:
        found += [block, *block.own, *block.other] if isinstance(block, Beside) else [block]
    return found
