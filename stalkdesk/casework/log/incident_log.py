"""What an incident of a log says besides its date, its acts and its words. Compartment A: the other party may get to read it.

The columns are those of the log form that the victim keeps at home (`resources/sheets/incident_log.toml`), so that her log and
the desk's are one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from stalkdesk.casework.entries import Entry, EntryKind, NewEntry
from stalkdesk.casework.entry_checks import Standing, check_safe
from stalkdesk.errors import BadAnswer, NotAllowed
from stalkdesk.intake.checklist import Tense
from stalkdesk.intake.dates import read_date
from stalkdesk.language import tr

MOST_SHORT: Final = 300
"""Most characters of a place, of the witnesses, of where it was reported."""
MOST_EXHIBITS: Final = 50
MOST_TYPICAL: Final = 5
LEAST_TYPICAL: Final = 3
"""The police ask for 3 to 5 (docs/domain.md); fewer can be kept while they are being chosen."""
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)


class Channel(StrEnum):
    """How it reached the victim, or where: one for each incident, and the row it stands in on the pattern page."""

    CALL = "call"
    SMS = "sms"
    SOCIAL = "social"
    """Chat and social media."""
    EMAIL = "email"
    LETTER = "letter"
    GIFT = "gift"
    IN_PERSON = "in_person"
    AT_HOME = "at_home"
    AT_WORK = "at_work"
    """At work, at school."""
    FOLLOWING = "following"
    VEHICLE = "vehicle"
    THROUGH_OTHERS = "through_others"
    PROPERTY = "property"
    DIGITAL = "digital"
    """Tracking, and going into accounts."""
    OTHER = "other"


ACTS_OF: Final = MappingProxyType(
    {
        Channel.CALL: ("COMM",),
        Channel.SMS: ("COMM",),
        Channel.SOCIAL: ("COMM",),
        Channel.EMAIL: ("COMM",),
        Channel.LETTER: ("COMM",),
        Channel.GIFT: ("GIFT",),
        Channel.IN_PERSON: ("VISIT",),
        Channel.AT_HOME: ("VISIT",),
        Channel.AT_WORK: ("VISIT",),
        Channel.FOLLOWING: ("FOLLOW",),
        Channel.VEHICLE: ("LOITER",),
        Channel.THROUGH_OTHERS: ("THIRD",),
        Channel.PROPERTY: ("PROP",),
        Channel.DIGITAL: ("COVERT",),
        Channel.OTHER: (),
    }
)
"""Which acts of the checklist a channel means while nobody has said otherwise; always shown, and changeable. OTHER means none:
there the person chooses."""


class LogSource(StrEnum):
    """Where the line comes from."""

    DESK = "desk"
    """Told or shown at the desk, and typed there."""
    LOG = "log"
    """Out of a log of hers that was read in."""


@dataclass(frozen=True, slots=True)
class Reported:
    """Where an incident was reported. All empty: nobody has said that it was."""

    where: str = ""
    on: str = ""
    """ISO day, month or year, or empty."""
    number: str = ""
    """The police's journal number."""


@dataclass(frozen=True, slots=True)
class LoggedIncident:
    """What the log says of an incident; all empty for one that was only told."""

    clock: str = ""
    """`hh:mm`, 24 hours, or empty."""
    channel: Channel | None = None
    place: str = ""
    """In short; only places that the perpetrator knows."""
    witnesses: str = ""
    exhibits: tuple[int, ...] = ()
    """Numbers of exhibits and attachments of the case."""
    own_exhibits: str = ""
    """As they are numbered in her own log, when it is not our numbers."""
    reported: Reported = Reported()
    source: LogSource = LogSource.DESK
    import_number: int = 0
    """Which reading of a log (the subject of INCIDENTS_TAKEN_IN); 0 for the desk."""


NOTHING_LOGGED: Final = LoggedIncident()


@dataclass(frozen=True, slots=True)
class Typical:
    """Which incidents are the typical ones, in the order in which they are told: the investigator reads these first."""

    numbers: tuple[int, ...]


def acts_for(channel: Channel | None) -> tuple[str, ...]:
    """The acts that a channel means while nobody has said otherwise."""
    return ACTS_OF[channel] if channel is not None else ()


def channel_word(channel: Channel | None) -> str:
    """A channel as it is read on the screen and on the pattern page."""
    if channel is None:
        return tr("Ikke angivet")
    return {
        Channel.CALL: tr("Opkald"),
        Channel.SMS: tr("Sms"),
        Channel.SOCIAL: tr("Chat og sociale medier"),
        Channel.EMAIL: tr("E-mail"),
        Channel.LETTER: tr("Brev eller seddel"),
        Channel.GIFT: tr("Gave eller vare"),
        Channel.IN_PERSON: tr("Personligt"),
        Channel.AT_HOME: tr("Ved hjemmet"),
        Channel.AT_WORK: tr("Ved arbejde eller skole"),
        Channel.FOLLOWING: tr("Følger efter"),
        Channel.VEHICLE: tr("Kører forbi"),
        Channel.THROUGH_OTHERS: tr("Gennem andre"),
        Channel.PROPERTY: tr("Ting ødelagt eller taget"),
        Channel.DIGITAL: tr("Sporing eller konti"),
        Channel.OTHER: tr("Andet"),
    }[channel]


def check_logged(log: LoggedIncident, today: date) -> None:
    """Raises BadAnswer for a time, a text or a number that can't be, TooLong."""
    if log.clock and not _CLOCK.fullmatch(log.clock):
        raise BadAnswer(tr("Skriv klokkeslættet som 14.30, eller lad det stå tomt."), "clock")
    for text in (log.place, log.witnesses, log.own_exhibits, log.reported.where, log.reported.number):
        check_safe(text, MOST_SHORT)
    if len(log.exhibits) > MOST_EXHIBITS or any(number < 1 for number in log.exhibits):
        raise BadAnswer(tr("Skriv bilagenes numre med komma imellem, for eksempel 3, 5."), "exhibits")
    if log.import_number < 0:
        raise BadAnswer(tr("Nummeret på den indlæste log findes ikke."), "import_number")
    if log.reported.on:
        read_date(log.reported.on, Tense.PAST, today, "reported")


def check_typical(new: NewEntry, standing: Standing) -> None:
    """Raises BadAnswer for more than five, one twice, or a number that no incident has."""
    numbers = new.said.numbers
    if len(numbers) > MOST_TYPICAL:
        raise BadAnswer(tr("Vælg højst {most} typiske eksempler.", most=MOST_TYPICAL), "typical")
    if len(set(numbers)) < len(numbers) or any(not 1 <= number <= standing.incidents for number in numbers):
        raise NotAllowed(tr("En af de valgte hændelser findes ikke på sagen. Vælg igen."))


def typical_of(entries: Sequence[Entry]) -> tuple[int, ...]:
    """The numbers of the typical incidents as they stand now, in their order."""
    chosen = [entry.said for entry in entries if entry.kind is EntryKind.TYPICAL]
    return chosen[-1].numbers if chosen and isinstance(chosen[-1], Typical) else ()
