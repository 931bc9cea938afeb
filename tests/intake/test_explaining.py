"""The assessment in words: the shipped rules word everything, in both languages, and what the commands print has its shape."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from stalkdesk import places
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.explaining import RuleWord, RuleWords, as_json, explained, phrase_codes
from stalkdesk.intake.facts import CRITICAL, Facts
from stalkdesk.intake.findings import Element
from stalkdesk.intake.urgency import RULES
from stalkdesk.language import Language
from tests.intake.known_facts import any_facts, calm, stalked

RULES_FOLDER = places.resources() / "rules"
VERSION: str = tomllib.loads((RULES_FOLDER / "current.toml").read_text(encoding="utf-8"))["version"]
KEYS = ["definition", "elements", "urgency", "rules", "floors", "unanswered_critical", "reasons", "referrals", "reopen"]


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def shipped(language: Language) -> RuleWords:
    danish = _table(RULES_FOLDER / f"{VERSION}.toml")
    english = _table(places.resources() / "languages" / "en" / "rules" / f"{VERSION}.toml")
    words = english if language is Language.ENGLISH else danish
    rules = {
        rule_id: RuleWord(rule_id, words["rule"][rule_id]["sentence"], rule["strength"], tuple(rule["sources"]))
        for rule_id, rule in danish["rule"].items()
    }
    return RuleWords(VERSION, language, rules, words["phrase"], danish["source"])


DANISH, ENGLISH = shipped(Language.DANISH), shipped(Language.ENGLISH)


# -- the shipped words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [DANISH, ENGLISH], ids=["da", "en"])
def test_every_rule_and_phrase_is_worded_and_nothing_else(words: RuleWords) -> None:
    assert list(words.rules) == [rule.id for rule in RULES]
    assert set(words.phrases) == set(phrase_codes())
    assert all(rule.sentence.strip().endswith(".") for rule in words.rules.values())


def test_every_rule_has_a_strength_and_sources_and_no_source_is_idle() -> None:
    named = [source for rule in DANISH.rules.values() for source in rule.sources]

    assert all(rule.sources and set(rule.strength.split("+")) <= set("SMOE") for rule in DANISH.rules.values())
    assert set(named) == set(DANISH.sources)


def test_both_languages_fill_in_the_same_names() -> None:
    names = re.compile(r"{\w+}")

    for code, sentence in DANISH.phrases.items():
        assert sorted(names.findall(sentence)) == sorted(names.findall(ENGLISH.phrases[code])), code


@pytest.mark.parametrize("words", [DANISH, ENGLISH], ids=["da", "en"])
def test_nobody_is_called_a_stalker(words: RuleWords) -> None:
    said = " ".join((*words.phrases.values(), *(rule.sentence for rule in words.rules.values())))

    assert not re.search(r"\bstalkere?n?s?\b", said, re.IGNORECASE)


# -- an assessment explained -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "headline"),
    [
        (stalked(), "Stalking sandsynlig"),
        (calm(reciprocity=None), "Mulig – indhent mere"),
        (calm(), "Ikke stalking ud fra disse oplysninger – henvis"),
    ],
)
def test_the_headline_is_the_label_of_the_definition(facts: Facts, headline: str) -> None:
    assert explained(assess(facts), facts, DANISH).headline == headline


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({}, "Rutine"),
        ({"impact": "fear"}, "Moderat bekymring"),
        ({"weapon_access": None}, "Mindst MODERAT – 1 af 8 kritiske spørgsmål er ubesvaret: våben"),
        (
            {"weapon_access": None, "suicidal_statement": None},
            "Mindst MODERAT – 2 af 8 kritiske spørgsmål er ubesvarede: våben, selvmordsudtalelser",
        ),
        ({"threats": "yes", "violence": None}, "Mindst HØJ – 1 af 8 kritiske spørgsmål er ubesvaret: vold"),
        ({"danger_now": "yes", "violence": None}, "AKUT FARE NU – 1 af 8 kritiske spørgsmål er ubesvaret: vold"),
    ],
)
def test_the_urgency_says_at_least_while_critical_questions_are_open(change: dict[str, object], line: str) -> None:
    facts = calm(**change)

    assert explained(assess(facts), facts, DANISH).urgency_line == line


def test_the_english_header_is_that_of_the_rules() -> None:
    facts = calm(weapon_access=None, suicidal_statement=None)

    line = explained(assess(facts), facts, ENGLISH).urgency_line

    assert line == "At least MODERATE – 2 of 8 critical questions are unanswered: weapons, suicidal statements"


def test_reasons_are_the_meaning_then_the_rules_then_floors_and_concerns() -> None:
    facts = calm(substance="yes", trigger_soon="yes", fixed_belief="yes", relationship=None)
    words = DANISH.phrases

    assert explained(assess(facts), facts, DANISH).reasons == (
        words["meaning.not_by_this_information"],
        *(DANISH.rules[rule].sentence for rule in ("M3", "M9", "M11")),
        words["floor.F3"],
        words["several_concerns"],
    )


def test_an_open_element_says_what_would_settle_it() -> None:
    facts = stalked(continued_after_no=None)

    told = {element: found for element, _name, found in explained(assess(facts), facts, DANISH).elements}

    assert told[Element.UNWANTED].endswith("Det kan afklares med svar på: om det fortsatte efter et nej.")
    assert told[Element.PATTERN] == DANISH.phrases["element.P.met"]


def test_an_open_element_with_nothing_left_to_ask_says_so() -> None:
    facts = calm(incidents_total=4)

    told = {element: found for element, _name, found in explained(assess(facts), facts, DANISH).elements}

    assert told[Element.PATTERN].endswith(DANISH.phrases["element.settled_later"])


def test_facts_that_contradict_are_told_last() -> None:
    facts = calm(breach="yes", threat_plan="yes")

    reasons = explained(assess(facts), facts, DANISH).reasons

    assert reasons[-2:] == tuple(DANISH.phrases[f"contradiction.{code}"] for code in ("threat_plan", "breach"))


def test_the_unanswered_questions_are_named_one_by_one() -> None:
    unanswered = explained(assess(Facts()), Facts(), DANISH).unanswered

    assert tuple(key for key, _name in unanswered) == CRITICAL
    assert dict(unanswered)["weapon_access"] == "våben"


# -- what the commands print -------------------------------------------------------------------------------------------------


@given(facts=any_facts())
@settings(max_examples=60)
def test_every_assessment_is_explained_in_both_languages_and_printed_in_its_shape(facts: Facts) -> None:
    assessment = assess(facts)
    for words in (DANISH, ENGLISH):
        explanation = explained(assessment, facts, words)
        printed = as_json(assessment, explanation)

        assert list(printed) == KEYS
        assert printed["rules"] == list(assessment.rules)
        assert printed["reopen"] == list(assessment.reopen)
        told = (explanation.headline, explanation.response, *explanation.referrals, *explanation.reopen)
        assert all(sentence and "{" not in sentence for sentence in (*told, *explanation.reasons))


def test_the_elements_are_printed_by_letter() -> None:
    assessment = assess(Facts())

    printed = as_json(assessment, explained(assessment, Facts(), DANISH))

    assert printed["elements"] == {"P": "unknown", "U": "unclear", "F": "unclear", "X": "unclear"}
    assert printed["definition"] == "possible"
    assert printed["urgency"] == "moderate"
    assert printed["floors"] == ["F2", "F3"]


def test_a_not_is_printed_with_the_elements_that_speak_against_it() -> None:
    assessment = assess(calm())

    reasons = as_json(assessment, explained(assessment, calm(), DANISH))["reasons"]

    assert reasons == [DANISH.phrases["meaning.not_by_this_information"], DANISH.phrases["element.U.absent"]]


def test_ten_thousand_assessments_take_well_under_two_seconds_of_work() -> None:
    cases = [calm(), stalked(), Facts(), calm(impact="fear", acts=["VISIT", "PROP"], incidents_total=None)]
    begun = time.process_time()
    for number in range(10_000):
        assess(cases[number % len(cases)])
    assert time.process_time() - begun < 2
