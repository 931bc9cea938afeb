"""Days as they are typed in a plan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.days_typed import read_day, shown_day
from stalkdesk.errors import BadAnswer
from tests.casework.plans import TODAY


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24-11", "2026-11-24"),
        ("24.11", "2026-11-24"),
        ("23-11", "2026-11-23"),
        ("3-1", "2027-01-03"),  # gone this year: the next one
        ("24-11-2027", "2027-11-24"),
        ("2026-12-01", "2026-12-01"),
        ("+14", "2026-12-07"),
        ("+ 1", "2026-11-24"),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, day: str) -> None:
    assert read_day(typed, TODAY, "due") == date.fromisoformat(day)


def test_nothing_typed_is_no_day() -> None:
    assert read_day("  ", TODAY, "due") is None


@pytest.mark.parametrize("typed", ["i overmorgen", "32-11", "11-2027", "22-11-2026", "29-02-2027", "+9999", "01-01-2100"])
def test_what_is_no_day_to_come_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        read_day(typed, TODAY, "due")
    assert refused.value.question_id == "due"
    assert str(refused.value)


@given(st.integers(0, 3600))
def test_what_is_shown_is_read_again_as_the_same_day(ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    assert read_day(shown_day(day), TODAY, "due") == day


@given(st.text(max_size=20))
def test_whatever_is_typed_it_is_a_day_or_a_sentence(typed: str) -> None:
    try:
        found = read_day(typed, TODAY, "due")
    except BadAnswer:
        return
    assert found is None or found >= TODAY
