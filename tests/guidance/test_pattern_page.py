"""The pattern page: one page whatever the case has, compartment A only, the same numbers as the chart on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from stalkdesk import places
from stalkdesk.casework.additions import Incident
from stalkdesk.casework.cases import Case
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.log.incident_log import ACTS_OF, Channel, LoggedIncident, Typical
from stalkdesk.casework.log.pattern import pattern_of_case
from stalkdesk.guidance.blocks import Chart, Document, Items, Paragraph
from stalkdesk.guidance.kept_documents import document_from, document_text
from stalkdesk.guidance.pattern_page import MOST_MARKS, MOST_ROWS, pattern_page
from stalkdesk.guidance.pattern_words import chart_of, gaps_said
from stalkdesk.intake.answers import DatePrecision, DateValue
from stalkdesk.paper.pdf import page_count, rendered
from tests.guidance.small_shelf import UNIT, answer, case

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
LAST = date(2026, 11, 20)
FONTS = places.resources() / "fonts"
LONG = "Han holdt på tværs af indkørslen i over en time, mens naboen og to kolleger så på. " * 40


def incidents(count: int, weeks: int, said: str = "Ringede på.") -> tuple[Incident, ...]:
    """So many over so many weeks, by more and more channels, some of them only about."""
    channels, found = tuple(Channel), []
    for number in range(1, count + 1):
        day = LAST - timedelta(days=(count - number) * weeks * 7 // max(count, 1))
        channel = channels[number * len(channels) // (count + 1)]
        precision = DatePrecision.ABOUT if number % 7 == 0 else DatePrecision.EXACT
        acts, log = ACTS_OF[channel] or ("SURV",), LoggedIncident(channel=channel)
        found.append(Incident(DateValue(day.isoformat(), precision), acts, said, number, log=log))
    return tuple(reversed(found))


def page(of_case: Case, mark: str = "1234 · 8F3A-22C1") -> Document:
    """Its pattern page."""
    return pattern_page(of_case, UNIT, {"COMM": "Skriver"}, AT, mark)


def chart_in(document: Document) -> Chart:
    """The chart on it."""
    (chart,) = (block for block in document.blocks if isinstance(block, Chart))
    return chart


def _typical(*numbers: int) -> Entry:
    return Entry(1, EntryKind.TYPICAL, 0, Typical(numbers), AT, "VV", "o")


@pytest.mark.parametrize(("count", "weeks"), [(0, 1), (1, 1), (12, 2), (400, 26), (400, 60), (1000, 500)])
def test_it_is_one_page_whatever_the_case_has(count: int, weeks: int) -> None:
    entries = (_typical(*range(1, min(count, 5) + 1)),)
    document = page(replace(case(), incidents=incidents(count, weeks, LONG), entries=entries))
    assert page_count(rendered(document, FONTS)) == 1


def test_the_chart_has_every_number_of_the_pattern() -> None:
    of_case = replace(case(), incidents=incidents(12, 6))
    chart, pattern = chart_in(page(of_case)), pattern_of_case(of_case)
    assert chart.sums == tuple(period.total for period in pattern.periods)
    assert sum(sum(numbers) for _, numbers in chart.rows) == 12
    assert str(max(chart.sums)) in chart.alternative
    assert [len(part) for part in (chart.columns, chart.spoken, chart.marks)] == [len(pattern.periods)] * 3
    assert sum(count for _, count in chart.groups) == len(pattern.periods)


def test_channels_without_room_go_together_and_lose_no_incident() -> None:
    chart = chart_in(page(replace(case(), incidents=incidents(400, 20))))
    assert len(chart.rows) == MOST_ROWS
    assert sum(sum(numbers) for _, numbers in chart.rows) == 400


def test_the_numbers_under_the_bars_are_those_of_the_signs_listed() -> None:
    document = page(replace(case(), incidents=incidents(400, 60)))
    listed = next(block for block in document.blocks if isinstance(block, Items)).texts
    numbers = sorted(number for text in chart_in(document).marks for number in text.split(", ") if number)
    assert numbers == [str(number) for number in range(1, len(listed) + 1)]
    assert len(listed) == MOST_MARKS


def test_what_is_in_error_is_on_no_line_of_it() -> None:
    right = Incident(DateValue("2026-11-20"), ("COMM",), "Sms om natten", 1)
    wrong = Incident(DateValue("2026-11-19"), ("COMM",), "En anden sag", 2)
    error = Entry(2, EntryKind.IN_ERROR, 0, InError(Wrong.INCIDENT, 2, True, "Forkert"), AT, "VV", "o")
    written = document_text(page(replace(case(), incidents=(wrong, right), entries=(_typical(1, 2), error))))
    assert "En anden sag" not in written
    assert "Sms om natten" in written
    assert "1 hændelse er indtastet ved en fejl" in written


def test_nothing_of_compartment_b_has_a_way_onto_it() -> None:
    secret = answer("victim_name", "Mynte Skabelund")
    of_case = replace(case(secret, protected_ids=("victim_name",)), incidents=incidents(3, 1))
    assert "Mynte" not in document_text(page(of_case))


def test_it_says_that_the_other_party_may_see_it_and_carries_the_journals_line() -> None:
    document = page(case())
    assert "Den anden part kan få siden at se" in document_text(document)
    assert document.footer.endswith("1234 · 8F3A-22C1")
    assert not any(isinstance(block, Chart) for block in document.blocks)


def test_the_paper_tells_no_officer_what_to_do_when_no_example_is_chosen() -> None:
    written = document_text(page(replace(case(), incidents=incidents(3, 1))))
    assert "Ingen er valgt." in written
    assert "hændelseslisten" not in written


def test_the_examples_fall_back_on_the_first_talk() -> None:
    written = document_text(page(case(answer("example_1", "Ventede ved cyklen."))))
    assert "Fra den første samtale: Ventede ved cyklen." in written


def test_it_is_kept_with_the_case_as_it_was() -> None:
    document = page(replace(case(), incidents=incidents(40, 9), entries=(_typical(1, 2, 3),)))
    assert document_from(document_text(document)) == document


def test_weeks_without_are_said_with_the_longest_runs() -> None:
    days = ("2026-09-01", "2026-10-06", "2026-10-20")
    found = pattern_of_case(
        replace(case(), incidents=tuple(Incident(DateValue(day), ("COMM",), "", n) for n, day in enumerate(days, 1)))
    )
    assert gaps_said(found) == "Uger uden hændelser: 5. De længste ophold: uge 37–40, 2026 (4 uger)."
    assert chart_of(found, ()).spoken[0] == "uge 36, 2026"


def test_rules_stand_beside_the_signs_they_are_by() -> None:
    texts = [block.text for block in page(replace(case(), incidents=incidents(60, 20))).blocks if isinstance(block, Paragraph)]
    assert any("Oftere: mindst 3" in text and "M7 (G70)" in text for text in texts)
