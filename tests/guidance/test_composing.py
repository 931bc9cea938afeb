"""A sheet composed: every kind of part, filled in and blank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from stalkdesk.data.library_sheets import PART_KINDS
from stalkdesk.guidance.blocks import (
    Block,
    Callout,
    Fields,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    PhoneList,
    Table,
    Tone,
)
from stalkdesk.guidance.composing import composed
from stalkdesk.guidance.sheet_setting import PersonOnPaper, SheetSetting, on_paper
from stalkdesk.guidance.sheets import SheetPart
from stalkdesk.guidance.variants import Variant
from stalkdesk.intake.checklist import Condition
from tests.guidance.small_shelf import AGENCIES, UNIT, WORDS_OF_TESTS, answer, sheet

BLANK = SheetSetting(on=date(2026, 11, 22), unit=UNIT, words=WORDS_OF_TESTS, agencies=AGENCIES)
FILLED = replace(
    BLANK,
    reference="SD-2026-0001",
    officer_name="Villads Vagtprøve",
    contact_person=PersonOnPaper("Vera Visitprøve", "+4500000001", "hverdage"),
    next_steps=("Vi ringes ved.", "Du skriver log."),
    follow_up_on="2026-11-30",
    police_report="filed",
    police_journal_number="0000-PRØVE",
    share_with=("police", "school"),
)


def blocks(part: SheetPart, setting: SheetSetting = FILLED) -> tuple[Block, ...]:
    """What one part becomes, without the title of the page."""
    return composed(sheet(part), setting).blocks[1:]


@pytest.mark.parametrize("kind", PART_KINDS)
def test_every_kind_that_content_may_use_becomes_ink(kind: str) -> None:
    part = SheetPart(kind, text="Nr. | Dato", title="Overskrift", items=("line",), sources=("RAAD",), entry="", label="Tid")
    filled = replace(FILLED, local={"hours": "kl. 9"})
    assert len(blocks(replace(part, entry="hours") if kind == "local" else part, filled)) >= 1


@pytest.mark.parametrize(("kind", "tone"), [("danger", Tone.DANGER), ("advice", Tone.ADVICE), ("note", Tone.NOTE)])
def test_a_callout_keeps_title_text_and_tone(kind: str, tone: Tone) -> None:
    assert blocks(SheetPart(kind, "Ring 112", "Fare")) == (Callout("Fare", "Ring 112", tone),)


@pytest.mark.parametrize(("kind", "numbered", "boxes"), [("items", 0, 0), ("numbered", 1, 0), ("boxes", 0, 1)])
def test_a_list_has_its_title_its_text_and_its_marks(kind: str, numbered: int, boxes: int) -> None:
    made = blocks(SheetPart(kind, "Først:", "Gør sådan", ("et", "to")))
    assert made == (Heading("Gør sådan"), Paragraph("Først:"), Items(("et", "to"), bool(numbered), bool(boxes)))


def test_a_helpline_that_is_not_verified_is_never_printed() -> None:
    made = blocks(SheetPart("contacts", items=("line", "unsure")))
    assert made == (PhoneList((("Rådgivningen", "00 00 00 01", "gratis"),)),)


def test_a_list_without_a_printable_helpline_is_left_out() -> None:
    assert blocks(SheetPart("contacts", items=("unsure",))) == ()


def test_agreed_steps_are_numbered_and_the_next_talk_has_its_date_in_words() -> None:
    made = blocks(SheetPart("next_steps"))
    assert made == (Items(("Vi ringes ved.", "Du skriver log."), numbered=True), Paragraph("igen 30. november 2026"))


def test_without_agreed_steps_there_are_three_lines_to_write_on() -> None:
    assert blocks(SheetPart("next_steps"), BLANK) == (Fields((("1)", ""), ("2)", ""), ("3)", ""))),)


def test_the_fixed_contact_person_stands_with_telephone_and_hours() -> None:
    made = blocks(SheetPart("contact_persons"))
    assert made == (Fields((("contact_person", "Vera Visitprøve · 00 00 00 01 · hverdage"),)),)


def test_the_deputy_stands_below_when_there_is_one() -> None:
    made = blocks(SheetPart("contact_persons"), replace(FILLED, deputy=PersonOnPaper("Sten Stedprøve")))
    assert made[0] == Fields((("contact_person", "Vera Visitprøve · 00 00 00 01 · hverdage"), ("deputy", "Sten Stedprøve")))


def test_a_blank_sheet_has_a_line_for_the_contact_person() -> None:
    assert blocks(SheetPart("contact_persons"), BLANK) == (Fields((("contact_person", ""),)),)


def test_the_receipt_tells_reference_date_officer_unit_and_whether_a_report_was_made() -> None:
    made = blocks(SheetPart("receipt_fields"))
    expected = (
        ("reference", "SD-2026-0001"),
        ("date", "22. november 2026"),
        ("officer", "Villads Vagtprøve"),
        ("unit", "Prøveby Kommune"),
        ("phone", "00 00 00 00"),
        ("police_report", "police_report_filed"),
        ("police_journal_number", "0000-PRØVE"),
    )
    assert made == (Fields(expected),)


def test_a_receipt_without_a_report_has_no_line_for_the_police_number() -> None:
    made = blocks(SheetPart("receipt_fields"), replace(FILLED, police_report="not_now", police_journal_number=""))
    assert isinstance(made[0], Fields)
    assert [label for label, _ in made[0].pairs][-1] == "police_report"


@pytest.mark.parametrize(
    ("share_with", "expected"),
    [
        (("police", "school"), Paragraph("med politiet, skolen")),
        ((), Paragraph("share_nobody")),
        (None, Fields((("share_open", ""),))),
    ],
)
def test_the_sheet_says_with_whom_we_may_speak(share_with: tuple[str, ...] | None, expected: Block) -> None:
    made = blocks(SheetPart("sharing", "Et ja kan tages tilbage."), replace(FILLED, share_with=share_with))
    assert made == (expected, Paragraph("Et ja kan tages tilbage."))


def test_the_log_form_has_empty_rows_under_the_header_of_the_content() -> None:
    (form,) = blocks(SheetPart("log_table", "Nr. | Dato | Hvad"))
    assert isinstance(form, Table)
    assert form.header == ("Nr.", "Dato", "Hvad")
    assert len(form.rows) >= 6
    assert set(form.rows) == {("", "", "")}
    assert form.least_row_height > 10


def test_the_log_example_has_the_rows_of_the_content() -> None:
    (example,) = blocks(SheetPart("log_example", "Nr. | Hvad", items=("2 | sms", "1 | opkald")))
    assert isinstance(example, Table)
    assert example.rows == (("2", "sms"), ("1", "opkald"))


def test_the_sources_name_each_publisher_once_and_the_oldest_reading_but_not_our_own_words() -> None:
    assert blocks(SheetPart("sources")) == (Paragraph("5. oktober 2026: Rådgivningen, Politiet", small=True),)


def test_a_part_is_left_out_unless_its_condition_holds() -> None:
    part = SheetPart("paragraph", "Om børn", only_if=(Condition({"shared_children": ("yes",)}),))
    with_children = replace(FILLED, answers={"shared_children": answer("shared_children", "yes")})
    assert blocks(part, with_children) == (Paragraph("Om børn"),)
    assert blocks(part, replace(FILLED, answers={"shared_children": answer("shared_children", "no")})) == ()
    assert blocks(part, BLANK) == ()


def test_a_page_break_is_a_page_break() -> None:
    assert blocks(SheetPart("page_break")) == (PageBreak(),)


def test_the_neutral_sheet_gives_nothing_away_above_its_text() -> None:
    document = composed(sheet(SheetPart("paragraph", "Tekst")), FILLED, Variant.NEUTRAL)
    assert document.blocks[0] == Heading("Nogle råd", 1)
    assert document.letterhead == ()


def test_the_metadata_are_neutral_also_when_the_heading_is_not() -> None:
    document = composed(sheet(SheetPart("paragraph", "Tekst")), FILLED)
    assert document.title == "Nogle råd"
    assert document.blocks[0] == Heading("Råd ved mulig stalking", 1)
    assert document.letterhead == ("Prøveby Kommune", "Rådhuset · 0000 Prøveby · 00 00 00 00")
    assert document.footer == "1-1 / 22. november 2026"


@pytest.mark.parametrize(
    ("iso", "written"), [("2026-11-05", "5. november 2026"), ("2026-11", "november 2026"), ("2026", "2026")]
)
def test_a_date_is_written_as_precisely_as_it_is_known(iso: str, written: str) -> None:
    assert on_paper(iso, WORDS_OF_TESTS) == written


def test_a_receipt_carries_the_last_line_of_the_journal_and_no_other_sheet_does() -> None:
    marked = replace(FILLED, journal_mark="1234 · 8F3A-22C1")
    receipt, other = sheet(SheetPart("receipt_fields")), sheet(SheetPart("paragraph", "Et råd."))
    assert composed(receipt, marked).footer.endswith(" # 1234 · 8F3A-22C1")
    assert composed(receipt, marked, Variant.NEUTRAL).footer == composed(receipt, marked).footer
    assert "8F3A" not in repr(composed(other, marked))
    assert "#" not in composed(receipt, FILLED).footer
