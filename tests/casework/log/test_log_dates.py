"""Days and times of day are read as people write them; what can be read two ways is asked, and nothing is made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.log.log_dates import (
    DayOrder,
    DayProblem,
    ReadDay,
    begins_with_date,
    read_clock,
    read_day,
    split_clock,
    tells_order,
)
from stalkdesk.intake.answers import DatePrecision, DateValue

_DAY = "2026-11-22"


def day(text: str, order: DayOrder | None = None, year: int | None = None) -> str:
    found = read_day(text, order, year)
    return found.value if isinstance(found, DayProblem) else found.day.date


@pytest.mark.parametrize(
    "written",
    [
        *("22-11-2026", "22/11/26", "22/11-2026", "22.11.2026", "22. 11. 2026", "22/11 2026", "22.11.26", "2026-11-22"),
        *(
            "2026.11.22",
            "2026/11/22",
            "22. november 2026",
            "22 nov 2026",
            "22. nov. 26",
            "d. 22/11/2026",
            "den 22. november 2026",
        ),
        *("søndag d. 22/11-2026", "søn. 22-11-2026", "Sunday 22 November 2026", "Nov 22, 2026", "November 22nd, 2026"),
        *("22. November 2026", "22 listopada 2026", "22 Kasım 2026", "22 листопада 2026", "11/22/2026", "46348", "22-Nov-2026"),
        *(" 22-11-2026 ", "22-11-2026.", "2026-11-22T00:00:00Z", "22-11-2026 00.00"),
    ],
)
def test_a_day_is_read_in_every_usual_form(written: str) -> None:
    assert day(written) == _DAY


def test_a_day_without_a_year_waits_for_the_year() -> None:
    assert [day(text) for text in ("man d. 22/11", "22.11", "22. november")] == [DayProblem.NO_YEAR] * 3
    assert [day(text, None, 2025) for text in ("man d. 22/11", "22.11", "22. november")] == ["2025-11-22"] * 3


def test_a_day_that_may_be_a_month_waits_for_the_order() -> None:
    assert day("3/11/2026") == DayProblem.WHICH_ORDER
    assert day("3/11/2026", DayOrder.DAY_FIRST) == "2026-11-03"
    assert day("3/11/2026", DayOrder.MONTH_FIRST) == "2026-03-11"
    assert day("3-11-2026") == day("3.11.2026") == "2026-11-03"
    assert day("11/11/2026") == "2026-11-11"


def test_a_date_shows_its_own_order_whatever_was_said_of_the_file() -> None:
    assert day("22/11/2026", DayOrder.MONTH_FIRST) == _DAY
    assert day("11/22/2026", DayOrder.DAY_FIRST) == _DAY
    assert [tells_order(text) for text in ("22/11", "11/22", "3/4", "maj")] == [
        DayOrder.DAY_FIRST,
        DayOrder.MONTH_FIRST,
        None,
        None,
    ]


def test_a_month_or_a_year_is_enough_and_about_is_said() -> None:
    assert [day(text) for text in ("november 2026", "11-2026", "2026-11", "2026", "marts 2026")] == [
        *("2026-11",) * 3,
        "2026",
        "2026-03",
    ]
    for text in ("ca. 22-11-2026", "omkring 22. november 2026", "22-11-2026?", "about Nov 22, 2026", "~22-11-2026"):
        assert read_day(text, None, None) == ReadDay(DateValue(_DAY, DatePrecision.ABOUT)), text


def test_a_time_beside_the_day_is_kept() -> None:
    for text in ("22-11-2026 14.30", "2026-11-22T14:30:10", "22/11-2026 kl. 14:30", "46348.604166667"):
        assert read_day(text, None, None) == ReadDay(DateValue(_DAY), "14:30"), text


def test_what_is_no_day_is_said_to_be_none() -> None:
    assert [
        day(text) for text in ("", "i går", "12.-14. november 2026", "x" * 200, "31-02-2026", "99-99-2026", "12 gange")
    ] == [
        DayProblem.EMPTY,
        DayProblem.UNREADABLE,
        DayProblem.UNREADABLE,
        DayProblem.UNREADABLE,
        DayProblem.NO_SUCH_DAY,
        DayProblem.NO_SUCH_DAY,
        DayProblem.UNREADABLE,
    ]


def test_a_time_of_day_is_read_in_every_usual_form() -> None:
    for text in (
        "14.30",
        "14:30",
        "kl. 14.30",
        "Kl 14:30",
        "klokken 14.30",
        "14:30:59",
        "1430",
        "2:30 PM",
        "14:30 Uhr",
        "14.30 - 15",
    ):
        assert read_clock(text).clock == "14:30", text
    assert read_clock("kl. 9").clock == "09:00"


def test_a_time_that_is_not_exact_keeps_its_own_words_and_gets_no_hour() -> None:
    for text in ("ved 2-tiden", "om aftenen", "ca. 14.30", "25:00", "14.75"):
        assert (read_clock(text).clock, read_clock(text).words) == ("", text)
    assert (read_clock("09.15-09.40").clock, read_clock("09.15-09.40").words) == ("09:15", "09.15-09.40")


def test_an_entry_begins_with_a_date_and_perhaps_a_time() -> None:
    said, rest = begins_with_date("- man d. 22/11 kl. 14.30: Han ringede")
    assert (said, split_clock(rest)) == ("man d. 22/11", ("kl. 14.30", "Han ringede"))
    for line in ("Han ringede 22-11-2026", "3.5 km", "10-12 gange", "12 opkald", ""):
        assert begins_with_date(line) == ("", ""), line


@given(st.text(max_size=300), st.sampled_from([None, *DayOrder]), st.sampled_from([None, 2026]))
def test_any_text_is_a_day_that_exists_or_said_to_be_none(text: str, order: DayOrder | None, year: int | None) -> None:
    found = read_day(text, order, year)
    if not isinstance(found, DayProblem):
        parts = [int(part) for part in found.day.date.split("-")]
        date(*[*parts, 1, 1][:3])
    clock = read_clock(text).clock
    assert clock == "" or (len(clock) == 5 and int(clock[:2]) < 24 and int(clock[3:]) < 60)
    begins_with_date(text)


@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.sampled_from(["%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d-%m-%Y kl. 14.30"])
)
def test_every_day_that_is_written_is_read_back(when: date, form: str) -> None:
    assert day(when.strftime(form)) == when.isoformat()
