"""The edges of what a fact may be: the smallest and the greatest number, each closed value, what follows from another one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stalkdesk.errors import BadFacts
from stalkdesk.intake.answers import Answer, AnswerState, type_of_value
from stalkdesk.intake.facts import ACTS, NUMBERS, VALUES
from stalkdesk.intake.facts_from_answers import facts_from, facts_from_json

RELATIONSHIPS = {
    *("ex_partner", "current_partner", "family", "acquaintance"),
    *("colleague", "neighbour", "professional", "stranger"),
}
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def _answers(**given: type_of_value) -> dict[str, Answer]:
    return {key: Answer(key, AnswerState.GIVEN, AT, "AB", value) for key, value in given.items()}


def test_the_relationships_are_those_of_the_assessment() -> None:
    assert set(VALUES["relationship"]) == RELATIONSHIPS
    assert all(facts_from_json({"relationship": one}).relationship == one for one in RELATIONSHIPS)


@pytest.mark.parametrize("key", NUMBERS)
def test_a_number_may_be_the_least_and_the_greatest_and_nothing_beyond(key: str) -> None:
    least = 1 if key == "incidents_total" else 0
    for number in (least, 1_000_000):
        assert getattr(facts_from_json({key: number}), key) == number
    for number in (least - 1, 1_000_001):
        with pytest.raises(BadFacts, match=key):
            facts_from_json({key: number})


@pytest.mark.parametrize("key", NUMBERS)
def test_a_number_below_the_least_that_was_answered_is_unknown(key: str) -> None:
    least = 1 if key == "incidents_total" else 0

    assert getattr(facts_from(_answers(**{key: least})), key) == least
    assert getattr(facts_from(_answers(**{key: least - 1})), key) is None


def test_what_was_answered_goes_before_what_follows_from_another_answer() -> None:
    assert facts_from(_answers(purpose="none")).exceeds_purpose == "na"
    assert facts_from(_answers(purpose="none", exceeds_purpose="yes")).exceeds_purpose == "yes"
    assert facts_from(_answers(prohibition="none")).breach == "no"
    assert facts_from(_answers(prohibition="none", breach="yes")).breach == "yes"


@pytest.mark.parametrize("key", ["threats", "impact", "relationship"])
def test_a_refusal_names_every_word_that_may_be_used(key: str) -> None:
    with pytest.raises(BadFacts) as refused:
        facts_from_json({key: "måske"})
    assert all(word in str(refused.value) for word in (*VALUES[key], "unknown"))
    assert ", ".join((*VALUES[key], "unknown")) in str(refused.value)


def test_the_refusal_of_an_act_names_every_code() -> None:
    with pytest.raises(BadFacts, match=", ".join(ACTS)):
        facts_from_json({"acts": ["DANCE"]})
