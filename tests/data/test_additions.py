"""What is added to a filed case: the first record stays, the new evaluation stands beside it, all in one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from stalkdesk.casework.additions import Addition, Incident, Instrument, InstrumentResult, InstrumentUse
from stalkdesk.casework.evaluations import Confirmation, Occasion, Weighed
from stalkdesk.data import tables
from stalkdesk.data.adding import Making
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.filing import Noted
from stalkdesk.errors import BadAnswer, CaseUnknown, DeskError, NotAllowed
from stalkdesk.intake.answers import Answer, DatePrecision, DateValue
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.windows import DEFAULTS, Windows
from tests.data.added import ANSWERS, INCIDENT, WHY, addition, file_case, weighed_as, weighing
from tests.data.at_hand import AT, CHECKLIST, OTHER_PASSPHRASE, A, B, given, intake

WIDER = Windows(violence_days=30)
USE = InstrumentUse(
    Instrument.SAM, DateValue("2026-11"), "Ida Prøve, Prøveby", InstrumentResult.HIGH, "Høj ifølge vurderingen."
)


@pytest.fixture
def reference(drawer: OpenDrawer) -> str:
    """A case that was filed at the desk."""
    return file_case(drawer)


def test_the_first_evaluation_is_the_one_made_on_filing(drawer: OpenDrawer) -> None:
    case = drawer.case(file_case(drawer, WIDER))
    (first,) = case.evaluations
    assert (first.number, first.occasion, first.windows, first.officer_name) == (1, Occasion.FILED, WIDER, "Søren Leder")
    assert (first.assessment, first.confirmation) == (case.assessment, case.confirmation)
    assert first.at == case.line.filed_at
    assert (case.incidents, case.addenda, case.instruments) == ((), (), ())


def test_a_draft_has_no_evaluation(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    assert drawer.case(draft.reference).evaluations == ()


def test_an_addition_keeps_a_new_evaluation_beside_the_earlier_ones(drawer: OpenDrawer, reference: str) -> None:
    before = drawer.case(reference)
    made = drawer.add_to_case(
        reference, addition((given("threats", "yes"), A)), weighing(WIDER), Confirmation(Urgency.ACUTE, "føles rigtigt")
    )
    case = drawer.case(reference)
    assert case.evaluations == (*before.evaluations, made)
    assert (made.number, made.occasion, made.windows, made.officer_name) == (2, Occasion.INCIDENT, WIDER, "Søren Leder")
    assert made.confirmation == Confirmation(Urgency.ACUTE, "føles rigtigt")
    assert (case.assessment, case.confirmation) == (made.assessment, made.confirmation)
    assert case.line.urgency is Urgency.ACUTE
    assert before.line.urgency is not Urgency.ACUTE
    assert drawer.faults() == ()


def test_what_stood_before_stays_and_what_stands_now_is_shown(drawer: OpenDrawer, reference: str) -> None:
    filed = drawer.case(reference).answers
    drawer.add_to_case(reference, addition((given("impact", "fear"), A)), weighing(), weighed_as(Urgency.ACUTE))
    drawer.add_to_case(
        reference,
        Addition("Fejl i indtastningen", (), ((given("impact", "severe_fear"), A),)),
        weighing(),
        weighed_as(Urgency.ACUTE),
    )
    case = drawer.case(reference)
    assert case.answers["impact"].value == "severe_fear"
    assert case.answers["incidents_total"].value == 6
    assert case.answers["threats"] == filed["threats"]
    told = [(one.number, one.answer.question_id, one.reason, one.before and one.before.value) for one in case.addenda]
    assert told == [
        (1, "impact", WHY, "distress"),
        (2, "incidents_total", "Følger af hændelse 1.", 5),
        (3, "latest_incident", "Følger af hændelse 1.", None),
        (4, "acts", "Følger af hændelse 1.", ("COMM",)),
        (5, "impact", "Fejl i indtastningen", "fear"),
    ]
    assert [one.occasion for one in case.evaluations] == [Occasion.FILED, Occasion.INCIDENT, Occasion.ANSWER]
    (incident,) = case.incidents
    assert replace(incident, number=0, at=None, by="") == INCIDENT
    assert (incident.number, incident.by, incident.at) == (1, "SL", case.evaluations[1].at)
    with drawer._sitting.act() as connection:
        kept = connection.execute(select(tables.answer.c.value).where(tables.answer.c.question_id == "impact")).scalars().all()
    assert kept == ['"distress"']


def test_the_newest_incident_is_shown_first(drawer: OpenDrawer, reference: str) -> None:
    for said in ("den første", "den anden"):
        drawer.add_to_case(reference, Addition(WHY, (replace(INCIDENT, said=said),)), weighing(), weighed_as(Urgency.ACUTE))
    assert [(one.number, one.said) for one in drawer.case(reference).incidents] == [(2, "den anden"), (1, "den første")]


def test_compartment_b_is_weighed_and_overlaid_but_never_shown_with_a(drawer: OpenDrawer, reference: str) -> None:
    seen: list[Mapping[str, Answer]] = []

    def looking(answers: Mapping[str, Answer]) -> Weighed:
        seen.append(answers)
        return weighing()(answers)

    change = addition((given("victim_suicidal", "yes"), B), (given("safe_phone", "+4500000077"), B))
    weighed = drawer.weigh(reference, change, looking)
    assert weighed.urgency is Urgency.ACUTE
    assert "A6" not in weighed.rules
    assert "victim_name" in seen[0]
    assert seen[0]["incidents_total"].value == 6
    made = drawer.add_to_case(reference, change, looking, Confirmation(Urgency.ACUTE))
    assert made.assessment == weighed
    case = drawer.case(reference)
    assert "victim_suicidal" not in case.answers
    assert case.protected_ids == ("safe_phone", "victim_name", "victim_suicidal", "victim_vulnerable")
    assert [one.answer.question_id for one in case.addenda] == ["incidents_total", "latest_incident", "acts"]
    now = {one.question_id: one.value for one in drawer.protected_answers(reference, "opfølgning")}
    assert (now["victim_suicidal"], now["safe_phone"], now["victim_vulnerable"]) == ("yes", "+4500000077", "yes")
    whole = drawer.whole_assessment(reference, "opfølgning")
    assert whole is not None
    assert "A6" in whole.rules
    assert drawer.faults() == ()


def test_what_was_protected_once_stays_protected(drawer: OpenDrawer, reference: str) -> None:
    drawer.add_to_case(reference, addition((given("victim_name", "Ærlig Andetnavn"), A)), weighing(), weighed_as(Urgency.ACUTE))
    assert "victim_name" not in drawer.case(reference).answers
    assert {one.question_id: one.value for one in drawer.protected_answers(reference, "se")}["victim_name"] == "Ærlig Andetnavn"
    assert (
        [line.reference for line in drawer.cases("andetnavn")]
        == [line.reference for line in drawer.cases("øprøve")]
        == [reference]
    )


def test_weighing_keeps_nothing_and_is_noted(drawer: OpenDrawer, reference: str) -> None:
    before = drawer.case(reference)
    drawer.weigh(reference, addition(), weighing())
    after = drawer.case(reference)
    assert replace(after, journal=()) == replace(before, journal=())
    assert [line.act for line in after.journal][-2:] == ["weigh", "view"]


def test_weighing_needs_no_reason_yet(drawer: OpenDrawer, reference: str) -> None:
    assert drawer.weigh(reference, Addition("", (INCIDENT,)), weighing()) == drawer.weigh(reference, addition(), weighing())


def test_the_journal_says_what_was_added_and_never_what_it_says(drawer: OpenDrawer, reference: str) -> None:
    drawer.add_to_case(reference, addition((given("threat_words", "kanariefugl"), A)), weighing(), weighed_as(Urgency.ACUTE))
    alter, evaluate = drawer.case(reference).journal[-3:-1]
    fields = ("incident", "threat_words", "incidents_total", "latest_incident", "acts")
    assert (alter.act, alter.fields, alter.reason) == ("alter", fields, WHY)
    assert (evaluate.act, evaluate.fields, evaluate.reason) == ("evaluate", (), "")
    assert "kanariefugl" not in str(drawer.journal()).casefold()


def test_lowering_needs_a_supervisor_and_a_reason_as_on_filing(unlock: Callable[..., OpenDrawer]) -> None:
    supervisor = unlock()
    reference = file_case(supervisor)
    leader = supervisor.officer.id
    supervisor.close()
    officer = unlock("anna", OTHER_PASSPHRASE)
    before = officer.case(reference).evaluations
    for level in (
        Confirmation(Urgency.ROUTINE),
        Confirmation(Urgency.ROUTINE, "aftalt"),
        Confirmation(Urgency.ROUTINE, "aftalt", officer.officer.id),
        Confirmation(Urgency.ROUTINE, " ", leader),
    ):
        with pytest.raises(NotAllowed):
            officer.add_to_case(reference, addition(), weighing(), level)
    assert officer.case(reference).evaluations == before
    made = officer.add_to_case(reference, addition(), weighing(), Confirmation(Urgency.ROUTINE, "aftalt", leader))
    assert made.confirmation == Confirmation(Urgency.ROUTINE, "aftalt", leader)
    assert made.officer_name == "Anna Prøve"
    line = officer.case(reference).journal[-2]
    assert (line.act, line.fields, line.reason) == ("evaluate", ("urgency_lowered",), "aftalt")
    assert officer.faults() == ()


def test_nothing_is_added_without_a_reason_or_to_what_is_no_filed_case(drawer: OpenDrawer, reference: str) -> None:
    acute = Confirmation(Urgency.ACUTE)
    for refused in (Addition("", (INCIDENT,)), Addition(WHY)):
        with pytest.raises(NotAllowed):
            drawer.add_to_case(reference, refused, weighing(), acute)
    future = replace(INCIDENT, happened=DateValue("2999-01-01"))
    with pytest.raises(BadAnswer):
        drawer.add_to_case(reference, Addition(WHY, (future,)), weighing(), acute)
    draft = drawer.begin_intake(CHECKLIST)
    for nowhere in (draft.reference, "SD-2026-9999", "intet"):
        with pytest.raises(CaseUnknown):
            drawer.add_to_case(nowhere, addition(), weighing(), acute)
        with pytest.raises(CaseUnknown):
            drawer.weigh(nowhere, addition(), weighing())
        with pytest.raises(CaseUnknown):
            drawer.note_instrument(nowhere, USE)
    assert len(drawer.case(reference).evaluations) == 1
    assert drawer.faults() == ()


def test_whoever_can_not_read_compartment_b_does_not_weigh_without_it(drawer: OpenDrawer, reference: str) -> None:
    drawer.add_to_case(reference, addition((given("safe_phone", "+4500000077"), B)), weighing(), weighed_as(Urgency.ACUTE))
    drawer._sitting.seal_or_none = None
    with pytest.raises(NotAllowed):
        drawer.add_to_case(reference, addition(), weighing(), Confirmation(Urgency.ACUTE))
    case = drawer.case(reference)
    assert len(case.evaluations) == 2
    assert "safe_phone" in case.protected_ids
    assert drawer.faults() == ()


def test_a_case_is_found_by_what_was_added_and_by_what_it_said_before(drawer: OpenDrawer, reference: str) -> None:
    said = replace(INCIDENT, said="Stod ved havelågen med en kikkert.")
    drawer.add_to_case(
        reference, Addition(WHY, (said,), ((given("source_name", "Bo Nytnavn"), A),)), weighing(), weighed_as(Urgency.ACUTE)
    )
    queries = ("kikkert", "havelaagen", "nytnavn", "gammeltnavn")
    assert [[line.reference for line in drawer.cases(query)] for query in queries] == [[reference]] * 4
    drawer.keep_journal_number(reference, "2026-777")
    assert [[line.reference for line in drawer.cases(query)] for query in (*queries, "777")] == [[reference]] * 5
    assert drawer.cases("kikkert")[0].urgency is Urgency.ACUTE


def test_the_week_counts_a_case_once_where_it_began_with_the_level_confirmed_last(drawer: OpenDrawer) -> None:
    (reference,) = drawer.file_many([intake(drawer.officer.id, *ANSWERS, at=AT - timedelta(days=60))])
    week = AT - timedelta(days=61), AT - timedelta(days=59)
    (before,) = drawer.week_cases(*week)
    drawer.add_to_case(
        reference,
        addition((given("referrals_made", ("police",)), A), (given("breach", "no"), A)),
        weighing(),
        weighed_as(Urgency.ACUTE),
    )
    (after,) = drawer.week_cases(*week)
    assert after == replace(
        before,
        urgency=Urgency.ACUTE,
        definition=drawer.case(reference).evaluations[-1].assessment.definition,
        referrals=("police",),
        critical_answered=before.critical_answered + 1,
    )
    assert drawer.week_cases(AT - timedelta(days=7), datetime.now(UTC) + timedelta(days=7)) == ()


def test_an_instrument_is_noted_and_changes_no_evaluation(drawer: OpenDrawer, reference: str) -> None:
    before = drawer.case(reference)
    second = replace(USE, instrument=Instrument.OTHER, done_on=DateValue("2026-10-01", DatePrecision.ABOUT), note="")
    for use in (USE, second):
        drawer.note_instrument(reference, use)
    case = drawer.case(reference)
    assert tuple(replace(one, at=None, by="") for one in case.instruments) == (USE, second)
    assert {one.by for one in case.instruments} == {"SL"}
    assert (case.evaluations, case.line) == (before.evaluations, before.line)
    assert [(line.act, line.fields) for line in case.journal if line.act == "instrument"] == [
        ("instrument", ("sam",)),
        ("instrument", ("other",)),
    ]
    with pytest.raises(NotAllowed):
        drawer.note_instrument(reference, replace(USE, done_by=""))
    assert drawer.faults() == ()


@pytest.mark.parametrize("table", ["evaluation", "incident", "addendum", "instrument_use"])
@pytest.mark.parametrize(
    "statement", ["update {} set number = 7", "delete from {}", "insert or replace into {} select * from {}"]
)
def test_nothing_that_was_added_can_be_changed_or_taken_away(
    drawer: OpenDrawer, reference: str, table: str, statement: str
) -> None:
    drawer.add_to_case(reference, addition(), weighing(), weighed_as(Urgency.ACUTE))
    drawer.note_instrument(reference, USE)
    with pytest.raises((DBAPIError, DeskError)), drawer._sitting.act() as connection:
        connection.execute(text(statement.format(table, table)))
    assert drawer.faults() == ()


def test_many_cases_filed_at_once_with_their_additions_are_as_those_of_the_desk(drawer: OpenDrawer) -> None:
    officer, later = drawer.officer, AT + timedelta(hours=5)
    whole = intake(officer.id, *ANSWERS)
    change = addition((given("threats", "yes"), A), (given("safe_phone", "+4500000077"), B))
    making = Making(later, officer, change, weighing()({}), Confirmation(Urgency.ACUTE))
    again = replace(making, at=later + timedelta(days=2), addition=Addition(WHY, (INCIDENT,)))
    (reference,) = drawer.file_many(
        [replace(whole, windows=WIDER, later=(making, again), instruments=(Noted(later, officer, USE),))]
    )
    case = drawer.case(reference)
    assert [one.windows for one in case.evaluations] == [WIDER, DEFAULTS, DEFAULTS]
    assert [one.at for one in case.evaluations] == [AT, later, again.at]
    assert case.answers["incidents_total"].value == 7
    assert [one.number for one in case.incidents] == [2, 1]
    assert (case.line.urgency, len(case.instruments)) == (Urgency.ACUTE, 1)
    assert [line.reference for line in drawer.cases("stationen")] == [reference]
    assert drawer.faults() == ()
    drawer.add_to_case(reference, addition(), weighing(), weighed_as(Urgency.ACUTE))
    assert [one.number for one in drawer.case(reference).incidents] == [3, 2, 1]
    assert drawer.faults() == ()


def test_a_lowered_level_among_many_needs_a_supervisor_too(drawer: OpenDrawer) -> None:
    low = Making(
        AT, drawer.officer, addition(), weighing()({"danger_now": given("danger_now", "yes")}), Confirmation(Urgency.ROUTINE)
    )
    with pytest.raises(NotAllowed):
        drawer.file_many([replace(intake(drawer.officer.id, *ANSWERS), later=(low,))])
    assert drawer.count_cases() == 0


def test_an_incident_is_kept_as_it_was_written(drawer: OpenDrawer, reference: str) -> None:
    odd = Incident(DateValue("2026-10", DatePrecision.ABOUT), ("COMM", "COMM"), "linje 1\nlinje 2 \u202e🍎\ud83d\0")
    drawer.add_to_case(reference, Addition(WHY, (odd,)), weighing(), weighed_as(Urgency.ACUTE))
    (kept,) = drawer.case(reference).incidents
    assert (kept.happened, kept.acts, kept.said) == (odd.happened, ("COMM",), "linje 1\nlinje 2 \u202e🍎?")
    assert drawer.faults() == ()


def test_an_answer_that_calms_never_lowers_the_level_that_stands_by_itself(unlock: Callable[..., OpenDrawer]) -> None:
    """An officer may not talk a case down by correcting its answers: going below what was confirmed is lowering."""
    supervisor = unlock()
    reference = file_case(supervisor)
    supervisor.add_to_case(reference, addition((given("threats", "yes"), A)), weighing(), Confirmation(Urgency.HIGH))
    leader = supervisor.officer.id
    supervisor.close()
    officer = unlock("anna", OTHER_PASSPHRASE)
    calmer = Addition(WHY, answers=((given("threats", "no"), A),))
    computed = officer.weigh(reference, calmer, weighing()).urgency

    assert computed is Urgency.MODERATE
    with pytest.raises(NotAllowed):
        officer.add_to_case(reference, calmer, weighing(), Confirmation(computed))
    officer.add_to_case(reference, calmer, weighing(), Confirmation(Urgency.HIGH))
    officer.add_to_case(reference, calmer, weighing(), Confirmation(computed, "Truslen var en anden sag", leader))
    assert [one.confirmation.urgency for one in officer.case(reference).evaluations][-3:] == [
        Urgency.HIGH,
        Urgency.HIGH,
        Urgency.MODERATE,
    ]
    assert officer.faults() == ()
