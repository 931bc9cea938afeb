"""Large print, two languages side by side, figures for a telephone, and the card."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from stalkdesk.guidance.blocks import (
    Beside,
    Callout,
    Document,
    Fields,
    Form,
    Heading,
    Items,
    Paragraph,
    PhoneList,
    PrintSize,
    QrCode,
    Table,
)
from stalkdesk.language import Language
from stalkdesk.paper import styles
from stalkdesk.paper.pdf import page_count, rendered
from stalkdesk.paper.styles import MILLIMETRE
from tests.paper.ink_seen import Ink, seen
from tests.paper.pages_read import FONTS, structure_of, text_of

LONG = "Voldsramteforeningens kontaktpersonordning"
CODE = QrCode("https://www.eksempel.dk/", "Rådgivningen", "www.eksempel.dk")
CARD = (
    Heading("Rådgivning", 1),
    PhoneList((("Alarm", "112", ""), ("Rådgivningen", "+45 00 00 00 01", "hele døgnet"), ("Politiet", "114", ""))),
    Fields((("Kontakt", "Frida Prøve"), ("Næste samtale", "29-11-2026"), ("Nummer", "2026-000123")), compact=True),
)


def page(*blocks: object, **more: object) -> Document:
    """A document of those blocks."""
    return Document(**{"title": "Ark", "language": Language.DANISH, "blocks": blocks, **more})  # type: ignore[arg-type]


def test_large_print_is_18_points_and_nothing_that_is_read_is_small() -> None:
    blocks = (
        Heading("Overskrift"), Paragraph("Brødtekst"), Items(("Punkt",)), Callout("Titel", "Indhold"),
        Paragraph("Kilde", small=True), Fields((("Felt", "Værdi"),)), Table(("Hoved",), (("Celle",),)),
        PhoneList((("Navn", "112", "Note"),)),
    )  # fmt: skip
    found = seen(page(*blocks, size=PrintSize.LARGE, footer="Foden"))
    sizes = {ink.text.strip(): ink.size for ink in found.ink if ink.kind == "text"}
    assert [sizes[word] for word in ("Brødtekst", "Punkt", "Indhold", "Værdi", "Navn")] == [18] * 5
    assert sizes["Overskrift"] > 18 < sizes["112"]
    assert min(size for word, size in sizes.items() if word not in ("Foden", "Side 1 af 1", "i")) >= 14
    assert sizes["Foden"] >= 12


@pytest.mark.parametrize("size", PrintSize)
def test_no_word_is_cut_in_a_narrow_column(size: PrintSize) -> None:
    table = Table(("Nr.", "Klokken", "Hvad skete der?", "Tilholdsovertrædelser"), (("1", "12.30", LONG, "Opholdsforbud"),))
    fields = Fields((("Kontaktpersonordningens", LONG),))
    text = text_of(rendered(page(table, fields, Callout("Tilholdsovertrædelser", LONG), size=size), FONTS))
    for word in (*LONG.split(), "Tilholdsovertrædelser", "Opholdsforbud", "Klokken", "Kontaktpersonordningens"):
        assert word in text


@pytest.mark.parametrize("sign", ["☐", "☒"])
def test_a_cell_that_is_a_box_is_a_box_in_the_middle_of_its_column(sign: str) -> None:
    found = seen(page(Table(("Emne", "Talt om"), (("Tilhold", sign),), widths=(1, 1), least_row_height=10)))
    box = found.text(sign)
    edges = sorted({ink.left for ink in found.ink if ink.kind == "line" and ink.left == ink.right})
    assert (box.left + box.right) / 2 == pytest.approx((edges[1] + edges[2]) / 2, abs=1)


def beside(other: Language, language: Language = Language.DANISH) -> Document:
    """Two columns of some paragraphs."""
    own = (Heading("EGEN"), Paragraph("Ord " * 40), Paragraph("EGENSLUT"))
    theirs = (Heading("ANDEN"), Paragraph("Ord " * 90), Paragraph("ANDENSLUT"))
    return page(Beside(own, theirs, other), language=language)


def test_two_languages_stand_side_by_side_and_belong_together_line_by_line() -> None:
    found = seen(beside(Language.ENGLISH))
    assert found.text("EGEN").foot == found.text("ANDEN").foot
    assert found.text("EGENSLUT").foot == found.text("ANDENSLUT").foot
    assert found.text("EGEN").right < found.text("ANDEN").left


def test_each_column_says_its_language_and_is_read_to_its_end() -> None:
    pdf = rendered(beside(Language.GERMAN), FONTS)
    own, other = structure_of(pdf).all("Sect")
    assert (own.language, other.language) == ("da", "de")
    assert own.names() == other.names() == ["H1", "P", "P"]
    text = text_of(pdf)
    assert text.index("EGENSLUT") < text.index("ANDEN ")


def test_the_own_language_stands_where_reading_begins() -> None:
    found = seen(beside(Language.DANISH, Language.ARABIC))
    assert found.text("EGEN").left > found.text("ANDEN").right
    found = seen(beside(Language.ARABIC))
    assert found.text("EGEN").left == pytest.approx(styles.MARGIN_SIDE, abs=0.5)
    assert found.text("ANDEN").right == pytest.approx(styles.PAGE_SHORT - styles.MARGIN_SIDE, abs=0.5)


def test_two_columns_break_over_pages_together() -> None:
    lines = tuple(Paragraph(f"Afsnit {number}. " + "Ord " * 50) for number in range(20))
    found = seen(page(Beside(lines, lines, Language.ENGLISH)))
    assert found.pages() > 1
    for number in range(20):
        left, right = (ink for ink in found.ink if ink.text.startswith(f"Afsnit {number}."))
        assert (left.page, left.foot) == (right.page, right.foot)


def test_in_large_print_one_language_stands_below_the_other() -> None:
    found = seen(replace(beside(Language.ENGLISH), size=PrintSize.LARGE))
    assert found.text("EGEN").left == found.text("ANDEN").left
    assert found.text("EGEN").foot > found.text("ANDEN").foot


def test_columns_that_do_not_match_are_still_printed_whole() -> None:
    document = page(Beside((Paragraph("En"),), (Heading("To"), Items(("Tre", "Fire"))), Language.ENGLISH))
    assert "En To • Tre • Fire" in text_of(rendered(document, FONTS))


def test_a_figure_says_in_words_what_it_holds_and_where_it_stands() -> None:
    pdf = rendered(page(CODE), FONTS)
    (figure,) = structure_of(pdf).all("Figure")
    assert figure.alternative == "QR: Rådgivningen, www.eksempel.dk"
    assert "Rådgivningen www.eksempel.dk" in text_of(pdf)


@pytest.mark.parametrize(("language", "expected"), [(Language.DANISH, 1), (Language.ARABIC, -1)])
def test_figures_stand_in_a_row_where_there_is_room(language: Language, expected: int) -> None:
    second = replace(CODE, label="Politiet")
    found = seen(page(CODE, second, CODE, language=language))
    first, other = found.text("Rådgivningen"), found.text("Politiet")
    assert first.foot == other.foot
    assert (other.left - first.left) * expected > 0
    large = seen(page(CODE, replace(second, words="www.en-meget-lang-adresse.dk"), language=language, size=PrintSize.LARGE))
    assert large.text("Rådgivningen").foot > large.text("Politiet").foot


def test_a_card_has_two_sides_of_85_by_54_millimetres_with_lines_to_cut_and_fold() -> None:
    found = seen(page(*CARD, form=Form.CARD))
    upright = [ink for ink in found.ink if ink.kind == "line" and ink.left == ink.right]
    places = sorted(ink.left for ink in upright)
    assert [second - first for first, second in pairwise(places)] == [pytest.approx(85 * MILLIMETRE)] * 2
    assert {round(ink.head - ink.foot, 3) for ink in upright} == {round(54 * MILLIMETRE, 3)}
    assert all(_is_inside(ink, places, upright[0]) for ink in found.ink if ink.kind == "text" and "Side" not in ink.text)
    assert found.pages() == 1


def _is_inside(ink: Ink, places: list[float], edge: Ink) -> bool:
    sides = ((places[0], places[1]), (places[1], places[2]))
    return edge.foot < ink.foot < edge.head and any(left < ink.left and ink.right < right for left, right in sides)


def test_what_is_too_much_for_a_card_goes_on_on_another_and_is_not_lost() -> None:
    text = text_of(rendered(page(*CARD * 3, form=Form.CARD), FONTS))
    assert text.count("2026-000123") == 3
    assert text.count("112") == 3


def test_many_cards_go_on_on_the_next_page_and_nothing_is_lost() -> None:
    numbers = tuple((f"Nummer {number}", "+45 00 00 00 01", "") for number in range(90))
    pdf = rendered(page(PhoneList(numbers), form=Form.CARD), FONTS)
    text = text_of(pdf)
    assert page_count(pdf) > 1
    assert [number for number in range(90) if f"Nummer {number} " not in text] == []


def test_there_is_one_card_on_a_page_that_takes_no_more() -> None:
    text = text_of(rendered(page(*CARD, form=Form.CARD), FONTS))
    assert text.count("2026-000123") == 1


def test_an_empty_card_is_still_a_card() -> None:
    assert text_of(rendered(page(form=Form.CARD), FONTS)) == "Side 1 af 1"
