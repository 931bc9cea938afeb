"""Facts out of answers and out of JSON: unknown is never no, and nothing unknown to C1 slips in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stalkdesk.errors import BadFacts
from stalkdesk.intake.answers import Answer, AnswerState, type_of_value
from stalkdesk.intake.facts import ACTS, NUMBERS, VALUES, Facts
from stalkdesk.intake.facts_from_answers import facts_from, facts_from_json

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def answers(**given: type_of_value) -> dict[str, Answer]:
    return {key: Answer(key, AnswerState.GIVEN, NOW, "AB", value) for key, value in given.items()}


def test_no_answers_are_no_facts() -> None:
    assert facts_from({}) == facts_from_json({}) == Facts()


def test_every_fact_is_read_from_the_question_of_its_name() -> None:
    choices: dict[str, type_of_value] = {key: values[-1] for key, values in VALUES.items()}
    numbers: dict[str, type_of_value] = dict.fromkeys(NUMBERS, 4)

    facts = facts_from(answers(**choices, **numbers, acts=("COMM", "VISIT")))

    assert facts == Facts(acts=frozenset({"COMM", "VISIT"}), **choices, **numbers)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", [AnswerState.UNKNOWN, AnswerState.NOT_ASKED])
def test_not_known_and_not_asked_are_unknown(state: AnswerState) -> None:
    every = (*VALUES, *NUMBERS, "acts")

    assert facts_from({key: Answer(key, state, NOW, "AB", reason="x") for key in every}) == Facts()


def test_no_prohibition_is_no_breach_unless_the_breach_was_answered() -> None:
    assert facts_from(answers(prohibition="none")).breach == "no"
    assert facts_from(answers(prohibition="none", breach="yes")).breach == "yes"
    assert facts_from(answers(prohibition="in_force")).breach is None
    not_known = {**answers(prohibition="none"), "breach": Answer("breach", AnswerState.UNKNOWN, NOW, "AB")}
    assert facts_from(not_known).breach is None


def test_no_purpose_is_not_exceeded() -> None:
    assert facts_from(answers(purpose="none")).exceeds_purpose == "na"
    assert facts_from(answers(purpose="co_parenting")).exceeds_purpose is None


def test_an_answer_of_an_older_checklist_is_unknown() -> None:
    assert facts_from(answers(impact="terror", incidents_total=0, acts=("GONE",))) == Facts()


def test_null_unknown_and_missing_mean_the_same() -> None:
    for unknown in (None, "unknown"):
        assert facts_from_json(dict.fromkeys((*VALUES, *NUMBERS, "acts"), unknown)) == Facts()


@pytest.mark.parametrize("key", ["victim_name", "Threats", "", "x" * 100_000, "\ud800", 3, None])
def test_an_unknown_key_is_refused_and_named(key: object) -> None:
    with pytest.raises(BadFacts) as refused:
        facts_from_json({key: "yes"})
    assert (str(key)[:39] if isinstance(key, str) and key.isprintable() else "Nøglen") in str(refused.value)
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize(
    ("key", "value", "name"),
    [
        ("threats", "maybe", "maybe"),
        ("threats", True, "True"),
        ("threats", "no ", "no "),
        ("threats", ["yes"], "en liste"),
        ("threats", {}, "en tabel"),
        ("impact", "x" * 1000, "x" * 39 + "…"),
        ("relationship", "neighbor", "neighbor"),
        ("incidents_total", 0, "0"),
        ("incidents_total", -1, "-1"),
        ("incidents_total", 1.0, "1.0"),
        ("incidents_total", True, "True"),
        ("incidents_total", "3", "3"),
        ("span_days", float("nan"), "nan"),
        ("span_days", 1_000_001, "1000001"),
        ("span_days", 10**4000, "stort tal"),
        ("acts", "COMM", "COMM"),
        ("acts", ["CALL"], "CALL"),
        ("acts", [["COMM"]], "en liste"),
        ("acts", [None], "None"),
        ("acts", {"COMM": 1}, "en tabel"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_named_with_its_key(key: str, value: object, name: str) -> None:
    with pytest.raises(BadFacts) as refused:
        facts_from_json({key: value})
    assert name in str(refused.value)
    assert key in str(refused.value)


@pytest.mark.parametrize("untrusted", [None, [], "x", 3, True])
def test_what_is_no_object_is_refused(untrusted: object) -> None:
    with pytest.raises(BadFacts, match="JSON-objekt"):
        facts_from_json(untrusted)


def test_acts_may_be_named_twice_and_none_at_all() -> None:
    assert facts_from_json({"acts": ["COMM", "COMM"]}).acts == {"COMM"}
    assert facts_from_json({"acts": []}).acts == frozenset()
    assert facts_from_json({"acts": list(ACTS)}).acts == set(ACTS)
