"""Logs of invented cases: many incidents over weeks, told at the desk a part at a time, more of them towards the end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from stalkdesk.casework.additions import Addition, Incident
from stalkdesk.casework.log.incident_log import LoggedIncident, Reported, acts_for
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.data.adding import Making
from stalkdesk.data.filing import FiledIntake
from stalkdesk.demo.afterwards_plots import CHANNEL_WEIGHTS, INCIDENTS, PLACES, WITNESSES
from stalkdesk.demo.history import Afterwards
from stalkdesk.intake.answers import DatePrecision, DateValue

_AT_ONCE = 100
"""Incidents that she tells of at one time."""
_SPREAD = 12
"""Days before the telling over which those are spread that would lie after it."""


def log_of(
    afterwards: Afterwards, case: FiledIntake, incidents: int, days: int, now: datetime, chance: random.Random
) -> Iterator[Making]:
    """So many incidents over the `days` before now, in their order, added in parts between the filing and now."""
    ago = sorted((int(days * chance.random() ** 1.4) for _ in range(incidents)), reverse=True)
    parts = [ago[start : start + _AT_ONCE] for start in range(0, incidents, _AT_ONCE)]
    additions = []
    for number, part in enumerate(parts):
        at = case.filed_at + (now - case.filed_at) * (0.4 + 0.5 * number / len(parts))
        least = (now - at).days + 2  # nothing is told before it happened
        days_ago = sorted((day if day >= least else least + day % _SPREAD for day in part), reverse=True)
        told = tuple(_incident(day, now, chance) for day in days_ago)
        additions.append((at, chance.choice(afterwards.officers), Addition("Gennemgang af hendes log", told)))
    return afterwards.makings(case, additions)


def _incident(days_ago: int, now: datetime, chance: random.Random) -> Incident:
    channel, said = chance.choices(INCIDENTS, CHANNEL_WEIGHTS)[0]
    day = day_in_denmark(now - timedelta(days=days_ago)).isoformat()
    precision = DatePrecision.EXACT if chance.random() < 0.9 else DatePrecision.ABOUT
    reported = Reported("Prøvepolitiet", day, f"0000-{chance.randrange(10000):04d}") if chance.random() < 0.06 else Reported()
    log = LoggedIncident(
        clock=f"{chance.randrange(24):02d}:{chance.randrange(0, 60, 5):02d}" if chance.random() < 0.8 else "",
        channel=channel,
        place=chance.choice(PLACES),
        witnesses=chance.choice(WITNESSES),
        reported=reported,
    )
    words = chance.choice(said).format(count=chance.randrange(2, 30))
    return Incident(DateValue(day, precision), acts_for(channel) or ("COMM",), words, log=log)
