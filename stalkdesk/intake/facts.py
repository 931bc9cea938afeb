"""The facts that the assessment reads (docs/assessment.md C1), and how unknown is said: with None, never with "no"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ACTS: Final = (
    "COMM",
    "GIFT",
    "VISIT",
    "FOLLOW",
    "LOITER",
    "SURV",
    "COVERT",
    "ENTRY",
    "THIRD",
    "PROP",
    "DEFAME",
    "IMAGE",
    "PETHARM",
)

CRITICAL: Final = (
    "danger_now",
    "threats",
    "violence",
    "strangulation",
    "weapon_access",
    "suicidal_statement",
    "breach",
    "impact",
)

VALUES: Final[dict[str, tuple[str, ...]]] = {
    "directed_at_person": ("yes", "no"),
    "same_source": ("yes", "suspected", "no"),
    "burst_24h": ("yes", "no"),
    "unwanted": ("explicit", "implicit", "unclear", "no"),
    "continued_after_no": ("yes", "no", "na"),
    "reciprocity": ("none", "occasional", "mutual"),
    "impact": ("none", "annoyance", "distress", "fear", "severe_fear"),
    "purpose": ("none", "co_parenting", "legal_or_debt", "neighbour_dispute", "work_service", "press_or_official"),
    "exceeds_purpose": ("yes", "no", "na"),
    "relationship": (
        "ex_partner",
        "current_partner",
        "family",
        "acquaintance",
        "colleague",
        "neighbour",
        "professional",
        "stranger",
    ),
    "prohibition": ("none", "in_force"),
    **dict.fromkeys(
        (
            "breach",
            "danger_now",
            "threats",
            "threat_plan",
            "child_threat",
            "child_exposure_48h",
            "violence",
            "strangulation",
            "weapon_access",
            "suicidal_statement",
            "recent_approach_7d",
            "substance",
            "prior_stalking",
            "violence_history",
            "age_under_30",
            "escalating",
            "fixed_belief",
            "trigger_soon",
            "victim_vulnerable",
            "victim_suicidal",
        ),
        ("yes", "no"),
    ),
}
"""Each fact with closed values; `unknown` and None are allowed beside them and mean the same."""

NUMBERS: Final = ("incidents_total", "span_days", "last_violence_days", "suicidal_days", "prior_reports")
"""Each fact that is a whole number of 0 or more, or unknown. `incidents_total` is at least 1."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The C1 facts of one case. None means unknown or not asked; `acts` holds codes of `ACTS`."""

    directed_at_person: str | None = None
    same_source: str | None = None
    incidents_total: int | None = None
    span_days: int | None = None
    burst_24h: str | None = None
    unwanted: str | None = None
    continued_after_no: str | None = None
    reciprocity: str | None = None
    impact: str | None = None
    acts: frozenset[str] = frozenset()
    purpose: str | None = None
    exceeds_purpose: str | None = None
    relationship: str | None = None
    prohibition: str | None = None
    breach: str | None = None
    danger_now: str | None = None
    threats: str | None = None
    threat_plan: str | None = None
    child_threat: str | None = None
    child_exposure_48h: str | None = None
    violence: str | None = None
    last_violence_days: int | None = None
    strangulation: str | None = None
    weapon_access: str | None = None
    suicidal_statement: str | None = None
    suicidal_days: int | None = None
    recent_approach_7d: str | None = None
    substance: str | None = None
    prior_stalking: str | None = None
    violence_history: str | None = None
    age_under_30: str | None = None
    escalating: str | None = None
    fixed_belief: str | None = None
    trigger_soon: str | None = None
    victim_vulnerable: str | None = None
    victim_suicidal: str | None = None
    prior_reports: int | None = None
