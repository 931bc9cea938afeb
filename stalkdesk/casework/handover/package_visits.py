"""When she turned to a desk, in a package and out of one: the first intake, and each visit since, whosever desk it was at.

A visit says no more than the groups that go along: with whom she came and how she is reached safely are told with the safe
contact, what was promised with the plan. At the receiver they stand as theirs, each once, and nothing of ours is changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from stalkdesk.casework.entries import Entry, EntryKind, newest_by_subject
from stalkdesk.casework.errors_entered import entries_in_error
from stalkdesk.casework.handover.packages import PackedVisit
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.casework.visits import AtAnotherDesk, HowCame, SafeContact, Visit

Mark = tuple[str, int, datetime]
"""What tells a visit from every other: the desk where it was, its number there, and when."""
_FIRST = 1


@dataclass(frozen=True, slots=True)
class Began:
    """Where the case begins at this desk."""

    desk_id: str
    desk_name: str
    at: datetime
    by: str
    """Initials."""


def packed_visits(entries: Sequence[Entry], began: Began, groups: Collection[Group]) -> list[PackedVisit]:
    """Every contact of hers that was not entered in error, the first one first. A case that came here in a package began
    elsewhere: its receipt is none."""
    found = [_packed(first, newest.said, began, groups) for first, newest in _visits(entries)]
    if not any(entry.kind is EntryKind.RECEIVED and entry.said.is_new_case for entry in entries):
        found.append(PackedVisit(began.desk_id, began.desk_name, _FIRST, began.at, began.by))
    return sorted(found, key=lambda one: one.at)


def fresh_visits(theirs: Sequence[PackedVisit], entries: Sequence[Entry], began: Began) -> tuple[Visit, ...]:
    """The visits of a package that do not stand here yet, each once, the first one first."""
    known = _marks(entries, began)
    found: dict[Mark, Visit] = {}
    for one in sorted(theirs, key=lambda visit: visit.at):
        mark = (one.desk_id, one.number, one.at)
        if mark not in known and one.desk_id != began.desk_id:  # nobody else tells us of a visit here
            found.setdefault(mark, _visit(one))
    return tuple(found.values())


def _visits(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """The first and the newest entry about each visit that counts."""
    wrong, newest = entries_in_error(entries), newest_by_subject(entries, EntryKind.VISIT)
    began = {entry.subject: entry for entry in reversed(entries) if entry.kind is EntryKind.VISIT}
    return ((began[subject], newest[subject]) for subject in sorted(newest) if began[subject].number not in wrong)


def _packed(first: Entry, said: Visit, began: Began, groups: Collection[Group]) -> PackedVisit:
    theirs = said.theirs or AtAnotherDesk(began.desk_id, began.desk_name, first.subject + _FIRST, first.at, first.by)
    is_safe = Group.SAFE_CONTACT in groups
    is_first = said.theirs is not None and theirs.number == _FIRST
    return PackedVisit(
        desk_id=theirs.desk_id,
        desk_name=theirs.desk_name,
        number=theirs.number,
        at=theirs.came_at,
        by=theirs.by,
        how=None if is_first else said.how,
        in_short=said.in_short,
        companion=said.companion if is_safe else "",
        promised_next=said.promised_next if Group.PLAN in groups else "",
        safe_contact=said.safe_contact if is_safe else SafeContact.NOT_ASKED,
    )


def _marks(entries: Sequence[Entry], began: Began) -> set[Mark]:
    """The visits that stand here, those in error too: what was marked so does not come again."""
    found: set[Mark] = {(began.desk_id, _FIRST, began.at)}
    for entry in entries:
        if entry.kind is EntryKind.VISIT:
            theirs = entry.said.theirs
            own = (began.desk_id, entry.subject + _FIRST, entry.at)
            found.add(own if theirs is None else (theirs.desk_id, theirs.number, theirs.came_at))
    return found


def _visit(one: PackedVisit) -> Visit:
    """As it is kept here. Texts that can't be kept are refused with the entry."""
    theirs = AtAnotherDesk(one.desk_id, one.desk_name, one.number, one.at, one.by)
    return Visit(
        how=one.how or HowCame.OTHER,
        in_short=one.in_short,
        companion=one.companion,
        promised_next=one.promised_next,
        safe_contact=one.safe_contact,
        theirs=theirs,
    )
