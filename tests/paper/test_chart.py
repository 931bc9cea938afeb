"""The chart on paper: a figure with words, a table with every number, drawn as it was."""

from __future__ import annotations

from dataclasses import replace

from stalkdesk.guidance.blocks import Chart, Document, Heading
from stalkdesk.language import Language
from stalkdesk.paper.pdf import missing_characters, page_count, rendered
from tests.paper.golden import FONTS, fingerprint

CHART = Chart(
    alternative="Søjler: 6 hændelser.",
    corner="Uge",
    groups=(("2026", 2), ("2027", 1)),
    columns=("52", "53", "1"),
    spoken=("uge 52, 2026", "uge 53, 2026", "uge 1, 2027"),
    rows=(("Opkald", (1, 0, 3)), ("Sms", (0, 0, 2))),
    total="I alt",
    marks=("", "", "1"),
    mark_name="Tegn nr.",
)
GOLDEN = "01898aa50c896676"


def _document(chart: Chart = CHART) -> Document:
    return Document("Mønsterside", Language.DANISH, (Heading("Mønsterside", 1), chart))


def test_the_chart_is_drawn_as_it_was() -> None:
    assert fingerprint(_document()) == GOLDEN, "look at it; if it is as it should be, write the new print here"


def test_the_bars_are_a_figure_with_words_and_the_numbers_a_table_with_heads() -> None:
    pdf = rendered(_document(), FONTS)
    assert pdf.count(b"/S /Figure") == 1
    assert "Søjler: 6 hændelser.".encode("utf-16-be").hex().upper().encode() in pdf
    assert pdf.count(b"/Scope /Column") == 5
    assert pdf.count(b"/Scope /Row") == 4
    assert pdf.count(b"/S /TD") == 4 * 4
    for spoken in CHART.spoken:
        assert spoken.encode("utf-16-be").hex().upper().encode() in pdf


def test_a_number_too_wide_for_its_column_is_smaller_and_a_wide_chart_stays_on_the_page() -> None:
    many = replace(
        CHART,
        groups=(("2026", 36),),
        columns=tuple(str(number) for number in range(36)),
        spoken=tuple(f"uge {number}" for number in range(36)),
        rows=(("Opkald", (99_999,) * 36),),
        marks=("1, 2, 3",) * 36,
    )
    assert page_count(rendered(_document(many), FONTS)) == 1


def test_a_chart_without_signs_has_no_row_for_them() -> None:
    assert rendered(_document(replace(CHART, marks=("", "", ""))), FONTS).count(b"/Scope /Row") == 3


def test_its_words_are_looked_at_for_signs_that_can_not_be_printed() -> None:
    assert missing_characters(_document(replace(CHART, rows=(("Opkald \U0001f4de", (1, 1, 1)),))), FONTS) == ("\U0001f4de",)
