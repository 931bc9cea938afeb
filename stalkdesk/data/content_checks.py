"""What a change of the content must be before it is kept, what the journal says of it, and whether the two still agree.

The table can be written by whoever holds the data key; the journal's lines are chained and signed. So they carry the sum of
what was proposed and approved, and who approved it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, select

from stalkdesk.casework.content_changes import (
    CONTACTS_TARGET,
    UNIT_TARGET,
    ChangeKind,
    ChangeState,
    ContentChange,
    Proposal,
    contacts_from,
    unit_from,
)
from stalkdesk.casework.officers import Authority
from stalkdesk.data import tables
from stalkdesk.errors import BadAnswer, NotAllowed
from stalkdesk.guidance.proposing import agency_faults
from stalkdesk.language import SOURCE_LANGUAGE, tr

PROPOSED: Final = "content_proposed"
VERBS: Final = {
    ChangeState.APPROVED: "content_approved",
    ChangeState.REJECTED: "content_rejected",
    ChangeState.WITHDRAWN: "content_withdrawn",
}
_SUM_LETTERS: Final = 16
_OF_AGENCY: Final = {"phone": str, "hours": str, "note": str, "neutral_name": str, "address": str, "printable": bool}
_TARGETS: Final = {ChangeKind.UNIT: UNIT_TARGET, ChangeKind.CONTACTS: CONTACTS_TARGET}


def checked(proposal: Proposal) -> Proposal:
    """The proposal at its one place. Raises BadAnswer for a value that is none, NotAllowed for one that can't stand."""
    target = _TARGETS.get(proposal.kind)
    if target is not None:
        proposal = replace(proposal, target=target, language=SOURCE_LANGUAGE.value)
    try:
        faults = tuple(_faults(proposal))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadAnswer(tr("Ændringen kan ikke læses. Skriv den igen."), proposal.target) from None
    if faults:
        raise NotAllowed(" ".join(faults))
    return proposal


def _faults(proposal: Proposal) -> Iterator[str]:
    value = proposal.value
    if proposal.kind is ChangeKind.UNIT:
        if not unit_from(value, Authority.POLICE).name.strip():
            yield tr("Skriv enhedens navn, som det skal stå på papiret.")
    elif proposal.kind is ChangeKind.CONTACTS:
        ids = [person.id for person in contacts_from(value)]
        if len(set(ids)) != len(ids):
            yield tr("En kontaktperson står to gange på listen.")
    elif proposal.kind is ChangeKind.AGENCY:
        if any(not isinstance(value[name], kind) for name, kind in _OF_AGENCY.items()):
            raise TypeError("an agency")
        yield from agency_faults(value)


def told(proposal: Proposal) -> str:
    """What the journal says of a change: its place, never its text."""
    if proposal.kind in _TARGETS:
        return f"content:{proposal.target}"
    return f"content:{proposal.kind.value}.{proposal.target}.{proposal.language}".replace(",", "")


def sum_of(proposal: Proposal) -> str:
    """What tells this change from any other, without its text."""
    said = [proposal.kind.value, proposal.target, proposal.language, proposal.value, proposal.checked_on.isoformat()]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return f"sum:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:_SUM_LETTERS]}"


def fields_of_proposal(proposal: Proposal) -> list[str]:
    """What its line says beside the act."""
    return [told(proposal), sum_of(proposal)]


def fields_of_decision(proposal: Proposal, state: ChangeState, decided_by: str) -> list[str]:
    """The same of its decision: of an approval also what was approved, and by whom."""
    approval = [sum_of(proposal), f"by:{decided_by}"] if state is ChangeState.APPROVED else []
    return [told(proposal), *approval]


def faults_of_changes(connection: Connection, changes: tuple[ContentChange, ...]) -> Iterator[str]:
    """Every change has the line of its proposal, and of its decision, each line for one change; and no approval is without its
    change."""
    lines = Counter(_lines(connection))
    for change in sorted(changes, key=lambda one: one.number):
        wanted = [(PROPOSED, *fields_of_proposal(change.proposal))]
        if not change.is_waiting:
            wanted.append((VERBS[change.state], *fields_of_decision(change.proposal, change.state, change.decided_by)))
        if any(not lines[line] for line in wanted):
            yield tr("Ændring {number} af indholdet er en anden end den, journalen fortæller om.", number=change.number)
        lines.subtract(wanted)
    missing = sum(count for (act, *_), count in lines.items() if act == VERBS[ChangeState.APPROVED] and count > 0)
    if missing:
        yield tr("Journalen fortæller om godkendte ændringer af indholdet, som ikke er i sagsskabet: {count}.", count=missing)


def _lines(connection: Connection) -> Iterator[tuple[Any, ...]]:
    journal = tables.journal.c
    acts = (PROPOSED, *VERBS.values())
    for line in connection.execute(select(journal.act, journal.fields).where(journal.act.in_(acts))):
        yield (line.act, *line.fields.split(","))
