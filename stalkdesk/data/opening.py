"""Opening a store that is there: what lies in the folder is checked before anything is written, and nothing is ever made anew.

Loaded by `vault` when someone unlocks: everything heavy comes along from here.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from stalkdesk.casework.officers import Act, Officer
from stalkdesk.data import key_copy, tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.cipher import PLAIN_HEADER, encrypted_engine, faults_of_the_world, is_not_ours
from stalkdesk.data.damage import damaged
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.inner_keys import InnerKeys, inner_keys
from stalkdesk.data.intakes import officer_of
from stalkdesk.data.journal import Journal
from stalkdesk.data.key_file import KeyFile, as_text, read_key_file
from stalkdesk.data.key_keeping import KeyKeeping
from stalkdesk.data.key_return import forget_damaged
from stalkdesk.data.keyring_slot import DeviceSecrets
from stalkdesk.data.keys import DataKeys, Purpose, derived, wipe
from stalkdesk.data.migrations.version import NEWEST, version_of
from stalkdesk.data.passphrase import check_passphrase
from stalkdesk.data.protected import Seal
from stalkdesk.data.recovery_sheet import opened_with_sheet, put_in_place
from stalkdesk.data.renewing import renew
from stalkdesk.data.rotation_traces import settled
from stalkdesk.data.schema import check_tables
from stalkdesk.data.signing import SHEET
from stalkdesk.data.signing_begun import signer_of
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.slots import folded_name
from stalkdesk.data.soundness import has_all_pages
from stalkdesk.data.store_kind import MARK, StoreKind, check_kind
from stalkdesk.data.throttle import Throttle
from stalkdesk.data.vouching import opened_slot, second_factor, wrong_passphrase
from stalkdesk.data.whole_files import as_desk_error
from stalkdesk.data.writer_lock import WriterLock
from stalkdesk.errors import KeysDamaged, KeysMissing, StoreForeign, WrongPassphrase, WrongRecoveryKey
from stalkdesk.language import tr
from stalkdesk.places import KEY_FILE, STORE_FILE


def unlock(
    folder: Path,
    user_name: str,
    passphrase: str,
    device: DeviceSecrets,
    kind: StoreKind = StoreKind.DESK,
    calibrates: bool = False,
) -> OpenDrawer:
    """Opens the store with a passphrase. Raises as `Vault.unlock` says. `calibrates`: as `SealedVault` says."""
    refuse_plain_file(folder)
    whole = read_key_file(folder / KEY_FILE)
    check_kind(whole.kind, kind, KEY_FILE)
    throttle = Throttle(folder)
    lock = WriterLock.taken(folder)
    with _released_on_failure(lock):
        whole = read_key_file(folder / KEY_FILE)  # once more: now nobody else writes it
        content = settled(folder, whole)
        began = time.perf_counter()
        try:
            slot, keys = opened_slot(content, user_name, passphrase, throttle, device)
        except WrongPassphrase:
            if _beginning(folder) != content.salt:
                raise do_not_belong() from None
            raise
        with _wiped_on_failure(keys):
            seconds = time.perf_counter() - began
            content = whole.for_keys(keys)
            drawer, sitting = _opened(folder, content, keys, lock, device, tables.officer.c.slot_id == slot.id)
    try:
        keeping, second = KeyKeeping(folder / KEY_FILE, keys), second_factor(slot, content, device)
        drawer.settle_keys(keys, lambda: renew(keeping, keys, slot, passphrase, second, seconds, calibrates))
        drawer.note_missing_tail()
        _note_login(sitting, throttle)
        _keep_key_copy(folder)
        forget_damaged(folder)
    except BaseException:
        drawer.close(is_noted=False)
        raise
    return drawer


def _keep_key_copy(folder: Path) -> None:
    """The copy in the program's own folder is that of today, though the store was set up, or brought here, by another login."""
    path = folder / KEY_FILE
    content = read_key_file(path)
    key_copy.keep(path, content.store_id, content.kind, as_text(content))


def _note_login(sitting: Sitting, throttle: Throttle) -> None:
    """Someone got in, and how many tries failed since the last time."""
    if failed := throttle.untold():
        sitting.note_alone("failed_login", reason=str(failed))
        throttle.told()
    sitting.note_alone("login")


def recover(
    folder: Path,
    key_text: str,
    user_name: str,
    new_passphrase: str,
    device: DeviceSecrets,
    kind: StoreKind = StoreKind.DESK,
) -> OpenDrawer:
    """Opens the store with the recovery key and gives the officer a new slot. Raises as `Vault.recover` says."""
    check_passphrase(new_passphrase, user_name)
    refuse_plain_file(folder)
    with suppress(KeysMissing, KeysDamaged):  # the sheet opens without it; the mark in the store is checked all the same
        check_kind(read_key_file(folder / KEY_FILE).kind, kind, KEY_FILE)
    lock = WriterLock.taken(folder)
    with _released_on_failure(lock):
        recovered = opened_with_sheet(folder, key_text)
        content, keys = recovered.content, recovered.keys
        if recovered.is_from_sheet:
            content = replace(content, kind=kind)
        with _wiped_on_failure(keys):
            check_kind(content.kind, kind, KEY_FILE)
            wanted = tables.officer.c.user_key == storable(folded_name(user_name))
            drawer, sitting = _opened(folder, content, keys, lock, device, wanted, signs_with_sheet=True)
    try:
        if recovered.is_from_sheet:
            put_in_place(folder, content.sealed(keys))
        drawer.settle_keys(keys)
        drawer.note_missing_tail()
        sitting.note_alone("recover")
        drawer.set_passphrase(new_passphrase)
    except BaseException:
        drawer.close()
        raise
    return drawer


def refuse_plain_file(folder: Path) -> None:
    """Raises StoreForeign for a file that is no encrypted store at all."""
    if _beginning(folder) == PLAIN_HEADER:
        raise StoreForeign(
            tr(
                "Filen {name} er en almindelig database uden kryptering, ikke et sagsskab fra StalkDesk. Vælg en anden mappe.",
                name=STORE_FILE,
            )
        )


def _beginning(folder: Path) -> bytes:
    try:
        with (folder / STORE_FILE).open("rb") as file:
            return file.read(len(PLAIN_HEADER))
    except OSError as fault:
        raise as_desk_error(fault) from None


def _opened(
    folder: Path,
    content: KeyFile,
    keys: DataKeys,
    lock: WriterLock,
    device: DeviceSecrets,
    wanted: ColumnElement[bool],
    signs_with_sheet: bool = False,
) -> tuple[OpenDrawer, Sitting]:
    """The drawer for the officer who is `wanted`, and what it works with. Nothing is written but what brings an older store
    up to date."""
    file_key = derived(keys.data, Purpose.FILE)
    engine: Engine | None = None
    try:
        engine = _engine(folder, file_key, content)
        _copy_before_update(engine, folder, content, keys, file_key)
        officer = _checked(engine, folder, content, wanted)
        if not officer.may(Act.READ_PROTECTED):
            keys.drop_protected()  # who came in with the recovery key holds it, whatever the role
        with faults_of_the_world(), engine.begin() as connection:
            inner = inner_keys(connection, keys)
        signer = signer_of(content.store_id, SHEET if signs_with_sheet else officer.id, keys)
        sitting = Sitting(engine, officer, Journal(inner.journal, signer), _seal(inner))
        return OpenDrawer(folder, sitting, KeyKeeping(folder / KEY_FILE, keys), lock, file_key, device), sitting
    except BaseException:
        if engine is not None:
            engine.dispose()
        wipe(file_key)
        raise


def _seal(inner: InnerKeys) -> Seal | None:
    if inner.protected is None:
        return None
    try:
        return Seal(inner.protected)
    finally:
        wipe(inner.protected)


def _engine(folder: Path, file_key: bytearray, content: KeyFile) -> Engine:
    """An engine that can read the file. Its first 16 bytes, when they were damaged, are written back from the key file."""
    path, salt = folder / STORE_FILE, content.salt
    engine = encrypted_engine(path, file_key)
    if _can_read(engine):
        return engine
    engine.dispose()
    if _beginning(folder) == salt:
        raise damaged() if content.mac else _other_sheet()
    with_salt = encrypted_engine(path, file_key, salt)
    can_read = _can_read(with_salt)
    with_salt.dispose()
    if not can_read:
        raise do_not_belong()
    _write_back(path, salt)
    return encrypted_engine(path, file_key)


def _can_read(engine: Engine) -> bool:
    with faults_of_the_world():
        try:
            engine.connect().close()
        except DBAPIError as fault:
            if is_not_ours(fault):
                return False
            raise
    return True


def _write_back(path: Path, salt: bytes) -> None:
    try:
        with path.open("r+b") as file:
            file.write(salt)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        raise as_desk_error(fault) from None


def _checked(engine: Engine, folder: Path, content: KeyFile, wanted: ColumnElement[bool]) -> Officer:
    """The officer, when the file is whole in length, of a known version, and belongs to the key file."""
    with faults_of_the_world(), engine.begin() as connection:
        if not has_all_pages(connection, folder / STORE_FILE):
            raise damaged()
        if version_of(connection) != NEWEST:
            _bring_up(connection)
        check_tables(connection)
        if connection.execute(select(tables.store.c.id)).scalar() != content.store_id:
            raise do_not_belong()
        check_kind(_kind_of(connection), content.kind, STORE_FILE)
        row = connection.execute(select(tables.officer).where(wanted, tables.officer.c.is_active == 1)).first()
        if row is None:
            raise wrong_passphrase()
        return officer_of(row)


def _copy_before_update(engine: Engine, folder: Path, content: KeyFile, keys: DataKeys, file_key: bytearray) -> None:
    """An older store is copied, whole and proved, before its tables are changed. One not ours to change is left alone."""
    with faults_of_the_world(), engine.begin() as connection:
        if not has_all_pages(connection, folder / STORE_FILE):
            raise damaged()
        version = version_of(connection)
    if version == NEWEST:
        return
    from stalkdesk.data.backup_before import copied_before
    from stalkdesk.data.migrations.running import STEPS

    if version in [str(step.revision) for step in STEPS]:
        copied_before(engine, folder, content, keys, file_key)


def _kind_of(connection: Connection) -> str:
    """What the encrypted store says that it is for."""
    marked = select(tables.setting.c.value).where(tables.setting.c.key == MARK)
    return str(connection.execute(marked).scalar() or StoreKind.DESK.value)


def _bring_up(connection: Connection) -> None:
    from stalkdesk.data.migrations.running import bring_up

    bring_up(connection)


def _other_sheet() -> WrongRecoveryKey:
    """The sentence for a sheet that was typed in whole, and is whole, and yet does not open the store."""
    return WrongRecoveryKey(
        tr(
            "Arket åbner ikke dette sagsskab: et nyere ark har afløst det, eller begyndelsen af sagsskabet er ødelagt. Find "
            "det nyeste ark."
        )
    )


def do_not_belong() -> StoreForeign:
    """The sentence for a key file beside a store that it does not open."""
    return StoreForeign(
        tr(
            "Nøglefilen {keys} og sagsskabet {store} hører ikke sammen, eller begyndelsen af sagsskabet er ødelagt. "
            "Læg begge filer på plads fra den samme sikkerhedskopi.",
            keys=KEY_FILE,
            store=STORE_FILE,
        )
    )


@contextmanager
def _released_on_failure(lock: WriterLock) -> Iterator[None]:
    try:
        yield
    except BaseException:
        lock.release()
        raise


@contextmanager
def _wiped_on_failure(keys: DataKeys) -> Iterator[None]:
    try:
        yield
    except BaseException:
        keys.wipe()
        raise
