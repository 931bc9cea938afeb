"""Takes a log in: the original first, then the incidents with the entry that says where they come from, in one transaction.

What is killed in between leaves the original among the attachments and no incident. The next try finds it there by its hash and
does not keep it twice, unless it lies in compartment B, which is not opened for that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.attachments import Attachment, NewAttachment
from stalkdesk.casework.drawer import Drawer
from stalkdesk.casework.evaluations import Confirmation, Evaluation, Weighing
from stalkdesk.casework.log.log_columns import Choices, headings
from stalkdesk.casework.log.log_import import Preview, RowState
from stalkdesk.casework.log.log_tables import LogTable
from stalkdesk.casework.log.logs_taken_in import LogTakenIn, TakenColumn
from stalkdesk.intake.checklist import Compartment
from stalkdesk.language import tr
from stalkdesk.ui.logimport.begun_log import BegunLog


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the person has confirmed."""

    found: Preview
    addition: Addition
    weighing: Weighing
    confirmation: Confirmation


def take_in(drawer: Drawer, begun: BegunLog, said: Confirmed, attachments: Sequence[Attachment]) -> Evaluation:
    """Keeps the original, then the rest. Waits for the drawer: call it on the worker."""
    assert begun.table is not None
    assert begun.choices is not None
    sha256 = hashlib.sha256(begun.content).hexdigest()
    if begun.kept is None:
        begun.kept = _kept_before(attachments, sha256) or drawer.attach(begun.reference, _original(begun))
    taken_in = _entry(begun.table, begun.choices, said.found, begun.kept.number, sha256)
    return drawer.take_in_log(begun.reference, said.addition, said.weighing, said.confirmation, taken_in)


def _kept_before(attachments: Sequence[Attachment], sha256: str) -> Attachment | None:
    return next((one for one in attachments if one.is_readable and one.sha256 == sha256), None)


def _original(begun: BegunLog) -> NewAttachment:
    compartment = Compartment.PROTECTED if begun.is_protected else Compartment.FACTS
    return NewAttachment(begun.content, begun.untrusted_name, compartment, tr("Den udsattes egen log, som den blev modtaget"))


def _entry(table: LogTable, choices: Choices, found: Preview, attachment: int, sha256: str) -> LogTakenIn:
    said = headings(table.rows, choices.heading_row) or ("",) * table.width
    return LogTakenIn(
        attachment=attachment,
        sha256=sha256,
        format=table.format,
        rows=len(found.rows),
        taken=found.count(RowState.TAKEN),
        repeated=found.count(RowState.REPEATED),
        left_out=found.count(RowState.LEFT_OUT),
        columns=tuple(TakenColumn(_plain(text), one) for text, one in zip(said, choices.fields, strict=True)),
        order=choices.order,
        year=choices.year,
    )


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()
