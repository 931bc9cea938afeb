"""The walk: what is asked, back and forth, what blocks, and what follows from the answers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stalkdesk.intake.answers import Answer, AnswerState, DatePrecision, DateValue, TickValue, type_of_value
from stalkdesk.intake.checklist import AnswerKind, Checklist, Section
from stalkdesk.intake.walk import DERIVED_FACTS, Walk
from tests.intake.questions import question, small_checklist, when

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TODAY = date(2026, 11, 22)
CHECKLIST = small_checklist()
QUESTIONS = CHECKLIST.questions()


def answer(question_id: str, value: type_of_value) -> Answer:
    return Answer(question_id, AnswerState.GIVEN, NOW, "AB", value)


def unknown(question_id: str) -> Answer:
    return Answer(question_id, AnswerState.UNKNOWN, NOW, "AB")


def walk(*answers: Answer, **given: type_of_value) -> Walk:
    every = (*answers, *(answer(question_id, value) for question_id, value in given.items()))
    return Walk(CHECKLIST, {each.question_id: each for each in every}, TODAY, "kommune")


def ids(walked: Walk) -> list[str]:
    return [each.id for each in walked.asked()]


VALUES: dict[AnswerKind, tuple[type_of_value, ...]] = {
    AnswerKind.YES_NO: ("yes", "no"),
    AnswerKind.SHORT_TEXT: ("tekst",),
    AnswerKind.LONG_TEXT: ("tekst",),
    AnswerKind.NUMBER: (0, 1, 5),
    AnswerKind.DATE: (DateValue("2010-05-05"), DateValue("1980")),
    AnswerKind.CPR: ("0101300000", "0101124000"),
    AnswerKind.TICK: (TickValue(NOW, "AB"),),
}


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    """A walk with any of the questions answered in any way, those that are hidden too."""
    answers = {}
    for asked in QUESTIONS:
        choices = tuple(choice.id for choice in asked.choices)
        ways: tuple[type_of_value, ...] = VALUES.get(asked.kind) or choices
        if asked.kind is AnswerKind.MULTIPLE:
            ways = ((), choices[:1], choices)
        possible = (None, unknown(asked.id), *(answer(asked.id, way) for way in ways))
        chosen = draw(st.sampled_from(possible))
        if chosen is not None:
            answers[asked.id] = chosen
    return Walk(CHECKLIST, answers, TODAY, draw(st.sampled_from(("kommune", "politi"))))


# -- what is asked -----------------------------------------------------------------------------------------------------------


def test_a_follow_up_is_asked_when_its_condition_holds_and_not_before() -> None:
    assert not walk().is_asked("threat_words")
    assert not walk(threats="no").is_asked("threat_words")
    assert walk(threats="yes").is_asked("threat_words")


def test_don_t_know_opens_a_follow_up_where_the_content_says_so() -> None:
    assert walk(unknown("prohibition")).is_asked("breach")


def test_any_of_several_conditions_is_enough_and_each_needs_all_its_keys() -> None:
    assert walk(acts=("VISIT",)).is_asked("network")
    assert walk(impact="fear", violence="yes").is_asked("network")
    assert not walk(impact="fear", violence="no").is_asked("network")


def test_a_hidden_answer_is_kept_and_not_counted_and_opens_nothing() -> None:
    open_walk = walk(prohibition="in_force", breach="yes", breach_count=3)
    hidden = open_walk.answered_by(answer("prohibition", "none"))

    assert {"breach", "breach_count"} <= set(ids(open_walk))
    assert not {"breach", "breach_count"} & set(ids(hidden))
    assert set(hidden.counted()) == {"prohibition"}
    assert hidden.answers["breach"].value == "yes"
    assert hidden.answered_by(answer("prohibition", "in_force")).counted() == open_walk.counted()


def test_answering_and_taking_back_make_a_new_walk_and_leave_the_old_one() -> None:
    first = walk()
    second = first.answered_by(answer("threats", "yes"))

    assert first.counted() == {}
    assert second.without("threats").counted() == {}
    assert set(second.counted()) == {"threats"}


def test_a_question_can_be_asked_unless_another_is_answered() -> None:
    steps = (
        question(AnswerKind.YES_NO, "first"),
        question(AnswerKind.YES_NO, "second", ask_if=when(first=("no", "open"))),
    )
    checklist = Checklist("0", "2026-01-01", (Section("step", 3, "", "", steps),))

    begun = Walk(checklist, {}, TODAY, "kommune")

    assert begun.is_asked("second")
    assert begun.answered_by(answer("first", "no")).is_asked("second")
    assert not begun.answered_by(answer("first", "yes")).is_asked("second")
    assert not begun.answered_by(unknown("first")).is_asked("second")


def test_the_birth_date_can_be_asked_while_the_number_tells_no_age() -> None:
    steps = (
        question(AnswerKind.YES_NO, "alone", ask_if=when(under_18=("yes",))),
        question(AnswerKind.CPR, "victim_cpr"),
        question(AnswerKind.DATE, "victim_birth_date", ask_if=when(under_18=("unknown",))),
    )
    begun = Walk(Checklist("0", "2026-01-01", (Section("step", 2, "", "", steps),)), {}, TODAY, "kommune")

    with_date = begun.answered_by(answer("victim_cpr", "0101124000"))
    without_date = begun.answered_by(answer("victim_cpr", "0000000000"))
    typed = without_date.answered_by(answer("victim_birth_date", DateValue("2012")))

    assert ids(begun) == ["victim_cpr", "victim_birth_date"]
    assert ids(with_date) == ["alone", "victim_cpr"]
    assert ids(without_date) == ["victim_cpr", "victim_birth_date"]
    assert ids(typed) == ["alone", "victim_cpr", "victim_birth_date"]


def test_questions_that_wait_for_one_another_are_not_asked() -> None:
    circle = (
        question(AnswerKind.YES_NO, "hen", ask_if=when(egg=("yes",))),
        question(AnswerKind.YES_NO, "egg", ask_if=when(hen=("yes",))),
    )
    checklist = Checklist("0", "2026-01-01", (Section("step", 3, "", "", circle),))
    both = {"hen": answer("hen", "yes"), "egg": answer("egg", "yes")}

    assert Walk(checklist, both, TODAY, "kommune").asked() == ()


# -- back and forth ----------------------------------------------------------------------------------------------------------


@given(walked=walks())
@settings(max_examples=100)
def test_after_and_before_are_inverse_and_every_question_is_reached(walked: Walk) -> None:
    asked = walked.asked()
    reached = [asked[0]]
    while (following := walked.after(reached[-1].id)) is not None:
        before = walked.before(following.id)
        assert before is not None
        assert before.id == reached[-1].id
        reached.append(following)

    assert tuple(reached) == asked
    assert walked.before(asked[0].id) is None


@given(walked=walks())
@settings(max_examples=50)
def test_one_can_go_on_from_a_question_that_has_just_been_hidden(walked: Walk) -> None:
    for hidden in QUESTIONS:
        following = walked.after(hidden.id)
        assert following is None or walked.is_asked(following.id)


def test_an_unknown_question_is_a_fault_of_the_program() -> None:
    for act in (walk().after, walk().before, walk().is_asked):
        with pytest.raises(KeyError):
            act("no_such_question")


def test_every_question_can_be_reached_by_some_answers() -> None:
    some = walk(
        threats="yes",
        is_anonymous="no",
        victim_cpr="0101124000",
        prohibition="in_force",
        breach="yes",
        acts=("VISIT",),
    )

    assert set(ids(some)) == {each.id for each in QUESTIONS}


def test_the_first_open_question_is_the_first_without_any_answer() -> None:
    walked = walk(unknown("received_how"), is_anonymous="yes")

    first = walked.first_open()
    assert first is not None
    assert first.id == "danger_now"


# -- a child ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("skipped", ["", "unknown", "not_asked"])
def test_the_notification_question_blocks_filing_until_it_is_answered_when_a_child_is_affected(skipped: str) -> None:
    walked = walk(children_in_home=1)
    if skipped:
        state = AnswerState.UNKNOWN if skipped == "unknown" else AnswerState.NOT_ASKED
        walked = walked.answered_by(Answer("child_notification", state, NOW, "AA", reason="no time"))

    assert "child_notification" in blocking_ids(walked)
    assert any(state.has_open_child and state.is_blocking for state in walked.sections())
    assert "child_notification" not in blocking_ids(walked.answered_by(answer("child_notification", "no")))


def test_the_notification_question_blocks_nothing_when_no_child_is_affected() -> None:
    assert "child_notification" not in blocking_ids(walk(children_in_home=0, shared_children="no"))


def blocking_ids(walked: Walk) -> list[str]:
    return [each.id for each in walked.blocking()]


# -- what blocks -------------------------------------------------------------------------------------------------------------


@given(walked=walks())
@settings(max_examples=100)
def test_only_required_open_questions_of_steps_1_11_and_12_block_and_the_notification_about_a_child(walked: Walk) -> None:
    numbers = {section.id: section.number for section in CHECKLIST.sections}
    open_child = walked.derived()["child_notification_open"] == "yes"
    expected = [
        asked
        for asked in walked.asked()
        if (asked.required and numbers[asked.section_id] in (1, 11, 12) and asked.id not in walked.answers)
        or (open_child and asked.id == "child_notification")
    ]

    assert list(walked.blocking()) == expected
    assert {state.section.number for state in walked.sections() if state.is_blocking} == {
        numbers[asked.section_id] for asked in expected
    }


def test_don_t_know_and_not_asked_with_a_reason_unblock() -> None:
    not_asked = Answer("threats", AnswerState.NOT_ASKED, NOW, "AB", reason="ledsager")
    walked = walk(unknown("danger_now"), not_asked)

    assert not {"danger_now", "threats"} & {asked.id for asked in walked.blocking()}


@given(walked=walks())
@settings(max_examples=50)
def test_sections_and_progress_count_what_is_asked_and_answered(walked: Walk) -> None:
    states = walked.sections()

    assert walked.progress() == (sum(state.answered for state in states), sum(state.asked for state in states))
    assert all(0 <= state.answered <= state.asked for state in states)
    assert all(state.is_complete == (state.answered == state.asked) for state in states)
    assert all(state.is_reached == bool(state.answered) for state in states)
    assert (walked.first_open() is None) == all(state.is_complete for state in states)


def test_a_red_answer_is_known() -> None:
    assert walk().is_red(answer("danger_now", "yes"))
    assert not walk().is_red(answer("danger_now", "no"))
    assert not walk().is_red(unknown("danger_now"))
    assert walk().is_red(answer("suicidal_days", 1))
    assert not walk().is_red(answer("threats", "yes"))


# -- what follows from the answers -------------------------------------------------------------------------------------------


def derived(name: str, walked: Walk) -> str:
    return walked.derived()[name]


@given(walked=walks())
@settings(max_examples=50)
def test_every_derived_fact_is_yes_no_or_unknown(walked: Walk) -> None:
    assert set(walked.derived()) == set(DERIVED_FACTS)
    assert set(walked.derived().values()) <= {"yes", "no", "unknown"}


@pytest.mark.parametrize(
    ("born", "under_18", "under_15"),
    [
        (DateValue("2008-11-22"), "no", "no"),
        (DateValue("2008-11-23"), "yes", "no"),
        (DateValue("2011-11-23"), "yes", "yes"),
        (DateValue("2008"), "unknown", "no"),
        (DateValue("2007"), "no", "no"),
        (DateValue("2009"), "yes", "no"),
        (DateValue("2008-11"), "unknown", "no"),
        (DateValue("2009", DatePrecision.ABOUT), "unknown", "no"),
        (DateValue("2014", DatePrecision.ABOUT), "yes", "yes"),
        (DateValue("2030"), "unknown", "unknown"),
    ],
)
def test_the_age_follows_from_the_birth_date(born: DateValue, under_18: str, under_15: str) -> None:
    walked = walk(victim_birth_date=born)

    assert (derived("under_18", walked), derived("under_15", walked)) == (under_18, under_15)


def test_the_age_follows_from_the_cpr_number_unless_a_birth_date_is_typed() -> None:
    by_number = walk(is_anonymous="no", victim_cpr="0101124000")

    assert derived("under_18", by_number) == "yes"
    assert derived("under_18", by_number.answered_by(answer("victim_birth_date", DateValue("1980")))) == "no"
    assert derived("under_18", by_number.answered_by(unknown("victim_birth_date"))) == "yes"
    assert derived("under_18", walk(is_anonymous="no", victim_cpr="0000000000")) == "unknown"
    assert derived("under_18", walk(is_anonymous="yes", victim_cpr="0101124000")) == "unknown"
    assert derived("under_18", walk()) == "unknown"


@pytest.mark.parametrize(
    ("given", "involved"),
    [
        ({"children_in_home": 1}, "yes"),
        ({"shared_children": "yes"}, "yes"),
        ({"victim_birth_date": DateValue("2012")}, "yes"),
        ({"children_in_home": 0, "shared_children": "no", "victim_birth_date": DateValue("1980")}, "no"),
        ({"children_in_home": 0, "shared_children": "no"}, "unknown"),
        ({"shared_children": "no", "victim_birth_date": DateValue("1980")}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_a_child_is_involved_at_home_in_common_or_as_the_victim(given: dict[str, type_of_value], involved: str) -> None:
    assert derived("child_involved", walk(**given)) == involved


def test_the_child_notification_is_open_until_it_is_answered() -> None:
    involved = walk(children_in_home=2)

    assert derived("child_notification_open", involved) == "yes"
    assert involved.is_asked("remind_of_child")
    assert derived("child_notification_open", involved.answered_by(unknown("child_notification"))) == "yes"
    assert derived("child_notification_open", involved.answered_by(answer("child_notification", "no"))) == "no"
    assert derived("child_notification_open", walk()) == "unknown"


def test_a_parent_may_be_the_source_until_it_is_denied() -> None:
    child = walk(victim_birth_date=DateValue("2012"))

    assert derived("parent_is_source_or_unknown", child) == "yes"
    assert derived("parent_is_source_or_unknown", child.answered_by(answer("parent_is_source", "no"))) == "no"
    assert derived("parent_is_source_or_unknown", walk(victim_birth_date=DateValue("1980"))) == "no"
    assert derived("parent_is_source_or_unknown", walk()) == "unknown"


CLOSED: dict[str, type_of_value] = {
    "danger_now": "no",
    "threats": "no",
    "violence": "no",
    "impact": "none",
    "prohibition": "in_force",
    "breach": "no",
}


@pytest.mark.parametrize("key", ["danger_now", "threats", "violence", "impact", "breach", "prohibition"])
def test_a_critical_question_without_any_answer_takes_a_reason(key: str) -> None:
    closed = walk(**CLOSED)
    assert derived("critical_open", closed) == "no"

    opened = closed.without(key)

    assert derived("critical_open", opened) == "yes"
    assert "unanswered_reason" in [asked.id for asked in opened.blocking()]


def test_a_critical_question_answered_with_don_t_know_or_ruled_out_is_closed() -> None:
    assert derived("critical_open", walk(**CLOSED).answered_by(unknown("violence"))) == "no"
    assert derived("critical_open", walk(**{**CLOSED, "prohibition": "none"}).without("breach")) == "no"


def test_the_profile_of_the_authority_is_known() -> None:
    municipality, police = (Walk(CHECKLIST, {}, TODAY, profile) for profile in ("kommune", "politi"))

    assert derived("police_profile", police) == "yes"
    assert derived("police_profile", municipality) == "no"
    assert municipality.is_asked("journalised")
    assert not police.is_asked("journalised")
