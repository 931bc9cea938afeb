"""How long a handover may wait for its code, by urgency. The defaults are content (`resources/handover/clock.toml`); the
authority sets its own (`settings.HANDOVER_CLOCK`).

Hours run day and night: danger does not keep office hours. Workdays end in the afternoon, while somebody can still be called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from stalkdesk import settings
from stalkdesk.casework.workdays import day_in_denmark, workdays_after
from stalkdesk.intake.findings import Urgency

_HOME = ZoneInfo("Europe/Copenhagen")
_LATEST = time(15, 0)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one level may wait: hours, or workdays when there are no hours."""

    hours: int = 0
    workdays: int = 0


Clock = Mapping[Urgency, Patience]


def clock_from(shipped: Clock, read: Callable[[str], str]) -> Clock:
    """What holds at this desk: what the authority has set, else what is shipped. `read` gives the kept text of a setting."""
    found = dict(shipped)
    for urgency, setting in settings.HANDOVER_CLOCK.items():
        if text := read(setting.key):
            amount = settings.value(setting, text)
            is_hours = setting.kind is settings.SettingKind.HOURS
            found[Urgency(urgency)] = Patience(hours=amount) if is_hours else Patience(workdays=amount)
    return found


def runs_out(at: datetime, urgency: Urgency, clock: Clock) -> datetime:
    """When the code must be there for a package that is made `at` (aware). Aware, UTC."""
    patience = clock[urgency]
    if patience.hours:
        return at.astimezone(UTC) + timedelta(hours=patience.hours)
    day = workdays_after(day_in_denmark(at), patience.workdays)
    return datetime.combine(day, _LATEST, _HOME).astimezone(UTC)
