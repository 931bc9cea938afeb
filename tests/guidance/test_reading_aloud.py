"""What is read aloud is what stands on the sheet, in order, the Danish beside it."""

from __future__ import annotations

from stalkdesk.guidance.blocks import Beside, Callout, Document, Fields, Heading, Items, Paragraph, PhoneList, QrCode, Table
from stalkdesk.guidance.reading_aloud import Line, Passage, passages
from stalkdesk.language import Language


def said(*blocks: object) -> list[tuple[str, ...]]:
    document = Document("Råd", Language.DANISH, blocks)  # type: ignore[arg-type]
    return [tuple(line.text for line in passage.own) for passage in passages(document)]


def test_every_word_that_can_be_said_is_said_in_order() -> None:
    assert said(
        Heading("Råd", 1),
        Callout("Fare", "Ring 112."),
        Items(("Gem alt.", "Skriv ned."), numbered=True),
        Items(("Ring først.",)),
        PhoneList((("Politiet", "114", ""),)),
        Table(("Punkt", "Nået"), (("Advokat", "☐"), ("", ""))),
    ) == [
        ("Råd",),
        ("Fare", "Ring 112."),
        ("1. Gem alt.", "2. Skriv ned."),
        ("• Ring først.",),
        ("Politiet · 114",),
        ("Advokat",),
    ]


def test_lines_to_write_on_small_print_and_figures_are_not_read() -> None:
    assert said(Fields((("Navn", ""),)), Paragraph("Kilder", small=True), QrCode("tel:112", "Alarm", "112")) == []
    assert said(Fields((("Ring til", "Vera"), ("Ellers", "")))) == [("Ring til: Vera",)]


def test_both_languages_stand_beside_each_other_and_a_danish_text_says_that_it_is_danish() -> None:
    beside = Beside((Paragraph("اتصل"), Items(("Ring.",), language=Language.DANISH)), (Paragraph("Ring"),), Language.DANISH)
    document = Document("Råd", Language.ARABIC, (beside,))
    own = (Line("اتصل"), Line("• Ring.", language=Language.DANISH))
    assert passages(document) == (Passage(own, (Line("Ring"),)),)
