"""Rows become incidents, are known already, unreadable with the reason, or left out: none is dropped unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.additions import Incident, check_addition
from stalkdesk.casework.log import log_import
from stalkdesk.casework.log.incident_log import Channel, LogSource
from stalkdesk.casework.log.log_columns import Choices, LogField, guessed
from stalkdesk.casework.log.log_dates import DayOrder
from stalkdesk.casework.log.log_import import (
    Against,
    Memory,
    Preview,
    RowEdit,
    RowState,
    RowWhy,
    addition_of,
    order_asked,
    preview,
    why_said,
    years_asked,
)
from stalkdesk.errors import TooLong
from stalkdesk.intake.answers import DatePrecision
from tests.reading.logs import TEXTS, many

TODAY = date(2026, 11, 22)
HEADINGS = ("Dato", "Klokken", "Sted", "Hvad", "Vidner", "Bilag", "Anmeldt")
Rows = tuple[tuple[str, ...], ...]


def rows(*more: tuple[str, ...]) -> Rows:
    return (HEADINGS, *(row + ("",) * (len(HEADINGS) - len(row)) for row in more))


def seen(content: Rows, edits: Mapping[int, RowEdit] = {}, existing: tuple[Incident, ...] = (), **said: object) -> Preview:
    choices = replace(guessed(content), **said)  # type: ignore[arg-type]
    return preview(content, choices, edits, Against(existing, TODAY, 3))


def marks(found: Preview) -> list[tuple[RowState, RowWhy]]:
    return [(row.state, row.why) for row in found.rows]


def test_a_row_becomes_an_incident_with_everything_it_says() -> None:
    (one,) = seen(rows(("12-11-2026", "09.15", "Telefon", "11 opkald.", "Receptionen", "2 og 3", "Ja, 17-11-2026"))).taken
    assert (one.happened.date, one.acts, one.said) == ("2026-11-12", ("COMM",), "11 opkald.")
    log = one.log
    assert (log.clock, log.channel, log.place, log.witnesses) == ("09:15", Channel.CALL, "Telefon", "Receptionen")
    assert (log.own_exhibits, log.reported.where, log.source, log.import_number) == (
        "2 og 3",
        "Ja, 17-11-2026",
        LogSource.LOG,
        3,
    )


def test_words_for_nothing_are_nothing() -> None:
    (one,) = seen(rows(("12-11-2026", "-", "Sms", "Svar mig.", "Ingen", "–", "Nej."))).taken
    assert (one.log.clock, one.log.witnesses, one.log.own_exhibits, one.log.reported.where) == ("", "", "", "")


def test_a_blank_date_is_the_date_above() -> None:
    found = seen(rows(("12-11-2026", "9.15", "Sms", "Et"), ("", "9.20", "Sms", "To"), ("", "", "", ""), ("", "", "Sms", "Tre")))
    assert [one.happened.date for one in found.taken] == ["2026-11-12"] * 3


def test_every_row_has_a_mark_and_a_reason_that_can_be_read() -> None:
    found = seen(
        rows(
            ("12-11-2026", "", "Sms", "Et"),
            ("12.11.2026", "", "Sms", "et!"),
            ("", "", "", ""),
            HEADINGS,
            ("i går", "", "Sms", "To"),
            ("31-02-2026", "", "Sms", "Tre"),
            ("12. november", "", "Sms", "Fire"),
            ("3/4/2026", "", "Sms", "Fem"),
            ("23-11-2026", "", "Sms", "I morgen"),
            ("12-11-2026", "", "Sms", ""),
            ("12-11-2026", "", "", "Noget mærkeligt"),
            ("12-11-2026", "", "Sms", "x" * 4001),
            ("12-11-2026", "", "Sms", "Syv", "v" * 301),
            ("marts",) * 7,
        ),
        order=None,
    )
    assert [why for _, why in marks(found)] == [
        *(RowWhy.HEADINGS, RowWhy.NONE, RowWhy.IN_FILE, RowWhy.BLANK, RowWhy.HEADINGS, RowWhy.BAD_DATE, RowWhy.NO_SUCH_DAY),
        *(RowWhy.NO_YEAR, RowWhy.WHICH_ORDER, RowWhy.FUTURE, RowWhy.NO_TEXT, RowWhy.NO_CHANNEL, RowWhy.TOO_LONG),
        *(RowWhy.TOO_LONG, RowWhy.SECTION),
    ]
    assert [found.count(state) for state in RowState] == [1, 1, 10, 3]
    assert [row.number for row in found.rows] == list(range(1, 16))
    assert all(why_said(row.why) or row.state is RowState.TAKEN for row in found.rows)


def test_a_first_row_without_a_date_has_none() -> None:
    assert marks(seen(rows(("", "", "Sms", "Et"))))[1] == (RowState.UNREADABLE, RowWhy.NO_DATE)


def test_a_row_is_mended_and_then_taken() -> None:
    content = rows(("i går", "", "", "Noget mærkeligt"))
    edit = RowEdit({LogField.DATE: "21-11-2026"}, Channel.OTHER, ("SURV",))
    (one,) = seen(content, {2: edit}).taken
    assert (one.happened.date, one.log.channel, one.acts) == ("2026-11-21", Channel.OTHER, ("SURV",))
    assert marks(seen(content, {2: RowEdit({LogField.DATE: "21-11-2026"}, Channel.OTHER)}))[1][1] is RowWhy.NO_CHANNEL


def test_a_row_is_left_out_knowingly_and_a_repeat_is_taken_knowingly() -> None:
    content = rows(("12-11-2026", "", "Sms", "Et"), ("12-11-2026", "", "Sms", "Et"))
    assert marks(seen(content, {2: RowEdit(is_left_out=True)}))[1:] == [
        (RowState.LEFT_OUT, RowWhy.BY_PERSON),
        (RowState.TAKEN, RowWhy.NONE),
    ]
    assert len(seen(content, {3: RowEdit(is_left_out=False)}).taken) == 2


def test_what_the_case_has_already_is_skipped_so_that_a_log_can_be_read_again() -> None:
    content = rows(("12-11-2026", "ved 2-tiden", "Sms", "Et"), ("13-11-2026", "9-10", "Sms", "To"))
    first = seen(content).taken
    assert marks(seen(content, existing=first))[1:] == [(RowState.REPEATED, RowWhy.ON_CASE)] * 2
    longer = content + rows(("14-11-2026", "", "Sms", "Tre"))[1:]
    assert [one.said for one in seen(longer, existing=first).taken] == ["Tre"]


def test_the_same_words_at_another_time_are_another_incident() -> None:
    content = rows(
        ("12-11-2026", "9.00", "Sms", "Svar"), ("12-11-2026", "9.05", "Sms", "Svar"), ("13-11-2026", "9.00", "Sms", "Svar")
    )
    assert len(seen(content).taken) == 3


def test_a_time_that_is_not_exact_stays_in_the_words() -> None:
    (one,) = seen(rows(("ca. 12-11-2026", "ved 2-tiden", "Sms", "Skrev"))).taken
    assert (one.log.clock, one.said) == ("", "Skrev (ved 2-tiden)")
    assert one.happened.precision is DatePrecision.ABOUT


def test_a_time_in_the_cell_of_the_date_counts_where_there_is_no_other() -> None:
    (one,) = seen(rows(("2026-11-12 14:30", "", "Sms", "Skrev"))).taken
    assert one.log.clock == "14:30"


def test_what_the_file_can_be_read_as_is_asked_once_for_all_rows() -> None:
    content = rows(("3/4/2026", "", "Sms", "Et"), ("12. november", "", "", "Noget mærkeligt"))
    choices = guessed(content)
    assert order_asked(content, choices)
    assert years_asked(content, choices)
    found = seen(content, order=DayOrder.MONTH_FIRST, year=2025, channel=Channel.IN_PERSON)
    assert [(one.happened.date, one.log.channel) for one in found.taken] == [
        ("2025-11-12", Channel.IN_PERSON),
        ("2026-03-04", Channel.SMS),
    ]
    plain = rows(("12-11-2026", "", "Sms", "Et"))
    assert not order_asked(plain, guessed(plain))
    assert not years_asked(plain, guessed(plain))


def test_two_columns_of_what_happened_are_one_text() -> None:
    content = (("Dato", "Hvad", "Beskrivelse"), ("12-11-2026", "Sms", "Svar mig."))
    assert seen(content).taken[0].said == "Sms\nSvar mig."


def test_marks_that_turn_text_and_control_signs_are_taken_out() -> None:
    (one,) = seen(rows(("12-11-2026", "", "Sms", "a\u202eb\x07c"))).taken
    assert one.said == "abc"


def test_what_is_taken_passes_the_check_of_the_drawer_earliest_first() -> None:
    addition = addition_of(seen(TEXTS), "Hendes egen log")
    check_addition(addition, TODAY)
    assert [one.happened.date for one in addition.incidents] == ["2026-11-12", "2026-11-14"]


def test_more_than_fit_in_one_addition_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_import, "MOST_AT_ONCE", 1)
    with pytest.raises(TooLong):
        addition_of(seen(TEXTS), "x")


def test_20000_rows_are_previewed_and_an_edit_reads_only_its_own_row(monkeypatch: pytest.MonkeyPatch) -> None:
    content = tuple(tuple(row) for row in many(20_000))
    choices, memory, against = guessed(content), Memory(), Against((), TODAY, 1)
    assert preview(content, choices, {}, against, memory).count(RowState.TAKEN) == 20_000
    read = list[int]()
    original = log_import._row

    def counted(number: int, *rest: object) -> object:
        read.append(number)
        return original(number, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(log_import, "_row", counted)
    found = preview(content, choices, {77: RowEdit(is_left_out=True)}, against, memory)
    assert (read, found.count(RowState.LEFT_OUT)) == ([77], 2)


_CELLS = st.text(max_size=40) | st.sampled_from(["22-11-2026", "3/4/26", "sms", "kl. 9", "=1+1", "", "Dato"])


@given(
    st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=8),
    st.lists(st.sampled_from(LogField), min_size=3, max_size=3),
)
def test_any_table_gives_a_mark_for_each_row_and_nothing_that_the_drawer_refuses(
    table: list[list[str]], fields: list[LogField]
) -> None:
    content = tuple(tuple(row) for row in table)
    for choices in (guessed(content), Choices(-1, tuple(fields), DayOrder.DAY_FIRST, 2025, Channel.SMS)):
        found = preview(content, choices, {}, Against((), TODAY, 1))
        assert [row.number for row in found.rows] == list(range(1, len(content) + 1))
        check_addition(addition_of(found, "x"), TODAY)
