"""Each rule fires on its facts and on nothing less; floors hold; the highest level wins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stalkdesk.intake.assessment import assess
from stalkdesk.intake.facts import ACTS, CRITICAL, NUMBERS, VALUES, Facts
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.intake.urgency import RULES, fired_rules
from stalkdesk.intake.windows import DEFAULTS
from tests.intake.known_facts import any_facts, calm, changed, stalked

LAST_RESORT: dict[str, object] = {
    "relationship": "ex_partner",
    "suicidal_statement": "yes",
    "suicidal_days": 7,
    "recent_approach_7d": "yes",
}

FIRES: list[tuple[str, dict[str, object]]] = [
    ("A1", {"danger_now": "yes"}),
    ("A2", {"threats": "yes", "threat_plan": "yes"}),
    ("A2", {"threats": "yes", "weapon_access": "yes"}),
    ("A2", {"threats": None, "threat_plan": "yes"}),
    ("A3", {"violence": "yes", "last_violence_days": 7}),
    ("A3", {"strangulation": "yes", "last_violence_days": 0}),
    ("A4", {"child_threat": "yes", "child_exposure_48h": "yes"}),
    ("A5", LAST_RESORT),
    ("A5", {**LAST_RESORT, "relationship": "current_partner", "recent_approach_7d": "no", "threats": "yes"}),
    ("A6", {"victim_suicidal": "yes"}),
    ("H1", {"threats": "yes"}),
    ("H1", {"child_threat": "yes"}),
    ("H2", {"relationship": "ex_partner", "acts": ["PROP"]}),
    ("H2", {"relationship": "ex_partner", "acts": ["FOLLOW"]}),
    ("H2", {"relationship": "ex_partner", "acts": ["LOITER"]}),
    ("H2", {"relationship": "ex_partner", "acts": ["SURV"]}),
    ("H2", {"relationship": "current_partner", "violence": "yes"}),
    ("H2", {"relationship": "ex_partner", "threats": "yes"}),
    ("H3", {"violence": "yes"}),
    ("H3", {"strangulation": "yes"}),
    ("H4", {"impact": "severe_fear"}),
    ("H5", {"breach": "yes", "prohibition": "none"}),
    ("H6", {"suicidal_statement": "yes"}),
    ("H7", {"acts": ["COVERT"]}),
    ("H7", {"acts": ["ENTRY"]}),
    ("H8", {"age_under_30": "yes", "substance": "yes"}),
    ("H8", {"age_under_30": "yes", "violence_history": "yes", "relationship": None}),
    ("H9", {"relationship": "ex_partner", "escalating": "yes"}),
    ("M1", {"span_days": 14, "reciprocity": None}),
    ("M2", {"prior_stalking": "yes"}),
    ("M3", {"substance": "yes"}),
    ("M4", {"acts": ["PETHARM"]}),
    ("M5", {"acts": ["VISIT"]}),
    ("M6", {"acts": ["THIRD"]}),
    ("M7", {"escalating": "yes"}),
    ("M8", {"violence_history": "yes"}),
    ("M9", {"fixed_belief": "yes"}),
    ("M10", {"weapon_access": "yes"}),
    ("M11", {"trigger_soon": "yes"}),
    ("M12", {"victim_vulnerable": "yes"}),
    ("M13", {"impact": "fear"}),
    ("M14", {"prior_reports": 3}),
]

STAYS_SILENT: list[tuple[str, dict[str, object]]] = [
    ("A1", {"danger_now": None}),
    ("A2", {"threats": "yes"}),
    ("A2", {"child_threat": "yes", "weapon_access": "yes"}),
    ("A3", {"violence": "yes", "last_violence_days": 8}),
    ("A3", {"violence": "yes", "last_violence_days": None}),
    ("A3", {"violence": "no", "last_violence_days": 1}),
    ("A4", {"child_threat": "yes", "child_exposure_48h": None}),
    ("A5", {**LAST_RESORT, "suicidal_days": 8}),
    ("A5", {**LAST_RESORT, "suicidal_days": None}),
    ("A5", {**LAST_RESORT, "relationship": "stranger"}),
    ("A5", {**LAST_RESORT, "recent_approach_7d": "no", "child_threat": "yes"}),
    ("A5", {**LAST_RESORT, "suicidal_statement": "no"}),
    ("A6", {"victim_suicidal": None}),
    ("H1", {"threats": None, "child_threat": None}),
    ("H2", {"relationship": "ex_partner", "acts": ["VISIT", "PETHARM", "COMM"]}),
    ("H2", {"relationship": None, "acts": ["FOLLOW"]}),
    ("H3", {"violence": None, "strangulation": "no"}),
    ("H4", {"impact": "fear"}),
    ("H5", {"breach": None, "prohibition": "in_force"}),
    ("H6", {"suicidal_statement": None}),
    ("H7", {"acts": ["SURV", "VISIT"]}),
    ("H8", {"age_under_30": "yes", "substance": None}),
    ("H8", {"age_under_30": "yes", "substance": "yes", "relationship": "ex_partner"}),
    ("H9", {"relationship": "colleague", "escalating": "yes"}),
    ("M1", {"span_days": 13, "reciprocity": None}),
    ("M1", {"span_days": 14}),
    ("M2", {"prior_stalking": None}),
    ("M3", {"substance": None}),
    ("M4", {"acts": ["ENTRY"]}),
    ("M5", {"acts": ["VISIT"], "same_source": "no"}),
    ("M6", {"acts": ["COMM"]}),
    ("M7", {"escalating": None}),
    ("M8", {"violence_history": None}),
    ("M9", {"fixed_belief": None}),
    ("M10", {"weapon_access": None}),
    ("M11", {"trigger_soon": None}),
    ("M12", {"victim_vulnerable": None}),
    ("M13", {"impact": "severe_fear"}),
    ("M14", {"prior_reports": 2}),
]


@pytest.mark.parametrize(("rule", "change"), FIRES)
def test_a_rule_fires_on_its_facts(rule: str, change: dict[str, object]) -> None:
    assert rule in assess(calm(**change)).rules


@pytest.mark.parametrize(("rule", "change"), STAYS_SILENT)
def test_a_rule_stays_silent_on_less(rule: str, change: dict[str, object]) -> None:
    assert rule not in assess(calm(**change)).rules


def test_every_rule_is_tried_fired_and_silent() -> None:
    every = {rule.id for rule in RULES}

    assert {rule for rule, _ in FIRES} == every
    assert {rule for rule, _ in STAYS_SILENT} == every


def test_rules_come_by_number_and_of_all_levels() -> None:
    rules = assess(calm(danger_now="yes", threats="yes", weapon_access="yes", impact="fear", relationship="ex_partner")).rules

    assert rules == ("A1", "A2", "H1", "H2", "M10", "M13")


@pytest.mark.parametrize(
    ("change", "urgency"),
    [
        ({}, Urgency.ROUTINE),
        ({"trigger_soon": "yes"}, Urgency.MODERATE),
        ({"trigger_soon": "yes", "threats": "yes"}, Urgency.HIGH),
        ({"trigger_soon": "yes", "threats": "yes", "danger_now": "yes"}, Urgency.ACUTE),
    ],
)
def test_the_highest_level_wins(change: dict[str, object], urgency: Urgency) -> None:
    assert assess(calm(**change)).urgency is urgency


@given(facts=any_facts(), data=st.data())
@settings(max_examples=150)
def test_a_rule_reads_the_facts_it_names_and_no_other(facts: Facts, data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(RULES))
    others = [key for key in (*VALUES, *NUMBERS) if key not in rule.reads]
    change: dict[str, object] = {}
    for key in data.draw(st.lists(st.sampled_from(others), max_size=6, unique=True)):
        change[key] = data.draw(st.sampled_from((None, *VALUES[key]) if key in VALUES else (None, 1, 14, 60)))
    if "acts" not in rule.reads:
        change["acts"] = data.draw(st.frozensets(st.sampled_from(ACTS)))

    assert rule.holds(changed(facts, **change), DEFAULTS) == rule.holds(facts, DEFAULTS)


@pytest.mark.parametrize("key", CRITICAL)
def test_one_open_critical_question_is_at_least_moderate(key: str) -> None:
    assessment = assess(calm(**{key: None}))

    assert assessment.unanswered_critical == (key,)
    assert "F2" in assessment.floors
    assert assessment.urgency is Urgency.MODERATE


def test_likely_is_at_least_moderate() -> None:
    assessment = assess(stalked())

    assert (assessment.definition, assessment.rules, assessment.floors) == (Definition.LIKELY, (), ("F1",))
    assert assessment.urgency is Urgency.MODERATE


@pytest.mark.parametrize("key", ["incidents_total", "span_days", "same_source", "relationship"])
def test_possible_with_count_span_source_or_relationship_missing_is_at_least_moderate(key: str) -> None:
    possible = {"reciprocity": None, "incidents_total": 4}
    assert assess(calm(**possible)).urgency is Urgency.ROUTINE

    assessment = assess(calm(**{**possible, key: None}))

    assert assessment.definition is Definition.POSSIBLE
    assert (assessment.floors, assessment.urgency) == (("F3",), Urgency.MODERATE)


def test_a_missing_relationship_alone_is_a_floor_also_on_not() -> None:
    assessment = assess(calm(relationship=None))

    assert assessment.definition is Definition.NOT_BY_THIS_INFORMATION
    assert (assessment.floors, assessment.urgency) == (("F3",), Urgency.MODERATE)


def test_three_moderate_rules_are_several_concerns_and_leave_the_level() -> None:
    two = assess(calm(substance="yes", trigger_soon="yes"))
    three = assess(calm(substance="yes", trigger_soon="yes", fixed_belief="yes"))

    assert (two.several_concerns, three.several_concerns) == (False, True)
    assert three.urgency is Urgency.MODERATE


def test_rules_of_the_table_are_those_that_are_reported() -> None:
    facts = stalked(threats="yes", acts=["VISIT", "THIRD"], span_days=20)
    assessment = assess(facts)

    assert assessment.rules == tuple(rule.id for rule in fired_rules(facts, assessment.definition))
