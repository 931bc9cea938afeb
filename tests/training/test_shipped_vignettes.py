"""The shipped cases can be played to their end in both languages, and who finds everything comes to the expected outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from stalkdesk import places
from stalkdesk.data.library import Library
from stalkdesk.intake.parsing import parsed
from stalkdesk.intake.walk import Walk
from stalkdesk.language import SCREEN_LANGUAGES, Language, speak
from stalkdesk.training.comparing import Judgement
from stalkdesk.training.playing import Counter
from stalkdesk.training.reviewing import reviewed
from stalkdesk.training.vignettes import Vignette, Way
from tests.training.small_vignettes import AT, LIBRARY, truthful

TODAY = date(2026, 11, 22)
IDS = [vignette.id for vignette in LIBRARY.vignettes(Language.DANISH)]
STALKER = re.compile(r"\bstalker(e|en|ne|ens|s)?\b", re.IGNORECASE)
PHONE = re.compile(r"\+?\d(?:[ ]?\d){7,}")


@pytest.fixture(params=SCREEN_LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    """Each language, spoken on the screen too."""
    speak(request.param, places.resources() / "languages")
    return Language(request.param)


def of(library: Library, language: Language, vignette_id: str) -> Vignette:
    """The vignette of that id."""
    return next(one for one in library.vignettes(language) if one.id == vignette_id)


def texts(vignette: Vignette) -> Iterator[str]:
    """Everything it says on screen."""
    yield from (vignette.title, vignette.who, vignette.opening, vignette.lesson)
    yield from (str(answer) for answer in vignette.person.values())
    for reply in vignette.replies.values():
        yield from (reply.says, *reply.by_way.values())


@pytest.mark.parametrize("vignette_id", IDS)
def test_who_finds_everything_comes_to_the_expected_outcome(language: Language, vignette_id: str) -> None:
    vignette, checklist = of(LIBRARY, language, vignette_id), LIBRARY.checklist(language)
    answers = {
        question.id: parsed(question, vignette.person[question.id], AT, "ØV", TODAY)
        for question in checklist.questions()
        if question.id in vignette.person
    }
    walk = Walk(checklist, {**answers, **truthful(vignette)}, TODAY, vignette.desk.value)
    person = Counter(vignette, checklist, LIBRARY.training_words(language))
    review = reviewed(vignette, walk, person, LIBRARY.rules(language))
    assert [one.question.id for one in review.answers if one.judgement is not Judgement.RIGHT] == []
    assert review.critical_right == review.critical_all == 8
    outcome = review.outcome
    assert (outcome.definition, outcome.urgency) == (vignette.expected.definition, vignette.expected.urgency)
    assert {rule.id for rule in outcome.rules_both} == set(vignette.expected.rules)
    assert review.lesson


@pytest.mark.parametrize("vignette_id", IDS)
def test_every_question_has_an_answer_in_every_way(language: Language, vignette_id: str) -> None:
    checklist = LIBRARY.checklist(language)
    person = Counter(of(LIBRARY, language, vignette_id), checklist, LIBRARY.training_words(language))
    for question in checklist.questions():
        assert person.said(question.id)
        assert all(person.asked(question.id, way) for way in Way)


@pytest.mark.parametrize("vignette_id", IDS)
def test_every_truth_that_can_be_learned_is_told_by_somebody(vignette_id: str) -> None:
    vignette = of(LIBRARY, Language.DANISH, vignette_id)
    person = Counter(vignette, LIBRARY.checklist(Language.DANISH), LIBRARY.training_words(Language.DANISH))
    for key in vignette.known & set(vignette.replies):
        for way in person.helping_ways(key):
            assert person.trying(key, way).is_told(key)
        assert person.telling(key)


@pytest.mark.parametrize("vignette_id", IDS)
def test_nobody_is_called_a_stalker_and_no_number_can_be_dialled(language: Language, vignette_id: str) -> None:
    said = tuple(texts(of(LIBRARY, language, vignette_id)))
    assert [text for text in said if STALKER.search(text)] == []
    numbers = [found.replace(" ", "") for text in said for found in PHONE.findall(text)]
    assert [number for number in numbers if not re.fullmatch(r"(\+45)?000000\d\d", number)] == []


def test_the_title_and_the_person_give_nothing_away() -> None:
    """They stand in the list before the case is played: no word of the outcome, no act, no rule."""
    telling = re.compile(r"stalk|trus|vold|threat|violen|følg|follow|kvæl|strang|sandsynlig|likely|akut|acute", re.IGNORECASE)
    for language in SCREEN_LANGUAGES:
        for vignette in LIBRARY.vignettes(language):
            assert not telling.search(f"{vignette.title} {vignette.who}"), vignette.id


def test_the_words_of_the_twin_are_neutral(language: Language) -> None:
    words = LIBRARY.training_words(language)
    said = [words.default, *(text for way in words.ways.values() for text in (way.label, way.hint, way.unhelpful))]
    assert all(said)
    assert not any(STALKER.search(text) for text in said)
