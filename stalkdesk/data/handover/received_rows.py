"""What a package becomes in the store, in the caller's one transaction: a new case, or what is new to one that is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from stalkdesk.casework.additions import Addition, Change, Incident
from stalkdesk.casework.attachments import MOST_SAID, safe_name
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry, newest_by_subject
from stalkdesk.casework.evaluations import Confirmation, Weighed, Weighing
from stalkdesk.casework.exhibits import Exhibit, FromWhom
from stalkdesk.casework.handover.desks import Desk
from stalkdesk.casework.handover.handovers import LetterElsewhere, Purpose, Received, conflicts_of
from stalkdesk.casework.handover.package_visits import fresh_visits
from stalkdesk.casework.handover.packages import CaseFile, Manifest, PackedExhibit, PackedFile
from stalkdesk.casework.handover.unpacking import (
    Kept,
    brought,
    conflict_of,
    fresh_incidents,
    is_told_already,
    label_of,
)
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.casework.support.follow_ups import FollowUp
from stalkdesk.casework.support.plan import Measure
from stalkdesk.data import dues, rows, tables
from stalkdesk.data.adding import Making, Standing, standing_of, write_added
from stalkdesk.data.answer_text import storable
from stalkdesk.data.attachment_files import Taken
from stalkdesk.data.attachments import write_attachment
from stalkdesk.data.case_additions import added_rows, incident_of
from stalkdesk.data.cases import kept_row
from stalkdesk.data.entries import write_entries
from stalkdesk.data.entry_rows import entries_of
from stalkdesk.data.filing import FiledIntake, Filing
from stalkdesk.data.handover.packages_made import handed_back
from stalkdesk.data.handover.packing_case import attachments_told, began_here
from stalkdesk.data.intakes import is_below
from stalkdesk.data.packages.limits import not_ours
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import day_of
from stalkdesk.errors import BadAnswer, TooLong
from stalkdesk.intake.checklist import AnswerKind, Compartment
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.texts import cleaned
from stalkdesk.language import tr

_MOST_ELSEWHERE = 200
_MOST_LETTERS = 100
_LONG = 400
"""Most characters of a name or a title in a package."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A file of a package that lies sealed beside the others and has no row yet."""

    told: PackedFile
    file_id: str
    key: str
    taken: Taken


@dataclass(frozen=True, slots=True)
class TakingIn:
    """A package whose content was checked."""

    at: datetime
    case: CaseFile
    manifest: Manifest
    desk: Desk
    answers: Mapping[str, Kept]
    kinds: Mapping[str, AnswerKind]
    """Of each question that is answered."""
    incidents: tuple[Incident, ...]
    weighing: Weighing
    code: str
    own_id: str
    """Of this desk."""
    own_name: str
    staged: tuple[Staged, ...] = ()

    @property
    def reason(self) -> str:
        """Why something is added, as the journal and the additions say it."""
        return tr("Modtaget fra {desk}.", desk=self.desk.name)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of it."""

    reference: str
    is_new_case: bool
    answers: int
    incidents: int
    visits: int
    conflicts: int
    kept_files: frozenset[str]


class _AsSent(Standing):
    """A case whose answers say already what follows from its incidents: they were counted where they were written."""

    __slots__ = ()

    def changes(self, addition: Addition, at: datetime, by: str) -> tuple[Change, ...]:
        """Nothing follows."""
        return ()


def write_new_case(connection: Connection, sitting: Sitting, taking: TakingIn) -> Done:
    """A case of its own, with a reference of this desk."""
    answers = {question_id: kept[0] for question_id, kept in taking.answers.items()}
    weighed = taking.weighing(answers)
    level = _level(taking, weighed.whole.urgency)
    filed = FiledIntake(
        started_at=taking.at,
        filed_at=taking.at,
        officer_id=sitting.officer.id,
        checklist_version=weighed.checklist_version,
        rules_version=weighed.rules_version,
        answers=tuple(taking.answers.values()),
        assessment=weighed.whole,
        public=weighed.public,
        confirmation=Confirmation(level),
        windows=weighed.windows,
    )
    (reference,) = Filing(sitting).file_batch(connection, [filed])
    row = kept_row(connection, reference)
    if taking.incidents:
        standing = standing_of(connection, sitting.seal, row)
        sent = _AsSent(**{name: getattr(standing, name) for name in Standing.__dataclass_fields__})
        write_added(connection, sitting, sent, _making(sitting, taking, weighed, Confirmation(level), taking.incidents, ()))
    files = _write_files(connection, sitting, row, taking)
    visits = _visits(connection, row, taking, ())
    new = [_received(taking, is_new_case=True), *visits, *_exhibits(taking, files), *_plan(taking, ())]
    _write(connection, sitting, row, new)
    return Done(reference, True, len(taking.answers), len(taking.incidents), len(visits), 0, frozenset(files))


def write_version(connection: Connection, sitting: Sitting, row: rows.StoredRow, taking: TakingIn) -> Done:
    """What a newer version adds to a case that is here."""
    standing, entries = standing_of(connection, sitting.seal, row), entries_of(connection, sitting.seal, row.id)
    ours = tuple(incident_of(one) for one in added_rows(connection, tables.incident, row.id))
    incidents = fresh_incidents(taking.incidents, ours)
    fresh = brought(taking.answers, standing.plain_answers()).fresh
    addition = Addition(taking.reason, incidents, fresh)
    initials = label_of(taking.desk.name)
    after = standing.after(standing.changes(addition, taking.at, initials))
    weighed = taking.weighing(after)
    level = _most_urgent(_level(taking, weighed.whole.urgency), standing.urgency)
    if incidents or fresh or level is not standing.urgency:
        write_added(connection, sitting, standing, _making(sitting, taking, weighed, Confirmation(level), incidents, fresh))
    manifest = taking.manifest
    back = manifest.purpose is Purpose.TRANSFER and handed_back(connection, sitting, row, entries, manifest.version)
    known = tuple(conflicts_of(entries).values())
    found = [
        conflict_of(
            kept,
            after[kept[0].question_id],
            taking.kinds[kept[0].question_id],
            taking.case.package_id,
            taking.desk.name,
        )
        for kept in brought(taking.answers, after).differing
    ]
    conflicts = [one for one in found if not is_told_already(one, known)]
    files = _write_files(connection, sitting, row, taking)
    received = _received(taking, is_new_case=False, added=len(incidents) + len(fresh), conflicts=len(conflicts))
    told = [NewEntry(EntryKind.CONFLICT, one, 0, taking.reason) for one in conflicts]
    visits = _visits(connection, row, taking, entries)
    plan = _plan(taking, entries) if back else ()
    _write(connection, sitting, row, [received, *visits, *told, *_exhibits(taking, files), *plan])
    return Done(row.reference, False, len(fresh), len(incidents), len(visits), len(conflicts), frozenset(files))


def _write(connection: Connection, sitting: Sitting, row: rows.StoredRow, new: Sequence[NewEntry]) -> None:
    """Entries that another desk's words went into: what can't be kept of them makes the package unfit as a whole."""
    try:
        write_entries(connection, sitting, row, new)
    except (BadAnswer, TooLong):
        raise not_ours() from None
    dues.rewrite(connection, sitting.seal, row.id)


def _making(
    sitting: Sitting,
    taking: TakingIn,
    weighed: Weighed,
    confirmation: Confirmation,
    incidents: tuple[Incident, ...],
    answers: tuple[Kept, ...],
) -> Making:
    """Made here and now, in the other desk's name."""
    officer = replace(sitting.officer, initials=label_of(taking.desk.name))
    return Making(taking.at, officer, Addition(taking.reason, incidents, answers), weighed, confirmation)


def _level(taking: TakingIn, computed: Urgency) -> Urgency:
    """Never below what the rules give here, nor below what the sender confirmed."""
    return computed if taking.case.outcome is None else _most_urgent(computed, taking.case.outcome.urgency)


def _most_urgent(one: Urgency, other: Urgency) -> Urgency:
    return other if is_below(one, other) else one


def _received(taking: TakingIn, is_new_case: bool, added: int = 0, conflicts: int = 0) -> NewEntry:
    case, manifest = taking.case, taking.manifest
    said = Received(
        package_id=case.package_id,
        desk_id=taking.desk.desk_id,
        desk_name=taking.desk.name,
        their_reference=case.reference,
        origin_desk=manifest.origin.desk_id,
        origin_case=manifest.origin.case_id,
        version=manifest.version,
        purpose=manifest.purpose,
        made_at=manifest.made_at,
        definition=case.outcome.definition.value if case.outcome else "",
        urgency=case.outcome.urgency.value if case.outcome else "",
        checklist_version=case.checklist_version,
        rules_version=case.outcome.rules_version if case.outcome else "",
        groups=tuple(group.value for group in case.groups),
        withheld=tuple(one.group.value for one in case.left_out),
        contact=manifest.sender.person,
        phone=taking.desk.phone,
        code=taking.code,
        clock_until=case.clock_until,
        is_new_case=is_new_case,
        added=added,
        conflicts=conflicts,
        elsewhere=tuple(_elsewhere(one) for one in case.exhibits if not one.attachment)[:_MOST_ELSEWHERE],
        letters=_letters(taking),
    )
    return NewEntry(EntryKind.RECEIVED, said, 0, "", Recipient.OWN_UNIT, taking.desk.desk_id)


def _letters(taking: TakingIn) -> tuple[LetterElsewhere, ...]:
    """The newest letters that they tell of, without our own. Raises PackageUnfit for words that can't be kept."""
    told = sorted(taking.case.letters, key=lambda one: one.at)[-_MOST_LETTERS:]
    try:
        return tuple(
            LetterElsewhere(cleaned(one.what, _LONG, "what"), one.at, cleaned(label_of(one.desk_name), _LONG, "desk"))
            for one in told
            if label_of(one.desk_name) != label_of(taking.own_name)
        )
    except (BadAnswer, TooLong):
        raise not_ours() from None


def _elsewhere(exhibit: PackedExhibit) -> str:
    return " · ".join(part for part in (str(exhibit.number), exhibit.what, exhibit.where) if part)


def _write_files(
    connection: Connection, sitting: Sitting, row: rows.StoredRow, taking: TakingIn
) -> dict[str, tuple[int, Staged]]:
    """The rows of the files that the case does not have yet; by file id, with the number each has here."""
    known = {one.sha256 for one in attachments_told(connection, sitting.seal, row.id)}
    found: dict[str, tuple[int, Staged]] = {}
    for one in taking.staged:
        if one.taken.sha256 in known:
            continue
        known.add(one.taken.sha256)
        seal = sitting.seal if one.told.compartment is Compartment.PROTECTED else None
        said = cleaned(" ".join((taking.reason, one.told.said)), MOST_SAID + len(taking.reason) + 1, "said")[:MOST_SAID]
        words = {
            "name": storable(safe_name(one.told.name)),
            "kind": one.taken.kind.value,
            "sha256": one.taken.sha256,
            "said": storable(said),
            "key": one.key,
        }
        kept = write_attachment(connection, sitting, row, one.file_id, one.taken, words, seal)
        found[one.file_id] = (kept.number, one)
    return found


def _visits(connection: Connection, row: rows.StoredRow, taking: TakingIn, entries: Sequence[Entry]) -> list[NewEntry]:
    """The visits that are new here, as theirs."""
    fresh = fresh_visits(taking.case.visits, entries, began_here(connection, row, taking.own_id))
    return [NewEntry(EntryKind.VISIT, one, 0, taking.reason) for one in fresh]


def _exhibits(taking: TakingIn, files: Mapping[str, tuple[int, Staged]]) -> list[NewEntry]:
    """The exhibits whose file came along: numbered here as exhibits of this desk."""
    by_their_number = {staged.told.number: (number, staged) for number, staged in files.values()}
    new = []
    for one in taking.case.exhibits:
        number, staged = by_their_number.get(one.attachment, (0, None))
        if staged is not None and staged.told.compartment is Compartment.FACTS:
            exhibit = Exhibit(
                what=one.what[:MOST_SAID],
                is_file=True,
                attachment=number,
                sha256=staged.taken.sha256,
                from_whom=FromWhom.OTHER,
                from_name=taking.desk.name,
            )
            new.append(NewEntry(EntryKind.EXHIBIT, exhibit))
    return new


def _plan(taking: TakingIn, entries: Sequence[Entry]) -> list[NewEntry]:
    """Their plan over ours: while the case was theirs, ours stood still. A measure for a need that has one here goes on with
    it; one that says the same is left out, and nothing of ours is taken away."""
    ours, new = newest_by_subject(entries, EntryKind.MEASURE), []
    for one in taking.case.measures:
        theirs = Measure(one.need, one.state, one.who, "", one.by_when, one.next_call, one.note)
        subject = next((number for number, entry in ours.items() if entry.said.need == one.need), 0)
        if not subject or replace(ours.pop(subject).said, contact_id="") != theirs:
            new.append(NewEntry(EntryKind.MEASURE, theirs, subject, taking.reason))
    known = {(entry.said.due, entry.said.kind) for entry in newest_by_subject(entries, EntryKind.FOLLOW_UP).values()}
    for call in taking.case.follow_ups:
        if (call.due, call.kind) not in known:
            due = max(call.due, day_of(taking.at))  # one whose day has gone is held now: it never stops the case
            told = FollowUp(due, call.kind, call.promised, call.state, call.what)
            new.append(NewEntry(EntryKind.FOLLOW_UP, told, 0, taking.reason))
    return new
