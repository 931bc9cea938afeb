"""The day of whoever takes cases over: what is due, in groups, the most pressing first. One table, however many cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from stalkdesk.casework.dues import DueKind, DueLine
from stalkdesk.casework.support.shift import OpenWork, PackageOut, SheetWaiting
from stalkdesk.casework.workdays import day_in_denmark, end_of_day
from stalkdesk.intake.findings import Urgency

AHEAD: Final = timedelta(days=7)
"""How far ahead it is looked for what comes: to the end of that day, so that a call in a week is seen."""
MOST_LINES: Final = 500
"""Most lines that are read; whoever has more sees the earliest."""


class DayGroup(StrEnum):
    """The groups, in their order."""

    UNACKNOWLEDGED = "unacknowledged"
    """Packages that nobody has acknowledged."""
    NOT_TAKEN_OVER = "not_taken_over"
    WITHOUT_PLAN = "without_plan"
    """High and acute, without a support plan. Always shown: that there are none is said too."""
    LEVELS = "levels"
    """Cases that came without their level, which nobody here has confirmed."""
    OVERDUE = "overdue"
    """Promised calls, other follow-ups and measures whose day has gone."""
    TODAY = "today"
    CONFLICTS = "conflicts"
    CONSENTS = "consents"
    JOURNAL = "journal"
    SHEETS = "sheets"
    AHEAD = "ahead"
    """What comes in the next days."""


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line of the day."""

    group: DayGroup
    reference: str
    at: datetime
    """When it is due; of a sheet, since when it waits."""
    kind: DueKind | None
    """None for a sheet that waits."""
    subject: int = 0
    urgency: Urgency | None = None
    officer: str = ""
    """Who took the intake; of a sheet, the initials of who made it."""
    is_overdue: bool = False
    package: PackageOut | None = None
    sheet: SheetWaiting | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """What is to be done, as it stood at `at`."""

    at: datetime
    lines: tuple[DayLine, ...]
    """In the order of the groups, the earliest first in each."""
    is_cut: bool = False
    """Whether there is more than was read."""

    def of(self, group: DayGroup) -> tuple[DayLine, ...]:
        """The lines of one group."""
        return tuple(line for line in self.lines if line.group is group)

    @property
    def overdue(self) -> int:
        """How many lines are late: clocks that ran out, and days that have gone."""
        return sum(line.is_overdue for line in self.lines)

    @property
    def due_today(self) -> int:
        """How many lines are to be done today: clocks that run out today too, and no reminders."""
        end = end_of_day(day_in_denmark(self.at))
        asked = (line for line in self.lines if line.kind is not None and line.kind not in _QUIET)
        return sum(not line.is_overdue and line.at <= end for line in asked)


_ALWAYS: Final = {
    DueKind.ACKNOWLEDGEMENT: DayGroup.UNACKNOWLEDGED,
    DueKind.TAKING_OVER: DayGroup.NOT_TAKEN_OVER,
    DueKind.PLAN: DayGroup.WITHOUT_PLAN,
    DueKind.CONFLICT: DayGroup.CONFLICTS,
    DueKind.LEVEL: DayGroup.LEVELS,
    DueKind.CONSENT: DayGroup.CONSENTS,
    DueKind.JOURNAL: DayGroup.JOURNAL,
}
_QUIET: Final = frozenset({DueKind.CONFLICT, DueKind.CONSENT, DueKind.JOURNAL, DueKind.LEVEL})
"""Reminders: they are never called late."""


def day_of_desk(dues: Sequence[DueLine], work: OpenWork, now: datetime, is_cut: bool = False) -> Day:
    """The day at an aware time. `dues` may hold more than is shown."""
    packages = {(one.reference, one.number): one for one in work.packages}
    lines = [*_of_dues(dues, packages, now), *_of_sheets(work.sheets)]
    lines.sort(key=_order)
    return Day(now, tuple(lines), is_cut)


def read_until(now: datetime) -> datetime:
    """Up to when dues are read for a day: the clocks of cases that are not taken over run for two weeks."""
    return now + timedelta(days=31)


def _of_dues(dues: Sequence[DueLine], packages: dict[tuple[str, int], PackageOut], now: datetime) -> Iterator[DayLine]:
    for line in dues:
        due = line.due
        group = _ALWAYS.get(due.kind) or _by_day(due.due_at, now)
        if group is None or (due.kind in _QUIET and due.due_at > _end_of_ahead(now)):
            continue
        is_overdue = due.due_at < now and due.kind not in _QUIET
        package = packages.get((line.reference, due.subject)) if due.kind is DueKind.ACKNOWLEDGEMENT else None
        yield DayLine(
            group, line.reference, due.due_at, due.kind, due.subject, line.urgency, line.officer_name, is_overdue, package
        )


def _by_day(due_at: datetime, now: datetime) -> DayGroup | None:
    if due_at < now:
        return DayGroup.OVERDUE
    if due_at <= end_of_day(day_in_denmark(now)):
        return DayGroup.TODAY
    return DayGroup.AHEAD if due_at <= _end_of_ahead(now) else None


def _end_of_ahead(now: datetime) -> datetime:
    return end_of_day(day_in_denmark(now) + AHEAD)


def _of_sheets(sheets: Sequence[SheetWaiting]) -> Iterator[DayLine]:
    for sheet in sheets:
        yield DayLine(DayGroup.SHEETS, sheet.reference, sheet.at, None, officer=sheet.by, sheet=sheet)


_BY_LEVEL: Final = frozenset({DayGroup.NOT_TAKEN_OVER, DayGroup.WITHOUT_PLAN})
"""Groups in which the most urgent case stands first, and not the one that waited longest."""


def _order(line: DayLine) -> tuple[int, int, datetime, str]:
    level = list(Urgency).index(line.urgency) if line.urgency is not None and line.group in _BY_LEVEL else 0
    return list(DayGroup).index(line.group), level, line.at, line.reference
