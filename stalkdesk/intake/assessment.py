"""The assessment: from the facts to a definition and an urgency, computed apart (docs/assessment.md C2, C3).

A pure function of facts and windows: the same facts give the same result. It supports the officer and decides nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from stalkdesk.intake.definition import definition_of, elements_of
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Assessment, ElementFinding
from stalkdesk.intake.referrals import Finding, referrals_of, referrals_reading_only, reopen_of
from stalkdesk.intake.urgency import RULES, fired_rules, floors_of, has_several_concerns, open_critical, urgency_of
from stalkdesk.intake.windows import DEFAULTS, Windows


def assess(facts: Facts, windows: Windows = DEFAULTS) -> Assessment:
    """The assessment of these facts. A shown plan, time or means of a threat is read as a threat (docs/assessment.md C1).

    `windows` are those of the authority: how long violence (A3) and a statement about ending life (A5) count as now.
    """
    if facts.threat_plan == "yes":
        facts = replace(facts, threats="yes")
    elements = elements_of(facts)
    definition = definition_of(elements)
    rules = fired_rules(facts, definition, windows)
    floors = floors_of(facts, definition)
    urgency = urgency_of(rules, floors)
    found = Finding(facts, definition, urgency, elements)
    return Assessment(
        definition=definition,
        elements=elements,
        urgency=urgency,
        rules=tuple(rule.id for rule in rules),
        floors=floors,
        unanswered_critical=open_critical(facts),
        referrals=referrals_of(found),
        reopen=reopen_of(found),
        several_concerns=has_several_concerns(rules),
    )


def without_protected(assessment: Assessment, protected: frozenset[str]) -> Assessment:
    """The assessment as it may stand in compartment A (docs/domain.md 10): without the rules and referrals that only speak of
    the facts in `protected`, and without those keys in the elements. The two outcomes stay as they are: leaving a reason out
    must never make a case look less urgent.
    """
    hidden_rules, hidden_referrals = _hidden_with(protected)
    return replace(
        assessment,
        elements=tuple(_without(finding, protected) for finding in assessment.elements),
        rules=tuple(rule for rule in assessment.rules if rule not in hidden_rules),
        unanswered_critical=tuple(key for key in assessment.unanswered_critical if key not in protected),
        referrals=tuple(code for code in assessment.referrals if code not in hidden_referrals),
    )


@lru_cache(maxsize=256)
def _hidden_with(protected: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The rules and referrals that only speak of the facts in `protected`."""
    rules = frozenset(rule.id for rule in RULES if protected.issuperset(rule.reads))
    return rules, frozenset(referrals_reading_only(protected))


def _without(finding: ElementFinding, protected: frozenset[str]) -> ElementFinding:
    if protected.isdisjoint(finding.used) and protected.isdisjoint(finding.settled_by):
        return finding
    used = tuple(key for key in finding.used if key not in protected)
    settled_by = tuple(key for key in finding.settled_by if key not in protected)
    return replace(finding, used=used, settled_by=settled_by)
