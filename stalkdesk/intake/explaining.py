"""The rules in plain words: each rule's sentence, strength and source (`resources/rules/`), and an assessment explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stalkdesk.intake.definition import SETTLING, STATES
from stalkdesk.intake.facts import CRITICAL, Facts
from stalkdesk.intake.findings import Assessment, Definition, Element, ElementFinding, ElementState, Explanation, Urgency
from stalkdesk.intake.referrals import REFERRALS, REOPEN
from stalkdesk.intake.urgency import FLOORS
from stalkdesk.language import Language


@dataclass(frozen=True, slots=True)
class RuleWord:
    """One rule in words. A rule without a source does not load."""

    id: str
    sentence: str
    strength: str
    """S, M, O or E as in docs/assessment.md C3; several are joined, as in `S+E`."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleWords:
    """Everything the assessment says, in one language: by code."""

    version: str
    language: Language
    rules: Mapping[str, RuleWord]
    phrases: Mapping[str, str]
    """Every other sentence of an explanation, by code: `definition.likely`, `urgency.acute`, `element.P`, `element.P.met`,
    `floor.F1`, `referral.log_sheet`, `reopen.new_episode`, `critical.threats`, `response.high`, …"""
    sources: Mapping[str, str]
    """Source code -> words of the source."""


def explained(assessment: Assessment, facts: Facts, words: RuleWords) -> Explanation:
    """The assessment of `facts` in the sentences of `words`.

    Raises KeyError when a sentence is missing from the content (the content check names it before).
    """
    say = words.phrases.__getitem__
    outcome = assessment.definition.value
    concerns = ("several_concerns",) if assessment.several_concerns else ()
    phrases = (*(f"floor.{floor}" for floor in assessment.floors), *concerns, *contradictions(facts))
    return Explanation(
        headline=say(f"definition.{outcome}"),
        urgency_line=_urgency_line(assessment, words),
        reasons=(
            say(f"meaning.{outcome}"),
            *(words.rules[rule].sentence for rule in assessment.rules),
            *(say(code) for code in phrases),
        ),
        elements=tuple(_told(finding, words) for finding in assessment.elements),
        unanswered=tuple((key, say(f"critical.{key}")) for key in assessment.unanswered_critical),
        referrals=tuple(say(f"referral.{code}") for code in assessment.referrals),
        reopen=tuple(say(f"reopen.{code}") for code in assessment.reopen),
        response=say(f"response.{assessment.urgency.value}"),
    )


def as_json(assessment: Assessment, explanation: Explanation) -> dict[str, object]:
    """What `stalkdesk assess` prints: codes, and as `reasons` the sentences, those of the deciding elements among them."""
    deciding = _deciding(assessment)
    told = tuple(found for element, _name, found in explanation.elements if element in deciding)
    return {
        "definition": assessment.definition.value,
        "elements": {finding.element.value: finding.state.value for finding in assessment.elements},
        "urgency": assessment.urgency.value,
        "rules": list(assessment.rules),
        "floors": list(assessment.floors),
        "unanswered_critical": list(assessment.unanswered_critical),
        "reasons": [explanation.reasons[0], *told, *explanation.reasons[1:]],
        "referrals": list(assessment.referrals),
        "reopen": list(assessment.reopen),
    }


def contradictions(facts: Facts) -> tuple[str, ...]:
    """Codes of answers that can't both be right; the officer corrects one of them. They never change the assessment."""
    has_violence = "yes" in (facts.violence, facts.strangulation)
    held = {
        "contradiction.threat_plan": facts.threat_plan == "yes" and facts.threats != "yes",
        "contradiction.last_violence_days": facts.last_violence_days is not None and not has_violence,
        "contradiction.suicidal_days": facts.suicidal_days is not None and facts.suicidal_statement != "yes",
        "contradiction.breach": facts.breach == "yes" and facts.prohibition == "none",
    }
    return tuple(code for code, is_so in held.items() if is_so)


def _urgency_line(assessment: Assessment, words: RuleWords) -> str:
    """The level; while critical questions are open it says *at least*, which ones, and how many (docs/assessment.md C4)."""
    level = assessment.urgency
    unanswered = assessment.unanswered_critical
    if not unanswered:
        return words.phrases[f"urgency.{level.value}"]
    header = "acute" if level is Urgency.ACUTE else "at_least"
    number = "one" if len(unanswered) == 1 else "many"
    return words.phrases[f"header.{header}.{number}"].format(
        level=words.phrases[f"level.{level.value}"],
        count=len(unanswered),
        all=len(CRITICAL),
        names=", ".join(words.phrases[f"critical.{key}"] for key in unanswered),
    )


def _told(finding: ElementFinding, words: RuleWords) -> tuple[Element, str, str]:
    code = f"element.{finding.element.value}"
    found = words.phrases[f"{code}.{finding.state.value}"]
    if finding.settled_by:
        names = ", ".join(_short_name(key, words) for key in finding.settled_by)
        found = f"{found} {words.phrases['element.settled_by'].format(names=names)}"
    elif finding.is_open:
        found = f"{found} {words.phrases['element.settled_later']}"
    return finding.element, words.phrases[code], found


def _short_name(key: str, words: RuleWords) -> str:
    return words.phrases[f"critical.{key}" if key in CRITICAL else f"fact.{key}"]


def _deciding(assessment: Assessment) -> frozenset[Element]:
    """The elements that made the definition what it is: those against it on *not*, the open ones on *possible*, else all."""
    against = frozenset(finding.element for finding in assessment.elements if _speaks_against(finding))
    if assessment.definition is Definition.POSSIBLE:
        return frozenset(finding.element for finding in assessment.elements if finding.is_open)
    is_not = assessment.definition is Definition.NOT_BY_THIS_INFORMATION
    return against if is_not else frozenset(finding.element for finding in assessment.elements)


def _speaks_against(finding: ElementFinding) -> bool:
    is_explained = finding.element is Element.EXPLANATION
    return finding.state is (ElementState.PRESENT if is_explained else ElementState.ABSENT)


def phrase_codes() -> tuple[str, ...]:
    """The code of every phrase that an explanation may take: what the content must word."""
    levels = tuple(level.value for level in Urgency)
    return (
        *(f"{kind}.{outcome.value}" for kind in ("definition", "meaning") for outcome in Definition),
        *(f"{kind}.{level}" for kind in ("urgency", "level", "response") for level in levels),
        *(f"header.{header}.{number}" for header in ("at_least", "acute") for number in ("one", "many")),
        *(f"critical.{key}" for key in CRITICAL),
        *(f"fact.{key}" for key in SETTLING if key not in CRITICAL),
        *(f"element.{element.value}" for element in Element),
        *(f"element.{element.value}.{state.value}" for element, states in STATES.items() for state in states),
        *("element.settled_by", "element.settled_later", "several_concerns"),
        *(f"floor.{floor}" for floor in FLOORS),
        *(f"contradiction.{key}" for key in ("threat_plan", "last_violence_days", "suicidal_days", "breach")),
        *(f"referral.{code}" for code in REFERRALS),
        *(f"reopen.{code}" for code in REOPEN),
    )
