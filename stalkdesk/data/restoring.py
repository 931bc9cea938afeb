"""From a backup to a store: looked into, proved, laid beside, proved again, and only then given the store's name.

It takes the passphrase of an officer of the backup, or the recovery sheet; nothing of the computer that the store lay on. A
restore is a line in the journal of the restored store: whoever holds a later line (on paper, in a newer backup) finds there why
the store does not have it (docs/store.md 15).
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection, select

from stalkdesk.casework.backups import BackupOpened, BackupSeen, RestoreKey
from stalkdesk.data import tables
from stalkdesk.data.backup_copy import chain_faults, compared, copied, flush_names, proved, reading, thrown_away
from stalkdesk.data.backup_manifest import (
    MANIFEST,
    UNFINISHED,
    Manifest,
    backups_in,
    broken_backup,
    newer_backup,
    no_backup,
    read_manifest,
    unreadable_place,
)
from stalkdesk.data.cipher import encrypted_engine, faults_of_the_world
from stalkdesk.data.inner_keys import inner_keys
from stalkdesk.data.journal import Act, Journal, end_of
from stalkdesk.data.key_file import KeyFile, read_key_file, write_key_file
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.keyring_slot import DeviceSecrets
from stalkdesk.data.keys import DataKeys, Purpose, derived, wipe
from stalkdesk.data.migrations.running import STEPS, bring_up
from stalkdesk.data.migrations.version import NEWEST, version_of
from stalkdesk.data.passphrase import as_typed
from stalkdesk.data.people import unit_of
from stalkdesk.data.place import check_place
from stalkdesk.data.recovery_sheet import opened_with_sheet, put_in_place
from stalkdesk.data.rollback import RESTORE
from stalkdesk.data.schema import check_tables
from stalkdesk.data.signing import Signer
from stalkdesk.data.signing_begun import signer_of_restore
from stalkdesk.data.sitting import utc_now
from stalkdesk.data.slots import renewed_slot
from stalkdesk.data.store_kind import StoreKind, check_kind
from stalkdesk.data.throttle import TRIES_FILE, Throttle
from stalkdesk.data.vouching import opened_slot, second_factor
from stalkdesk.data.whole_files import as_desk_error, flush_folder
from stalkdesk.data.writer_lock import LOCK_FILE
from stalkdesk.errors import DeskError, DiskFull, KeptUnfinished, PlaceUnfit, StoreExists, WrongRecoveryKey
from stalkdesk.language import tr
from stalkdesk.places import KEY_FILE, STORE_FILE

_LEFT_BY_NOBODY = frozenset({LOCK_FILE, TRIES_FILE})
_NOT_POSSIBLE = frozenset({errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOTSUP})
"""What a folder answers that nobody here may open, or a disk that flushes no names."""
_SPARE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Unlocked:
    """A backup whose keys are at hand."""

    backup: Path
    manifest: Manifest
    content: KeyFile
    keys: DataKeys
    file_key: bytearray
    slot_id: str
    is_from_sheet: bool
    passphrase: str = field(repr=False)


class Restorer:
    """Keeps `casework.backups.Restoring`."""

    def found_in(self, folder: Path) -> tuple[BackupSeen, ...]:
        """The backups in a folder, or the one that it is; newest first. Raises PlaceUnfit, StoreDamaged."""
        if (folder / MANIFEST).exists():
            return (read_manifest(folder).seen(folder),)
        try:
            found = backups_in(folder)
        except OSError:
            raise unreadable_place(folder) from None
        if not found:
            raise no_backup(folder)
        return tuple(manifest.seen(one) for one, manifest in found)

    def looked_into(self, backup: Path, key: RestoreKey) -> BackupOpened:
        """Unlocks and proves a backup; nothing is written."""
        with _unlocked(backup, key) as unlocked, _readable(backup):
            _run(_compared(unlocked))
            return _proved(unlocked, backup / STORE_FILE)

    def restore(self, backup: Path, key: RestoreKey, target: Path) -> BackupOpened:
        """Puts the backup into `target`, proved before it has its name there."""
        refuse_target(target, backup)
        aside = target.with_name(target.name + UNFINISHED)
        with _unlocked(backup, key) as unlocked:
            _check_room(target, unlocked.manifest)
            thrown_away(aside)
            try:
                with _readable(backup):
                    _run(_laid_out(unlocked, aside))
                opened = _proved(unlocked, aside / STORE_FILE)
                _begin_again(unlocked, aside)
                _take_place(aside, target)
            except OSError as fault:
                raise as_desk_error(fault) from None
            finally:
                thrown_away(aside)
        return replace(opened, seen=replace(opened.seen, folder=target))


def refuse_target(target: Path, backup: Path) -> None:
    """Raises StoreExists where anything lies that a restored store would push away, PlaceUnfit where none may lie."""
    check_place(target)
    if target.resolve() == backup.resolve() or backup.resolve() in target.resolve().parents:
        raise PlaceUnfit(tr("Sagsskabet kan ikke lægges ned i selve sikkerhedskopien. Vælg en anden mappe."))
    try:
        left = {one.name for one in target.iterdir()} if target.is_dir() else set()
        if left - _LEFT_BY_NOBODY or (target.exists() and not target.is_dir()):
            raise StoreExists(tr("Der ligger allerede noget i mappen {folder}. Vælg en ny eller tom mappe.", folder=target))
    except OSError as fault:
        raise as_desk_error(fault) from None


def _check_room(target: Path, manifest: Manifest) -> None:
    here = next(one for one in (target, *target.parents) if one.exists())
    needed = sum(file.bytes for file in manifest.files) + _SPARE_BYTES
    if shutil.disk_usage(here).free < needed:
        raise DiskFull(tr("Der er ikke plads til sagsskabet på disken. Gør plads, eller vælg en mappe på en anden disk."))


# -- unlocking ---------------------------------------------------------------------------------------------------------------


@contextmanager
def _unlocked(backup: Path, key: RestoreKey) -> Iterator[_Unlocked]:
    """The backup with its keys, which are wiped at the end."""
    manifest = read_manifest(backup)
    if manifest.schema not in [str(step.revision) for step in STEPS]:
        raise newer_backup()
    content, keys, slot_id, is_from_sheet = _keys_of(backup, manifest, key)
    file_key = derived(keys.data, Purpose.FILE)
    try:
        check_kind(content.kind, StoreKind.DESK, KEY_FILE)
        yield _Unlocked(backup, manifest, content, keys, file_key, slot_id, is_from_sheet, key.passphrase)
    finally:
        wipe(file_key)
        keys.wipe()


def _keys_of(backup: Path, manifest: Manifest, key: RestoreKey) -> tuple[KeyFile, DataKeys, str, bool]:
    if key.recovery_key:
        recovered = opened_with_sheet(backup, key.recovery_key)
        if recovered.content.store_id != manifest.store_id:
            recovered.keys.wipe()
            raise WrongRecoveryKey(tr("Genskabelsesnøglen hører til et andet sagsskab. Find arket til dette sagsskab."))
        return recovered.content, recovered.keys, "", recovered.is_from_sheet
    content = read_key_file(backup / KEY_FILE)
    throttle = Throttle(Path(backup.anchor) / "stalkdesk" / manifest.store_id)  # no such folder: counted in memory alone
    slot, keys = opened_slot(content, key.user_name, key.passphrase, throttle, DeviceSecrets())
    try:
        return content.for_keys(keys), keys, slot.id, False
    except DeskError:
        keys.wipe()
        raise


@contextmanager
def _readable(backup: Path) -> Iterator[None]:
    """A stick that is drawn out while it is read gets its sentence."""
    try:
        yield
    except FileNotFoundError:
        raise (unreadable_place(backup) if not (backup / MANIFEST).exists() else broken_backup()) from None
    except OSError as fault:
        if fault.filename is not None and Path(str(fault.filename)).is_relative_to(backup):
            raise unreadable_place(backup) from None
        raise as_desk_error(fault) from None


def _run(steps: Generator[None, None, object]) -> None:
    for _ in steps:
        pass


# -- proving -----------------------------------------------------------------------------------------------------------------


def _compared(unlocked: _Unlocked) -> Generator[None, None, None]:
    yield from compared(unlocked.backup, _without_lost_keys(unlocked))


def _without_lost_keys(unlocked: _Unlocked) -> Manifest:
    """With the whole sheet a key file that is gone or damaged is not needed."""
    if not unlocked.is_from_sheet:
        return unlocked.manifest
    return replace(unlocked.manifest, files=tuple(one for one in unlocked.manifest.files if one.name != KEY_FILE))


def _proved(unlocked: _Unlocked, store_file: Path) -> BackupOpened:
    """What the encrypted file holds, which is what the manifest says, which is what was written. Raises StoreDamaged."""
    manifest = unlocked.manifest
    with reading(store_file, unlocked.file_key) as connection:
        journal = _journal(connection, unlocked.keys)
    try:
        if not manifest.has_our_mac(journal):
            raise broken_backup()
        proof = proved(store_file, unlocked.file_key, journal)
    finally:
        journal.wipe()
    if dict(proof.counts) != dict(manifest.counts) or proof.head != manifest.head or proof.schema != manifest.schema:
        raise broken_backup()
    with reading(store_file, unlocked.file_key) as connection:
        if connection.execute(select(tables.store.c.id)).scalar() != manifest.store_id:
            raise broken_backup()
        unit_name = unit_of(connection).name
    return BackupOpened(
        manifest.seen(unlocked.backup),
        unit_name,
        proof.cases,
        manifest.counts.get("officer", 0),
        manifest.attachments,
        manifest.head.number,
        proof.faults,
    )


def _journal(connection: Connection, keys: DataKeys, signer: Signer | None = None) -> Journal:
    inner = inner_keys(connection, keys)
    wipe(inner.protected)
    return Journal(inner.journal, signer)


# -- laying it out -----------------------------------------------------------------------------------------------------------


def _laid_out(unlocked: _Unlocked, aside: Path) -> Generator[None, None, None]:
    """Every file of the backup in a folder of its own, each compared with the manifest on the way."""
    aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside.mkdir(mode=0o700)
    for file in _without_lost_keys(unlocked).files:
        yield from copied_as_written(unlocked.backup, file.name, file.sha256, aside)
    if unlocked.is_from_sheet:
        put_in_place(aside, replace(unlocked.content, kind=StoreKind.DESK).sealed(unlocked.keys))


def copied_as_written(backup: Path, name: str, sha256: str, aside: Path) -> Generator[None, None, None]:
    """One file of a backup. Raises StoreDamaged when it is not as it was written."""
    source, target = backup / name, aside / name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if source.is_symlink() or not source.is_file():
        raise broken_backup()
    made = yield from copied(source, target)
    if made.sha256 != sha256:
        raise broken_backup()


def _begin_again(unlocked: _Unlocked, aside: Path) -> None:
    """Brings the store to this version and writes into its journal that, when and from what it was restored."""
    engine = encrypted_engine(aside / STORE_FILE, unlocked.file_key)
    try:
        with faults_of_the_world(), engine.begin() as connection:
            if version_of(connection) != NEWEST:
                bring_up(connection)
            check_tables(connection)
            officer = select(tables.officer.c.id).where(tables.officer.c.slot_id == unlocked.slot_id)
            who = str(connection.execute(officer).scalar() or "")
            signer, made, marks = signer_of_restore(connection, who, unlocked.keys, unlocked.content)
            journal = _journal(connection, unlocked.keys, signer)
            try:
                journal.write(connection, Act(utc_now(), who, RESTORE, fields=marks, reason=unlocked.backup.name, keys=made))
                if made and who:
                    _keep_signing_key(unlocked, aside)
                if unlocked.manifest.is_sound and chain_faults(connection, journal):
                    raise broken_backup()
                end = end_of(connection)
            finally:
                journal.wipe()
    finally:
        engine.dispose()
    KeyKeeping(aside / KEY_FILE, unlocked.keys).anchor(end)  # an older key file beside it is missed, and so is an older store


def _keep_signing_key(unlocked: _Unlocked, aside: Path) -> None:
    """The slot of who restores gets the key that she signs the restore with: she had none yet."""
    content = unlocked.content
    slot = next(one for one in content.slots if one.id == unlocked.slot_id)
    second = second_factor(slot, content, DeviceSecrets())
    fresh = renewed_slot(slot, unlocked.keys, content.store_id, as_typed(unlocked.passphrase), slot.argon, second)
    write_key_file(aside / KEY_FILE, content.with_slot(fresh).sealed(unlocked.keys))


def _take_place(aside: Path, target: Path) -> None:
    (aside / (STORE_FILE + "-journal")).unlink(missing_ok=True)  # emptied by the last save
    for name in _LEFT_BY_NOBODY:
        (target / name).unlink(missing_ok=True)
    if target.exists():
        target.rmdir()
    for folder in (*(one for one in aside.rglob("*") if one.is_dir()), aside):
        flush_names(folder)
    aside.rename(target)
    _make_durable(target)


def _make_durable(target: Path) -> None:
    """Flushes the name of the restored store, and tries once more. Raises KeptUnfinished: it lies there, and trying again
    would find it in the way."""
    for is_last in (False, True):
        try:
            flush_folder(target.parent)
        except OSError as fault:
            if fault.errno in _NOT_POSSIBLE:
                return
            if is_last:
                raise _kept_unfinished(target) from None
        else:
            return


def _kept_unfinished(target: Path) -> KeptUnfinished:
    return KeptUnfinished(
        tr(
            "Sagsskabet er hentet og ligger i {folder}, men disken har ikke bekræftet det. Hent det ikke igen: lås det op, se "
            "efter, at sagerne er der, og behold sikkerhedskopien. Få disken efterset.",
            folder=target,
        )
    )
