"""Backups in memory: a place where all is well, unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from stalkdesk.casework.backups import (
    BackupOpened,
    BackupSeen,
    BackupStatus,
    Drill,
    Occasion,
    PlaceResult,
    PlaceState,
    RestoreKey,
)
from stalkdesk.errors import DeskError

AT = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
PLACE = Path("/opdigtet/stik")
SEEN = BackupSeen(PLACE / "desk-backup-20261122T153000Z-00000000", AT, "0.1.0", 2_345_678, "00000000")
OPENED = BackupOpened(SEEN, "Prøvekøbing Kommune, Borgerservice", 7, 3, 2, 123)
ALL_WELL = BackupStatus((PlaceState(PLACE, AT, kept=(SEEN,)),), AT, 3, False, AT, "", False)
NONE_YET = BackupStatus((), None, 3, True, None, "", False)


@dataclass(slots=True)
class FakeBackups:
    """Keeps the promises of `Backups` that a screen can see."""

    said: BackupStatus = ALL_WELL
    trouble: str = ""
    faults: tuple[str, ...] = ()
    failure: DeskError | None = None
    made: list[Occasion] = field(default_factory=list)
    steps_left: int = 2
    between: Callable[[], object] = lambda: None
    """Called between two steps, on the worker."""

    def status(self) -> BackupStatus:
        return self.said

    def keep_places(self, places: Sequence[Path]) -> None:
        self._fail()
        self.said = replace(self.said, places=tuple(PlaceState(place, None) for place in places))

    def back_up(self, occasion: Occasion = Occasion.ASKED, places: Sequence[Path] | None = None) -> tuple[PlaceResult, ...]:
        self._fail()
        self.made.append(occasion)
        return tuple(PlaceResult(one.place, None if self.trouble else SEEN, self.trouble) for one in self.said.places)

    def steps(self, occasion: Occasion) -> Iterator[None]:
        self._fail()
        for _ in range(self.steps_left):
            yield
            self.between()
        self.made.append(occasion)

    def drill(self) -> Drill:
        self._fail()
        return Drill(SEEN, AT, 7, 2, 123, self.faults)

    def _fail(self) -> None:
        failure, self.failure = self.failure, None
        if failure is not None:
            raise failure


@dataclass(slots=True)
class FakeRestorer:
    """Keeps the promises of `Restoring`."""

    found: tuple[BackupSeen, ...] = (SEEN,)
    failure: DeskError | None = None
    asked: list[RestoreKey] = field(default_factory=list)
    restored_to: list[Path] = field(default_factory=list)

    def found_in(self, folder: Path) -> tuple[BackupSeen, ...]:
        self._fail()
        return self.found

    def looked_into(self, backup: Path, key: RestoreKey) -> BackupOpened:
        self.asked.append(key)
        self._fail()
        return OPENED

    def restore(self, backup: Path, key: RestoreKey, target: Path) -> BackupOpened:
        self._fail()
        self.restored_to.append(target)
        return replace(OPENED, seen=replace(SEEN, folder=target))

    def _fail(self) -> None:
        failure, self.failure = self.failure, None
        if failure is not None:
            raise failure
