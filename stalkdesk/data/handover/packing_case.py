"""A case as it stands, read out of the store to be packed: both compartments, in the transaction of who asks."""

from __future__ import annotations

from sqlalchemy import Connection

from stalkdesk.casework.attachments import Attachment
from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import Entry, EntryKind
from stalkdesk.casework.errors_entered import incidents_in_error
from stalkdesk.casework.handover.handing_over import HandoverContent
from stalkdesk.casework.handover.handovers import LetterElsewhere, letters_elsewhere, letters_told
from stalkdesk.casework.handover.package_visits import Began
from stalkdesk.casework.handover.packages import Origin, PackedOutcome
from stalkdesk.casework.handover.packing import CaseToPack
from stalkdesk.data import rows, tables
from stalkdesk.data.attachment_rows import attachment_of
from stalkdesk.data.case_additions import added_rows, incident_of, laid_over
from stalkdesk.data.case_lists import unknown_case
from stalkdesk.data.case_words import answers_of
from stalkdesk.data.cases import kept_row
from stalkdesk.data.damage import unreadable
from stalkdesk.data.entry_rows import entries_of
from stalkdesk.data.evaluating import evaluations_of, newest_sealed
from stalkdesk.data.packages.limits import unknown_checklist
from stalkdesk.data.paper_rows import sheets_of
from stalkdesk.data.people import officers_of, unit_of
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import time_from


def filed_row(connection: Connection, reference: str) -> rows.StoredRow:
    """The row of a filed case. Raises CaseUnknown."""
    row = kept_row(connection, reference)
    if row.status != CaseStatus.FILED.value:
        raise unknown_case()
    return row


def case_to_pack(connection: Connection, seal: Seal, row: rows.StoredRow, content: HandoverContent, desk_id: str) -> CaseToPack:
    """The whole case; `desk_id`: this desk's own. Raises PackageUnfit when its checklist is not here any more."""
    checklist = content.checklist_of(row.checklist_version)
    if checklist is None:
        raise unknown_checklist(row.checklist_version)
    addenda = added_rows(connection, tables.addendum, row.id)
    entries = entries_of(connection, seal, row.id)
    wrong = incidents_in_error(entries)
    began = began_here(connection, row, desk_id)
    return CaseToPack(
        reference=row.reference,
        filed_at=time_from(row.filed_at),
        checklist=checklist,
        answers=laid_over(answers_of(connection, seal, row.id), addenda, seal),
        incidents=tuple(incident_of(one) for one in added_rows(connection, tables.incident, row.id) if one.number not in wrong),
        entries=entries,
        attachments=attachments_told(connection, seal, row.id),
        outcome=_outcome(connection, seal, row),
        began=began,
        letters=_letters(connection, row, entries, content, began.desk_name),
    )


def _letters(
    connection: Connection, row: rows.StoredRow, entries: tuple[Entry, ...], content: HandoverContent, desk_name: str
) -> tuple[LetterElsewhere, ...]:
    """The letters that left this desk, and those that others told of."""
    titles = content.letter_titles
    ours = [
        LetterElsewhere(titles[one.sheet_id], one.at, desk_name)
        for one in sheets_of(connection, row.id)
        if one.sheet_id in titles and one.reached_her and not one.first_id
    ]
    return letters_told([*letters_elsewhere(entries), *ours])


def began_here(connection: Connection, row: rows.StoredRow, desk_id: str) -> Began:
    """Where a case begins at this desk."""
    initials = {officer.id: officer.initials for officer in officers_of(connection)}
    return Began(desk_id, unit_of(connection).name, time_from(row.started_at), initials.get(row.officer_id, ""))


def attachments_told(connection: Connection, seal: Seal, case_id: str) -> tuple[Attachment, ...]:
    """The attachments with what they are, those of compartment B too."""
    return tuple(attachment_of(one, seal) for one in added_rows(connection, tables.attachment, case_id))


def origin_of(case: CaseToPack, case_id: str, own_desk: str) -> Origin:
    """Where the case was first filed."""
    for entry in case.entries:
        if entry.kind is EntryKind.RECEIVED and entry.said.is_new_case:
            return Origin(entry.said.origin_desk, entry.said.origin_case)
    return Origin(own_desk, case_id)


def next_version(case: CaseToPack) -> int:
    """Higher than that of every package of this case that was made or taken in here."""
    known = [one.said.version for one in case.entries if one.kind in (EntryKind.HANDOVER, EntryKind.RECEIVED)]
    return max(known, default=0) + 1


def _outcome(connection: Connection, seal: Seal, row: rows.StoredRow) -> PackedOutcome:
    newest, whole = evaluations_of(connection, row)[-1], newest_sealed(connection, seal, row.id)
    if whole is None:
        raise unreadable()
    return PackedOutcome(
        definition=newest.assessment.definition,
        computed=newest.assessment.urgency,
        urgency=newest.confirmation.urgency,
        rules=list(newest.assessment.rules),
        rules_version=newest.rules_version,
        at=newest.at,
    )
