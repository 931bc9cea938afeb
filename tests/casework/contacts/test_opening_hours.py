"""Opening hours: what is typed is shown again, and a closed day is a closed day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.contacts.opening_hours import (
    DAY,
    ROUND_THE_CLOCK,
    Hours,
    OpenOn,
    hours_said,
    in_order,
    is_open,
    opens_next,
    read_hours,
)
from stalkdesk.casework.workdays import is_workday
from stalkdesk.errors import BadAnswer
from stalkdesk.language import Language, speak
from stalkdesk.places import resources


@pytest.fixture(autouse=True)
def _danish_afterwards() -> Iterator[None]:
    yield
    speak(Language.DANISH, resources() / "languages")


def some_hours() -> st.SearchStrategy[Hours]:
    span = st.tuples(st.integers(0, DAY - 1), st.integers(1, DAY)).filter(lambda pair: pair[0] < pair[1])
    one_day = st.lists(span, max_size=2).filter(lambda spans: len(spans) < 2 or max(spans)[0] > min(spans)[1])
    week = st.lists(one_day, min_size=7, max_size=7)
    return week.map(lambda days: in_order([OpenOn(day, *span) for day, spans in enumerate(days, start=1) for span in spans]))


@given(some_hours(), st.sampled_from([Language.DANISH, Language.ENGLISH]))
def test_what_is_shown_reads_as_what_was_kept(hours: Hours, language: Language) -> None:
    speak(language, resources() / "languages")

    assert read_hours(hours_said(hours)) == hours


@pytest.mark.parametrize(
    "typed",
    [
        "man–tor 9–15, fre 9–12",
        "Mandag - torsdag kl. 9.00-15.00; fredag 9-12",
        "mon-thu 9:00–15, fri 9–12",
        "MAN-TOR 09-15,FRE 9-12",
    ],
)
def test_hours_are_read_as_people_write_them(typed: str) -> None:
    assert hours_said(read_hours(typed)) == "man–tor 9–15, fre 9–12"


def test_many_days_have_a_word() -> None:
    assert read_hours("hverdage kl. 8-16") == read_hours("man-fre 8-16")
    assert read_hours("Døgnet rundt") == ROUND_THE_CLOCK
    assert read_hours("man og fre 9-12 13-15") == read_hours("man 9-12 13-15, fre 9-12 og 13-15")


@pytest.mark.parametrize(
    "typed", ["når vi er der", "man 15-9", "man 9-25", "man 9.75-10", "fre-man 9-12", "9-15", "man 9-12 11-13"]
)
def test_what_is_no_opening_time_is_refused_with_how_to_write_it(typed: str) -> None:
    with pytest.raises(BadAnswer):
        read_hours(typed)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(typed: str) -> None:
    with suppress(BadAnswer):
        assert isinstance(read_hours(typed), tuple)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_desk_is_open_in_its_hours_in_danish_time() -> None:
    hours = read_hours("man–fre 9–15")

    assert is_open(hours, at("2026-11-23T08:00"), is_workday), "9 in Copenhagen"
    assert not is_open(hours, at("2026-11-23T14:00"), is_workday), "15 in Copenhagen: closed"
    assert is_open(hours, at("2026-06-22T07:00"), is_workday), "summer time"


def test_a_holiday_is_closed_and_the_next_day_is_named() -> None:
    hours = read_hours("man–fre 9–15")
    christmas = at("2026-12-25T10:00")

    assert not is_open(hours, christmas, is_workday)
    opens = opens_next(hours, christmas, is_workday)
    assert opens is not None
    assert opens.isoformat()[:16] == "2026-12-28T09:00"
    assert is_open(ROUND_THE_CLOCK, christmas, is_workday), "who is there day and night is there at Christmas"


def test_who_has_told_no_hours_is_looked_for_in_office_hours() -> None:
    assert is_open((), at("2026-11-23T09:00"), is_workday)
    assert not is_open((), at("2026-11-23T21:00"), is_workday)
    assert not is_open((), at("2026-11-22T10:00"), is_workday), "a Sunday"


def test_a_saturday_is_open_only_for_who_says_so() -> None:
    assert is_open(read_hours("lør 10-12"), at("2026-11-21T10:00"), is_workday)
    assert not is_open(read_hours("man-fre 10-12"), at("2026-11-21T10:00"), is_workday)
