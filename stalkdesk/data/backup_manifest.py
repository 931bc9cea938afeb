"""What a backup says of itself: `manifest.json`, under an HMAC with the journal's key.

```
format, version, store, made_at, program, schema, occasion, sound
counts {table: rows}, journal {number, chain}
files [{name, bytes, sha256}, …]
mac: HMAC-SHA256 over all of it
```
Number and chain of the journal's last line make it an anchor outside the store. Nothing personal is in it. What is read is
untrusted until `check_mac` has passed: sizes, counts and names have hard caps.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from stalkdesk.casework.backups import BackupSeen, Occasion
from stalkdesk.data.journal import Journal
from stalkdesk.data.key_file import Anchor
from stalkdesk.data.times import time_text
from stalkdesk.errors import PlaceUnfit, StoreDamaged, StoreTooNew
from stalkdesk.language import tr
from stalkdesk.places import ATTACHMENTS_FOLDER, KEY_FILE, STORE_FILE

MANIFEST = "manifest.json"
UNFINISHED = ".unfinished"
FORMAT, VERSION = "stalkdesk backup", 1
_NAME = re.compile(r"desk-backup-\d{8}T\d{6}Z-([0-9a-f]{8})(-\d{1,4})?")
_PART = re.compile(r"[0-9A-Za-z_][0-9A-Za-z._-]{0,120}")
_WORD = re.compile(r"[0-9A-Za-z._+-]{1,40}")
_MOST_BYTES = 64 * 1024 * 1024
_MOST_FILES = 200_000
_MOST_TABLES = 200
_PARTS = {
    "format",
    "version",
    "store",
    "made_at",
    "program",
    "schema",
    "occasion",
    "sound",
    "counts",
    "journal",
    "files",
    "mac",
}


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file of a backup: where it lies in it, how long it is, what is in it."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    store_id: str
    made_at: datetime
    program: str
    schema: str
    occasion: Occasion
    is_sound: bool
    """Whether the journal in it was whole."""
    counts: Mapping[str, int]
    head: Anchor
    files: tuple[CopiedFile, ...]
    mac: str = ""

    @property
    def attachments(self) -> int:
        """How many files of attachments are in it."""
        return sum(file.name.startswith(ATTACHMENTS_FOLDER + "/") for file in self.files)

    def sealed(self, journal: Journal) -> Manifest:
        """With the HMAC of this content."""
        return replace(self, mac=_mac(self, journal))

    def has_our_mac(self, journal: Journal) -> bool:
        """Whether it was written by who held the data key, and is as it was written."""
        return hmac.compare_digest(self.mac, _mac(self, journal))

    def seen(self, folder: Path) -> BackupSeen:
        """What anybody may see of it."""
        return BackupSeen(folder, self.made_at, self.program, sum(file.bytes for file in self.files), self.store_id)


def name_of(store_id: str, made_at: datetime) -> str:
    """The name of a backup: a time in UTC and the beginning of the store's random number; nothing personal."""
    return f"desk-backup-{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{store_id[:8]}"


def made_at_of(name: str) -> datetime | None:
    """When a backup of that name was made; None for a name that is not one of ours."""
    if _NAME.fullmatch(name) is None:
        return None
    try:
        return datetime.strptime(name.split("-")[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def as_text(manifest: Manifest) -> bytes:
    """The manifest as it is written."""
    return json.dumps({**_content(manifest), "mac": manifest.mac}, indent=1).encode() + b"\n"


def read_manifest(backup: Path) -> Manifest:
    """The manifest of a backup, its form checked. Raises StoreDamaged, StoreTooNew, PlaceUnfit."""
    try:
        with (backup / MANIFEST).open("rb") as file:
            untrusted_text = file.read(_MOST_BYTES + 1)
        if len(untrusted_text) > _MOST_BYTES:
            raise ValueError
        return _parsed(json.loads(untrusted_text))
    except FileNotFoundError:
        raise no_backup(backup) from None
    except OSError:
        raise unreadable_place(backup) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        raise broken_backup() from None


def backups_in(place: Path, store_id: str = "") -> tuple[tuple[Path, Manifest], ...]:
    """The finished backups in a place, newest first, of one store or of all; what can't be read is left out.

    Raises OSError when the place can't be looked into.
    """
    found = []
    for folder in sorted(place.iterdir()):
        named = _NAME.fullmatch(folder.name)
        if named is None or (store_id and named[1] != store_id[:8]) or not (folder / MANIFEST).is_file():
            continue
        try:
            manifest = read_manifest(folder)
        except (StoreDamaged, StoreTooNew, PlaceUnfit):
            continue
        if not store_id or manifest.store_id == store_id:
            found.append((folder, manifest))
    return tuple(sorted(found, key=lambda one: (one[1].made_at, one[0].name), reverse=True))


def anchors_in(place: Path, store_id: str, journal: Journal) -> tuple[tuple[datetime, Anchor], ...]:
    """When, and with which last line of the journal, the backups in a place were made: what this data key vouches for, newest
    first. Empty when the place is not there."""
    try:
        return tuple((one.made_at, one.head) for _, one in backups_in(place, store_id) if one.has_our_mac(journal))
    except OSError:
        return ()


def is_name_of_ours(name: str, store_id: str) -> bool:
    """Whether a finished or unfinished backup of this store would have that name."""
    named = _NAME.fullmatch(name.removesuffix(UNFINISHED))
    return named is not None and named[1] == store_id[:8]


def no_backup(folder: Path) -> PlaceUnfit:
    """The sentence for a folder that is no backup."""
    return PlaceUnfit(tr("I mappen {folder} ligger der ingen sikkerhedskopi fra StalkDesk. Vælg en anden.", folder=folder))


def unreadable_place(folder: Path) -> PlaceUnfit:
    """The sentence for a place that can't be read."""
    return PlaceUnfit(
        tr("{folder} kan ikke læses lige nu. Sæt USB-stikket i, eller få adgang til mappen, og prøv igen.", folder=folder)
    )


def broken_backup() -> StoreDamaged:
    """The sentence for a backup that can't be trusted."""
    return StoreDamaged(tr("Sikkerhedskopien er ufuldstændig eller ændret og bliver ikke brugt. Vælg en anden."))


def newer_backup() -> StoreTooNew:
    """The sentence for a backup of a newer program."""
    return StoreTooNew(tr("Sikkerhedskopien er skrevet af en nyere udgave af StalkDesk. Opdatér programmet på denne computer."))


def _content(manifest: Manifest) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "store": manifest.store_id,
        "made_at": time_text(manifest.made_at),
        "program": manifest.program,
        "schema": manifest.schema,
        "occasion": manifest.occasion.value,
        "sound": manifest.is_sound,
        "counts": dict(sorted(manifest.counts.items())),
        "journal": {"number": manifest.head.number, "chain": manifest.head.chain},
        "files": [{"name": file.name, "bytes": file.bytes, "sha256": file.sha256} for file in manifest.files],
    }


def _mac(manifest: Manifest, journal: Journal) -> str:
    canonical = json.dumps(_content(manifest), sort_keys=True, separators=(",", ":")).encode()
    return journal.mac(["backup manifest", hashlib.sha256(canonical).hexdigest()])


def _parsed(untrusted: dict[str, object]) -> Manifest:
    if untrusted["format"] != FORMAT:
        raise ValueError
    if _whole(untrusted["version"]) > VERSION:
        raise newer_backup()
    files, counts, head = untrusted["files"], untrusted["counts"], untrusted["journal"]
    if set(untrusted) != _PARTS or not isinstance(files, list) or not isinstance(counts, dict) or not isinstance(head, dict):
        raise ValueError
    if len(files) > _MOST_FILES or len(counts) > _MOST_TABLES or type(untrusted["sound"]) is not bool:
        raise ValueError
    made_at = datetime.fromisoformat(_text(untrusted["made_at"], re.compile(r"[0-9T:.Z-]{10,40}")))
    if made_at.tzinfo is None:
        raise ValueError
    return Manifest(
        store_id=_text(untrusted["store"], re.compile(r"[0-9a-f-]{36}")),
        made_at=made_at.astimezone(UTC),
        program=_text(untrusted["program"], _WORD),
        schema=_text(untrusted["schema"], _WORD),
        occasion=Occasion(_text(untrusted["occasion"], _WORD)),
        is_sound=bool(untrusted["sound"]),
        counts={_text(name, re.compile(r"[a-z_]{1,64}")): _whole(count) for name, count in counts.items()},
        head=Anchor(_whole(head["number"]), _text(head["chain"], re.compile(r"(?:[0-9a-f]{64})?"))),
        files=_files(files),
        mac=_text(untrusted["mac"], re.compile(r"[0-9a-f]{64}")),
    )


def _files(untrusted: list[dict[str, object]]) -> tuple[CopiedFile, ...]:
    files = tuple(
        CopiedFile(_safe(one["name"]), _whole(one["bytes"]), _text(one["sha256"], re.compile(r"[0-9a-f]{64}")))
        for one in untrusted
    )
    names = [file.name for file in files]
    if len(set(names)) != len(names) or STORE_FILE not in names or KEY_FILE not in names:
        raise ValueError
    return files


def _safe(untrusted: object) -> str:
    """A name that lies inside the backup: one of the two files, or something under the attachments."""
    if not isinstance(untrusted, str) or untrusted in (STORE_FILE, KEY_FILE):
        return _text(untrusted, _PART)
    parts = PurePosixPath(untrusted).parts
    if not 2 <= len(parts) <= 6 or parts[0] != ATTACHMENTS_FOLDER or "/".join(parts) != untrusted:
        raise ValueError
    if not all(_PART.fullmatch(part) and not part.endswith(".") for part in parts):
        raise ValueError
    return untrusted


def _text(untrusted: object, form: re.Pattern[str]) -> str:
    if not isinstance(untrusted, str) or not form.fullmatch(untrusted):
        raise ValueError
    return untrusted


def _whole(untrusted: object) -> int:
    if type(untrusted) is not int or not 0 <= untrusted < 2**62:
        raise ValueError
    return untrusted
