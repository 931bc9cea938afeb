"""What each rule reads, by name: what speaks only of protected facts is left out of compartment A by these names."""

from __future__ import annotations

import pytest

from stalkdesk.intake.assessment import assess
from stalkdesk.intake.facts import ACTS, Facts
from stalkdesk.intake.findings import Definition
from stalkdesk.intake.referrals import REFERRALS, referrals_reading_only
from stalkdesk.intake.urgency import FLOORS, RULES
from tests.intake.known_facts import calm, stalked

READS: dict[str, set[str]] = {
    "A1": {"danger_now"},
    "A2": {"threats", "threat_plan", "weapon_access"},
    "A3": {"violence", "strangulation", "last_violence_days"},
    "A4": {"child_threat", "child_exposure_48h"},
    "A5": {"relationship", "suicidal_statement", "suicidal_days", "recent_approach_7d", "threats"},
    "A6": {"victim_suicidal"},
    "H1": {"threats", "child_threat"},
    "H2": {"relationship", "threats", "violence", "acts"},
    "H3": {"violence", "strangulation"},
    "H4": {"impact"},
    "H5": {"breach"},
    "H6": {"suicidal_statement"},
    "H7": {"acts"},
    "H8": {"relationship", "age_under_30", "substance", "violence_history"},
    "H9": {"relationship", "escalating"},
    "M1": {"span_days"},
    "M2": {"prior_stalking"},
    "M3": {"substance"},
    "M4": {"acts"},
    "M5": {"acts"},
    "M6": {"acts"},
    "M7": {"escalating"},
    "M8": {"violence_history"},
    "M9": {"fixed_belief"},
    "M10": {"weapon_access"},
    "M11": {"trigger_soon"},
    "M12": {"victim_vulnerable"},
    "M13": {"impact"},
    "M14": {"prior_reports"},
}
"""docs/assessment.md C3."""


def test_each_rule_reads_what_it_says_and_only_that() -> None:
    assert {rule.id: set(rule.reads) for rule in RULES} == READS


def test_only_two_rules_stand_back_when_it_is_not() -> None:
    assert {rule.id for rule in RULES if rule.unless_not} == {"M1", "M5"}


def test_there_are_three_floors() -> None:
    assert FLOORS == ("F1", "F2", "F3")


ACTS_OF: dict[str, set[str]] = {
    "H2": {"PROP", "FOLLOW", "LOITER", "SURV"},
    "H7": {"COVERT", "ENTRY"},
    "M4": {"PROP", "PETHARM"},
    "M5": {"VISIT", "LOITER", "FOLLOW", "SURV"},
    "M6": {"THIRD"},
}
"""The acts that a rule fires on (docs/assessment.md C3)."""


@pytest.mark.parametrize("act", ACTS)
def test_an_act_fires_the_rules_that_name_it_and_no_other(act: str) -> None:
    facts = stalked(acts=[act], relationship="ex_partner")
    by_act = {rule for rule in assess(facts).rules if rule in ACTS_OF}

    assert by_act == {rule for rule, acts in ACTS_OF.items() if act in acts}


@pytest.mark.parametrize("key", ["incidents_total", "span_days", "same_source"])
def test_a_missing_count_span_or_source_is_a_floor_while_it_is_possible_and_not_otherwise(key: str) -> None:
    possible = calm(impact="annoyance", unwanted="explicit", continued_after_no=None, **{key: None})
    turned_away = calm(directed_at_person="no", **{key: None})

    assert assess(possible).definition is Definition.POSSIBLE
    assert assess(possible).floors == ("F3",)
    assert assess(turned_away).definition is Definition.NOT_BY_THIS_INFORMATION
    assert assess(turned_away).floors == ()


REFERRAL_READS: dict[str, set[str]] = {
    "suicide_crisis_help": {"victim_suicidal"},
    "report_breach": {"breach"},
    "possible_offence": {"acts", "threats", "violence", "strangulation", "child_threat"},
    "partner_violence_route": {"relationship"},
    "municipal_notification": {"child_threat", "child_exposure_48h"},
    "support_for_vulnerable": {"victim_vulnerable"},
    "family_law_agency": {"purpose"},
    "mediation_or_housing": {"purpose", "relationship"},
    "workplace_representative": {"purpose", "relationship"},
    "complaint_route": {"purpose"},
    "welfare_and_health_contact": {"same_source", "impact"},
}
"""What a referral is given because of; the others follow from the two outcomes alone."""


@pytest.mark.parametrize("code", REFERRALS)
def test_a_referral_is_left_out_of_a_just_when_all_that_it_reads_is_protected(code: str) -> None:
    reads = REFERRAL_READS.get(code, set())

    assert (code in referrals_reading_only(frozenset(reads))) == bool(reads)
    assert all(code not in referrals_reading_only(frozenset(reads - {one})) for one in reads)


@pytest.mark.parametrize(
    ("change", "is_offered"),
    [
        ({"same_source": "no"}, True),
        ({"impact": "annoyance"}, False),
        ({"impact": "distress", "directed_at_person": "no"}, True),
        ({"impact": "fear", "directed_at_person": "no"}, True),
        ({"impact": "severe_fear", "directed_at_person": "no"}, True),
    ],
)
def test_whoever_is_worn_and_turned_away_is_offered_a_contact_for_health(change: dict[str, object], is_offered: bool) -> None:
    assert ("welfare_and_health_contact" in assess(calm(**change)).referrals) == is_offered


@pytest.mark.parametrize("change", [{"impact": "fear"}, {"impact": "severe_fear"}, {"breach": "yes"}, {"acts": ["PROP"]}])
def test_nobody_is_sent_to_mediation_with_what_is_not_calm(change: dict[str, object]) -> None:
    facts = calm(relationship="neighbour", directed_at_person="no", **change)

    assert "mediation_or_housing" not in assess(facts).referrals
    assert "mediation_or_housing" in assess(calm(relationship="neighbour", directed_at_person="no")).referrals


def _turned_away(**change: object) -> Facts:
    """Turned away by the aim alone, so that everything else can be as it likes."""
    return calm(directed_at_person="no", **change)


@pytest.mark.parametrize("act", ACTS)
def test_a_possible_offence_is_named_for_the_acts_that_may_be_one(act: str) -> None:
    offence = act in {"COVERT", "ENTRY", "PROP", "DEFAME", "IMAGE", "PETHARM"}

    assert ("possible_offence" in assess(_turned_away(acts=[act])).referrals) == offence


@pytest.mark.parametrize("key", ["threats", "violence", "strangulation", "child_threat"])
def test_a_possible_offence_is_named_for_each_yes_that_may_be_one(key: str) -> None:
    assert "possible_offence" in assess(_turned_away(**{key: "yes"})).referrals
    assert "possible_offence" not in assess(_turned_away()).referrals


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"purpose": "co_parenting"}, "family_law_agency"),
        ({"purpose": "neighbour_dispute"}, "mediation_or_housing"),
        ({"relationship": "neighbour"}, "mediation_or_housing"),
        ({"purpose": "work_service"}, "workplace_representative"),
        ({"relationship": "colleague"}, "workplace_representative"),
        ({"relationship": "professional"}, "workplace_representative"),
        ({"purpose": "legal_or_debt"}, "complaint_route"),
        ({"purpose": "press_or_official"}, "complaint_route"),
    ],
)
def test_whoever_is_turned_away_is_sent_on_to_the_right_place_and_nobody_else_is(change: dict[str, object], code: str) -> None:
    turned_away, possible = assess(_turned_away(**change)), assess(stalked(continued_after_no=None, **change))

    assert code in turned_away.referrals
    assert "counselling" not in turned_away.referrals
    assert possible.definition is Definition.POSSIBLE
    assert code not in possible.referrals


def test_whoever_is_turned_away_without_a_place_is_offered_counselling_and_a_plan_is_no_place() -> None:
    raised = assess(_turned_away(substance="yes"))
    grave = assess(_turned_away(suicidal_statement="yes"))

    assert "action_plan" in raised.referrals
    assert "safety_plan" in grave.referrals
    assert "counselling" in raised.referrals
    assert "counselling" in assess(_turned_away()).referrals
    assert "counselling" not in assess(stalked()).referrals


@pytest.mark.parametrize("change", [{"distress": True}, {}])
def test_a_contact_for_health_is_for_whoever_is_turned_away(change: dict[str, object]) -> None:
    impact = "distress" if change else "fear"

    assert "welfare_and_health_contact" in assess(_turned_away(impact=impact)).referrals
    assert "welfare_and_health_contact" not in assess(stalked(impact=impact)).referrals


@pytest.mark.parametrize("key", ["child_threat", "child_exposure_48h"])
def test_a_child_that_is_touched_calls_for_a_notification(key: str) -> None:
    assert "municipal_notification" in assess(stalked(**{key: "yes"})).referrals
    assert "municipal_notification" not in assess(stalked()).referrals


@pytest.mark.parametrize(
    ("change", "code", "is_said"),
    [
        ({"reciprocity": "mutual", "impact": "fear", "unwanted": "unclear"}, "reopen_if_one_sided", True),
        ({"reciprocity": "none", "unwanted": "no"}, "reopen_if_one_sided", True),
        ({"reciprocity": "none", "unwanted": "unclear"}, "reopen_if_one_sided", False),
        ({"purpose": "co_parenting", "exceeds_purpose": "no"}, "reopen_if_exceeds_purpose", True),
        ({"purpose": "co_parenting", "exceeds_purpose": None}, "reopen_if_exceeds_purpose", True),
        ({"purpose": "co_parenting", "exceeds_purpose": "yes"}, "reopen_if_exceeds_purpose", False),
        ({"purpose": None, "exceeds_purpose": None}, "reopen_if_exceeds_purpose", False),
        ({"purpose": "none"}, "reopen_if_exceeds_purpose", False),
        ({"same_source": "no"}, "reopen_if_evidence", True),
        ({"directed_at_person": "no"}, "reopen_if_evidence", True),
        ({}, "reopen_if_evidence", False),
    ],
)
def test_what_would_reopen_it_is_said_where_it_can_happen(change: dict[str, object], code: str, is_said: bool) -> None:
    assert (code in assess(calm(**change)).reopen) == is_said


def test_the_four_grounds_that_always_stand_are_said_first_and_none_when_it_is_likely() -> None:
    always = ("reopen_if_repeated", "reopen_if_contact_after_refusal", "reopen_if_intrusive_act", "reopen_if_fear")

    assert assess(calm()).reopen[:4] == always
    assert assess(Facts()).reopen[:4] == always
    assert assess(stalked()).reopen == ()
