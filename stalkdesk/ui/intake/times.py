"""Times and dates as they are said at a Danish desk; what is stored is UTC."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def clock(at: datetime) -> str:
    """`08.57`, in Danish time."""
    return at.astimezone(COPENHAGEN).strftime("%H.%M")


def day(at: datetime) -> date:
    """The Danish day of a UTC time: near midnight it is another one."""
    return at.astimezone(COPENHAGEN).date()
