"""`stalkdesk assess`: facts in JSON, one object or a list, to codes and, when asked for, whole sentences. It needs no store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stalkdesk import app
from stalkdesk.errors import BadFacts
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.contradictions import contradictions_in
from stalkdesk.intake.explaining import as_json, explained
from stalkdesk.intake.facts_from_answers import facts_from_json
from stalkdesk.language import Language, spoken, tr

if TYPE_CHECKING:
    from stalkdesk.intake.explaining import RuleWords
    from stalkdesk.intake.facts import Facts
    from stalkdesk.intake.findings import Assessment, Explanation


def assessed(untrusted: object, explain_in: Language | None = None) -> object:
    """The assessment of one object of facts, or of each in a list; with `explain_in`, each with its explanation.

    The windows are the programme's proposals. Raises BadFacts, naming the key, and in a list the number.
    """
    command = _Assessing(app.library().rules(explain_in or spoken()), explain_in is not None)
    if not isinstance(untrusted, list):
        return command.one(untrusted)
    answers = []
    for number, untrusted_facts in enumerate(untrusted, start=1):
        try:
            answers.append(command.one(untrusted_facts))
        except BadFacts as problem:
            raise BadFacts(tr("Nr. {number} i listen: {problem}", number=number, problem=str(problem))) from None
    return answers


@dataclass(frozen=True, slots=True)
class _Assessing:
    words: RuleWords
    is_explained: bool

    def one(self, untrusted: object) -> dict[str, object]:
        facts = facts_from_json(untrusted)
        found = assess(facts)
        explanation = explained(found, facts, self.words)
        answer = as_json(found, explanation)
        if self.is_explained:
            answer["explanation"] = explanation_as_json(facts, found, explanation, self.words)
        return answer


def explanation_as_json(facts: Facts, found: Assessment, explanation: Explanation, words: RuleWords) -> dict[str, object]:
    """The whole explanation in the language of `words`: every sentence beside the code it words."""
    after_rules = 1 + len(found.rules)
    after_floors = after_rules + len(found.floors)
    after_concerns = after_floors + found.several_concerns
    meaning, *_others = explanation.reasons
    return {
        "language": words.language.value,
        "headline": explanation.headline,
        "meaning": meaning,
        "urgency_line": explanation.urgency_line,
        "response": explanation.response,
        "why": [
            _why(rule, sentence, words) for rule, sentence in zip(found.rules, explanation.reasons[1:after_rules], strict=True)
        ],
        "floors": _paired("floor", found.floors, explanation.reasons[after_rules:after_floors]),
        "several_concerns": list(explanation.reasons[after_floors:after_concerns]),
        "elements": [
            {
                "element": finding.element.value,
                "name": name,
                "state": finding.state.value,
                "sentence": sentence,
                "settled_by": list(finding.settled_by),
            }
            for finding, (_element, name, sentence) in zip(found.elements, explanation.elements, strict=True)
        ],
        "unanswered": [{"question": question, "name": name} for question, name in explanation.unanswered],
        "contradictions": [
            {"contradiction": unlike.code, "sentence": sentence, "questions": list(unlike.questions)}
            for unlike, sentence in zip(contradictions_in(facts), explanation.reasons[after_concerns:], strict=True)
        ],
        "referrals": _paired("referral", found.referrals, explanation.referrals),
        "reopen": _paired("reopen", found.reopen, explanation.reopen),
    }


def _why(rule: str, sentence: str, words: RuleWords) -> dict[str, object]:
    word = words.rules[rule]
    sources = [{"code": code, "title": words.sources[code]} for code in word.sources]
    return {"rule": rule, "sentence": sentence, "strength": word.strength, "sources": sources}


def _paired(name: str, codes: tuple[str, ...], sentences: tuple[str, ...]) -> list[dict[str, str]]:
    return [{name: code, "sentence": sentence} for code, sentence in zip(codes, sentences, strict=True)]
