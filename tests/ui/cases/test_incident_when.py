"""When an incident was, as it is typed in one go."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.log.incident_log import Channel, LoggedIncident, Reported
from stalkdesk.errors import BadAnswer, DeskError
from stalkdesk.intake.answers import DatePrecision
from stalkdesk.ui.cases.incident_when import read_when
from stalkdesk.ui.cases.quick_line import QuickLine, exhibits_in

TODAY = date(2026, 11, 25)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("typed", "day", "clock"),
    [
        ("i dag", "2026-11-25", ""),
        ("I går 14.30", "2026-11-24", "14:30"),
        ("i forgårs kl. 8", "2026-11-23", "08:00"),
        ("man 14.30", "2026-11-23", "14:30"),
        ("ons", "2026-11-25", ""),
        ("torsdag", "2026-11-19", ""),
        ("søn. 23:59", "2026-11-22", "23:59"),
        ("22/11", "2026-11-22", ""),
        ("24.12", "2025-12-24", ""),
        ("14.30", "2026-11-25", "14:30"),
        ("22.11 7.05", "2026-11-22", "07:05"),
        ("22-11-2026 kl 14.30", "2026-11-22", "14:30"),
        ("221126", "2026-11-22", ""),
        ("22. november 2026 9.15", "2026-11-22", "09:15"),
        ("29/2", "2024-02-29", ""),
    ],
)
def test_a_day_is_read_as_people_say_it(typed: str, day: str, clock: str) -> None:
    when = read_when(typed, TODAY)
    assert (when.happened.date, when.clock, when.happened.precision) == (day, clock, DatePrecision.EXACT)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("november 2026", "2026-11"), ("2026", "2026"), ("ca. 20-11-2026", "2026-11-20"), ("cirka 11-2026 14.30", "2026-11")],
)
def test_a_month_a_year_and_what_is_said_to_be_about_are_about(typed: str, kept: str) -> None:
    when = read_when(typed, TODAY)
    assert (when.happened.date, when.happened.precision) == (kept, DatePrecision.ABOUT)


@pytest.mark.parametrize("typed", ["", "  ", "31/2", "i morgen", "26-11-2026", "25.11.2026 24.00", "blå", "99"])
def test_what_is_no_time_that_has_been_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(BadAnswer):
        read_when(typed, TODAY)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with suppress(DeskError):
        assert read_when(typed, TODAY).happened.date


def test_a_line_becomes_an_incident_and_goes_back_as_it_was() -> None:
    line = QuickLine("22-11-2026 14.30", Channel.AT_WORK, "Stod ved porten.", None, "Porten", "To kolleger", "5, 3 5")
    line.reported_where, line.reported_on, line.reported_number = "Politiet", "23-11-2026", "1"
    one = line.incident(TODAY)
    assert one.acts == ("VISIT",)
    assert one.log == LoggedIncident(
        "14:30", Channel.AT_WORK, "Porten", "To kolleger", (5, 3), reported=Reported("Politiet", "2026-11-23", "1")
    )
    assert QuickLine.of(one).incident(TODAY) == one
    assert QuickLine.of(one).acts is None


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (QuickLine(), "happened"),
        (QuickLine("i dag"), "channel"),
        (QuickLine("i dag", Channel.OTHER, "x"), "acts"),
        (QuickLine("i dag", Channel.SMS), "said"),
        (QuickLine("i dag", Channel.SMS, "x", exhibits="tre"), "exhibits"),
        (QuickLine("i dag", Channel.SMS, "x", reported_on="26-11-2026"), "reported_on"),
    ],
)
def test_a_line_says_which_field_lacks_something(line: QuickLine, field: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        line.incident(TODAY)
    assert refused.value.question_id == field


def test_exhibit_numbers_are_read_each_once() -> None:
    assert exhibits_in(" 3, 5;7 3") == (3, 5, 7)
    assert exhibits_in("") == ()


def test_an_untouched_line_is_empty() -> None:
    assert QuickLine().is_empty
    assert QuickLine(channel=Channel.SMS).is_empty, "a channel is left standing for the next line"
    assert not QuickLine(place="x").is_empty
