"""Fact sets to begin from, and a strategy that makes every other one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from stalkdesk.intake.facts import ACTS, CRITICAL, NUMBERS, VALUES, Facts
from stalkdesk.intake.facts_from_answers import facts_from_json
from stalkdesk.intake.windows import Windows
from stalkdesk.settings import WINDOWS

RISKS = tuple(key for key, values in VALUES.items() if values == ("yes", "no") and key != "directed_at_person")
"""Every yes/no question whose *yes* is a reason for concern."""

_CALM: dict[str, object] = {
    **dict.fromkeys(RISKS, "no"),
    "directed_at_person": "yes",
    "same_source": "yes",
    "incidents_total": 2,
    "span_days": 3,
    "unwanted": "unclear",
    "continued_after_no": "na",
    "reciprocity": "mutual",
    "impact": "annoyance",
    "acts": ["COMM"],
    "purpose": "none",
    "exceeds_purpose": "na",
    "relationship": "acquaintance",
    "prohibition": "none",
    "prior_reports": 0,
}


def calm(**change: object) -> Facts:
    """Everything answered and nothing worrying; *routine* and, by U, *not*. `change` replaces answers; None is unknown."""
    return facts_from_json({**_CALM, **change})


def stalked(**change: object) -> Facts:
    """Six unwanted episodes after an explicit refusal, with distress and nothing else: *likely*."""
    plain = {"incidents_total": 6, "unwanted": "explicit", "continued_after_no": "yes", "reciprocity": "none"}
    return calm(**{**plain, "impact": "distress", **change})


def changed(facts: Facts, **change: Any) -> Facts:
    """The facts with other answers to some questions; None is unknown."""
    return replace(facts, **change)


def any_facts() -> st.SearchStrategy[Facts]:
    """Every fact set: each question answered in each of its ways, or unknown; numbers near the limits of the rules."""
    values = {key: st.sampled_from((None, *choices)) for key, choices in VALUES.items()}
    numbers = {key: st.sampled_from((None, 0, 1, 2, 7, 8, 13, 14, 60)) for key in NUMBERS}
    numbers["incidents_total"] = st.sampled_from((None, 1, 2, 3, 4, 5, 25))
    acts = st.frozensets(st.sampled_from(ACTS), max_size=3)
    return st.builds(Facts, acts=acts, **values, **numbers)


def quiet_facts() -> st.SearchStrategy[Facts]:
    """Fact sets near the border of *not* and *routine*: most risks denied, the critical questions often answered."""
    often_no = st.sampled_from(("no", "no", "no", "no", "no", None))
    mostly = {key: often_no for key in (*RISKS, *CRITICAL) if key != "impact"}
    return st.builds(
        Facts,
        **mostly,
        directed_at_person=st.sampled_from(("yes", "yes", None, "no")),
        same_source=st.sampled_from(("yes", "suspected", None, "no")),
        incidents_total=st.sampled_from((None, 1, 2, 4, 5)),
        span_days=st.sampled_from((None, 0, 14)),
        unwanted=st.sampled_from((None, *VALUES["unwanted"])),
        continued_after_no=st.sampled_from((None, *VALUES["continued_after_no"])),
        reciprocity=st.sampled_from((None, *VALUES["reciprocity"])),
        impact=st.sampled_from((None, *VALUES["impact"])),
        acts=st.sampled_from((frozenset(), frozenset({"COMM"}), frozenset({"VISIT"}))),
        purpose=st.sampled_from((None, "none", "co_parenting")),
        exceeds_purpose=st.sampled_from((None, *VALUES["exceeds_purpose"])),
        relationship=st.sampled_from((None, "neighbour", "ex_partner")),
        prohibition=st.sampled_from((None, "none", "in_force")),
    )


def any_windows() -> st.SearchStrategy[Windows]:
    """Every choice of windows that the settings let an authority make."""
    return st.builds(Windows, **{setting.key: st.integers(setting.least, setting.most) for setting in WINDOWS})


def documented(heading: str, until: str) -> str:
    """What docs/assessment.md says from one heading until another."""
    document = (Path(__file__).parents[2] / "docs" / "assessment.md").read_text(encoding="utf-8")
    assert document.count(f"\n{heading}") == 1
    return document.partition(f"\n{heading}")[2].partition(f"\n{until}")[0]
