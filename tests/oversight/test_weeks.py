"""ISO weeks as the clock in Copenhagen has them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.errors import WrongUsage
from stalkdesk.oversight.weekly import parse_week, week_bounds, week_name, week_of


def test_a_week_goes_from_monday_midnight_to_monday_midnight_in_copenhagen() -> None:
    start, end = week_bounds(2026, 47)
    assert start == datetime(2026, 11, 15, 23, tzinfo=UTC)
    assert end == datetime(2026, 11, 22, 23, tzinfo=UTC)


@pytest.mark.parametrize(("week", "hours"), [(13, 167), (43, 169), (30, 168)])
def test_a_week_in_which_the_clock_changes_has_an_hour_less_or_more(week: int, hours: int) -> None:
    start, end = week_bounds(2026, week)
    assert end - start == timedelta(hours=hours)


def test_a_year_of_53_weeks_has_its_last_week_and_another_year_has_not() -> None:
    assert week_bounds(2026, 53)[0] == datetime(2026, 12, 27, 23, tzinfo=UTC)
    with pytest.raises(WrongUsage, match="Året 2027 har ingen uge 53"):
        week_bounds(2027, 53)


def test_the_first_of_january_2027_belongs_to_week_53_of_2026() -> None:
    assert week_of(datetime(2027, 1, 1, 12, tzinfo=UTC)) == (2026, 53)
    assert week_name(2026, 53) == "uge 53, 2026"


def test_sunday_evening_in_utc_is_already_the_next_week_in_copenhagen() -> None:
    assert week_of(datetime(2026, 11, 22, 23, 0, tzinfo=UTC)) == (2026, 48)
    assert week_of(datetime(2026, 11, 22, 22, 59, tzinfo=UTC)) == (2026, 47)


@pytest.mark.parametrize("written", ["2026-W47", "2026W47", "2026-w47", " 2026-W47 "])
def test_a_week_is_read_as_it_is_written(written: str) -> None:
    assert parse_week(written) == (2026, 47)


@pytest.mark.parametrize(
    "written", ["", "uge 47", "2026-47", "2026-W", "2026-W00", "2026-W54", "1999-W01", "9999-W52", "2026-W٤٧"]
)
def test_what_is_no_week_is_refused_with_a_sentence(written: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        parse_week(written)
    assert len(str(refused.value)) > 15


@given(st.datetimes(min_value=datetime(2001, 1, 1), max_value=datetime(2198, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_moment_lies_within_the_bounds_of_its_week(moment: datetime) -> None:
    start, end = week_bounds(*week_of(moment))
    assert start <= moment < end


@given(st.datetimes(min_value=datetime(2001, 1, 1), max_value=datetime(2198, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_weeks_follow_one_another_without_a_gap(moment: datetime) -> None:
    _, end = week_bounds(*week_of(moment))
    assert week_bounds(*week_of(end))[0] == end
