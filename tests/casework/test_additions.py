"""What follows from an addition: pure, and never less urgent for an incident more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk import app
from stalkdesk.casework.additions import (
    MOST_AT_ONCE,
    MOST_NOTE,
    MOST_SAID,
    Addition,
    Incident,
    Instrument,
    InstrumentResult,
    InstrumentUse,
    changes_of,
    check_addition,
    check_instrument,
    check_is_stated,
    overlaid,
    weighing_with,
)
from stalkdesk.casework.log.incident_log import LoggedIncident
from stalkdesk.errors import BadAnswer, NotAllowed, TooLong
from stalkdesk.intake.answers import Answer, AnswerState, DatePrecision, DateValue, type_of_value
from stalkdesk.intake.assessment import assess
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.facts import ACTS
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.windows import DEFAULTS
from stalkdesk.language import Language

AT = datetime(2026, 11, 22, 8, 57, 3, tzinfo=UTC)
LATER = AT + timedelta(days=11)
TODAY = date(2026, 12, 3)
INCIDENT = Incident(DateValue("2026-12-02"), ("FOLLOW", "COMM"), "Fulgte efter hende fra stationen.")
WHY = "Ny henvendelse 3. december"


def _given(question_id: str, value: type_of_value) -> Answer:
    return Answer(question_id, AnswerState.GIVEN, AT, "SL", value)


def _answers(**values: type_of_value) -> dict[str, Answer]:
    return {question_id: _given(question_id, value) for question_id, value in values.items()}


def _values(answers: dict[str, Answer]) -> dict[str, type_of_value | None]:
    return {question_id: answer.value for question_id, answer in answers.items()}


def _with(answers: dict[str, Answer], *incidents: Incident) -> dict[str, type_of_value | None]:
    return _values(overlaid(answers, Addition(WHY, incidents), LATER, "AP"))


def test_an_incident_counts_one_episode_reaches_the_span_and_names_its_acts() -> None:
    answers = _answers(
        incidents_total=5,
        span_days=10,
        first_incident=DateValue("2026-11-01"),
        latest_incident=DateValue("2026-11-11"),
        acts=("COMM", "GIFT"),
    )
    assert _with(answers, INCIDENT) == {
        "incidents_total": 6,
        "span_days": 31,
        "first_incident": DateValue("2026-11-01"),
        "latest_incident": DateValue("2026-12-02"),
        "acts": ("COMM", "GIFT", "FOLLOW"),
    }


def test_each_of_several_incidents_counts() -> None:
    found = _with(_answers(incidents_total=1, acts=("COMM",)), INCIDENT, replace(INCIDENT, acts=("GIFT",)))
    assert (found["incidents_total"], found["acts"]) == (3, ("COMM", "FOLLOW", "GIFT"))


def test_a_number_that_is_not_known_stays_unknown() -> None:
    unknown = {"incidents_total": Answer("incidents_total", AnswerState.UNKNOWN, AT, "SL")}
    assert overlaid(unknown, Addition(WHY, (INCIDENT,)), LATER, "AP")["incidents_total"].state is AnswerState.UNKNOWN
    assert "incidents_total" not in _with({}, INCIDENT)


def test_a_span_never_shrinks_and_is_left_where_a_day_is_not_exact() -> None:
    first = _answers(first_incident=DateValue("2026-11-01"), span_days=90)
    assert _with(first, INCIDENT)["span_days"] == 90
    short = _answers(first_incident=DateValue("2026-11-01"), span_days=3)
    about = replace(INCIDENT, happened=DateValue("2026-12-02", DatePrecision.ABOUT))
    month = replace(INCIDENT, happened=DateValue("2026-12"))
    assert _with(short, about)["span_days"] == _with(short, month)["span_days"] == 3
    assert _with(short, INCIDENT)["span_days"] == 31
    assert "span_days" not in _with(_answers(latest_incident=DateValue("2026-11-01")), INCIDENT)


def test_a_day_is_replaced_only_by_one_that_is_certainly_later_or_earlier() -> None:
    answers = _answers(first_incident=DateValue("2026-11"), latest_incident=DateValue("2026-12"))
    for happened in ("2026-12-02", "2026-12", "2026"):
        found = _with(answers, replace(INCIDENT, happened=DateValue(happened)))
        assert (found["first_incident"], found["latest_incident"]) == (DateValue("2026-11"), DateValue("2026-12"))
    assert _with(answers, replace(INCIDENT, happened=DateValue("2026-10-31")))["first_incident"] == DateValue("2026-10-31")
    assert _with(answers, replace(INCIDENT, happened=DateValue("2027-01")))["latest_incident"] == DateValue("2027-01")


def test_answers_of_the_addition_come_first_and_everything_tells_when_by_whom_and_why() -> None:
    addition = Addition(WHY, (INCIDENT,), ((_given("incidents_total", 20), Compartment.FACTS),))
    changes = changes_of(_answers(incidents_total=5), addition, LATER, "AP", first_number=4)
    assert [(one.answer.question_id, one.answer.value, one.reason) for one in changes] == [
        ("incidents_total", 20, WHY),
        ("incidents_total", 21, "Følger af hændelse 4."),
        ("latest_incident", DateValue("2026-12-02"), "Følger af hændelse 4."),
        ("acts", ("FOLLOW", "COMM"), "Følger af hændelse 4."),
    ]
    assert {(one.answer.at, one.answer.by) for one in changes} == {(LATER, "AP")}


def test_what_can_not_be_added_is_refused_with_a_sentence() -> None:
    answer = ((_given("threats", "yes"), Compartment.FACTS),)
    for nothing in (Addition(WHY), Addition("  ", (INCIDENT,)), Addition("", (), answer)):
        with pytest.raises(NotAllowed):
            check_is_stated(nothing)
    check_is_stated(Addition(WHY, (), answer))
    check_addition(Addition(WHY, (INCIDENT,)), TODAY)
    for wrong in (
        replace(INCIDENT, acts=()),
        replace(INCIDENT, acts=("DANCE",)),
        replace(INCIDENT, happened=DateValue("2026-12-04")),
        replace(INCIDENT, happened=DateValue("2026-02-30")),
        replace(INCIDENT, happened=DateValue("i går")),
    ):
        with pytest.raises(BadAnswer):
            check_addition(Addition(WHY, (wrong,)), TODAY)
    with pytest.raises(TooLong):
        check_addition(Addition(WHY, (replace(INCIDENT, said="x" * (MOST_SAID + 1)),)), TODAY)
    with pytest.raises(TooLong):
        check_addition(Addition("x" * 1000, (INCIDENT,)), TODAY)


def test_an_instrument_needs_an_assessor_a_day_and_room() -> None:
    use = InstrumentUse(Instrument.SAM, DateValue("2026-11"), "Ida Prøve, Prøveby", InstrumentResult.HIGH)
    check_instrument(use, TODAY)
    with pytest.raises(NotAllowed):
        check_instrument(replace(use, done_by=" "), TODAY)
    with pytest.raises(BadAnswer):
        check_instrument(replace(use, done_on=DateValue("2027")), TODAY)
    with pytest.raises(TooLong):
        check_instrument(replace(use, note="x" * (MOST_NOTE + 1)), TODAY)


def test_the_weighing_counts_what_is_asked_and_leaves_compartment_b_out_of_the_open_assessment() -> None:
    checklist = app.library().checklist(Language.DANISH, "")
    weighing = weighing_with(checklist, DEFAULTS, "2026-1", TODAY, "kommune")
    answers = _answers(danger_now="yes", victim_suicidal="yes", threats="no")
    weighed = weighing(answers)
    assert weighed.whole == assess(facts_from(answers), DEFAULTS)
    assert weighed.public.urgency is weighed.whole.urgency is Urgency.ACUTE
    assert "A6" in weighed.whole.rules
    assert "A6" not in weighed.public.rules
    assert (weighed.checklist_version, weighed.rules_version, weighed.windows) == (checklist.version, "2026-1", DEFAULTS)


_DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 3)).map(lambda day: DateValue(day.isoformat()))
_INCIDENTS = st.builds(
    Incident, _DAYS, st.lists(st.sampled_from(ACTS), min_size=1, max_size=4).map(tuple), st.just("Det skete igen.")
)


@given(
    st.lists(_INCIDENTS, min_size=1, max_size=3),
    st.fixed_dictionaries(
        {},
        optional={
            "incidents_total": st.integers(1, 50),
            "span_days": st.integers(0, 400),
            "first_incident": _DAYS,
            "latest_incident": _DAYS,
            "acts": st.lists(st.sampled_from(ACTS), unique=True, max_size=5).map(tuple),
            "unwanted": st.sampled_from(["explicit", "implicit", "unclear"]),
            "impact": st.sampled_from(["none", "annoyance", "distress", "fear", "severe_fear"]),
            "same_source": st.just("yes"),
            "directed_at_person": st.just("yes"),
            "prohibition": st.sampled_from(["none", "in_force"]),
        },
    ),
)
def test_an_incident_more_never_makes_a_case_less_urgent_or_takes_anything_back(
    incidents: list[Incident], values: dict[str, type_of_value]
) -> None:
    before = _answers(**values)
    after = overlaid(before, Addition(WHY, tuple(incidents)), LATER, "AP")
    levels = list(Urgency)
    assert levels.index(assess(facts_from(after)).urgency) <= levels.index(assess(facts_from(before)).urgency)
    for key in ("incidents_total", "span_days"):
        if key in values:
            number, was = after[key].value, values[key]
            assert isinstance(number, int)
            assert isinstance(was, int)
            assert number >= was + (len(incidents) if key == "incidents_total" else 0)
    acts = after["acts"].value
    assert isinstance(acts, tuple)
    assert set(values.get("acts", ())) | {act for one in incidents for act in one.acts} == set(acts)  # type: ignore[arg-type]


def test_hundreds_of_incidents_are_one_change_a_question_and_say_which_they_follow_from() -> None:
    days = [date(2026, 1, 1) + timedelta(days=day) for day in range(300)]
    incidents = tuple(Incident(DateValue(day.isoformat()), (ACTS[number % 5],), "") for number, day in enumerate(days))
    answers = _answers(
        incidents_total=2, first_incident=DateValue("2025-12-01"), latest_incident=DateValue("2026-01-01"), acts=("COMM",)
    )
    changes = changes_of(answers, Addition(WHY, incidents), LATER, "AP", first_number=4)
    assert [(one.answer.question_id, one.reason) for one in changes] == [
        ("incidents_total", "Følger af hændelse 4 til 303."),
        ("latest_incident", "Følger af hændelse 4 til 303."),
        ("span_days", "Følger af hændelse 4 til 303."),
        ("acts", "Følger af hændelse 4 til 303."),
    ]
    assert [one.answer.value for one in changes] == [302, DateValue("2026-10-27"), 330, ACTS[:5]]


@given(
    st.lists(st.tuples(st.dates(date(2024, 1, 1), TODAY), st.sampled_from(ACTS), st.sampled_from(DatePrecision)), max_size=12)
)
def test_a_batch_ends_where_one_incident_after_the_other_ends(drawn: list[tuple[date, str, DatePrecision]]) -> None:
    incidents = [Incident(DateValue(day.isoformat(), precision), (act,), "") for day, act, precision in drawn]
    start = _answers(incidents_total=1, first_incident=DateValue("2025-06"), span_days=3, acts=("GIFT",))
    together = _with(start, *incidents)
    answers = start
    for incident in incidents:
        answers = overlaid(answers, Addition(WHY, (incident,)), LATER, "AP")
    assert together == _values(answers)


def test_an_addition_is_not_endless_and_its_log_is_checked() -> None:
    with pytest.raises(TooLong):
        check_addition(Addition(WHY, (INCIDENT,) * (MOST_AT_ONCE + 1)), TODAY)
    with pytest.raises(BadAnswer):
        check_addition(Addition(WHY, (replace(INCIDENT, log=LoggedIncident(clock="25:00")),)), TODAY)
