"""The rules in plain words: each rule's sentence, strength and source (`resources/rules/`), and an assessment explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from stalkdesk.intake.contradictions import CODES as CONTRADICTIONS
from stalkdesk.intake.contradictions import contradictions_in
from stalkdesk.intake.definition import SETTLING, STATES
from stalkdesk.intake.facts import CRITICAL, Facts
from stalkdesk.intake.findings import Assessment, Definition, Element, ElementFinding, ElementState, Explanation, Urgency
from stalkdesk.intake.referrals import REFERRALS, REOPEN
from stalkdesk.intake.urgency import FLOORS
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.intake.wording import WINDOW_PHRASES, Told, filled_in, spoken_windows
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
    """Everything the assessment says, in one language: by code. Sentences may hold places for the authority's windows."""

    version: str
    language: Language
    rules: Mapping[str, RuleWord]
    phrases: Mapping[str, str]
    """Every other sentence of an explanation, by code: `definition.likely`, `urgency.acute`, `element.P`, `element.P.met`,
    `floor.F1`, `referral.log_sheet`, `reopen.new_episode`, `critical.threats`, `response.high`, …"""
    sources: Mapping[str, str]
    """Source code -> words of the source."""


def words_in(words: RuleWords, windows: Windows) -> RuleWords:
    """The same words with the authority's windows filled in. Raises KeyError when a phrase for them is missing."""
    numbers = spoken_windows(windows, words.phrases)
    rules = Told(words.rules, lambda rule: replace(rule, sentence=filled_in(rule.sentence, numbers)))
    return replace(words, rules=rules, phrases=Told(words.phrases, lambda phrase: filled_in(phrase, numbers)))


def response_to(urgency: Urgency, words: RuleWords, windows: Windows) -> str:
    """What follows at that level, and within what time: at the confirmed one, when it is another than the computed one."""
    return filled_in(words.phrases[f"response.{urgency.value}"], spoken_windows(windows, words.phrases))


def explained(assessment: Assessment, facts: Facts, words: RuleWords, windows: Windows = DEFAULTS) -> Explanation:
    """The assessment of `facts` in the sentences of `words`, with the `windows` that it was made in.

    Raises KeyError when a sentence is missing from the content (the content check names it before).
    """
    numbers = spoken_windows(windows, words.phrases)

    def say(code: str) -> str:
        return filled_in(words.phrases[code], numbers)

    outcome = assessment.definition.value
    concerns = ("several_concerns",) if assessment.several_concerns else ()
    phrases = (*(f"floor.{floor}" for floor in assessment.floors), *concerns)
    unlike = tuple(found.phrase for found in contradictions_in(facts))
    return Explanation(
        headline=say(f"definition.{outcome}"),
        urgency_line=_urgency_line(assessment, words),
        reasons=(
            say(f"meaning.{outcome}"),
            *(filled_in(words.rules[rule].sentence, numbers) for rule in assessment.rules),
            *(say(code) for code in (*phrases, *unlike)),
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
        *(f"contradiction.{code}" for code in CONTRADICTIONS),
        *(f"referral.{code}" for code in REFERRALS),
        *(f"reopen.{code}" for code in REOPEN),
        *WINDOW_PHRASES,
    )
