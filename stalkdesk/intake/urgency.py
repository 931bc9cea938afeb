"""The urgency: named rules in a table, the highest fired level wins, floors below (docs/assessment.md C3).

No points and no weights. A rule is an id, a level, the facts it reads, and a predicate; its sentence, strength and sources are
content (`resources/rules/`). What is fired, left out and explained all comes from this one table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from stalkdesk.intake.facts import CRITICAL, Facts
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.intake.windows import DEFAULTS, Windows

TWO_WEEKS = 14
MANY_REPORTS = 3
SEVERAL_CONCERNS = 3
"""Different moderate rules that make the supervisor read the case today (docs/assessment.md C4)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of docs/assessment.md C3. `holds` reads the facts in `reads` and the authority's windows, and nothing else."""

    id: str
    urgency: Urgency
    reads: tuple[str, ...]
    holds: Callable[[Facts, Windows], bool]
    unless_not: bool = False
    """Stands only while the definition is not *not by this information* (M1 and M5 alone)."""


def _is_partner(facts: Facts) -> bool:
    return facts.relationship in ("current_partner", "ex_partner")


def _has_violence(facts: Facts) -> bool:
    return "yes" in (facts.violence, facts.strangulation)


def _within(days: int | None, most: int) -> bool:
    return days is not None and days <= most


def _at_least(number: int | None, least: int) -> bool:
    return number is not None and number >= least


def _threat_with_means(facts: Facts, _windows: Windows) -> bool:
    return facts.threats == "yes" and "yes" in (facts.threat_plan, facts.weapon_access)


def _recent_violence(facts: Facts, windows: Windows) -> bool:
    return _has_violence(facts) and _within(facts.last_violence_days, windows.violence_days)


def _threat_to_children_near(facts: Facts, _windows: Windows) -> bool:
    return facts.child_threat == "yes" and facts.child_exposure_48h == "yes"


def _last_resort_of_partner(facts: Facts, windows: Windows) -> bool:
    said_it = facts.suicidal_statement == "yes" and _within(facts.suicidal_days, windows.suicidal_days)
    return _is_partner(facts) and said_it and "yes" in (facts.recent_approach_7d, facts.threats)


def _dangerous_partner(facts: Facts, _windows: Windows) -> bool:
    acts = facts.acts & {"PROP", "FOLLOW", "LOITER", "SURV"}
    return _is_partner(facts) and (bool(acts) or "yes" in (facts.threats, facts.violence))


def _cluster_of_others(facts: Facts, _windows: Windows) -> bool:
    return not _is_partner(facts) and (facts.age_under_30, facts.substance, facts.violence_history).count("yes") >= 2


def _yes(key: str) -> tuple[tuple[str, ...], Callable[[Facts, Windows], bool]]:
    return (key,), lambda facts, _windows: getattr(facts, key) == "yes"


def _acts(*codes: str) -> tuple[tuple[str, ...], Callable[[Facts, Windows], bool]]:
    wanted = frozenset(codes)
    return ("acts",), lambda facts, _windows: bool(facts.acts & wanted)


_A, _H, _M = Urgency.ACUTE, Urgency.HIGH, Urgency.MODERATE
_PARTNER_ACTS = ("relationship", "threats", "violence", "acts")
_LAST_RESORT = ("relationship", "suicidal_statement", "suicidal_days", "recent_approach_7d", "threats")

RULES: Final = (
    Rule("A1", _A, *_yes("danger_now")),
    Rule("A2", _A, ("threats", "threat_plan", "weapon_access"), _threat_with_means),
    Rule("A3", _A, ("violence", "strangulation", "last_violence_days"), _recent_violence),
    Rule("A4", _A, ("child_threat", "child_exposure_48h"), _threat_to_children_near),
    Rule("A5", _A, _LAST_RESORT, _last_resort_of_partner),
    Rule("A6", _A, *_yes("victim_suicidal")),
    Rule("H1", _H, ("threats", "child_threat"), lambda facts, _windows: "yes" in (facts.threats, facts.child_threat)),
    Rule("H2", _H, _PARTNER_ACTS, _dangerous_partner),
    Rule("H3", _H, ("violence", "strangulation"), lambda facts, _windows: _has_violence(facts)),
    Rule("H4", _H, ("impact",), lambda facts, _windows: facts.impact == "severe_fear"),
    Rule("H5", _H, *_yes("breach")),
    Rule("H6", _H, *_yes("suicidal_statement")),
    Rule("H7", _H, *_acts("COVERT", "ENTRY")),
    Rule("H8", _H, ("relationship", "age_under_30", "substance", "violence_history"), _cluster_of_others),
    Rule("H9", _H, ("relationship", "escalating"), lambda facts, _windows: _is_partner(facts) and facts.escalating == "yes"),
    Rule("M1", _M, ("span_days",), lambda facts, _windows: _at_least(facts.span_days, TWO_WEEKS), unless_not=True),
    Rule("M2", _M, *_yes("prior_stalking")),
    Rule("M3", _M, *_yes("substance")),
    Rule("M4", _M, *_acts("PROP", "PETHARM")),
    Rule("M5", _M, *_acts("VISIT", "LOITER", "FOLLOW", "SURV"), unless_not=True),
    Rule("M6", _M, *_acts("THIRD")),
    Rule("M7", _M, *_yes("escalating")),
    Rule("M8", _M, *_yes("violence_history")),
    Rule("M9", _M, *_yes("fixed_belief")),
    Rule("M10", _M, *_yes("weapon_access")),
    Rule("M11", _M, *_yes("trigger_soon")),
    Rule("M12", _M, *_yes("victim_vulnerable")),
    Rule("M13", _M, ("impact",), lambda facts, _windows: facts.impact == "fear"),
    Rule("M14", _M, ("prior_reports",), lambda facts, _windows: _at_least(facts.prior_reports, MANY_REPORTS)),
)
"""Every rule, by number."""

FLOORS: Final = ("F1", "F2", "F3")
"""Reasons for at least *moderate*: likely, a critical question open, or facts missing that the rest stands on."""


def fired_rules(facts: Facts, definition: Definition, windows: Windows = DEFAULTS) -> tuple[Rule, ...]:
    """All rules that hold, of all levels, by number."""
    is_not = definition is Definition.NOT_BY_THIS_INFORMATION
    return tuple(rule for rule in RULES if rule.holds(facts, windows) and not (rule.unless_not and is_not))


def open_critical(facts: Facts) -> tuple[str, ...]:
    """Those of the critical eight that are unknown, in the order of docs/assessment.md C1."""
    return tuple(key for key in CRITICAL if getattr(facts, key) is None)


def floors_of(facts: Facts, definition: Definition) -> tuple[str, ...]:
    """The floors that hold, by number."""
    is_thin = None in (facts.incidents_total, facts.span_days, facts.same_source)
    held = {
        "F1": definition is Definition.LIKELY,
        "F2": bool(open_critical(facts)),
        "F3": facts.relationship is None or (definition is Definition.POSSIBLE and is_thin),
    }
    return tuple(floor for floor in FLOORS if held[floor])


def urgency_of(rules: tuple[Rule, ...], floors: tuple[str, ...]) -> Urgency:
    """The most urgent level of the fired rules; at least *moderate* when a floor holds; else *routine*."""
    fired = {rule.urgency for rule in rules}
    lowest = Urgency.MODERATE if floors else Urgency.ROUTINE
    return next((level for level in Urgency if level in fired), lowest)


def has_several_concerns(rules: tuple[Rule, ...]) -> bool:
    """Whether three or more different moderate rules hold: the supervisor reads the case today; the level stays."""
    return sum(rule.urgency is Urgency.MODERATE for rule in rules) >= SEVERAL_CONCERNS
