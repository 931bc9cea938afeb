"""Days as they are typed in a plan: `24-11`, `24-11-2026`, `+14` for so many days from now; nothing for no day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.checklist import Tense
from stalkdesk.intake.dates import read_date
from stalkdesk.language import tr

_AHEAD: Final = re.compile(r"\+ ?([0-9]{1,4})", re.ASCII)
_THIS_YEAR: Final = re.compile(r"([0-9]{1,2})[-./ ]([0-9]{1,2})\.?", re.ASCII)
_MOST_YEARS: Final = 10


def read_day(untrusted: str, today: date, field: str) -> date | None:
    """The day that was typed, today or later; None when nothing was. A day without a year is the next one there is.

    Raises BadAnswer with a sentence that says how to write it."""
    typed = " ".join(untrusted.split())
    if not typed:
        return None
    if match := _AHEAD.fullmatch(typed):
        return _bounded(today + timedelta(days=int(match[1])), today, field)
    if match := _THIS_YEAR.fullmatch(typed):
        typed = f"{match[1]}-{match[2]}-{today.year}"
        typed = typed if _is_ahead(match[1], match[2], today) else f"{match[1]}-{match[2]}-{today.year + 1}"
    value = read_date(typed, Tense.FUTURE, today, field)
    if value.date.count("-") != 2:
        raise BadAnswer(tr("Skriv hele dagen: 24-11, 24-11-2026, eller +14 for om 14 dage."), field)
    return _bounded(date.fromisoformat(value.date), today, field)


def shown_day(day: date | None) -> str:
    """The day as it is typed; empty for none."""
    return day.strftime("%d-%m-%Y") if day is not None else ""


def _is_ahead(day: str, month: str, today: date) -> bool:
    return (int(month), int(day)) >= (today.month, today.day)


def _bounded(day: date, today: date, field: str) -> date:
    if day > today + timedelta(days=366 * _MOST_YEARS):
        raise BadAnswer(tr("Dagen ligger mere end ti år ude i fremtiden. Ret den."), field)
    return day
