"""Making a new store: whole, or not at all. Both files are written under other names and renamed at the end.

The key file takes its name first, so that a store never lies there without its keys. When the program dies between the two
names, the unfinished file says so, and the set-up begins anew: its passphrase and its sheet were never confirmed to anyone.
"""

from __future__ import annotations

import secrets
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, insert

from stalkdesk.casework.drawer import FirstRun, RecoverySheet
from stalkdesk.casework.officers import Officer, Role
from stalkdesk.data import recovery_sheet, tables
from stalkdesk.data.cipher import PLAIN_HEADER, encrypted_engine, faults_of_the_world
from stalkdesk.data.dues import DUES_ARE_NEW
from stalkdesk.data.journal import SET_UP, Act, Journal, begin_counting
from stalkdesk.data.key_file import KeyFile, as_text
from stalkdesk.data.keys import DataKeys, Purpose, derived, wipe
from stalkdesk.data.migrations.running import bring_up
from stalkdesk.data.passphrase import as_typed, check_passphrase
from stalkdesk.data.people import officer_row, put_contacts, put_unit
from stalkdesk.data.persons.traces import ALL_ARE_TRACED
from stalkdesk.data.place import make_place
from stalkdesk.data.rows import new_id
from stalkdesk.data.signing import SigningKey, new_seed
from stalkdesk.data.signing_begun import key_of, key_of_sheet, signer_of
from stalkdesk.data.sitting import utc_now
from stalkdesk.data.slots import FLOOR, SALT_BYTES, calibrated, folded_name, name_tag, passphrase_slot
from stalkdesk.data.store_kind import MARK, StoreKind
from stalkdesk.data.times import time_text
from stalkdesk.data.whole_files import as_desk_error, move_over, write_new
from stalkdesk.data.writer_lock import WriterLock
from stalkdesk.errors import NotAllowed
from stalkdesk.language import tr
from stalkdesk.places import KEY_FILE, STORE_FILE

UNFINISHED = STORE_FILE + ".setup"
_UNFINISHED_KEYS = KEY_FILE + ".setup"


@dataclass(frozen=True, slots=True)
class _Founding:
    """What a new store begins with."""

    first: FirstRun
    supervisor: Officer
    slot_id: str
    store_id: str
    at: datetime
    kind: StoreKind
    of_sheet: SigningKey


def found(folder: Path, first: FirstRun, calibrate: bool, kind: StoreKind = StoreKind.DESK) -> RecoverySheet:
    """Makes the store. Raises as `Vault.set_up` says; then the folder is as it was."""
    _check(first)
    make_place(folder)
    lock = WriterLock.taken(folder)
    keys = DataKeys.fresh()
    try:
        sweep(folder)
        return _made(folder, first, keys, calibrate, kind)
    except OSError as fault:
        sweep(folder)
        raise as_desk_error(fault) from None
    except BaseException:
        sweep(folder)
        raise
    finally:
        keys.wipe()
        lock.release()


def sweep(folder: Path) -> None:
    """Takes away what an unfinished set-up has left; never a store that is there."""
    left = [UNFINISHED + "-journal", _UNFINISHED_KEYS, UNFINISHED]
    if (folder / UNFINISHED).exists() and not (folder / STORE_FILE).exists():
        left = [KEY_FILE, KEY_FILE + ".bak", *left]
    for name in left:
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def _check(first: FirstRun) -> None:
    if not folded_name(first.user_name) or not first.full_name.strip():
        raise NotAllowed(tr("Skriv både brugernavn og fulde navn på den første leder."))
    check_passphrase(first.passphrase, first.user_name)


def _made(folder: Path, first: FirstRun, keys: DataKeys, calibrate: bool, kind: StoreKind) -> RecoverySheet:
    store_id, at, salt = str(uuid.uuid4()), utc_now(), secrets.token_bytes(SALT_BYTES)
    argon = calibrated() if calibrate else FLOOR
    supervisor = Officer(new_id(), first.user_name.strip(), first.full_name, first.initials, Role.SUPERVISOR)
    keys.signing = new_seed()
    slot = passphrase_slot(keys, store_id, name_tag(store_id, first.user_name), as_typed(first.passphrase), argon)
    recovery, sheet = recovery_sheet.made(keys, store_id, at)
    content = KeyFile(store_id, 1, salt, argon, (slot, recovery), kind=kind).sealed(keys)
    founding = _Founding(first, supervisor, slot.id, store_id, at, kind, key_of_sheet(recovery))
    _write_store(folder / UNFINISHED, keys, salt, founding)
    write_new(folder / _UNFINISHED_KEYS, as_text(content))
    write_new(folder / (KEY_FILE + ".bak"), as_text(content))
    move_over(folder / _UNFINISHED_KEYS, folder / KEY_FILE)
    move_over(folder / UNFINISHED, folder / STORE_FILE)
    (folder / (UNFINISHED + "-journal")).unlink(missing_ok=True)
    return sheet


def _write_store(path: Path, keys: DataKeys, salt: bytes, founding: _Founding) -> None:
    file_key = derived(keys.data, Purpose.FILE)
    engine = encrypted_engine(path, file_key, salt, create=True)
    try:
        with faults_of_the_world():
            _fill(engine, keys, founding)
    finally:
        engine.dispose()
        wipe(file_key)
    path.chmod(0o600)
    with path.open("rb") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            raise RuntimeError("the new store is not encrypted")


def _fill(engine: Engine, keys: DataKeys, founding: _Founding) -> None:
    who = founding.supervisor
    journal = Journal(derived(keys.data, Purpose.JOURNAL), signer_of(founding.store_id, who.id, keys))
    signing = () if keys.signing is None else (key_of(who, keys.signing), founding.of_sheet)
    try:
        with engine.begin() as connection:
            bring_up(connection)
            connection.execute(insert(tables.store), {"id": founding.store_id, "made_at": time_text(founding.at)})
            if founding.kind is not StoreKind.DESK:
                connection.execute(insert(tables.setting), {"key": MARK, "value": founding.kind.value})
            connection.execute(insert(tables.setting), DUES_ARE_NEW)
            connection.execute(insert(tables.setting), ALL_ARE_TRACED)
            put_unit(connection, founding.first.unit)
            put_contacts(connection, founding.first.contacts)
            row = officer_row(who, founding.slot_id, time_text(founding.at))
            connection.execute(insert(tables.officer), row)
            begin_counting(connection)
            journal.write(connection, Act(founding.at, who.id, SET_UP, keys=signing))
    finally:
        journal.wipe()
