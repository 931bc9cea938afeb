"""Every kind of entry, in one table: what it says, in which compartment, who may write it, and what must be true of it.

A kind that is not in the table can't be written: the drawer refuses what it does not know. A trade adds its line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.officers import Act, Officer
from stalkdesk.intake.checklist import Compartment


@dataclass(frozen=True, slots=True)
class Standing:
    """What a check may look at: the case as it stands before the entry."""

    entries: Sequence[Entry]
    """Every entry there is, both compartments, in order."""
    incidents: int
    """How many incidents were added."""
    attachments: int
    today: date
    """The day in Denmark."""
    officer: Officer


Check = Callable[[NewEntry, Standing], None]
"""Raises BadAnswer, TooLong or NotAllowed with a sentence for the person at the desk."""


def fits(_new: NewEntry, _standing: Standing) -> None:
    """For kinds of which every value is right."""


@dataclass(frozen=True, slots=True)
class KindOfEntry:
    """How entries of one kind are kept."""

    says: type
    """The frozen dataclass of `said`."""
    compartment: Compartment
    needs: Act
    check: Check = fits
    has_things: bool = False
    """Whether its entries are about numbered things: a new one gets the next number."""


KINDS: Mapping[EntryKind, KindOfEntry] = MappingProxyType({})
"""Kind -> how it is kept."""
