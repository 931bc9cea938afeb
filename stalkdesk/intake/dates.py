"""Dates as people know them: a day, a month or a year, exact or about. Read from ISO or Danish writing, shown in Danish."""

from __future__ import annotations

import re
from datetime import date, timedelta

from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import DatePrecision, DateValue
from stalkdesk.intake.checklist import Tense
from stalkdesk.language import tr

_LONGEST_WRITTEN = 40
_EARLIEST_YEAR = 1850
_LATEST_YEAR = 2150
_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?", re.ASCII)
_DANISH = re.compile(r"(?:(?P<day>[0-9]{1,2})[-./] ?)?(?P<month>[0-9]{1,2})[-./ ] ?(?P<year>[0-9]{4})", re.ASCII)


def read_date(untrusted: object, tense: Tense, today: date, question_id: str) -> DateValue:
    """A date from `"2026-11-20"`, `"2026-11"`, `"2026"`, `"20-11-2026"`, or `{"date": …, "precision": "exact"|"about"}`.

    Raises BadAnswer when there is no such date, or when it doesn't fit `tense` seen from `today` (today fits every tense).
    """
    written, precision = _written(untrusted, question_id)
    match = _ISO.fullmatch(written) or _DANISH.fullmatch(written)
    if match is None:
        raise BadAnswer(tr("Skriv datoen som 20-11-2026, eller kun måned og år: 11-2026, eller kun årstal: 2026."), question_id)
    value = DateValue("-".join(part.zfill(2) for part in match.group("year", "month", "day") if part), precision)
    shown = "-".join(reversed(value.date.split("-")))  # as a Dane writes it, whichever way it came
    try:
        first, last = date_range(value.date)
    except ValueError:
        raise BadAnswer(tr("Datoen {date} findes ikke. Ret dag, måned eller år.", date=shown), question_id) from None
    if not _EARLIEST_YEAR <= first.year <= _LATEST_YEAR:
        raise BadAnswer(tr("Årstallet {year} kan ikke passe. Ret det.", year=first.year), question_id)
    if tense is Tense.PAST and first > today:
        raise BadAnswer(tr("Datoen {date} ligger i fremtiden. Skriv en dato, der har været.", date=shown), question_id)
    if tense is Tense.FUTURE and last < today:
        raise BadAnswer(tr("Datoen {date} er gået. Skriv en dato, der kommer.", date=shown), question_id)
    return value


def date_range(written: str) -> tuple[date, date]:
    """The first and the last day that an ISO day, month or year can mean. Raises ValueError when there is none."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if len(parts) == 2:
        first = date(parts[0], parts[1], 1)
        return first, date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1) - timedelta(days=1)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def shown_date(value: DateValue) -> str:
    """The date as it is read: `22-11-2026`, `november 2026`, `2026`, and `ca. november 2026` when it is about."""
    parts = value.date.split("-")
    said = value.date
    if len(parts) == 3:
        said = "-".join(reversed(parts))
    elif len(parts) == 2:
        said = tr("{month} {year}", month=month_name(int(parts[1])), year=parts[0])
    return tr("ca. {date}", date=said) if value.precision is DatePrecision.ABOUT else said


def month_name(month: int) -> str:
    """The name of a month, 1 to 12, in the language of the screen."""
    names = (
        tr("januar"),
        tr("februar"),
        tr("marts"),
        tr("april"),
        tr("maj"),
        tr("juni"),
        tr("juli"),
        tr("august"),
        tr("september"),
        tr("oktober"),
        tr("november"),
        tr("december"),
    )
    return names[month - 1]


def _written(untrusted: object, question_id: str) -> tuple[str, DatePrecision]:
    precision = DatePrecision.EXACT
    if isinstance(untrusted, dict):
        if set(untrusted) - {"date", "precision"} or untrusted.get("precision", "exact") not in tuple(DatePrecision):
            raise BadAnswer(tr("En dato har date og precision (exact eller about), og ikke andet."), question_id)
        precision = DatePrecision(untrusted.get("precision", "exact"))
        untrusted = untrusted.get("date")
    if not isinstance(untrusted, str) or len(untrusted) > _LONGEST_WRITTEN:
        raise BadAnswer(tr("Skriv datoen som 20-11-2026, eller kun måned og år: 11-2026, eller kun årstal: 2026."), question_id)
    return untrusted.strip(), precision
