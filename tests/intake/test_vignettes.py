"""Every fictional case, and every variant of it, gives its expected outcome."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stalkdesk.intake.assessment import assess
from stalkdesk.intake.facts_from_answers import facts_from_json

VIGNETTES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("vignettes.json").read_text(encoding="utf-8"))
VARIANTS = [
    pytest.param(vignette, variant, id=f"{vignette['id']}-{number}")
    for vignette in VIGNETTES
    for number, variant in enumerate(vignette["variants"], start=1)
]


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[vignette["id"] for vignette in VIGNETTES])
def test_a_vignette_gives_its_definition_urgency_rules_and_referrals(vignette: dict[str, Any]) -> None:
    assessment = assess(facts_from_json(vignette["facts"]))

    assert assessment.definition == vignette["expected_definition"]
    assert assessment.urgency == vignette["expected_urgency"]
    assert list(assessment.rules) == vignette["expected_flags"]
    assert list(assessment.unanswered_critical) == vignette["expected_unanswered_critical"]
    assert set(vignette["expected_referral"]) <= {*assessment.referrals, *assessment.reopen}


@pytest.mark.parametrize(("vignette", "variant"), VARIANTS)
def test_a_variant_gives_its_definition_and_urgency(vignette: dict[str, Any], variant: dict[str, Any]) -> None:
    assessment = assess(facts_from_json({**vignette["facts"], **variant["change"]}))

    assert assessment.definition == variant["expected_definition"]
    assert assessment.urgency == variant["expected_urgency"]
