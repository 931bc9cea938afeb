"""Replacing the data key, in two phases that survive a kill at any point (docs/store.md 3).

1. The whole store is copied to `desk.sdk.rotated` under a new key, and the copy is checked; nothing else has changed yet.
2. `desk.keys` is written with the slots of both keys; the copy takes the place of the store; `desk.keys` is written with the
   new slots alone, and so is its copy.

The first 16 bytes of `desk.sdk`, readable without a key, say which of both keys is its own: so the next opening goes on or
rolls back by itself, whoever unlocks. What is retired or kept from before opens nothing of the new store.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select, text

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Act
from stalkdesk.data import journal as journals
from stalkdesk.data import recovery_sheet, recovery_state, tables
from stalkdesk.data.cipher import encrypted_engine, faults_of_the_world
from stalkdesk.data.damage import damaged
from stalkdesk.data.inner_keys import InnerKeys, put_inner_keys
from stalkdesk.data.key_file import KeyFile
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.keys import DataKeys, Purpose, derived, wipe
from stalkdesk.data.rotation_traces import COPY, beginning, has_copy, settled, sweep
from stalkdesk.data.signing import SigningKey
from stalkdesk.data.signing_begun import key_of_sheet
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.slots import SALT_BYTES, handed_slot
from stalkdesk.data.whole_files import as_desk_error, disk_full, flush_folder, move_over, write_new
from stalkdesk.errors import DeskError, NotAllowed
from stalkdesk.language import tr
from stalkdesk.places import STORE_FILE

ROTATED = "rotate_keys"
Progress = Callable[[int], object]
"""Told how many per cent of the store are copied."""
_PAGES_A_STEP = 256


def tidy(folder: Path, keeping: KeyKeeping) -> bool:
    """Brings what a killed rotation has left to its end, now that the store is open. Gives whether it was rolled back."""
    content = keeping.whole()
    if content.next is None and not has_copy(folder):
        return False
    is_rolled_back = settled(folder, content).generation == content.generation
    with suppress(DeskError):  # a full disk: the next opening tries again, and until then both keys stand there
        if content.next is not None:
            keeping.settle()
        sweep(folder)
    return is_rolled_back


class Rotation:
    """Replaces the data key of an open store. `file_key` is the one the engine connects with: it is overwritten in place."""

    def __init__(self, folder: Path, sitting: Sitting, keeping: KeyKeeping, file_key: bytearray) -> None:
        self._folder, self._sitting, self._keeping, self._file_key = folder, sitting, keeping, file_key

    def rotate(self, progress: Progress) -> RecoverySheet:
        """Replaces both keys in every slot, and gives the new recovery sheet: the old one opens nothing any more.

        Raises NotAllowed, DiskFull, PlaceUnfit, StoreDamaged: then everything is as it was.
        """
        sitting = self._sitting
        sitting.check(Act.KEEP_KEYS)
        with sitting.turn:
            content = self._keeping.content()
            self._check_room()
            kept = self._slots_kept(content)
            new = DataKeys.fresh()
            file_key = derived(new.data, Purpose.FILE)
            try:
                sweep(self._folder)
                slot, sheet = recovery_sheet.made(new, content.store_id, sitting.now())
                salt = self._copied(new, file_key, key_of_sheet(slot), progress)
                slots = (*(handed_slot(one, new, content.store_id) for one in content.slots if one.id in kept), slot)
                fresh = replace(content, slots=slots, salt=salt, generation=content.generation + 1).sealed(new)
                self._take_place(content, fresh)
                self._file_key[:] = file_key
                self._keeping.take(new)
                with suppress(DeskError):  # both keys stand there: the next change, or opening, drops the old
                    self._keeping.settle()
                    sweep(self._folder)
            except BaseException:
                with suppress(DeskError):
                    sweep(self._folder)
                raise
            finally:
                new.wipe()
                wipe(file_key)
        return sheet

    def _check_room(self) -> None:
        size = (self._folder / STORE_FILE).stat().st_size
        if shutil.disk_usage(self._folder).free < size + size // 8:
            raise disk_full()

    def _slots_kept(self, content: KeyFile) -> frozenset[str]:
        """The slots of the officers who are active. Raises NotAllowed while one of them can't be handed a new key."""
        officer, there = tables.officer, {slot.id: slot for slot in content.slots}
        with self._sitting.act() as connection:
            rows = connection.execute(select(officer).where(officer.c.is_active == 1)).all()
        waiting = [row.full_name for row in rows if row.slot_id in there and not there[row.slot_id].can_be_handed()]
        if waiting:
            raise NotAllowed(
                tr(
                    "Før nøglen kan udskiftes, skal disse medarbejdere låse op én gang med denne udgave af StalkDesk: {names}. "
                    "Eller fratag dem adgangen først.",
                    names=", ".join(waiting),
                )
            )
        return frozenset(row.slot_id for row in rows)

    # -- the first phase: a copy under the new key -----------------------------------------------------------------------
    def _copied(self, new: DataKeys, file_key: bytearray, of_sheet: SigningKey, progress: Progress) -> bytes:
        """Writes the copy, and gives its first bytes. Raises DiskFull, StoreDamaged."""
        copy = self._folder / COPY
        try:
            write_new(copy, b"")
            engine = encrypted_engine(copy, file_key, os.urandom(SALT_BYTES), create=True)
            try:
                with faults_of_the_world():
                    self._fill(engine, new, of_sheet, progress)
            finally:
                engine.dispose()
            self._check(copy, file_key)
            with copy.open("r+b") as file:
                os.fsync(file.fileno())
            flush_folder(self._folder)
            return beginning(copy)
        except OSError as fault:
            raise as_desk_error(fault) from None

    def _fill(self, engine: Engine, new: DataKeys, of_sheet: SigningKey, progress: Progress) -> None:
        def told(status: int, left: int, whole: int) -> None:
            progress(100 * (whole - left) // max(whole, 1))

        with self._sitting.engine.connect() as here, engine.connect() as there:
            _backup(here.connection.driver_connection, there.connection.driver_connection, told)
        sitting = self._sitting
        with sitting.act() as connection:
            inner = self._keeping.inner(connection)
        try:
            with engine.begin() as connection:
                put_inner_keys(connection, inner, new)
                recovery_state.note_made(connection, sitting.now())
                sitting.note(connection, ROTATED, fields=["data_key", "protected_key"], keys=[of_sheet])
        finally:
            _wipe_inner(inner)

    def _check(self, copy: Path, file_key: bytearray) -> None:
        """Raises StoreDamaged unless the copy is whole, counts what the store counts, and continues its journal."""
        engine = encrypted_engine(copy, file_key)
        try:
            with faults_of_the_world(), engine.begin() as there, self._sitting.act() as here:
                pages = there.execute(text("pragma cipher_integrity_check")).all()
                structure = there.execute(text("pragma integrity_check(1)")).scalar()
                last = journals.end_of(here)
                chain = select(tables.journal.c.chain).where(tables.journal.c.number == last.number)
                is_continued = there.execute(chain).scalar() == last.chain
                if pages or structure != "ok" or not is_continued or _counts(here) != _counts(there):
                    raise damaged()
        finally:
            engine.dispose()

    # -- the second phase: the copy takes the place of the store ---------------------------------------------------------
    def _take_place(self, old: KeyFile, fresh: KeyFile) -> None:
        store = self._folder / STORE_FILE
        try:
            self._keeping.write_twice(replace(old, next=fresh))
            self._sitting.engine.dispose()
            store.with_name(STORE_FILE + "-journal").unlink(missing_ok=True)  # emptied by the last save
            move_over(self._folder / COPY, store)
        except (OSError, DeskError) as fault:
            if beginning(store) == fresh.salt:
                return  # it lies in its place; only the flushing of the folder failed
            with suppress(DeskError):
                self._keeping.write_twice(old)
            raise (as_desk_error(fault) if isinstance(fault, OSError) else fault) from None


def _backup(source: Any, target: Any, told: Callable[[int, int, int], None]) -> None:
    source.backup(target, pages=_PAGES_A_STEP, progress=told)


_WRITTEN = frozenset({"journal", "signing_key", "setting", "counter"})
"""What the line and the settings of the rotation itself are written into."""


def _counts(connection: Connection) -> dict[str, int]:
    tables_there = [table for table in tables.metadata.sorted_tables if table.name not in _WRITTEN]
    return {table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for table in tables_there}


def _wipe_inner(inner: InnerKeys) -> None:
    wipe(inner.journal, inner.protected)
