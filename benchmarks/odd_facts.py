"""Looks for facts that the rules answer calmly although something grave stands in them: `python -m benchmarks.odd_facts`.

By hand, seeded, no benchmark and no test: people judge what it finds. What they kept stands in docs/assessment.md C5 and in
`tests/intake/odd_results.json`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from stalkdesk.intake.assessment import assess
from stalkdesk.intake.facts import NUMBERS, VALUES, Facts
from stalkdesk.intake.facts_from_answers import facts_from_json
from stalkdesk.intake.findings import Assessment, Definition, Urgency

KEPT = Path(__file__).parent.parent / "tests" / "intake" / "odd_results.json"
ACTS = ("COMM", "GIFT", "VISIT", "FOLLOW", "THIRD", "DEFAME", "IMAGE", "PETHARM", "SURV")
_COUNTS = {
    "incidents_total": (1, 2, 4, 40),
    "span_days": (0, 3, 20, 400),
    "last_violence_days": (1, 60),
    "suicidal_days": (1, 60),
    "prior_reports": (0, 2, 8),
}

Suspicion = Callable[[Facts, Assessment], bool]


def _is_not(found: Assessment) -> bool:
    return found.definition is Definition.NOT_BY_THIS_INFORMATION


def _is_calm(found: Assessment) -> bool:
    return found.urgency is Urgency.ROUTINE


def _below_high(found: Assessment) -> bool:
    return found.urgency in (Urgency.ROUTINE, Urgency.MODERATE)


SUSPICIONS: dict[str, Suspicion] = {
    "not, with severe fear": lambda facts, found: _is_not(found) and facts.impact == "severe_fear",
    "not, with fear": lambda facts, found: _is_not(found) and facts.impact == "fear",
    "not, with a breach": lambda facts, found: _is_not(found) and facts.breach == "yes",
    "not, with an order in force": lambda facts, found: _is_not(found) and facts.prohibition == "in_force",
    "not, with many episodes": lambda facts, found: _is_not(found) and (facts.incidents_total or 0) >= 40,
    "not, after a refusal": lambda facts, found: _is_not(found) and facts.continued_after_no == "yes",
    "not, with a burst": lambda facts, found: _is_not(found) and facts.burst_24h == "yes",
    "not, with a fixed belief and escalation": lambda facts, found: (
        _is_not(found) and facts.fixed_belief == facts.escalating == "yes"
    ),
    "not, with a threat": lambda facts, found: _is_not(found) and facts.threats == "yes",
    "routine, with an order in force": lambda facts, found: _is_calm(found) and facts.prohibition == "in_force",
    "routine, with image abuse": lambda facts, found: _is_calm(found) and "IMAGE" in facts.acts,
    "routine, with a false profile": lambda facts, found: _is_calm(found) and "DEFAME" in facts.acts,
    "routine, with a visit": lambda facts, found: _is_calm(found) and "VISIT" in facts.acts,
    "routine, with distress": lambda facts, found: _is_calm(found) and facts.impact == "distress",
    "routine, with a burst": lambda facts, found: _is_calm(found) and facts.burst_24h == "yes",
    "routine, one episode over many days": lambda facts, found: (
        _is_calm(found) and facts.incidents_total == 1 and (facts.span_days or 0) >= 20
    ),
    "routine, children met": lambda facts, found: _is_calm(found) and facts.child_exposure_48h == "yes",
    "below high, vulnerable and followed": lambda facts, found: (
        _below_high(found) and facts.victim_vulnerable == "yes" and bool(facts.acts & {"FOLLOW", "SURV"})
    ),
    "below high, weapon and fear": lambda facts, found: (
        _below_high(found) and facts.weapon_access == "yes" and facts.impact == "fear"
    ),
    "below high, an animal harmed by a partner": lambda facts, found: (
        _below_high(found) and "PETHARM" in facts.acts and facts.relationship == "ex_partner"
    ),
    "below high, partner, fear and order": lambda facts, found: (
        _below_high(found) and facts.relationship == "ex_partner" and facts.impact == "fear" and facts.prohibition == "in_force"
    ),
    "below high, five moderate rules": lambda facts, found: (
        _below_high(found) and sum(rule.startswith("M") for rule in found.rules) >= 5
    ),
    "below high, violence dated": lambda facts, found: _below_high(found) and facts.last_violence_days == 1,
    "below acute, child threat and weapon": lambda facts, found: (
        found.urgency is not Urgency.ACUTE and facts.child_threat == facts.weapon_access == "yes"
    ),
    "below acute, other's last resort": lambda facts, found: (
        found.urgency is not Urgency.ACUTE and facts.suicidal_statement == "yes" and facts.suicidal_days == 1
    ),
}


def _away_from_acute(facts: Facts, found: Assessment) -> Iterator[str]:
    """The unanswered questions of a calm result whose *yes* alone would be acute."""
    if _is_calm(found):
        for field in fields(facts):
            is_open = field.name in VALUES and getattr(facts, field.name) is None and "yes" in VALUES[field.name]
            change: dict[str, Any] = {field.name: "yes"}
            if is_open and assess(replace(facts, **change)).urgency is Urgency.ACUTE:
                yield f"routine, one answer from acute: {field.name}"


def _drawn(chance: random.Random, base: Facts) -> Facts:
    """The base with a few other answers: what differs little is read easily."""
    change: dict[str, Any] = {}
    for key in chance.sample([field.name for field in fields(Facts)], chance.randrange(1, 9)):
        if key == "acts":
            change[key] = frozenset(chance.sample(ACTS, chance.randrange(1, 3)))
        else:
            change[key] = chance.choice((None, *(_COUNTS[key] if key in NUMBERS else VALUES[key])))
    return replace(base, **change)


def _difference(facts: Facts, base: Facts) -> dict[str, object]:
    names = [field.name for field in fields(Facts) if getattr(facts, field.name) != getattr(base, field.name)]
    return {name: sorted(facts.acts) if name == "acts" else getattr(facts, name) for name in names}


def found_oddities(seed: int, draws: int) -> dict[str, tuple[Facts, Assessment, int]]:
    """For each suspicion the facts nearest to the base, what they give, and how often it was met."""
    base = facts_from_json(json.loads(KEPT.read_text(encoding="utf-8"))["base"])
    chance = random.Random(seed)
    nearest: dict[str, tuple[Facts, Assessment, int]] = {}
    for _ in range(draws):
        facts = _drawn(chance, base)
        found = assess(facts)
        names = [name for name, suspects in SUSPICIONS.items() if suspects(facts, found)]
        for name in (*names, *_away_from_acute(facts, found)):
            before = nearest.get(name)
            is_nearer = before is None or len(_difference(facts, base)) < len(_difference(before[0], base))
            kept = (facts, found) if before is None or is_nearer else before[:2]
            nearest[name] = (*kept, (before[2] if before else 0) + 1)
    return nearest


def main() -> None:
    """Draws and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--draws", type=int, default=200_000)
    options = parser.parse_args()
    base = facts_from_json(json.loads(KEPT.read_text(encoding="utf-8"))["base"])
    for name, (facts, found, count) in sorted(found_oddities(options.seed, options.draws).items()):
        print(f"{name} ({count})")
        print(f"   {json.dumps(_difference(facts, base), ensure_ascii=False)}")
        print(f"   -> {found.definition.value}, {found.urgency.value} {' '.join((*found.rules, *found.floors))}")


if __name__ == "__main__":
    main()
