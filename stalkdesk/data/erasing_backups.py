"""Which backups still hold a case that was erased, and when each goes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from stalkdesk.casework.backups import Occasion
from stalkdesk.casework.erasures import BackupHolding
from stalkdesk.data.backup_before import BEFORE, STAYS
from stalkdesk.data.backup_manifest import Manifest, backups_in
from stalkdesk.data.backup_memory import Memory
from stalkdesk.data.backup_rotation import LONGEST, outdated
from stalkdesk.data.times import day_of
from stalkdesk.settings import BACKUP_KEEP_DAYS, value

_Found = Sequence[tuple[Path, Manifest]]


@dataclass(frozen=True, slots=True)
class Gone:
    """A case that was erased, and between which lines of the journal it was there."""

    reference: str
    store_id: str
    at: datetime
    first_line: int
    last_line: int


def holding(store: Path, memory: Memory, gone: Gone) -> tuple[tuple[BackupHolding, ...], tuple[Path, ...]]:
    """The backups that hold the case, newest first; and the places that can't be looked into now."""
    remembered = memory.read()
    keep_days = value(BACKUP_KEEP_DAYS, memory.setting(BACKUP_KEEP_DAYS.key))
    held, unseen = list[BackupHolding](), list[Path]()
    for place in (*remembered.places, store / BEFORE):
        try:
            found = backups_in(place, gone.store_id)
        except OSError:
            if place != store / BEFORE:
                unseen.append(place)
            continue
        goes = _days_before_updates(found) if place == store / BEFORE else _days_of_going(found, keep_days, gone.at)
        for folder, manifest in found:
            if gone.first_line <= manifest.head.number < gone.last_line:
                held.append(BackupHolding(folder, manifest.made_at, goes.get(folder)))
    return tuple(sorted(held, key=lambda one: one.made_at, reverse=True)), tuple(unseen)


def _days_before_updates(found: _Found) -> dict[Path, date]:
    return {folder: day_of(manifest.made_at + STAYS) + timedelta(days=1) for folder, manifest in found}


def _days_of_going(newest_first: _Found, keep_days: int, now: datetime) -> dict[Path, date]:
    """When each goes when one is made every day from now on: the rotation itself, day by day."""
    left, goes = list(newest_first), dict[Path, date]()
    if not left:
        return goes
    wanted = {folder for folder, _ in left}
    like = replace(left[0][1], occasion=Occasion.DAILY, is_sound=True)
    start = max(now, left[0][1].made_at)
    for day in range(1, LONGEST.days + 3):
        at = start + timedelta(days=day)
        left.insert(0, (Path(f"to come {day}"), replace(like, made_at=at)))
        for folder in outdated(left, keep_days):
            left = [one for one in left if one[0] != folder]
            if folder in wanted:
                goes[folder] = day_of(at)
        if len(goes) == len(wanted):
            break
    return goes
