"""The steps of a package: each that may follow, and a sentence for each that may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from stalkdesk.casework.dues import CaseNow, DueKind
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.handover.handover_dues import conflicts_due, handovers_due, is_still_ours
from stalkdesk.casework.handover.handovers import (
    Choice,
    Conflict,
    Handover,
    HandoverState,
    Purpose,
    Way,
    check_conflict,
    check_handover,
    given_away_by,
    handovers_of,
    refuse_on_stub,
    refuse_too_soon,
    stub_of,
)
from stalkdesk.casework.officers import Officer, Role
from stalkdesk.errors import BadAnswer, NotAllowed, TooLong
from stalkdesk.intake.checklist import AnswerKind
from stalkdesk.intake.findings import Definition, Urgency

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MADE = Handover(
    package_id="p",
    state=HandoverState.PREPARED,
    purpose=Purpose.TRANSFER,
    desk_id="d",
    receiver_id="c",
    receiver_name="Kirsten Kontakt",
    groups=("facts",),
    withheld=("address",),
    attachments=(),
    version=1,
    clock_until=AT + timedelta(hours=1),
    taken_over_check="a",
    declined_check="b",
)
CONFLICT = Conflict("p", "Prøvepolitiet", "source_name", AnswerKind.SHORT_TEXT, '"Bo"', '"Bent"', is_protected=False)
MAY_FOLLOW = {
    (HandoverState.PREPARED, HandoverState.HANDED_OVER),
    (HandoverState.PREPARED, HandoverState.ACKNOWLEDGED),
    (HandoverState.PREPARED, HandoverState.DECLINED),
    (HandoverState.PREPARED, HandoverState.TAKEN_BACK),
    (HandoverState.HANDED_OVER, HandoverState.ACKNOWLEDGED),
    (HandoverState.HANDED_OVER, HandoverState.DECLINED),
    (HandoverState.HANDED_OVER, HandoverState.TAKEN_BACK),
    (HandoverState.ACKNOWLEDGED, HandoverState.TAKEN_BACK),
    (HandoverState.ACKNOWLEDGED, HandoverState.HANDED_BACK),
}


def entries(*said: object, kind: EntryKind = EntryKind.HANDOVER, subject: int = 1) -> tuple[Entry, ...]:
    """Entries about one package."""
    return tuple(Entry(number, kind, subject, one, AT, "SL", "o") for number, one in enumerate(said, start=1))


def standing(*before: Entry) -> Standing:
    """A case with these entries."""
    return Standing(before, 0, 0, date(2026, 11, 22), Officer("o", "o", "O", "SL", Role.OFFICER))


def step(before: Handover, after: Handover) -> None:
    """One step."""
    check_handover(NewEntry(EntryKind.HANDOVER, after, 1), standing(*entries(before)))


@pytest.mark.parametrize(("before", "after"), list(product(HandoverState, HandoverState)))
def test_only_what_may_follow_follows_and_each_other_step_says_what_to_do(before: HandoverState, after: HandoverState) -> None:
    stood, new = replace(MADE, state=before), replace(MADE, state=after, reason="derfor")
    if (before, after) in MAY_FOLLOW:
        step(stood, new)
    else:
        with pytest.raises(NotAllowed, match=r"Kirsten Kontakt.*\.$"):
            step(stood, new)


def test_a_copy_that_was_acknowledged_needs_no_more() -> None:
    shared = replace(MADE, purpose=Purpose.SHARE, state=HandoverState.ACKNOWLEDGED)
    with pytest.raises(NotAllowed, match="allerede kvitteret"):
        step(shared, replace(shared, state=HandoverState.TAKEN_BACK, reason="derfor"))


def test_a_package_begins_by_being_made_and_stays_what_it_is() -> None:
    with pytest.raises(NotAllowed, match="Lav pakken først"):
        check_handover(NewEntry(EntryKind.HANDOVER, replace(MADE, state=HandoverState.HANDED_OVER)), standing())
    with pytest.raises(BadAnswer, match="ingen pakke 1"):
        check_handover(NewEntry(EntryKind.HANDOVER, MADE, 1), standing())
    for change in ({"groups": ("facts", "address")}, {"desk_id": "x"}, {"taken_over_check": "x"}, {"package_id": "q"}):
        with pytest.raises(NotAllowed, match="kan ikke laves om"):
            step(MADE, replace(MADE, state=HandoverState.HANDED_OVER, way=Way.USB, **change))


@pytest.mark.parametrize("state", [HandoverState.DECLINED, HandoverState.TAKEN_BACK])
def test_declining_and_taking_back_say_why(state: HandoverState) -> None:
    with pytest.raises(NotAllowed, match="Skriv hvorfor"):
        step(MADE, replace(MADE, state=state))
    with pytest.raises(TooLong):
        step(MADE, replace(MADE, state=state, reason="x" * 501))


def test_a_wrong_code_counts_one_and_changes_nothing() -> None:
    step(MADE, replace(MADE, wrong_codes=1))
    for wrong in (0, 2, -1):
        with pytest.raises(NotAllowed):
            step(MADE, replace(MADE, wrong_codes=wrong))


def test_after_three_wrong_codes_a_minute_passes_and_nothing_is_locked() -> None:
    (newest,) = entries(replace(MADE, wrong_codes=3))
    with pytest.raises(NotAllowed, match="Vent et minut"):
        refuse_too_soon(newest, AT + timedelta(seconds=59))
    refuse_too_soon(newest, AT + timedelta(minutes=1))
    refuse_too_soon(entries(replace(MADE, wrong_codes=2))[0], AT)


def test_a_case_is_given_away_only_by_a_transfer_that_was_acknowledged() -> None:
    for purpose, state in product(Purpose, HandoverState):
        there = entries(replace(MADE, purpose=purpose, state=state))
        gone = purpose is Purpose.TRANSFER and state is HandoverState.ACKNOWLEDGED
        assert (stub_of(there) is not None) == gone
        if gone:
            with pytest.raises(NotAllowed, match="overdraget til Kirsten Kontakt"):
                refuse_on_stub(there)
            with pytest.raises(NotAllowed):
                refuse_on_stub(there, EntryKind.MEASURE)
        else:
            refuse_on_stub(there)
        refuse_on_stub(there, EntryKind.VISIT)


def test_nobody_transfers_twice_at_once() -> None:
    with pytest.raises(NotAllowed, match="på vej til Kirsten"):
        check_handover(NewEntry(EntryKind.HANDOVER, MADE), standing(*entries(MADE)))
    acknowledged = entries(replace(MADE, state=HandoverState.ACKNOWLEDGED))
    with pytest.raises(NotAllowed, match="allerede overdraget"):
        check_handover(NewEntry(EntryKind.HANDOVER, MADE), standing(*acknowledged))
    check_handover(NewEntry(EntryKind.HANDOVER, replace(MADE, purpose=Purpose.SHARE)), standing(*acknowledged))
    check_handover(NewEntry(EntryKind.HANDOVER, MADE), standing(*entries(replace(MADE, state=HandoverState.DECLINED))))


def now(*there: Entry) -> CaseNow:
    """A case with these entries."""
    return CaseNow("SD-2026-0001", AT, Definition.LIKELY, Urgency.HIGH, "", {}, there)


def test_the_clock_runs_until_the_package_is_answered() -> None:
    for state in HandoverState:
        found = handovers_due(now(*entries(replace(MADE, state=state))))
        is_running = state in (HandoverState.PREPARED, HandoverState.HANDED_OVER)
        assert [(due.kind, due.subject, due.due_at) for due in found] == (
            [(DueKind.ACKNOWLEDGEMENT, 1, MADE.clock_until)] if is_running else []
        )


def test_what_was_given_away_is_not_ours_to_do_but_a_promised_call_whose_plan_stayed_is() -> None:
    without_plan = entries(replace(MADE, state=HandoverState.ACKNOWLEDGED))
    with_plan = entries(replace(MADE, state=HandoverState.ACKNOWLEDGED, groups=("plan",)))
    ours = {kind for kind in DueKind if is_still_ours(without_plan, kind)}
    assert ours == {DueKind.ACKNOWLEDGEMENT, DueKind.CONFLICT, DueKind.JOURNAL, DueKind.CALL, DueKind.FOLLOW_UP}
    assert given_away_by(with_plan) > 0  # then no call from before is due (`due_of_follow_ups`)
    assert all(is_still_ours(entries(MADE), kind) for kind in DueKind)


def conflict(*said: Conflict) -> tuple[Entry, ...]:
    """Entries about one conflict."""
    return entries(*said, kind=EntryKind.CONFLICT)


def test_a_conflict_is_due_until_it_is_settled_once() -> None:
    assert [due.kind for due in conflicts_due(now(*conflict(CONFLICT)))] == [DueKind.CONFLICT]
    settled = replace(CONFLICT, choice=Choice.OURS)
    assert conflicts_due(now(*conflict(CONFLICT, settled))) == ()
    check_conflict(NewEntry(EntryKind.CONFLICT, settled, 1), standing(*conflict(CONFLICT)))
    with pytest.raises(NotAllowed, match="allerede afgjort"):
        check_conflict(NewEntry(EntryKind.CONFLICT, settled, 1), standing(*conflict(CONFLICT, settled)))
    with pytest.raises(BadAnswer):
        check_conflict(NewEntry(EntryKind.CONFLICT, settled), standing())
    with pytest.raises(BadAnswer, match="ingen uenighed"):
        check_conflict(NewEntry(EntryKind.CONFLICT, settled, 2), standing(*conflict(CONFLICT)))


def test_the_newest_step_is_how_a_package_stands() -> None:
    there: Sequence[Entry] = entries(MADE, replace(MADE, state=HandoverState.HANDED_OVER, way=Way.POST))
    assert handovers_of(there)[1].way is Way.POST
