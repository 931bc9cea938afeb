"""`stalkdesk assess`: what `--explain` adds, in which language, and how every kind of bad input is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from stalkdesk import places
from stalkdesk.commands.assessing import explanation_as_json
from stalkdesk.data.library import Library
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.explaining import explained
from stalkdesk.language import Language
from tests.command_desk import Desk, answers_file, is_refused
from tests.intake.known_facts import calm, stalked

FACTS = {"threats": "yes", "threat_plan": "yes", "incidents_total": 3, "unwanted": "explicit", "relationship": "ex_partner"}
ADDED = [
    "language",
    "headline",
    "meaning",
    "urgency_line",
    "response",
    "why",
    "floors",
    "several_concerns",
    "elements",
    "unanswered",
    "contradictions",
    "referrals",
    "reopen",
]


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(capsys)


def explained_in(desk: Desk, folder: Path, language: str, facts: object = FACTS) -> Any:
    return desk.run("assess", answers_file(folder, facts), "--explain", language).facts


# -- with and without --explain ----------------------------------------------------------------------------------------------


def test_without_explain_the_answer_holds_the_nine_keys_alone(desk: Desk, tmp_path: Path) -> None:
    plain = desk.run("assess", answers_file(tmp_path, FACTS)).facts
    told = explained_in(desk, tmp_path, "da")

    assert list(told)[:-1] == list(plain)
    assert {key: told[key] for key in plain} == plain
    assert list(told["explanation"]) == ADDED


@pytest.mark.parametrize(("language", "headline"), [("da", "Mulig – indhent mere"), ("en", "Possible – gather more")])
def test_the_explanation_is_in_the_language_asked_for_whatever_the_screen_speaks(
    desk: Desk, tmp_path: Path, language: str, headline: str
) -> None:
    told = explained_in(desk, tmp_path, language)

    assert told["explanation"]["language"] == language
    assert told["explanation"]["headline"] == headline
    assert told["explanation"]["meaning"] == told["reasons"][0]


def test_every_rule_comes_with_its_sentence_strength_and_sources(desk: Desk, tmp_path: Path) -> None:
    told = explained_in(desk, tmp_path, "en")
    words = Library(places.resources()).rules(Language.ENGLISH)

    assert [why["rule"] for why in told["explanation"]["why"]] == told["rules"]
    for why in told["explanation"]["why"]:
        assert why["sentence"] in told["reasons"]
        assert why["strength"] == words.rules[why["rule"]].strength
        assert why["sources"] == [{"code": code, "title": words.sources[code]} for code in words.rules[why["rule"]].sources]


def test_an_open_element_names_the_questions_that_would_settle_it(desk: Desk, tmp_path: Path) -> None:
    elements = explained_in(desk, tmp_path, "da")["explanation"]["elements"]

    assert [(one["element"], one["state"]) for one in elements] == [
        ("P", "weak"),
        ("U", "unclear"),
        ("F", "met"),
        ("X", "unclear"),
    ]
    assert elements[1]["settled_by"] == ["continued_after_no"]
    assert elements[1]["name"] == "Uønsket og ensidig"
    assert elements[1]["sentence"].endswith("om det fortsatte efter et nej.")
    assert elements[2]["settled_by"] == []


def test_codes_and_sentences_stand_side_by_side(desk: Desk, tmp_path: Path) -> None:
    told = explained_in(desk, tmp_path, "da")
    explanation = told["explanation"]

    assert [one["floor"] for one in explanation["floors"]] == told["floors"]
    assert [one["referral"] for one in explanation["referrals"]] == told["referrals"]
    assert [one["reopen"] for one in explanation["reopen"]] == told["reopen"]
    assert [one["question"] for one in explanation["unanswered"]] == told["unanswered_critical"]
    assert explanation["response"].startswith("Ring 112")


def test_floors_concerns_and_contradictions_are_told_apart() -> None:
    words = Library(places.resources()).rules(Language.DANISH)
    facts = calm(
        substance="yes", trigger_soon="yes", fixed_belief="yes", relationship=None, last_violence_days=3, suicidal_days=4
    )
    found = assess(facts)
    told: dict[str, Any] = explanation_as_json(facts, found, explained(found, facts, words), words)

    assert told["floors"] == [{"floor": "F3", "sentence": words.phrases["floor.F3"]}]
    assert told["several_concerns"] == [words.phrases["several_concerns"]]
    assert [(one["contradiction"], one["questions"]) for one in told["contradictions"]] == [
        ("last_violence_days", ["violence", "strangulation", "last_violence_days"]),
        ("suicidal_days", ["suicidal_statement", "suicidal_days"]),
    ]
    assert told["contradictions"][0]["sentence"] == words.phrases["contradiction.last_violence_days"]
    found = assess(stalked())
    calm_told: dict[str, Any] = explanation_as_json(stalked(), found, explained(found, stalked(), words), words)
    assert calm_told["several_concerns"] == calm_told["contradictions"] == []


def test_a_list_is_explained_one_by_one(desk: Desk, tmp_path: Path) -> None:
    told = explained_in(desk, tmp_path, "en", [{}, FACTS])

    assert [one["explanation"]["headline"] for one in told] == ["Possible – gather more"] * 2
    assert told[1] == explained_in(desk, tmp_path, "en")


def test_a_rule_worded_anew_in_the_content_is_explained_anew(tmp_path: Path) -> None:
    folder = tmp_path / "resources"
    shutil.copytree(places.resources() / "rules", folder / "rules")
    shutil.copytree(places.resources() / "languages" / "en" / "rules", folder / "languages" / "en" / "rules")
    file = folder / "rules" / "2026-1.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('sentence = "Den udsatte er bange.', 'sentence = "Frygten fylder.'), encoding="utf-8")
    words, facts = Library(folder).rules(Language.DANISH), calm(impact="fear")

    assert any(reason.startswith("Frygten fylder.") for reason in explained(assess(facts), facts, words).reasons)


# -- bad input ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"incidents_total": 2.0}', "incidents_total"),
        ('{"incidents_total": "3"}', "incidents_total"),
        ('{"span_days": true}', "span_days"),
        ('{"span_days": NaN}', "span_days"),
        ('{"span_days": -Infinity}', "span_days"),
        ('{"span_days": 1e400}', "span_days"),
        ('{"span_days": -1}', "span_days"),
        ('{"span_days": ' + "9" * 400 + "}", "span_days"),
        ('{"threats": NaN}', "threats"),
        ('{"thretas": "yes"}', "threats"),
        ('{"acts": [["COMM"]]}', "acts"),
        ('{"acts": ["COMM", null]}', "acts"),
        ('{"threats": {"threats": "yes"}}', "threats"),
        ('{"violence": "no", "violence": "yes"}', "violence"),
        ('[{}, {"violence": "no", "violence": "yes"}]', "2"),
        ('[{}, {}, {"impact": "terror"}]', "3"),
        ("[[]]", "1"),
        ("[null]", "1"),
        ("[[{}]]", "1"),
        ("3", "JSON-objekt"),
        ("null", "JSON-objekt"),
        ("NaN", "JSON-objekt"),
    ],
)
def test_bad_facts_are_one_sentence_that_names_the_place_and_nothing_on_standard_output(
    desk: Desk, tmp_path: Path, text: str, named: str
) -> None:
    file = tmp_path / "facts.json"
    file.write_text(text, encoding="utf-8")
    for words in ((), ("--explain", "da")):
        said = desk.run("assess", file, *words)

        assert is_refused(said, 2), said
        assert named in said.err


def test_a_language_that_is_not_spoken_is_refused(desk: Desk, tmp_path: Path) -> None:
    said = desk.run("assess", answers_file(tmp_path, {}), "--explain", "xx")

    assert is_refused(said, 2)
    assert "da, en" in said.err


def test_an_empty_object_is_everything_unknown_and_an_empty_list_nobody(desk: Desk, tmp_path: Path) -> None:
    everything_unknown = desk.run("assess", answers_file(tmp_path, {})).facts

    assert (everything_unknown["definition"], everything_unknown["urgency"]) == ("possible", "moderate")
    assert desk.run("assess", answers_file(tmp_path, [])).facts == []
    assert desk.run("assess", answers_file(tmp_path, []), "--explain", "da").facts == []


def test_thirty_episodes_on_one_day_are_taken_as_they_are(desk: Desk, tmp_path: Path) -> None:
    said = desk.run("assess", answers_file(tmp_path, {"incidents_total": 30, "span_days": 0}))

    assert said.code == 0
    assert json.loads(said.out)["elements"]["P"] == "weak"
