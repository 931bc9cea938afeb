"""The windows that an authority decides: read from its settings, said in every sentence, obeyed by A3 and A5 alone."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stalkdesk import places
from stalkdesk.data.library import Library
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.checklist import Checklist
from stalkdesk.intake.explaining import explained, words_in
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.windows import DEFAULTS, Windows, windows_from
from stalkdesk.intake.wording import NUMBERS, RESPONSE_TIMES, in_windows, texts_of
from stalkdesk.language import SCREEN_LANGUAGES, Language
from stalkdesk.settings import WINDOWS, SettingGroup
from tests.intake.known_facts import any_facts, any_windows, calm, documented, quiet_facts, stalked
from tests.intake.questions import small_checklist

LIBRARY = Library(places.resources())
OTHERS = Windows(
    violence_days=30,
    suicidal_days=21,
    approach_days=10,
    child_hours=72,
    burst_attempts=15,
    high_days=2,
    moderate_working_days=5,
    routine_days=28,
)
LEVELS = list(Urgency)


def rule_sentence(rule: str, language: Language, windows: Windows) -> str:
    return words_in(LIBRARY.rules(language), windows).rules[rule].sentence


# -- settings ----------------------------------------------------------------------------------------------------------------


def test_every_window_is_a_setting_of_the_same_name_and_default() -> None:
    assert {setting.key: setting.default for setting in WINDOWS} == asdict(DEFAULTS)
    assert {setting.group for setting in WINDOWS} == {SettingGroup.WINDOWS, SettingGroup.RESPONSE_TIMES}


def test_what_was_never_decided_or_makes_no_sense_is_the_default() -> None:
    assert windows_from(lambda key: "") == DEFAULTS
    assert windows_from(lambda key: "-1") == windows_from(lambda key: "99999") == windows_from(lambda key: "ja") == DEFAULTS


def test_what_the_authority_decided_is_read_by_its_key() -> None:
    decided = {name: str(number) for name, number in asdict(OTHERS).items()}

    assert windows_from(decided.__getitem__) == OTHERS
    assert windows_from({**dict.fromkeys(decided, ""), "violence_days": "14"}.__getitem__) == replace(
        DEFAULTS, violence_days=14
    )


def test_a_window_that_is_said_as_a_number_is_never_one() -> None:
    assert all(setting.least > 1 for setting in WINDOWS if setting.key not in RESPONSE_TIMES)


def test_the_document_names_every_setting_with_its_default_and_bounds() -> None:
    table = documented("### The windows", "## C4")

    for setting in WINDOWS:
        assert f"| `{setting.key}` | {setting.default} | {setting.least} to {setting.most} |" in table


# -- the rules ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "fires"), [(6, False), (7, False), (8, True)])
def test_a3_reaches_as_far_back_as_the_authority_decided(days: int, fires: bool) -> None:
    rules = assess(calm(violence="yes", last_violence_days=8), replace(DEFAULTS, violence_days=days)).rules

    assert ("A3" in rules) is fires


@pytest.mark.parametrize(("days", "fires"), [(8, False), (9, True)])
def test_a5_reaches_as_far_back_as_the_authority_decided(days: int, fires: bool) -> None:
    facts = calm(relationship="ex_partner", suicidal_statement="yes", suicidal_days=9, recent_approach_7d="yes")

    assert ("A5" in assess(facts, replace(DEFAULTS, suicidal_days=days)).rules) is fires


@given(facts=any_facts() | quiet_facts(), windows=any_windows())
@settings(max_examples=200)
def test_windows_change_a3_and_a5_alone(facts: Facts, windows: Windows) -> None:
    usual, other = assess(facts), assess(facts, windows)

    assert set(usual.rules) ^ set(other.rules) <= {"A3", "A5"}
    assert (other.definition, other.elements, other.floors) == (usual.definition, usual.elements, usual.floors)
    assert (other.unanswered_critical, other.reopen) == (usual.unanswered_critical, usual.reopen)
    assert other.rules != usual.rules or other == usual


@given(facts=any_facts(), name=st.sampled_from(("violence_days", "suicidal_days")), days=st.integers(3, 90))
@settings(max_examples=200)
def test_a_longer_window_never_lowers_the_urgency(facts: Facts, name: str, days: int) -> None:
    changes: dict[str, Any] = {name: days}
    shorter, longer = replace(DEFAULTS, **changes), replace(DEFAULTS, **{name: days + 30})

    assert LEVELS.index(assess(facts, longer).urgency) <= LEVELS.index(assess(facts, shorter).urgency)


# -- the sentences -----------------------------------------------------------------------------------------------------------


def test_with_the_defaults_the_sentences_are_the_usual_ones() -> None:
    danish, english = LIBRARY.rules(Language.DANISH), LIBRARY.rules(Language.ENGLISH)

    assert rule_sentence("A3", Language.DANISH, DEFAULTS).startswith(
        "Der har været vold eller kvælning inden for de seneste 7 dage. Tidligere vold"
    )
    assert "kontakt med dem inden for 48 timer." in rule_sentence("A4", Language.DANISH, DEFAULTS)
    assert "har inden for 7 dage sagt" in rule_sentence("A5", Language.DANISH, DEFAULTS)
    assert explained(assess(calm()), calm(), danish).response == (
        "Den udsatte får logskema og råd, og kontaktes igen inden for 14 dage."
    )
    afraid = calm(impact="severe_fear")
    assert explained(assess(afraid), afraid, danish).response == "Lederen og politiet kontaktes samme dag."
    assert explained(assess(afraid), afraid, english).response == "Supervisor and police are contacted the same day."
    assert explained(assess(stalked()), stalked(), danish).response == "Der lægges en handleplan inden for 3 arbejdsdage."
    assert "Aftal en dato for næste kontakt, senest om 14 dage." in explained(assess(calm()), calm(), danish).referrals


@pytest.mark.parametrize(
    ("days", "danish", "english"),
    [
        (0, "Kontakt politiet samme dag.", "Contact the police the same day."),
        (1, "Kontakt politiet inden for 1 dag.", "Contact the police within 1 day."),
        (2, "Kontakt politiet inden for 2 dage.", "Contact the police within 2 days."),
    ],
)
def test_a_response_time_is_said_in_the_right_number(days: int, danish: str, english: str) -> None:
    facts, windows = calm(impact="severe_fear"), replace(DEFAULTS, high_days=days)

    assert danish in explained(assess(facts), facts, LIBRARY.rules(Language.DANISH), windows).referrals
    assert english in explained(assess(facts), facts, LIBRARY.rules(Language.ENGLISH), windows).referrals


@pytest.mark.parametrize(
    ("days", "danish", "english"), [(1, "1 arbejdsdag.", "1 working day."), (4, "4 arbejdsdage.", "4 working days.")]
)
def test_working_days_are_said_in_the_right_number(days: int, danish: str, english: str) -> None:
    windows = replace(DEFAULTS, moderate_working_days=days)

    assert explained(assess(stalked()), stalked(), LIBRARY.rules(Language.DANISH), windows).response.endswith(danish)
    assert explained(assess(stalked()), stalked(), LIBRARY.rules(Language.ENGLISH), windows).response.endswith(english)


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_every_window_is_said_somewhere_and_no_place_stays_open(language: Language) -> None:
    words, checklist = words_in(LIBRARY.rules(language), OTHERS), LIBRARY.checklist(language, "", OTHERS)
    asked = [text for question in checklist.questions() for text in texts_of(question)]
    told = [rule.sentence for rule in words.rules.values()]
    told += [phrase for code, phrase in words.phrases.items() if not code.startswith(("header.", "window.", "element.settled"))]

    assert not [text for text in (*asked, *told) if "{" in text or "}" in text]
    for name in (field.name for field in fields(Windows)):
        number = str(getattr(OTHERS, name))
        assert any(number in text.replace("{", " ").split() for text in (*asked, *told)), name


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_the_questions_ask_for_the_windows_that_were_decided(language: Language) -> None:
    checklist = LIBRARY.checklist(language, "", OTHERS)

    assert " 10 " in checklist.question("recent_approach_7d").ask
    assert checklist.question("child_exposure_48h").ask.count("72") == 2
    assert " 15 " in checklist.question("burst_24h").ask
    assert " 30 " in checklist.question("last_violence_days").why
    assert " 21 " in checklist.question("suicidal_days").why


def test_asked_by_the_defaults_the_questions_are_the_usual_ones() -> None:
    checklist = LIBRARY.checklist(Language.DANISH)

    assert checklist.question("recent_approach_7d").ask == "Har personen opsøgt dig inden for de sidste 7 dage?"
    assert checklist.question("burst_24h").ask == "Har der været mindst 20 forsøg på kontakt inden for ét døgn?"


def test_a_checklist_without_places_is_asked_as_it_is() -> None:
    checklist: Checklist = small_checklist()

    assert in_windows(checklist, OTHERS) == checklist


def test_the_names_are_those_of_the_windows() -> None:
    assert {*NUMBERS, *RESPONSE_TIMES} == {field.name for field in fields(Windows)}
