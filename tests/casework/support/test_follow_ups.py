"""Follow-ups: proposed in a rhythm, never on a closed day, due until they were held."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from stalkdesk.casework.dues import Due, DueKind
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.support.follow_ups import (
    FollowUp,
    FollowUpState,
    Rhythm,
    check_follow_up,
    due_of_follow_ups,
    next_try,
    proposed_follow_ups,
    rhythm_from,
)
from stalkdesk.casework.support.plan import CaseOutcome, HolderState, TakenOver
from stalkdesk.casework.workdays import end_of_day, is_workday
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import DateValue
from tests.casework.plans import TODAY, case, entry, given, new, standing

AGREED = given("follow_up_on", DateValue("2026-11-26"))


def call(day: date, number: int = 1, subject: int = 1, **said: object) -> Entry:
    return entry(number, EntryKind.FOLLOW_UP, FollowUp(day, **said), subject)  # type: ignore[arg-type]


def test_fourteen_days_and_one_three_six_and_twelve_months_are_proposed() -> None:
    found = proposed_follow_ups({}, date(2026, 11, 23))
    assert [one.due.isoformat() for one in found] == ["2026-12-07", "2026-12-23", "2027-02-23", "2027-05-24", "2027-11-23"]
    assert not any(one.promised for one in found)


def test_the_talk_that_the_intake_agreed_on_comes_first_and_is_a_promise() -> None:
    first, *rest = proposed_follow_ups({"follow_up_on": AGREED}, TODAY)
    assert (first.due, first.promised, first.answers_intake) == (date(2026, 11, 26), True, True)
    assert not any(one.answers_intake for one in rest)


def test_an_agreed_day_that_has_gone_is_proposed_for_today() -> None:
    first, *_ = proposed_follow_ups({"follow_up_on": given("follow_up_on", DateValue("2026-11-02"))}, TODAY)
    assert first.due == TODAY


@for_all(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.lists(st.integers(1, 60)), st.lists(st.integers(1, 36)))
def test_no_day_that_is_proposed_is_closed_or_stands_twice(day: date, days: list[int], months: list[int]) -> None:
    found = Rhythm(tuple(days), tuple(months)).days_from(day)
    assert all(is_workday(one) and one > day for one in found)
    assert list(found) == sorted(set(found))
    assert len(found) <= len(days) + len(months)


def test_the_rhythm_is_the_authoritys_and_a_month_of_nothing_is_left_out() -> None:
    kept = {"follow_up_first_days": "7", "follow_up_2_months": "2", "follow_up_5_months": "0", "follow_up_3_months": "vrøvl"}
    assert rhythm_from(lambda key: kept.get(key, "")) == Rhythm((7,), (2, 3, 6))
    assert rhythm_from(lambda _: "") == Rhythm()


def test_the_next_try_is_the_next_workday() -> None:
    assert next_try(date(2026, 11, 20)) == date(2026, 11, 23)
    assert next_try(date(2026, 12, 23)) == date(2026, 12, 28)


# -- what is due -------------------------------------------------------------------------------------------------------------
def test_a_promised_call_is_due_as_one_and_any_other_as_a_follow_up() -> None:
    entries = [call(date(2026, 11, 24), promised=True), call(date(2026, 12, 5), 2, 2)]
    assert due_of_follow_ups(case(entries)) == (
        Due(DueKind.CALL, 1, end_of_day(date(2026, 11, 24))),
        Due(DueKind.FOLLOW_UP, 2, end_of_day(date(2026, 12, 7))),
    )


@pytest.mark.parametrize("state", list(FollowUpState))
def test_one_that_did_not_reach_her_stays_due_and_one_that_was_held_or_cancelled_does_not(state: FollowUpState) -> None:
    due = due_of_follow_ups(case([call(date(2026, 11, 24)), call(date(2026, 11, 24), 2, state=state)]))
    assert len(due) == int(state not in (FollowUpState.HELD, FollowUpState.CANCELLED))


def test_the_day_of_the_intake_is_due_until_a_follow_up_stands_for_it_or_one_was_held() -> None:
    agreed = Due(DueKind.FOLLOW_UP, 0, end_of_day(date(2026, 11, 26)))
    assert due_of_follow_ups(case(answers=[AGREED])) == (agreed,)
    assert agreed in due_of_follow_ups(case([call(date(2026, 12, 7))], answers=[AGREED]))
    assert agreed not in due_of_follow_ups(case([call(date(2026, 11, 26), answers_intake=True)], answers=[AGREED]))
    assert due_of_follow_ups(case([call(date(2026, 11, 25), state=FollowUpState.HELD)], answers=[AGREED])) == ()


def test_nothing_is_due_on_a_closed_case() -> None:
    closed = entry(3, EntryKind.TAKEN_OVER, TakenOver(HolderState.CLOSED, outcome=CaseOutcome.CALM))
    assert due_of_follow_ups(case([call(date(2026, 11, 24)), closed], answers=[AGREED])) == ()


# -- what must be true -------------------------------------------------------------------------------------------------------
def test_a_day_to_come_is_not_one_that_has_gone() -> None:
    check_follow_up(new(EntryKind.FOLLOW_UP, FollowUp(TODAY)), standing())
    with pytest.raises(BadAnswer) as refused:
        check_follow_up(new(EntryKind.FOLLOW_UP, FollowUp(date(2026, 11, 22))), standing())
    assert refused.value.question_id == "due"
    check_follow_up(new(EntryKind.FOLLOW_UP, FollowUp(date(2026, 11, 2), state=FollowUpState.HELD), 1), standing())


def test_tries_are_a_sane_number() -> None:
    with pytest.raises(BadAnswer):
        check_follow_up(new(EntryKind.FOLLOW_UP, FollowUp(TODAY, tries=-1)), standing())
