"""The four elements as docs/assessment.md C2 says, and what would settle an open one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings

from stalkdesk.intake.assessment import assess
from stalkdesk.intake.definition import elements_of
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Definition, Element, ElementFinding, ElementState
from tests.intake.known_facts import any_facts, calm, quiet_facts, stalked

MET, WEAK, ABSENT = ElementState.MET, ElementState.WEAK, ElementState.ABSENT
PRESENT, UNCLEAR, UNKNOWN = ElementState.PRESENT, ElementState.UNCLEAR, ElementState.UNKNOWN
P, U, F, X = Element.PATTERN, Element.UNWANTED, Element.PEACE, Element.EXPLANATION
LONE: dict[str, object] = {"incidents_total": 1, "span_days": 0}
REFUSED: dict[str, object] = {"unwanted": "explicit", "continued_after_no": "yes"}
PURPOSE: dict[str, object] = {"purpose": "co_parenting", "exceeds_purpose": "no"}

STATES: list[tuple[Element, dict[str, object], ElementState]] = [
    (P, {"directed_at_person": "no", "incidents_total": 9}, ABSENT),
    (P, {"same_source": "no", "breach": "yes"}, ABSENT),
    (P, {"directed_at_person": None, "incidents_total": 5}, MET),
    (P, {"incidents_total": 5}, MET),
    (P, {"incidents_total": 5, "same_source": "suspected"}, MET),
    (P, {"incidents_total": 5, "same_source": None}, WEAK),
    (P, {"incidents_total": 4}, WEAK),
    (P, {"incidents_total": 3, "span_days": 14}, MET),
    (P, {"incidents_total": 3, "span_days": 13}, WEAK),
    (P, {"incidents_total": 2, "span_days": 90}, WEAK),
    (P, {"incidents_total": 3, "acts": ["VISIT"]}, MET),
    (P, {"incidents_total": 3, "acts": ["COMM", "GIFT", "THIRD"]}, WEAK),
    (P, {"incidents_total": 3, "child_threat": "yes"}, MET),
    (P, {"incidents_total": 3, "threats": "no", "threat_plan": "yes"}, MET),
    (P, {"incidents_total": 1, "breach": "yes", "prohibition": "none"}, MET),
    (P, {"incidents_total": None, "breach": "yes"}, MET),
    (P, {"incidents_total": 2, "acts": ["COVERT"]}, MET),
    (P, {"incidents_total": 1, "acts": ["COVERT"]}, WEAK),
    (P, {"incidents_total": None, "acts": ["COVERT"]}, WEAK),
    (P, LONE, ABSENT),
    (P, {**LONE, "same_source": None}, ABSENT),
    (P, {**LONE, "burst_24h": "yes"}, WEAK),
    (P, {**LONE, "burst_24h": None}, WEAK),
    (P, {**LONE, "breach": None}, WEAK),
    (P, {**LONE, "prior_stalking": "yes"}, WEAK),
    (P, {**LONE, "prior_stalking": None}, WEAK),
    (P, {"incidents_total": None}, UNKNOWN),
    (U, {"unwanted": "no", "reciprocity": "none"}, ABSENT),
    (U, {"unwanted": "no", "acts": ["PROP"]}, UNCLEAR),
    (U, {**REFUSED, "reciprocity": "mutual"}, MET),
    (U, {**REFUSED, "continued_after_no": "no"}, ABSENT),
    (U, {**REFUSED, "continued_after_no": "no", "impact": "distress"}, UNCLEAR),
    (U, {**REFUSED, "continued_after_no": "na"}, UNCLEAR),
    (U, {**REFUSED, "continued_after_no": None}, UNCLEAR),
    (U, {"reciprocity": "mutual"}, ABSENT),
    (U, {"reciprocity": "mutual", "unwanted": "implicit"}, ABSENT),
    (U, {"reciprocity": "mutual", "breach": None}, UNCLEAR),
    (U, {"reciprocity": "mutual", "breach": "yes"}, UNCLEAR),
    (U, {"reciprocity": "mutual", "threats": None}, UNCLEAR),
    (U, {"reciprocity": "mutual", "violence": None}, UNCLEAR),
    (U, {"reciprocity": "mutual", "strangulation": None}, UNCLEAR),
    (U, {"reciprocity": "mutual", "impact": None}, UNCLEAR),
    (U, {"reciprocity": "mutual", "impact": "none"}, ABSENT),
    (U, {"reciprocity": "mutual", "impact": "fear"}, UNCLEAR),
    (U, {"reciprocity": "none", "unwanted": "implicit", "continued_after_no": "no"}, MET),
    (U, {"reciprocity": "occasional", "unwanted": "implicit"}, MET),
    (U, {"reciprocity": None, "unwanted": "implicit"}, UNCLEAR),
    (U, {"reciprocity": "none", "unwanted": None}, UNCLEAR),
    (U, {"reciprocity": "none", "unwanted": "unclear"}, UNCLEAR),
    (F, {"acts": ["DEFAME"]}, MET),
    (F, {"acts": ["COMM", "GIFT", "THIRD"]}, UNCLEAR),
    (F, {"strangulation": "yes"}, MET),
    (F, {"child_threat": "yes"}, MET),
    (F, {"impact": "distress"}, MET),
    (F, {"impact": "severe_fear"}, MET),
    (F, {"impact": "none", "continued_after_no": "yes", "incidents_total": 5}, MET),
    (F, {"impact": "none", "continued_after_no": "yes", "incidents_total": 4}, ABSENT),
    (F, {"impact": "none", "incidents_total": 5}, UNCLEAR),
    (F, {"impact": "none", "incidents_total": None}, UNCLEAR),
    (F, {"impact": "none", "violence": None}, UNCLEAR),
    (F, {"impact": "none"}, ABSENT),
    (F, {"impact": "annoyance"}, UNCLEAR),
    (F, {"impact": None}, UNCLEAR),
    (X, {"purpose": "none", "exceeds_purpose": "na"}, ABSENT),
    (X, {**PURPOSE, "exceeds_purpose": "yes"}, ABSENT),
    (X, {"purpose": None, "exceeds_purpose": "yes"}, ABSENT),
    (X, {"purpose": None, "exceeds_purpose": "no"}, UNCLEAR),
    (X, {**PURPOSE, "exceeds_purpose": None}, UNCLEAR),
    (X, {**PURPOSE, "exceeds_purpose": "na"}, UNCLEAR),
    (X, PURPOSE, PRESENT),
    (X, {**PURPOSE, "acts": ["VISIT"]}, PRESENT),
    (X, {**PURPOSE, "acts": ["VISIT", "LOITER"]}, UNCLEAR),
    (X, {**PURPOSE, "impact": "distress"}, PRESENT),
    (X, {**PURPOSE, "impact": "fear"}, UNCLEAR),
    (X, {**PURPOSE, "impact": None}, UNCLEAR),
    (X, {**PURPOSE, "threats": None}, UNCLEAR),
    (X, {**PURPOSE, "child_threat": "yes"}, UNCLEAR),
    (X, {**PURPOSE, "breach": None}, UNCLEAR),
    (X, {**PURPOSE, **REFUSED}, UNCLEAR),
    (X, {**PURPOSE, **REFUSED, "continued_after_no": "no"}, PRESENT),
]


def _element(facts: Facts, element: Element) -> ElementFinding:
    return next(finding for finding in assess(facts).elements if finding.element is element)


@pytest.mark.parametrize(("element", "change", "state"), STATES)
def test_an_element_has_the_state_that_the_rules_say(element: Element, change: dict[str, object], state: ElementState) -> None:
    assert _element(calm(**change), element).state is state


def test_every_state_of_every_element_is_tried() -> None:
    assert {(element, state) for element, _, state in STATES} == {
        *((P, state) for state in (MET, WEAK, ABSENT, UNKNOWN)),
        *((U, state) for state in (MET, ABSENT, UNCLEAR)),
        *((F, state) for state in (MET, ABSENT, UNCLEAR)),
        *((X, state) for state in (ABSENT, PRESENT, UNCLEAR)),
    }


def test_all_four_for_it_is_likely() -> None:
    assert assess(stalked()).definition is Definition.LIKELY


@pytest.mark.parametrize(
    "change",
    [
        {"incidents_total": 1},
        {"unwanted": "no", "impact": "annoyance"},
        {"impact": "none", "incidents_total": 4},
        {**PURPOSE, "continued_after_no": "no"},
    ],
)
def test_one_element_against_it_is_not(change: dict[str, object]) -> None:
    assert assess(stalked(**change)).definition is Definition.NOT_BY_THIS_INFORMATION


@pytest.mark.parametrize(
    "change",
    [{"incidents_total": 4}, {"continued_after_no": None}, {"impact": None, "continued_after_no": "na"}, {"purpose": None}],
)
def test_an_open_element_and_none_against_is_possible(change: dict[str, object]) -> None:
    assert assess(stalked(**change)).definition is Definition.POSSIBLE


def test_nothing_known_is_possible_with_every_element_open() -> None:
    assessment = assess(Facts())

    assert assessment.definition is Definition.POSSIBLE
    assert [finding.state for finding in assessment.elements] == [UNKNOWN, UNCLEAR, UNCLEAR, UNCLEAR]
    assert all(finding.settled_by for finding in assessment.elements)


def test_the_facts_that_were_used_are_named() -> None:
    assert _element(stalked(), P).used == ("same_source", "incidents_total")
    assert _element(stalked(), U).used == ("unwanted", "continued_after_no")
    assert _element(stalked(acts=["VISIT"], threats="yes"), F).used == ("acts", "threats")
    assert _element(stalked(), X).used == ("purpose",)
    assert _element(calm(), U).used == ("reciprocity", "threats", "violence", "strangulation", "impact", "breach")
    assert _element(calm(reciprocity="none", unwanted=None), U).used == ("reciprocity",)
    assert _element(calm(), F).used == ("impact",)


SETTLED_BY: list[tuple[Element, dict[str, object], tuple[str, ...]]] = [
    (P, {"incidents_total": None}, ("incidents_total",)),
    (P, {"incidents_total": 5, "same_source": None}, ("same_source",)),
    (P, {"incidents_total": 5, "same_source": None, "span_days": None, "breach": None}, ("same_source",)),
    (P, {"incidents_total": 4, "directed_at_person": None}, ("directed_at_person",)),
    (P, {"incidents_total": 4, "breach": None}, ("breach",)),
    (P, {"incidents_total": 4, "span_days": None, "violence": None}, ("span_days", "violence")),
    (P, {"incidents_total": 3, "acts": []}, ("acts",)),
    (P, {"incidents_total": 2, "acts": [], "span_days": None, "violence": None}, ("acts",)),
    (P, {**LONE, "burst_24h": None, "acts": []}, ("burst_24h",)),
    (P, {**LONE, "burst_24h": None, "prior_stalking": None}, ("burst_24h", "prior_stalking")),
    (P, {**LONE, "burst_24h": None, "acts": ["COVERT"]}, ()),
    (P, {**LONE, "burst_24h": None, "prior_stalking": "yes"}, ()),
    (P, {**LONE, "burst_24h": "yes", "prior_stalking": None}, ()),
    (U, {**REFUSED, "continued_after_no": None}, ("continued_after_no",)),
    (U, {**REFUSED, "continued_after_no": "no", "violence": None}, ("violence",)),
    (U, {**REFUSED, "continued_after_no": "no", "violence": None, "impact": "fear"}, ()),
    (U, {"unwanted": "no", "impact": None, "breach": None}, ("impact", "breach")),
    (U, {"unwanted": "no", "impact": None, "acts": ["PROP"]}, ()),
    (U, {"unwanted": "implicit", "impact": None}, ("impact",)),
    (U, {"impact": "fear"}, ("unwanted", "continued_after_no")),
    (U, {"impact": "fear", **REFUSED, "unwanted": None}, ("unwanted",)),
    (U, {"impact": "fear", "continued_after_no": "no"}, ()),
    (U, {"reciprocity": "none", "unwanted": None}, ("unwanted",)),
    (U, {"reciprocity": None, "unwanted": "implicit"}, ("reciprocity",)),
    (F, {"impact": None}, ("impact",)),
    (F, {"acts": [], "child_threat": None}, ("acts", "child_threat")),
    (F, {"impact": "none", "incidents_total": None, "continued_after_no": "no"}, ("incidents_total",)),
    (F, {"incidents_total": None, "continued_after_no": "yes"}, ("incidents_total",)),
    (F, {"incidents_total": None, "continued_after_no": "no"}, ()),
    (F, {"incidents_total": 5, "continued_after_no": None}, ("continued_after_no",)),
    (F, {"incidents_total": 4, "continued_after_no": None}, ()),
    (X, {"purpose": None}, ("purpose",)),
    (X, {**PURPOSE, "exceeds_purpose": None, "threats": None}, ("exceeds_purpose",)),
    (X, {**PURPOSE, "exceeds_purpose": "na"}, ("exceeds_purpose",)),
    (X, {**PURPOSE, "threats": None, "breach": None}, ("threats", "breach")),
    (X, {**PURPOSE, "threats": None, "impact": "fear"}, ()),
]


@pytest.mark.parametrize(("element", "change", "settled_by"), SETTLED_BY)
def test_what_would_settle_an_element_is_named(
    element: Element, change: dict[str, object], settled_by: tuple[str, ...]
) -> None:
    finding = _element(calm(**change), element)

    assert finding.is_open
    assert finding.settled_by == settled_by


WAYS: dict[Element, dict[str, tuple[Any, ...]]] = {
    P: {
        **dict.fromkeys(("directed_at_person", "same_source", "burst_24h", "breach", "prior_stalking"), ("yes", "no")),
        **dict.fromkeys(("threats", "violence", "strangulation", "child_threat"), ("yes",)),
        "incidents_total": (1, 2, 3, 5),
        "span_days": (0, 14),
        "acts": (frozenset({"COVERT"}), frozenset({"VISIT"}), frozenset({"COMM"})),
    },
    U: {
        **dict.fromkeys(("continued_after_no", "threats", "violence", "strangulation", "breach"), ("yes", "no")),
        "unwanted": ("explicit", "implicit", "no"),
        "reciprocity": ("none", "mutual"),
        "impact": ("none", "fear"),
    },
    F: {
        **dict.fromkeys(("threats", "violence", "strangulation"), ("yes", "no")),
        "child_threat": ("yes",),
        "continued_after_no": ("yes", "no"),
        "impact": ("none", "annoyance", "fear"),
        "incidents_total": (1, 5),
        "acts": (frozenset({"VISIT"}), frozenset({"COMM"})),
    },
    X: {
        **dict.fromkeys(("exceeds_purpose", "threats", "violence", "strangulation", "breach"), ("yes", "no")),
        "purpose": ("none", "co_parenting"),
        "impact": ("none", "fear"),
    },
}
"""What each element reads, with an answer of every kind that makes a difference."""
NEITHER = {"unwanted": "unclear", "continued_after_no": "na", "exceeds_purpose": "na"}
"""Answers that leave their question as open as no answer."""


def _unanswered(facts: Facts, element: Element) -> list[str]:
    return [key for key in WAYS[element] if getattr(facts, key) in (None, frozenset(), NEITHER.get(key, frozenset()))]


def _filled(facts: Facts, element: Element, keys: tuple[str, ...]) -> Iterator[Facts]:
    """The facts with those questions left open or answered in every way."""
    ways = [(getattr(facts, key), *WAYS[element][key]) for key in keys]
    for answers in itertools.product(*ways):
        yield replace(facts, **dict(zip(keys, answers, strict=True)))


def _is_settled(facts: Facts, element: Element) -> bool:
    return not next(finding for finding in elements_of(facts) if finding.element is element).is_open


def _decides(key: str, facts: Facts, element: Element, unanswered: list[str]) -> bool:
    """Whether, with some answers to the other open questions, the answer to this one settles the element."""
    others = tuple(other for other in unanswered if other != key)
    return any(
        not _is_settled(case, element) and any(_is_settled(answered, element) for answered in _filled(case, element, (key,)))
        for case in _filled(facts, element, others)
    )


@given(facts=any_facts() | quiet_facts())
@settings(max_examples=60)
def test_what_settles_an_element_is_honest(facts: Facts) -> None:
    """Only open questions are named, each could decide, and whenever anything could settle it the named ones can."""
    for finding in elements_of(facts):
        unanswered = _unanswered(facts, finding.element)
        if len(unanswered) > 5:
            continue
        assert set(finding.settled_by) <= set(unanswered)
        could_settle = any(_is_settled(case, finding.element) for case in _filled(facts, finding.element, tuple(unanswered)))
        named_can = any(_is_settled(case, finding.element) for case in _filled(facts, finding.element, finding.settled_by))
        assert named_can == could_settle
        assert all(_decides(key, facts, finding.element, unanswered) for key in finding.settled_by)


@given(facts=any_facts())
@settings(max_examples=100)
def test_a_settled_element_asks_for_nothing(facts: Facts) -> None:
    settled = [finding for finding in elements_of(facts) if not finding.is_open]
    assume(settled)

    assert all(finding.settled_by == () and finding.used for finding in settled)
