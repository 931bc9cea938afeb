"""An intake in the drawer: every answer kept, nothing of B readable with A, filed once, erased when discarded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.data import tables
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import CaseUnknown, NotAllowed
from stalkdesk.intake.answers import Answer, AnswerState, DatePrecision, DateValue, PersonValue, TickValue, type_of_value
from stalkdesk.intake.findings import Urgency
from tests.data.at_hand import (
    AS_COMPUTED,
    AT,
    CHECKLIST,
    OTHER_PASSPHRASE,
    PUBLIC,
    RULES,
    WHOLE,
    A,
    B,
    given,
    not_asked,
)


def _rows(drawer: OpenDrawer, table: str) -> int:
    with drawer._sitting.act() as connection:
        return int(connection.execute(select(func.count()).select_from(tables.metadata.tables[table])).scalar_one())


def _filed(drawer: OpenDrawer, *answers: Answer, protected: tuple[Answer, ...] = ()) -> str:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answers(draft.case_id, [*((one, A) for one in answers), *((one, B) for one in protected)])
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    return draft.reference


VALUES: tuple[type_of_value, ...] = (
    "yes",
    "Æblegrød 🍎 \u202eשלום",
    "linje 1\nlinje 2\ttab",
    "",
    12,
    ("COMM", "GIFT"),
    (),
    DateValue("2026-11", DatePrecision.ABOUT),
    PersonValue("Åse Opdigtet", "søster", "+4500000002"),
    TickValue(AT, "SL"),
    "\ud83d",
)


@pytest.mark.parametrize("compartment", [A, B])
def test_every_kind_of_answer_comes_back_as_it_was_given(drawer: OpenDrawer, compartment: object) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    answers = [given(f"question_{nr}", value) for nr, value in enumerate(VALUES)]
    answers += [Answer("unsure", AnswerState.UNKNOWN, AT, "SL"), not_asked("left_out", "blev afbrudt")]
    for answer in answers:
        drawer.keep_answer(draft.case_id, answer, A if compartment is A else B)
    assert drawer.draft(draft.case_id).answers == {answer.question_id: answer for answer in answers}


def test_a_draft_is_offered_again_where_it_was_left(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("threats", "yes"), A)
    kept_at = drawer.keep_answer(draft.case_id, given("victim_name", "Ærlig Øprøve"), B)
    drawer.keep_place(draft.case_id, "impact")
    drawer.close()
    (line,) = unlock().drafts()
    assert (line.reference, line.at_question, line.answered, line.saved_at) == (draft.reference, "impact", 2, kept_at)
    assert line.checklist_version == CHECKLIST


def test_an_answer_that_is_replaced_stays_in_the_history_and_typing_on_does_not(drawer: OpenDrawer) -> None:
    case_id = drawer.begin_intake(CHECKLIST).case_id
    for compartment in (A, B):
        drawer.keep_answer(case_id, given(f"said_{compartment}", "no"), compartment)
        drawer.keep_answer(case_id, given(f"said_{compartment}", "yes"), compartment)
        drawer.keep_answer(case_id, given(f"typed_{compartment}", "Hun så"), compartment)
        drawer.keep_answer(case_id, given(f"typed_{compartment}", "Hun så ham", AT + timedelta(seconds=3)), compartment)
    assert _rows(drawer, "answer_past") == 2
    assert drawer.draft(case_id).answers["typed_A"].value == "Hun så ham"


def test_an_answer_that_is_taken_back_is_open_again(drawer: OpenDrawer) -> None:
    case_id = drawer.begin_intake(CHECKLIST).case_id
    drawer.keep_answer(case_id, given("threats", "yes"), A)
    drawer.keep_answer(case_id, given("safe_phone", "+4500000003"), B)
    drawer.forget_answer(case_id, "threats")
    drawer.forget_answer(case_id, "safe_phone")
    assert drawer.draft(case_id).answers == {}
    assert _rows(drawer, "answer_past") == 2


def test_references_have_no_gap_and_a_discarded_one_is_never_given_again(drawer: OpenDrawer) -> None:
    first, second = drawer.begin_intake(CHECKLIST), drawer.begin_intake(CHECKLIST)
    drawer.discard_draft(second.case_id, "oprettet ved en fejl")
    third = drawer.begin_intake(CHECKLIST)
    year = first.reference[:8]
    assert [one.reference for one in (first, second, third)] == [f"{year}0001", f"{year}0002", f"{year}0003"]
    assert drawer.count_cases() == 2
    assert drawer.faults() == ()


def test_discarding_erases_answers_history_and_search_words(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("source_name", "Øjvind Opdigtet"), A)
    drawer.keep_answer(draft.case_id, given("source_name", "Aage Opdigtet"), A)
    drawer.keep_answer(draft.case_id, given("victim_name", "Ærlig Øprøve"), B)
    drawer.discard_draft(draft.case_id, "borgeren fortrød")
    counts = {name: _rows(drawer, name) for name in ("answer", "sealed_answer", "answer_past", "search_word")}
    assert set(counts.values()) == {0}
    assert drawer.cases("Opdigtet") == drawer.cases("Ærlig") == ()
    assert drawer.drafts() == ()
    with pytest.raises(CaseUnknown):
        drawer.draft(draft.case_id)
    assert [(line.act, line.reason) for line in drawer.journal() if line.act == "discard"] == [("discard", "borgeren fortrød")]


def test_a_filed_case_is_read_without_compartment_b(drawer: OpenDrawer) -> None:
    reference = _filed(drawer, given("threats", "yes"), protected=(given("victim_address", "Hemmeligt Sted"),))
    case = drawer.case(reference)
    assert case.line.status is CaseStatus.FILED
    assert set(case.answers) == {"threats"}
    assert case.protected_ids == ("victim_address",)
    assert case.assessment == PUBLIC
    assert case.confirmation == AS_COMPUTED
    assert "Hemmeligt" not in repr(case)


def test_opening_compartment_b_takes_a_reason_and_is_journalled_first(drawer: OpenDrawer) -> None:
    reference = _filed(drawer, protected=(given("victim_address", "Hemmeligt Sted"),))
    with pytest.raises(NotAllowed):
        drawer.protected_answers(reference, "  ")
    (answer,) = drawer.protected_answers(reference, "aftale om hjemkørsel")
    assert answer == given("victim_address", "Hemmeligt Sted")
    assert drawer.whole_assessment(reference, "efterprøver niveauet") == WHOLE
    last, before = drawer.journal(2)
    assert (before.act, before.fields, before.reason) == ("view_protected", ("victim_address",), "aftale om hjemkørsel")
    assert last.fields == ("assessment",)


def test_a_filed_case_takes_no_more_answers(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    with pytest.raises(NotAllowed):
        drawer.keep_answer(draft.case_id, given("threats", "no"), A)
    with pytest.raises(NotAllowed):
        drawer.discard_draft(draft.case_id, "")


@pytest.mark.parametrize("reason", ["", "   ", "samtale med visitator"])
def test_lowering_the_urgency_takes_a_supervisor_and_a_reason(unlock: Callable[..., OpenDrawer], reason: str) -> None:
    anna = unlock("anna", OTHER_PASSPHRASE)
    draft = anna.begin_intake(CHECKLIST)
    supervisor = next(one for one in anna.officers() if one.initials == "SL")
    for approved_by in ("", anna.officer.id, "nobody", supervisor.id):
        lowered = Confirmation(Urgency.MODERATE, reason, approved_by)
        if approved_by == supervisor.id and reason.strip():
            assert anna.file_case(draft.case_id, WHOLE, PUBLIC, RULES, lowered).urgency is Urgency.MODERATE
        else:
            with pytest.raises(NotAllowed):
                anna.file_case(draft.case_id, WHOLE, PUBLIC, RULES, lowered)


def test_a_raised_level_needs_nobody(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    filed = drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, Confirmation(Urgency.ACUTE))
    assert filed.urgency is Urgency.ACUTE


def test_another_officers_draft_is_hers_and_the_supervisors(unlock: Callable[..., OpenDrawer]) -> None:
    supervisor = unlock()
    draft = supervisor.begin_intake(CHECKLIST)
    supervisor.close()
    anna = unlock("anna", OTHER_PASSPHRASE)
    assert anna.drafts() == ()
    with pytest.raises(NotAllowed):
        anna.keep_answer(draft.case_id, given("threats", "no"), A)
    hers = anna.begin_intake(CHECKLIST)
    anna.close()
    assert [line.reference for line in unlock().drafts()] == [hers.reference, draft.reference]


def test_sheets_and_the_journal_number_stay_with_the_case(drawer: OpenDrawer) -> None:
    reference = _filed(drawer, given("threats", "no"))
    sheet = SheetGiven("guidance", "1.0", "da", 2, How.PRINTED, AT, "SL")
    kept = drawer.keep_sheet_given(reference, [sheet, replace(sheet, how=How.SAVED, language="en")])
    drawer.keep_journal_number(reference, "KOM-77-ØÆ")
    case = drawer.case(reference)
    assert case.sheets == kept
    assert [replace(one, id="") for one in kept] == [sheet, replace(sheet, how=How.SAVED, language="en")]
    assert case.line.journal_number == "KOM-77-ØÆ"
    assert [line.act for line in case.journal if line.act in ("print", "export")] == ["print", "export"]
    assert [line.reference for line in drawer.cases("kom-77")] == [reference]


def test_unknown_references_are_named_as_such(drawer: OpenDrawer) -> None:
    for reference in ("SD-2026-9999", "", "' or 1=1", "SD-2026-"):
        with pytest.raises(CaseUnknown):
            drawer.case(reference)
