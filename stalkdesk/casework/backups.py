"""Backups of the store, as the desk speaks of them. `data/` makes and reads them; screens and commands know them from here.

A backup is a folder of its own in a place that the supervisor has set: the encrypted file, the key file, the attachments, and a
manifest that vouches for them (docs/store.md 15).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from stalkdesk.language import tr


class Occasion(StrEnum):
    """Why a backup is made; it stands in its manifest."""

    ASKED = "asked"
    LOCKED = "locked"
    CLOSED = "closed"
    DAILY = "daily"
    COMMAND = "command"
    MIGRATION = "migration"


@dataclass(frozen=True, slots=True)
class BackupSeen:
    """A backup as anybody sees it who has the folder: nothing personal, and nothing vouched for yet."""

    folder: Path
    made_at: datetime
    program: str
    bytes: int
    store_id: str


@dataclass(frozen=True, slots=True)
class BackupOpened:
    """A backup that was unlocked and proved whole."""

    seen: BackupSeen
    unit_name: str
    cases: int
    officers: int
    attachments: int
    journal_number: int
    faults: tuple[str, ...] = ()
    """What was wrong with the store already when the backup was made; one sentence each."""


@dataclass(frozen=True, slots=True, repr=False)
class RestoreKey:
    """What unlocks a backup: user name and passphrase of one of its officers, or what stands on the recovery sheet."""

    user_name: str = ""
    passphrase: str = ""
    recovery_key: str = ""


@dataclass(frozen=True, slots=True)
class PlaceState:
    """How it stands with one place."""

    place: Path
    last_at: datetime | None
    """When the newest good backup there was made, as far as this store remembers."""
    trouble: str = ""
    """Why the last try did not work; empty when it did."""
    tried_at: datetime | None = None
    is_there: bool = True
    on_same_disk: bool = False
    kept: tuple[BackupSeen, ...] = ()
    """The backups of this store that lie there now, newest first."""


@dataclass(frozen=True, slots=True)
class Restored:
    """This store was restored from a backup, and what was written after the backup is lost."""

    at: datetime
    backup_at: datetime
    first_lost: int
    """The first line of the journal that was lost: that of the restore itself now."""
    last_lost: int
    """The last, as far as a newer backup still tells; 0 when none does."""
    may_hold_erased: bool = False
    """Whether the backup held anything: what of it was erased later is there again."""


def erased_again() -> str:
    """What whoever restored a store that held anything should think of."""
    return tr("Blev der slettet sager, kladder eller bilag, efter at kopien blev taget, er de med igen. Slet dem igen.")


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """How it stands with the backups of the open store."""

    places: tuple[PlaceState, ...]
    last_at: datetime | None
    warn_after_days: int
    is_late: bool
    """There is none, or the newest good one is older than `warn_after_days` and the store has changed since."""
    drill_at: datetime | None
    """When a backup was last restored as a drill."""
    drill_trouble: str
    drill_is_due: bool
    has_cases: bool = True
    """Whether there is anything yet that would be lost."""
    restored: Restored | None = None
    """Told in one sitting of a supervisor, the first after the restore."""


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """What came of one place: the backup that was made, or the sentence why not."""

    place: Path
    backup: BackupSeen | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Drill:
    """A backup restored to be compared, and thrown away."""

    backup: BackupSeen
    at: datetime
    cases: int
    attachments: int
    journal_number: int
    faults: tuple[str, ...]
    """Empty when everything was there."""


class Backups(Protocol):
    """The backups of an open store. What it raises are DeskErrors with a sentence; each act has its line in the journal."""

    def status(self) -> BackupStatus:
        """How it stands. Looks into every place."""
        ...

    def keep_places(self, places: Sequence[Path]) -> None:
        """Sets where the backups go. Supervisors only. Raises NotAllowed, PlaceUnfit for a place that can never do."""
        ...

    def back_up(self, occasion: Occasion = Occasion.ASKED, places: Sequence[Path] | None = None) -> tuple[PlaceResult, ...]:
        """Makes a backup in every place that is set, or in `places`. What did not work in one place is told in its result."""
        ...

    def steps(self, occasion: Occasion) -> Iterator[None]:
        """The same in short steps, for the places where a backup is due; between two of them the store can be used. The results
        are kept with the store, and nothing is raised for a place that is not there."""
        ...

    def drill(self) -> Drill:
        """Restores the newest backup to a scratch folder beside the store, compares, and throws it away. Raises PlaceUnfit when
        there is none."""
        ...


class Restoring(Protocol):
    """Backups, and no store yet."""

    def found_in(self, folder: Path) -> tuple[BackupSeen, ...]:
        """The backups in a folder, or the one that it is; newest first. Raises PlaceUnfit when it can't be looked into."""
        ...

    def looked_into(self, backup: Path, key: RestoreKey) -> BackupOpened:
        """Unlocks and proves a backup; nothing is written. Raises WrongPassphrase, WrongRecoveryKey, TooManyTries,
        StoreDamaged, StoreTooNew, StoreForeign."""
        ...

    def restore(self, backup: Path, key: RestoreKey, target: Path) -> BackupOpened:
        """Puts the backup into `target`, proved before it has its name there. Raises StoreExists where anything lies already,
        PlaceUnfit, DiskFull, and what `looked_into` raises; then `target` is as it was."""
        ...
