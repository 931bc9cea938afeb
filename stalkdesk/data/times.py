"""Times as they stand in the store: UTC, ISO 8601 with microseconds and `Z`, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from stalkdesk.data.damage import unreadable

_HOME = ZoneInfo("Europe/Copenhagen")


def day_of(at: datetime) -> date:
    """The day that it is in Denmark."""
    return at.astimezone(_HOME).date()


def day_text(at: datetime) -> str:
    """`22-11-2026`, the day that it was in Denmark, for a sentence."""
    return day_of(at).strftime("%d-%m-%Y")


def time_text(at: datetime) -> str:
    """`2026-11-22T08:57:03.120000Z`. `at` must be aware."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def time_from(text: str) -> datetime:
    """The aware UTC time that `time_text` wrote. Raises StoreDamaged."""
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise unreadable()
        return at.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        raise unreadable() from None


def check_time(text: str) -> None:
    """Raises StoreDamaged for what is no time, in less than half the time that `time_from` takes."""
    try:
        if text[-1] == "Z":
            datetime.fromisoformat(text)
        else:
            time_from(text)
    except (ValueError, TypeError, IndexError):
        raise unreadable() from None


def optional_time(text: str | None) -> datetime | None:
    """`time_from`, or None where nothing stands."""
    return time_from(text) if text else None
