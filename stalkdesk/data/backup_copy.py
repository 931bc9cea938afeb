"""One copy of an open store, and how it gets to a place whole: written aside, read back, and only then given its name.

First a snapshot beside the store, page by page through the encrypted connection with the same key, so that each page is
verified as it is read; then whole files to each place. An attachment that the last backup in the place has already is linked
where the place can do that, and read back all the same.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from stalkdesk.data import journal as journals
from stalkdesk.data.backup_manifest import MANIFEST, CopiedFile, Manifest, as_text, broken_backup, read_manifest
from stalkdesk.data.cipher import encrypted_engine, faults_of_the_world, reading_engine
from stalkdesk.data.damage import damaged
from stalkdesk.data.journal_checks import ChainReading
from stalkdesk.data.key_file import Anchor
from stalkdesk.data.migrations.version import NEWEST, version_of
from stalkdesk.data.soundness import has_all_pages
from stalkdesk.data.whole_files import flush_folder, write_new
from stalkdesk.places import ATTACHMENTS_FOLDER, STORE_FILE

_CHUNK = 1024 * 1024
_CHUNKS_A_STEP = 16
_CACHE_KIB = 131_072
"""Of the file that is being proved; a desk's store fits into it for years."""
_HALF_MADE = (".tmp", ".new", ".part", ".gone")


@dataclass(frozen=True, slots=True)
class Proof:
    """What a copy of the encrypted file holds, counted and verified."""

    schema: str
    counts: Mapping[str, int]
    cases: int
    """Cases and drafts, as the desk counts them: without what was discarded or erased."""
    head: Anchor
    faults: tuple[str, ...]
    """What is wrong with its journal; what is wrong with its pages is raised."""


def snapshot(engine: Engine, file_key: bytearray, target: Path) -> None:
    """Copies the open store page by page to `target`, with its salt. Raises DiskFull, StoreDamaged, StoreInUse."""
    with faults_of_the_world():
        source = engine.raw_connection()
        try:
            salt = _salt_of(engine, source.driver_connection)
            copy = encrypted_engine(target, file_key, salt, create=True)
            try:
                aim = copy.raw_connection()
                source.driver_connection.backup(aim.driver_connection)  # type: ignore[union-attr]
                aim.close()
            finally:
                copy.dispose()
        finally:
            source.close()
    target.chmod(0o600)
    target.with_name(target.name + "-journal").unlink(missing_ok=True)  # emptied by the copying


def _salt_of(engine: Engine, connection: object) -> bytes:
    found = connection.execute("pragma cipher_salt").fetchone()  # type: ignore[attr-defined]
    return bytes.fromhex(found[0])


def proved(path: Path, file_key: bytearray, journal: journals.Journal) -> Proof:
    """What a copy holds. Reads every page. Raises StoreDamaged when a page or the structure is wrong."""
    with reading(path, file_key) as connection:
        connection.execute(text(f"pragma cache_size = -{_CACHE_KIB}"))  # what was read once is not verified and decrypted again
        if connection.execute(text("pragma cipher_integrity_check")).first() is not None:
            raise damaged()
        if connection.execute(text("pragma integrity_check(1)")).scalar() != "ok":
            raise damaged()
        if connection.execute(text("pragma foreign_key_check")).first() is not None or not has_all_pages(connection, path):
            raise damaged()
        schema = version_of(connection)
        faults = chain_faults(connection, journal) if schema == NEWEST else ()
        kept = "select count(*) from case_file where status not in ('discarded', 'erased')"
        cases = connection.execute(text(kept)).scalar_one()
        return Proof(schema, counts_of(connection), int(cases), journals.end_of(connection), faults)


def chain_faults(connection: Connection, journal: journals.Journal) -> tuple[str, ...]:
    """What is wrong with the journal of a copy, read from its first line to its last."""
    chain = ChainReading(journal)
    while chain.go_on(connection):
        pass
    return tuple(chain.faults(connection))


@contextmanager
def reading(path: Path, file_key: bytearray) -> Iterator[Connection]:
    """A connection that only reads. Raises StoreDamaged for a file that this key does not open."""
    engine = reading_engine(path, file_key)
    try:
        with faults_of_the_world(), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def counts_of(connection: Connection) -> dict[str, int]:
    """How many rows each table has, whatever the version of the store."""
    names = connection.execute(text("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'"))
    return {
        str(name): int(connection.execute(text(f'select count(*) from "{name}"')).scalar_one())  # noqa: S608 our tables
        for name in sorted(names.scalars())
    }


def attachments_of(store: Path) -> tuple[str, ...]:
    """The names of the finished files under the attachments of a store; links are not followed."""
    root = store / ATTACHMENTS_FOLDER
    names = []
    for folder, inner, files in os.walk(root):
        inner.sort()
        here = Path(folder).relative_to(store)
        names += [
            (here / name).as_posix()
            for name in sorted(files)
            if not name.endswith(_HALF_MADE) and not name.startswith(".") and not (store / here / name).is_symlink()
        ]
    return tuple(names)


def copied(source: Path, target: Path) -> Generator[None, None, CopiedFile]:
    """Copies a file in steps, flushed, and gives what was read. Raises OSError."""
    digest, length = hashlib.sha256(), 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with source.open("rb") as file, os.fdopen(handle, "wb") as out:
        for number in range(1 << 40):
            chunk = file.read(_CHUNK)
            if not chunk:
                break
            out.write(chunk)
            digest.update(chunk)
            length += len(chunk)
            if number % _CHUNKS_A_STEP == _CHUNKS_A_STEP - 1:
                yield
        out.flush()
        os.fsync(out.fileno())
    return CopiedFile(target.name, length, digest.hexdigest())


def hashed(path: Path) -> Generator[None, None, str]:
    """The SHA-256 of a file, in steps. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for number in range(1 << 40):
            chunk = file.read(_CHUNK)
            if not chunk:
                return digest.hexdigest()
            digest.update(chunk)
            if number % _CHUNKS_A_STEP == _CHUNKS_A_STEP - 1:
                yield
    return digest.hexdigest()


def copied_store(
    snapshot_folder: Path, store: Path, names: tuple[str, ...], aside: Path, before: Path | None
) -> Generator[None, None, tuple[CopiedFile, ...]]:
    """Copies a snapshot (store file and key file) and the attachments `names` of the store into the folder `aside`.

    `before`: the last backup in the same place, whose attachments are linked where they are the same. Raises OSError.
    """
    files = []
    for source in sorted(snapshot_folder.iterdir()):
        file = yield from copied(source, aside / source.name)
        files.append(file)
    for name in names:
        target = aside / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        attached = yield from _linked_or_copied(store / name, target, before / name if before is not None else None)
        if attached is not None:
            files.append(CopiedFile(name, attached.bytes, attached.sha256))
        yield
    return tuple(files)


def _linked_or_copied(source: Path, target: Path, before: Path | None) -> Generator[None, None, CopiedFile | None]:
    """None when the attachment was erased meanwhile."""
    try:
        length = source.stat().st_size
    except FileNotFoundError:
        return None
    if before is not None and before.is_file() and not before.is_symlink() and before.stat().st_size == length:
        with suppress(OSError, NotImplementedError):
            os.link(before, target)
        if target.exists():
            wanted = yield from hashed(source)
            found = yield from hashed(target)
            if wanted == found:
                return CopiedFile(target.name, length, found)
            target.unlink()
    return (yield from copied(source, target))


def finished(aside: Path, manifest: Manifest, file_key: bytearray, target: Path) -> Generator[None, None, None]:
    """Writes the manifest, reads everything back, and gives the backup its name. Raises StoreDamaged, OSError."""
    write_new(aside / MANIFEST, as_text(manifest))
    yield from compared(aside, read_manifest(aside))
    with reading(aside / STORE_FILE, file_key) as connection:  # counted it was before, and its bytes are those that were
        if journals.end_of(connection) != manifest.head:
            raise broken_backup()
    for folder in sorted({(aside / file.name).parent for file in manifest.files}, reverse=True):
        flush_names(folder)
    aside.rename(target)
    flush_names(target.parent)


def compared(backup: Path, manifest: Manifest) -> Generator[None, None, None]:
    """Reads every file of a backup and compares it with the manifest. Raises StoreDamaged, OSError."""
    for file in manifest.files:
        path = backup / file.name
        if path.is_symlink() or not path.is_file() or path.stat().st_size != file.bytes:
            raise broken_backup()
        found = yield from hashed(path)
        if found != file.sha256:
            raise broken_backup()
        yield


def thrown_away(folder: Path) -> None:
    """Takes a folder away as far as it goes; what stays is unfinished by name, and swept the next time."""
    with suppress(OSError):
        shutil.rmtree(folder, ignore_errors=True)


def flush_names(folder: Path) -> None:
    """Makes names durable; not every stick and share knows that call."""
    try:
        flush_folder(folder)
    except OSError as fault:
        if fault.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF):
            raise
