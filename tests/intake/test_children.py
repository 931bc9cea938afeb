"""Children: the notification is asked for, and whom it is about is never the safe adult."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.errors import NotAllowed
from stalkdesk.intake.answers import Answer, AnswerState, DateValue, PersonValue, type_of_value
from stalkdesk.intake.children import child_affected, child_question_open, guardian_of, is_source, refuse_open_child, same_name

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def answers(**said: type_of_value) -> dict[str, Answer]:
    return {key: Answer(key, AnswerState.GIVEN, NOW, "AB", value) for key, value in said.items()}


@pytest.mark.parametrize(
    "said",
    [
        {"children_in_home": 1},
        {"shared_children": "yes"},
        {"parent_is_source": "no"},
        {"victim_birth_date": DateValue("2012-03-04")},
        {"victim_cpr": "0101124000"},
    ],
)
def test_the_question_is_open_where_a_child_is_affected_and_nothing_is_said(said: dict[str, type_of_value]) -> None:
    assert child_question_open(answers(**said), TODAY)
    assert not child_question_open(answers(**said, child_notification="no"), TODAY)
    with pytest.raises(NotAllowed, match="underrettet"):
        refuse_open_child(answers(**said), TODAY)
    refuse_open_child(answers(**said, child_notification="sent"), TODAY)


@pytest.mark.parametrize("state", [AnswerState.UNKNOWN, AnswerState.NOT_ASKED])
def test_not_asked_and_not_known_leave_the_question_open(state: AnswerState) -> None:
    skipped = {"child_notification": Answer("child_notification", state, NOW, "AB", reason="travlt")}

    assert child_question_open(answers(children_in_home=2) | skipped, TODAY)
    assert child_question_open(skipped, TODAY), "it is asked only where a child is affected"


def test_nothing_is_open_where_no_child_is_affected() -> None:
    said = answers(children_in_home=0, shared_children="no", victim_birth_date=DateValue("1980-01-01"))

    assert not child_affected(said, TODAY)
    assert not child_question_open(said, TODAY)


@pytest.mark.parametrize(
    ("name", "source"),
    [("Åge Ødeprøve", "Aage Oedeprøve"), ("Åge", "ÅGE Ødeprøve"), ("Søren Prøve Ødeprøve", "Soeren Ødeprøve")],
)
def test_a_name_is_the_same_in_every_spelling(name: str, source: str) -> None:
    assert same_name(name, source)
    assert guardian_of(answers(safe_adult=PersonValue(name, "far"), source_name=source)) is None


def test_a_parent_whom_it_is_about_is_no_guardian_while_nobody_has_said_which_parent() -> None:
    adult = PersonValue("Bo Prøvesen", "stedfar")

    assert guardian_of(answers(safe_adult=adult, parent_is_source="yes")) is None
    assert guardian_of(answers(safe_adult=adult, parent_is_source="yes", source_name="Else Prøvesen")) == adult
    assert guardian_of(answers(safe_adult=PersonValue("Moster Ida", "moster"), parent_is_source="yes")) is not None


def test_the_number_of_whom_it_is_about_is_no_safe_number() -> None:
    adult = PersonValue("En Anden", "nabo", "+4500000042")

    assert is_source(adult, answers(source_identifiers="ringer fra 00 00 00 42"))
    assert not is_source(adult, answers(source_identifiers="ringer fra 00 00 00 43"))


def test_there_is_no_guardian_where_none_is_named() -> None:
    assert guardian_of({}) is None
    assert guardian_of(answers(safe_adult=PersonValue("  "))) is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_whether_two_names_are_one_does_not_depend_on_their_order(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
