"""The pattern: what is counted where, what escalates by which rule, where it rests; what is in error is nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.additions import Incident
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.log.incident_log import Channel, LoggedIncident, Typical
from stalkdesk.casework.log.pattern import (
    MOST_MONTHS,
    MOST_WEEKS,
    MOST_YEARS,
    Example,
    Gap,
    Grain,
    Mark,
    MarkKind,
    examples_of,
    pattern_of,
    telling_marks,
)
from stalkdesk.intake.answers import DatePrecision, DateValue
from tests.guidance.small_shelf import answer, case

MONDAY = date(2026, 8, 31)
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
ABOUT = DatePrecision.ABOUT


def _one(when: str, channel: Channel | None = Channel.SMS, act: str = "COMM", number: int = 0) -> Incident:
    return Incident(DateValue(when), (act,), "Sagt", number, log=LoggedIncident(channel=channel))


def _in_weeks(*counts: int) -> tuple[Incident, ...]:
    """So many text messages in each of the weeks from `MONDAY` on."""
    days = (MONDAY + timedelta(weeks=week) for week, count in enumerate(counts) for _ in range(count))
    return tuple(_one(day.isoformat()) for day in days)


def _kinds(*incidents: Incident) -> list[tuple[MarkKind, date]]:
    return [(mark.kind, mark.monday) for mark in pattern_of(incidents).marks]


def test_nothing_makes_no_pattern() -> None:
    pattern = pattern_of(())
    assert (pattern.periods, pattern.total, pattern.marks, pattern.gaps, pattern.first) == ((), 0, (), (), None)


def test_each_incident_stands_in_its_iso_week_and_channel() -> None:
    found = pattern_of((_one("2026-11-22"), _one("2026-11-16", Channel.CALL), _one("2026-11-23"), _one("2026-11-20", None)))
    assert found.grain is Grain.WEEK
    assert found.channels == (Channel.CALL, Channel.SMS, None)
    assert [(one.first, one.last, one.counts) for one in found.periods] == [
        (date(2026, 11, 16), date(2026, 11, 22), (1, 1, 1)),
        (date(2026, 11, 23), date(2026, 11, 29), (0, 1, 0)),
    ]


def test_the_first_week_of_a_year_may_begin_in_the_year_before() -> None:
    (only,) = pattern_of((_one("2026-01-01"), _one("2025-12-30"))).periods
    assert (only.first, only.total, only.first.isocalendar()[:2]) == (date(2025, 12, 29), 2, (2026, 1))


def test_too_many_weeks_become_months_and_too_many_months_years() -> None:
    start = date(2015, 1, 5)
    for days, grain in ((MOST_WEEKS * 7 - 7, Grain.WEEK), (MOST_WEEKS * 7, Grain.MONTH), (MOST_MONTHS * 31, Grain.YEAR)):
        found = pattern_of((_one(start.isoformat()), _one((start + timedelta(days=days)).isoformat())))
        assert found.grain is grain
        assert sum(one.total for one in found.periods) == 2


def test_dates_that_are_about_are_counted_and_told_and_too_loose_ones_stand_in_no_column() -> None:
    loose = (Incident(DateValue("2026-11-18", ABOUT), ("COMM",), ""), _one("2026-11"), _one("2026"))
    found = pattern_of((*loose, _one("2026-11-17")))
    assert (found.total, found.about, found.unplaced) == (4, 3, 2)
    assert [(one.total, one.about) for one in found.periods] == [(2, 1)]
    by_month = pattern_of((*loose, _one("2025-11-17")))
    assert (by_month.grain, by_month.unplaced) == (Grain.MONTH, 1)


def test_first_and_latest_are_told_as_they_are_known() -> None:
    found = pattern_of((_one("2026-11-17"), _one("2026-03"), _one("2026-11-19")))
    assert (found.first, found.latest) == (DateValue("2026-03"), DateValue("2026-11-19"))


def test_what_was_entered_in_error_is_in_no_number() -> None:
    right, wrong = _one("2026-11-17", number=1), _one("2020-01-01", Channel.GIFT, "ENTRY", number=2)
    found = pattern_of((right, wrong), frozenset({2}))
    assert (found.total, found.in_error, found.channels, len(found.periods)) == (1, 1, (Channel.SMS,), 1)


def test_more_often_takes_three_in_a_week_and_twice_the_mean_of_the_four_before() -> None:
    fifth = MONDAY + timedelta(weeks=4)
    assert _kinds(*_in_weeks(1, 1, 2, 2, 3)) == [(MarkKind.MORE_OFTEN, fifth)]
    assert pattern_of(_in_weeks(1, 1, 2, 2, 3)).marks == (Mark(MarkKind.MORE_OFTEN, fifth, 3, 6),)
    assert _kinds(*_in_weeks(1, 2, 2, 2, 3)) == []
    assert _kinds(*_in_weeks(1, 0, 0, 0, 2)) == []
    assert _kinds(*_in_weeks(1, 1, 1, 9)) == []


def test_more_often_is_said_once_in_four_weeks() -> None:
    again = [monday for _, monday in _kinds(*_in_weeks(1, 0, 0, 0, 3, 6, 12, 24, 48))]
    assert again == [MONDAY + timedelta(weeks=4), MONDAY + timedelta(weeks=8)]


def test_a_new_channel_is_one_that_begins_a_week_or_more_after_the_first_incident() -> None:
    first, sixth, seventh = _one("2026-11-02"), _one("2026-11-08", Channel.CALL), _one("2026-11-09", Channel.GIFT)
    later = _one("2026-11-11", Channel.EMAIL)
    (mark,) = pattern_of((first, sixth, seventh, later, _one("2026-11-16", Channel.OTHER))).marks
    assert (mark.kind, mark.monday, mark.channels) == (
        MarkKind.NEW_CHANNEL,
        date(2026, 11, 9),
        (Channel.EMAIL, Channel.GIFT),
    )


def test_harsher_is_a_higher_step_than_all_weeks_before() -> None:
    weeks = (_one("2026-11-02"), _one("2026-11-09", act="FOLLOW"), _one("2026-11-16", act="VISIT"))
    entry = _one("2026-11-23", act="ENTRY")
    assert _kinds(*weeks, entry) == [(MarkKind.HARSHER, date(2026, 11, 9)), (MarkKind.HARSHER, date(2026, 11, 23))]
    assert _kinds(_one("2026-11-02", act="ENTRY"), *weeks) == []


def test_the_telling_marks_are_the_harsher_ones_first_and_stand_in_the_order_of_time() -> None:
    weeks = (_one("2026-11-02"), _one("2026-11-09", Channel.GIFT, "FOLLOW"), _one("2026-11-16", Channel.CALL, "ENTRY"))
    pattern = pattern_of(weeks)
    assert [mark.kind for mark in telling_marks(pattern, 2)] == [MarkKind.HARSHER, MarkKind.HARSHER]
    assert telling_marks(pattern, 9) == pattern.marks


def test_weeks_without_are_told_as_runs() -> None:
    assert pattern_of(_in_weeks(1, 0, 1, 0, 0, 0, 1)).gaps == (
        Gap(MONDAY + timedelta(weeks=1), 1),
        Gap(MONDAY + timedelta(weeks=3), 3),
    )
    assert pattern_of(_in_weeks(1, 1, 1)).gaps == ()


@given(
    st.lists(
        st.tuples(
            st.dates(date(1850, 1, 1), date(2026, 11, 22)), st.sampled_from((10, 7, 4)), st.sampled_from((*Channel, None))
        ),
        max_size=40,
    )
)
def test_every_incident_is_counted_once_or_said_to_stand_in_no_column(drawn: list[tuple[date, int, Channel | None]]) -> None:
    found = pattern_of(_one(day.isoformat()[:length], channel) for day, length, channel in drawn)
    assert sum(period.total for period in found.periods) + found.unplaced == found.total == len(drawn)
    assert len(found.periods) <= max(MOST_WEEKS, MOST_MONTHS, MOST_YEARS)
    assert all(one.last + timedelta(days=1) == two.first for one, two in zip(found.periods, found.periods[1:], strict=False))


def _entry(number: int, kind: EntryKind, said: object) -> Entry:
    return Entry(number, kind, 0, said, AT, "VV", "o")


def test_the_chosen_examples_are_told_in_their_order_without_those_in_error() -> None:
    incidents = tuple(_one(f"2026-11-0{number}", number=number) for number in (1, 2, 3))
    typical = _entry(1, EntryKind.TYPICAL, Typical((3, 2, 1)))
    wrong = _entry(2, EntryKind.IN_ERROR, InError(Wrong.INCIDENT, 2, True, "Forkert sag"))
    found = examples_of(replace(case(answer("example_1", "Fra samtalen")), incidents=incidents, entries=(typical, wrong)))
    assert found == (
        Example("Sagt", 3, DateValue("2026-11-03")),
        Example("Sagt", 1, DateValue("2026-11-01")),
    )


def test_while_none_is_chosen_the_examples_of_the_first_talk_are_told() -> None:
    told = case(answer("example_1", "Første"), answer("example_3", "Tredje"), answer("example_2", ""))
    assert examples_of(told) == (Example("Første"), Example("Tredje"))
    assert examples_of(case()) == ()
