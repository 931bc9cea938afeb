"""The attachments of filed cases: taken in, read, erased. Every act has its journal line in its transaction.

A file is written aside and flushed before its row; the row makes it an attachment. What a killed program left is finished or
swept at the next opening (`settle`): a fresh file with a row gets its name, one without goes; one that was put aside to be
erased comes back when its row still has the key.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from stalkdesk.casework.attachments import (
    MOST_BYTES,
    MOST_OF_A_CASE,
    MOST_SAID,
    MOST_SHOWN_BYTES,
    Attachment,
    AttachmentState,
    GoingOn,
    NewAttachment,
    field_of,
    safe_name,
)
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.officers import Act
from stalkdesk.data import rows, tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.attachment_files import FRESH, AttachmentFiles, BrokenFile, Taken, too_large
from stalkdesk.data.attachment_rows import (
    ATTACH,
    ERASE_ATTACHMENT,
    VIEW_ATTACHMENT,
    WORDS,
    attachment_of,
    checked_pieces,
    words_of,
)
from stalkdesk.data.attachment_source import opened_source
from stalkdesk.data.case_additions import added_rows
from stalkdesk.data.case_lists import unknown_case
from stalkdesk.data.case_mac import mac_of_added
from stalkdesk.data.cases import kept_row
from stalkdesk.data.keys import KEY_BYTES
from stalkdesk.data.protected import Seal
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import time_text
from stalkdesk.errors import AttachmentDamaged, AttachmentUnfit, CaseUnknown, DeskError, NotAllowed
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr
from stalkdesk.places import ATTACHMENTS_FOLDER

_attachment = tables.attachment


class Attachments:
    """The rows and the files of the attachments of one store."""

    def __init__(self, sitting: Sitting, store_folder: Path) -> None:
        self._sitting, self.files = sitting, AttachmentFiles(store_folder / ATTACHMENTS_FOLDER)

    # -- taking in -------------------------------------------------------------------------------------------------------
    def attach(self, reference: str, new: NewAttachment, going_on: GoingOn) -> Attachment:
        """One file, one row, one journal line. Raises AttachmentUnfit, ActStopped, NotAllowed, CaseUnknown for a draft, and
        what writing raises; nothing is kept then."""
        sitting = self._sitting
        sitting.check(Act.TAKE_INTAKE)
        seal = sitting.seal if new.compartment is Compartment.PROTECTED else None
        name, said = safe_name(new.untrusted_name), cleaned(new.said, MOST_SAID, "said")
        with sitting.act() as connection:
            _next_number(connection, _filed(connection, reference).id)
        file_id, key = secrets.token_hex(16), secrets.token_bytes(KEY_BYTES)
        with opened_source(new.untrusted_source) as source:
            if source.size > MOST_BYTES:
                raise too_large()
            taken = self.files.take_in(source, file_id, key, going_on)
        words = {"name": storable(name), "kind": taken.kind.value, "sha256": taken.sha256, "said": storable(said)}
        try:
            made = self._keep(reference, file_id, taken, words | {"key": key.hex()}, seal)
        except BaseException:
            self.sweep_unless_kept(file_id)
            raise
        self.files.finish(file_id)
        return made

    def _keep(self, reference: str, file_id: str, taken: Taken, words: dict[str, str], seal: Seal | None) -> Attachment:
        with self._sitting.act() as connection:
            return write_attachment(connection, self._sitting, _filed(connection, reference), file_id, taken, words, seal)

    def sweep_unless_kept(self, file_id: str) -> None:
        """Takes the fresh file away when its row is surely not there; else the next opening decides."""
        with suppress(DeskError, RuntimeError):
            with self._sitting.act() as connection:
                is_kept = _state_of_file(connection, file_id)
            if is_kept is None:
                self.files.take_away(file_id, FRESH)

    # -- reading ---------------------------------------------------------------------------------------------------------
    def shown(self, reference: str, number: int, reason: str) -> bytes:
        """The whole file, in memory. Raises AttachmentUnfit above `MOST_SHOWN_BYTES`, and what `pieces` raises."""
        return b"".join(self.pieces(reference, number, reason, MOST_SHOWN_BYTES))

    def pieces(self, reference: str, number: int, reason: str, most: int = MOST_BYTES) -> Iterator[bytes]:
        """The file as it was read, piece by piece, checked against its hash at the end; the consultation is in the journal
        before the first. Raises NotAllowed for B without a reason, CaseUnknown, and AttachmentDamaged, after which nothing of
        what came is to be used."""
        sitting = self._sitting
        sitting.check(Act.READ_CASE)
        with sitting.act() as connection:
            case = _filed(connection, reference)
            row = _kept(connection, case.id, number)
            seal = self._may_open(reason) if row.compartment == Compartment.PROTECTED.value else None
            if row.size > most:
                raise AttachmentUnfit(tr("Bilaget er for stort til at blive vist her. Det ligger i sagen, som det er."))
            words = words_of(row, seal)
            sitting.note(connection, VIEW_ATTACHMENT, case.reference, [field_of(number)], reason.strip())
        try:
            yield from checked_pieces(self.files, row, words)
        except BrokenFile:
            raise broken_attachment(number) from None

    def of_b(self, reference: str, reason: str) -> tuple[Attachment, ...]:
        """The attachments of compartment B, with their names; journalled with the reason before they are given."""
        sitting, seal = self._sitting, self._may_open(reason)
        with sitting.act() as connection:
            case = _filed(connection, reference)
            found = [row for row in added_rows(connection, _attachment, case.id) if row.sealed is not None]
            sitting.note(connection, "view_protected", case.reference, [field_of(row.number) for row in found], reason.strip())
            return tuple(attachment_of(row, seal) for row in found)

    def _may_open(self, reason: str) -> Seal:
        self._sitting.check(Act.READ_PROTECTED)
        if not reason.strip():
            raise NotAllowed(tr("Skriv, hvorfor de beskyttede oplysninger åbnes. Begrundelsen kommer i journalen."))
        return self._sitting.seal

    # -- erasing ---------------------------------------------------------------------------------------------------------
    def erase(self, reference: str, number: int, reason: str) -> None:
        """Takes away the key, every word and the file; number, time and size stay. Can't be undone, but by a backup."""
        sitting = self._sitting
        sitting.check(Act.ERASE_ATTACHMENT)
        why = cleaned(reason, MOST_SAID, "why")
        if not why:
            raise NotAllowed(tr("Skriv, hvorfor bilaget slettes. Begrundelsen kommer i journalen."))
        with sitting.act() as connection:
            case = _filed(connection, reference)
            row = _kept(connection, case.id, number)
            gone: rows.Row = dict.fromkeys((*WORDS, "sealed"))
            gone |= {"state": AttachmentState.ERASED.value, "why": storable(why)}
            gone["mac"] = mac_of_added(sitting.journal, _attachment, {**row._mapping, **gone})
            here = (_attachment.c.case_id == case.id) & (_attachment.c.number == number)
            connection.execute(update(_attachment).where(here).values(**gone))
            sitting.note(connection, ERASE_ATTACHMENT, case.reference, [field_of(number)], why)
            self.files.put_aside(row.file_id)
        self.files.take_away(row.file_id)

    # -- after a kill ----------------------------------------------------------------------------------------------------
    def settle(self) -> None:
        """Finishes or sweeps what a killed program has left. Nothing that has no leftover is looked at."""
        for path in self.files.unfinished():
            with self._sitting.act() as connection:
                state = _state_of_file(connection, path.stem)
            if state == AttachmentState.KEPT.value:
                self.files.finish(path.stem, path.suffix)
            else:
                self.files.take_away(path.stem, path.suffix)


def write_attachment(
    connection: Connection,
    sitting: Sitting,
    case: rows.StoredRow,
    file_id: str,
    taken: Taken,
    words: dict[str, str],
    seal: Seal | None,
) -> Attachment:
    """Keeps the row of a file that lies fresh in its folder, with its journal line, in the caller's transaction; then `finish`
    is due. `words`: its name, kind, hash, what is said of it, and its key in hex. `seal`: for one of compartment B."""
    number = _next_number(connection, case.id)
    row: rows.Row = {
        "case_id": case.id,
        "number": number,
        "state": AttachmentState.KEPT.value,
        "compartment": (Compartment.FACTS if seal is None else Compartment.PROTECTED).value,
        "file_id": file_id,
        "size": taken.size,
        "at": time_text(sitting.now()),
        "by": storable(sitting.officer.initials),
        "why": "",
    }
    row |= _in_its_compartment(words, case.id, number, seal)
    row["mac"] = mac_of_added(sitting.journal, _attachment, row)
    connection.execute(insert(_attachment), row)
    sitting.note(connection, ATTACH, case.reference, [field_of(number)])
    return attachment_of(_row(connection, case.id, number), seal)


def _in_its_compartment(words: dict[str, str], case_id: str, number: int, seal: Seal | None) -> rows.Row:
    if seal is None:
        return {**words, "key": bytes.fromhex(words["key"]), "sealed": None}
    sealed = seal.sealed(json.dumps(words).encode(), case_id, rows.attachment_bound(number))
    return {**dict.fromkeys(WORDS), "sealed": sealed}


def _filed(connection: Connection, reference: str) -> rows.StoredRow:
    row = kept_row(connection, reference)
    if row.status != CaseStatus.FILED.value:
        raise unknown_case()
    return row


def _row(connection: Connection, case_id: str, number: int) -> rows.StoredRow:
    here = (_attachment.c.case_id == case_id) & (_attachment.c.number == number)
    return connection.execute(select(_attachment).where(here)).first()


def _kept(connection: Connection, case_id: str, number: int) -> rows.StoredRow:
    row = _row(connection, case_id, number)
    if row is None or row.state != AttachmentState.KEPT.value:
        raise CaseUnknown(tr("Sagen har ikke noget bilag {number}.", number=number))
    return row


def _next_number(connection: Connection, case_id: str) -> int:
    numbers = select(_attachment.c.number).where(_attachment.c.case_id == case_id).order_by(_attachment.c.number.desc())
    number = int(connection.execute(numbers.limit(1)).scalar() or 0) + 1
    if number > MOST_OF_A_CASE:
        raise AttachmentUnfit(tr("En sag kan have {most} bilag, og så mange har den.", most=MOST_OF_A_CASE))
    return number


def _state_of_file(connection: Connection, file_id: str) -> str | None:
    found = connection.execute(select(_attachment.c.state).where(_attachment.c.file_id == file_id)).scalar()
    return None if found is None else str(found)


def broken_attachment(number: int) -> AttachmentDamaged:
    """The sentence for one attachment whose file is gone or not as it was."""
    return AttachmentDamaged(
        tr(
            "Bilag {number} mangler eller er beskadiget og vises ikke. Sagens andre bilag kan stadig læses. Få det lagt på "
            "plads fra en sikkerhedskopi.",
            number=number,
        )
    )
