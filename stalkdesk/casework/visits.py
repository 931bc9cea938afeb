"""Visits: the person came, called or wrote again. The first intake stays as it was; each visit stands beside it.

What a visit added (incidents, answers, a new evaluation) is an addition as any other; the visit tells when, how and what was
promised. A single event may look harmless: how often she came is said at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.cases import Case
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry, newest_by_subject
from stalkdesk.casework.entry_checks import Standing, check_safe
from stalkdesk.casework.errors_entered import entries_in_error
from stalkdesk.casework.evaluations import Confirmation, Weighing
from stalkdesk.errors import NotAllowed
from stalkdesk.language import tr

MOST_SAID: Final = 2000
"""Most characters of a text of a visit."""
WINDOW_DAYS: Final = 30
"""Within how many days contacts are counted together."""
TELLING: Final = 2
"""From how many contacts on it is said."""


class HowCame(StrEnum):
    """How the person turned to the desk."""

    CAME = "came"
    CALLED = "called"
    LETTER = "letter"
    """A letter, a mail, a message."""
    HANDED_OVER = "handed_over"
    """Another desk or authority passed it on."""
    OTHER = "other"


class SafeContact(StrEnum):
    """Whether the safe way to reach her still holds. What it is stands in compartment B."""

    STILL_RIGHT = "still_right"
    CHANGED = "changed"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit after the first intake. Compartment A."""

    how: HowCame
    in_short: str = ""
    """What it was about."""
    companion: str = ""
    """Who was with her."""
    promised_next: str = ""
    """What the desk promised, and by when."""
    safe_contact: SafeContact = SafeContact.NOT_ASKED
    evaluation: int = 0
    """Number of the evaluation that it led to; 0 for none. The drawer fills this in, and the next two."""
    incidents: tuple[int, ...] = ()
    """Numbers of the incidents that were added with it."""
    answers: int = 0
    """How many answers were added or corrected with it."""


def check_visit(new: NewEntry, _standing: Standing) -> None:
    """Raises NotAllowed for a visit of which nothing is told, BadAnswer, TooLong."""
    said = new.said
    for text in (said.in_short, said.companion, said.promised_next):
        check_safe(text, MOST_SAID)
    if not said.in_short.strip() and not said.evaluation:
        raise NotAllowed(tr("Skriv med få ord, hvad henvendelsen handlede om."))


@dataclass(frozen=True, slots=True)
class Contact:
    """One time that the person turned to the desk on this case, as it stands in the list of them."""

    number: int
    """1 for the first intake."""
    at: datetime
    by: str
    """Initials; of the first intake the officer's name."""
    visit: Visit | None = None
    """None for the first intake."""
    entry: int = 0
    """Number of the entry; 0 for the first intake."""
    is_in_error: bool = False


def contacts_of(case: Case) -> tuple[Contact, ...]:
    """Every contact on a case, the newest first; those entered in error too, marked."""
    first = Contact(1, case.line.started_at, case.line.officer_name)
    wrong = entries_in_error(case.entries)
    visits = newest_by_subject(case.entries, EntryKind.VISIT)
    began = {entry.subject: entry for entry in reversed(case.entries) if entry.kind is EntryKind.VISIT}
    found = [first]
    for subject in sorted(visits):
        entry, visit = began[subject], visits[subject].said
        found.append(Contact(subject + 1, entry.at, entry.by, visit, entry.number, entry.number in wrong))
    return tuple(reversed(found))


def contacts_within(times: Iterable[datetime], now: datetime, days: int = WINDOW_DAYS) -> int:
    """How many of these times lie in the last `days` days before `now`, that moment included. All aware."""
    earliest = now - timedelta(days=days)
    return sum(earliest <= at <= now for at in times)


def often_said(count: int, days: int = WINDOW_DAYS) -> str:
    """That this is the second, third, … contact in so many days; empty for a single one."""
    if count < TELLING:
        return ""
    return tr(
        "{which} på {days} dage. Hver for sig kan det se småt ud – se på mønstret.",
        which=which_contact(count),
        days=days,
    )


def which_contact(number: int) -> str:
    """ "Tredje henvendelse", at the beginning of a sentence; "23. henvendelse" from the eleventh on."""
    words = (
        *(tr("Første henvendelse"), tr("Anden henvendelse"), tr("Tredje henvendelse"), tr("Fjerde henvendelse")),
        *(tr("Femte henvendelse"), tr("Sjette henvendelse"), tr("Syvende henvendelse"), tr("Ottende henvendelse")),
        *(tr("Niende henvendelse"), tr("Tiende henvendelse")),
    )
    return words[number - 1] if 0 < number <= len(words) else tr("{number}. henvendelse", number=number)


def times_of(contacts: Sequence[Contact]) -> tuple[datetime, ...]:
    """When the person came, without what was entered in error."""
    return tuple(one.at for one in contacts if not one.is_in_error)


@dataclass(frozen=True, slots=True)
class NewVisit:
    """What is kept of a visit in one act."""

    visit: Visit
    addition: Addition | None = None
    """Incidents and answers of it; None when there is nothing new."""
    entries: tuple[NewEntry, ...] = ()
    """What follows from it in other trades: the next call."""


class KeepsVisits(Protocol):
    """The part of the drawer that holds visits."""

    def keep_visit(
        self, reference: str, new: NewVisit, weighing: Weighing, confirmation: Confirmation | None
    ) -> tuple[Entry, ...]:
        """Keeps the visit, what it added with the new evaluation, and what follows, in one transaction; gives the entries.

        Raises what `add_to_case` and `keep_entries` raise, and NotAllowed for an addition without a confirmation: then nothing
        is kept."""
        ...
