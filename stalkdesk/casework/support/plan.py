"""The support plan: what the person needs, as measures that somebody does by a day; and who has the case here.

A measure tells of her plans, her health and her network: compartment B. Who has taken the case over is no secret: A. A plan is
proposed from what was answered in the intake, and stands only when the visitator confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from stalkdesk.casework.dues import CaseNow, Due, DueKind
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry, newest_by_subject
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.errors_entered import entries_in_error
from stalkdesk.casework.handover.handovers import stub_of
from stalkdesk.casework.workdays import day_in_denmark, end_of_day, next_workday, workdays_after
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import Answer, AnswerState, DateValue
from stalkdesk.intake.children import refuse_open_child
from stalkdesk.intake.dates import date_range
from stalkdesk.intake.findings import Definition, Urgency
from stalkdesk.intake.texts import LONG_TEXT, SHORT_TEXT, cleaned
from stalkdesk.intake.windows import DEFAULTS, Windows
from stalkdesk.language import tr

NEEDS: Final = (
    *("address_protection", "secret_number", "locks", "digital_check", "housing", "shelter", "work", "school", "doctor"),
    *("economy", "family_court", "transport", "network", "dsc", "victim_support", "tilhold", "lawyer", "compensation"),
    *("release_notice", "source_treatment"),
)
"""What a measure can be about: the choices of the question `needs` (docs/domain.md 10)."""

ACUTE_WITHIN: Final = timedelta(hours=1)
"""Within what time an acute case is taken over [E]; for the other levels the response times of `intake.windows` hold."""


class MeasureState(StrEnum):
    """How far a measure has come."""

    WISHED = "wished"
    ADVISED = "advised"
    REFERRED = "referred"
    IN_PLACE = "in_place"
    DECLINED = "declined"
    """The person does not want it, or not now."""


OPEN_MEASURES: Final = frozenset({MeasureState.WISHED, MeasureState.ADVISED, MeasureState.REFERRED})


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is to be done, as a whole; its newest entry counts."""

    need: str
    """Of `NEEDS`."""
    state: MeasureState = MeasureState.WISHED
    who: str = ""
    """Who does it: name and function."""
    contact_id: str = ""
    """The same in the register, when she stands there."""
    by_when: date | None = None
    next_call: date | None = None
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.state in OPEN_MEASURES


class HolderState(StrEnum):
    """Who has the case here."""

    ACKNOWLEDGED = "acknowledged"
    """The visitator has it."""
    GIVEN_TO_CONTACT = "given_to_contact"
    """A fixed contact person has it."""
    CLOSED = "closed"
    REOPENED = "reopened"
    """The visitator has it again."""


class CaseOutcome(StrEnum):
    """How it stood when the case was closed."""

    CALM = "calm"
    """It has been quiet, and the plan is in place."""
    HELPED_ELSEWHERE = "helped_elsewhere"
    WANTS_NO_MORE = "wants_no_more"
    MOVED_AWAY = "moved_away"
    NOT_STALKING = "not_stalking"
    NOT_REACHED = "not_reached"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The case was taken over, given to somebody, closed, or opened again."""

    state: HolderState
    contact_id: str = ""
    contact_name: str = ""
    """As it was on that day."""
    note: str = ""
    """Compartment A: the other party may get to read it."""
    outcome: CaseOutcome | None = None
    """Only when it is closed."""
    open_because: str = ""
    """Why it is closed although something is open."""


# -- how it stands -----------------------------------------------------------------------------------------------------------
def right_entries(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Those that were not entered in error: where the newest was, the one before it counts."""
    wrong = entries_in_error(entries)
    return tuple(entry for entry in entries if entry.number not in wrong) if wrong else entries


def holder(entries: Sequence[Entry]) -> Entry | None:
    """The newest entry that says who has the case; None while nobody has taken it over."""
    return newest_by_subject(right_entries(entries), EntryKind.TAKEN_OVER).get(0)


def is_closed(entries: Sequence[Entry]) -> bool:
    """Whether the case is closed."""
    newest = holder(entries)
    return newest is not None and newest.said.state is HolderState.CLOSED


def measures(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The plan: the newest entry of each measure, in the order in which they were begun."""
    newest = newest_by_subject(right_entries(entries), EntryKind.MEASURE)
    return tuple(entry for _subject, entry in sorted(newest.items()))


def proposed_measures(answers: Mapping[str, Answer]) -> tuple[Measure, ...]:
    """A first plan from what was answered: a measure for each need, with who and by when as they were said for all of them.

    What was written of how far each has come is free text: it is for the visitator to read, and decides nothing here."""
    needs = _given(answers, "needs")
    chosen = set(needs) if isinstance(needs, tuple) else set()
    who, by_when = _given(answers, "needs_responsible"), last_day(_given(answers, "needs_by"))
    return tuple(
        Measure(need, MeasureState.WISHED, who if isinstance(who, str) else "", by_when=by_when)
        for need in NEEDS
        if need in chosen
    )


def last_day(value: object) -> date | None:
    """The day of a date that was answered; of a month or a year that was, its last day. None for what is no date."""
    return date_range(value.date)[1] if isinstance(value, DateValue) else None


def _given(answers: Mapping[str, Answer], question_id: str) -> object:
    answer = answers.get(question_id)
    return answer.value if answer is not None and answer.state is AnswerState.GIVEN else None


# -- what must be true -------------------------------------------------------------------------------------------------------
def check_measure(new: NewEntry, _standing: Standing) -> None:
    """Raises BadAnswer for a need that there is not, and for texts that can't be kept."""
    said: Measure = new.said
    if said.need not in NEEDS:
        raise BadAnswer(tr("Vælg, hvad indsatsen handler om."), "need")
    check_text(said.who, SHORT_TEXT, "who")
    check_text(said.note, LONG_TEXT, "note")


def check_taken_over(new: NewEntry, standing: Standing) -> None:
    """Raises NotAllowed while nobody said whether the municipality was notified of a child; BadAnswer when a contact person
    is missing, when the case is closed without saying how it stood or with something
    open and no reason, and when one that is closed is taken over without being opened again."""
    said: TakenOver = new.said
    check_text(said.note, SHORT_TEXT, "note")
    check_text(said.open_because, SHORT_TEXT, "open_because")
    closed = is_closed(standing.entries)
    if closed and said.state is not HolderState.REOPENED:
        raise BadAnswer(tr("Sagen er afsluttet. Åbn den igen først."), "state")
    if said.state is HolderState.REOPENED and not closed:
        raise BadAnswer(tr("Sagen er ikke afsluttet."), "state")
    if said.state is HolderState.GIVEN_TO_CONTACT and not (said.contact_id and said.contact_name.strip()):
        raise BadAnswer(tr("Vælg den kontaktperson, der får sagen."), "contact")
    if said.state is HolderState.CLOSED:
        _check_closing(said, standing)


def _check_closing(said: TakenOver, standing: Standing) -> None:
    refuse_open_child(standing.answers(), standing.today)
    if said.outcome is None:
        raise BadAnswer(tr("Vælg, hvordan det står til, når sagen afsluttes."), "outcome")
    if open_things(standing.entries) and not said.open_because.strip():
        sentence = tr("Der er noget, som ikke er gjort færdigt. Skriv, hvorfor sagen afsluttes alligevel.")
        raise BadAnswer(sentence, "open_because")


def open_things(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """What is not done on a case: open measures, and calls that are neither held nor cancelled."""
    calls = newest_by_subject(right_entries(entries), EntryKind.FOLLOW_UP).values()
    return (
        *(entry for entry in measures(entries) if entry.said.is_open),
        *(entry for entry in calls if entry.said.is_open),
    )


def check_text(text: str, most: int, field: str) -> None:
    """Raises BadAnswer for a text that can't be kept as it is."""
    if cleaned(text, most, field, has_lines=True) != text.strip():
        raise BadAnswer(tr("Teksten indeholder tegn, der ikke kan gemmes. Skriv den igen uden dem."), field)


# -- what is due -------------------------------------------------------------------------------------------------------------
def runs_out(urgency: Urgency, filed_at: datetime, windows: Windows = DEFAULTS) -> datetime:
    """When the clock of a case runs out: until then somebody has taken it over, and one that is high or acute has a plan.

    Acute: an hour. High: the day of `high_days`, weekend or not. Moderate and routine: the workday of their windows."""
    day = day_in_denmark(filed_at)
    match urgency:
        case Urgency.ACUTE:
            return filed_at + ACUTE_WITHIN
        case Urgency.HIGH:
            return end_of_day(day + timedelta(days=windows.high_days))
        case Urgency.MODERATE:
            return end_of_day(workdays_after(day, windows.moderate_working_days))
        case Urgency.ROUTINE:
            return end_of_day(next_workday(day + timedelta(days=windows.routine_days)))


def due_of_plan(case: CaseNow) -> tuple[Due, ...]:
    """Nobody has taken it over, though it may be stalking or is urgent; there is no plan; a measure is to be in place, or
    somebody is to be called about it. Nothing is due on a case that is closed, or that another desk has now."""
    if is_closed(case.entries) or stub_of(case.entries) is not None:
        return ()
    clock = runs_out(case.urgency, case.filed_at, case.windows)
    plan = measures(case.entries)
    due = [Due(DueKind.MEASURE, entry.subject, end_of_day(next_workday(day))) for entry in plan for day in _days(entry.said)]
    is_urgent = case.urgency in (Urgency.ACUTE, Urgency.HIGH)
    if holder(case.entries) is None and (is_urgent or case.definition in (Definition.LIKELY, Definition.POSSIBLE)):
        due.append(Due(DueKind.TAKING_OVER, 0, clock))
    if not plan and is_urgent:
        due.append(Due(DueKind.PLAN, 0, clock))
    return tuple(due)


def _days(measure: Measure) -> tuple[date, ...]:
    days = (measure.by_when, measure.next_call) if measure.is_open else ()
    return tuple(day for day in days if day is not None)
