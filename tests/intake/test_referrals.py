"""Who to turn to and what reopens the question: each code on its facts, and only there."""

from __future__ import annotations

import pytest

from stalkdesk.intake.assessment import assess
from stalkdesk.intake.referrals import COUNSELLING, REFERRALS, REOPEN
from tests.intake.known_facts import calm, stalked

COPARENTS: dict[str, object] = {"purpose": "co_parenting", "exceeds_purpose": "no", "relationship": "ex_partner"}

GIVEN: list[tuple[str, dict[str, object]]] = [
    ("112_or_duty_officer", {"danger_now": "yes"}),
    ("supervisor_now", {"danger_now": "yes"}),
    ("safety_plan", {"danger_now": "yes"}),
    ("safety_plan", {"threats": "yes"}),
    ("suicide_crisis_help", {"victim_suicidal": "yes"}),
    ("supervisor_same_day", {"threats": "yes"}),
    ("police_same_day", {"threats": "yes"}),
    ("action_plan", {"impact": "fear"}),
    ("report_breach", {"breach": "yes"}),
    ("stalking_visitator", {"reciprocity": None}),
    ("possible_offence", {"acts": ["PROP"], "same_source": "no"}),
    ("possible_offence", {"threats": "yes"}),
    ("partner_violence_route", {"relationship": "current_partner"}),
    ("partner_violence_route", {"relationship": "current_partner", "reciprocity": None}),
    ("municipal_notification", {"child_exposure_48h": "yes"}),
    ("support_for_vulnerable", {"victim_vulnerable": "yes"}),
    ("family_law_agency", COPARENTS),
    ("mediation_or_housing", {"relationship": "neighbour"}),
    ("mediation_or_housing", {"purpose": "neighbour_dispute", "acts": ["VISIT"], "exceeds_purpose": "no"}),
    ("workplace_representative", {"relationship": "colleague"}),
    ("complaint_route", {"purpose": "legal_or_debt", "exceeds_purpose": "no"}),
    ("welfare_and_health_contact", {"same_source": "no"}),
    ("welfare_and_health_contact", {"impact": "distress", **COPARENTS}),
    (COUNSELLING, {}),
    ("log_sheet", {}),
    ("follow_up_call", {}),
]

WITHHELD: list[tuple[str, dict[str, object]]] = [
    ("112_or_duty_officer", {"threats": "yes"}),
    ("supervisor_now", {"threats": "yes"}),
    ("supervisor_same_day", {"impact": "fear"}),
    ("stalking_visitator", {}),
    ("possible_offence", {"acts": ["VISIT", "FOLLOW"]}),
    ("family_law_agency", {**COPARENTS, "exceeds_purpose": "yes", "reciprocity": None}),
    ("mediation_or_housing", {"relationship": "neighbour", "impact": "fear"}),
    ("mediation_or_housing", {"relationship": "neighbour", "threats": "yes", "same_source": "no"}),
    ("mediation_or_housing", {"relationship": "neighbour", "reciprocity": None}),
    ("workplace_representative", {"relationship": "colleague", "reciprocity": None}),
    ("complaint_route", {"purpose": "legal_or_debt", "reciprocity": None, "exceeds_purpose": None}),
    (COUNSELLING, {"relationship": "neighbour"}),
    (COUNSELLING, {"reciprocity": None}),
]


@pytest.mark.parametrize(("code", "change"), GIVEN)
def test_a_referral_is_given_on_its_facts(code: str, change: dict[str, object]) -> None:
    assert code in assess(calm(**change)).referrals


@pytest.mark.parametrize(("code", "change"), WITHHELD)
def test_a_referral_is_not_given_on_less(code: str, change: dict[str, object]) -> None:
    assert code not in assess(calm(**change)).referrals


def test_every_referral_is_tried() -> None:
    assert {code for code, _ in GIVEN} == set(REFERRALS)


def test_referrals_come_the_most_urgent_first() -> None:
    referrals = assess(stalked(danger_now="yes", breach="yes", threats="yes")).referrals

    assert referrals == tuple(code for code in REFERRALS if code in referrals)
    assert referrals[0] == "112_or_duty_officer"


@pytest.mark.parametrize(
    ("change", "special"),
    [
        ({}, ("reopen_if_one_sided",)),
        (COPARENTS, ("reopen_if_one_sided", "reopen_if_exceeds_purpose")),
        ({"same_source": "no", "reciprocity": "none"}, ("reopen_if_evidence",)),
        ({"reciprocity": None}, ()),
        ({**COPARENTS, "exceeds_purpose": "yes", "reciprocity": None}, ()),
    ],
)
def test_the_grounds_for_reopening_fit_the_case(change: dict[str, object], special: tuple[str, ...]) -> None:
    assert assess(calm(**change)).reopen == (*REOPEN[:4], *special)


def test_likely_needs_no_ground_for_reopening() -> None:
    assert assess(stalked()).reopen == ()
