"""The pattern of a case in words, for the screen and for the paper of the investigator: what is counted, and by which rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from stalkdesk.casework.log.incident_log import channel_word
from stalkdesk.casework.log.pattern import (
    LEAST_MORE,
    NEW_AFTER_DAYS,
    TIMES_MORE,
    WINDOW_WEEKS,
    Gap,
    Grain,
    Mark,
    MarkKind,
    Pattern,
    Period,
)
from stalkdesk.guidance.blocks import Chart
from stalkdesk.intake.dates import month_name, shown_date
from stalkdesk.language import SOURCE_LANGUAGE, spoken, tr

LEAST_GAP_WEEKS = 2
"""Shorter ones are not named one by one."""


def chart_of(pattern: Pattern, shown: Sequence[Mark]) -> Chart:
    """The chart of a pattern with at least one period. `shown`: the signs of escalation that are listed below it, from 1."""
    marks = _marks_by_column(pattern, shown)
    return Chart(
        alternative=_alternative(pattern),
        corner=grain_word(pattern.grain),
        groups=_groups(pattern),
        columns=tuple(_short(period, pattern.grain) for period in pattern.periods),
        spoken=tuple(period_said(period, pattern.grain) for period in pattern.periods),
        rows=tuple(
            (channel_word(channel), tuple(period.counts[place] for period in pattern.periods))
            for place, channel in enumerate(pattern.channels)
        ),
        total=tr("I alt"),
        marks=tuple(", ".join(str(number) for number in marks.get(place, ())) for place in range(len(pattern.periods))),
        mark_name=tr("Tegn nr."),
    )


def _marks_by_column(pattern: Pattern, shown: Sequence[Mark]) -> Mapping[int, Sequence[int]]:
    """Column -> the numbers, from 1, of the signs of escalation that stand in it."""
    found: dict[int, list[int]] = {}
    for number, mark in enumerate(shown, start=1):
        for place, period in enumerate(pattern.periods):
            if period.first <= mark.monday <= period.last:
                found.setdefault(place, []).append(number)
    return found


def grain_word(grain: Grain) -> str:
    """What a column is."""
    return {Grain.WEEK: tr("Uge"), Grain.MONTH: tr("Måned"), Grain.YEAR: tr("År")}[grain]


def period_said(period: Period, grain: Grain) -> str:
    """A column in full."""
    if grain is Grain.WEEK:
        year, week, _ = period.first.isocalendar()
        return tr("uge {week}, {year}", week=week, year=year)
    if grain is Grain.MONTH:
        return tr("{month} {year}", month=month_name(period.first.month), year=period.first.year)
    return str(period.first.year)


def _short(period: Period, grain: Grain) -> str:
    if grain is Grain.WEEK:
        return str(period.first.isocalendar().week)
    return str(period.first.month) if grain is Grain.MONTH else f"{period.first.year % 100:02}"


def _groups(pattern: Pattern) -> tuple[tuple[str, int], ...]:
    """The years over the columns; decades over years."""
    if pattern.grain is Grain.YEAR:
        years = [str(period.first.year // 10 * 10)[:3] + "0" for period in pattern.periods]
    elif pattern.grain is Grain.MONTH:
        years = [str(period.first.year) for period in pattern.periods]
    else:
        years = [str(period.first.isocalendar().year) for period in pattern.periods]
    return tuple((year, len(list(same))) for year, same in groupby(years))


def _alternative(pattern: Pattern) -> str:
    placed = sum(period.total for period in pattern.periods)
    most = max(pattern.periods, key=lambda period: period.total)
    return tr(
        "Søjler: {count} hændelser fra {first} til {last}. Flest i {period}: {most}. Alle tal står i tabellen under søjlerne.",
        count=placed,
        first=period_said(pattern.periods[0], pattern.grain),
        last=period_said(pattern.periods[-1], pattern.grain),
        period=period_said(most, pattern.grain),
        most=most.total,
    )


# -- what is counted ---------------------------------------------------------------------------------------------------------
def counted_said(pattern: Pattern) -> str:
    """How many, and over which time."""
    if pattern.first is None or pattern.latest is None:
        return tr("Der er ingen hændelser at tælle endnu.")
    if pattern.total == 1:
        return tr("1 hændelse: {first}", first=shown_date(pattern.first))
    dates = {"first": shown_date(pattern.first), "latest": shown_date(pattern.latest)}
    return tr("{count} hændelser fra {first} til {latest}", count=pattern.total, **dates)


def dates_said(pattern: Pattern) -> tuple[str, ...]:
    """What dates that are not exact do to the chart, and what was left out of it."""
    found = []
    if pattern.about == 1:
        found.append(tr("1 hændelse har en cirka-dato og kan høre til en anden uge eller måned."))
    elif pattern.about:
        found.append(tr("{count} hændelser har en cirka-dato og kan høre til en anden uge eller måned.", count=pattern.about))
    if pattern.unplaced == 1:
        found.append(tr("1 hændelse står ikke i diagrammet: datoen er for løs eller ligger for langt tilbage."))
    elif pattern.unplaced:
        found.append(
            tr(
                "{count} hændelser står ikke i diagrammet: datoen er for løs eller ligger for langt tilbage.",
                count=pattern.unplaced,
            )
        )
    if pattern.in_error == 1:
        found.append(tr("1 hændelse er indtastet ved en fejl og er ikke talt med."))
    elif pattern.in_error:
        found.append(tr("{count} hændelser er indtastet ved en fejl og er ikke talt med.", count=pattern.in_error))
    return tuple(found)


# -- escalation --------------------------------------------------------------------------------------------------------------
def mark_said(mark: Mark, act_words: Mapping[str, str]) -> str:
    """A sign of escalation. `act_words`: code of an act -> how the checklist says it."""
    year, week, _ = mark.monday.isocalendar()
    when = {"week": week, "year": year}
    if mark.kind is MarkKind.MORE_OFTEN:
        return tr(
            "Uge {week}, {year}: oftere. {count} hændelser mod {mean} i snit i de {weeks} uger før.",
            **when,
            count=mark.count,
            mean=_mean(mark.before),
            weeks=WINDOW_WEEKS,
        )
    if mark.kind is MarkKind.NEW_CHANNEL:
        channels = ", ".join(channel_word(channel) for channel in mark.channels)
        if len(mark.channels) == 1:
            return tr("Uge {week}, {year}: ny kanal. {channel}.", **when, channel=channels)
        return tr("Uge {week}, {year}: nye kanaler. {channels}.", **when, channels=channels)
    acts = ", ".join(act_words.get(act, act) for act in mark.acts)
    return tr("Uge {week}, {year}: grovere eller tættere på. {acts}.", **when, acts=acts)


def _mean(before: int) -> str:
    """A week's mean over the window, with the decimal sign of the language."""
    mean = f"{before / WINDOW_WEEKS:.1f}"
    return mean.replace(".", ",") if spoken() is SOURCE_LANGUAGE else mean


def rules_said() -> tuple[str, ...]:
    """By which rule each sign is set, and what it rests on."""
    return (
        tr(
            "Oftere: mindst {least} på en uge og mindst {times} gange så mange som i snit i de {weeks} uger før.",
            least=LEAST_MORE,
            times=TIMES_MORE,
            weeks=WINDOW_WEEKS,
        ),
        tr("Ny kanal: bruges for første gang, mindst {days} dage efter den første hændelse.", days=NEW_AFTER_DAYS),
        tr(
            "Grovere eller tættere på: fra beskeder, gaver og andre mennesker til fremmøde, overvågning og rygter, og videre "
            "til indtrængen, sporing, ødelæggelse og skade på dyr."
        ),
        tr("Grundlag: StalkDesks vurdering, M7 (G70) og liste A. Tegnene er optællinger, ikke en vurdering."),
    )


def gap_said(gap: Gap) -> str:
    """Weeks without an incident."""
    first, last = gap.monday.isocalendar(), gap.last.isocalendar()
    if gap.weeks == 1:
        return tr("uge {week}, {year}", week=first.week, year=first.year)
    if first.year == last.year:
        words = {"first": first.week, "last": last.week, "year": last.year, "weeks": gap.weeks}
        return tr("uge {first}–{last}, {year} ({weeks} uger)", **words)
    return tr(
        "uge {first}, {first_year} – uge {last}, {last_year} ({weeks} uger)",
        first=first.week,
        first_year=first.year,
        last=last.week,
        last_year=last.year,
        weeks=gap.weeks,
    )


def gaps_said(pattern: Pattern, most: int = 6) -> str:
    """The weeks without: how many together, and the longest runs in the order of time."""
    if not pattern.gaps:
        return tr("Der er hændelser i alle uger mellem den første og den seneste.")
    together = sum(gap.weeks for gap in pattern.gaps)
    long = sorted((gap for gap in pattern.gaps if gap.weeks >= LEAST_GAP_WEEKS), key=lambda gap: -gap.weeks)[:most]
    runs = "; ".join(gap_said(gap) for gap in sorted(long, key=lambda gap: gap.monday))
    if not runs:
        return tr("Uger uden hændelser: {count}, hver for sig.", count=together)
    return tr("Uger uden hændelser: {count}. De længste ophold: {runs}.", count=together, runs=runs)
