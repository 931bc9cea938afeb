"""Every code for itself: each act, each answer and each question where docs/assessment.md gives a list of them."""

from __future__ import annotations

import pytest

from stalkdesk.intake.assessment import assess
from stalkdesk.intake.definition import SETTLING, elements_of, list_a
from stalkdesk.intake.facts import ACTS, Facts
from stalkdesk.intake.findings import Definition, Element, ElementState
from tests.intake.known_facts import calm, stalked

LIST_A = ("VISIT", "FOLLOW", "LOITER", "SURV", "COVERT", "ENTRY", "PROP", "DEFAME", "IMAGE", "PETHARM")
NOT_LIST_A = ("COMM", "GIFT", "THIRD")
ANSWERS_OF_LIST_A = ("threats", "violence", "strangulation", "child_threat")
ASKED_FIRST = ("threats", "violence", "strangulation", "impact")


def _state(facts: Facts, element: Element) -> ElementState:
    return assess(facts).state(element)


def test_the_two_lists_are_all_acts() -> None:
    assert sorted((*LIST_A, *NOT_LIST_A)) == sorted(ACTS)


@pytest.mark.parametrize("act", LIST_A)
def test_an_act_of_list_a_violates_peace_and_makes_three_episodes_a_pattern(act: str) -> None:
    facts = calm(acts=[act], impact="none", incidents_total=3)

    assert list_a(facts) == ("acts",)
    assert _state(facts, Element.PEACE) is ElementState.MET
    assert _state(facts, Element.PATTERN) is ElementState.MET


@pytest.mark.parametrize("act", NOT_LIST_A)
def test_another_act_does_neither(act: str) -> None:
    facts = calm(acts=[act], impact="none", incidents_total=3)

    assert list_a(facts) == ()
    assert _state(facts, Element.PEACE) is ElementState.ABSENT
    assert _state(facts, Element.PATTERN) is ElementState.WEAK


@pytest.mark.parametrize("key", ANSWERS_OF_LIST_A)
def test_a_yes_of_list_a_violates_peace_and_makes_three_episodes_a_pattern(key: str) -> None:
    facts = calm(**{key: "yes"}, impact="none", incidents_total=3)

    assert list_a(facts) == (key,)
    assert _state(facts, Element.PEACE) is ElementState.MET
    assert _state(facts, Element.PATTERN) is ElementState.MET


@pytest.mark.parametrize("act", LIST_A)
def test_only_a_visit_may_stay_within_a_purpose(act: str) -> None:
    facts = calm(acts=[act], purpose="co_parenting", exceeds_purpose="no")

    assert _state(facts, Element.EXPLANATION) is (ElementState.PRESENT if act == "VISIT" else ElementState.UNCLEAR)


@pytest.mark.parametrize("key", ASKED_FIRST)
def test_no_element_says_no_while_one_of_these_is_unanswered(key: str) -> None:
    contacted = calm(**{"impact": "none", key: None})
    explained = calm(**{"purpose": "co_parenting", "exceeds_purpose": "no", key: None})

    assert _state(contacted, Element.UNWANTED) is ElementState.UNCLEAR
    assert _state(contacted, Element.PEACE) is ElementState.UNCLEAR
    assert _state(explained, Element.EXPLANATION) is ElementState.UNCLEAR


@pytest.mark.parametrize("element", [Element.UNWANTED, Element.EXPLANATION])
def test_breach_unanswered_keeps_the_guarded_elements_open_and_peace_does_not_read_it(element: Element) -> None:
    facts = calm(breach=None, impact="none", purpose="co_parenting", exceeds_purpose="no")

    assert _state(facts, element) is ElementState.UNCLEAR
    assert _state(facts, Element.PEACE) is ElementState.ABSENT


@pytest.mark.parametrize(
    ("impact", "is_met"), [("annoyance", False), ("distress", True), ("fear", True), ("severe_fear", True)]
)
def test_distress_and_more_violate_peace(impact: str, is_met: bool) -> None:
    assert (_state(calm(impact=impact), Element.PEACE) is ElementState.MET) == is_met


@pytest.mark.parametrize("purpose", ["co_parenting", "legal_or_debt", "neighbour_dispute", "work_service", "press_or_official"])
def test_every_named_purpose_can_explain(purpose: str) -> None:
    found = assess(stalked(purpose=purpose, exceeds_purpose="no", continued_after_no="no", unwanted="unclear"))

    assert found.state(Element.EXPLANATION) is ElementState.PRESENT
    assert found.definition is Definition.NOT_BY_THIS_INFORMATION


def test_the_list_of_settling_questions_is_every_one_that_is_named_and_no_other() -> None:
    open_facts = (
        Facts(),
        calm(incidents_total=1, burst_24h=None, prior_stalking=None),
        calm(incidents_total=4, span_days=None, acts=[], **dict.fromkeys(ANSWERS_OF_LIST_A, None)),
        calm(reciprocity=None, unwanted=None),
        calm(unwanted="explicit", continued_after_no=None),
        calm(purpose="co_parenting", exceeds_purpose=None),
        calm(unwanted="no", breach=None, threats=None, violence=None, strangulation=None, impact=None),
    )
    named = {key for facts in open_facts for finding in elements_of(facts) for key in finding.settled_by}

    assert named == set(SETTLING)
