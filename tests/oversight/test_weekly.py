"""The figures of a week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.drawer import Drawer, WeekCase
from stalkdesk.casework.officers import Authority, Unit
from stalkdesk.errors import WrongUsage
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.oversight.weekly import summarised, summary_of
from stalkdesk.oversight.weekly_summary import FigureTable, WeeklySummary

START = datetime(2026, 11, 16, 9, tzinfo=UTC)
AFTER = datetime(2026, 11, 23, 9, tzinfo=UTC)
WEEK = (2026, 47)


def closed(
    minutes: int = 20,
    definition: Definition = Definition.LIKELY,
    urgency: Urgency = Urgency.HIGH,
    referrals: tuple[str, ...] = ("visitator",),
    sheets: tuple[str, ...] = ("guidance",),
    critical: tuple[int, int] = (8, 0),
    in_journal: bool = True,
) -> WeekCase:
    """A case that was filed so many minutes after arrival."""
    filed_at = START + timedelta(minutes=minutes)
    return WeekCase(START, filed_at, definition, urgency, referrals, sheets, *critical, in_journal)


OPEN = WeekCase(START, None, None, None, (), (), 3, 0, False)


def summary(*cases: WeekCase, least: int = 5, made_at: datetime = AFTER) -> WeeklySummary:
    """The week of these cases."""
    return summarised(WEEK, cases, "Prøveenheden", made_at, least)


def shown(made: WeeklySummary, title: str) -> dict[str, str]:
    """One table of the summary, as it is printed."""
    (table,) = [table for table in made.tables if table.title.startswith(title)]
    return {figure.label: figure.shown(made.least_shown) for figure in table.figures}


def test_a_unit_with_one_case_a_week_shows_no_number_at_all() -> None:
    made = summary(closed())
    texts = [text for table in made.tables for text in (*shown(made, table.title).values(), table.total_shown(5))]
    assert set(texts) == {"<5"}


def test_a_week_without_cases_looks_like_a_week_with_one() -> None:
    assert summary().tables == summary(closed()).tables


def test_a_busy_week_shows_enquiries_outcomes_urgency_and_times() -> None:
    cases = [
        *[closed(10, Definition.LIKELY, Urgency.ACUTE)] * 6,
        *[closed(15, Definition.POSSIBLE, Urgency.HIGH)] * 7,
        *[closed(30, Definition.NOT_BY_THIS_INFORMATION, Urgency.MODERATE)] * 8,
        *[closed(60, Definition.POSSIBLE, Urgency.ROUTINE)] * 9,
        *[OPEN] * 5,
    ]
    made = summary(*cases)
    assert shown(made, "Henvendelser") == {"Afsluttet": "30", "Endnu ikke afsluttet": "5"}
    assert made.tables[0].total == 35
    assert shown(made, "Mulig stalking") == {"Sandsynlig": "6", "Mulig": "16", "Ikke efter det oplyste": "8"}
    assert shown(made, "Hastegrad") == {"Akut": "6", "Høj": "7", "Moderat": "8", "Rutine": "9"}
    times = {"Under 15 minutter": "6", "15 til 30 minutter": "7", "30 til 60 minutter": "8", "60 minutter eller mere": "9"}
    assert shown(made, "Tid fra ankomst") == times
    assert {table.total for table in made.tables[1:]} == {30}


class StoreWithSetting:
    """What the summary asks of an open store; the supervisor has set the least count that may be shown."""

    def __init__(self, cases: tuple[WeekCase, ...], least_shown: str) -> None:
        self._cases, self._least_shown = cases, least_shown

    def week_cases(self, start: datetime, end: datetime) -> tuple[WeekCase, ...]:
        return tuple(case for case in self._cases if start <= case.started_at < end)

    def unit(self) -> Unit:
        return Unit(Authority.MUNICIPALITY, "Prøveby Kommune", ())

    def setting(self, key: str) -> str:
        return {"least_shown": self._least_shown}.get(key, "")

    def journal_mark(self) -> str:
        return "1234 · 8F3A-22C1"


@pytest.mark.parametrize(("kept", "least"), [("", 5), ("12", 12), ("2", 5), ("nonsense", 5)])
def test_the_supervisors_limit_is_obeyed_and_never_goes_below_five(kept: str, least: int) -> None:
    cases = tuple(closed() for _ in range(8))
    made = summary_of(cast("Drawer", StoreWithSetting(cases, kept)), 2026, 47, AFTER)
    assert made.least_shown == least
    assert made.journal_mark == "1234 · 8F3A-22C1"
    assert ("8" in shown(made, "Henvendelser").values()) is (least <= 8)


def test_a_few_open_intakes_are_hidden_and_so_is_the_sum_that_would_give_them_away() -> None:
    made = summary(*[closed()] * 12, OPEN, OPEN)
    assert shown(made, "Henvendelser") == {"Afsluttet": "12", "Endnu ikke afsluttet": "<5"}
    assert made.tables[0].total_shown(5) == "–"
    assert "14" not in str([shown(made, table.title) for table in made.tables])


def test_referrals_and_sheets_may_overlap_and_count_each_case_once() -> None:
    cases = [
        *[closed(referrals=("police", "visitator"), sheets=("guidance", "guidance", "receipt"))] * 6,
        *[closed(referrals=("none",), sheets=("guidance",))] * 7,
    ]
    made = summary(*cases)
    assert shown(made, "Henvist")["Politiet"] == "6"
    assert shown(made, "Henvist")["Stalking-visitator"] == "6"
    assert shown(made, "Henvist")["Dansk Stalking Center"] == "<5"
    assert shown(made, "Ark") == {"Vejledningsark": "13", "Logskema": "0", "Kvittering": "6"}
    assert [table.may_overlap for table in made.tables].count(True) == 2


def test_sheets_are_called_what_the_shelf_calls_them() -> None:
    made = summarised(WEEK, [closed(sheets=("young",))] * 5, "Prøveenheden", AFTER, sheet_titles={"young": "Til unge"})
    assert shown(made, "Ark") == {"Til unge": "5"}


def test_completeness_tells_answered_and_open_with_reason_apart() -> None:
    cases = [*[closed(critical=(8, 0))] * 9, *[closed(critical=(6, 2))] * 8, *[closed(critical=(6, 1))] * 7]
    made = summary(*cases)
    assert list(shown(made, "De otte kritiske").values()) == ["9", "8", "7"]


def test_journalised_or_not() -> None:
    assert shown(summary(*[closed()] * 6, *[closed(in_journal=False)] * 5), "Journaliseret") == {"Ja": "6", "Nej": "5"}


def test_every_table_adds_up_before_anything_is_hidden() -> None:
    everything = [
        closed(minutes, definition, urgency, critical=critical, in_journal=in_journal)
        for minutes, definition, urgency, critical, in_journal in product(
            (0, 29, 59, 600), Definition, Urgency, ((8, 0), (5, 3), (5, 0)), (True, False)
        )
    ]
    for table in summary(*everything).tables[1:]:
        if not table.may_overlap:
            assert sum(figure.count or 0 for figure in table.figures) == table.total == len(everything)


def test_the_week_says_which_it_is_and_when_it_was_made() -> None:
    made = summary()
    assert (made.iso_year, made.iso_week, made.unit_name, made.made_at) == (2026, 47, "Prøveenheden", AFTER)
    assert made.starts_at == datetime(2026, 11, 15, 23, tzinfo=UTC)


def test_a_week_that_is_still_running_says_so() -> None:
    running = summary(made_at=START)
    assert any("ikke slut" in note for note in running.notes)
    assert not any("ikke slut" in note for note in summary().notes)


@pytest.mark.parametrize("least", [2, 1, 0, -5])
def test_fewer_than_three_are_never_shown_whoever_asks(least: int) -> None:
    with pytest.raises(WrongUsage, match="under 3"):
        summary(least=least)


CASES = st.lists(
    st.builds(
        closed,
        st.integers(0, 90),
        st.sampled_from(Definition),
        st.sampled_from(Urgency),
        st.sets(st.sampled_from(("police", "visitator", "dsc", "other")), min_size=1).map(tuple),
        st.sets(st.sampled_from(("guidance", "incident_log", "receipt"))).map(tuple),
        st.sampled_from(((8, 0), (6, 2))),
        st.booleans(),
    )
    | st.just(OPEN),
    max_size=40,
)


@given(CASES, st.integers(3, 6))
def test_no_number_from_one_to_the_limit_is_ever_on_the_page(cases: list[WeekCase], least: int) -> None:
    made = summary(*cases, least=least)
    small = [
        count
        for table in made.tables
        for count in (table.total, *(figure.count for figure in table.figures))
        if count is not None and 0 < count < least
    ]
    assert small == []


@given(CASES, st.integers(3, 6))
def test_no_sum_or_difference_of_a_table_gives_a_small_number(cases: list[WeekCase], least: int) -> None:
    for table in summary(*cases, least=least).tables:
        assert not 0 < left_over(table) < least
        if table.may_overlap and table.total is not None:
            rests = [table.total - figure.count for figure in table.figures if figure.count is not None]
            assert [rest for rest in rests if 0 < rest < least] == []


def left_over(table: FigureTable) -> int:
    """What the hidden figures of a table come to, when anyone can work it out; else 0."""
    if table.total is None or table.may_overlap:
        return 0
    return table.total - sum(figure.count or 0 for figure in table.figures)


@given(CASES)
def test_the_same_number_of_cases_is_shown_or_hidden_in_every_table(cases: list[WeekCase]) -> None:
    made = summary(*cases)
    assert len({table.total for table in made.tables[1:]}) == 1
    assert made.tables[0].figures[0].count == made.tables[1].total
