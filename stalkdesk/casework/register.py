"""The register of this desk: contacts of both sides, desks that packages go to and come from, this desk's own keys.

As on a case, every line is added and none overwritten; how a subject stands now is what its newest line says
(`register_kinds.REGISTER_KINDS`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

Said = Any
"""What a line says: a frozen dataclass, as of an entry."""


class RegisterKind(StrEnum):
    """What a line is about. The word is also the journal's."""

    CONTACT = "register_contact"
    """A contact person or agency, as a whole; the newest line counts."""
    AWAY = "register_away"
    """A contact is away, from when until when."""
    CHECKED = "register_checked"
    """A contact was checked: who, when, how."""
    DESK = "register_desk"
    """Another desk that packages are exchanged with: its public keys, and how they were compared."""
    OWN_KEYS = "register_own_keys"
    """This desk's own keys. Sealed."""
    PACKAGE = "register_package"
    """A package that was opened here, so that it is not opened twice."""


@dataclass(frozen=True, slots=True)
class NewLine:
    """What is to be added to the register."""

    kind: RegisterKind
    subject: str
    """The id of what it is about; a new id for something new."""
    said: Said
    reason: str = ""
    seen: int | None = None
    """The number of the newest line about the subject that was on the screen, or None: as `entries.NewEntry.seen`."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register as it is read."""

    number: int
    kind: RegisterKind
    subject: str
    said: Said
    at: datetime
    by: str
    """Initials."""
    officer_id: str


class KeepsRegister(Protocol):
    """The part of the drawer that holds the register."""

    def register(self, *kinds: RegisterKind) -> tuple[RegisterLine, ...]:
        """The lines of these kinds (all, when none is named), in order; sealed ones only to a role with the key to B."""
        ...

    def keep_in_register(self, new: Sequence[NewLine]) -> tuple[RegisterLine, ...]:
        """Adds lines, in one transaction, each with its line in the journal. Raises NotAllowed, BadAnswer, TooLong,
        CaseChanged: then nothing is kept."""
        ...


def newest_of(lines: Sequence[RegisterLine], kind: RegisterKind) -> dict[str, RegisterLine]:
    """The newest line of a kind about each subject."""
    return {line.subject: line for line in lines if line.kind is kind}
