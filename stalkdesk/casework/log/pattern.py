"""The pattern that the incidents of a case make: how many in which week by which channel, where it escalates, where it rests.

Pure: from the incidents that were added to the case, all of compartment A. Incidents entered in error are left out. What is
said here is counted, never weighed: the evaluation of a case is the rules' (docs/assessment.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from stalkdesk.casework.additions import Incident
from stalkdesk.casework.cases import Case
from stalkdesk.casework.errors_entered import incidents_in_error
from stalkdesk.casework.log.incident_log import MOST_TYPICAL, Channel, typical_of
from stalkdesk.intake.answers import DatePrecision, DateValue
from stalkdesk.intake.dates import date_range

MOST_WEEKS: Final = 30
MOST_MONTHS: Final = 36
MOST_YEARS: Final = 30
"""More columns can't be read on one page: then the columns are months, then years."""
WINDOW_WEEKS: Final = 4
"""Escalation is asked for within four weeks (docs/assessment.md, `escalating`, M7, source G70)."""
LEAST_MORE: Final = 3
"""Fewer incidents in a week are never said to be "more often"."""
TIMES_MORE: Final = 2
NEW_AFTER_DAYS: Final = 7
STEPS: Final[tuple[frozenset[str], ...]] = (
    frozenset({"COMM", "GIFT", "THIRD"}),
    frozenset({"VISIT", "FOLLOW", "LOITER", "SURV", "DEFAME", "IMAGE"}),
    frozenset({"ENTRY", "COVERT", "PROP", "PETHARM"}),
)
"""Acts by how close and how harsh they are. The second and third are List A of docs/assessment.md, intrusive in themselves; the
third goes into what is hers: home, telephone, things, animals (H7; `escalation_how`: harsher)."""


class Grain(StrEnum):
    """What one column is."""

    WEEK = "week"
    """ISO 8601, Monday first."""
    MONTH = "month"
    YEAR = "year"


class MarkKind(StrEnum):
    """What escalates."""

    MORE_OFTEN = "more_often"
    """At least `LEAST_MORE` in a week, and `TIMES_MORE` times the mean of the four weeks before; said once in four weeks."""
    NEW_CHANNEL = "new_channel"
    """A channel that was not used before, a week or more after the first incident."""
    HARSHER = "harsher"
    """An act of a higher step (`STEPS`) than any in the weeks before."""


@dataclass(frozen=True, slots=True)
class Period:
    """One column."""

    first: date
    last: date
    counts: tuple[int, ...]
    """In the order of `Pattern.channels`."""
    about: int
    """How many of them have a date that is only about right."""

    @property
    def total(self) -> int:
        """Over all channels."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign of escalation, in the week that begins on `monday`."""

    kind: MarkKind
    monday: date
    count: int = 0
    """MORE_OFTEN: how many in that week."""
    before: int = 0
    """MORE_OFTEN: how many in the four weeks before together."""
    channels: tuple[Channel, ...] = ()
    """NEW_CHANNEL: those that begin in that week."""
    acts: tuple[str, ...] = ()
    """HARSHER: the acts of the higher step in that week."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Weeks without an incident between two weeks with one."""

    monday: date
    weeks: int

    @property
    def last(self) -> date:
        """The Sunday of the last of them."""
        return self.monday + timedelta(weeks=self.weeks, days=-1)


@dataclass(frozen=True, slots=True)
class Example:
    """A typical incident in the victim's words."""

    said: str
    number: int = 0
    """Of the incident; 0 for one that was told in the first talk."""
    happened: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the incidents make together."""

    grain: Grain
    channels: tuple[Channel | None, ...]
    """Those that were used, in the order of `Channel`; None, last, for incidents without one."""
    periods: tuple[Period, ...]
    total: int
    about: int
    """How many have a date that is only about right, or only a month or a year."""
    unplaced: int
    """How many stand in no column: the date is too loose for it, or lies too far back."""
    first: DateValue | None
    latest: DateValue | None
    marks: tuple[Mark, ...]
    gaps: tuple[Gap, ...]
    """The earliest first."""
    in_error: int
    """How many were left out because they were entered in error."""


def pattern_of(incidents: Iterable[Incident], in_error: frozenset[int] = frozenset()) -> Pattern:
    """The pattern of these incidents without those whose numbers are in `in_error`."""
    every = tuple(incidents)
    counted = tuple(one for one in every if one.number not in in_error)
    weeks = [(_monday(day), one) for one in counted if (day := _day(one.happened)) is not None]
    grain = _grain(counted)
    channels = tuple(channel for channel in (*Channel, None) if any(one.log.channel is channel for one in counted))
    periods = _periods(counted, channels, grain)
    by_day = sorted(counted, key=lambda one: date_range(one.happened.date))
    by_end = max(counted, key=lambda one: date_range(one.happened.date)[::-1], default=None)
    return Pattern(
        grain=grain,
        channels=channels,
        periods=periods,
        total=len(counted),
        about=sum(_is_about(one.happened) for one in counted),
        unplaced=len(counted) - sum(period.total for period in periods),
        first=by_day[0].happened if by_day else None,
        latest=by_end.happened if by_end is not None else None,
        marks=_marks(weeks),
        gaps=_gaps({monday for monday, _ in weeks}),
        in_error=len(every) - len(counted),
    )


def telling_marks(pattern: Pattern, most: int) -> tuple[Mark, ...]:
    """At most so many signs of escalation, the earliest first: harsher before more often before new channels, of each the
    latest."""
    weight = {MarkKind.HARSHER: 2, MarkKind.MORE_OFTEN: 1, MarkKind.NEW_CHANNEL: 0}
    telling = sorted(pattern.marks, key=lambda mark: (weight[mark.kind], mark.monday), reverse=True)[:most]
    return tuple(mark for mark in pattern.marks if mark in telling)


def pattern_of_case(case: Case) -> Pattern:
    """The pattern of a case's incidents."""
    return pattern_of(case.incidents, incidents_in_error(case.entries))


def examples_of(case: Case) -> tuple[Example, ...]:
    """The typical incidents in their order, without those in error; those told in the first talk while none is chosen."""
    wrong, by_number = incidents_in_error(case.entries), {one.number: one for one in case.incidents}
    chosen = (by_number[number] for number in typical_of(case.entries) if number in by_number and number not in wrong)
    found = tuple(Example(one.said, one.number, one.happened) for one in chosen)
    return found or _told_first(case)


def _told_first(case: Case) -> tuple[Example, ...]:
    answers = (case.answers.get(f"example_{number}") for number in range(1, MOST_TYPICAL + 1))
    told = (answer.value for answer in answers if answer is not None)
    return tuple(Example(value) for value in told if isinstance(value, str) and value.strip())


# -- columns -----------------------------------------------------------------------------------------------------------------
def _day(happened: DateValue) -> date | None:
    """The day, exact or about; None for a month or a year."""
    first, last = date_range(happened.date)
    return first if first == last else None


def _is_about(happened: DateValue) -> bool:
    return happened.precision is DatePrecision.ABOUT or _day(happened) is None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _start(happened: DateValue, grain: Grain) -> date | None:
    """The first day of the column that a date stands in; None when it is too loose for one."""
    first, last = date_range(happened.date)
    if grain is Grain.WEEK:
        return _monday(first) if first == last else None
    if grain is Grain.MONTH:
        return first.replace(day=1) if (first.year, first.month) == (last.year, last.month) else None
    return first.replace(month=1, day=1)


def _grain(counted: Sequence[Incident]) -> Grain:
    """Weeks, while all of them can be read; else months, else years."""
    for grain, most in ((Grain.WEEK, MOST_WEEKS), (Grain.MONTH, MOST_MONTHS)):
        starts = [start for one in counted if (start := _start(one.happened, grain)) is not None]
        if counted and starts and _columns_between(min(starts), max(starts), grain) <= most:
            return grain
    return Grain.YEAR if counted else Grain.WEEK


def _columns_between(first: date, last: date, grain: Grain) -> int:
    if grain is Grain.WEEK:
        return (last - first).days // 7 + 1
    if grain is Grain.MONTH:
        return (last.year - first.year) * 12 + last.month - first.month + 1
    return last.year - first.year + 1


def _next(start: date, grain: Grain) -> date:
    if grain is Grain.WEEK:
        return start + timedelta(weeks=1)
    if grain is Grain.MONTH:
        return date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start.replace(year=start.year + 1)


def _periods(counted: Sequence[Incident], channels: Sequence[Channel | None], grain: Grain) -> tuple[Period, ...]:
    placed = [(start, one) for one in counted if (start := _start(one.happened, grain)) is not None]
    if not placed:
        return ()
    latest = max(start for start, _ in placed)
    start = min(start for start, _ in placed)
    if grain is Grain.YEAR:
        start = max(start, latest.replace(year=max(latest.year - MOST_YEARS + 1, 1)))
    counts = Counter((begins, one.log.channel) for begins, one in placed)
    about = Counter(begins for begins, one in placed if _is_about(one.happened))
    found = []
    while start <= latest:
        following = _next(start, grain)
        each = tuple(counts[start, channel] for channel in channels)
        found.append(Period(start, following - timedelta(days=1), each, about[start]))
        start = following
    return tuple(found)


# -- escalation and rest -----------------------------------------------------------------------------------------------------
def _marks(weeks: Sequence[tuple[date, Incident]]) -> tuple[Mark, ...]:
    """Every sign of escalation, the earliest first."""
    if not weeks:
        return ()
    found = (*_more_often(Counter(monday for monday, _ in weeks)), *_new_channels(weeks), *_harsher(weeks))
    return tuple(sorted(found, key=lambda mark: (mark.monday, tuple(MarkKind).index(mark.kind))))


def _more_often(counts: Counter[date]) -> Iterable[Mark]:
    first, said = min(counts), date.min
    for monday in sorted(counts):
        before = sum(counts[monday - timedelta(weeks=back)] for back in range(1, WINDOW_WEEKS + 1))
        is_more = counts[monday] >= LEAST_MORE and counts[monday] * WINDOW_WEEKS >= TIMES_MORE * before
        if is_more and monday - first >= timedelta(weeks=WINDOW_WEEKS) and monday - said >= timedelta(weeks=WINDOW_WEEKS):
            said = monday
            yield Mark(MarkKind.MORE_OFTEN, monday, counts[monday], before)


def _new_channels(weeks: Sequence[tuple[date, Incident]]) -> Iterable[Mark]:
    days = [(date_range(one.happened.date)[0], one.log.channel) for _, one in weeks]
    begun: dict[Channel, date] = {}
    for day, channel in sorted(days, key=lambda one: one[0]):
        if channel is not None and channel is not Channel.OTHER:
            begun.setdefault(channel, day)
    first = min(day for day, _ in days)
    late = {channel: _monday(day) for channel, day in begun.items() if (day - first).days >= NEW_AFTER_DAYS}
    for monday in sorted(set(late.values())):
        yield Mark(MarkKind.NEW_CHANNEL, monday, channels=tuple(one for one in Channel if late.get(one) == monday))


def _harsher(weeks: Sequence[tuple[date, Incident]]) -> Iterable[Mark]:
    steps: dict[date, dict[int, set[str]]] = {}
    for monday, one in weeks:
        for act in one.acts:
            steps.setdefault(monday, {}).setdefault(_step(act), set()).add(act)
    reached: int | None = None
    for monday in sorted(steps):
        highest = max(steps[monday])
        if reached is not None and highest > reached:
            yield Mark(MarkKind.HARSHER, monday, acts=tuple(sorted(steps[monday][highest])))
        reached = max(highest, reached or 0)


def _step(act: str) -> int:
    return next((number for number, acts in enumerate(STEPS) if act in acts), 0)


def _gaps(mondays: set[date]) -> tuple[Gap, ...]:
    """Every run of weeks without one."""
    found, before = [], None
    for monday in sorted(mondays):
        if before is not None and (weeks := (monday - before).days // 7 - 1) > 0:
            found.append(Gap(before + timedelta(weeks=1), weeks))
        before = monday
    return tuple(found)
