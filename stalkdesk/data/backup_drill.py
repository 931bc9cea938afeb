"""The drill: the newest backup laid out in a scratch folder, opened, counted, compared with its manifest and with the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from stalkdesk.casework.backups import Drill
from stalkdesk.data import tables
from stalkdesk.data.backup_copy import proved
from stalkdesk.data.backup_manifest import Manifest
from stalkdesk.data.restoring import copied_as_written
from stalkdesk.data.sitting import Sitting
from stalkdesk.errors import DeskError, DiskFull, StoreDamaged
from stalkdesk.language import tr
from stalkdesk.places import STORE_FILE


def drilled(backup: Path, manifest: Manifest, scratch: Path, sitting: Sitting, file_key: bytearray) -> Drill:
    """What the drill found. The caller throws `scratch` away. Raises DiskFull."""
    cases: list[int] = []
    faults = tuple(_faults(backup, manifest, scratch, sitting, file_key, cases))
    counted = cases[0] if cases else 0
    return Drill(manifest.seen(backup), sitting.now(), counted, manifest.attachments, manifest.head.number, faults)


def _faults(
    backup: Path, manifest: Manifest, scratch: Path, sitting: Sitting, file_key: bytearray, cases: list[int]
) -> Iterator[str]:
    if not manifest.has_our_mac(sitting.journal):
        yield tr("Sikkerhedskopiens oversigt er ændret af nogen, der ikke har nøglen.")
    try:
        scratch.mkdir(mode=0o700)
        for file in manifest.files:
            for _ in copied_as_written(backup, file.name, file.sha256, scratch):
                pass
        proof = proved(scratch / STORE_FILE, file_key, sitting.journal)
        cases.append(proof.cases)
    except OSError as fault:
        yield tr("Sikkerhedskopien kunne ikke læses til ende: {problem}", problem=fault.strerror or "?")
        return
    except StoreDamaged:
        yield tr("Sikkerhedskopien er ændret, afkortet eller låst med en nøgle, der er skiftet ud. Tag en ny.")
        return
    except DiskFull:
        raise
    except DeskError as fault:
        yield str(fault)
        return
    if dict(proof.counts) != dict(manifest.counts) or proof.head != manifest.head:
        yield tr("Sikkerhedskopien holder ikke så meget, som dens oversigt siger.")
    yield from proof.faults
    if not _is_ours(manifest, sitting):
        yield tr("Journalen i sikkerhedskopien fortsætter ikke i sagsskabets: det ene af dem er en anden udgave.")


def _is_ours(manifest: Manifest, sitting: Sitting) -> bool:
    """Whether the store still holds the line that the backup ends with."""
    line = tables.journal.c
    with sitting.act() as connection:
        chain = connection.execute(select(line.chain).where(line.number == manifest.head.number)).scalar()
    return bool(chain == manifest.head.chain)
