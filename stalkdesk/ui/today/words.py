"""The words of the day: its groups, what is due, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.support.today import Day, DayGroup, DayLine
from stalkdesk.guidance.due_words import due_word, when_word
from stalkdesk.language import tr

CLOCKS = frozenset({DueKind.ACKNOWLEDGEMENT, DueKind.TAKING_OVER, DueKind.PLAN})
"""What has a clock that runs out, and not only a day."""


def group_word(group: DayGroup) -> str:
    """What stands over a group."""
    return {
        DayGroup.UNACKNOWLEDGED: tr("Pakker, der ikke er kvitteret for"),
        DayGroup.NOT_TAKEN_OVER: tr("Ikke taget over endnu"),
        DayGroup.WITHOUT_PLAN: tr("Høj og akut uden støtteplan"),
        DayGroup.LEVELS: tr("Hastegrader, som ingen har bekræftet"),
        DayGroup.OVERDUE: tr("Dagen er gået"),
        DayGroup.TODAY: tr("I dag"),
        DayGroup.CONFLICTS: tr("To udgaver, der ikke er enige"),
        DayGroup.CONSENTS: tr("Samtykker, der udløber"),
        DayGroup.JOURNAL: tr("Ikke lagt i journalen"),
        DayGroup.SHEETS: tr("Ark, der venter på print"),
        DayGroup.AHEAD: tr("De næste syv dage"),
    }[group]


def line_word(line: DayLine, sheets: Mapping[str, str]) -> str:
    """What a line is about. `sheets`: the titles of sheets and letters, by id."""
    if line.sheet is not None:
        return sheets.get(line.sheet.sheet_id, line.sheet.sheet_id)
    if line.package is not None:
        return tr("Pakken til {receiver}", receiver=line.package.receiver_name)
    assert line.kind is not None
    return due_word(line.kind, line.subject)


def line_when(line: DayLine, now: datetime) -> str:
    """When, as it stands in the table: what is late says so in words, not by colour."""
    when = when_word(line.at, now)
    if line.sheet is not None:
        return tr("siden {when}", when=when)
    if not line.is_overdue:
        return when
    return tr("løb ud {when}", when=when) if line.kind in CLOCKS else tr("skulle være sket {when}", when=when)


def left_word(line: DayLine, now: datetime) -> str:
    """How long a clock still runs, roughly; empty when it has run out or counts days."""
    left = line.at - now
    if line.kind not in CLOCKS or left <= timedelta() or left > timedelta(hours=12):
        return ""
    minutes = int(left.total_seconds()) // 60
    if minutes < 60:
        return tr("{count} min. endnu", count=max(minutes, 1))
    return tr("{hours} t. {minutes} min. endnu", hours=minutes // 60, minutes=minutes % 60)


def day_sentence(day: Day) -> str:
    """The day in one sentence, for the front page; empty when nothing is late and nothing is due."""
    late, due = day.overdue, len([one for one in day.of(DayGroup.TODAY) if not one.is_overdue])
    if late and due:
        return tr("{late} skulle være gjort, og {due} mere venter i dag.", late=things(late), due=things(due))
    if late:
        return tr("{late} skulle være gjort.", late=things(late))
    if due:
        return tr("{due} venter i dag.", due=things(due))
    waiting = len(day.of(DayGroup.SHEETS))
    return tr("{count} ark venter på at blive printet.", count=waiting) if waiting else ""


def things(count: int) -> str:
    """`1 ting`, `3 ting`."""
    return tr("1 ting") if count == 1 else tr("{count} ting", count=count)
