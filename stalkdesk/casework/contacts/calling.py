"""Who is called now: contact, deputy, the next of the same function, the agency, the unit's own number; and why each step.

The ladder ends at the first who can be reached. It never decides whether to call: in danger it is always 112.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from stalkdesk.casework.contacts.contact_register import Contact, Function, Origin, Receiver, deputy_of, is_away
from stalkdesk.casework.contacts.opening_hours import (
    HOME,
    ROUND_THE_CLOCK,
    IsWorkday,
    clock_said,
    closes_at,
    is_open,
    opens_next,
    weekday_names,
)
from stalkdesk.casework.workdays import day_in_denmark, is_workday
from stalkdesk.language import tr

CALLED_FOR = (Function.VISITATOR, Function.ADULT, Function.CHILD_OR_YOUTH, Function.POLICE)
"""What one asks for at a desk, in that order."""


class Rung(StrEnum):
    """Which step of the ladder."""

    CONTACT = "contact"
    DEPUTY = "deputy"
    NEXT = "next"
    AGENCY = "agency"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Step:
    """One who was looked at."""

    rung: Rung
    name: str
    phone: str
    is_reachable: bool
    why: str
    """A whole sentence: until when she can be reached, or why not."""
    contact: Contact | None = None
    """None for the unit."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Who is called for a function, step by step."""

    function: Function
    steps: tuple[Step, ...]

    @property
    def now(self) -> Step | None:
        """Who is called now; None when nobody can be reached and the unit has no number."""
        return next((step for step in self.steps if step.is_reachable), None)


def who_to_call(
    contacts: Sequence[Contact],
    function: Function,
    at: datetime,
    unit_name: str = "",
    unit_phone: str = "",
    workday: IsWorkday = is_workday,
) -> Ladder:
    """The ladder for a function at an aware time: everybody who was looked at, down to the first who can be reached."""
    steps: list[Step] = []
    for step in _asked(contacts, function, at, workday):
        steps.append(step)
        if step.is_reachable:
            return Ladder(function, tuple(steps))
    if unit_phone:
        why = tr("Ingen af kontakterne kan træffes nu. Ring til enheden.") if steps else tr("Ingen fast kontakt endnu.")
        steps.append(Step(Rung.UNIT, unit_name, unit_phone, True, why))
    return Ladder(function, tuple(steps))


def who_instead(
    contact: Contact,
    contacts: Sequence[Contact],
    at: datetime,
    unit_name: str = "",
    unit_phone: str = "",
    workday: IsWorkday = is_workday,
) -> Ladder:
    """The ladder that begins with one contact: for a promised call, or a package that is not acknowledged."""
    others = [one for one in contacts if one.id != contact.id]
    return who_to_call((contact, *others), contact.function, at, unit_name, unit_phone, workday)


def _asked(contacts: Sequence[Contact], function: Function, at: datetime, workday: IsWorkday) -> Iterator[Step]:
    seen: set[str] = set()
    own = [one for one in contacts if one.is_active and one.function is function and one.origin is not Origin.SHELF]
    agencies = [one for one in contacts if one.is_active and one.origin is Origin.SHELF and _stands_for(one, function)]
    for place, contact in enumerate(own):
        if contact.id not in seen:
            seen.add(contact.id)
            yield step_of(contact, Rung.NEXT if place else Rung.CONTACT, at, workday)
        deputy = deputy_of(contact, contacts, day_in_denmark(at))
        if deputy is not None and deputy.id not in seen:
            seen.add(deputy.id)
            yield step_of(deputy, Rung.DEPUTY, at, workday)
    for agency in agencies:
        yield step_of(agency, Rung.AGENCY, at, workday)


def _stands_for(agency: Contact, function: Function) -> bool:
    """Whether an agency of the shelf stands behind the contacts: for the police, the number that is not for danger."""
    return function is Function.POLICE and agency.receiver is Receiver.POLICE and bool(agency.phone)


def step_of(contact: Contact, rung: Rung, at: datetime, workday: IsWorkday = is_workday) -> Step:
    """Whether the contact can be reached at that time, and why."""
    is_reachable, why = _reached(contact, at, workday)
    return Step(rung, contact.name, contact.phone, is_reachable, why, contact)


def _reached(contact: Contact, at: datetime, workday: IsWorkday) -> tuple[bool, str]:
    name, hours = contact.name, contact.card.hours
    if is_away(contact, day_in_denmark(at)):
        return False, away_said(contact)
    if not contact.phone:
        return False, tr("{name} har ikke noget nummer her. Skriv ad: {channel}.", name=name, channel=contact.card.safe_channel)
    if hours == ROUND_THE_CLOCK:
        return True, tr("{name} kan træffes døgnet rundt.", name=name)
    if not is_open(hours, at, workday):
        return False, _closed_said(contact, at, workday)
    if not hours:
        return True, tr("{name}: åbningstiden står her ikke. Prøv i kontortiden.", name=name)
    until = closes_at(hours, at, workday)
    return True, tr("{name} kan træffes nu, til kl. {time}.", name=name, time=clock_said(until))


def away_said(contact: Contact) -> str:
    """Until when she is away, as a sentence."""
    away = contact.away
    if away is None or away.until is None:
        return tr("{name} er væk indtil videre.", name=contact.name)
    return tr("{name} er væk til og med {date}.", name=contact.name, date=day_said(away.until))


def _closed_said(contact: Contact, at: datetime, workday: IsWorkday) -> str:
    opens = opens_next(contact.card.hours, at, workday)
    if opens is None:
        return tr("{name} kan ikke træffes nu.", name=contact.name)
    when = moment_said(opens)
    today = day_in_denmark(at)
    if not workday(today) and today.isoweekday() < 6:
        return tr("{name} kan ikke træffes: i dag er en lukkedag. Tidligst {when}.", name=contact.name, when=when)
    return tr("{name} kan ikke træffes nu. Tidligst {when}.", name=contact.name, when=when)


def moment_said(at: datetime) -> str:
    """`tir 24-11 kl. 9`, in Denmark."""
    here = at.astimezone(HOME)
    clock = clock_said(here.hour * 60 + here.minute)
    return tr("{day} kl. {time}", day=day_said(here.date()), time=clock)


def day_said(day: date) -> str:
    """`tir 24-11`."""
    return f"{weekday_names()[day.weekday()]} {day:%d-%m}"
