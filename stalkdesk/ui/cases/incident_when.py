"""When an incident was, as it is typed in one go: a day as people say it, and a clock time behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import DatePrecision, DateValue
from stalkdesk.intake.checklist import Tense
from stalkdesk.intake.dates import read_date
from stalkdesk.language import tr
from stalkdesk.ui.intake.fields.date_text import kept_form, whole_day

_CLOCK = re.compile(r"(?:^|\s)(?:kl\.?\s*)?(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d))$")
_PLAIN_CLOCK = re.compile(r"(?:^|\s)kl\.?\s*(?P<hour>[01]?\d|2[0-3])$")
_SHORT_DAY = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})\.?")
_ABOUT = re.compile(r"(?:ca\.?|cirka|about|~)\s*", re.IGNORECASE)
_DAYS = (
    ("i dag", "idag", "today"),
    ("i går", "igår", "i gaar", "yesterday"),
    ("i forgårs", "iforgårs", "forgårs"),
)
"""The last days, the latest first."""
_WEEKDAYS = (
    ("man", "mandag", "mon", "monday"),
    ("tir", "tirs", "tirsdag", "tue", "tuesday"),
    ("ons", "onsdag", "wed", "wednesday"),
    ("tor", "tors", "torsdag", "thu", "thursday"),
    ("fre", "fredag", "fri", "friday"),
    ("lør", "lørdag", "sat", "saturday"),
    ("søn", "søndag", "sun", "sunday"),
)


@dataclass(frozen=True, slots=True)
class TypedWhen:
    """A date and a clock time (`hh:mm`, or empty)."""

    happened: DateValue
    clock: str = ""


def read_when(typed: str, today: date) -> TypedWhen:
    """`i går 14.30`, `man`, `22/11 kl. 8`, `22-11-2026 14:30`, `ca. november 2026`.

    A weekday is the latest one, today among them; a day without a year the latest such day. Raises BadAnswer with a sentence.
    """
    text = " ".join(typed.casefold().split())
    if not text:
        raise BadAnswer(tr("Skriv, hvornår det skete. Måned og år er nok."), "happened")
    is_about = _ABOUT.match(text)
    text = text[is_about.end() :] if is_about else text
    day_text, clock = _parted(text, today)
    kept = _day_said(day_text, today) or kept_form(day_text, today)
    is_loose = whole_day(kept) is None
    precision = DatePrecision.ABOUT if is_about or is_loose else DatePrecision.EXACT
    happened = read_date({"date": kept, "precision": precision.value}, Tense.PAST, today, "happened")
    return TypedWhen(happened, "" if is_loose else clock)


def _parted(text: str, today: date) -> tuple[str, str]:
    """What is of the day, and the clock time behind it. `22.11` alone is a day, not a time."""
    found = _CLOCK.search(text) or _PLAIN_CLOCK.search(text)
    if found is None:
        return text, ""
    before = text[: found.start()].strip()
    if not before:
        short = _SHORT_DAY.fullmatch(text)
        return (text, "") if short and int(short[2]) <= 12 else (today.isoformat(), _clock(found))
    return before, _clock(found)


def _clock(found: re.Match[str]) -> str:
    minute = found.groupdict().get("minute") or "00"
    return f"{int(found['hour']):02}:{minute}"


def _day_said(text: str, today: date) -> str:
    """A day that is said and not written, as ISO; empty when it is none."""
    for back, words in enumerate(_DAYS):
        if text in words:
            return (today - timedelta(days=back)).isoformat()
    for weekday, words in enumerate(_WEEKDAYS):
        if text.rstrip(".") in words:
            return (today - timedelta(days=(today.weekday() - weekday) % 7)).isoformat()
    short = _SHORT_DAY.fullmatch(text)
    return _latest(int(short[1]), int(short[2]), today) if short else ""


def _latest(day: int, month: int, today: date) -> str:
    """The latest such day that has been; what does not exist comes back written out, to be named."""
    for year in range(today.year, today.year - 8, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found.isoformat()
    return f"{today.year:04}-{month:02}-{day:02}"
