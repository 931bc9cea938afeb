"""Follow-ups: calls, talks and visits that are promised, held, not reached or moved. Compartment B.

The usual days are proposed when the plan is made, and stand only when the visitator confirms them. One that did not reach her
stays due until there is a new day for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from stalkdesk import settings
from stalkdesk.casework.dues import CaseNow, Due, DueKind
from stalkdesk.casework.entries import Entry, EntryKind, NewEntry, newest_by_subject
from stalkdesk.casework.entry_checks import Standing
from stalkdesk.casework.handover.handovers import given_away_by
from stalkdesk.casework.support.plan import check_text, is_closed, last_day, right_entries
from stalkdesk.casework.workdays import end_of_day, months_after, next_workday, workdays_after
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.answers import Answer, AnswerState
from stalkdesk.intake.texts import LONG_TEXT
from stalkdesk.language import tr

_MOST_TRIES: Final = 1000


class FollowUpKind(StrEnum):
    """What it is."""

    CALL = "call"
    TALK = "talk"
    VISIT = "visit"


class FollowUpState(StrEnum):
    """How it stands."""

    PLANNED = "planned"
    HELD = "held"
    NOT_REACHED = "not_reached"
    """It was tried; a new day is proposed."""
    MOVED = "moved"
    """It has another day now."""
    CANCELLED = "cancelled"


OPEN_STATES: Final = frozenset({FollowUpState.PLANNED, FollowUpState.MOVED, FollowUpState.NOT_REACHED})


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One follow-up, as a whole; its newest entry counts. What is safe when she is called is not copied here: it is
    read from the answers each time."""

    due: date
    kind: FollowUpKind = FollowUpKind.CALL
    promised: bool = False
    """Whether she was told that we call."""
    state: FollowUpState = FollowUpState.PLANNED
    what: str = ""
    """What it is about, and what was said."""
    tries: int = 0
    """How often she was not reached."""
    answers_intake: bool = False
    """Whether it is the talk that was agreed on at the intake (`follow_up_on`)."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When people are followed up by default, counted from the day on which the plan is made."""

    days: tuple[int, ...] = (14,)
    months: tuple[int, ...] = (1, 3, 6, 12)

    def days_from(self, made_on: date) -> tuple[date, ...]:
        """Each day once, none of them a day on which the office is closed, the earliest first."""
        plain = (*(made_on + timedelta(days=days) for days in self.days), *(months_after(made_on, one) for one in self.months))
        return tuple(sorted({next_workday(day) for day in plain}))


DEFAULT_RHYTHM: Final = Rhythm()


def rhythm_from(read: Callable[[str], str]) -> Rhythm:
    """What the authority has decided; `read` gives the kept text of a setting. A month of 0 is left out."""
    numbers = [(setting.kind, settings.value(setting, read(setting.key))) for setting in settings.FOLLOW_UPS]
    days = tuple(number for kind, number in numbers if kind is settings.SettingKind.DAYS)
    return Rhythm(days, tuple(number for kind, number in numbers if kind is settings.SettingKind.MONTHS and number))


def proposed_follow_ups(answers: Mapping[str, Answer], made_on: date, rhythm: Rhythm = DEFAULT_RHYTHM) -> tuple[FollowUp, ...]:
    """What is proposed when a plan is made: the talk that was agreed on at the intake, then the usual days."""
    agreed = agreed_day(answers)
    first = () if agreed is None else (FollowUp(next_workday(max(agreed, made_on)), promised=True, answers_intake=True),)
    usual = (FollowUp(day) for day in rhythm.days_from(made_on) if not first or day > first[0].due)
    return (*first, *usual)


def next_try(after: date) -> date:
    """The day that is proposed when she was not reached: the next workday."""
    return workdays_after(after + timedelta(days=1), 0)


def agreed_day(answers: Mapping[str, Answer]) -> date | None:
    """The day on which we talk again, as it was agreed on at the intake; of a month, its last day."""
    answer = answers.get("follow_up_on")
    return last_day(answer.value) if answer is not None and answer.state is AnswerState.GIVEN else None


def follow_ups(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The newest entry of each, the earliest day first."""
    newest = newest_by_subject(right_entries(entries), EntryKind.FOLLOW_UP).values()
    return tuple(sorted(newest, key=lambda entry: (entry.said.due, entry.subject)))


def check_follow_up(new: NewEntry, standing: Standing) -> None:
    """Raises BadAnswer for a text that can't be kept, and when a day to come lies in the past."""
    said: FollowUp = new.said
    check_text(said.what, LONG_TEXT, "what")
    if not 0 <= said.tries <= _MOST_TRIES:
        raise BadAnswer(tr("Antallet af forsøg er ikke rigtigt."), "tries")
    if said.state in (FollowUpState.PLANNED, FollowUpState.MOVED) and said.due < standing.today:
        raise BadAnswer(tr("Dagen er gået. Vælg i dag eller en dag, der kommer."), "due")


def due_of_follow_ups(case: CaseNow) -> tuple[Due, ...]:
    """Promised calls, other follow-ups; and the talk that the intake agreed on, until a follow-up stands for it or was held.
    Of a case that another desk has now, only what was promised here since."""
    if is_closed(case.entries):
        return ()
    found, gone = follow_ups(case.entries), given_away_by(case.entries)
    due = [
        Due(DueKind.CALL if entry.said.promised else DueKind.FOLLOW_UP, entry.subject, end_of_day(next_workday(entry.said.due)))
        for entry in found
        if entry.said.is_open and entry.number > gone
    ]
    agreed = agreed_day(case.answers)
    is_answered = any(entry.said.answers_intake or entry.said.state is FollowUpState.HELD for entry in found)
    if agreed is not None and not is_answered and not gone:
        due.append(Due(DueKind.FOLLOW_UP, 0, end_of_day(next_workday(agreed))))
    return tuple(due)
