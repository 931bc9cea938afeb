"""The definition test: four elements, each with its state, the facts used and what would settle it (docs/assessment.md C2).

It reads the law's own words (straffeloven § 242: systematic and persistent, suited to violate another's peace) and never asks
for a proof of fear. It says what the information shows so far; it finds nobody guilty. `threat_plan` has been read before: see
`assessment.assess`.
"""

from __future__ import annotations

from typing import Final

from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Definition, Element, ElementFinding, ElementState

LIST_A_ACTS: Final = frozenset({"VISIT", "FOLLOW", "LOITER", "SURV", "COVERT", "ENTRY", "PROP", "DEFAME", "IMAGE", "PETHARM"})
"""Acts that are intrusive in themselves (List A of docs/assessment.md C1)."""
LIST_A_ANSWERS: Final = ("threats", "violence", "strangulation", "child_threat")
"""Questions whose *yes* is an act of List A too."""
ASKED_FIRST: Final = ("threats", "violence", "strangulation", "impact")
"""Critical questions that must be answered before an element may say no (safety property P10)."""

SOME_EPISODES, MANY_EPISODES = 3, 5
"""Bands of docs/assessment.md C2: engineering defaults among published thresholds."""
TWO_WEEKS = 14
"""Days; the watershed of Purcell, Pathé and Mullen 2004. It strengthens, and is never required."""

STATES: Final = {
    Element.PATTERN: (ElementState.MET, ElementState.WEAK, ElementState.ABSENT, ElementState.UNKNOWN),
    Element.UNWANTED: (ElementState.MET, ElementState.ABSENT, ElementState.UNCLEAR),
    Element.PEACE: (ElementState.MET, ElementState.ABSENT, ElementState.UNCLEAR),
    Element.EXPLANATION: (ElementState.ABSENT, ElementState.PRESENT, ElementState.UNCLEAR),
}
"""The states that each element can be in."""
SETTLING: Final = (
    "directed_at_person",
    "same_source",
    "incidents_total",
    "span_days",
    "burst_24h",
    "unwanted",
    "continued_after_no",
    "reciprocity",
    "impact",
    "acts",
    "purpose",
    "exceeds_purpose",
    "breach",
    "threats",
    "child_threat",
    "violence",
    "strangulation",
    "prior_stalking",
)
"""Every question that an element reads and that may settle it, in the order of docs/assessment.md C1."""

type_of_ground = tuple[ElementState, tuple[str, ...]]


def elements_of(facts: Facts) -> tuple[ElementFinding, ...]:
    """The four elements, P, U, F, X in this order."""
    return (
        _finding(Element.PATTERN, facts, _pattern(facts)),
        _finding(Element.UNWANTED, facts, _unwanted(facts)),
        _finding(Element.PEACE, facts, _peace(facts)),
        _finding(Element.EXPLANATION, facts, _explanation(facts)),
    )


def definition_of(elements: tuple[ElementFinding, ...]) -> Definition:
    """The outcome: *not* when one element speaks against, *likely* when all four speak for, else *possible*."""
    pattern, unwanted, peace, explanation = (finding.state for finding in elements)
    if ElementState.ABSENT in (pattern, unwanted, peace) or explanation is ElementState.PRESENT:
        return Definition.NOT_BY_THIS_INFORMATION
    is_whole = {pattern, unwanted, peace} == {ElementState.MET} and explanation is ElementState.ABSENT
    return Definition.LIKELY if is_whole else Definition.POSSIBLE


def list_a(facts: Facts, but: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The keys of the facts that show an act of List A; empty when none does. Acts in `but` are passed over."""
    answers = tuple(key for key in LIST_A_ANSWERS if getattr(facts, key) == "yes")
    return ("acts", *answers) if facts.acts & (LIST_A_ACTS - but) else answers


def _finding(element: Element, facts: Facts, ground: type_of_ground) -> ElementFinding:
    state, used = ground
    finding = ElementFinding(element, state, used, ())
    if not finding.is_open:
        return finding
    wanted = _SETTLERS[element](facts)
    return ElementFinding(element, state, used, wanted)


# -- P: a pattern, "systematic and persistent" -------------------------------------------------------------------------------


def _pattern(facts: Facts) -> type_of_ground:
    if facts.directed_at_person == "no":
        return ElementState.ABSENT, ("directed_at_person",)
    if facts.same_source == "no":
        return ElementState.ABSENT, ("same_source",)
    shown = _shows_pattern(facts)
    if shown and facts.same_source is not None:
        return ElementState.MET, ("same_source", *shown)
    if _is_single_episode(facts):
        return ElementState.ABSENT, ("incidents_total", "burst_24h", "breach", "prior_stalking")
    if facts.incidents_total is not None:
        return ElementState.WEAK, ("incidents_total",)
    return (ElementState.WEAK, ("acts",)) if "COVERT" in facts.acts else (ElementState.UNKNOWN, ())


def _shows_pattern(facts: Facts) -> tuple[str, ...]:
    """The facts that make a pattern once the source is known or suspected: (a) to (e) of docs/assessment.md C2."""
    episodes, days = facts.incidents_total or 0, facts.span_days or 0
    if episodes >= MANY_EPISODES:
        return ("incidents_total",)
    if episodes >= SOME_EPISODES and days >= TWO_WEEKS:
        return ("incidents_total", "span_days")
    if episodes >= SOME_EPISODES and (intrusive := list_a(facts)):
        return ("incidents_total", *intrusive)
    if facts.breach == "yes":
        return ("breach",)
    return ("incidents_total", "acts") if "COVERT" in facts.acts and episodes >= 2 else ()


def _is_single_episode(facts: Facts) -> bool:
    is_lone = facts.incidents_total == 1 and "COVERT" not in facts.acts
    return is_lone and facts.burst_24h == facts.breach == facts.prior_stalking == "no"


def _pattern_settlers(facts: Facts) -> tuple[str, ...]:
    aim = _open(facts, "directed_at_person", "same_source")
    if _shows_pattern(facts):
        return aim
    wanted = [*aim, *_open(facts, "incidents_total", "breach")]
    could_be_single = "COVERT" not in facts.acts and "yes" not in (facts.burst_24h, facts.prior_stalking)
    if facts.incidents_total == 1 and could_be_single:
        wanted += _open(facts, "burst_24h", "prior_stalking")
    if facts.incidents_total == 2:
        wanted += _open(facts, "acts")
    if facts.incidents_total in (3, 4):
        wanted += _open(facts, "span_days", "acts", *LIST_A_ANSWERS)
    return tuple(wanted)


# -- U: unwanted and one-sided -----------------------------------------------------------------------------------------------


def _unwanted(facts: Facts) -> type_of_ground:
    if facts.unwanted == "no":
        return _not_unwanted(facts, "unwanted")
    if facts.unwanted == "explicit":
        if facts.continued_after_no == "yes":
            return ElementState.MET, ("unwanted", "continued_after_no")
        if facts.continued_after_no == "no":
            return _not_unwanted(facts, "unwanted", "continued_after_no")
        return ElementState.UNCLEAR, ("unwanted",)
    if facts.reciprocity == "mutual":
        return _not_unwanted(facts, "reciprocity")
    if facts.unwanted == "implicit" and facts.reciprocity in ("none", "occasional"):
        return ElementState.MET, ("unwanted", "reciprocity")
    return ElementState.UNCLEAR, tuple(key for key in ("unwanted", "reciprocity") if getattr(facts, key) is not None)


def _not_unwanted(facts: Facts, *used: str) -> type_of_ground:
    """Absent only behind the guard: nothing intrusive, no fear, no breach, and the critical questions answered."""
    if _may_be_calm(facts) and not _guard_questions(facts):
        return ElementState.ABSENT, (*used, *ASKED_FIRST, "breach")
    return ElementState.UNCLEAR, used


def _may_be_calm(facts: Facts) -> bool:
    return not list_a(facts) and facts.impact in ("none", "annoyance", None) and facts.breach in ("no", None)


def _guard_questions(facts: Facts) -> tuple[str, ...]:
    return _open(facts, *ASKED_FIRST, "breach")


def _unwanted_settlers(facts: Facts) -> tuple[str, ...]:
    guard = _guard_questions(facts) if _may_be_calm(facts) else ()
    if facts.unwanted == "no":
        return guard
    if facts.unwanted == "explicit":
        return guard if facts.continued_after_no == "no" else ("continued_after_no",)
    refusal = ("unwanted",) if facts.unwanted in (None, "unclear") else ()
    if facts.reciprocity == "mutual":
        continued = () if facts.continued_after_no == "yes" else ("continued_after_no",)
        return (*refusal, *continued, *guard) if refusal and facts.continued_after_no != "no" else guard
    return (*refusal, *_open(facts, "reciprocity"))


# -- F: suited to violate peace; objective, no fear need be admitted ---------------------------------------------------------


def _peace(facts: Facts) -> type_of_ground:
    if intrusive := list_a(facts):
        return ElementState.MET, intrusive
    if facts.impact in ("distress", "fear", "severe_fear"):
        return ElementState.MET, ("impact",)
    episodes = facts.incidents_total
    if facts.continued_after_no == "yes" and episodes is not None and episodes >= MANY_EPISODES:
        return ElementState.MET, ("continued_after_no", "incidents_total")
    is_few = episodes is not None and episodes < MANY_EPISODES
    if facts.impact == "none" and is_few and not _open(facts, *ASKED_FIRST):
        return ElementState.ABSENT, (*ASKED_FIRST, "incidents_total")
    return ElementState.UNCLEAR, tuple(key for key in ("impact",) if facts.impact is not None)


def _peace_settlers(facts: Facts) -> tuple[str, ...]:
    wanted = _open(facts, "impact", "acts", *LIST_A_ANSWERS)
    could_continue = facts.continued_after_no in ("yes", None)
    if could_continue or facts.impact in ("none", None):
        wanted += _open(facts, "incidents_total")
    if facts.incidents_total is None or facts.incidents_total >= MANY_EPISODES:
        wanted += _open(facts, "continued_after_no")
    return wanted


# -- X: another sufficient explanation ---------------------------------------------------------------------------------------


def _explanation(facts: Facts) -> type_of_ground:
    if facts.purpose == "none":
        return ElementState.ABSENT, ("purpose",)
    if facts.exceeds_purpose == "yes":
        return ElementState.ABSENT, ("exceeds_purpose",)
    if facts.purpose is None:
        return ElementState.UNCLEAR, ()
    if facts.exceeds_purpose == "no" and _may_stay_within(facts) and not _guard_questions(facts):
        return ElementState.PRESENT, ("purpose", "exceeds_purpose", *ASKED_FIRST, "breach")
    return ElementState.UNCLEAR, ("purpose",)


def _may_stay_within(facts: Facts) -> bool:
    is_refused = facts.unwanted == "explicit" and facts.continued_after_no == "yes"
    is_calm = facts.impact not in ("fear", "severe_fear") and facts.breach in ("no", None)
    return is_calm and not is_refused and not list_a(facts, but=frozenset({"VISIT"}))


def _explanation_settlers(facts: Facts) -> tuple[str, ...]:
    if facts.purpose is None:
        return ("purpose",)
    if facts.exceeds_purpose != "no":
        return ("exceeds_purpose",)
    return _guard_questions(facts) if _may_stay_within(facts) else ()


_SETTLERS: Final = {
    Element.PATTERN: _pattern_settlers,
    Element.UNWANTED: _unwanted_settlers,
    Element.PEACE: _peace_settlers,
    Element.EXPLANATION: _explanation_settlers,
}


def _open(facts: Facts, *keys: str) -> tuple[str, ...]:
    """Those of the questions that have no answer; `acts` has none while no act is named."""
    return tuple(key for key in keys if getattr(facts, key) in (None, frozenset()))
