"""The odd results of docs/assessment.md C5: what the rules give today, kept as they are until a reviewer changes a rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stalkdesk.intake.assessment import assess
from stalkdesk.intake.facts_from_answers import facts_from_json
from tests.intake.known_facts import documented

ODD: dict[str, Any] = json.loads(Path(__file__).with_name("odd_results.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("odd", ODD["results"], ids=[odd["id"] for odd in ODD["results"]])
def test_an_odd_result_is_what_the_rules_give_today(odd: dict[str, Any]) -> None:
    assessment = assess(facts_from_json({**ODD["base"], **odd["change"]}))

    assert assessment.definition == odd["definition"]
    assert assessment.urgency == odd["urgency"]
    assert list(assessment.rules) == odd["rules"]
    assert list(assessment.floors) == odd["floors"]


def test_every_odd_result_says_why_and_stands_in_the_document() -> None:
    document = documented("### Known odd results", "### Sources")

    for odd in ODD["results"]:
        assert odd["why"].endswith("."), odd["id"]
        assert f"\n- **{odd['id']}** " in document, odd["id"]
    assert document.count("\n- **R") == len(ODD["results"])


def test_the_facts_they_begin_with_are_those_of_the_document() -> None:
    document = documented("### Known odd results", "### Sources")
    shown = document.partition("```json")[2].partition("```")[0]

    assert json.loads(shown) == ODD["base"]
