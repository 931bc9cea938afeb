"""Days and times of day as people write them in a log of their own: Danish first, and the ways of the neighbours.

`read_day` gives a day with its precision, and what is not said: the year, or which of two numbers is the month. A guess is
never made for one row: the person is asked once for the whole file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from stalkdesk.intake.answers import DatePrecision, DateValue


class DayOrder(StrEnum):
    """Which number stands first in 3/11/2026."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class DayProblem(StrEnum):
    """Why a day can't be read."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    NO_SUCH_DAY = "no_such_day"
    NO_YEAR = "no_year"
    WHICH_ORDER = "which_order"


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day that could be read, with the time of day when that stood beside it."""

    day: DateValue
    clock: str = ""


@dataclass(frozen=True, slots=True)
class ReadClock:
    """A time of day `hh:mm`, or empty; `words` when more, or less, was said than that."""

    clock: str = ""
    words: str = ""


_MONTHS: Final = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                "jan sty янв січ ock oca",
                "feb lut şub лют",
                "mar mär mrz бер",
                "apr kwi nis кві",
                "maj mai may тра",
                "jun cze haz чер",
                "jul lip tem лип",
                "aug sie ağu сер",
                "sep wrz eyl вер",
                "okt oct paź eki жов",
                "nov lis kas лис",
                "dec dez gru ara гру",
            ),
            start=1,
        )
        for word in words.split()
    }
)
"""The first three letters of a month: Danish, English, German, Polish, Turkish, Ukrainian."""
_WEEKDAY = re.compile(
    r"(?:man|tirs?|ons|tors?|fre|lør|søn|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-zæøå]*\b[.,]?\s*"
)
_LEAD = re.compile(r"(?:den|d\.?|on|am)\s+(?=[0-9])")
_ABOUT = re.compile(
    r"^(?:ca\.?|cirka|omkring|omtrent|vist\s*nok|vistnok|about|approx\.?|around|etwa|ok\.|około|~)\s*|\s*\(?\?+\)?$"
)
_TAIL_CLOCK = re.compile(
    r"(?:[t,;]|\s+|\s*kl\.?\s*)\s*(?:kl\.?\s*)?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.][0-9]{2})?(?:\.0+)?z?$"
)
_ISO = re.compile(r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})(?:[-./](?P<day>[0-9]{1,2}))?")
_NUMBERS = re.compile(
    r"(?P<one>[0-9]{1,2})\s?(?P<sep>[-./])\s?(?P<two>[0-9]{1,2})(?:\s?[-./ ]\s?(?P<year>[0-9]{4}|[0-9]{2}))?\.?"
)
_DAY_WORD = re.compile(
    r"(?P<day>[0-9]{1,2})(?:\.|st|nd|rd|th)?\s*[-./ ]?\s*(?P<month>[^\W\d_]{3,12})\.?,?"
    r"(?:\s*[-./ ']?\s*(?P<year>[0-9]{4}|[0-9]{2}))?\.?"
)
_WORD_DAY = re.compile(r"(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{4})")
_WORD_YEAR = re.compile(r"(?P<month>[^\W\d_]{3,12})\.?,?\s*(?P<year>[0-9]{4})")
_MONTH_YEAR = re.compile(r"(?P<month>[0-9]{1,2})\s?[-./]\s?(?P<year>[0-9]{4})")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SERIAL = re.compile(r"(?P<days>[2-6][0-9]{4})(?:[.,](?P<rest>[0-9]+))?")
_EXCEL_BEGINS = date(1899, 12, 30)
_LONGEST: Final = 60

_CLOCK = re.compile(
    r"(?:kl(?:okken|\.)?\s*|at\s+|um\s+|o\s+|godz\.?\s*)?(?P<hour>[0-9]{1,2})(?:\s?[:.]\s?(?P<minute>[0-9]{2})(?:[:.][0-9]{2})?)?"
    r"\s*(?P<half>am|pm|a\.m\.|p\.m\.)?\s*(?:uhr|h|hrs|o'clock)?(?P<more>\s*(?:-|–|til|to|bis)\s*.*)?"
)
_BARE = re.compile(r"(?P<hour>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9])")
_AT_BEGIN = re.compile(
    r"\s*[-–:;,|]*\s*(?P<clock>kl(?:okken|\.)?\s*[0-9]{1,2}(?:[:.][0-9]{2})?|[0-9]{1,2}[:.][0-9]{2})(?=\s|[-–:;,.|]|$)\s*[-–:;,.|]*\s*",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\s*(?:[-*•–]\s*)?(?P<date>(?:(?:man|tirs|ons|tors|fre|lør|søn)[a-zæøå]*\.?,?\s+)?(?:den\s+|d\.\s*)?(?:"
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    r"|[0-9]{1,2}\s?[-./]\s?[0-9]{1,2}\s?[-./ ]\s?(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}/[0-9]{1,2}"
    r"|[0-9]{1,2}\.?\s?(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?(?:\s+[0-9]{4})?"
    r"))(?![0-9])(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)


def read_day(written: str, order: DayOrder | None, year: int | None) -> ReadDay | DayProblem:
    """The day that is written. `order` and `year` are what the person said of the whole file; None: she was not asked yet."""
    text = " ".join(written.replace("\u00a0", " ").split()).casefold()
    if not text:
        return DayProblem.EMPTY
    if len(text) > _LONGEST:
        return DayProblem.UNREADABLE
    about, precision = _ABOUT.sub("", text), DatePrecision.EXACT
    if about != text:
        text, precision = about, DatePrecision.ABOUT
    text = _LEAD.sub("", _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text, count=1)
    serial = _SERIAL.fullmatch(text)
    if serial:
        return _from_serial(serial, precision)
    text, clock = _without_clock(text)
    found = _parts(text, order)
    if isinstance(found, DayProblem):
        return found
    return _made(found, year, precision, clock)


def needs_order(written: str) -> bool:
    """Whether the day and the month may stand either way: 3/11/2026."""
    return read_day(written, None, 2000) is DayProblem.WHICH_ORDER


def tells_order(written: str) -> DayOrder | None:
    """Which order a date shows by itself: 22/11 is day first, 11/22 month first. None when it shows none."""
    match = _NUMBERS.match(" ".join(written.split()))
    if match is None:
        return None
    one, two = int(match["one"]), int(match["two"])
    if 12 < one <= 31 and 1 <= two <= 12:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if 1 <= one <= 12 < two <= 31 else None


def read_clock(written: str) -> ReadClock:
    """A time of day. What is no exact one is kept in its own words: an hour is never made up."""
    text = " ".join(written.replace("\u00a0", " ").split())
    folded = text.casefold()
    bare = _BARE.fullmatch(folded)
    if bare:
        return ReadClock(f"{bare['hour']}:{bare['minute']}")
    match = _CLOCK.fullmatch(folded)
    if match is None:
        return ReadClock("", text)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    if hour > 23 or minute > 59:
        return ReadClock("", text)
    return ReadClock(f"{hour:02}:{minute:02}", text if match["more"] else "")


def begins_with_date(line: str) -> tuple[str, str]:
    """The date at the beginning of a line and what follows it; two empty texts when there is none."""
    match = _BEGINS.match(line[:200])
    if match is None:
        return "", ""
    return " ".join(match["date"].split()).rstrip(","), line[match.start("rest") :].lstrip(" \t,:;-–|")


def split_clock(text: str) -> tuple[str, str]:
    """The time of day at the beginning of what was said, and the rest."""
    match = _AT_BEGIN.match(text)
    return (match["clock"], text[match.end() :].strip()) if match else ("", text.strip())


def _from_serial(match: re.Match[str], precision: DatePrecision) -> ReadDay | DayProblem:
    minutes = round(float(f"0.{match['rest']}") * 1440) if match["rest"] else 0
    day = _EXCEL_BEGINS + timedelta(days=int(match["days"]) + minutes // 1440)
    minutes %= 1440
    return ReadDay(DateValue(day.isoformat(), precision), f"{minutes // 60:02}:{minutes % 60:02}" if minutes else "")


def _without_clock(text: str) -> tuple[str, str]:
    match = _TAIL_CLOCK.search(text)
    if match is None or int(match["hour"]) > 23 or int(match["minute"]) > 59 or not _is_day(text[: match.start()]):
        return text, ""
    return text[: match.start()].strip(), f"{int(match['hour']):02}:{match['minute']}"


def _is_day(text: str) -> bool:
    return not isinstance(_parts(text.strip(), DayOrder.DAY_FIRST), DayProblem)


_Parts = tuple[int | None, int | None, int | None]
"""Year, month, day."""


def _parts(text: str, order: DayOrder | None) -> _Parts | DayProblem:
    for pattern in (_ISO, _MONTH_YEAR, _DAY_WORD, _WORD_DAY, _WORD_YEAR):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        said = match.groupdict()
        month = _month(said["month"])
        if month is None:
            return DayProblem.UNREADABLE
        return _year(said["year"]), month, int(said["day"]) if said.get("day") else None
    match = _NUMBERS.fullmatch(text)
    if match is not None:
        return _by_order(match, order)
    if _YEAR.fullmatch(text):
        return int(text), None, None
    return DayProblem.UNREADABLE


def _by_order(match: re.Match[str], order: DayOrder | None) -> _Parts | DayProblem:
    one, two, year = int(match["one"]), int(match["two"]), _year(match["year"])
    own = tells_order(match.group())
    if own is None and order is None and match["sep"] == "/" and one != two:
        return DayProblem.WHICH_ORDER
    is_month_first = (own or order) is DayOrder.MONTH_FIRST
    return (year, one, two) if is_month_first else (year, two, one)


def _month(said: str) -> int | None:
    return int(said) if said.isdigit() else _MONTHS.get(said[:3])


def _year(said: str | None) -> int | None:
    if not said:
        return None
    return int(said) if len(said) == 4 else 2000 + int(said)


def _made(found: _Parts, stated: int | None, precision: DatePrecision, clock: str) -> ReadDay | DayProblem:
    year, month, day = found
    year = stated if year is None else year
    if year is None:
        return DayProblem.NO_YEAR
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return DayProblem.NO_SUCH_DAY
    text = "-".join((f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)))
    return ReadDay(DateValue(text, precision), clock)
