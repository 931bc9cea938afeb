"""What is due, in a few words, the same on the screen and on paper."""

from __future__ import annotations

from datetime import datetime

from stalkdesk.casework.contacts.calling import day_said
from stalkdesk.casework.contacts.opening_hours import HOME
from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.workdays import day_in_denmark, end_of_day
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr

_NEAR = 200
"""So many days off, the year stands with the day."""


def due_word(kind: DueKind, subject: int = 1) -> str:
    """What is due."""
    if kind is DueKind.FOLLOW_UP and not subject:
        return tr("Opfølgning, aftalt ved samtalen")
    return {
        DueKind.ACKNOWLEDGEMENT: tr("Pakken er ikke kvitteret for"),
        DueKind.PLAN: tr("Ingen støtteplan"),
        DueKind.TAKING_OVER: tr("Ingen har taget sagen over"),
        DueKind.CALL: tr("Lovet opkald"),
        DueKind.FOLLOW_UP: tr("Opfølgning"),
        DueKind.MEASURE: tr("Indsats i støtteplanen"),
        DueKind.JOURNAL: tr("Sagen er ikke lagt i journalen"),
        DueKind.CONSENT: tr("Samtykket udløber"),
        DueKind.LEVEL: tr("Hastegraden er ikke bekræftet"),
        DueKind.CONFLICT: tr("To udgaver siger noget forskelligt"),
    }[kind]


def level_word(urgency: Urgency) -> str:
    """The level in a word."""
    return {
        Urgency.ACUTE: tr("Akut"),
        Urgency.HIGH: tr("Høj"),
        Urgency.MODERATE: tr("Moderat"),
        Urgency.ROUTINE: tr("Rutine"),
    }[urgency]


def when_word(at: datetime, now: datetime) -> str:
    """When something is due: the day, in words where it is near; with the clock where it is not the whole day."""
    day, today = day_in_denmark(at), day_in_denmark(now)
    apart = (day - today).days
    near = {-1: tr("i går"), 0: tr("i dag"), 1: tr("i morgen")}
    said = near.get(apart) or (day_said(day) if abs(apart) < _NEAR else day.strftime("%d-%m-%Y"))
    if at == end_of_day(day):
        return said
    return tr("{day} kl. {time}", day=said, time=at.astimezone(HOME).strftime("%H.%M"))
