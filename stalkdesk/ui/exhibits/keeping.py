"""What the worker does when an exhibit is kept: the file first, then the exhibit that names its hash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stalkdesk.casework.attachments import GoingOn
from stalkdesk.casework.drawer import Drawer
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.exhibits import CustodyAct, KeptExhibit, same_file
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.language import tr
from stalkdesk.ui.exhibits.custody_form import WantedCustody
from stalkdesk.ui.exhibits.exhibit_form import WantedExhibit


@dataclass(frozen=True, slots=True)
class Taken:
    """An exhibit that is kept now, and what there is to say of it."""

    number: int
    sentence: str


def keep_exhibit(
    drawer: Drawer, reference: str, wanted: WantedExhibit, kept: Sequence[KeptExhibit], going_on: GoingOn
) -> Taken:
    """Takes the file in, when there is one, and keeps the exhibit. Raises AttachmentUnfit, ActStopped, CaseChanged, NotAllowed,
    BadAnswer; a file that is in and is no exhibit yet stays an attachment, which can be made one."""
    exhibit = wanted.exhibit
    if wanted.file is not None:
        file = drawer.attach(reference, wanted.file, going_on)
        exhibit = replace(exhibit, attachment=file.number, sha256=file.sha256, taken_at=file.at)
    new = NewEntry(EntryKind.EXHIBIT, exhibit, wanted.subject, seen=wanted.seen)
    (made,) = drawer.keep_entries(reference, [new])
    same = same_file(kept, exhibit.sha256) if not wanted.subject else None
    if same is not None:
        says = tr(
            "Gemt som effekt {number}. Det er den samme fil som effekt {same}, til sidste tegn.",
            number=made.subject,
            same=same.number,
        )
        return Taken(made.subject, says)
    return Taken(made.subject, tr("Effekt {number} er gemt.", number=made.subject))


def keep_custody(drawer: Drawer, reference: str, wanted: WantedCustody) -> Taken:
    """Adds a line of custody. Raises CaseChanged, NotAllowed, BadAnswer."""
    custody = wanted.custody
    recipient = {CustodyAct.GIVEN_BACK: Recipient.VICTIM, CustodyAct.HANDED_ON: Recipient.OTHER_AUTHORITY}.get(custody.act)
    drawer.keep_entries(
        reference,
        [NewEntry(EntryKind.CUSTODY, custody, wanted.number, custody.why, recipient, custody.contact_id, wanted.seen)],
    )
    return Taken(wanted.number, tr("Det er noteret på effekt {number}.", number=wanted.number))
