"""Dates as people type them at a Danish desk, turned into the form that is kept."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4}|\d{2})")
_PLAIN_DAY = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_MONTH = re.compile(r"(\d{1,2})[-./ ]+(\d{4})")
_YEAR = re.compile(r"(\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_NAMED = re.compile(r"(?:(\d{1,2})\.?\s+)?([a-zæøå]{3,9})\.?\s+(\d{4})")

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ENGLISH = {"may": "maj", "oct": "okt"}


def kept_form(typed: str, today: date) -> str:
    """`22-11-2026`, `22/11 26`, `221126`, `22. november 2026`, `11-2026`, `november 2026` or `2026` as ISO; what is not
    understood comes back as it was typed, for the check to name.

    Two digits of a year mean the last hundred years up to the end of the coming one: 26 is 2026, 58 is 1958 (in 2026).
    """
    text = " ".join(typed.casefold().split())
    if _ISO.fullmatch(text):
        return text
    if found := _DAY.fullmatch(text) or _PLAIN_DAY.fullmatch(text):
        day, month, year = found.groups()
        return f"{_year(year, today):04}-{int(month):02}-{int(day):02}"
    if found := _MONTH.fullmatch(text):
        return f"{int(found[2]):04}-{int(found[1]):02}"
    if _YEAR.fullmatch(text):
        return text
    if (found := _NAMED.fullmatch(text)) and (month_number := _month_number(found[2])):
        return f"{found[3]}-{month_number:02}" + (f"-{int(found[1]):02}" if found[1] else "")
    return typed.strip()


def _year(typed: str, today: date) -> int:
    if len(typed) == 4:
        return int(typed)
    year = today.year // 100 * 100 + int(typed)
    return year if year <= today.year + 1 else year - 100


def _month_number(name: str) -> int:
    short = _ENGLISH.get(name[:3], name[:3])
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def typed_form(kept: str) -> str:
    """`2026-11-22` as `22-11-2026`, `2026-11` as `11-2026`, `2026` and what is no date yet as it is."""
    return "-".join(reversed(kept.split("-"))) if _ISO.fullmatch(kept) else kept


def whole_day(kept: str) -> date | None:
    """The day, or None when it is only a month, a year or no date at all."""
    try:
        return date.fromisoformat(kept) if len(kept) == 10 else None
    except ValueError:
        return None
