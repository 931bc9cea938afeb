"""What became different from one evaluation to the next is said completely, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.evaluation_changes import ElementChange, changes_between, is_confirmed_otherwise, other_windows
from stalkdesk.casework.evaluations import Confirmation, Evaluation, Occasion
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.facts import VALUES, Facts
from stalkdesk.intake.findings import Assessment, Definition, Element, ElementState, Urgency
from stalkdesk.intake.windows import DEFAULTS, Windows

CALM = Facts(
    directed_at_person="yes",
    same_source="yes",
    incidents_total=4,
    span_days=40,
    unwanted="explicit",
    continued_after_no="yes",
    reciprocity="none",
    impact="distress",
    acts=frozenset({"COMM"}),
    purpose="none",
    danger_now="no",
    threats="no",
    violence="no",
    strangulation="no",
    weapon_access="no",
    suicidal_statement="no",
    breach="no",
)
some_facts = st.builds(
    lambda chosen: replace(CALM, **chosen),
    st.dictionaries(st.sampled_from(sorted(VALUES)), st.none(), max_size=4).flatmap(
        lambda keys: st.fixed_dictionaries({key: st.sampled_from((None, *VALUES[key])) for key in keys})
    ),
)


def an_evaluation(assessment: Assessment, urgency: Urgency) -> Evaluation:
    at = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    versions = ("2026-1", "2026-1", DEFAULTS)
    return Evaluation(1, at, "Åge Testgaard", Occasion.FILED, *versions, assessment, Confirmation(urgency))


def test_the_same_assessment_twice_is_no_change() -> None:
    found = assess(CALM)
    assert changes_between(found, found).is_nothing


def test_a_rule_that_came_and_the_level_it_raised_are_told() -> None:
    before, now = assess(CALM), assess(replace(CALM, danger_now="yes"))
    changes = changes_between(before, now)
    assert changes.urgency == (before.urgency, Urgency.ACUTE)
    assert "A1" in changes.rules_came
    assert changes.rules_went == ()


def test_what_went_away_is_told_too() -> None:
    changes = changes_between(assess(replace(CALM, danger_now="yes")), assess(CALM))
    assert "A1" in changes.rules_went
    assert "A1" not in changes.rules_came


def test_an_element_that_was_settled_is_told_with_both_states() -> None:
    before, now = assess(replace(CALM, unwanted=None)), assess(CALM)
    changes = changes_between(before, now)
    assert ElementChange(Element.UNWANTED, before.state(Element.UNWANTED), ElementState.MET) in changes.elements


def test_a_definition_that_moved_is_told_with_both() -> None:
    before, now = assess(replace(CALM, purpose="co_parenting", exceeds_purpose="no")), assess(CALM)
    changes = changes_between(before, now)
    assert changes.definition == (before.definition, now.definition)
    assert before.definition is not Definition.LIKELY


def test_critical_questions_that_were_closed_or_opened_are_told() -> None:
    is_open, closed = assess(replace(CALM, threats=None)), assess(CALM)
    assert changes_between(is_open, closed).critical_closed == ("threats",)
    assert changes_between(closed, is_open).critical_opened == ("threats",)


@given(some_facts, some_facts)
def test_going_back_tells_the_same_the_other_way_round(one: Facts, other: Facts) -> None:
    there, back = changes_between(assess(one), assess(other)), changes_between(assess(other), assess(one))
    assert there.is_nothing == back.is_nothing
    assert (there.rules_came, there.rules_went) == (back.rules_went, back.rules_came)
    assert [(change.before, change.now) for change in there.elements] == [(c.now, c.before) for c in back.elements]


def test_a_confirmed_level_that_is_not_the_computed_one_is_seen() -> None:
    found = assess(CALM)
    assert not is_confirmed_otherwise(an_evaluation(found, found.urgency))
    assert is_confirmed_otherwise(an_evaluation(found, Urgency.ACUTE))


def test_only_the_windows_that_are_other_than_usual_are_named() -> None:
    assert other_windows(DEFAULTS, DEFAULTS) == ()
    assert other_windows(Windows(violence_days=14), DEFAULTS) == (("violence_days", 14, 7),)
