"""The weekly summary: an ISO week counted, and made safe to show (docs/domain.md 11).

Only intakes that were closed are counted in the tables; those still open stand by themselves, with no sum over both. So every
table has the same total, and none can be subtracted from another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from stalkdesk import settings
from stalkdesk.casework.drawer import Drawer, WeekCase
from stalkdesk.errors import WrongUsage
from stalkdesk.intake.facts import CRITICAL
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.language import tr
from stalkdesk.oversight.disclosure import LEAST_BY_DEFAULT, LEAST_EVER, Counted, protected
from stalkdesk.oversight.weekly_summary import Figure, FigureTable, Hidden, WeeklySummary

COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")
_WRITTEN_WEEK = re.compile(r"([0-9]{4})-?[Ww]([0-9]{1,2})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_Place = TypeVar("_Place")
_BANDS = (timedelta(minutes=15), timedelta(minutes=30), timedelta(minutes=60))


def parse_week(untrusted: str) -> tuple[int, int]:
    """ISO year and week of `2026-W47`. Raises WrongUsage when it is not written so, or the year has no such week."""
    match = _WRITTEN_WEEK.fullmatch(untrusted.strip())
    if match is None:
        raise WrongUsage(tr("Skriv ugen som 2026-W47: årstal, bindestreg, W og ugens nummer."))
    iso_year, iso_week = int(match[1]), int(match[2])
    week_bounds(iso_year, iso_week)
    return iso_year, iso_week


def week_bounds(iso_year: int, iso_week: int) -> tuple[datetime, datetime]:
    """Monday 00:00 Europe/Copenhagen to Monday 00:00, both in UTC. A week with a change of the clock has 167 or 169 hours.

    Raises WrongUsage when the year has no such week.
    """
    if not _FIRST_YEAR <= iso_year <= _LAST_YEAR:
        raise WrongUsage(tr("Året {year} kan ikke passe. Skriv ugen som 2026-W47.", year=iso_year))
    try:
        monday = date.fromisocalendar(iso_year, iso_week, 1)
    except ValueError:
        raise WrongUsage(tr("Året {year} har ingen uge {week}.", year=iso_year, week=iso_week)) from None
    return _midnight(monday), _midnight(monday + timedelta(days=7))


def week_of(moment: datetime) -> tuple[int, int]:
    """ISO year and week in which `moment` (aware) lies, as the clock in Copenhagen shows it."""
    iso_year, iso_week, _ = moment.astimezone(COPENHAGEN).isocalendar()
    return iso_year, iso_week


def week_name(iso_year: int, iso_week: int) -> str:
    """`uge 47, 2026`; the year is that of the week, not of the day."""
    return tr("uge {week}, {year}", week=iso_week, year=iso_year)


def summary_of(
    drawer: Drawer, iso_year: int, iso_week: int, now: datetime, sheet_titles: Mapping[str, str] | None = None
) -> WeeklySummary:
    """The summary of a week of the store that is open. Raises WrongUsage for a week that isn't, and what the drawer raises."""
    start, end = week_bounds(iso_year, iso_week)
    cases = drawer.week_cases(start, end)
    least = settings.value(settings.LEAST_SHOWN, drawer.setting(settings.LEAST_SHOWN.key))
    summary = summarised((iso_year, iso_week), cases, drawer.unit().name, now, least, sheet_titles)
    return replace(summary, journal_mark=drawer.journal_mark())


def summarised(
    week: tuple[int, int],
    cases: Sequence[WeekCase],
    unit_name: str,
    made_at: datetime,
    least_shown: int = LEAST_BY_DEFAULT,
    sheet_titles: Mapping[str, str] | None = None,
) -> WeeklySummary:
    """The week in figures, after disclosure control. `cases` are those whose intake began in it.

    `sheet_titles`: what the sheets of the shelf are called; those of the first shelf are known. Raises WrongUsage for a week
    that isn't, or when fewer than `LEAST_EVER` shall be shown.
    """
    if least_shown < LEAST_EVER:
        raise WrongUsage(tr("Tal under {least} må aldrig vises; vælg {least} eller mere.", least=LEAST_EVER))
    start, end = week_bounds(*week)
    closed = tuple(case for case in cases if _is_closed(case))
    counted = _counted(closed, sheet_titles if sheet_titles is not None else _sheet_titles())
    return WeeklySummary(
        iso_year=week[0],
        iso_week=week[1],
        starts_at=start,
        ends_at=end,
        unit_name=unit_name,
        least_shown=least_shown,
        tables=(
            _enquiries(len(closed), len(cases) - len(closed), least_shown),
            *(protected(table, len(closed), least_shown) for table in counted),
        ),
        notes=_notes(least_shown, is_over=made_at >= end),
        made_at=made_at,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN).astimezone(UTC)


def _is_closed(case: WeekCase) -> bool:
    return None not in (case.filed_at, case.definition, case.urgency)


def _enquiries(closed: int, still_open: int, least: int) -> FigureTable:
    """Closed and still open, each by itself; the sum of both only when neither is small."""
    figures = tuple(
        Figure(label, count if count >= least else None)
        for label, count in ((tr("Afsluttet"), closed), (tr("Endnu ikke afsluttet"), still_open))
    )
    total = closed + still_open
    is_shown = all(figure.count is not None for figure in figures)
    hidden = Hidden.SMALL if total < least else Hidden.COVER
    return FigureTable(tr("Henvendelser"), figures, total if is_shown else None, total_hidden=hidden)


def _counted(closed: Sequence[WeekCase], sheet_titles: Mapping[str, str]) -> tuple[Counted, ...]:
    """Every table after the first. Who was referred nowhere is no figure of its own: it could give the others away."""
    in_journal = {True: tr("Ja"), False: tr("Nej")}
    return (
        Counted(
            tr("Mulig stalking?"),
            _shares(closed, lambda case: case.definition, _definitions()),
            is_personal=True,
        ),
        Counted(
            tr("Hastegrad, som den er bekræftet"),
            _shares(closed, lambda case: case.urgency, _urgencies()),
            is_personal=True,
        ),
        Counted(tr("Henvist til"), _parts(closed, lambda case: case.referrals, _referrals()), overlaps=True, is_personal=True),
        Counted(tr("Ark, der er givet"), _parts(closed, lambda case: case.sheets, sheet_titles), overlaps=True),
        Counted(tr("De otte kritiske spørgsmål"), _shares(closed, _completeness, _completenesses()), has_empty_places=True),
        Counted(tr("Tid fra ankomst til afsluttet sag"), _shares(closed, _band, _bands())),
        Counted(tr("Journaliseret"), _shares(closed, lambda case: case.is_filed_in_journal, in_journal)),
    )


def _shares(
    cases: Iterable[WeekCase], place_of: Callable[[WeekCase], object], labels: Mapping[_Place, str]
) -> tuple[tuple[str, int], ...]:
    """How many cases are in each place; every case is in one."""
    places = [place_of(case) for case in cases]
    return tuple((label, places.count(place)) for place, label in labels.items())


def _parts(
    cases: Iterable[WeekCase], codes_of: Callable[[WeekCase], tuple[str, ...]], labels: Mapping[str, str]
) -> tuple[tuple[str, int], ...]:
    """In how many cases each code is found; a case can have several, and each counts once."""
    found = [frozenset(codes_of(case)) for case in cases]
    return tuple((label, sum(code in codes for codes in found)) for code, label in labels.items())


def _definitions() -> dict[Definition, str]:
    return {
        Definition.LIKELY: tr("Sandsynlig"),
        Definition.POSSIBLE: tr("Mulig"),
        Definition.NOT_BY_THIS_INFORMATION: tr("Ikke efter det oplyste"),
    }


def _urgencies() -> dict[Urgency, str]:
    return {
        Urgency.ACUTE: tr("Akut"),
        Urgency.HIGH: tr("Høj"),
        Urgency.MODERATE: tr("Moderat"),
        Urgency.ROUTINE: tr("Rutine"),
    }


def _referrals() -> dict[str, str]:
    return {
        "police": tr("Politiet"),
        "visitator": tr("Stalking-visitator"),
        "dsc": tr("Dansk Stalking Center"),
        "other": tr("Andre"),
    }


def _sheet_titles() -> dict[str, str]:
    return {
        "guidance": tr("Vejledningsark"),
        "incident_log": tr("Logskema"),
        "receipt": tr("Kvittering"),
    }


def _completeness(case: WeekCase) -> str:
    if case.critical_answered >= len(CRITICAL):
        return "answered"
    return "reasoned" if case.critical_answered + case.critical_reasoned >= len(CRITICAL) else "open"


def _completenesses() -> dict[str, str]:
    return {
        "answered": tr("Alle besvaret"),
        "reasoned": tr("Nogle åbne, alle med begrundelse"),
        "open": tr("Nogle åbne uden begrundelse"),
    }


def _band(case: WeekCase) -> int:
    """Which band the time from arrival to filing falls in: the number of limits that it has reached."""
    assert case.filed_at is not None
    taken = case.filed_at - case.started_at
    return sum(taken >= limit for limit in _BANDS)


def _bands() -> dict[int, str]:
    return {
        0: tr("Under 15 minutter"),
        1: tr("15 til 30 minutter"),
        2: tr("30 til 60 minutter"),
        3: tr("60 minutter eller mere"),
    }


def _notes(least: int, is_over: bool) -> tuple[str, ...]:
    notes = (
        tr("Fortroligt. Kun til brug i enheden."),
        tr(
            "<{least} er færre end {least}. – er skjult: tallet er lille, eller det ville røbe et lille tal.",
            least=least,
        ),
        tr("Ugen går fra mandag kl. 0 til mandag kl. 0. En henvendelse hører til den uge, hvor den begyndte."),
        tr("Alle tabeller efter den første tæller de afsluttede henvendelser."),
        tr("Under henvisninger og ark kan samme henvendelse tælle flere steder."),
    )
    return notes if is_over else (*notes, tr("Ugen er ikke slut endnu. Tallene kan ændre sig."))
