"""What is added to a filed case: incidents, answers, and what others found with their own instruments.

The first record stays as it was: an addition stands beside it, with its time, who wrote it, and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from stalkdesk.casework.evaluations import Weighed, Weighing
from stalkdesk.casework.log.incident_log import NOTHING_LOGGED, LoggedIncident, check_logged
from stalkdesk.errors import BadAnswer, NotAllowed, TooLong
from stalkdesk.intake.answers import Answer, AnswerState, DatePrecision, DateValue, type_of_value
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.checklist import Checklist, Compartment, Tense
from stalkdesk.intake.dates import date_range, read_date
from stalkdesk.intake.facts import ACTS
from stalkdesk.intake.facts_from_answers import MOST, facts_from
from stalkdesk.intake.walk import Walk
from stalkdesk.intake.windows import Windows
from stalkdesk.language import tr

MOST_SAID: Final = 4000
"""Most characters of what is said of an incident."""
MOST_AT_ONCE: Final = 20_000
"""Most incidents of one addition."""
MOST_NOTE: Final = 1000
"""Most characters of an instrument's result in words."""
MOST_REASON: Final = 500
"""Most characters of a reason, and of the name of an assessor."""
_FOLLOWING: Final = ("incidents_total", "latest_incident", "first_incident", "span_days", "acts")
"""The questions whose answers follow from incidents."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident that was added to a case. Compartment A."""

    happened: DateValue
    acts: tuple[str, ...]
    """Codes of `intake.facts.ACTS`, at least one."""
    said: str
    """What happened, in short; up to 4,000 characters."""
    number: int = 0
    """1, 2, … in the order in which they were added; 0 before it is kept."""
    at: datetime | None = None
    by: str = ""
    """Initials of who wrote it; empty before it is kept."""
    log: LoggedIncident = NOTHING_LOGGED
    """What the log says besides: clock, channel, place, witnesses, exhibits, reported where."""


@dataclass(frozen=True, slots=True)
class Addendum:
    """An answer of compartment A that was added or corrected after filing, as it is read."""

    number: int
    answer: Answer
    """Its `at` and `by` say when, and by whom, it was added."""
    reason: str
    before: Answer | None
    """What stood there before; None when the question was open."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added in one act. At least one incident or one answer."""

    reason: str
    """Why it is added ("Ny henvendelse 3. december", "Fejl i indtastningen"). Never empty."""
    incidents: tuple[Incident, ...] = ()
    answers: tuple[tuple[Answer, Compartment], ...] = ()


class Instrument(StrEnum):
    """Named instruments of others (docs/domain.md). Fields only: none of their items is in the program."""

    SASH = "sash"
    SAM = "sam"
    SRP = "srp"
    SARA = "sara"
    """SARA, SARA:SV, B-SAFER."""
    PATRIARK = "patriark"
    DASH = "dash"
    """DASH, S-DASH."""
    OTHER = "other"


class InstrumentResult(StrEnum):
    """The level that the instrument's own users gave."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    NO_LEVEL = "no_level"
    """No level is given, or it is said in words of its own."""


@dataclass(frozen=True, slots=True)
class InstrumentUse:
    """An instrument that somebody trained in it has used on this case: by whom, when, with what result."""

    instrument: Instrument
    done_on: DateValue
    done_by: str
    """Name and office of the assessor, as the officer writes it."""
    result: InstrumentResult
    note: str = ""
    """The result in the assessor's words, up to 1,000 characters; never the instrument's items."""
    at: datetime | None = None
    by: str = ""
    """When and by whom (initials) it was written here; empty before it is kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer as an addition sets it: stated in it, or following from an incident."""

    answer: Answer
    compartment: Compartment
    reason: str


def check_addition(addition: Addition, today: date) -> None:
    """Raises BadAnswer for an act or a date of an incident that can't be, TooLong."""
    for incident in addition.incidents:
        if not incident.acts or not set(incident.acts) <= set(ACTS):
            raise BadAnswer(tr("Vælg mindst én af tjeklistens handlinger."), "acts")
        _check_past(incident.happened, today, "happened")
        _check_length(incident.said, MOST_SAID)
        check_logged(incident.log, today)
    if len(addition.incidents) > MOST_AT_ONCE:
        raise TooLong(tr("Der kan højst føjes {most} hændelser til på én gang. Del dem op.", most=MOST_AT_ONCE))
    _check_length(addition.reason, MOST_REASON)


def check_is_stated(addition: Addition) -> None:
    """Raises NotAllowed when there is nothing to add, or no reason why."""
    if not addition.incidents and not addition.answers:
        raise NotAllowed(tr("Der er ikke noget at føje til sagen. Tilføj en hændelse eller et svar."))
    if not addition.reason.strip():
        raise NotAllowed(tr("Skriv, hvorfor der føjes noget til sagen. Begrundelsen kommer i journalen."))


def check_instrument(use: InstrumentUse, today: date) -> None:
    """Raises NotAllowed without the assessor, BadAnswer for a date that can't be, TooLong."""
    if not use.done_by.strip():
        raise NotAllowed(tr("Skriv, hvem der har brugt redskabet: navn og arbejdssted."))
    _check_past(use.done_on, today, "done_on")
    _check_length(use.done_by, MOST_REASON)
    _check_length(use.note, MOST_NOTE)


def changes_of(
    answers: Mapping[str, Answer], addition: Addition, at: datetime, by: str, first_number: int = 1
) -> tuple[Change, ...]:
    """What `addition`, made at `at` by who has the initials `by`, changes in `answers`, in order.

    Its own answers first; then what follows from its incidents, numbered from `first_number`, however many they are one change
    a question: one episode more for each where the number of them is known, `latest_incident` (`first_incident`) when one is
    certainly later (earlier), a longer `span_days` where both days are exact, and their acts.
    """
    now = dict(answers)
    changes = []
    for answer, compartment in addition.answers:
        changes.append(Change(replace(answer, at=at, by=by), compartment, addition.reason))
        now[answer.question_id] = changes[-1].answer
    reason = _why_it_follows(first_number, len(addition.incidents))
    for question_id, value in _following_all(now, addition.incidents).items():
        changes.append(Change(Answer(question_id, AnswerState.GIVEN, at, by, value), Compartment.FACTS, reason))
    return tuple(changes)


def _why_it_follows(first: int, count: int) -> str:
    if count == 1:
        return tr("Følger af hændelse {number}.", number=first)
    return tr("Følger af hændelse {first} til {last}.", first=first, last=first + count - 1)


def overlaid(answers: Mapping[str, Answer], addition: Addition, at: datetime, by: str) -> dict[str, Answer]:
    """`answers` as they stand with `addition`."""
    changes = changes_of(answers, addition, at, by)
    return {**answers, **{change.answer.question_id: change.answer for change in changes}}


def weighing_with(checklist: Checklist, windows: Windows, rules_version: str, today: date, profile: str) -> Weighing:
    """Evaluates the answers that count on a walk through `checklist`, seen from `today`, at a desk of `profile` (a value of
    Authority), with the authority's `windows`."""
    protected = checklist.protected_ids()

    def weighed(answers: Mapping[str, Answer]) -> Weighed:
        found = assess(facts_from(Walk(checklist, answers, today, profile).counted()), windows)
        return Weighed(found, without_protected(found, protected), checklist.version, rules_version, windows)

    return weighed


def _following_all(answers: Mapping[str, Answer], incidents: Sequence[Incident]) -> dict[str, type_of_value]:
    """The answers that follow from all the incidents, one after the other, in the order of `_FOLLOWING`."""
    values = {question_id: _given(answers, question_id) for question_id in _FOLLOWING}
    found: dict[str, type_of_value] = {}
    for incident in incidents:
        more = _following(values, incident)
        values |= more
        found |= more
    return {question_id: found[question_id] for question_id in _FOLLOWING if question_id in found}


def _following(values: Mapping[str, type_of_value | None], incident: Incident) -> dict[str, type_of_value]:
    """The values that follow from an incident, where they differ from those that stand."""
    found: dict[str, type_of_value] = {}
    total = values["incidents_total"]
    if isinstance(total, int):
        found["incidents_total"] = min(total + 1, MOST)
    latest, first = values["latest_incident"], values["first_incident"]
    if not isinstance(latest, DateValue) or _is_before(latest, incident.happened):
        found["latest_incident"] = incident.happened
    if isinstance(first, DateValue) and _is_before(incident.happened, first):
        found["first_incident"] = incident.happened
    days = _days_between(found.get("first_incident", first), found.get("latest_incident", latest))
    span = values["span_days"]
    if days is not None and (not isinstance(span, int) or days > span):
        found["span_days"] = days
    acts = values["acts"]
    before = acts if isinstance(acts, tuple) else ()
    fresh = tuple(act for act in dict.fromkeys(incident.acts) if act not in before)
    if fresh:
        found["acts"] = (*before, *fresh)
    return found


def _given(answers: Mapping[str, Answer], question_id: str) -> type_of_value | None:
    return answers[question_id].value if question_id in answers else None


def _is_before(one: DateValue, other: DateValue) -> bool:
    """Whether the last day that `one` can mean lies before the first that `other` can."""
    return date_range(one.date)[1] < date_range(other.date)[0]


def _days_between(first: type_of_value | None, latest: type_of_value | None) -> int | None:
    """The days from one exact day to another, or None."""
    if not isinstance(first, DateValue) or not isinstance(latest, DateValue):
        return None
    days = [date_range(one.date) for one in (first, latest) if one.precision is DatePrecision.EXACT]
    if len(days) < 2 or any(begin != end for begin, end in days):
        return None
    return max((days[1][0] - days[0][0]).days, 0)


def _check_past(happened: DateValue, today: date, what: str) -> None:
    read_date({"date": happened.date, "precision": happened.precision.value}, Tense.PAST, today, what)


def _check_length(text: str, most: int) -> None:
    if len(text) > most:
        raise TooLong(tr("Teksten er for lang: der er plads til {most} tegn.", most=most))
