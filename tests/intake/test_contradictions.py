"""Answers that can't all be right: each is pointed out, only what is impossible is, and nothing follows from silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stalkdesk import app
from stalkdesk.intake.answers import Answer, AnswerState, DatePrecision, DateValue, PersonValue
from stalkdesk.intake.contradictions import CODES, Contradiction, contradictions, contradictions_in
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.windows import Windows
from stalkdesk.language import SCREEN_LANGUAGES, Language
from tests.intake.known_facts import calm, stalked

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ABOUT_SILENCE = {"prohibition_without_date", "child_without_answer", "threat_plan", "last_violence_days", "suicidal_days"}
"""What is told because an answer is not there: an empty question, or the yes before a question that was answered."""


DATES = ("first_incident", "latest_incident", "refused_when", "prohibition_date", "victim_birth_date")


def about(day: str) -> DateValue:
    return DateValue(day, DatePrecision.ABOUT)


def answer(question_id: str, value: Any) -> Answer:
    if value == "unknown":
        return Answer(question_id, AnswerState.UNKNOWN, NOW, "XY")
    given_value = DateValue(value) if question_id in DATES and isinstance(value, str) else value
    return Answer(question_id, AnswerState.GIVEN, NOW, "XY", given_value)


def answered(values: Mapping[str, Any]) -> dict[str, Answer]:
    return {question_id: answer(question_id, value) for question_id, value in values.items()}


def told(answers: Mapping[str, Answer]) -> tuple[Contradiction, ...]:
    return contradictions(answers, facts_from(answers), TODAY)


CASES: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("threat_plan", {"threats": "no", "threat_plan": "yes"}, ("threats", "threat_plan")),
    ("last_violence_days", {"last_violence_days": 3}, ("violence", "strangulation", "last_violence_days")),
    ("suicidal_days", {"suicidal_statement": "no", "suicidal_days": 3}, ("suicidal_statement", "suicidal_days")),
    ("breach", {"prohibition": "none", "breach": "yes"}, ("prohibition", "breach")),
    ("continued_without_no", {"unwanted": "no", "continued_after_no": "yes"}, ("unwanted", "continued_after_no")),
    ("continued_without_no", {"unwanted": "unclear", "continued_after_no": "yes"}, ("unwanted", "continued_after_no")),
    ("no_said_and_not", {"unwanted": "explicit", "continued_after_no": "na"}, ("unwanted", "continued_after_no")),
    ("purpose_and_none", {"purpose": "co_parenting", "exceeds_purpose": "na"}, ("purpose", "exceeds_purpose")),
    ("many_in_no_days", {"incidents_total": 5, "span_days": 0}, ("incidents_total", "span_days")),
    ("one_over_days", {"incidents_total": 1, "span_days": 12}, ("incidents_total", "span_days")),
    ("strangulation_no_violence", {"violence": "no", "strangulation": "yes"}, ("violence", "strangulation")),
    (
        "first_after_latest",
        {"first_incident": "2026-11-02", "latest_incident": "2026-10-30"},
        ("first_incident", "latest_incident"),
    ),
    ("first_after_latest", {"first_incident": "2026-11", "latest_incident": "2025-01"}, ("first_incident", "latest_incident")),
    ("in_future", {"latest_incident": "2026-11-23"}, ("latest_incident",)),
    ("in_future", {"first_incident": "2026-12", "latest_incident": "2027-01"}, ("first_incident", "latest_incident")),
    (
        "span_and_dates",
        {"span_days": 60, "first_incident": "2026-10-01", "latest_incident": "2026-10-20"},
        ("span_days", "first_incident", "latest_incident"),
    ),
    (
        "span_and_dates",
        {"span_days": 3, "first_incident": "2026-08", "latest_incident": "2026-11"},
        ("span_days", "first_incident", "latest_incident"),
    ),
    (
        "one_on_two_days",
        {"incidents_total": 1, "first_incident": "2026-10-01", "latest_incident": "2026-10-20"},
        ("incidents_total", "first_incident", "latest_incident"),
    ),
    ("total_below_recent", {"incidents_total": 4, "contacts_7d": 2, "contacts_30d": 6}, ("incidents_total", "contacts_30d")),
    ("total_below_recent", {"incidents_total": 4, "contacts_7d": 5}, ("incidents_total", "contacts_7d")),
    ("week_above_month", {"contacts_7d": 5, "contacts_30d": 3}, ("contacts_7d", "contacts_30d")),
    ("recent_and_latest", {"latest_incident": "2026-09", "contacts_30d": 2}, ("latest_incident", "contacts_30d")),
    ("recent_and_latest", {"latest_incident": "2026-11-20", "contacts_7d": 0}, ("latest_incident", "contacts_7d")),
    (
        "approach_and_latest",
        {"recent_approach_7d": "yes", "latest_incident": "2026-10", "contacts_7d": 0},
        ("recent_approach_7d", "latest_incident", "contacts_7d"),
    ),
    (
        "violence_and_latest",
        {"violence": "yes", "last_violence_days": 2, "latest_incident": "2026-10-01"},
        ("latest_incident", "last_violence_days"),
    ),
    ("worse_without_contact", {"escalating": "yes", "contacts_30d": 0}, ("contacts_30d", "escalating")),
    (
        "no_after_latest",
        {"unwanted": "explicit", "refused_when": "2026-11", "continued_after_no": "yes", "latest_incident": "2026-10-31"},
        ("refused_when", "continued_after_no", "latest_incident"),
    ),
    (
        "stopped_and_later",
        {"unwanted": "explicit", "refused_when": "2025", "continued_after_no": "no", "latest_incident": "2026-03-01"},
        ("refused_when", "continued_after_no", "latest_incident"),
    ),
    ("stranger_and_home", {"relationship": "stranger", "shared_children": "yes"}, ("relationship", "shared_children")),
    (
        "stranger_and_home",
        {"relationship": "stranger", "lived_together": "yes", "shared_children": "no"},
        ("relationship", "lived_together"),
    ),
    ("born_in_future", {"victim_birth_date": "2027-01"}, ("victim_birth_date",)),
    ("two_birth_dates", {"victim_cpr": "0101300000", "victim_birth_date": "1931-01-01"}, ("victim_cpr", "victim_birth_date")),
    (
        "child_not_vulnerable",
        {"victim_birth_date": "2012", "victim_vulnerable": "no"},
        ("victim_birth_date", "victim_vulnerable"),
    ),
    (
        "safe_adult_is_source",
        {"source_name": "Åge Ødeprøve", "safe_adult": PersonValue("Aage Oedeprøve", "farbror")},
        ("source_name", "safe_adult"),
    ),
    ("prohibition_without_date", {"prohibition": "in_force"}, ("prohibition", "prohibition_date")),
    (
        "child_without_answer",
        {"children_in_home": 2},
        ("children_in_home", "child_threat", "child_exposure_48h"),
    ),
    (
        "child_without_answer",
        {"shared_children": "yes", "children_ages": "4 og 7", "child_threat": "no"},
        ("shared_children", "children_ages", "child_exposure_48h"),
    ),
    ("child_without_answer", {"victim_birth_date": "2011-05-05"}, ("victim_birth_date", "child_threat")),
]


@pytest.mark.parametrize(("code", "values", "questions"), CASES)
def test_what_does_not_fit_is_pointed_out_with_its_questions(
    code: str, values: dict[str, Any], questions: tuple[str, ...]
) -> None:
    found = {one.code: one.questions for one in told(answered(values))}

    assert found.get(code) == questions


def test_every_contradiction_there_is_has_its_case() -> None:
    assert {code for code, _values, _questions in CASES} == set(CODES)


FITTING: list[dict[str, Any]] = [
    {"first_incident": "2026-11", "latest_incident": "2026-11-01"},
    {"first_incident": about("2026-11-10"), "latest_incident": "2026-10-01"},
    {"first_incident": "2026", "latest_incident": "2026-01-02", "span_days": 0},
    {"latest_incident": "2026-11"},
    {"latest_incident": "2026-11-22", "first_incident": "2026-11-22", "incidents_total": 4, "span_days": 0},
    {"span_days": 30, "first_incident": "2026-10-01", "latest_incident": "2026-11-01"},
    {"span_days": 365, "first_incident": "2025-11-30", "latest_incident": "2026-11-20"},
    {"span_days": 40, "first_incident": "2026-08", "latest_incident": "2026-10"},
    {"span_days": 90, "first_incident": about("2026-10-01"), "latest_incident": "2026-10-20"},
    {"incidents_total": 1, "first_incident": "2026-10-01", "latest_incident": "2026-10-02", "span_days": 0},
    {"incidents_total": 6, "contacts_7d": 6, "contacts_30d": 6},
    {"latest_incident": "2026-11-14", "contacts_7d": 1},
    {"latest_incident": "2026-11-16", "contacts_7d": 0},
    {"latest_incident": "2026-11", "contacts_7d": 0},
    {"latest_incident": "2026-11", "contacts_30d": 4, "recent_approach_7d": "yes"},
    {"violence": "yes", "last_violence_days": 700, "span_days": 20},
    {"violence": "yes", "last_violence_days": 22, "latest_incident": "2026-10-31"},
    {"unwanted": "explicit", "refused_when": "2026-10", "continued_after_no": "yes", "latest_incident": "2026-10-02"},
    {"unwanted": "explicit", "refused_when": "2026-10", "continued_after_no": "no", "latest_incident": "2026-10-02"},
    {"unwanted": "implicit", "continued_after_no": "na"},
    {"prohibition": "in_force", "prohibition_date": "2026-11-20", "breach": "yes", "latest_incident": "2026-11-01"},
    {"prohibition": "in_force", "prohibition_date": "unknown"},
    {"children_in_home": 0},
    {"children_in_home": 1, "child_threat": "unknown", "child_exposure_48h": "unknown"},
    {"victim_birth_date": "2008", "victim_vulnerable": "no"},
    {"victim_birth_date": about("2010"), "victim_vulnerable": "yes", "child_threat": "no"},
    {"victim_cpr": "0101300000", "victim_birth_date": "1930"},
    {"relationship": "stranger", "lived_together": "no"},
]


@pytest.mark.parametrize("values", FITTING)
def test_what_can_be_so_under_some_reading_is_not_pointed_out(values: dict[str, Any]) -> None:
    assert told(answered(values)) == ()


def test_counts_of_recent_days_are_read_from_the_day_they_were_answered() -> None:
    answers = answered({"latest_incident": "2026-09-30", "contacts_7d": 3})
    earlier = replace(answers["contacts_7d"], at=datetime(2026, 10, 2, 9, tzinfo=UTC))

    assert told(answers) != ()
    assert told({**answers, "contacts_7d": earlier}) == ()


@pytest.mark.parametrize(
    ("values", "approach_days", "is_told"),
    [
        ({"latest_incident": DateValue("2026-11-10")}, 7, True),
        ({"latest_incident": DateValue("2026-11-10")}, 21, False),
        ({"latest_incident": DateValue("2026-10-20")}, 21, True),
        ({"contacts_7d": 0}, 7, True),
        ({"contacts_7d": 0}, 21, False),
        ({"contacts_7d": 0, "contacts_30d": 0}, 21, True),
        ({"contacts_7d": 0, "contacts_30d": 0}, 60, False),
    ],
)
def test_how_far_back_the_question_reached_is_what_the_authority_decided(
    values: dict[str, Any], approach_days: int, is_told: bool
) -> None:
    answers = answered({"recent_approach_7d": "yes", **values})
    found = contradictions(answers, facts_from(answers), TODAY, Windows(approach_days=approach_days))

    assert ("approach_and_latest" in {one.code for one in found}) == is_told


def test_facts_alone_tell_what_needs_no_dates() -> None:
    facts = stalked(incidents_total=7, span_days=0)

    assert contradictions_in(facts) == (Contradiction("many_in_no_days", ("incidents_total", "span_days")),)
    assert contradictions_in(calm()) == ()


def test_an_empty_question_is_named_as_empty() -> None:
    (found,) = told(answered({"prohibition": "in_force"}))

    assert found.empty == ("prohibition_date",)


# -- words -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_every_contradiction_says_calmly_what_does_not_fit_and_what_to_do(language: Language) -> None:
    phrases = app.library().rules(language).phrases
    for code in CODES:
        sentence = phrases[f"contradiction.{code}"]
        assert sentence.count(". ") >= 1 or ";" in sentence, code
        assert sentence.endswith("."), code
        assert "!" not in sentence, code


def test_the_questions_stand_in_the_order_of_the_checklist() -> None:
    place = {question.id: place for place, question in enumerate(app.library().checklist(Language.DANISH).questions())}
    for _code, values, _questions in CASES:
        for found in told(answered(values)):
            assert list(found.questions) == sorted(found.questions, key=place.__getitem__)


# -- properties --------------------------------------------------------------------------------------------------------------

_YES_NO = st.sampled_from(["yes", "no"])
_NUMBERS = st.integers(0, 60)
_DAYS = st.builds(
    lambda year, month, day, precision: DateValue("-".join((f"{year}", *month, *day)[: 3 if month else 1]), precision),
    st.integers(2024, 2027),
    st.sampled_from([(), ("02",), ("11",)]),
    st.sampled_from([(), ("01",), ("22",)]),
    st.sampled_from(DatePrecision),
)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(
        (
            "threats",
            "threat_plan",
            "violence",
            "strangulation",
            "suicidal_statement",
            "breach",
            "recent_approach_7d",
            "escalating",
            "lived_together",
            "shared_children",
            "child_threat",
            "child_exposure_48h",
            "victim_vulnerable",
        ),
        _YES_NO,
    ),
    **dict.fromkeys(
        (
            "last_violence_days",
            "suicidal_days",
            "incidents_total",
            "span_days",
            "contacts_7d",
            "contacts_30d",
            "children_in_home",
        ),
        _NUMBERS,
    ),
    **dict.fromkeys(
        DATES,
        _DAYS,
    ),
    "prohibition": st.sampled_from(["none", "in_force"]),
    "unwanted": st.sampled_from(["explicit", "implicit", "unclear", "no"]),
    "continued_after_no": st.sampled_from(["yes", "no", "na"]),
    "relationship": st.sampled_from(["stranger", "ex_partner"]),
    "purpose": st.sampled_from(["none", "co_parenting"]),
    "exceeds_purpose": st.sampled_from(["yes", "no", "na"]),
    "victim_cpr": st.sampled_from(["0101300000", "0102134000"]),
}
_ANSWERS = st.fixed_dictionaries({}, optional=_VALUES).map(answered)


def _stays(question_id: str, chance: Any) -> bool:
    """Most do, and the birth date always: without it the age would be read from a CPR number that may say something else."""
    return question_id == "victim_birth_date" or chance.random() < 0.7


@given(answers=_ANSWERS, chance=st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_taking_answers_away_creates_nothing_but_what_is_about_silence(answers: dict[str, Answer], chance: Any) -> None:
    kept = {question_id: one for question_id, one in answers.items() if _stays(question_id, chance)}
    before = {one.code for one in told(answers)}

    assert {one.code for one in told(kept)} - before <= ABOUT_SILENCE


@given(answers=_ANSWERS, chance=st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_dont_know_never_contradicts(answers: dict[str, Answer], chance: Any) -> None:
    vaguer = {
        question_id: one if _stays(question_id, chance) else answer(question_id, "unknown")
        for question_id, one in answers.items()
    }
    fresh = {one.code: one for one in told(vaguer)}.keys() - {one.code for one in told(answers)}

    assert fresh <= {"threat_plan", "last_violence_days", "suicidal_days"}
    silent = told({question_id: answer(question_id, "unknown") for question_id in answers})
    assert silent == ()


@given(answers=_ANSWERS)
@settings(max_examples=100)
def test_the_same_answers_always_tell_the_same(answers: dict[str, Answer]) -> None:
    again = dict(reversed(answers.items()))

    assert told(answers) == told(again)
