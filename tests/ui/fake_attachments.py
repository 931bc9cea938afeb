"""What the fake drawer does with attachments: bytes in memory, the same refusals a screen can see."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from stalkdesk.casework.attachments import (
    Attachment,
    AttachmentState,
    GoingOn,
    NewAttachment,
    field_of,
    kind_of,
    safe_name,
)
from stalkdesk.casework.officers import Act
from stalkdesk.errors import ActStopped, AttachmentDamaged, AttachmentUnfit, NotAllowed
from stalkdesk.intake.checklist import Compartment
from tests.ui.fake_additions import FakeAdditions


class FakeAttachments(FakeAdditions):
    """Keeps attachments. `damaged` numbers can't be read."""

    damaged: frozenset[int] = frozenset()

    def attach(self, reference: str, new: NewAttachment, going_on: GoingOn = lambda _done, _of: True) -> Attachment:
        case, source = self._filed_case(reference), new.untrusted_source
        content = source.read_bytes() if isinstance(source, Path) else source
        if not content:
            raise AttachmentUnfit("Filen er tom. Vælg en anden.")
        if not going_on(len(content), len(content)):
            raise ActStopped("Filen blev ikke taget ind.")
        number = len(case.attachments) + 1
        at, name = self._write("attach", reference, [field_of(number)]), safe_name(new.untrusted_name)
        kind, digest = kind_of(content), hashlib.sha256(content).hexdigest()
        facts = (number, new.compartment, AttachmentState.KEPT, len(content), at, self._officer.initials)
        made = Attachment(*facts, name, kind, digest, new.said)
        case.attachments.append((made, content))
        return made

    def attachment_bytes(self, reference: str, number: int, reason: str = "") -> bytes:
        made, content = self._filed_case(reference).attachments[number - 1]
        if made.compartment is Compartment.PROTECTED and not reason.strip():
            raise NotAllowed("Skriv, hvorfor det åbnes.")
        self._write("view_attachment", reference, [field_of(number)], reason)
        if number in self.damaged:
            raise AttachmentDamaged(f"Bilag {number} mangler eller er beskadiget. Sagens andre bilag kan stadig læses.")
        return content

    def protected_attachments(self, reference: str, reason: str) -> tuple[Attachment, ...]:
        found = [made for made, _ in self._filed_case(reference).attachments if made.compartment is Compartment.PROTECTED]
        self._write("view_protected", reference, [field_of(made.number) for made in found], reason)
        return tuple(found)

    def erase_attachment(self, reference: str, number: int, reason: str) -> None:
        if not self._officer.may(Act.ERASE_ATTACHMENT):
            raise NotAllowed("Det må kun en leder.")
        case = self._filed_case(reference)
        self._write("erase_attachment", reference, [field_of(number)], reason)
        made, _ = case.attachments[number - 1]
        gone = replace(made, state=AttachmentState.ERASED, name="", sha256="", said="", why=reason)
        case.attachments[number - 1] = (gone, b"")
