"""The encrypted file: SQLCipher through SQLAlchemy, as measured in docs/store.md 2.

The data key goes in through `set_key`, never through SQL text or a URL. TRUNCATE and FULL, so that an acknowledged save
survives a power cut on every desk platform. Every transaction begins IMMEDIATE. `faults_of_the_world` turns what the driver
says into sentences.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from stalkdesk.data.damage import damaged
from stalkdesk.data.keys import KEY_BYTES, wipe
from stalkdesk.data.whole_files import disk_full
from stalkdesk.errors import DeskError, PlaceUnfit, StoreDamaged, StoreInUse, StoreMissing
from stalkdesk.language import tr

LEAST_BYTES = 4096
"""A smaller file would open as a new, empty store (docs/store.md 9)."""
PLAIN_HEADER = b"SQLite format 3\x00"
_HEX = [b"%02x" % number for number in range(256)]
_PRAGMAS = (
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "fullfsync=ON",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "recursive_triggers=ON",
)
_LOCKED_PRAGMAS = frozenset(
    {
        "key",
        "rekey",
        "writable_schema",
        "temp_store",
        "cipher_use_hmac",
        "journal_mode",
        "synchronous",
        "secure_delete",
        "foreign_keys",
    }
)
_BUSY, _LOCKED, _NO_MEMORY, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANT_OPEN, _NOT_A_DATABASE = 5, 6, 7, 8, 10, 11, 13, 14, 26
_CONSTRAINT = 19
_CODE_OF_TEXT = {
    "out of memory": _NO_MEMORY,
    "attempt to write a readonly database": _READ_ONLY,
    "disk I/O error": _IO,
    "database disk image is malformed": _CORRUPT,
    "database or disk is full": _FULL,
    "unable to open database file": _CANT_OPEN,
    "file is not a database": _NOT_A_DATABASE,
}
"""Copying a store says what went wrong in words alone."""
_NOT_OUR_TABLES = ("no such table", "no such column", "no such index", "Could not decode to UTF-8")
"""How the driver's texts begin that mean: somebody changed the tables, or what is in them."""


def _guard(act: int, first: str | None, second: str | None, database: str | None, source: str | None) -> int:
    """What no statement of ours ever does, refused: attaching files, exporting, changing the key or the way of saving."""
    if act in (sqlcipher.SQLITE_ATTACH, sqlcipher.SQLITE_DETACH):
        return int(sqlcipher.SQLITE_DENY)
    if act == sqlcipher.SQLITE_FUNCTION and (second or "").lower() in ("sqlcipher_export", "load_extension"):
        return int(sqlcipher.SQLITE_DENY)
    if act == sqlcipher.SQLITE_PRAGMA and second and (first or "").lower() in _LOCKED_PRAGMAS:
        return int(sqlcipher.SQLITE_DENY)
    return int(sqlcipher.SQLITE_OK)


def encrypted_engine(path: Path, file_key: bytearray, salt: bytes = b"", create: bool = False) -> Engine:
    """An engine with one connection to the encrypted file. `salt`: the first 16 bytes of the file, when they are to be set.

    Keeps `file_key` (the caller wipes it after `dispose`). Raises StoreMissing when there is no file or an empty one.
    """
    if len(file_key) != KEY_BYTES or len(salt) not in (0, 16):
        raise ValueError("the key has 32 bytes and the salt 16")
    if not create and (not path.exists() or path.stat().st_size < LEAST_BYTES):
        raise StoreMissing(tr("Sagsskabet mangler eller er tomt. Læg det på plads fra en sikkerhedskopi."))
    logging.getLogger("sqlalchemy.engine.Engine").disabled = True  # turned up, it would write every row that is read
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _connected(path, file_key, salt, "rwc" if create else "rw"),
        poolclass=StaticPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def reading_engine(path: Path, file_key: bytearray) -> Engine:
    """An engine that only reads, and leaves the file and its folder untouched: for a backup on a stick or a read-only place.

    Keeps `file_key` (the caller wipes it after `dispose`).
    """
    return create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _connected(path, file_key, b"", "ro&immutable=1"),
        poolclass=StaticPool,
        hide_parameters=True,
    )


def _connected(path: Path, file_key: bytearray, salt: bytes, mode: str) -> Any:
    connection = sqlcipher.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=5, check_same_thread=False
    )
    try:
        connection.execute("pragma cipher_log_level=none")
        text = bytearray(b"x'")
        for number in (*file_key, *salt):
            text += _HEX[number]
        text += b"'"
        try:
            connection.set_key(text)
        finally:
            wipe(text)
        for pragma in _PRAGMAS:
            connection.execute("pragma " + pragma).fetchall()
        if not connection.execute("pragma cipher_version").fetchone():
            raise RuntimeError("this is not SQLCipher")
        connection.execute("select count(*) from sqlite_schema").fetchone()  # the key is tested only here
        connection.set_authorizer(_guard)
    except BaseException:
        connection.close()
        raise
    return connection


def is_not_ours(fault: DBAPIError) -> bool:
    """Whether the driver could make nothing of the file: wrong key, damaged first page, or another kind of file."""
    return _code(fault.orig) == _NOT_A_DATABASE


def _code(fault: BaseException | None) -> int:
    code = int(getattr(fault, "sqlite_errorcode", 0) or 0) & 0xFF
    return code or _CODE_OF_TEXT.get(str(fault), 0)


@contextmanager
def faults_of_the_world() -> Iterator[None]:
    """Turns the driver's errors into DeskErrors. What is our own fault rises as it is (without values)."""
    try:
        yield
    except MemoryError:
        raise _exhausted() from None
    except (DBAPIError, sqlcipher.Error) as fault:  # connecting and copying go past SQLAlchemy
        told = _told(fault.orig if isinstance(fault, DBAPIError) else fault)
        if told is None:
            raise
        raise told from None


def _told(fault: BaseException | None) -> DeskError | None:
    code = _code(fault)
    if code in (_FULL, _IO):
        return disk_full()
    if code == _NO_MEMORY:
        return _exhausted()
    if code in (_CORRUPT, _NOT_A_DATABASE, _CONSTRAINT) or str(fault).startswith(_NOT_OUR_TABLES):
        return damaged()
    if code in (_BUSY, _LOCKED):
        return StoreInUse(tr("Et andet program holder sagsskabet. Luk det, og prøv igen; det, du skrev, står her endnu."))
    if code in (_READ_ONLY, _CANT_OPEN):
        return PlaceUnfit(tr("Der kan ikke skrives i sagsskabet. Giv dit login skriveret til mappen og filerne i den."))
    return None


def _exhausted() -> StoreDamaged:
    """SQLCipher says "out of memory" for a page that it can't use too, so the sentence is for both."""
    return StoreDamaged(
        tr(
            "Sagsskabet svarer ikke, som det skal. Luk andre programmer, start StalkDesk igen, "
            "og bed lederen om at få sagsskabet efterset."
        )
    )
