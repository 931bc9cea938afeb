"""What was answered: the values of each answer kind, and their one form in JSON.

The JSON form is the same in the store, in `stalkdesk intake --answers` and in the demo:

| kind | given | |
|---|---|---|
| yes_no | `"yes"`, `"no"` | |
| single | `"choice_id"` | |
| multiple | `["id", …]` | `[]` means: none of them |
| short_text, long_text | `"text"` | |
| number | `12` | |
| date | `"2026-11-20"`, `"2026-11"`, `"2026"` | or `{"date": …, "precision": "exact"|"about"}` |
| cpr | `"0101300000"` | ten digits |
| phone | `"+4500000000"` | E.164, or a short number |
| person | `{"name": …, "relation": …, "phone": …}` | |
| tick | `{"at": UTC time, "initials": …}` | |
| any | `"unknown"` | don't know |
| any | `{"not_asked": "reason"}` | |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AnswerState(StrEnum):
    """Given, *don't know*, or not asked (with the reason)."""

    GIVEN = "given"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"


class DatePrecision(StrEnum):
    """How sure a date is; *unknown* is the answer state, not a precision."""

    EXACT = "exact"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date: ISO `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, with its precision."""

    date: str
    precision: DatePrecision = DatePrecision.EXACT


@dataclass(frozen=True, slots=True)
class PersonValue:
    """A person that is named: name, relation or function, phone (E.164 or empty)."""

    name: str
    relation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class TickValue:
    """A tick, with the UTC time and the initials of who set it."""

    at: datetime
    initials: str


type_of_value = str | int | tuple[str, ...] | DateValue | PersonValue | TickValue


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one question. `value` is None unless `state` is GIVEN; `reason` is why it was not asked.

    `value` by kind: yes_no, single, short_text, long_text, cpr, phone: str · multiple: tuple of choice ids · number: int ·
    date: DateValue · person: PersonValue · tick: TickValue. `at` is UTC and aware.
    """

    question_id: str
    state: AnswerState
    at: datetime
    by: str
    """Initials of the officer."""
    value: type_of_value | None = None
    reason: str = ""
