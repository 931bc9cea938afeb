"""Everything out: first a line in the journal, then a folder aside, and its name only when it is whole (docs/export.md).

It is the most secret there is, in plain text. So it takes a supervisor, a reason, and every key; and for each case the reading
of compartment B stands in the journal as it does at the screen. What can't be read is named, and the rest goes on.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from stalkdesk import __version__, places
from stalkdesk.casework.exporting import SCHEMA, SCHEMA_VERSION, Exported, GoingOn
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.officers import Act
from stalkdesk.data import export_content as content
from stalkdesk.data import export_place, journal, rows, tables
from stalkdesk.data.attachment_files import AttachmentFiles, BrokenFile
from stalkdesk.data.attachment_rows import checked_pieces, words_of
from stalkdesk.data.case_additions import added_rows
from stalkdesk.data.migrations.version import version_of
from stalkdesk.data.protected import Seal
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.store_kind import MARK, StoreKind
from stalkdesk.data.times import time_text
from stalkdesk.data.whole_files import as_desk_error
from stalkdesk.errors import ActStopped, DeskError, NotAllowed, StoreDamaged, TooLong
from stalkdesk.language import tr

MANIFEST, SCHEMA_FILE = "manifest.json", "export.schema.json"
_MOST_REASON = 500
_ALL = ("all",)
_UNREADABLE = (StoreDamaged, ValueError, TypeError, LookupError, AttributeError, RecursionError)


@dataclass(slots=True)
class _Folder:
    """Files written so far, with what the manifest says of each."""

    path: Path
    files: dict[str, dict[str, object]] = field(default_factory=dict)
    go_on: Callable[[], object] = lambda: None
    """Asked before each piece; raises ActStopped when somebody said stop."""

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """One file. What breaks it off leaves none. Raises OSError, and what `pieces` raises."""
        target, digest, size = self.path / name, hashlib.sha256(), 0
        self._make(target.parent)
        try:
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                for piece in pieces:
                    self.go_on()
                    digest.update(piece)
                    size += len(piece)
                    file.write(piece)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        self.files[name] = {"bytes": size, "sha256": digest.hexdigest()}

    def _make(self, folder: Path) -> None:
        """Every folder on the way for the officer alone."""
        if folder != self.path:
            self._make(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)

    def write_json(self, name: str, plain: dict[str, Any], kind: str) -> None:
        """One JSON file that says what it is."""
        self.write(name, [_text(plain | {"schema": SCHEMA, "schema_version": SCHEMA_VERSION, "kind": kind}, 1) + b"\n"])


@dataclass(slots=True)
class _Counts:
    """What is in it."""

    filed: int = 0
    draft: int = 0
    discarded: int = 0
    erased: int = 0
    attachments: int = 0
    journal_lines: int = 0
    officers: int = 0


class Exporting:
    """Writes everything out."""

    def __init__(self, sitting: Sitting, store_folder: Path) -> None:
        self._sitting, self._store = sitting, store_folder
        self._files = AttachmentFiles(store_folder / places.ATTACHMENTS_FOLDER)

    def everything(self, target: Path, reason: str, going_on: GoingOn) -> Exported:
        """Raises NotAllowed, TooLong, PlaceUnfit before anything is written or noted; DiskFull, PlaceUnfit, ActStopped and what
        the journal raises later: then nothing is left."""
        sitting, why = self._sitting, _checked(reason)
        sitting.check(Act.EXPORT_ALL)
        sitting.check(Act.READ_PROTECTED)
        seal = sitting.seal
        export_place.check_target(target, self._store)
        with sitting.turn:
            self._note(why)
            try:
                return self._written(target, seal, why, going_on)
            except BaseException:
                with suppress(DeskError):
                    self._note_end("stopped", why)
                raise

    def _note(self, why: str) -> None:
        """The export, and each case whose compartment B is read for it, in one transaction."""
        sitting, case = self._sitting, tables.case_file
        with sitting.act() as connection:
            references = {row.id: row.reference for row in connection.execute(select(case.c.id, case.c.reference))}
            opened = content.protected_fields(connection)
            at, officer_id = sitting.now(), sitting.officer.id
            acts = [journal.Act(at, officer_id, "export", "", _ALL, why, Recipient.OWN_UNIT)]
            for case_id, reference in references.items():
                if case_id in opened:
                    acts.append(journal.Act(at, officer_id, "view_protected", reference, opened[case_id], why))
            sitting.journal.write(connection, *acts)

    def _note_end(self, how: str, why: str) -> None:
        with self._sitting.act() as connection:
            self._sitting.note(connection, "export", fields=(*_ALL, how), reason=why)

    def _written(self, target: Path, seal: Seal, why: str, going_on: GoingOn) -> Exported:
        aside: Path | None = None
        try:
            aside = export_place.begun(target)
            exported = self._filled(_Folder(aside), target, seal, why, going_on)
            export_place.finished(aside, target)
        except OSError as fault:
            if aside is not None:
                export_place.taken_away(aside)
            raise as_desk_error(fault) from None
        except BaseException:
            if aside is not None:
                export_place.taken_away(aside)
            raise
        return exported

    def _filled(self, folder: _Folder, target: Path, seal: Seal, why: str, going_on: GoingOn) -> Exported:
        counts, faults = _Counts(), list[str]()
        with self._sitting.act() as connection:
            folder.write(SCHEMA_FILE, [(places.resources() / SCHEMA_FILE).read_bytes()])
            officers = content.officers_content(connection)
            counts.officers = len(officers)
            folder.write_json("unit.json", {"unit": content.unit_content(connection)}, "unit")
            folder.write_json("officers.json", {"officers": officers}, "officers")
            folder.write_json("settings.json", {"settings": content.settings_content(connection)}, "settings")
            folder.write_json("content_changes.json", {"changes": content.changes_content(connection)}, "content_changes")
            folder.write_json("register.json", {"lines": content.register_content(connection, seal)}, "register")
            for case in _stoppable(connection, folder, going_on):
                faults += self._case(connection, folder, seal, case, counts)
            folder.write("journal.json", _journal(connection, counts))
            manifest = self._manifest(connection, folder, counts, faults) | {"reason": why}
        files = dict(sorted(folder.files.items()))
        folder.write_json(MANIFEST, manifest | {"files": files}, "manifest")
        cases = counts.filed + counts.draft + counts.discarded + counts.erased
        return Exported(target, len(files), cases, counts.attachments, counts.journal_lines, tuple(faults))

    def _case(
        self, connection: Connection, folder: _Folder, seal: Seal, case: rows.StoredRow, counts: _Counts
    ) -> Iterator[str]:
        """A case and its attachments; gives a sentence for what could not be read."""
        try:
            plain = content.case_content(connection, seal, case)
            setattr(counts, case.status, getattr(counts, case.status) + 1)
        except _UNREADABLE:
            yield tr("Sagen {reference} kan ikke læses helt.", reference=case.reference)
            return
        kept = {row.number: row for row in added_rows(connection, tables.attachment, case.id) if row.state == "kept"}
        for one in plain["attachments"]:
            if one["number"] not in kept:
                continue
            name = f"attachments/{case.reference}/{one['number']:03}"
            row = kept[one["number"]]
            try:
                folder.write(name, checked_pieces(self._files, row, words_of(row, seal)))
            except (BrokenFile, *_UNREADABLE):
                yield tr("Bilag {number} i sagen {reference} kan ikke læses.", number=row.number, reference=case.reference)
                continue
            one["file"] = name
            counts.attachments += 1
        folder.write_json(f"cases/{case.reference}.json", plain, "case")

    def _manifest(self, connection: Connection, folder: _Folder, counts: _Counts, faults: list[str]) -> dict[str, object]:
        store = connection.execute(select(tables.store)).one()
        marked = connection.execute(select(tables.setting.c.value).where(tables.setting.c.key == MARK)).scalar()
        last = journal.end_of(connection)
        return {
            "program": __version__,
            "store": {
                "id": store.id,
                "made_at": store.made_at,
                "kind": marked or StoreKind.DESK.value,
                "tables_version": version_of(connection),
            },
            "made_at": time_text(self._sitting.now()),
            "made_by": self._sitting.officer.id,
            "journal": {"number": last.number, "chain": last.chain},
            "counts": {name: getattr(counts, name) for name in _Counts.__dataclass_fields__},
            "faults": list(faults),
        }


def _stoppable(connection: Connection, folder: _Folder, going_on: GoingOn) -> Iterator[rows.StoredRow]:
    """Every case; before each, and before each piece of a file, it is asked whether to go on."""
    total = connection.execute(select(func.count()).select_from(tables.case_file)).scalar_one()
    done = 0

    def ask() -> None:
        if not going_on(done, total):
            raise ActStopped(tr("Der er ikke hentet noget ud: du stoppede undervejs. Der ligger intet tilbage i mappen."))

    folder.go_on = ask
    for case in content.case_rows(connection):
        ask()
        yield case
        done += 1
    ask()


def _checked(reason: str) -> str:
    why = reason.strip()
    if not why:
        raise NotAllowed(tr("Skriv, hvorfor alt hentes ud. Begrundelsen kommer i journalen."))
    if len(why) > _MOST_REASON:
        raise TooLong(tr("Teksten er for lang: der er plads til {most} tegn.", most=_MOST_REASON))
    return why


def _journal(connection: Connection, counts: _Counts) -> Iterator[bytes]:
    """The journal as one JSON file, line by line, since it may be long."""
    yield b'{"kind": "journal", "lines": [\n'
    for line in content.journal_content(connection):
        yield (b",\n" if counts.journal_lines else b"") + _text(line, None)
        counts.journal_lines += 1
    keys = content.signing_keys_content(connection)
    yield b"\n], " + _text({"schema": SCHEMA, "schema_version": SCHEMA_VERSION, "signing_keys": keys}, None)[1:] + b"\n"


def _text(plain: object, indent: int | None) -> bytes:
    """JSON in UTF-8, keys sorted; halves of characters, which UTF-8 can't carry, as question marks."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=indent).encode("utf-8", "replace")
