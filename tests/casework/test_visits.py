"""Visits: every contact stands, how often is said, nothing of the first intake is touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.cases import Case
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.visits import (
    HowCame,
    SafeContact,
    Visit,
    contacts_of,
    contacts_within,
    often_said,
    times_of,
    which_contact,
)
from stalkdesk.errors import BadAnswer, NotAllowed, TooLong
from tests.casework.entered import AT, Entered
from tests.guidance.small_shelf import NOW, case

CALLED = Visit(HowCame.CALLED, "Han har skrevet igen.", safe_contact=SafeContact.STILL_RIGHT)


def case_with(entered: Entered) -> Case:
    return replace(case(), entries=tuple(entered.entries))


def test_the_first_intake_is_the_first_contact() -> None:
    (only,) = contacts_of(case())
    assert (only.number, only.visit, only.at, only.by) == (1, None, NOW, "Villads Vagtprøve")


def test_contacts_stand_with_the_newest_first() -> None:
    entered = Entered()
    for days in (1, 5):
        entered.add(EntryKind.VISIT, CALLED, at=NOW + timedelta(days=days))
    assert [one.number for one in contacts_of(case_with(entered))] == [3, 2, 1]


def test_a_visit_in_error_stands_and_is_not_counted() -> None:
    entered = Entered()
    made = entered.add(EntryKind.VISIT, CALLED, at=NOW)
    entered.add(EntryKind.IN_ERROR, InError(Wrong.ENTRY, made.number, True, "Forkert sag."))
    contacts = contacts_of(case_with(entered))
    assert [one.is_in_error for one in contacts] == [True, False]
    assert len(times_of(contacts)) == 1


def test_a_visit_of_which_nothing_is_told_is_refused() -> None:
    with pytest.raises(NotAllowed, match="få ord"):
        Entered().add(EntryKind.VISIT, Visit(HowCame.CAME, "  "))


@pytest.mark.parametrize(("text", "error"), [("x" * 2001, TooLong), ("a\u202eb", BadAnswer), ("a\x00b", BadAnswer)])
def test_a_text_that_can_not_be_kept_is_refused_whole(text: str, error: type[Exception]) -> None:
    entered = Entered()
    with pytest.raises(error):
        entered.add(EntryKind.VISIT, Visit(HowCame.CAME, text))
    assert entered.entries == []


def test_a_single_contact_is_not_remarked() -> None:
    assert often_said(1) == ""


def test_the_third_contact_in_thirty_days_is_said_at_once() -> None:
    times = (AT - timedelta(days=40), AT - timedelta(days=29), AT - timedelta(days=2), AT)
    assert often_said(contacts_within(times, AT)).startswith("Tredje henvendelse på 30 dage.")


def test_the_twelfth_is_said_with_its_number() -> None:
    assert which_contact(12) == "12. henvendelse"


@given(st.lists(st.integers(-100, 100)))
def test_only_contacts_of_the_last_days_count(days: list[int]) -> None:
    times: list[datetime] = [AT + timedelta(days=one) for one in days]
    assert contacts_within(times, AT, 30) == sum(-30 <= one <= 0 for one in days)
