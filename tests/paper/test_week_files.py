"""The week as three files that say the same, with nobody's formula in them."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.officers import Authority, Unit
from stalkdesk.language import SCREEN_LANGUAGES, Language
from stalkdesk.oversight.weekly_summary import Figure, FigureTable, Hidden, WeeklySummary
from stalkdesk.paper.delimited import guarded
from stalkdesk.paper.week_files import week_files
from tests.paper.pages_read import FONTS, structure_of, text_of

UNIT = Unit(Authority.MUNICIPALITY, "Prøveby Kommune", ("Rådhuset",))


def summary_of(*tables: FigureTable, week: int = 47, year: int = 2026, unit_name: str = "Prøveby Kommune") -> WeeklySummary:
    """A week with those tables."""
    return WeeklySummary(
        iso_year=year,
        iso_week=week,
        starts_at=datetime(2026, 11, 15, 23, tzinfo=UTC),
        ends_at=datetime(2026, 11, 22, 23, tzinfo=UTC),
        unit_name=unit_name,
        least_shown=5,
        tables=tables,
        notes=("Tallene gælder henvendelser, der begyndte i ugen.",),
        made_at=datetime(2026, 11, 23, 7, 5, tzinfo=UTC),
    )


WEEK = summary_of(
    FigureTable("Hastegrad", (Figure("Akut", None), Figure("Høj", 1234)), 1240),
    FigureTable("Henvist til", (Figure("Politiet", 9), Figure("Visitator", None, Hidden.COVER)), None, may_overlap=True),
)

LINES = [
    ("Hastegrad", "Akut", "<5"),
    ("Hastegrad", "Høj", 1234),
    ("Hastegrad", "I alt", 1240),
    ("Henvist til", "Politiet", 9),
    ("Henvist til", "Visitator", "–"),
    ("Henvist til", "I alt (en henvendelse kan tælle med flere steder)", "<5"),
]


def files(summary: WeeklySummary, language: Language = Language.DANISH) -> dict[str, bytes]:
    """The three files by their ending."""
    return {name.rpartition(".")[2]: content for name, content in week_files(summary, UNIT, language, FONTS).items()}


def csv_rows(content: bytes) -> list[list[str]]:
    """The file as a spreadsheet would read it."""
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def figure_cells(content: bytes) -> list[tuple[object, ...]]:
    """The lines of the workbook below the column heads, up to the notes."""
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    rows = [tuple(cell.value for cell in row[:3]) for row in sheet.iter_rows(min_row=7)]
    empty = (None, None, None)
    return rows[: rows.index(empty)] if empty in rows else rows


def test_the_names_carry_the_iso_year_and_week_in_any_language() -> None:
    for language in SCREEN_LANGUAGES:
        assert sorted(week_files(WEEK, UNIT, language, FONTS)) == ["uge-2026-W47.csv", "uge-2026-W47.pdf", "uge-2026-W47.xlsx"]
    assert sorted(week_files(summary_of(week=3), UNIT, Language.DANISH, FONTS))[0] == "uge-2026-W03.csv"


def test_the_three_files_say_the_same() -> None:
    made = files(WEEK)
    assert figure_cells(made["xlsx"]) == LINES
    assert [tuple(row[2:]) for row in csv_rows(made["csv"])[1:]] == [(*line[:2], str(line[2])) for line in LINES]
    text = text_of(made["pdf"])
    for _, label, count in LINES:
        assert f"{label} {count}" in text


def test_the_page_says_which_week_which_days_and_when_it_was_made_in_danish_time() -> None:
    text = text_of(files(WEEK)["pdf"])
    assert "Ugeoversigt for uge 47, 2026" in text
    assert "16-11-2026 til og med 22-11-2026" in text
    assert "23-11-2026 kl. 08.05" in text
    assert "Tallene gælder henvendelser, der begyndte i ugen." in text
    assert len(structure_of(files(WEEK)["pdf"]).all("Table")) == 3


def test_an_english_week_is_english_throughout() -> None:
    made = files(WEEK, Language.ENGLISH)
    assert "Weekly summary, week 47, 2026" in text_of(made["pdf"])
    assert csv_rows(made["csv"])[0] == ["Week", "Unit", "Group", "Figure", "Number"]
    assert figure_cells(made["xlsx"])[2][1] == "Total"


def test_the_same_week_is_always_the_same_files() -> None:
    assert week_files(WEEK, UNIT, Language.DANISH, FONTS) == week_files(WEEK, UNIT, Language.DANISH, FONTS)


def test_the_workbook_keeps_its_heads_in_sight_and_its_numbers_as_numbers() -> None:
    sheet = openpyxl.load_workbook(BytesIO(files(WEEK)["xlsx"])).active
    assert sheet.title == "Uge 47"
    assert sheet["A1"].value == "Ugeoversigt for uge 47, 2026"
    assert sheet.freeze_panes == "A7"
    assert [cell.value for cell in sheet[6]] == ["Gruppe", "Opgørelse", "Antal"]
    assert sheet["C8"].data_type == "n"
    assert sheet.column_dimensions["B"].width > 40


def test_the_delimited_file_opens_in_a_danish_excel() -> None:
    content = files(WEEK)["csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == "2026-W47;Prøveby Kommune;Hastegrad;Akut;<5"


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+4500000000", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1", " =1"]
)
def test_no_text_becomes_a_formula(text: str) -> None:
    made = files(summary_of(FigureTable(text, (Figure(text, 7),), 7), unit_name=text))
    row = csv_rows(made["csv"])[1]
    assert row[1:4] == [f"'{text}"] * 3
    assert row[4] == "7"
    sheet = openpyxl.load_workbook(BytesIO(made["xlsx"])).active
    assert sheet["A7"].data_type == "s"
    assert sheet["A7"].value.replace("_x000D_", "\r").strip() == text.strip()


@given(st.text(min_size=1, max_size=30))
def test_a_guarded_text_never_begins_like_a_formula_and_loses_nothing(text: str) -> None:
    shown = guarded(text)
    assert shown.endswith(text)
    assert not shown.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_a_separator_or_quote_in_a_label_stays_in_its_field() -> None:
    made = files(summary_of(FigureTable('A;B "c"', (Figure("d\ne", 7),), 7)))
    assert csv_rows(made["csv"])[1][2:] == ['A;B "c"', "d\ne", "7"]


def test_a_week_without_figures_is_still_three_files() -> None:
    made = files(summary_of())
    assert "Ugeoversigt for uge 47, 2026" in text_of(made["pdf"])
    assert len(csv_rows(made["csv"])) == 1
    assert figure_cells(made["xlsx"]) == []


def test_every_file_out_of_training_says_so_in_its_name_and_inside() -> None:
    for language, mark in ((Language.DANISH, "ØVELSE"), (Language.ENGLISH, "TRAINING")):
        made = week_files(WEEK, UNIT, language, FONTS, is_training=True)
        assert sorted(made) == [f"oevelse-uge-2026-W47.{kind}" for kind in ("csv", "pdf", "xlsx")]
        csv_file, pdf, workbook = (made[name] for name in sorted(made))
        assert csv_rows(csv_file)[1][2] == mark
        assert mark in text_of(pdf)
        sheet = openpyxl.load_workbook(BytesIO(workbook)).active
        assert mark in [cell.value for cell in sheet["A"]]
        assert sheet.freeze_panes == "A7"
    assert [row[2:] for row in csv_rows(csv_file)[2:]] == [
        row[2:] for row in csv_rows(files(WEEK, Language.ENGLISH)["csv"])[1:]
    ]
