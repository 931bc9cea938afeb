"""What the authority has changed of the shelf: proposed by one, approved by another, kept for ever (docs/content.md).

What a change says is a small table of texts; what it is laid over, `guidance.editing` knows. The unit and its contact persons
are changed in the same way: their values are read here, since the drawer carries those changes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from stalkdesk.casework.officers import Authority, ContactFunction, ContactPerson, Unit

Value = Mapping[str, Any]
"""JSON: texts, lists of texts, truths; for contact persons a list of such tables."""


class ChangeKind(StrEnum):
    """What is changed. The target says which one."""

    PART = "part"
    """A part of a sheet: `guidance.children`, in one language."""
    SHEET = "sheet"
    """What is known of a whole sheet: checked again, or a translation approved."""
    LOCAL = "local"
    """An entry that the authority fills in, by its code."""
    AGENCY = "agency"
    UNIT = "unit"
    CONTACTS = "contacts"


class ChangeState(StrEnum):
    """How far it has come."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    """By who had proposed it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change as somebody wants it. `value` says everything of the target that can be changed, `before` what it was."""

    kind: ChangeKind
    target: str
    language: str
    value: Value
    before: Value
    source: str
    """Id of the source that it rests on."""
    checked_on: date
    """When that source was read, or the number called."""
    base_version: str = ""
    """Of the text that came with the program (`guidance.editing`), so that one sees when an update has changed it."""


@dataclass(frozen=True, slots=True)
class ContentChange:
    """A change as it is kept."""

    number: int
    """1, 2, 3, in the order in which they were proposed."""
    id: str
    proposal: Proposal
    made_by: str
    """Officer id."""
    maker: str
    """Her full name."""
    made_at: datetime
    state: ChangeState = ChangeState.WAITING
    decided_by: str = ""
    decider: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    """Why it was rejected, or what was said with the approval."""

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state is ChangeState.WAITING

    @property
    def is_in_force(self) -> bool:
        """Whether it was approved. A later one on the same target stands above it."""
        return self.state is ChangeState.APPROVED

    @property
    def place(self) -> tuple[ChangeKind, str, str]:
        """What it changes: two changes with the same place are of the same text."""
        return (self.proposal.kind, self.proposal.target, self.proposal.language)


UNIT_TARGET = "unit"
CONTACTS_TARGET = "contacts"


def unit_value(unit: Unit) -> Value:
    """What a change of the unit says. The authority is chosen once and is no part of it."""
    return {"name": unit.name, "address_lines": list(unit.address_lines), "phone": unit.phone}


def unit_from(value: Value, authority: Authority) -> Unit:
    """The unit that a change says. Raises KeyError, TypeError for a value that is none."""
    return Unit(authority, str(value["name"]), tuple(str(line) for line in value["address_lines"]), str(value["phone"]))


def contacts_value(contacts: tuple[ContactPerson, ...]) -> Value:
    """What a change of the contact persons says: the whole list."""
    return {
        "persons": [
            {
                "id": one.id,
                "name": one.name,
                "function": one.function.value,
                "phone": one.phone,
                "hours": one.hours,
                "is_active": one.is_active,
            }
            for one in contacts
        ]
    }


def contacts_from(value: Value) -> tuple[ContactPerson, ...]:
    """The contact persons that a change says. Raises KeyError, TypeError, ValueError for a value that is none."""
    return tuple(
        ContactPerson(
            str(one["id"]),
            str(one["name"]),
            ContactFunction(one["function"]),
            str(one["phone"]),
            str(one["hours"]),
            bool(one["is_active"]),
        )
        for one in value["persons"]
    )


class KeepsContent(Protocol):
    """The part of the drawer that holds what the authority has changed of the shelf."""

    def content_changes(self) -> tuple[ContentChange, ...]:
        """Every change there ever was, newest first."""
        ...

    def propose_change(self, proposal: Proposal) -> ContentChange:
        """Keeps a change that waits for somebody else. Raises NotAllowed when nothing is changed, or when one on the same
        target waits already; TooLong."""
        ...

    def decide_change(
        self, change_id: str, approved: bool, reason: str, user_name: str = "", passphrase: str = ""
    ) -> ContentChange:
        """Approves or rejects, for good. Who decides is who sits here, or who comes to this desk and types her name and
        passphrase; never who has proposed it.

        Raises NotAllowed for the one who proposed it, for a rejection without a reason, for one that is decided already, and
        when unit or contact persons have become others since; WrongPassphrase, TooManyTries. With a passphrase it takes the
        time of an unlock: call it off the screen's thread.
        """
        ...

    def withdraw_change(self, change_id: str) -> ContentChange:
        """Takes back a change that waits. Raises NotAllowed for anybody but the one who proposed it."""
        ...

    def retire_contact(self, contact_id: str) -> None:
        """Switches a contact person off at once: she has left, and nobody may be given her number any more."""
        ...
