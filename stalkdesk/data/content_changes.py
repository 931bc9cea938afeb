"""What the authority has changed of the shelf, in the store: added to, decided once, never changed.

A change of the unit or of the contact persons is carried out here, in the transaction of its approval.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from stalkdesk.casework.content_changes import (
    ChangeKind,
    ChangeState,
    ContentChange,
    Proposal,
    Value,
    contacts_from,
    unit_from,
    unit_value,
)
from stalkdesk.casework.officers import Act, ContactPerson, Officer
from stalkdesk.data import tables
from stalkdesk.data.answer_text import storable
from stalkdesk.data.content_checks import PROPOSED, VERBS, checked, faults_of_changes, fields_of_decision, fields_of_proposal
from stalkdesk.data.damage import known, unreadable
from stalkdesk.data.people import contacts_of, put_contacts, put_unit, unit_of
from stalkdesk.data.rows import Row, StoredRow, new_id
from stalkdesk.data.signing_keys import keys_now
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.times import optional_time, time_from, time_text
from stalkdesk.errors import NotAllowed, TooLong
from stalkdesk.guidance.editing import in_force, is_overtaken
from stalkdesk.guidance.proposing import overtaken_sentence
from stalkdesk.language import tr

MOST_LETTERS = 20_000
"""Of one change, as JSON."""
_MOST_REASON = 1000
_change = tables.content_change
_maker, _decider = tables.officer.alias("maker"), tables.officer.alias("decider")


class ContentChanges:
    """Keeps the changes and their decisions."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def all(self) -> tuple[ContentChange, ...]:
        """Every change, newest first. Raises StoreDamaged."""
        with self._sitting.act() as connection:
            return changes_of(connection)

    def propose(self, proposal: Proposal) -> ContentChange:
        """Keeps a change that waits. Raises NotAllowed, TooLong, BadAnswer."""
        sitting = self._sitting
        sitting.check(Act.KEEP_CONTENT)
        proposal = checked(proposal)
        if proposal.value == proposal.before:
            raise NotAllowed(tr("Der er ikke ændret noget."))
        with sitting.act() as connection:
            if connection.execute(_waiting_on(proposal)).first() is not None:
                raise NotAllowed(
                    tr("Der venter allerede en ændring af den samme tekst. Få den afgjort, eller træk den tilbage først.")
                )
            number = (connection.execute(select(func.max(_change.c.number))).scalar() or 0) + 1
            written = _row(number, proposal, sitting.officer.id, time_text(sitting.now()))
            connection.execute(insert(_change), [written])
            made = _one(connection, str(written["id"]))  # as it will be read, so that its sum is that of what is kept
            sitting.note(connection, PROPOSED, fields=fields_of_proposal(made.proposal))
            return made

    def decide(self, change_id: str, approved: bool, reason: str, decider: Officer) -> ContentChange:
        """Decides, for good. Raises NotAllowed, TooLong."""
        why = _checked_reason(reason)
        with self._sitting.act() as connection:
            change = _one(connection, change_id)
            if not decider.may(Act.APPROVE_CONTENT):
                raise NotAllowed(tr("Det må kun en leder eller en visitator godkende."))
            if decider.id == change.made_by:
                raise NotAllowed(tr("Du har selv skrevet ændringen. En anden skal se den og afgøre den."))
            if not approved and not why:
                raise NotAllowed(tr("Skriv kort, hvorfor ændringen afvises."))
            if approved:
                self._check_second(connection, change, decider)
                _check_holds(connection, change)
                _carry_out(connection, change)
            return self._settle(connection, change, ChangeState.APPROVED if approved else ChangeState.REJECTED, decider, why)

    def withdraw(self, change_id: str) -> ContentChange:
        """Takes it back. Raises NotAllowed."""
        with self._sitting.act() as connection:
            change = _one(connection, change_id)
            if change.made_by != self._sitting.officer.id:
                raise NotAllowed(tr("Kun den, der har skrevet ændringen, kan trække den tilbage. Du kan afvise den."))
            return self._settle(connection, change, ChangeState.WITHDRAWN, self._sitting.officer, "")

    def retire_contact(self, contact_id: str) -> None:
        """Switches a contact person off at once. Raises NotAllowed for one who is not there."""
        self._sitting.check(Act.KEEP_UNIT)
        with self._sitting.act() as connection:
            persons = contacts_of(connection)
            if not any(one.id == contact_id and one.is_active for one in persons):
                raise NotAllowed(tr("Kontaktpersonen er ikke på listen mere."))
            put_contacts(connection, (_switched_off(one) if one.id == contact_id else one for one in persons))
            self._sitting.note(connection, "settings", fields=["contacts"])

    def _check_second(self, connection: Connection, change: ContentChange, decider: Officer) -> None:
        """Whoever approves is known to be another: not an account that came after the change, nor one that nobody but who
        made it has ever unlocked with. Raises NotAllowed."""
        officer = tables.officer.c
        added_at = connection.execute(select(officer.added_at).where(officer.id == decider.id)).scalar_one()
        if added_at > time_text(change.made_at):
            raise NotAllowed(tr("Du er tilføjet, efter at ændringen blev skrevet. Den skal godkendes af en, der var her da."))
        if decider.id != self._sitting.officer.id and not keys_now(connection).has_own(decider.id):
            raise NotAllowed(tr("Den, der godkender, skal først have låst op en gang ved sit eget login."))

    def _settle(
        self, connection: Connection, change: ContentChange, state: ChangeState, decider: Officer, why: str
    ) -> ContentChange:
        if not change.is_waiting:
            raise NotAllowed(tr("Ændringen er allerede afgjort."))
        decided = {
            "state": state.value,
            "decided_by": decider.id,
            "decided_at": time_text(self._sitting.now()),
            "reason": storable(why),
        }
        connection.execute(update(_change).where(_change.c.id == change.id).values(decided))
        self._sitting.note(connection, VERBS[state], fields=fields_of_decision(change.proposal, state, decider.id))
        return _one(connection, change.id)


def changes_of(connection: Connection) -> tuple[ContentChange, ...]:
    """Every change, newest first. Raises StoreDamaged."""
    return tuple(_read(row) for row in connection.execute(_SHOWN.order_by(_change.c.number.desc())))


def faults_of_content(connection: Connection) -> Iterator[str]:
    """What does not agree with the journal."""
    yield from faults_of_changes(connection, changes_of(connection))


def _check_holds(connection: Connection, change: ContentChange) -> None:
    if is_overtaken(change, in_force(changes_of(connection))):
        raise NotAllowed(overtaken_sentence())


def _carry_out(connection: Connection, change: ContentChange) -> None:
    """Unit and contact persons become what the change says, unless they have become others than it knew. What is of the shelf
    is laid over it by who reads it."""
    proposal = change.proposal
    try:
        if proposal.kind is ChangeKind.UNIT:
            unit = unit_of(connection)
            if unit_value(unit) != proposal.before:
                raise _moved()
            put_unit(connection, unit_from(proposal.value, unit.authority))
        elif proposal.kind is ChangeKind.CONTACTS:
            persons = contacts_of(connection)
            if [_bare(one) for one in persons] != [_bare(one) for one in contacts_from(proposal.before)]:
                raise _moved()
            left = {one.id for one in persons if not one.is_active}
            wanted = contacts_from(proposal.value)
            put_contacts(connection, (_switched_off(one) if one.id in left else one for one in wanted))
    except (KeyError, TypeError, ValueError):
        raise unreadable() from None


def _bare(person: ContactPerson) -> tuple[str, ...]:
    """All of her but whether she was switched off, which may have happened since."""
    return (person.id, person.name, person.function.value, person.phone, person.hours)


def _switched_off(person: ContactPerson) -> ContactPerson:
    return ContactPerson(person.id, person.name, person.function, person.phone, person.hours, is_active=False)


def _moved() -> NotAllowed:
    return NotAllowed(
        tr("Oplysningerne er ændret, siden ændringen blev skrevet. Afvis den, og skriv den igen ud fra det, der gælder nu.")
    )


def _checked_reason(reason: str) -> str:
    why = reason.strip()
    if len(why) > _MOST_REASON:
        raise TooLong(tr("Teksten er for lang: der er plads til {most} tegn.", most=_MOST_REASON))
    return why


def _waiting_on(proposal: Proposal) -> Select[tuple[str]]:
    return select(_change.c.id).where(
        _change.c.state == ChangeState.WAITING.value,
        _change.c.kind == proposal.kind.value,
        _change.c.target == proposal.target,
        _change.c.language == proposal.language,
    )


def _row(number: int, proposal: Proposal, made_by: str, made_at: str) -> Row:
    return {
        "number": number,
        "id": new_id(),
        "kind": proposal.kind.value,
        "target": storable(proposal.target),
        "language": storable(proposal.language),
        "value": _text(proposal.value),
        "before": _text(proposal.before),
        "source": storable(proposal.source),
        "checked_on": proposal.checked_on.isoformat(),
        "base_version": storable(proposal.base_version),
        "made_by": made_by,
        "made_at": made_at,
        "state": ChangeState.WAITING.value,
        "decided_by": "",
        "decided_at": "",
        "reason": "",
    }


def _text(value: Value) -> str:
    text = storable(json.dumps(dict(value), ensure_ascii=False, sort_keys=True))
    if len(text) > MOST_LETTERS:
        raise TooLong(tr("Teksten er for lang: der er plads til {most} tegn.", most=MOST_LETTERS))
    return text


_SHOWN = (
    select(_change, _maker.c.full_name.label("maker"), _decider.c.full_name.label("decider"))
    .outerjoin(_maker, _maker.c.id == _change.c.made_by)
    .outerjoin(_decider, _decider.c.id == _change.c.decided_by)
)


def _one(connection: Connection, change_id: str) -> ContentChange:
    row = connection.execute(_SHOWN.where(_change.c.id == change_id)).first()
    if row is None:
        raise NotAllowed(tr("Ændringen findes ikke."))
    return _read(row)


def _read(row: StoredRow) -> ContentChange:
    try:
        checked_on = date.fromisoformat(row.checked_on)
    except ValueError:
        raise unreadable() from None
    proposal = Proposal(
        kind=known(ChangeKind, row.kind),
        target=row.target,
        language=row.language,
        value=_value(row.value),
        before=_value(row.before),
        source=row.source,
        checked_on=checked_on,
        base_version=row.base_version,
    )
    return ContentChange(
        number=row.number,
        id=row.id,
        proposal=proposal,
        made_by=row.made_by,
        maker=row.maker or "",
        made_at=time_from(row.made_at),
        state=known(ChangeState, row.state),
        decided_by=row.decided_by,
        decider=row.decider or "",
        decided_at=optional_time(row.decided_at),
        reason=row.reason,
    )


def _value(text: str) -> Value:
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise unreadable() from None
    if not isinstance(value, dict):
        raise unreadable()
    return value
