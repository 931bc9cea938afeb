"""Cases of one person: which are linked, how often she came over all of them, and the entries that link or part them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.errors_entered import entries_in_error
from stalkdesk.casework.persons.clues import shared
from stalkdesk.casework.persons.persons import PersonHit
from stalkdesk.casework.persons.same_person import Basis, LinkedCase, SamePerson, Whose, contact_times, links_of
from stalkdesk.casework.visits import came_at, receipt_of
from stalkdesk.data import dues, rows, tables
from stalkdesk.data.case_lists import order_of, unknown_case, urgency_now
from stalkdesk.data.cases import kept_row
from stalkdesk.data.damage import known
from stalkdesk.data.entries import write_entries
from stalkdesk.data.entry_rows import entry_of
from stalkdesk.data.persons.person_search import known_persons
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import day_of, time_from
from stalkdesk.errors import NotAllowed
from stalkdesk.language import tr

_case, _entry, _setting, _officer = tables.case_file, tables.case_entry, tables.setting, tables.officer
_WAITING = "same person as of draft "
_TOLD = (EntryKind.SAME_PERSON.value, EntryKind.VISIT.value, EntryKind.IN_ERROR.value, EntryKind.RECEIVED.value)
_NOT_HER_CONTACT = frozenset({CaseStatus.DISCARDED, CaseStatus.ERASED})
_SHOWN = select(_case, _officer.c.full_name).join(_officer, _officer.c.id == _case.c.officer_id)


_Nodes = dict[str, tuple[dict[str, Any], frozenset[str]]]
"""Cases by reference, and what each is linked with."""


def chains_of(connection: Connection, references: Sequence[str], whose: Whose) -> dict[str, dict[str, LinkedCase]]:
    """For each case those that belong together with it, itself among them, by reference: whoever is linked with one is with
    all. Read in as many rounds as the longest chain has links."""
    nodes: _Nodes = {}
    waiting = sorted(set(references))
    while waiting:
        fresh = {case["reference"]: (case, links) for case, links in _read(connection, waiting, whose)}
        nodes |= fresh
        waiting = sorted({other for _, links in fresh.values() for other in links} - nodes.keys() - set(waiting))
    return {reference: _component(nodes, reference) for reference in references}


def _component(nodes: _Nodes, reference: str) -> dict[str, LinkedCase]:
    direct = nodes[reference][1] | {reference} if reference in nodes else frozenset()
    found: dict[str, LinkedCase] = {}
    waiting = [reference]
    while waiting:
        one = waiting.pop()
        if one in nodes and one not in found:
            case, links = nodes[one]
            found[one] = LinkedCase(**case, is_direct=one in direct)
            waiting += links
    return found


def _read(connection: Connection, references: Sequence[str], whose: Whose) -> list[tuple[dict[str, Any], frozenset[str]]]:
    """Cases and what each of them is linked with; one that was taken away is linked with nothing any more."""
    places = [order_of(one) for one in references]
    shown = connection.execute(_SHOWN.where(_case.c.place.in_(places))).all()
    ids = [row.id for row in shown]
    entries = _entries(connection, ids)
    additions = _additions(connection, ids)
    found = []
    for row in shown:
        said = entries.get(row.id, [])
        status = known(CaseStatus, row.status)
        case = {
            "reference": row.reference,
            "whose": whose,
            "status": status,
            "started_at": time_from(row.started_at),
            "officer_name": row.full_name,
            "urgency": urgency_now(row),
            "is_in_error": bool(row.in_error),
            "contact_times": () if row.in_error or status in _NOT_HER_CONTACT else _times(row, said, additions.get(row.id, [])),
        }
        found.append((case, links_of(said, whose)))
    return found


def _entries(connection: Connection, ids: Sequence[str]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    query = (
        select(_entry).where(_entry.c.case_id.in_(ids), _entry.c.kind.in_(_TOLD)).order_by(_entry.c.case_id, _entry.c.number)
    )
    for row in connection.execute(query):
        found.setdefault(row.case_id, []).append(entry_of(row, None))
    return found


def _additions(connection: Connection, ids: Sequence[str]) -> dict[str, list[datetime]]:
    evaluation, found = tables.evaluation, dict[str, list[datetime]]()
    query = select(evaluation.c.case_id, evaluation.c.at).where(evaluation.c.case_id.in_(ids))
    for row in connection.execute(query.order_by(evaluation.c.case_id, evaluation.c.number)):
        found.setdefault(row.case_id, []).append(time_from(row.at))
    return found


def _times(row: rows.StoredRow, said: Sequence[Entry], additions: Sequence[datetime]) -> tuple[datetime, ...]:
    wrong = entries_in_error(said)
    first: dict[int, datetime] = {}
    for entry in said:
        if entry.kind is EntryKind.VISIT and entry.number not in wrong:
            first.setdefault(entry.subject, came_at(entry))
    hers = [*first.values(), *(() if receipt_of(said) else (time_from(row.started_at),))]
    packages = {day_of(entry.at) for entry in said if entry.kind is EntryKind.RECEIVED}  # what came with them is not her coming
    added = [at for at in additions if day_of(at) not in packages]
    return contact_times(hers, added, {at: day_of(at) for at in (*hers, *added)})


def times_together(chain: Mapping[str, LinkedCase]) -> tuple[datetime, ...]:
    """When she turned to the desk, on all of the cases that belong together."""
    return tuple(sorted(at for case in chain.values() for at in case.contact_times))


def compared(connection: Connection, sitting: Sitting, reference: str, other: str, whose: Whose) -> tuple[PersonHit, PersonHit]:
    """Two cases beside each other, with what they share. Raises CaseUnknown, NotAllowed for one and the same."""
    ours, theirs = (kept_row(connection, one) for one in (reference, other))
    if ours.id == theirs.id:
        raise NotAllowed(tr("Det er den samme sag. Vælg en anden."))
    here = _case.c.place.in_([ours.place, theirs.place])
    both = {one.row.id: one for one in known_persons(connection, sitting.seal, here, whose)}
    common = shared(both[ours.id].marks, both[theirs.id].marks)
    return both[ours.id].hit(whose, common), both[theirs.id].hit(whose, common)


def say(
    connection: Connection,
    sitting: Sitting,
    references: tuple[str, str],
    whose: Whose,
    is_same: bool,
    basis: Basis,
    reason: str,
) -> None:
    """Writes the entry on both cases, in the caller's transaction. Raises CaseUnknown, NotAllowed, TooLong."""
    pair = [kept_row(connection, one) for one in references]
    if pair[0].id == pair[1].id:
        raise NotAllowed(tr("Det er den samme sag. Vælg en anden."))
    if any(row.status != CaseStatus.FILED.value for row in pair):
        raise unknown_case()
    names = [row.reference for row in pair]
    stands = names[1] in _links(connection, pair[0], whose)
    if stands == is_same:
        raise NotAllowed(tr("Det står allerede sådan på sagerne."))
    if is_same and whose is Whose.VICTIM and basis is not Basis.HER_WORD and _is_anonymous(connection, sitting, pair):
        raise NotAllowed(
            tr("Den udsatte ville være anonym. Sagerne knyttes kun sammen, når den udsatte selv siger, at de hører sammen.")
        )
    for row, other in zip(pair, reversed(names), strict=True):
        said = SamePerson(whose, other, is_same, basis, reason)
        write_entries(connection, sitting, row, [NewEntry(EntryKind.SAME_PERSON, said, reason=reason)])
        dues.rewrite(connection, sitting.seal, row.id)


def _links(connection: Connection, row: rows.StoredRow, whose: Whose) -> frozenset[str]:
    return links_of(_entries(connection, [row.id]).get(row.id, []), whose)


def _is_anonymous(connection: Connection, sitting: Sitting, pair: Sequence[rows.StoredRow]) -> bool:
    here = _case.c.id.in_([row.id for row in pair])
    both = known_persons(connection, sitting.seal, here, Whose.VICTIM)
    return any(one.hit(Whose.VICTIM, ()).is_anonymous for one in both)


# -- a new case of somebody who was here -------------------------------------------------------------------------------------


def keep_waiting(connection: Connection, case_id: str, other: str, basis: Basis) -> None:
    """Remembers of a draft whose new case it is, until it is filed."""
    connection.execute(delete(_setting).where(_setting.c.key == _WAITING + case_id))
    connection.execute(insert(_setting), {"key": _WAITING + case_id, "value": f"{other} {basis.value}"})


def forget_waiting(connection: Connection, case_id: str) -> str:
    """Takes away what was remembered of a draft, and gives it; empty when there is nothing."""
    here = _setting.c.key == _WAITING + case_id
    waiting = str(connection.execute(select(_setting.c.value).where(here)).scalar() or "")
    connection.execute(delete(_setting).where(here))
    return waiting


def say_on_filing(connection: Connection, sitting: Sitting, case_id: str, reference: str) -> None:
    """A draft was filed: if it was begun as a new case of somebody who was here, both cases say so now. When the other one is
    gone meanwhile there is nothing left to say."""
    other, _, basis = forget_waiting(connection, case_id).partition(" ")
    if not other:
        return
    row = connection.execute(select(_case.c.status).where(_case.c.place == order_of(other))).first()
    if row is None or row.status != CaseStatus.FILED.value:
        return
    reason = tr("Begyndt som en ny sag for den samme person.")
    say(connection, sitting, (reference, other), Whose.VICTIM, True, known(Basis, basis), reason)
