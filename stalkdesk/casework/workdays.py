"""Danish workdays: weekends and holidays, and the days on which offices are closed by custom. Works without a network.

A call that is promised for a day on which nobody sits at the desk is a call that is not made. So, besides the holidays,
Grundlovsdag (5 June), 24 and 31 December count as closed here; 1 May does not. Store bededag is a workday since 2024 (lov
nr. 214 af 6. marts 2023).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_HOME = ZoneInfo("Europe/Copenhagen")
_A_DAY = timedelta(days=1)
_SATURDAY = 5
_CLOSED_BY_CUSTOM = ((6, 5), (12, 24), (12, 31))


def is_workday(day: date) -> bool:
    """Whether offices in Denmark are open on that day."""
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _CLOSED_BY_CUSTOM and day not in _holidays(day.year)


def next_workday(day: date) -> date:
    """The day itself when it is a workday, or the first one after it."""
    while not is_workday(day) and day < date.max:
        day += _A_DAY
    return day


def workdays_after(day: date, count: int) -> date:
    """The workday that comes `count` workdays after `day`; 0: the day itself, or the first workday after it."""
    day = next_workday(day)
    for _ in range(count):
        day = next_workday(day + _A_DAY)
    return day


def tomorrow(day: date) -> date:
    """The day after."""
    return day + _A_DAY


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of_day(day: date) -> datetime:
    """The last second of the day in Denmark, as aware UTC."""
    return datetime.combine(day, time(23, 59, 59), _HOME).astimezone(UTC)


def day_in_denmark(at: datetime) -> date:
    """The day that it is in Denmark at an aware time."""
    return at.astimezone(_HOME).date()


@lru_cache(maxsize=32)
def _holidays(year: int) -> Container[date]:
    from holidays import country_holidays  # only when it is asked for: it costs the start 0.1 s

    return frozenset(country_holidays("DK", years=year))
