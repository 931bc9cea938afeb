"""The day in groups, and the change of shift: what is late, what is due, and no name of anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.support.shift import OpenDraft, OpenWork, PackageOut, SheetWaiting, ShiftPart, shift_sheet
from stalkdesk.casework.support.today import DayGroup, day_of_desk
from stalkdesk.casework.workdays import end_of_day
from stalkdesk.intake.findings import Urgency
from tests.casework.plans import TODAY, line

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TONIGHT = end_of_day(TODAY)
HOUR = timedelta(hours=1)
WORK = OpenWork(
    (OpenDraft("SD-2026-0009", NOW - HOUR, "AP"),),
    (SheetWaiting("SD-2026-0002", "guidance", "da", NOW - HOUR, "VP"),),
    (PackageOut("SD-2026-0001", 1, "kontakt-1", "Kirsten Kontakt", NOW - HOUR),),
)


def test_each_thing_that_is_due_has_its_group() -> None:
    dues = [line(kind, TONIGHT) for kind in DueKind]
    day = day_of_desk(dues, WORK, NOW)
    groups = {one.kind: one.group for one in day.lines}
    assert groups == {
        DueKind.ACKNOWLEDGEMENT: DayGroup.UNACKNOWLEDGED,
        DueKind.TAKING_OVER: DayGroup.NOT_TAKEN_OVER,
        DueKind.PLAN: DayGroup.WITHOUT_PLAN,
        DueKind.CALL: DayGroup.TODAY,
        DueKind.FOLLOW_UP: DayGroup.TODAY,
        DueKind.MEASURE: DayGroup.TODAY,
        DueKind.CONFLICT: DayGroup.CONFLICTS,
        DueKind.LEVEL: DayGroup.LEVELS,
        DueKind.CONSENT: DayGroup.CONSENTS,
        DueKind.JOURNAL: DayGroup.JOURNAL,
        None: DayGroup.SHEETS,
    }


def test_what_is_to_be_done_today_counts_clocks_and_no_reminders() -> None:
    dues = [line(kind, TONIGHT) for kind in DueKind]
    reminders = {DueKind.CONFLICT, DueKind.CONSENT, DueKind.JOURNAL, DueKind.LEVEL}
    assert day_of_desk(dues, WORK, NOW).due_today == len(set(DueKind) - reminders)
    assert day_of_desk(dues, WORK, TONIGHT + HOUR).due_today == 0


def test_a_call_whose_day_has_gone_is_late_and_one_of_next_week_comes() -> None:
    late, next_week = line(DueKind.CALL, NOW - HOUR), line(DueKind.CALL, NOW + timedelta(days=5), subject=2)
    far = line(DueKind.CALL, NOW + timedelta(days=8), subject=3)
    day = day_of_desk([late, next_week, far], OpenWork(), NOW)
    assert [(one.group, one.is_overdue) for one in day.lines] == [(DayGroup.OVERDUE, True), (DayGroup.AHEAD, False)]
    assert day.overdue == 1


def test_a_call_that_is_promised_in_a_week_stands_among_the_next_seven_days() -> None:
    in_a_week = line(DueKind.CALL, end_of_day(TODAY + timedelta(days=7)))
    day_after = line(DueKind.CALL, end_of_day(TODAY + timedelta(days=8)), subject=2)
    day = day_of_desk([in_a_week, day_after], OpenWork(), NOW)
    assert [(one.group, one.subject) for one in day.lines] == [(DayGroup.AHEAD, in_a_week.due.subject)]


def test_a_reminder_is_never_called_late() -> None:
    day = day_of_desk([line(DueKind.JOURNAL, NOW - HOUR), line(DueKind.CONSENT, NOW - HOUR)], OpenWork(), NOW)
    assert day.overdue == 0
    assert len(day.lines) == 2


def test_of_those_that_nobody_took_over_the_most_urgent_stands_first() -> None:
    routine = line(DueKind.TAKING_OVER, NOW - HOUR, "SD-2026-0001", 0, Urgency.ROUTINE)
    acute = line(DueKind.TAKING_OVER, NOW + HOUR, "SD-2026-0002", 0, Urgency.ACUTE)
    day = day_of_desk([routine, acute], OpenWork(), NOW)
    assert [one.reference for one in day.of(DayGroup.NOT_TAKEN_OVER)] == ["SD-2026-0002", "SD-2026-0001"]


def test_a_package_is_known_by_its_receiver() -> None:
    (first, _sheet) = day_of_desk([line(DueKind.ACKNOWLEDGEMENT, NOW - HOUR)], WORK, NOW).lines
    assert first.package is not None
    assert first.package.receiver_name == "Kirsten Kontakt"


@given(st.lists(st.tuples(st.sampled_from(DueKind), st.integers(-60, 60), st.sampled_from(Urgency)), max_size=30))
def test_however_much_is_due_the_groups_stand_in_their_order_and_nothing_near_is_lost(
    found: list[tuple[DueKind, int, Urgency]],
) -> None:
    numbered = enumerate(found, 1)
    dues = [
        line(kind, NOW + timedelta(days=apart), f"SD-2026-{place:04}", 1, level) for place, (kind, apart, level) in numbered
    ]
    day = day_of_desk(dues, OpenWork(), NOW)
    order = [list(DayGroup).index(one.group) for one in day.lines]
    assert order == sorted(order)
    near = {one.reference for one in dues if one.due.due_at <= NOW + timedelta(days=7)}
    assert near <= {one.reference for one in day.lines}


# -- the change of shift -----------------------------------------------------------------------------------------------------
def test_the_shift_sheet_has_drafts_clocks_calls_sheets_and_packages_with_initials_only() -> None:
    dues = [
        line(DueKind.ACKNOWLEDGEMENT, NOW - HOUR),
        line(DueKind.CALL, TONIGHT),
        line(DueKind.TAKING_OVER, NOW + HOUR),
        line(DueKind.MEASURE, TONIGHT),
    ]
    sheet = shift_sheet(WORK, dues, {"Vita Prøve": "VP"}, NOW, "SL")
    counts = {part: len(lines) for part, lines in sheet.parts.items()}
    assert counts == dict.fromkeys(ShiftPart, 1)
    assert {one.by for lines in sheet.parts.values() for one in lines} <= {"VP", "AP"}


def test_calls_stand_on_the_shift_sheet_until_the_next_workday_has_ended() -> None:
    friday = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
    monday, tuesday = end_of_day(TODAY), end_of_day(TODAY + timedelta(days=1))
    sheet = shift_sheet(OpenWork(), [line(DueKind.CALL, monday), line(DueKind.CALL, tuesday, subject=2)], {}, friday, "SL")
    assert [one.at for one in sheet.parts[ShiftPart.CALLS]] == [monday]


def test_who_has_no_initials_is_left_out_rather_than_named() -> None:
    sheet = shift_sheet(OpenWork(), [line(DueKind.PLAN, TONIGHT)], {}, NOW, "SL")
    assert [one.by for one in sheet.parts[ShiftPart.CLOCKS]] == [""]
    assert not sheet.is_empty
    assert shift_sheet(OpenWork(), [], {}, NOW, "SL").is_empty
