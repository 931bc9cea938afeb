"""Visits: the person came, called or wrote again. The first intake stays as it was; each visit stands beside it.

What a visit added (incidents, answers, a new evaluation) is an addition as any other; the visit tells when, how and what was
promised. A single event may look harmless: how often she came is said at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from stalkdesk.casework.additions import Addition
from stalkdesk.casework.cases import Case
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry, newest_by_subject
from stalkdesk.casework.entry_checks import Standing, check_safe
from stalkdesk.casework.errors_entered import entries_in_error
from stalkdesk.casework.evaluations import Confirmation, Weighing
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.errors import BadAnswer, NotAllowed
from stalkdesk.language import tr

MOST_SAID: Final = 2000
"""Most characters of a text of a visit."""
MOST_NAME: Final = 400
"""Most characters of a desk's name or of initials that came in a package."""
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


HAPPENED: Final = ("threats", "suicidal_statement")
"""Questions about what has happened. A yes stands: a no at a later visit means "not since", and takes nothing back; only an
addition with a reason of its own does."""


class SafeContact(StrEnum):
    """Whether the safe way to reach her still holds. What it is stands in compartment B."""

    STILL_RIGHT = "still_right"
    CHANGED = "changed"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class AtAnotherDesk:
    """That a visit came in a package: whose it is, and what tells it from every other visit."""

    desk_id: str
    desk_name: str
    number: int
    """Of the contact at that desk; 1 for the first intake there."""
    came_at: datetime
    by: str = ""
    """Initials, of that desk."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit after the first intake, or one at another desk. Compartment A."""

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
    theirs: AtAnotherDesk | None = None
    """Whose it is when it came in a package; None for a visit at this desk."""
    not_since: tuple[str, ...] = ()
    """Questions of `HAPPENED` that were asked again and answered with no: not since the last time."""


def check_visit(new: NewEntry, standing: Standing) -> None:
    """Raises NotAllowed for a visit of which nothing is told, or of another desk without a package; BadAnswer, TooLong."""
    said: Visit = new.said
    for text in (said.in_short, said.companion, said.promised_next):
        check_safe(text, MOST_SAID)
    if not set(said.not_since) <= set(HAPPENED):
        raise NotAllowed(tr("Kun det, der er sket før, kan være »ikke sket siden sidst«."))
    if said.theirs is not None:
        _check_theirs(said.theirs, standing)
    elif not said.in_short.strip() and not said.evaluation:
        raise NotAllowed(tr("Skriv med få ord, hvad henvendelsen handlede om."))


def _check_theirs(theirs: AtAnotherDesk, standing: Standing) -> None:
    for text in (theirs.desk_name, theirs.by):
        check_safe(text, MOST_NAME)
    if not any(entry.kind is EntryKind.RECEIVED for entry in standing.entries):
        raise NotAllowed(tr("En henvendelse hos en anden skranke kommer kun med en pakke."))
    if day_in_denmark(theirs.came_at) > standing.today + timedelta(days=1):  # a clock may be a little fast
        raise BadAnswer(tr("Henvendelsen kan ikke ligge i fremtiden."), "came_at")


@dataclass(frozen=True, slots=True)
class Contact:
    """One time that the person turned to a desk about this case, as it stands in the list of them."""

    number: int
    """1 for the first intake; 0 for the receipt of a package that told when she came."""
    at: datetime
    by: str
    """Initials; of the first intake the officer's name."""
    visit: Visit | None = None
    """None for the first intake."""
    entry: int = 0
    """Number of the entry; 0 for the first intake."""
    is_in_error: bool = False
    came_from: str = ""
    """Of the receipt of a package: the desk that sent the case."""

    @property
    def theirs(self) -> AtAnotherDesk | None:
        """Whose it was, when it was not at this desk."""
        return None if self.visit is None else self.visit.theirs

    @property
    def is_first_intake(self) -> bool:
        """Whether it is where the case began, here or at another desk."""
        return self.visit is None if self.theirs is None else self.theirs.number == 1


def contacts_of(case: Case) -> tuple[Contact, ...]:
    """Every contact on a case, the newest first; those entered in error too, marked. Those at other desks stand among ours by
    when she came; a case that came in a package with them was received here, and that is no contact of hers."""
    first = Contact(1, case.line.started_at, case.line.officer_name)
    wrong = entries_in_error(case.entries)
    visits = newest_by_subject(case.entries, EntryKind.VISIT)
    began = {entry.subject: entry for entry in reversed(case.entries) if entry.kind is EntryKind.VISIT}
    found = [replace(first, number=0, came_from=receipt.said.desk_name)] if (receipt := receipt_of(case.entries)) else [first]
    for subject in sorted(visits):
        entry, visit = began[subject], visits[subject].said
        by = visit.theirs.by if visit.theirs is not None else entry.by
        found.append(Contact(subject + 1, came_at(entry), by, visit, entry.number, entry.number in wrong))
    return tuple(reversed(_numbered(found)))


def contact_count(case: Case) -> int:
    """How many contacts stand in the list, those in error too; the receipt of a package is none."""
    return sum(not one.came_from for one in contacts_of(case))


def _numbered(found: list[Contact]) -> list[Contact]:
    """In their order; where some were at other desks, by when she came."""
    if all(one.theirs is None for one in found):
        return found
    in_order = sorted(found, key=lambda one: one.at)
    numbers = iter(range(1, len(in_order) + 1))
    return [one if one.came_from else replace(one, number=next(numbers)) for one in in_order]


def receipt_of(entries: Sequence[Entry]) -> Entry | None:
    """The entry by which the case came here in a package, when the packages also told when she came: what stands as the
    beginning of the case here is then no contact of hers. None otherwise."""
    if not any(entry.kind is EntryKind.VISIT and entry.said.theirs is not None for entry in entries):
        return None
    return next((entry for entry in entries if entry.kind is EntryKind.RECEIVED and entry.said.is_new_case), None)


def came_at(entry: Entry) -> datetime:
    """When she came, of the first entry about a visit: at another desk that was before it was written here."""
    visit: Visit = entry.said
    return entry.at if visit.theirs is None else visit.theirs.came_at


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
    """When the person came, without what was entered in error and without the receipt of a package."""
    return tuple(one.at for one in contacts if not one.is_in_error and not one.came_from)


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
