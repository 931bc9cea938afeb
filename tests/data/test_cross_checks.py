"""What a store tells twice is compared: an answer that was changed or taken out after the filing is found by `check`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.findings import Urgency
from tests.data.at_hand import CHECKLIST, RULES, A, B, given, intake
from tests.data.tampering import change_open

ANSWERS: tuple[tuple[Answer, Compartment], ...] = (
    (given("threats", "yes"), A),
    (given("weapon_access", "yes"), A),
    (given("victim_name", "Ærlig Øprøve"), B),
    (given("victim_suicidal", "yes"), B),
    (given("victim_vulnerable", "yes"), B),
)
PROTECTED = frozenset({"victim_name", "victim_suicidal", "victim_vulnerable", "victim_cpr"})


def _file(drawer: OpenDrawer) -> str:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("threats", "no"), A)
    drawer.forget_answer(draft.case_id, "threats")
    drawer.keep_answers(draft.case_id, ANSWERS)
    found = assess(facts_from({answer.question_id: answer for answer, _ in ANSWERS}))
    public = without_protected(found, PROTECTED)
    assert found != public
    drawer.file_case(draft.case_id, found, public, RULES, Confirmation(found.urgency))
    return draft.reference


@pytest.fixture
def reference(drawer: OpenDrawer) -> str:
    """A case that was filed at the desk, beside two that came in at once and one that is open."""
    reference = _file(drawer)
    drawer.file_many(intake(drawer.officer.id, (given("threats", "yes"), A), (given("victim_name", "Bo Ø"), B)) for _ in "ab")
    drawer.keep_answer(drawer.begin_intake(CHECKLIST).case_id, given("threats", "yes"), A)
    return reference


def test_a_whole_store_has_no_faults_whatever_is_added_after_filing(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_journal_number(reference, "2026-11111")
    drawer.case(reference)
    assert drawer.faults() == ()


IT = "reference = (select min(reference) from case_file)"
OF_IT = f"case_id = (select id from case_file where {IT})"
CHANGED: dict[str, str] = {
    "an answer changed": f"update answer set value = '\"no\"' where question_id = 'threats' and {OF_IT}",
    "an answer taken out": f"delete from answer where question_id = 'threats' and {OF_IT}",
    "an answer slipped in": (
        "insert into answer select case_id, 'breach', state, value, reason, at, by from answer "
        f"where {OF_IT} and question_id = 'threats'"
    ),
    "a sealed answer taken out": f"delete from sealed_answer where question_id = 'victim_name' and {OF_IT}",
    "a past answer taken out": f"delete from answer_past where {OF_IT}",
    "the finding taken out": f"delete from finding where {OF_IT}",
    "the finding of another case": f"update finding set public = replace(public, 'threats', 'breach') where {OF_IT}",
    "the level": f"update case_file set urgency = 'routine' where {IT}",
    "the definition": f"update case_file set definition = 'not_by_this_information' where {IT}",
    "the officer": (f"update case_file set officer_id = (select id from officer where user_name = 'anna') where {IT}"),
    "the filing undone": f"update case_file set status = 'draft' where {IT}",
    "a draft that was never filed": (
        "update case_file set status = 'filed', filed_at = started_at, definition = 'likely', urgency = 'acute' "
        "where status = 'draft'"
    ),
    "a counter taken out": "delete from counter where name like 'reference %'",
    "the case taken out": f"delete from case_file where {IT}",
}


@pytest.mark.parametrize("how", CHANGED)
def test_whatever_is_changed_in_a_filed_case_is_found(drawer: OpenDrawer, reference: str, how: str) -> None:
    statements = [CHANGED[how]]
    if how == "the case taken out":
        rest = ("answer", "sealed_answer", "answer_past", "finding", "due")
        statements = [*(f"delete from {table} where {OF_IT}" for table in rest), *statements]
    change_open(drawer, *statements)
    faults = drawer.faults()
    assert faults
    if "counter" not in how and "draft" not in how:
        assert [fault for fault in faults if reference in fault]


def test_a_level_that_was_lowered_without_a_supervisor_is_named(drawer: OpenDrawer, reference: str) -> None:
    change_open(drawer, f"update case_file set urgency = 'routine' where reference = '{reference}'")
    assert [fault for fault in drawer.faults() if "lavere niveau" in fault]


def test_a_level_that_a_supervisor_lowered_is_no_fault(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answers(draft.case_id, ANSWERS)
    found = assess(facts_from({answer.question_id: answer for answer, _ in ANSWERS}))
    assert found.urgency is not Urgency.ROUTINE
    lowered = Confirmation(Urgency.ROUTINE, "aftalt med teamet", drawer.officer.id)
    drawer.file_case(draft.case_id, found, without_protected(found, PROTECTED), RULES, lowered)
    assert drawer.faults() == ()


def test_an_open_assessment_that_says_less_or_more_than_the_whole_one_is_named(drawer: OpenDrawer) -> None:
    found = assess(facts_from({answer.question_id: answer for answer, _ in ANSWERS}))
    public = without_protected(found, PROTECTED)
    for said in (found, without_protected(found, PROTECTED | {"threats", "weapon_access"})):
        assert said != public
        draft = drawer.begin_intake(CHECKLIST)
        drawer.keep_answers(draft.case_id, ANSWERS)
        drawer.file_case(draft.case_id, found, said, RULES, Confirmation(found.urgency))
        assert f"Sagen {draft.reference} har to vurderinger, der ikke passer sammen." in drawer.faults()


def test_an_officer_without_the_second_key_checks_the_rest(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    reference = _file(drawer)
    drawer._sitting.seal_or_none = None
    assert drawer.faults() == ()
    change_open(drawer, f"update answer set value = '\"no\"' where {OF_IT}")
    assert drawer.faults() == (f"Sagen {reference} er ændret, efter at den blev afsluttet.",)
