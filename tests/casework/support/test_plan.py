"""The support plan: proposed from the answers, held to what can be said, and due until somebody has done it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from stalkdesk import app
from stalkdesk.casework.dues import Due, DueKind
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.support.follow_ups import FollowUp, FollowUpState
from stalkdesk.casework.support.plan import (
    NEEDS,
    OPEN_MEASURES,
    CaseOutcome,
    HolderState,
    Measure,
    MeasureState,
    TakenOver,
    check_measure,
    check_taken_over,
    due_of_plan,
    is_closed,
    last_day,
    measures,
    proposed_measures,
    runs_out,
)
from stalkdesk.casework.workdays import day_in_denmark, end_of_day, next_workday
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.intake.windows import Windows
from stalkdesk.language import Language
from tests.casework.plans import FILED, case, entry, given, new, standing

TAKEN = entry(1, EntryKind.TAKEN_OVER, TakenOver(HolderState.ACKNOWLEDGED))
CLOSED = entry(9, EntryKind.TAKEN_OVER, TakenOver(HolderState.CLOSED, outcome=CaseOutcome.CALM))


def measure(number: int = 2, **said: object) -> Entry:
    return entry(number, EntryKind.MEASURE, Measure(**{"need": "locks", **said}), 1)  # type: ignore[arg-type]


def kinds(dues: tuple[Due, ...]) -> set[DueKind]:
    return {due.kind for due in dues}


def test_the_needs_are_the_choices_of_the_checklist() -> None:
    question = app._checklist(Language.DANISH, "").question("needs")
    assert tuple(choice.id for choice in question.choices) == NEEDS


# -- what is proposed --------------------------------------------------------------------------------------------------------
def test_a_plan_is_proposed_with_a_measure_for_each_need_that_was_chosen() -> None:
    answers = [
        given("needs", ("doctor", "locks")),
        given("needs_responsible", "Vita, visitator"),
        given("needs_by", DateValue("2026-12")),
    ]
    found = proposed_measures(case(answers=answers).answers)
    assert [(one.need, one.state, one.who, one.by_when) for one in found] == [
        ("locks", MeasureState.WISHED, "Vita, visitator", date(2026, 12, 31)),
        ("doctor", MeasureState.WISHED, "Vita, visitator", date(2026, 12, 31)),
    ]


def test_nothing_is_proposed_where_nothing_was_chosen() -> None:
    assert proposed_measures({}) == ()
    assert proposed_measures({"needs": given("needs", ())}) == ()


@pytest.mark.parametrize(
    ("said", "day"), [("2026-02", "2026-02-28"), ("2028-02", "2028-02-29"), ("2026", "2026-12-31"), ("2026-12", "2026-12-31")]
)
def test_a_month_or_a_year_is_meant_until_its_last_day(said: str, day: str) -> None:
    assert last_day(DateValue(said)) == date.fromisoformat(day)


# -- what is due -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("urgency", "is_due"), [(Urgency.ACUTE, True), (Urgency.HIGH, True), (Urgency.MODERATE, False)])
def test_a_case_that_is_not_stalking_by_this_is_taken_over_all_the_same_when_it_is_urgent(
    urgency: Urgency, is_due: bool
) -> None:
    now = case(definition=Definition.NOT_BY_THIS_INFORMATION, urgency=urgency)
    assert (DueKind.TAKING_OVER in kinds(due_of_plan(now))) is is_due


def test_a_likely_case_that_nobody_took_over_is_due() -> None:
    assert DueKind.TAKING_OVER in kinds(due_of_plan(case()))
    assert DueKind.TAKING_OVER in kinds(due_of_plan(case(definition=Definition.POSSIBLE)))
    assert DueKind.TAKING_OVER not in kinds(due_of_plan(case([TAKEN])))


@pytest.mark.parametrize(("urgency", "is_due"), [("acute", True), ("high", True), ("moderate", False), ("routine", False)])
def test_a_high_or_acute_case_without_a_plan_is_due_with_the_clock_of_its_level(urgency: str, is_due: bool) -> None:
    level = Urgency(urgency)
    found = [due for due in due_of_plan(case(urgency=level)) if due.kind is DueKind.PLAN]
    assert [due.due_at for due in found] == ([runs_out(level, FILED)] if is_due else [])
    with_plan = case([measure()], urgency=level)
    assert DueKind.PLAN not in kinds(due_of_plan(with_plan))


def test_the_clocks_are_an_hour_the_day_and_the_workdays_of_the_windows() -> None:
    assert runs_out(Urgency.ACUTE, FILED) == FILED + timedelta(hours=1)
    assert day_in_denmark(runs_out(Urgency.HIGH, FILED)) == date(2026, 11, 20)
    assert day_in_denmark(runs_out(Urgency.HIGH, FILED, Windows(high_days=1))) == date(2026, 11, 21)  # a Saturday: it is high
    assert day_in_denmark(runs_out(Urgency.MODERATE, FILED)) == date(2026, 11, 25)
    assert day_in_denmark(runs_out(Urgency.ROUTINE, FILED)) == date(2026, 12, 4)


def test_a_measure_is_due_at_the_end_of_its_day_or_of_the_next_workday() -> None:
    due = due_of_plan(case([TAKEN, measure(by_when=date(2026, 11, 28))]))
    assert due == (Due(DueKind.MEASURE, 1, end_of_day(date(2026, 11, 30))),)


@for_all(st.sampled_from(MeasureState), st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_only_an_open_measure_with_a_day_is_due_and_never_on_a_closed_day(state: MeasureState, day: date | None) -> None:
    due = due_of_plan(case([TAKEN, measure(state=state, by_when=day)]))
    assert len(due) == int(state in OPEN_MEASURES and day is not None)
    if due and day is not None:
        assert due[0].due_at == end_of_day(next_workday(day))


def test_the_newest_entry_of_a_measure_counts() -> None:
    entries = [measure(2, by_when=date(2026, 11, 24)), measure(3, state=MeasureState.IN_PLACE)]
    assert [one.said.state for one in measures(entries)] == [MeasureState.IN_PLACE]
    assert due_of_plan(case([TAKEN, *entries])) == ()


def test_a_measure_that_was_entered_in_error_counts_no_more() -> None:
    wrong = entry(3, EntryKind.IN_ERROR, InError(Wrong.ENTRY, 2, reason="En anden sag"))
    assert measures([measure(2), wrong]) == ()
    older = [measure(1), measure(2, state=MeasureState.IN_PLACE), wrong]
    assert [one.said.state for one in measures(older)] == [MeasureState.WISHED]


def test_nothing_is_due_on_a_closed_case_and_all_of_it_again_once_it_is_opened() -> None:
    entries = [measure(by_when=date(2026, 11, 24)), CLOSED]
    assert due_of_plan(case(entries)) == ()
    again = entry(10, EntryKind.TAKEN_OVER, TakenOver(HolderState.REOPENED))
    assert kinds(due_of_plan(case([*entries, again]))) == {DueKind.MEASURE}


# -- what must be true -------------------------------------------------------------------------------------------------------
def test_a_measure_is_about_a_need_that_there_is() -> None:
    check_measure(new(EntryKind.MEASURE, Measure("locks", who="Vita")), standing())
    with pytest.raises(BadAnswer):
        check_measure(new(EntryKind.MEASURE, Measure("en_kat")), standing())


@pytest.mark.parametrize("text", ["\x00", "a\u202eb", "x" * 501])
def test_what_cant_be_kept_as_it_is_is_refused(text: str) -> None:
    with pytest.raises(BadAnswer):
        check_measure(new(EntryKind.MEASURE, Measure("locks", who=f"a{text}")), standing())


def test_closing_asks_how_it_stands_and_why_when_something_is_open() -> None:
    open_measure = measure()
    with pytest.raises(BadAnswer) as refused:
        check_taken_over(new(EntryKind.TAKEN_OVER, TakenOver(HolderState.CLOSED)), standing())
    assert refused.value.question_id == "outcome"
    closed = TakenOver(HolderState.CLOSED, outcome=CaseOutcome.CALM)
    check_taken_over(new(EntryKind.TAKEN_OVER, closed), standing())
    with pytest.raises(BadAnswer) as refused:
        check_taken_over(new(EntryKind.TAKEN_OVER, closed), standing(open_measure))
    assert refused.value.question_id == "open_because"
    because = TakenOver(HolderState.CLOSED, outcome=CaseOutcome.CALM, open_because="Hun ordner selv låsen.")
    check_taken_over(new(EntryKind.TAKEN_OVER, because), standing(open_measure))


def test_a_call_that_is_still_planned_is_open_too() -> None:
    call = entry(3, EntryKind.FOLLOW_UP, FollowUp(date(2026, 12, 1)), 1)
    held = entry(4, EntryKind.FOLLOW_UP, FollowUp(date(2026, 12, 1), state=FollowUpState.HELD), 1)
    closed = new(EntryKind.TAKEN_OVER, TakenOver(HolderState.CLOSED, outcome=CaseOutcome.CALM))
    with pytest.raises(BadAnswer):
        check_taken_over(closed, standing(call))
    check_taken_over(closed, standing(call, held))


def test_a_closed_case_is_opened_before_anything_else_and_an_open_one_cant_be() -> None:
    assert is_closed([TAKEN, CLOSED])
    with pytest.raises(BadAnswer):
        check_taken_over(new(EntryKind.TAKEN_OVER, TakenOver(HolderState.ACKNOWLEDGED)), standing(CLOSED))
    check_taken_over(new(EntryKind.TAKEN_OVER, TakenOver(HolderState.REOPENED)), standing(CLOSED))
    with pytest.raises(BadAnswer):
        check_taken_over(new(EntryKind.TAKEN_OVER, TakenOver(HolderState.REOPENED)), standing(TAKEN))


def test_a_case_is_given_to_somebody_with_a_name() -> None:
    with pytest.raises(BadAnswer):
        check_taken_over(new(EntryKind.TAKEN_OVER, TakenOver(HolderState.GIVEN_TO_CONTACT)), standing())
    named = TakenOver(HolderState.GIVEN_TO_CONTACT, "kontakt-1", "Kirsten Kontakt")
    check_taken_over(new(EntryKind.TAKEN_OVER, named), standing())
