"""Entered in error: a case, an incident or an entry that should not be there. It stays readable and leaves the numbers.

Nothing is overwritten: that it is in error is an entry of its own, with a reason, and so is taking that back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from stalkdesk.casework.cases import CaseLine
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_checks import Standing, check_safe
from stalkdesk.casework.officers import Role
from stalkdesk.errors import NotAllowed
from stalkdesk.language import tr

MOST_REASON: Final = 500
"""Most characters of a reason."""


class Wrong(StrEnum):
    """What was entered in error."""

    CASE = "case"
    INCIDENT = "incident"
    ENTRY = "entry"


MARKED: Final = frozenset({EntryKind.VISIT, EntryKind.EXHIBIT, EntryKind.CUSTODY})
"""Kinds of which an entry can be in error; the others have states of their own for it (taken back, withdrawn, declined)."""


@dataclass(frozen=True, slots=True)
class InError:
    """That something was entered in error, or not after all. Compartment A."""

    what: Wrong
    number: int = 0
    """Of the incident or the entry; 0 for the case."""
    is_in_error: bool = True
    reason: str = ""


def check_in_error(new: NewEntry, standing: Standing) -> None:
    """Raises NotAllowed without a reason, for what is not there or stands so already, and for who may not take it back."""
    said = new.said
    check_safe(said.reason, MOST_REASON)
    if not said.reason.strip():
        raise NotAllowed(
            tr("Skriv, hvorfor det er en fejl, eller hvorfor det alligevel ikke er. Grunden bliver en del af sagen.")
        )
    _check_is_there(said, standing)
    last = marks(standing.entries).get((said.what, said.number))
    if said.is_in_error == (last is not None and last.said.is_in_error):
        raise NotAllowed(tr("Det står allerede sådan i sagen."))
    is_own = last is not None and last.officer_id == standing.officer.id
    if not said.is_in_error and not is_own and standing.officer.role is not Role.SUPERVISOR:
        raise NotAllowed(tr("Kun den, der markerede det som en fejl, eller en leder kan tage markeringen tilbage."))


def _check_is_there(said: InError, standing: Standing) -> None:
    if said.what is Wrong.CASE:
        is_there = said.number == 0
    elif said.what is Wrong.INCIDENT:
        is_there = 1 <= said.number <= standing.incidents
    else:
        is_there = any(entry.number == said.number and entry.kind in MARKED for entry in standing.entries)
    if not is_there:
        raise NotAllowed(tr("Det kan ikke markeres som en fejl. Se, hvad der står i sagen nu."))


def marks(entries: Sequence[Entry]) -> Mapping[tuple[Wrong, int], Entry]:
    """The newest mark about each thing."""
    return {(entry.said.what, entry.said.number): entry for entry in entries if entry.kind is EntryKind.IN_ERROR}


def mark_of_case(entries: Sequence[Entry]) -> Entry | None:
    """The entry by which the case is in error; None when it is not."""
    last = marks(entries).get((Wrong.CASE, 0))
    return last if last is not None and last.said.is_in_error else None


def incidents_in_error(entries: Sequence[Entry]) -> frozenset[int]:
    """The numbers of the incidents that were entered in error."""
    return _in_error(entries, Wrong.INCIDENT)


def entries_in_error(entries: Sequence[Entry]) -> frozenset[int]:
    """The numbers of the entries that were entered in error."""
    return _in_error(entries, Wrong.ENTRY)


def _in_error(entries: Sequence[Entry], what: Wrong) -> frozenset[int]:
    return frozenset(number for (wrong, number), mark in marks(entries).items() if wrong is what and mark.said.is_in_error)


class KeepsErrors(Protocol):
    """The part of the drawer that tells which cases were entered in error."""

    def cases_in_error(self) -> tuple[CaseLine, ...]:
        """The cases that are marked as entered in error, the newest first, at most 500: for who looks after the marks."""
        ...
