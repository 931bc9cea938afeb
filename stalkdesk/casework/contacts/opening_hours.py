"""When somebody can be called: weekdays with hours, as they are typed ("man–tor 9–15, fre 9–12") and shown again.

A day that is no workday has no hours, save for who is there day and night. Who has told no hours is looked
for in office hours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import Final
from zoneinfo import ZoneInfo

from stalkdesk.errors import BadAnswer
from stalkdesk.language import tr

HOME: Final = ZoneInfo("Europe/Copenhagen")
DAY: Final = 24 * 60
WEEK: Final = 7
_LOOKED_AHEAD = 30
"""Days: longer than any run of days on which an office is closed."""

IsWorkday = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class OpenOn:
    """Hours on one weekday."""

    weekday: int
    """1 Monday … 7 Sunday."""
    opens: int
    """Minutes after midnight."""
    closes: int
    """The same; 1440 is midnight."""


Hours = tuple[OpenOn, ...]
"""In order, without overlap; empty: not told."""

ROUND_THE_CLOCK: Final[Hours] = tuple(OpenOn(weekday, 0, DAY) for weekday in range(1, WEEK + 1))

_FRIDAY = 5
_OFFICE_HOURS: Final[Hours] = tuple(OpenOn(weekday, 8 * 60, 16 * 60) for weekday in range(1, _FRIDAY + 1))
"""When one tries who has told no hours [E]."""
_DANISH = ("man", "tir", "ons", "tor", "fre", "lør", "søn")
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS = {name: place for names in (_DANISH, _ENGLISH) for place, name in enumerate(names, start=1)}
_MANY_DAYS = {"hverdage": "man-fre", "weekdays": "mon-fri", "alle dage": "man-søn", "every day": "mon-sun"}
_ALWAYS = ("døgnet rundt", "day and night")
_DASHES = re.compile(r"\s*[-\u2010-\u2015]\s*")
_TIME = r"(\d{1,2})(?:[.:](\d{2}))?"
_HOURS = re.compile(rf"{_TIME}-{_TIME}", re.ASCII)
_SPAN = re.compile(rf"([^\W\d_]+)\.?(?:-([^\W\d_]+)\.?)?(?: ?og ([^\W\d_]+)\.?)?((?: (?:og )?{_TIME}-{_TIME})+)")


def read_hours(untrusted: str) -> Hours:
    """The hours that were typed; empty for an empty line. Raises BadAnswer with a sentence that says how to write them."""
    text = _DASHES.sub("-", " ".join(untrusted.casefold().split()))[:500]
    if not text:
        return ()
    if text in _ALWAYS:
        return ROUND_THE_CLOCK
    found = [one for piece in re.split(r"\s*[,;]\s*", text) for one in _piece(piece)]
    return in_order(found)


def in_order(found: Sequence[OpenOn]) -> Hours:
    """Sorted; raises BadAnswer for hours that overlap, end before they begin, or are none."""
    ordered = tuple(sorted(found, key=lambda one: (one.weekday, one.opens)))
    if any(not (1 <= one.weekday <= WEEK and 0 <= one.opens < one.closes <= DAY) for one in ordered):
        raise _not_understood()
    for one, following in pairwise(ordered):
        if one.weekday == following.weekday and following.opens <= one.closes:
            raise BadAnswer(tr("To åbningstider på samme dag går ind over hinanden. Ret dem."), "hours")
    return ordered


def _piece(text: str) -> list[OpenOn]:
    for words, meant in _MANY_DAYS.items():
        text = text.replace(words, meant)
    match = _SPAN.fullmatch(text.replace(" kl. ", " ").replace(" kl ", " "))
    if match is None:
        raise _not_understood()
    first, last, also = (_weekday(match[place]) if match[place] else 0 for place in (1, 2, 3))
    span = range(first, (last or first) + 1)
    if last and last < first:
        raise _not_understood()
    hours = [(_minutes(one[1], one[2]), _minutes(one[3], one[4])) for one in _HOURS.finditer(match[4])]
    days = [*span, *([also] if also else [])]
    return [OpenOn(day, opens, closes) for day in days for opens, closes in hours]


def _weekday(word: str) -> int:
    day = _DAYS.get(word[:3], 0)
    if not day or len(word) > len("wednesday"):
        raise _not_understood()
    return day


def _minutes(hour: str, minute: str | None) -> int:
    if int(minute or 0) > 59:
        raise _not_understood()
    return int(hour) * 60 + int(minute or 0)


def _not_understood() -> BadAnswer:
    return BadAnswer(tr("Skriv åbningstiden som: man–tor 9–15, fre 9–12. Eller: døgnet rundt."), "hours")


def hours_said(hours: Hours) -> str:
    """`man–tor 9–15, fre 9–12`, in the language of the screen; empty when they are not told."""
    if hours == ROUND_THE_CLOCK:
        return tr("døgnet rundt")
    by_day = [(day, tuple((one.opens, one.closes) for one in ones)) for day, ones in groupby(hours, lambda one: one.weekday)]
    runs: list[list[tuple[int, tuple[tuple[int, int], ...]]]] = []
    for day, spans in by_day:
        if runs and runs[-1][-1] == (day - 1, spans):
            runs[-1].append((day, spans))
        else:
            runs.append([(day, spans)])
    return ", ".join(_run_said(run[0][0], run[-1][0], run[0][1]) for run in runs)


def _run_said(first: int, last: int, spans: Sequence[tuple[int, int]]) -> str:
    names = weekday_names()
    days = names[first - 1] if first == last else f"{names[first - 1]}–{names[last - 1]}"
    return " ".join((days, *(f"{clock_said(opens)}–{clock_said(closes)}" for opens, closes in spans)))


def weekday_names() -> tuple[str, ...]:
    """Monday first, in short, in the language of the screen."""
    return (tr("man"), tr("tir"), tr("ons"), tr("tor"), tr("fre"), tr("lør"), tr("søn"))


def clock_said(minutes: int) -> str:
    """`9` or `9.30`."""
    hour, minute = divmod(minutes, 60)
    return f"{hour}.{minute:02}" if minute else str(hour)


def is_open(hours: Hours, at: datetime, is_workday: IsWorkday) -> bool:
    """Whether somebody is there at the time `at` (aware); who has told no hours is looked for in office hours."""
    here = at.astimezone(HOME)
    minute = here.hour * 60 + here.minute
    return any(one.opens <= minute < one.closes for one in _on(hours, here.date(), is_workday))


def closes_at(hours: Hours, at: datetime, is_workday: IsWorkday) -> int:
    """Minutes after midnight when she who is there now goes; 0 when nobody is there."""
    here = at.astimezone(HOME)
    minute = here.hour * 60 + here.minute
    return next((one.closes for one in _on(hours, here.date(), is_workday) if one.opens <= minute < one.closes), 0)


def opens_next(hours: Hours, at: datetime, is_workday: IsWorkday) -> datetime | None:
    """When somebody is there again, in Danish time; None when that is not known."""
    here = at.astimezone(HOME)
    for days in range(_LOOKED_AHEAD):
        day = here.date() + timedelta(days=days)
        for one in _on(hours, day, is_workday):
            opens = datetime.combine(day, time(one.opens // 60, one.opens % 60), HOME)
            if opens > here:
                return opens
    return None


def _on(hours: Hours, day: date, is_workday: IsWorkday) -> Sequence[OpenOn]:
    """The hours of one day: none on a holiday, save for who is there day and night; Saturdays for who says so."""
    is_weekend = day.isoweekday() > _FRIDAY
    if hours != ROUND_THE_CLOCK and not is_workday(day) and not (is_weekend and hours):
        return ()
    return [one for one in hours or _OFFICE_HOURS if one.weekday == day.isoweekday()]
