"""The safety properties of docs/assessment.md C5: unknown is never no, and nothing worrying makes a case look calmer."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.facts import ACTS, VALUES, Facts
from stalkdesk.intake.findings import Assessment, Definition, Element, ElementState, Urgency
from stalkdesk.intake.windows import Windows
from tests.intake.known_facts import RISKS, any_facts, any_windows, calm, changed, quiet_facts

LEVELS = list(Urgency)
NOT = Definition.NOT_BY_THIS_INFORMATION
DENIABLE = tuple(key for key, values in VALUES.items() if "no" in values)
ALL_KINDS = any_facts() | quiet_facts()
WINDOWS = any_windows()
"""The properties hold whatever windows an authority decides within the bounds of the settings."""
THOROUGH = settings(max_examples=250)


def _is_calmer(later: Assessment, earlier: Assessment) -> bool:
    return LEVELS.index(later.urgency) > LEVELS.index(earlier.urgency)


def _turned_away(later: Assessment, earlier: Assessment) -> bool:
    return later.definition is NOT and earlier.definition is not NOT


@given(facts=ALL_KINDS, windows=WINDOWS)
@THOROUGH
def test_p1_p2_routine_never_stands_on_an_open_critical_question_or_on_likely(facts: Facts, windows: Windows) -> None:
    assessment = assess(facts, windows)
    if assessment.urgency is Urgency.ROUTINE:
        assert assessment.unanswered_critical == ()
        assert assessment.definition is not Definition.LIKELY


@given(facts=ALL_KINDS, windows=WINDOWS, risk=st.sampled_from(RISKS))
@THOROUGH
def test_p3_yes_to_a_risk_question_never_lowers_the_urgency(facts: Facts, windows: Windows, risk: str) -> None:
    assert not _is_calmer(assess(changed(facts, **{risk: "yes"}), windows), assess(facts, windows))


@given(facts=ALL_KINDS, windows=WINDOWS, key=st.sampled_from(DENIABLE))
@THOROUGH
def test_p4_p5_unknown_in_place_of_no_never_lowers_the_urgency_nor_turns_away(facts: Facts, windows: Windows, key: str) -> None:
    denied, unknown = assess(changed(facts, **{key: "no"}), windows), assess(changed(facts, **{key: None}), windows)

    assert not _is_calmer(unknown, denied)
    assert not _turned_away(unknown, denied)


@given(facts=ALL_KINDS, windows=WINDOWS, act=st.sampled_from(ACTS))
@THOROUGH
def test_p6_p7_one_more_act_never_lowers_the_urgency_nor_turns_away(facts: Facts, windows: Windows, act: str) -> None:
    before, after = assess(facts, windows), assess(changed(facts, acts=facts.acts | {act}), windows)

    assert not _is_calmer(after, before)
    assert not _turned_away(after, before)


@given(facts=ALL_KINDS, windows=WINDOWS, impact=st.sampled_from(("fear", "severe_fear")))
@THOROUGH
def test_p8_a_fearful_person_with_a_possible_source_is_never_turned_away(facts: Facts, windows: Windows, impact: str) -> None:
    assume(facts.directed_at_person != "no" and facts.same_source != "no" and facts.incidents_total != 1)

    assert assess(changed(facts, impact=impact), windows).definition is not NOT


@given(facts=ALL_KINDS, windows=WINDOWS, key=st.sampled_from(("burst_24h", "breach", "prior_stalking")))
@THOROUGH
def test_p9_one_episode_is_no_absent_pattern_while_its_questions_are_open(facts: Facts, windows: Windows, key: str) -> None:
    assume(facts.directed_at_person != "no" and facts.same_source != "no")

    assessment = assess(changed(facts, incidents_total=1, **{key: None}), windows)

    assert assessment.state(Element.PATTERN) is not ElementState.ABSENT


@given(facts=ALL_KINDS, windows=WINDOWS, key=st.sampled_from(("threats", "violence", "strangulation", "impact")))
@THOROUGH
def test_p10_nobody_is_turned_away_by_u_f_or_x_while_a_first_question_is_open(facts: Facts, windows: Windows, key: str) -> None:
    assessment = assess(changed(facts, threat_plan=None, **{key: None}), windows)

    assert assessment.state(Element.UNWANTED) is not ElementState.ABSENT
    assert assessment.state(Element.PEACE) is not ElementState.ABSENT
    assert assessment.state(Element.EXPLANATION) is not ElementState.PRESENT


@given(facts=ALL_KINDS, windows=WINDOWS, key=st.sampled_from(("incidents_total", "span_days", "same_source", "relationship")))
@THOROUGH
def test_p11_a_count_span_source_or_relationship_unknown_never_turns_away_nor_makes_routine(
    facts: Facts, windows: Windows, key: str
) -> None:
    before, after = assess(facts, windows), assess(changed(facts, **{key: None}), windows)

    assert not _turned_away(after, before)
    assert before.urgency is Urgency.ROUTINE or after.urgency is not Urgency.ROUTINE


@given(facts=ALL_KINDS, windows=WINDOWS)
@THOROUGH
def test_nobody_meets_a_dead_end(facts: Facts, windows: Windows) -> None:
    assessment = assess(facts, windows)

    assert {"log_sheet", "follow_up_call"} <= set(assessment.referrals)
    assert ("stalking_visitator" in assessment.referrals) == (assessment.definition is not NOT)
    assert bool(assessment.reopen) == (assessment.definition is not Definition.LIKELY)
    if assessment.definition is NOT:
        assert set(assessment.referrals) - {"log_sheet", "follow_up_call", "action_plan", "safety_plan"}


@given(facts=ALL_KINDS, windows=WINDOWS)
@settings(max_examples=100)
def test_the_same_facts_give_the_same_result(facts: Facts, windows: Windows) -> None:
    assert assess(facts, windows) == assess(changed(facts), windows)


@given(facts=ALL_KINDS, windows=WINDOWS)
@THOROUGH
def test_without_protected_speaks_of_no_protected_fact_and_lowers_nothing(facts: Facts, windows: Windows) -> None:
    protected = frozenset({"victim_suicidal", "victim_vulnerable", "impact"})
    whole = assess(facts, windows)
    public = without_protected(whole, protected)

    assert (public.definition, public.urgency) == (whole.definition, whole.urgency)
    assert not {"A6", "M12", "H4", "M13"} & set(public.rules)
    assert not {"suicide_crisis_help", "support_for_vulnerable"} & set(public.referrals)
    assert "impact" not in public.unanswered_critical
    assert all(not protected & {*finding.used, *finding.settled_by} for finding in public.elements)


def test_without_protected_keeps_what_other_facts_say() -> None:
    whole = assess(calm(victim_suicidal="yes", victim_vulnerable="yes", threats="yes"))
    public = without_protected(whole, frozenset({"victim_suicidal", "victim_vulnerable"}))

    assert whole.rules == ("A6", "H1", "M12")
    assert public.rules == ("H1",)
    assert public.urgency is Urgency.ACUTE
    assert set(whole.referrals) - set(public.referrals) == {"suicide_crisis_help", "support_for_vulnerable"}
