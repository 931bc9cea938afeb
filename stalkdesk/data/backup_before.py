"""A backup beside the store before a newer program changes its tables; it goes away by itself after some weeks.

It lies on the same disk, so it costs little (attachments are linked) and helps against a bad update only: no place of the
supervisor's is needed for it, and it is restored like any other.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from stalkdesk import __version__
from stalkdesk.casework.backups import Occasion
from stalkdesk.data.backup_copy import attachments_of, copied_store, finished, proved, snapshot, thrown_away
from stalkdesk.data.backup_manifest import UNFINISHED, Manifest, backups_in, name_of
from stalkdesk.data.cipher import faults_of_the_world
from stalkdesk.data.inner_keys import inner_keys
from stalkdesk.data.journal import Journal
from stalkdesk.data.key_file import KeyFile, as_text
from stalkdesk.data.keys import DataKeys, wipe
from stalkdesk.data.sitting import utc_now
from stalkdesk.data.whole_files import as_desk_error, write_new
from stalkdesk.places import KEY_FILE, STORE_FILE

BEFORE = "before-update"
STAYS = timedelta(days=42)
_SCRATCH = "update" + UNFINISHED


def copied_before(engine: Engine, folder: Path, content: KeyFile, keys: DataKeys, file_key: bytearray) -> Path:
    """Makes the backup, and gives its folder. Raises DiskFull, PlaceUnfit, StoreDamaged: then nothing may be changed."""
    with faults_of_the_world(), engine.begin() as connection:
        inner = inner_keys(connection, keys)
    journal = Journal(inner.journal)
    scratch, at = folder / _SCRATCH, utc_now()
    while (target := folder / BEFORE / name_of(content.store_id, at)).exists():
        at += timedelta(seconds=1)  # tried twice within a second: each copy has a name of its own
    try:
        for left in (scratch, *(folder / BEFORE).glob("*" + UNFINISHED)):
            thrown_away(left)
        for _ in _made(engine, folder, content, file_key, journal, (scratch, target), at):
            pass
    except OSError as fault:
        raise as_desk_error(fault) from None
    finally:
        thrown_away(scratch)
        journal.wipe()
        wipe(inner.protected)
    return target


def _made(
    engine: Engine,
    folder: Path,
    content: KeyFile,
    file_key: bytearray,
    journal: Journal,
    ways: tuple[Path, Path],
    at: datetime,
) -> Generator[None, None, None]:
    scratch, target = ways
    scratch.mkdir(mode=0o700)
    snapshot(engine, file_key, scratch / STORE_FILE)
    write_new(scratch / KEY_FILE, as_text(content))
    proof = proved(scratch / STORE_FILE, file_key, journal)
    aside = target.with_name(target.name + UNFINISHED)
    aside.mkdir(mode=0o700, parents=True)
    try:
        files = yield from copied_store(scratch, folder, attachments_of(folder), aside, folder)
        manifest = Manifest(
            content.store_id,
            at,
            __version__,
            proof.schema,
            Occasion.MIGRATION,
            not proof.faults,
            proof.counts,
            proof.head,
            files,
        ).sealed(journal)
        yield from finished(aside, manifest, file_key, target)
    except BaseException:
        thrown_away(aside)
        raise


def clean_away(folder: Path, store_id: str, now: datetime) -> None:
    """Takes the ones away that are older than some weeks."""
    with suppress(OSError):
        for backup, manifest in backups_in(folder / BEFORE, store_id):
            if now - manifest.made_at > STAYS:
                thrown_away(backup)
