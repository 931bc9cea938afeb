"""Facts out of answers and out of JSON: unknown is never no, and nothing unknown to C1 slips in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from stalkdesk import places
from stalkdesk.data.library import Library
from stalkdesk.errors import BadFacts
from stalkdesk.intake.answers import Answer, AnswerState, type_of_value
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.facts import ACTS, NUMBERS, VALUES, Facts
from stalkdesk.intake.facts_from_answers import facts_from, facts_from_json
from stalkdesk.intake.parsing import parsed
from stalkdesk.intake.walk import Walk
from stalkdesk.language import Language
from tests.intake.known_facts import any_facts, quiet_facts

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


@pytest.mark.parametrize(
    ("facts", "nearest"),
    [
        ({"vilence": "yes"}, "violence"),
        ({"Threats": "yes"}, "threats"),
        ({"incident_total": 3}, "incidents_total"),
        ({"act": ["COMM"]}, "acts"),
        ({"threats": "Yes"}, "yes"),
        ({"impact": "sever_fear"}, "severe_fear"),
        ({"impact": "unknwon"}, "unknown"),
        ({"acts": ["visit"]}, "VISIT"),
    ],
)
def test_a_word_that_is_nearly_known_is_asked_about(facts: dict[str, object], nearest: str) -> None:
    with pytest.raises(BadFacts, match=rf"Mente du {nearest}\?$"):
        facts_from_json(facts)


@pytest.mark.parametrize("facts", [{"victim_name": "yes"}, {"threats": "perhaps"}, {"threats": ["yes"]}, {"x" * 10_000: 1}])
def test_a_word_that_is_near_to_none_is_only_named(facts: dict[str, object]) -> None:
    with pytest.raises(BadFacts) as refused:
        facts_from_json(facts)
    assert "Mente du" not in str(refused.value)


# -- unknown is never no -----------------------------------------------------------------------------------------------------

ANY_VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 40),
    st.floats(allow_nan=True),
    st.sampled_from(
        sorted({value for values in VALUES.values() for value in values} | {"unknown", "", "NO", "nej", "No", "0"})
    ),
    st.lists(st.sampled_from(("no", *ACTS)), max_size=2),
)


@given(untrusted=st.dictionaries(st.sampled_from((*VALUES, *NUMBERS, "acts")), ANY_VALUE, max_size=8))
@settings(max_examples=500)
def test_nothing_in_json_is_read_as_no_that_was_not_answered_no(untrusted: dict[str, object]) -> None:
    try:
        facts = facts_from_json(untrusted)
    except BadFacts:
        return
    for key in VALUES:
        assert (getattr(facts, key) == "no") is (untrusted.get(key) == "no")


@st.composite
def any_answers(draw: st.DrawFn) -> dict[str, Answer]:
    """Answers of every state to some of the questions."""
    found: dict[str, Answer] = {}
    for key in draw(st.sets(st.sampled_from((*VALUES, *NUMBERS)), max_size=12)):
        state = draw(st.sampled_from(AnswerState))
        value: Any = draw(st.sampled_from(VALUES[key]) if key in VALUES else st.integers(1, 40))
        given_value = value if state is AnswerState.GIVEN else None
        found[key] = Answer(key, state, NOW, "AB", given_value, "" if state is not AnswerState.NOT_ASKED else "afbrudt")
    return found


@given(given_answers=any_answers())
@settings(max_examples=300)
def test_no_answer_is_read_as_no_that_was_not_answered_no(given_answers: dict[str, Answer]) -> None:
    facts = facts_from(given_answers)
    for key in VALUES:
        was_no = key in given_answers and given_answers[key].value == "no"
        has_no_order = "prohibition" in given_answers and given_answers["prohibition"].value == "none"
        follows = key == "breach" and key not in given_answers and has_no_order
        assert (getattr(facts, key) == "no") is (was_no or follows)


# -- the same facts, whoever enters them -------------------------------------------------------------------------------------


@given(facts=any_facts() | quiet_facts(), chance=st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_two_officers_who_answer_in_another_order_and_a_json_file_give_the_same_result(facts: Facts, chance: Random) -> None:
    known = {key: value for key in (*VALUES, *NUMBERS) if (value := getattr(facts, key)) is not None}
    known |= {"acts": tuple(sorted(facts.acts))} if facts.acts else {}
    for key, follows in (("prohibition", "breach"), ("purpose", "exceeds_purpose")):  # the form fills these in, JSON doesn't
        assume(known.get(key) != "none" or follows in known)
    first, second = list(known), list(known)
    chance.shuffle(first)
    chance.shuffle(second)

    by_one = assess(facts_from(answers(**{key: known[key] for key in first})))
    by_another = assess(facts_from(answers(**{key: known[key] for key in second})))
    by_file = assess(facts_from_json({key: list(value) if key == "acts" else value for key, value in known.items()}))

    assert by_one == by_another == by_file == assess(facts)


CHECKLIST = Library(places.resources()).checklist(Language.DANISH)
VIGNETTES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("vignettes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[vignette["id"] for vignette in VIGNETTES])
def test_two_officers_who_take_the_checklist_in_another_order_find_the_same(vignette: dict[str, Any]) -> None:
    results = []
    for seed in (1, 2, 3):
        keys = sorted(key for key, value in vignette["facts"].items() if value is not None)
        Random(seed).shuffle(keys)
        walk = Walk(CHECKLIST, {}, NOW.date(), "police")
        for key in keys:
            walk = walk.answered_by(parsed(CHECKLIST.question(key), vignette["facts"][key], NOW, "AB", NOW.date()))
        results.append(assess(facts_from(walk.counted())))

    assert results[0] == results[1] == results[2]
