"""A log is read out of any file in which people keep one, and every cell says what it said."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import docx
import pytest
import xlsxwriter

from stalkdesk.casework.log.log_tables import MOST_CELL, LogFormat, LogTable
from stalkdesk.reading.sorting import read_log
from tests.reading import logs


def read(content: bytes, wanted: int = -1) -> LogTable:
    return read_log(content, wanted)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (logs.as_word(logs.ROWS), LogFormat.WORD),
        (logs.as_sheet(logs.ROWS), LogFormat.SHEET),
        (logs.as_open_sheet(logs.ROWS), LogFormat.SHEET),
        (logs.as_old_sheet(), LogFormat.SHEET),
        (logs.as_csv(logs.ROWS), LogFormat.DELIMITED),
        (logs.as_csv(logs.ROWS, ","), LogFormat.DELIMITED),
        (logs.as_csv(logs.ROWS, "\t"), LogFormat.DELIMITED),
        (logs.as_csv(logs.ROWS, "\t", "utf-16"), LogFormat.DELIMITED),
        (logs.as_csv(logs.ROWS, "\t", "utf-16-le"), LogFormat.DELIMITED),
        (logs.as_csv(logs.ROWS, ";", "utf-8-sig"), LogFormat.DELIMITED),
        (logs.as_csv(logs.ROWS, ";", "cp1252"), LogFormat.DELIMITED),
    ],
    ids=[
        "word",
        "xlsx",
        "ods",
        "xls",
        "semicolons",
        "commas",
        "tabs",
        "utf-16",
        "utf-16 without mark",
        "utf-8 with mark",
        "cp1252",
    ],
)
def test_the_same_log_is_read_the_same_from_every_kind_of_file(content: bytes, kind: LogFormat) -> None:
    table = read(content)
    assert (table.rows, table.format) == (logs.TEXTS, kind)


def test_a_table_of_a_pdf_is_read_over_its_pages_with_the_headings_of_each() -> None:
    table = read(logs.as_paper(logs.many(90)))
    assert table.format is LogFormat.PDF
    assert [row[0] for row in table.rows if row[0] != "Nr."] == [str(number) for number in range(90)]
    assert sum(row == logs.HEADINGS for row in table.rows) == len(table.rows) - 90 > 1


@pytest.mark.parametrize(
    "as_file", [lambda lines: "\n".join(lines).encode(), lambda lines: logs.as_word(lines=lines), logs.as_lines_on_paper]
)
def test_lines_that_begin_with_a_date_are_a_log(as_file: object) -> None:
    lines = ["Min log", "22-11-2026 kl. 14.30: Han ringede", "og lagde på igen.", "man d. 23/11 - stod ved porten"]
    table = read(as_file(lines))  # type: ignore[operator]
    assert table.format is LogFormat.LINES
    assert table.rows == (
        ("", "", "Min log"),
        ("22-11-2026", "kl. 14.30", "Han ringede\nog lagde på igen."),
        ("man d. 23/11", "", "stod ved porten"),
    )


def test_a_text_with_commas_in_its_sentences_is_no_table() -> None:
    text = "22-11-2026 Han ringede, lagde på, og ringede igen\n23-11-2026 Stod der\n24-11-2026 Sms, blomster"
    assert read(text.encode()).format is LogFormat.LINES


def test_numbers_with_a_point_do_not_begin_an_entry() -> None:
    table = read(b"22-11-2026 Fulgte efter mig i\n3.5 km og skrev\n10-12 gange")
    assert len(table.rows) == 1


def test_cells_with_lines_and_quotes_in_them_stay_one_cell() -> None:
    rows = [("Dato", "Hvad"), ("1-2-2026", 'Han skrev:\n"Svar; nu"')]
    assert read(logs.as_csv(rows)).rows == (("Dato", "Hvad"), ("1-2-2026", 'Han skrev:\n"Svar; nu"'))


def test_a_merged_cell_of_a_sheet_says_the_same_in_each_row() -> None:
    rows = [("Dato", "Hvad"), ("", "Ringede"), ("", "Skrev"), ("3-2-2026", "Kom")]
    assert [row[0] for row in read(logs.as_sheet(rows, merged=(1, 0, 2, 0, "2-2-2026"))).rows[1:]] == [
        "2-2-2026",
        "2-2-2026",
        "3-2-2026",
    ]


def test_merged_cells_of_a_word_table_say_the_same_in_each() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row in table.rows:
        for column, text in enumerate(("", "ringede", "ingen")):
            row.cells[column].text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "2-2-2026"
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Februar"
    made = io.BytesIO()
    document.save(made)
    assert read(made.getvalue()).rows == (
        ("Februar",) * 3,
        ("2-2-2026", "ringede", "ingen"),
        ("2-2-2026", "ringede", "ingen"),
    )


def test_a_table_in_a_cell_and_a_cell_in_a_control_lose_nothing() -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.rows[0].cells[0].text = "udenpå"
    inner = outer.rows[0].cells[1].add_table(rows=2, cols=3)
    inner.rows[0].cells[0].text = "indeni"
    made = io.BytesIO()
    document.save(made)
    found = [read(made.getvalue(), number) for number in range(2)]
    assert [[cell for row in table.rows for cell in row if cell] for table in found] == [["udenpå"], ["indeni"]]


def test_a_form_that_was_copied_from_page_to_page_is_one_log() -> None:
    table = read(logs.as_word(logs.ROWS, logs.ROWS, [("navn", "telefon")]))
    assert [(one.rows, one.columns) for one in table.tables] == [(6, 8), (1, 2)]
    assert table.chosen == 0


def test_another_sheet_can_be_chosen_and_the_largest_is_offered_first() -> None:
    content = logs.as_sheet([("Navn", "Ærlig")], logs.ROWS)
    table = read(content)
    assert ([one.name for one in table.tables], table.chosen) == (["Log", "Ark 2"], 1)
    assert read(content, 0).rows == (("Navn", "Ærlig"),)


def test_days_and_times_of_a_sheet_are_texts_and_formulas_what_they_gave() -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet, day, clock = (
        book.add_worksheet(),
        book.add_format({"num_format": "dd-mm-yyyy"}),
        book.add_format({"num_format": "hh:mm"}),
    )
    sheet.write_datetime(0, 0, datetime(2026, 11, 22, 14, 30), book.add_format({"num_format": "dd-mm-yyyy hh:mm"}))  # noqa: DTZ001
    sheet.write_datetime(0, 1, date(2026, 11, 22), day)
    sheet.write_datetime(0, 2, time(14, 30), clock)
    sheet.write_number(0, 3, 46348)
    sheet.write_formula(0, 4, "=1+2", value="3")
    sheet.write_string(0, 5, "=cmd|' /C calc'!A0")
    sheet.write_boolean(0, 6, True)
    book.close()
    assert read(made.getvalue()).rows == (("2026-11-22 14:30", "2026-11-22", "14:30", "46348", "3", "=cmd|' /C calc'!A0", "1"),)


def test_a_cell_that_is_too_long_is_not_shortened_unseen() -> None:
    table = read(logs.as_csv([("Dato", "Hvad"), ("1-2-2026", "x" * 9000)]))
    assert len(table.rows[1][1]) == MOST_CELL + 1


def test_macros_are_seen_and_never_run() -> None:
    word = logs.with_part(logs.as_word(logs.ROWS), "word/vbaProject.bin", b"Sub AutoOpen()")
    sheet = logs.with_part(logs.as_sheet(logs.ROWS), "xl/vbaProject.bin", b"Sub Auto_Open()")
    assert [(table.rows, table.has_macros) for table in map(read, (word, sheet))] == [(logs.TEXTS, True)] * 2
    assert not read(logs.as_word(logs.ROWS)).has_macros


def test_the_ending_of_the_name_does_not_matter_since_it_is_never_told() -> None:
    assert read(logs.as_csv(logs.ROWS)).rows == read(logs.as_sheet(logs.ROWS)).rows
