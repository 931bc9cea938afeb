"""Each element names the facts that it was decided by, whichever way it was decided; and what it may not overlook."""

from __future__ import annotations

import pytest

from stalkdesk.intake.assessment import assess
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Element, ElementFinding, ElementState
from tests.intake.known_facts import calm, stalked

P, U, F, X = Element.PATTERN, Element.UNWANTED, Element.PEACE, Element.EXPLANATION
GUARD = ("threats", "violence", "strangulation", "impact")
PURPOSE: dict[str, object] = {"purpose": "co_parenting", "exceeds_purpose": "no"}
LONE: dict[str, object] = {"incidents_total": 1, "span_days": 0}

USED: list[tuple[Element, dict[str, object], tuple[str, ...]]] = [
    (P, {"directed_at_person": "no"}, ("directed_at_person",)),
    (P, {"same_source": "no"}, ("same_source",)),
    (P, {"incidents_total": 5}, ("same_source", "incidents_total")),
    (P, {"incidents_total": 3, "span_days": 14}, ("same_source", "incidents_total", "span_days")),
    (P, {"incidents_total": 3, "acts": ["VISIT"]}, ("same_source", "incidents_total", "acts")),
    (P, {"incidents_total": 3, "threats": "yes"}, ("same_source", "incidents_total", "threats")),
    (P, {"incidents_total": 2, "breach": "yes"}, ("same_source", "breach")),
    (P, {"incidents_total": 2, "acts": ["COVERT"]}, ("same_source", "incidents_total", "acts")),
    (P, LONE, ("incidents_total", "burst_24h", "breach", "prior_stalking")),
    (P, {"incidents_total": 2}, ("incidents_total",)),
    (P, {"incidents_total": None, "acts": ["COVERT"]}, ("acts",)),
    (P, {"incidents_total": None}, ()),
    (U, {"unwanted": "no"}, ("unwanted", *GUARD, "breach")),
    (U, {"unwanted": "no", "impact": "fear"}, ("unwanted",)),
    (U, {"unwanted": "explicit", "continued_after_no": "yes"}, ("unwanted", "continued_after_no")),
    (U, {"unwanted": "explicit", "continued_after_no": "no"}, ("unwanted", "continued_after_no", *GUARD, "breach")),
    (U, {"unwanted": "explicit", "continued_after_no": "no", "breach": None}, ("unwanted", "continued_after_no")),
    (U, {"unwanted": "explicit", "continued_after_no": None}, ("unwanted",)),
    (U, {"reciprocity": "mutual"}, ("reciprocity", *GUARD, "breach")),
    (U, {"unwanted": "implicit", "reciprocity": "occasional"}, ("unwanted", "reciprocity")),
    (U, {"unwanted": "unclear", "reciprocity": "none"}, ("unwanted", "reciprocity")),
    (U, {"unwanted": None, "reciprocity": "none"}, ("reciprocity",)),
    (U, {"unwanted": "unclear", "reciprocity": None}, ("unwanted",)),
    (U, {"unwanted": None, "reciprocity": None}, ()),
    (F, {"acts": ["PROP"], "threats": "yes"}, ("acts", "threats")),
    (F, {"impact": "distress"}, ("impact",)),
    (F, {"continued_after_no": "yes", "incidents_total": 5}, ("continued_after_no", "incidents_total")),
    (F, {"impact": "none"}, (*GUARD, "incidents_total")),
    (F, {"impact": "annoyance"}, ("impact",)),
    (F, {"impact": None}, ()),
    (X, {"purpose": "none"}, ("purpose",)),
    (X, {"purpose": "co_parenting", "exceeds_purpose": "yes"}, ("exceeds_purpose",)),
    (X, {"purpose": None, "exceeds_purpose": "yes"}, ("exceeds_purpose",)),
    (X, {"purpose": None, "exceeds_purpose": None}, ()),
    (X, PURPOSE, ("purpose", "exceeds_purpose", *GUARD, "breach")),
    (X, {**PURPOSE, "impact": "fear"}, ("purpose",)),
]


def _finding(facts: Facts, element: Element) -> ElementFinding:
    return next(finding for finding in assess(facts).elements if finding.element is element)


@pytest.mark.parametrize(("element", "change", "used"), USED)
def test_an_element_names_what_it_was_decided_by(element: Element, change: dict[str, object], used: tuple[str, ...]) -> None:
    assert _finding(calm(**change), element).used == used


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, ElementState.PRESENT),
        ({"breach": "yes"}, ElementState.UNCLEAR),
        ({"impact": "fear"}, ElementState.UNCLEAR),
        ({"impact": "severe_fear"}, ElementState.UNCLEAR),
        ({"impact": "distress"}, ElementState.PRESENT),
        ({"unwanted": "explicit", "continued_after_no": "yes"}, ElementState.UNCLEAR),
        ({"unwanted": "explicit", "continued_after_no": "no"}, ElementState.PRESENT),
        ({"unwanted": "implicit", "continued_after_no": "yes"}, ElementState.PRESENT),
    ],
)
def test_a_purpose_explains_only_what_stays_within_it(change: dict[str, object], state: ElementState) -> None:
    assert _finding(calm(**{**PURPOSE, **change}), X).state is state


@pytest.mark.parametrize("element", Element)
def test_no_single_element_is_left_out_of_likely(element: Element) -> None:
    """Each element alone, open while the others speak for it, keeps the outcome at *possible*."""
    opened: dict[Element, dict[str, object]] = {
        P: {"incidents_total": 4},
        U: {"continued_after_no": None},
        F: {"impact": "annoyance", "unwanted": "implicit", "continued_after_no": "na"},
        X: {"purpose": None, "exceeds_purpose": None},
    }
    found = assess(stalked(**opened[element]))

    assert [finding.element for finding in found.elements if finding.is_open] == [element]
    assert found.definition == "possible"


SETTLED_BY: list[tuple[Element, dict[str, object], tuple[str, ...]]] = [
    (P, {"incidents_total": 2, "acts": [], "burst_24h": None, "prior_stalking": None}, ("acts",)),
    (P, {"incidents_total": 4, "span_days": None, "burst_24h": None}, ("span_days",)),
    (U, {"unwanted": None, "continued_after_no": None, "violence": None}, ("unwanted", "continued_after_no", "violence")),
    (U, {"unwanted": "unclear", "continued_after_no": "yes", "breach": None}, ("unwanted", "breach")),
    (F, {"incidents_total": None, "continued_after_no": None}, ("incidents_total", "continued_after_no")),
    (F, {"incidents_total": None, "continued_after_no": "no", "impact": None}, ("impact", "incidents_total")),
]
"""What would settle an open element, where several questions are open at once."""


@pytest.mark.parametrize(("element", "change", "settled_by"), SETTLED_BY)
def test_only_what_could_settle_it_is_asked_for(
    element: Element, change: dict[str, object], settled_by: tuple[str, ...]
) -> None:
    assert _finding(calm(**change), element).settled_by == settled_by
