"""What was typed and is no answer yet: in the drawer, sealed whatever the question, and gone when it is needed no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update

from stalkdesk.data import tables
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.unfinished import MOST
from stalkdesk.errors import CaseUnknown, NotAllowed, TooLong
from tests.data.at_hand import AS_COMPUTED, CHECKLIST, OTHER_PASSPHRASE, PUBLIC, RULES, WHOLE, A, B, given

HALF_DATE = {"date": "22-1", "precision": "about"}
FORMS: dict[str, object] = {
    "half_date": HALF_DATE,
    "half_cpr": "0013",
    "bad_phone": "00 00 00 0",
    "no_name": {"name": "", "relation": "søster", "phone": "+45 00 00"},
    "far_too_many": 0,
    "half_reason": {"not_asked": "Barnet så på"},
    "choices": ["COMM", "?"],
    "any_text": "Æblegrød 🍎 \u202eשלום\nlinje\ttab \ud83d",
}


def _unfinished(drawer: OpenDrawer, case_id: str) -> dict[str, object]:
    return dict(drawer.draft(case_id).unfinished)


def _left(drawer: OpenDrawer) -> int:
    with drawer._sitting.act() as connection:
        return len(connection.execute(tables.unfinished.select()).all())


def test_what_is_no_answer_yet_comes_back_as_it_was_typed(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    case_id = drawer.begin_intake(CHECKLIST).case_id
    for question_id, untrusted in FORMS.items():
        drawer.keep_unfinished(case_id, question_id, untrusted)
    drawer.close()
    again = unlock()
    assert _unfinished(again, case_id) == FORMS
    assert again.draft(case_id).answers == {}
    assert again.faults() == ()


def test_the_newest_takes_the_place_of_the_one_before_and_none_takes_it_away(drawer: OpenDrawer) -> None:
    case_id = drawer.begin_intake(CHECKLIST).case_id
    drawer.keep_unfinished(case_id, "safe_phone", "00 0")
    drawer.keep_unfinished(case_id, "safe_phone", "00 00")
    assert _unfinished(drawer, case_id) == {"safe_phone": "00 00"}
    drawer.keep_unfinished(case_id, "safe_phone", None)
    assert _unfinished(drawer, case_id) == {}


def test_it_lies_beside_the_answer_that_was_given_before(drawer: OpenDrawer) -> None:
    case_id = drawer.begin_intake(CHECKLIST).case_id
    before = given("victim_cpr", "0013370000")
    drawer.keep_answer(case_id, before, B)
    drawer.keep_unfinished(case_id, "victim_cpr", "001337")
    draft = drawer.draft(case_id)
    assert (draft.answers, draft.unfinished) == ({"victim_cpr": before}, {"victim_cpr": "001337"})


def test_the_time_of_keeping_is_given_and_is_when_the_draft_was_saved(drawer: OpenDrawer) -> None:
    case_id = drawer.begin_intake(CHECKLIST).case_id
    at = drawer.keep_unfinished(case_id, "latest_incident", HALF_DATE)
    assert drawer.draft(case_id).saved_at == at


def test_it_is_sealed_though_its_question_is_of_compartment_a(drawer: OpenDrawer) -> None:
    case_id = drawer.begin_intake(CHECKLIST).case_id
    drawer.keep_unfinished(case_id, "source_name", {"name": "", "relation": "Kanariefugl", "phone": ""})
    with drawer._sitting.act() as connection:
        readable = "\n".join(
            str(value) for table in tables.metadata.sorted_tables for row in connection.execute(table.select()) for value in row
        )
    assert "kanariefugl" not in readable.casefold()
    assert drawer.cases("Kanariefugl") == ()


def test_the_journal_names_the_question_and_never_what_was_typed(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_unfinished(draft.case_id, "safe_phone", "00 00 7")
    (line,) = drawer.journal(1)
    assert (line.act, line.reference, line.fields, line.reason) == ("unfinished", draft.reference, ("safe_phone",), "")


@pytest.mark.parametrize("compartment", [A, B])
def test_an_answer_takes_it_away_and_leaves_that_of_other_questions(drawer: OpenDrawer, compartment: object) -> None:
    case_id = drawer.begin_intake(CHECKLIST).case_id
    for question_id in ("first", "second", "third"):
        drawer.keep_unfinished(case_id, question_id, "halvt")
    drawer.keep_answer(case_id, given("first", "helt"), A if compartment is A else B)
    drawer.forget_answer(case_id, "second")
    assert _unfinished(drawer, case_id) == {"third": "halvt"}


def test_filing_and_discarding_erase_it(drawer: OpenDrawer) -> None:
    filed, gone = drawer.begin_intake(CHECKLIST), drawer.begin_intake(CHECKLIST)
    for draft in (filed, gone):
        drawer.keep_unfinished(draft.case_id, "safe_phone", "00 0")
    drawer.file_case(filed.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    drawer.discard_draft(gone.case_id, "borgeren fortrød")
    assert _left(drawer) == 0


def test_more_than_twenty_thousand_characters_are_refused_and_what_stood_there_stays(drawer: OpenDrawer) -> None:
    case_id = drawer.begin_intake(CHECKLIST).case_id
    most = "\n" * (MOST - 1) + "🍎"
    drawer.keep_unfinished(case_id, "threat_words", most)
    for too_long in (most + "x", {"name": "", "relation": most, "phone": "1"}, [most, "x"]):
        with pytest.raises(TooLong):
            drawer.keep_unfinished(case_id, "threat_words", too_long)
    assert (MOST, _unfinished(drawer, case_id)) == (20_000, {"threat_words": most})


def test_it_belongs_to_a_draft_that_this_officer_may_work_on(unlock: Callable[..., OpenDrawer]) -> None:
    supervisor = unlock()
    draft, filed = supervisor.begin_intake(CHECKLIST), supervisor.begin_intake(CHECKLIST)
    supervisor.file_case(filed.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    supervisor.close()
    anna = unlock("anna", OTHER_PASSPHRASE)
    for case_id in (draft.case_id, filed.case_id):
        with pytest.raises(NotAllowed):
            anna.keep_unfinished(case_id, "safe_phone", "00 0")
    with pytest.raises(CaseUnknown):
        anna.keep_unfinished("nobody", "safe_phone", "00 0")


def test_one_that_was_moved_to_another_question_is_found_out(drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_unfinished(draft.case_id, "safe_phone", "00 0")
    with drawer._sitting.act() as connection:
        connection.execute(update(tables.unfinished).values(question_id="victim_cpr"))
    (fault,) = drawer.faults()
    assert draft.reference in fault
