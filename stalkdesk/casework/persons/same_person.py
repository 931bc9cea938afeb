"""That two cases are of one person: said by a person, with a reason, on both cases, and taken back the same way.

The program never says it by itself. Cases that are linked, however many are between them, belong together: how often she came
is counted over all of them, since single events look harmless and repetition is the crime.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_checks import Standing, check_safe
from stalkdesk.errors import NotAllowed
from stalkdesk.intake.findings import Urgency
from stalkdesk.language import tr

MOST_REASON: Final = 500


class Whose(StrEnum):
    """Which of the two persons of a case."""

    VICTIM = "victim"
    PERPETRATOR = "perpetrator"


class Basis(StrEnum):
    """From what it is known that it is the same person."""

    HER_WORD = "her_word"
    """She says so herself. Nothing else counts for somebody who wanted to be anonymous."""
    CPR = "cpr"
    CONTACT = "contact"
    """The same phone, mail or address."""
    KNOWN = "known"
    """Somebody here knows her."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SamePerson:
    """That the person of this case and of `other` is one, or is not after all. Compartment A: two numbers and a reason."""

    whose: Whose
    other: str
    """The reference of the other case."""
    is_same: bool = True
    basis: Basis = Basis.HER_WORD
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """A case of the same person."""

    reference: str
    whose: Whose
    status: CaseStatus
    started_at: datetime
    officer_name: str
    urgency: Urgency | None
    is_direct: bool
    """Whether it was said of these two, or only of cases between them."""
    is_in_error: bool = False
    contact_times: tuple[datetime, ...] = ()
    """When she turned to the desk on it."""


def check_same_person(new: NewEntry, _standing: Standing) -> None:
    """Raises NotAllowed without a reason, TooLong."""
    check_safe(new.said.reason, MOST_REASON)
    if not new.said.reason.strip():
        raise NotAllowed(tr("Skriv, hvordan I ved det. Grunden står på begge sager."))


def links_of(entries: Iterable[Entry], whose: Whose) -> frozenset[str]:
    """The references that a case is linked with now, by its own entries: of each the newest counts."""
    newest: dict[str, bool] = {}
    for entry in entries:
        if entry.kind is EntryKind.SAME_PERSON and entry.said.whose is whose:
            newest[entry.said.other] = entry.said.is_same
    return frozenset(other for other, is_same in newest.items() if is_same)


def contact_times(
    hers: Sequence[datetime], additions: Sequence[datetime], days: Mapping[datetime, date]
) -> tuple[datetime, ...]:
    """When somebody turned to the desk on a case: the intake and each visit (`hers`), and each other day on which something was
    added. `days`: the day in Denmark of each time."""
    known = {days[at] for at in hers}
    others = {days[at]: at for at in reversed(additions) if days[at] not in known}
    return tuple(sorted((*hers, *others.values())))
