"""What is left open at the desk, over all cases and all officers, and what is due, read from a real drawer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.casework.support.follow_ups import FollowUp, FollowUpState
from stalkdesk.casework.support.plan import CaseOutcome, HolderState, Measure, MeasureState, TakenOver
from stalkdesk.casework.workdays import day_in_denmark, end_of_day, next_workday
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.sitting import utc_now
from stalkdesk.errors import BadAnswer, NotAllowed
from stalkdesk.settings import FOLLOW_UPS
from tests.data.added import file_case
from tests.data.at_hand import CHECKLIST, OTHER_PASSPHRASE

TODAY = day_in_denmark(utc_now())
ACKNOWLEDGED = NewEntry(EntryKind.TAKEN_OVER, TakenOver(HolderState.ACKNOWLEDGED))


def sheet(how: How = How.WAITING) -> SheetGiven:
    return SheetGiven("guidance", "1", "da", 2, how, utc_now(), "SL")


def kinds(drawer: OpenDrawer, reference: str) -> set[DueKind]:
    return {line.due.kind for line in drawer.dues() if line.reference == reference}


def test_sheets_that_wait_are_told_over_all_cases_until_they_came_out(drawer: OpenDrawer, reference: str) -> None:
    other = file_case(drawer)
    (kept,) = drawer.keep_sheet_given(reference, [sheet()])
    drawer.keep_sheet_given(other, [sheet(), sheet(How.PRINTED)])
    assert [(one.reference, one.sheet_id, one.by) for one in drawer.open_work().sheets] == [
        (reference, "guidance", "SL"),
        (other, "guidance", "SL"),
    ]
    drawer.settle_sheet(reference, kept.id, How.PRINTED, None)
    assert [one.reference for one in drawer.open_work().sheets] == [other]


def test_everybodys_drafts_are_told_with_initials_and_nothing_of_what_was_answered(
    drawer: OpenDrawer, unlock: Callable[..., OpenDrawer]
) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.close()
    anna = unlock("anna", OTHER_PASSPHRASE)
    assert anna.drafts() == ()
    assert [(one.reference, one.by) for one in anna.open_work().drafts] == [(draft.reference, "SL")]


def test_a_case_in_error_has_no_open_work(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_sheet_given(reference, [sheet()])
    drawer.keep_entries(reference, [NewEntry(EntryKind.IN_ERROR, InError(Wrong.CASE, reason="Oprettet to gange"))])
    assert drawer.open_work().sheets == ()
    assert kinds(drawer, reference) == set()


def test_a_case_is_due_from_the_moment_it_is_filed_until_it_is_taken_over(drawer: OpenDrawer, reference: str) -> None:
    assert DueKind.TAKING_OVER in kinds(drawer, reference)
    drawer.keep_entries(reference, [ACKNOWLEDGED])
    assert DueKind.TAKING_OVER not in kinds(drawer, reference)


def test_a_plan_is_kept_sealed_and_due_and_read_with_a_reason(drawer: OpenDrawer, reference: str) -> None:
    in_a_week = TODAY + timedelta(days=7)
    measure = Measure("locks", MeasureState.ADVISED, "Låsesmed Opdigtet", by_when=in_a_week, note="Bagdøren")
    call = FollowUp(in_a_week, promised=True, what="Om låsen")
    kept = drawer.keep_entries(
        reference, [NewEntry(EntryKind.MEASURE, measure), NewEntry(EntryKind.FOLLOW_UP, call), ACKNOWLEDGED]
    )
    assert [entry.subject for entry in kept] == [1, 1, 0]
    assert all(entry.kind is EntryKind.TAKEN_OVER for entry in drawer.case(reference).entries)
    opened = drawer.protected_entries(reference, "Arbejde med støtteplanen")
    assert [entry.said for entry in opened] == [measure, call, ACKNOWLEDGED.said]
    due = {line.due.kind: line.due.due_at for line in drawer.dues() if line.reference == reference}
    assert due[DueKind.MEASURE] == due[DueKind.CALL] == end_of_day(next_workday(in_a_week))
    line = next(line for line in drawer.journal() if line.act == "view_protected")
    assert line.reason == "Arbejde med støtteplanen"


def test_an_officer_of_the_desk_takes_no_case_over(
    drawer: OpenDrawer, reference: str, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer.close()
    anna = unlock("anna", OTHER_PASSPHRASE)
    with pytest.raises(NotAllowed):
        anna.keep_entries(reference, [ACKNOWLEDGED])
    anna.keep_entries(reference, [NewEntry(EntryKind.FOLLOW_UP, FollowUp(TODAY, promised=True))])
    assert DueKind.CALL in kinds(anna, reference)


def test_closing_with_something_open_says_why_or_is_refused_and_then_nothing_is_due(drawer: OpenDrawer, reference: str) -> None:
    drawer.keep_entries(reference, [ACKNOWLEDGED, NewEntry(EntryKind.FOLLOW_UP, FollowUp(TODAY, promised=True))])
    closed = TakenOver(HolderState.CLOSED, outcome=CaseOutcome.CALM)
    with pytest.raises(BadAnswer):
        drawer.keep_entries(reference, [NewEntry(EntryKind.TAKEN_OVER, closed)])
    assert DueKind.CALL in kinds(drawer, reference)
    because = TakenOver(HolderState.CLOSED, outcome=CaseOutcome.CALM, open_because="Hun ringer selv.")
    drawer.keep_entries(reference, [NewEntry(EntryKind.TAKEN_OVER, because)])
    assert kinds(drawer, reference) & {DueKind.CALL, DueKind.PLAN, DueKind.TAKING_OVER} == set()


def test_a_call_that_did_not_reach_her_stays_due(drawer: OpenDrawer, reference: str) -> None:
    (first,) = drawer.keep_entries(reference, [NewEntry(EntryKind.FOLLOW_UP, FollowUp(TODAY, promised=True))])
    missed = FollowUp(TODAY, promised=True, state=FollowUpState.NOT_REACHED, tries=1)
    drawer.keep_entries(reference, [NewEntry(EntryKind.FOLLOW_UP, missed, first.subject, seen=first.number)])
    assert DueKind.CALL in kinds(drawer, reference)


def test_the_rhythm_of_follow_ups_is_a_setting_of_the_store(drawer: OpenDrawer) -> None:
    drawer.keep_setting(FOLLOW_UPS[0].key, "7")
    assert drawer.setting(FOLLOW_UPS[0].key) == "7"
