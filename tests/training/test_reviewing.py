"""The review is complete, fair and without a score: what was found, missed, or read into it, and why it matters."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.facts import CRITICAL
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.windows import Windows
from stalkdesk.training.comparing import FACTS, Judgement
from stalkdesk.training.reviewing import AnswerReview, Group, Review, reviewed
from stalkdesk.training.vignettes import Way
from tests.training.small_vignettes import (
    HIDDEN,
    RULES,
    answer,
    counter,
    truthful,
    unknown,
    vignette,
    walk,
)


def review_of(answers: dict[str, Answer], windows: Windows | None = None) -> Review:
    """The review of these answers."""
    return reviewed(vignette(), walk(answers), counter(), RULES, windows or Windows())


def with_answer(key: str, value: object) -> dict[str, Answer]:
    """Everything found, but that."""
    return {**truthful(), key: answer(key, value)}  # type: ignore[arg-type]


def at(review: Review, key: str) -> AnswerReview:
    """The review of that question."""
    return next(one for one in review.answers if one.question.id == key)


def test_who_finds_everything_is_told_so() -> None:
    review = review_of(truthful())
    assert review.of(Judgement.RIGHT) == review.answers
    assert (review.critical_right, review.critical_all) == (8, 8)
    assert review.outcome.definition_matches
    assert review.outcome.urgency_matches
    assert all(element.is_same for element in review.outcome.elements)
    assert review.outcome.rules_missing == review.outcome.rules_extra == ()
    assert review.summary == ("Du fandt alle 8 kritiske svar. Dine svar fører til samme vurdering som det, der kunne oplyses.")


def test_every_fact_of_the_assessment_is_looked_at_once() -> None:
    assert sorted(one.question.id for one in review_of({}).answers) == sorted(FACTS)


def test_the_critical_come_first_then_what_the_rules_read_then_the_rest() -> None:
    review = review_of(truthful())
    groups = [one.group for one in review.answers]
    assert groups == sorted(groups, key=tuple(Group).index)
    assert {one.question.id for one in review.answers[:8]} == set(CRITICAL)
    assert at(review, "acts").group is Group.RULE
    assert at(review, "directed_at_person").group is Group.OTHER


def test_a_wrong_answer_shows_hers_the_expected_and_what_hangs_on_it() -> None:
    seen = at(review_of(with_answer("strangulation", "no")), "strangulation")
    assert seen.judgement is Judgement.DIFFERENT
    assert (seen.answer, seen.expected) == ("Nej", "Ja")
    assert seen.why
    assert [rule.id for rule in seen.rules] == ["H3"]
    assert seen.rules[0].sentence
    assert "{" not in seen.rules[0].sentence


def test_the_way_that_would_have_brought_it_out_is_named_with_her_words() -> None:
    answers = {**truthful(), "strangulation": unknown("strangulation")}
    person = counter().trying("strangulation", Way.DIRECT)
    seen = at(reviewed(vignette(), walk(answers), person, RULES), "strangulation")
    assert seen.judgement is Judgement.MISSED
    assert seen.ways == (Way.ALONE,)
    assert seen.told == HIDDEN.by_way[Way.ALONE]
    assert seen.ways_tried == (Way.DIRECT,)


@pytest.mark.parametrize("state", [AnswerState.UNKNOWN, AnswerState.NOT_ASKED, None])
def test_what_could_be_learned_and_stayed_open_is_missed(state: AnswerState | None) -> None:
    answers = truthful()
    del answers["threats"]
    if state is not None:
        answers["threats"] = answer("threats", None, state)
    seen = at(review_of(answers), "threats")
    assert seen.judgement is Judgement.MISSED
    assert seen.answer


def test_what_nobody_can_know_is_right_when_left_open_and_read_too_much_when_answered() -> None:
    left_open = truthful()
    del left_open["fixed_belief"]
    assert at(review_of(left_open), "fixed_belief").judgement is Judgement.RIGHT
    assert at(review_of(truthful()), "fixed_belief").judgement is Judgement.RIGHT
    seen = at(review_of(with_answer("fixed_belief", "yes")), "fixed_belief")
    assert seen.judgement is Judgement.READ_TOO_MUCH
    assert seen.expected == "Ved ikke"
    assert seen.told == ""


def test_a_critical_question_must_be_put_even_when_nobody_knows() -> None:
    played = vignette(known=vignette().known - {"weapon_access"})
    answers = truthful()
    for asked, judgement in ((True, Judgement.RIGHT), (False, Judgement.MISSED)):
        answers.pop("weapon_access", None)
        if asked:
            answers["weapon_access"] = unknown("weapon_access")
        review = reviewed(played, walk(answers), counter(played), RULES)
        assert at(review, "weapon_access").judgement is judgement


@pytest.mark.parametrize(
    ("key", "value", "judgement"),
    [
        ("incidents_total", 20, Judgement.RIGHT),
        ("incidents_total", 25, Judgement.RIGHT),
        ("incidents_total", 15, Judgement.RIGHT),
        ("incidents_total", 26, Judgement.DIFFERENT),
        ("incidents_total", 4, Judgement.DIFFERENT),
        ("span_days", 70, Judgement.RIGHT),
        ("span_days", 13, Judgement.DIFFERENT),
        ("last_violence_days", 80, Judgement.RIGHT),
        ("last_violence_days", 7, Judgement.DIFFERENT),
        ("prior_reports", 2, Judgement.RIGHT),
        ("prior_reports", 3, Judgement.DIFFERENT),
    ],
)
def test_a_number_near_enough_is_right_unless_a_rule_stands_between(key: str, value: int, judgement: Judgement) -> None:
    assert at(review_of(with_answer(key, value)), key).judgement is judgement


def test_the_acts_are_right_only_as_a_whole() -> None:
    assert at(review_of(with_answer("acts", ("FOLLOW", "COMM"))), "acts").judgement is Judgement.RIGHT
    assert at(review_of(with_answer("acts", ("COMM",))), "acts").judgement is Judgement.DIFFERENT
    assert at(review_of(with_answer("acts", ())), "acts").judgement is Judgement.DIFFERENT


def test_a_fact_that_follows_from_another_answer_is_not_missed() -> None:
    answers = truthful()
    answers.pop("breach", None)
    answers.pop("exceeds_purpose", None)
    review = review_of(answers)
    assert at(review, "breach").judgement is Judgement.RIGHT
    assert at(review, "exceeds_purpose").judgement is Judgement.RIGHT
    assert at(review, "breach").answer == "Nej"


def test_what_does_not_apply_may_stay_open() -> None:
    told = vignette()
    played = replace(told, facts=replace(told.facts, unwanted="unclear", continued_after_no="na"))
    answers = truthful(played)
    assert at(reviewed(played, walk(answers), counter(played), RULES), "continued_after_no").judgement is Judgement.RIGHT
    answers["continued_after_no"] = unknown("continued_after_no")
    assert at(reviewed(played, walk(answers), counter(played), RULES), "continued_after_no").judgement is Judgement.RIGHT
    answers["continued_after_no"] = answer("continued_after_no", "yes")
    assert at(reviewed(played, walk(answers), counter(played), RULES), "continued_after_no").judgement is Judgement.DIFFERENT


def test_both_outcomes_stand_beside_each_other_with_the_rules_between_them() -> None:
    answers = {**truthful(), "violence": answer("violence", "no"), "strangulation": answer("strangulation", "no")}
    answers["threats"] = answer("threats", "yes")
    outcome = review_of(answers).outcome
    assert "H3" in [rule.id for rule in outcome.rules_missing]
    assert "H1" in [rule.id for rule in outcome.rules_extra]
    assert "M1" in [rule.id for rule in outcome.rules_both]
    assert [element.element.value for element in outcome.elements] == ["P", "U", "F", "X"]
    assert all(element.told and element.expected_told and element.name for element in outcome.elements)
    assert outcome.headline
    assert outcome.expected_urgency_line


def test_missing_what_makes_it_urgent_is_said_plainly() -> None:
    answers = {key: value for key, value in truthful().items() if key not in ("relationship", "violence", "strangulation")}
    review = review_of(answers)
    assert review.outcome.urgency is Urgency.MODERATE
    assert review.summary.endswith("Ud fra dine svar haster sagen mindre, end den gør. Se, hvad der manglede.")
    assert review.summary.startswith("Du fandt 6 af de 8 kritiske svar.")


def test_reading_too_much_into_it_is_said_plainly() -> None:
    review = review_of(with_answer("danger_now", "yes"))
    assert review.outcome.urgency is Urgency.ACUTE
    assert review.summary.endswith("Se, hvad der blev læst ind.")


def test_no_review_speaks_of_a_score() -> None:
    for answers in (truthful(), {}, with_answer("danger_now", "yes")):
        review = review_of(answers)
        assert not re.search(r"%|procent|point|score|karakter", review.summary)


def test_the_expected_outcome_follows_the_windows_of_the_authority() -> None:
    wide = review_of(truthful(), Windows(violence_days=100))
    assert wide.outcome.expected_urgency is Urgency.ACUTE
    assert wide.outcome.urgency_matches
    assert at(wide, "last_violence_days").rules[0].id == "A3"


def test_an_empty_intake_is_reviewed_too() -> None:
    review = review_of({})
    assert review.critical_right == 0
    assert not review.of(Judgement.READ_TOO_MUCH)
    assert at(review, "threats").answer == "Ikke besvaret"
