"""Which backups stay: the newest of each day for the last days on which there was one, the newest of each month for a year.

The newest of all stays always, and so does the newest sound one, so that a store that went wrong never pushes out the last
good backup. What holds lines of the journal that the store does not have is counted apart: a store that was rolled back, or
restored from an old backup, never pushes out what it lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from stalkdesk.data.backup_manifest import Manifest
from stalkdesk.data.times import day_of

MONTHS = 12
LONGEST = timedelta(days=366)
"""After that a monthly one goes too: what was erased from the store is gone from the backups then."""


def outdated(newest_first: Sequence[tuple[Path, Manifest]], keep_days: int) -> tuple[Path, ...]:
    """The backups of one store in one place that may go, oldest first."""
    if not newest_first:
        return ()
    newest_sound = next((folder for folder, one in newest_first if one.is_sound), newest_first[0][0])
    stays = {newest_first[0][0], newest_sound}
    days: set[date] = set()
    months: set[tuple[int, int]] = set()
    for folder, one in newest_first:
        day = day_of(one.made_at)
        month = (day.year, day.month)
        is_of_its_day = day not in days and len(days) < keep_days
        is_of_its_month = month not in months and len(months) < MONTHS
        if (is_of_its_day or is_of_its_month) and newest_first[0][1].made_at - one.made_at < LONGEST:
            stays.add(folder)
        days.add(day)
        months.add(month)
    return tuple(folder for folder, _ in reversed(newest_first) if folder not in stays)


def outdated_of_others(newest_first: Sequence[tuple[Path, Manifest]], keep_days: int, now: datetime) -> tuple[Path, ...]:
    """The same of backups whose last line the store does not have: of them even the newest goes when it is too old."""
    too_old = tuple(folder for folder, one in newest_first if now - one.made_at >= LONGEST)
    return (*too_old, *(folder for folder in outdated(newest_first, keep_days) if folder not in too_old))
