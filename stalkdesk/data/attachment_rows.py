"""The rows of attachments, read: what they are, and what their files hold. Nothing here writes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import Connection

from stalkdesk.casework.attachments import Attachment, AttachmentKind, AttachmentState
from stalkdesk.data import rows, tables
from stalkdesk.data.attachment_files import AttachmentFiles, BrokenFile
from stalkdesk.data.case_additions import added_rows
from stalkdesk.data.damage import known, unreadable
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import time_from
from stalkdesk.intake.checklist import Compartment

ATTACH = "attach"
"""The journal's word for taking a file in."""
VIEW_ATTACHMENT = "view_attachment"
"""Its word for opening one."""
ERASE_ATTACHMENT = "erase_attachment"
"""Its word for erasing one."""
WORDS = ("name", "kind", "sha256", "said", "key")
"""What is told of an attachment in its compartment: of B all of it is sealed."""


def attachments_of(connection: Connection, case_id: str) -> tuple[Attachment, ...]:
    """The attachments of a case as they are listed, of compartment B only that they are there."""
    return tuple(attachment_of(row) for row in added_rows(connection, tables.attachment, case_id))


def attachment_of(row: rows.StoredRow, seal: Seal | None = None) -> Attachment:
    """An attachment as it is listed; of compartment B only with the seal what it is. Raises StoreDamaged."""
    state, compartment = known(AttachmentState, row.state), known(Compartment, row.compartment)
    words = words_of(row, seal) if state is AttachmentState.KEPT and (row.sealed is None or seal is not None) else {}
    return Attachment(
        number=row.number,
        compartment=compartment,
        state=state,
        size=row.size,
        at=time_from(row.at),
        by=row.by,
        name=words.get("name", ""),
        kind=known(AttachmentKind, words.get("kind", AttachmentKind.OTHER.value)),
        sha256=words.get("sha256", ""),
        said=words.get("said", ""),
        why=row.why,
    )


def words_of(row: rows.StoredRow, seal: Seal | None) -> dict[str, str]:
    """Name, kind, hash, what was said, and the key in hex. Raises StoreDamaged."""
    if row.sealed is None:
        return {name: getattr(row, name) for name in WORDS[:-1]} | {"key": row.key.hex()}
    assert seal is not None
    try:
        words = json.loads(seal.opened(row.sealed, row.case_id, rows.attachment_bound(row.number)))
        return {name: str(words[name]) for name in WORDS}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise unreadable() from None


def checked_pieces(files: AttachmentFiles, row: rows.StoredRow, words: dict[str, str]) -> Iterator[bytes]:
    """What the file of a row holds. Raises BrokenFile, at its end when it is not what was read when it was taken in."""
    digest = hashlib.sha256()
    for piece in files.pieces(row.file_id, bytes.fromhex(words["key"]), row.size):
        digest.update(piece)
        yield piece
    if digest.hexdigest() != words["sha256"]:
        raise BrokenFile
