"""Cases of one person: linked by a person alone, told of on both, counted together, and undone again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import text

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.erasures import Erasing, ErasureReason
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.persons.clues import Clue
from stalkdesk.casework.persons.same_person import Basis, Whose
from stalkdesk.casework.visits import HowCame, NewVisit, Visit
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import NotAllowed
from tests.data.added import weighing
from tests.data.at_hand import (
    AS_COMPUTED,
    CHECKLIST,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    PUBLIC,
    RULES,
    WHOLE,
    A,
    given,
)
from tests.data.been_here import ANONYMOUS, MONA, OTHER, filed
from tests.data.conftest import unlocked

# -- how often she came ------------------------------------------------------------------------------------------------------


def test_the_third_contact_in_thirty_days_is_counted_over_linked_cases_visits_and_additions(drawer: OpenDrawer) -> None:
    now = datetime.now(UTC)
    old = filed(drawer, *MONA, at=now - timedelta(days=50))
    first, second = (filed(drawer, *OTHER, at=now - timedelta(days=days)) for days in (20, 10))
    assert [hit.contacts for hit in drawer.find_persons("mona").hits] == [1, 1, 0]
    drawer.say_same_person(first, second, Whose.VICTIM, True, Basis.HER_WORD, "Hun siger det.")
    drawer.say_same_person(first, old, Whose.VICTIM, True, Basis.HER_WORD, "Hun siger det.")
    assert [hit.contacts for hit in drawer.find_persons("mona").hits] == [2, 2, 2]
    drawer.keep_visit(old, NewVisit(Visit(HowCame.CALLED, "Ringede igen.")), weighing(), None)
    addition = Addition("Samme opkald", (), ((given("threat_words", "Han kommer."), A),))
    drawer.add_to_case(old, addition, weighing(), Confirmation(WHOLE.urgency))
    assert [hit.contacts for hit in drawer.find_persons("mona").hits] == [3, 3, 3]


def test_an_addition_on_another_day_counts_as_a_contact(drawer: OpenDrawer) -> None:
    reference = filed(drawer, *MONA, at=datetime.now(UTC) - timedelta(days=5))
    drawer.add_to_case(
        reference, Addition("Nyt", (), ((given("threat_words", "Han kommer."), A),)), weighing(), Confirmation(WHOLE.urgency)
    )
    assert drawer.find_persons("mona").hits[0].contacts == 2


# -- one person, or not after all --------------------------------------------------------------------------------------------


def test_linking_writes_on_both_cases_in_one_act_and_can_be_undone(drawer: OpenDrawer) -> None:
    one, two = filed(drawer, *MONA), filed(drawer, *OTHER)
    drawer.say_same_person(one, two, Whose.VICTIM, True, Basis.KNOWN, "Hun viste sit brev.")
    for here, there in ((one, two), (two, one)):
        (entry,) = drawer.case(here).entries
        assert (entry.kind, entry.said.other, entry.said.is_same) == (EntryKind.SAME_PERSON, there, True)
        (linked,) = drawer.linked_cases(here)
        assert (linked.reference, linked.is_direct, linked.whose) == (there, True, Whose.VICTIM)
    drawer.say_same_person(two, one, Whose.VICTIM, False, Basis.OTHER, "Forvekslet.")
    assert drawer.linked_cases(one) == drawer.linked_cases(two) == ()
    assert [entry.said.is_same for entry in drawer.case(one).entries] == [True, False]
    assert [line.reason for line in drawer.journal(4) if line.act == "same_person"][:2] == ["Forvekslet."] * 2
    assert drawer.faults() == ()


def test_a_chain_of_cases_belongs_together_and_falls_apart_where_it_is_cut(drawer: OpenDrawer) -> None:
    cases = [filed(drawer, *OTHER) for _ in range(4)]
    for one, two in pairwise(cases):
        drawer.say_same_person(one, two, Whose.VICTIM, True, Basis.KNOWN, "Kendt.")
    linked = drawer.linked_cases(cases[0])
    assert [(case.reference, case.is_direct) for case in linked] == [
        (cases[3], False),
        (cases[2], False),
        (cases[1], True),
    ]
    drawer.say_same_person(cases[1], cases[2], Whose.VICTIM, False, Basis.OTHER, "Fejl.")
    assert [case.reference for case in drawer.linked_cases(cases[0])] == [cases[1]]
    assert [case.reference for case in drawer.linked_cases(cases[3])] == [cases[2]]


def test_linking_takes_a_reason_two_filed_cases_and_something_new(drawer: OpenDrawer) -> None:
    one, two, draft = filed(drawer, *MONA), filed(drawer, *OTHER), drawer.begin_intake(CHECKLIST).reference
    for bad in (
        (one, two, True, " "),
        (one, one, True, "x"),
        (one, two, False, "x"),
    ):
        with pytest.raises(NotAllowed):
            drawer.say_same_person(bad[0], bad[1], Whose.VICTIM, bad[2], Basis.KNOWN, bad[3])
    with pytest.raises(Exception, match="Der er ingen sag"):
        drawer.say_same_person(one, draft, Whose.VICTIM, True, Basis.KNOWN, "x")
    assert drawer.case(one).entries == ()
    drawer.say_same_person(one, two, Whose.VICTIM, True, Basis.KNOWN, "x")
    with pytest.raises(NotAllowed):
        drawer.say_same_person(two, one, Whose.VICTIM, True, Basis.KNOWN, "x")


def test_the_program_links_nothing_by_itself(drawer: OpenDrawer) -> None:
    one, two = filed(drawer, *MONA), filed(drawer, *MONA)
    assert drawer.linked_cases(one) == drawer.linked_cases(two) == ()


def test_both_cases_are_seen_beside_each_other_before_and_that_is_journalled(drawer: OpenDrawer) -> None:
    one, two = filed(drawer, *MONA), filed(drawer, *MONA)
    ours, theirs = drawer.compare_persons(one, two, Whose.VICTIM)
    assert (ours.reference, theirs.reference) == (one, two)
    assert {Clue.NAME, Clue.CPR, Clue.PHONE, Clue.BIRTH} <= set(ours.matched)
    assert {line.reference for line in drawer.journal(2)} == {one, two}


def test_a_link_to_an_erased_case_says_that_it_is_erased_nowhere_else(drawer: OpenDrawer) -> None:
    one, two = filed(drawer, *MONA), filed(drawer, *OTHER)
    drawer.say_same_person(one, two, Whose.VICTIM, True, Basis.KNOWN, "x")
    drawer.erase_case(two, Erasing(ErasureReason.DUPLICATE, two), PASSPHRASE)
    (linked,) = drawer.linked_cases(one)
    assert (linked.reference, linked.status, linked.contact_times) == (two, CaseStatus.ERASED, ())


# -- a new case of somebody who was here -------------------------------------------------------------------------------------


def test_a_new_case_of_the_same_person_is_linked_when_it_is_filed(folder: Path, drawer: OpenDrawer) -> None:
    old = filed(drawer, *MONA)
    draft = drawer.begin_intake(CHECKLIST)
    drawer.link_when_filed(draft.case_id, old, Basis.HER_WORD)
    assert drawer.linked_cases(old) == ()
    drawer.close()
    again = unlocked(folder)
    again.keep_answers(draft.case_id, OTHER)
    again.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    assert [case.reference for case in again.linked_cases(old)] == [draft.reference]
    assert again.faults() == ()
    again.close()


def test_a_draft_that_is_discarded_links_nothing(drawer: OpenDrawer) -> None:
    old = filed(drawer, *MONA)
    draft = drawer.begin_intake(CHECKLIST)
    drawer.link_when_filed(draft.case_id, old, Basis.HER_WORD)
    drawer.discard_draft(draft.case_id, "fejl")
    with drawer._sitting.act() as connection:
        left = connection.execute(text("select count(*) from setting where key like 'same person%'")).scalar()
    assert left == 0
    assert drawer.case(old).entries == ()


def test_an_anonymous_case_is_linked_on_her_own_word_only(drawer: OpenDrawer) -> None:
    named, anonymous = filed(drawer, *MONA), filed(drawer, *ANONYMOUS)
    for basis in set(Basis) - {Basis.HER_WORD}:
        with pytest.raises(NotAllowed, match="anonym"):
            drawer.say_same_person(named, anonymous, Whose.VICTIM, True, basis, "x")
    drawer.say_same_person(named, anonymous, Whose.VICTIM, True, Basis.HER_WORD, "Hun siger det.")
    assert [case.reference for case in drawer.linked_cases(anonymous)] == [named]


def test_links_of_the_other_person_are_for_those_alone_who_may_see_in_whose_cases_he_is(folder: Path, two: OpenDrawer) -> None:
    one, another = filed(two, *MONA), filed(two, *OTHER)
    two.say_same_person(one, another, Whose.PERPETRATOR, True, Basis.KNOWN, "Samme bil")
    assert [case.reference for case in two.linked_cases(one)] == [another]
    two.close()
    officer = unlocked(folder, "anna", OTHER_PASSPHRASE)
    assert officer.linked_cases(one) == ()
    officer.close()
