"""The backups of an open store: where they go, when they are due, making them, and the drill that proves the newest.

What was set and what came of it lies among the settings of the store; a place that is not there is remembered with its sentence
and tried again the next time (docs/store.md 15).
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from stalkdesk import __version__
from stalkdesk.casework.backups import BackupStatus, Drill, Occasion, PlaceResult, PlaceState, Restored
from stalkdesk.casework.officers import Act
from stalkdesk.data import tables
from stalkdesk.data.backup_before import clean_away
from stalkdesk.data.backup_copy import (
    Proof,
    attachments_of,
    copied_store,
    finished,
    proved,
    snapshot,
    thrown_away,
)
from stalkdesk.data.backup_manifest import (
    UNFINISHED,
    Manifest,
    backups_in,
    is_name_of_ours,
    name_of,
)
from stalkdesk.data.backup_memory import Memory, Remembered
from stalkdesk.data.backup_place import check_now, on_same_disk, place_gone, refuse_never, told
from stalkdesk.data.backup_rotation import outdated, outdated_of_others
from stalkdesk.data.journal import misses
from stalkdesk.data.key_file import as_text
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.rollback import kept_in, restored, rollback_faults
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.whole_files import as_desk_error, write_new
from stalkdesk.errors import DeskError, PlaceUnfit
from stalkdesk.language import tr
from stalkdesk.places import KEY_FILE, STORE_FILE
from stalkdesk.settings import BACKUP_KEEP_DAYS, BACKUP_WARN_DAYS, value

SCRATCH = "backup" + UNFINISHED
DRILL_SCRATCH = "drill" + UNFINISHED
DRILL_EVERY = timedelta(days=30)
_LOCKS_APART = timedelta(hours=1)
_DAYS_APART = timedelta(hours=20)
_QUIET = ("login", "lock", "failed_login", "backup", "drill")
"""Acts after which a new backup would hold nothing new."""


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The store as it was at one moment, in the scratch folder."""

    folder: Path
    store_id: str
    at: datetime
    proof: Proof
    attachments: tuple[str, ...]
    bytes: int


class StoreBackups:
    """Keeps `casework.backups.Backups`."""

    def __init__(self, folder: Path, sitting: Sitting, keeping: KeyKeeping, file_key: bytearray) -> None:
        self._folder, self._sitting, self._keeping, self._file_key = folder, sitting, keeping, file_key
        self._memory = Memory(sitting)

    # -- how it stands ---------------------------------------------------------------------------------------------------
    def status(self) -> BackupStatus:
        """How it stands. Looks into every place."""
        remembered, now = self._memory.read(), self._sitting.now()
        store_id = self._keeping.content().store_id
        places = tuple(self._state(place, remembered, store_id) for place in remembered.places)
        last_at = max((one.last_at for one in places if one.last_at is not None), default=None)
        warn_after = value(BACKUP_WARN_DAYS, self._memory.setting(BACKUP_WARN_DAYS.key))
        newest = max((one.line for place, one in remembered.tries.items() if Path(place) in remembered.places), default=0)
        is_old = last_at is not None and now - last_at > timedelta(days=warn_after) and self._has_news_since(newest)
        return BackupStatus(
            places=places,
            last_at=last_at,
            warn_after_days=warn_after,
            is_late=last_at is None or is_old,
            drill_at=remembered.drill_at,
            drill_trouble=remembered.drill_trouble,
            drill_is_due=last_at is not None and (remembered.drill_at is None or now - remembered.drill_at > DRILL_EVERY),
            has_cases=self._has_cases(),
            restored=self._restored(remembered, store_id),
        )

    def _has_cases(self) -> bool:
        with self._sitting.act() as connection:
            return connection.execute(select(tables.case_file.c.id).limit(1)).first() is not None

    def _restored(self, remembered: Remembered, store_id: str) -> Restored | None:
        if not self._sitting.officer.may(Act.KEEP_UNIT):
            return None
        kept = kept_in(remembered.places, store_id, self._sitting.journal)
        with self._sitting.act() as connection:
            return restored(connection, kept)

    def faults(self) -> tuple[str, ...]:
        """Beyond the protocol: whether the store was rolled back, as far as the backups tell. The places are read before the
        store is held."""
        kept = kept_in(self._memory.read().places, self._keeping.content().store_id, self._sitting.journal)
        with self._sitting.act() as connection:
            return tuple(rollback_faults(connection, kept))

    def _state(self, place: Path, remembered: Remembered, store_id: str) -> PlaceState:
        tried = remembered.tries.get(str(place))
        try:
            kept = tuple(manifest.seen(folder) for folder, manifest in backups_in(place, store_id))
            is_there = True
        except OSError:
            kept, is_there = (), False
        seen_at = kept[0].made_at if kept else None
        last_at = (tried.last_at if tried else None) or seen_at
        return PlaceState(
            place,
            last_at,
            tried.trouble if tried else "",
            tried.tried_at if tried else None,
            is_there,
            is_there and on_same_disk(place, self._folder),
            kept,
        )

    def keep_places(self, places: Sequence[Path]) -> None:
        """Sets where the backups go. Supervisors only."""
        self._sitting.check(Act.KEEP_UNIT)
        for place in places:
            refuse_never(place, self._folder)
        self._memory.keep_places(tuple(dict.fromkeys(places)))

    # -- making them -----------------------------------------------------------------------------------------------------
    def back_up(self, occasion: Occasion = Occasion.ASKED, places: Sequence[Path] | None = None) -> tuple[PlaceResult, ...]:
        """Makes a backup in every place that is set, or in `places`, now. Supervisors only."""
        self._sitting.check(Act.KEEP_UNIT)
        chosen = tuple(places) if places is not None else self._memory.read().places
        if not chosen:
            raise PlaceUnfit(tr("Der er ikke valgt noget sted til sikkerhedskopier. Vælg først et."))
        return _carried_out(self._made(occasion, chosen))

    def steps(self, occasion: Occasion) -> Iterator[None]:
        """The same in short steps, for the places where one is due."""
        clean_away(self._folder, self._keeping.content().store_id, self._sitting.now())
        due = self._due(occasion)
        if due:
            yield from self._made(occasion, due)

    def _due(self, occasion: Occasion) -> tuple[Path, ...]:
        remembered, now = self._memory.read(), self._sitting.now()
        apart = {Occasion.LOCKED: _LOCKS_APART, Occasion.DAILY: _DAYS_APART}.get(occasion, timedelta())
        due = []
        for place in remembered.places:
            tried = remembered.tries.get(str(place))
            last = tried.last_at if tried is not None else None
            if tried is None or last is None or (abs(now - last) >= apart and self._has_news_since(tried.line)):
                due.append(place)
        return tuple(due)

    def _has_news_since(self, line: int) -> bool:
        journal = tables.journal.c
        news = select(journal.number).where(journal.number > line, journal.act.not_in(_QUIET)).limit(1)
        with self._sitting.act() as connection:
            return connection.execute(news).first() is not None

    def _made(self, occasion: Occasion, places: Sequence[Path]) -> Generator[None, None, tuple[PlaceResult, ...]]:
        """The snapshot, then one place after the other. What goes wrong with the snapshot goes wrong with every place."""
        unfit = {place: trouble for place in places if (trouble := self._unfit(place))}
        results = [self._failed(place, trouble) for place, trouble in unfit.items()]
        if len(unfit) == len(places):
            return tuple(results)  # a stick that is not in costs no snapshot
        places = [*unfit, *(place for place in places if place not in unfit)]
        scratch = self._folder / SCRATCH
        try:
            taken = yield from self._taken(scratch)
            for place in places[len(unfit) :]:
                result = yield from self._tried(place, taken, occasion)
                results.append(result)
        except (DeskError, OSError) as fault:
            told_as = fault if isinstance(fault, DeskError) else as_desk_error(fault)
            results += [self._failed(place, str(told_as)) for place in places[len(results) :]]
        finally:
            thrown_away(scratch)
        return tuple(results)

    def _unfit(self, place: Path) -> str:
        """Why nothing can be written there, as far as can be told at once."""
        try:
            refuse_never(place, self._folder)
            return "" if place.is_dir() else str(place_gone(place))
        except OSError as fault:
            return str(told(fault, place))
        except DeskError as fault:
            return str(fault)

    def _taken(self, scratch: Path) -> Generator[None, None, _Snapshot]:
        sitting, file_key = self._sitting, self._file_key
        thrown_away(scratch)
        scratch.mkdir(mode=0o700)
        with sitting.turn:
            at = sitting.now()
            content = self._keeping.content()
            snapshot(sitting.engine, file_key, scratch / STORE_FILE)
            write_new(scratch / KEY_FILE, as_text(content))
            names = attachments_of(self._folder)
        yield
        proof = proved(scratch / STORE_FILE, file_key, sitting.journal)
        yield
        sizes = sum(path.stat().st_size for path in scratch.iterdir())
        return _Snapshot(scratch, content.store_id, at, proof, names, sizes)

    def _tried(self, place: Path, taken: _Snapshot, occasion: Occasion) -> Generator[None, None, PlaceResult]:
        try:
            folder, manifest = yield from self._copied_to(place, taken, occasion)
        except OSError as fault:
            return self._failed(place, str(told(fault, place)))
        except DeskError as fault:
            return self._failed(place, str(fault))
        self._memory.succeeded(place, taken.at, taken.proof.head.number, folder.name)
        if place in self._memory.read().places:
            self._rotate(place, taken.store_id)
        return PlaceResult(place, manifest.seen(folder))

    def _failed(self, place: Path, trouble: str) -> PlaceResult:
        self._memory.failed(place, self._sitting.now(), trouble)
        return PlaceResult(place, None, trouble)

    def _copied_to(self, place: Path, taken: _Snapshot, occasion: Occasion) -> Generator[None, None, tuple[Path, Manifest]]:
        before = self._newest(place, taken.store_id)
        known = {file.name for file in before[1].files} if before else set()
        fresh = sum((self._folder / name).stat().st_size for name in taken.attachments if name not in known)
        check_now(place, self._folder, taken.bytes + fresh)
        _sweep(place, taken.store_id)
        target = _free(place / name_of(taken.store_id, taken.at))
        aside = target.with_name(target.name + UNFINISHED)
        try:
            aside.mkdir(mode=0o700)
            files = yield from copied_store(taken.folder, self._folder, taken.attachments, aside, before[0] if before else None)
            proof = taken.proof
            manifest = Manifest(
                taken.store_id,
                taken.at,
                __version__,
                proof.schema,
                occasion,
                not proof.faults,
                proof.counts,
                proof.head,
                files,
            ).sealed(self._sitting.journal)
            yield from finished(aside, manifest, self._file_key, target)
        except BaseException:
            thrown_away(aside)
            raise
        return target, manifest

    @staticmethod
    def _newest(place: Path, store_id: str) -> tuple[Path, Manifest] | None:
        try:
            return next(iter(backups_in(place, store_id)), None)
        except OSError:
            return None

    def _rotate(self, place: Path, store_id: str) -> None:
        keep_days = value(BACKUP_KEEP_DAYS, self._memory.setting(BACKUP_KEEP_DAYS.key))
        with suppress(OSError):  # what can't be taken away now goes the next time
            there = backups_in(place, store_id)
            with self._sitting.act() as connection:
                others = {folder for folder, one in there if misses(connection, one.head)}
            for folder in (
                *outdated([one for one in there if one[0] not in others], keep_days),
                *outdated_of_others([one for one in there if one[0] in others], keep_days, self._sitting.now()),
            ):
                going = folder.with_name(folder.name + UNFINISHED)
                folder.rename(going)  # never half of it under its name
                thrown_away(going)

    # -- the drill -------------------------------------------------------------------------------------------------------
    def drill(self) -> Drill:
        """Restores the newest backup to a scratch folder, compares, and throws it away. Supervisors only."""
        from stalkdesk.data.backup_drill import drilled

        self._sitting.check(Act.KEEP_UNIT)
        store_id = self._keeping.content().store_id
        found = [one for place in self._memory.read().places if (one := self._newest(place, store_id)) is not None]
        if not found:
            raise PlaceUnfit(tr("Der er ingen sikkerhedskopi at øve på lige nu. Sæt USB-stikket i, eller tag en først."))
        backup, manifest = max(found, key=lambda one: one[1].made_at)
        scratch = self._folder / DRILL_SCRATCH
        thrown_away(scratch)
        try:
            drill = drilled(backup, manifest, scratch, self._sitting, self._file_key)
        finally:
            thrown_away(scratch)
        self._memory.drilled(drill, backup.name)
        return drill


def _carried_out(steps: Generator[None, None, tuple[PlaceResult, ...]]) -> tuple[PlaceResult, ...]:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return tuple(end.value)


def _free(wanted: Path) -> Path:
    """`wanted`, or that with a number behind it when there is one of the same second."""
    names = (wanted, *(wanted.with_name(f"{wanted.name}-{number}") for number in range(2, 1000)))
    return next(name for name in names if not name.exists())


def _sweep(place: Path, store_id: str) -> None:
    """Takes away what a backup that was cut off has left."""
    for left in place.glob("desk-backup-*" + UNFINISHED):
        if is_name_of_ours(left.name, store_id):
            thrown_away(left)
