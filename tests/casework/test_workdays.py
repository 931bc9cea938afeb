"""Danish workdays: years that are known, and what is true of every day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.workdays import (
    day_in_denmark,
    end_of_day,
    is_workday,
    months_after,
    next_workday,
    workdays_after,
)

DAYS = st.dates(date(2020, 1, 1), date(2099, 12, 20))


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        ("2023-05-05", False),  # Store bededag, the last time
        ("2024-04-26", True),  # what would have been Store bededag
        ("2025-05-16", True),
        ("2026-04-02", False),  # Skærtorsdag
        ("2026-04-06", False),  # 2. påskedag
        ("2026-05-01", True),  # 1 May: offices are open
        ("2026-05-14", False),  # Kristi himmelfart
        ("2026-05-15", True),  # the day after it is a workday
        ("2026-05-25", False),  # 2. pinsedag
        ("2026-06-05", False),  # Grundlovsdag, by custom
        ("2026-12-24", False),
        ("2026-12-25", False),
        ("2026-12-31", False),
        ("2027-01-01", False),
        ("2026-11-21", False),  # a Saturday
        ("2026-11-23", True),
    ],
)
def test_offices_are_closed_on_the_days_on_which_they_are(day: str, is_open: bool) -> None:
    assert is_workday(date.fromisoformat(day)) is is_open


def test_over_christmas_the_next_workday_is_after_the_second_day_and_the_weekend() -> None:
    assert next_workday(date(2026, 12, 24)) == date(2026, 12, 28)
    assert workdays_after(date(2026, 12, 23), 1) == date(2026, 12, 28)


@given(DAYS)
def test_the_next_workday_is_a_workday_and_nothing_open_lies_before_it(day: date) -> None:
    found = next_workday(day)
    assert is_workday(found)
    assert found >= day
    assert not any(is_workday(day + timedelta(days=past)) for past in range((found - day).days))
    assert (found - day).days <= 6


@given(DAYS, st.integers(0, 30))
def test_so_many_workdays_later_so_many_lie_between(day: date, count: int) -> None:
    first, found = next_workday(day), workdays_after(day, count)
    between = [first + timedelta(days=past) for past in range((found - first).days)]
    assert sum(map(is_workday, between)) == count
    assert is_workday(found)


@given(DAYS)
def test_a_day_ends_on_that_day_in_denmark_and_a_second_later_it_is_the_next(day: date) -> None:
    end = end_of_day(day)
    assert end.tzinfo is UTC
    assert day_in_denmark(end) == day
    assert day_in_denmark(end + timedelta(seconds=1)) == day + timedelta(days=1)


def test_the_end_of_a_day_knows_summer_time() -> None:
    assert end_of_day(date(2026, 7, 1)) == datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC)
    assert end_of_day(date(2026, 12, 1)) == datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC)


@given(DAYS, st.integers(0, 36))
def test_months_later_it_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    found = months_after(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found + timedelta(days=1)).day == 1
