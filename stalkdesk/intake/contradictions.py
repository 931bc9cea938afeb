"""Answers that can't all be right, to be asked about while the person is still there. They never change the assessment.

Only what is impossible under every reading is told: a month or a year is any day in it, a date that is *about* reaches a year
to either side, a count of days may be rounded. *Don't know* never contradicts. What is told about an empty question (a child is
mentioned, and nobody asked about the child) is a contradiction too: nothing follows from silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from stalkdesk.intake.answers import Answer, DatePrecision, DateValue, PersonValue
from stalkdesk.intake.children import is_source
from stalkdesk.intake.cpr import age_on, read_cpr
from stalkdesk.intake.dates import date_range
from stalkdesk.intake.definition import MANY_EPISODES
from stalkdesk.intake.facts import Facts
from stalkdesk.intake.windows import DEFAULTS, Windows

GROWN = 18
"""Years from which nobody is a child."""
_VAGUE = timedelta(days=365)
"""What *about* reaches to either side of a date."""
_DAY = timedelta(days=1)
"""An answer's day is its day in UTC; at the desk it may be the day after."""

type_of_days = tuple[date, date]
"""The first and the last day that a date can mean."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What does not fit: the questions that speak against each other, in the order of the checklist.

    `empty` are those of them without any answer. The sentence is the phrase `contradiction.CODE` of `resources/rules/`.
    """

    code: str
    questions: tuple[str, ...]
    empty: tuple[str, ...] = ()

    @property
    def phrase(self) -> str:
        """The code of its sentence."""
        return f"contradiction.{self.code}"


def contradictions_in(facts: Facts) -> tuple[Contradiction, ...]:
    """What can be seen from the facts alone; no dates, no names."""
    return tuple(Contradiction(code, questions) for code, (questions, holds) in _IN_FACTS.items() if holds(facts))


def contradictions(
    answers: Mapping[str, Answer], facts: Facts, today: date, windows: Windows = DEFAULTS
) -> tuple[Contradiction, ...]:
    """What can be seen from `answers` (give it `Walk.counted()`) and the facts in them, as of `today`.

    `windows`: those that the questions were asked with.
    """
    given = _Given(answers, facts, today, windows)
    found = ((code, check(given)) for code, check in _IN_ANSWERS.items())
    told = [Contradiction(code, questions) for code, questions in found if questions]
    gaps = ((code, *check(given)) for code, check in _EMPTY.items())
    empty = [Contradiction(code, (*said, *silent), silent) for code, said, silent in gaps if silent]
    return (*contradictions_in(facts), *told, *empty)


# -- seen from the facts -----------------------------------------------------------------------------------------------------

_IN_FACTS: Final[Mapping[str, tuple[tuple[str, ...], Callable[[Facts], bool]]]] = {
    "threat_plan": (("threats", "threat_plan"), lambda facts: facts.threat_plan == "yes" and facts.threats != "yes"),
    "last_violence_days": (
        ("violence", "strangulation", "last_violence_days"),
        lambda facts: facts.last_violence_days is not None and "yes" not in (facts.violence, facts.strangulation),
    ),
    "suicidal_days": (
        ("suicidal_statement", "suicidal_days"),
        lambda facts: facts.suicidal_days is not None and facts.suicidal_statement != "yes",
    ),
    "breach": (("prohibition", "breach"), lambda facts: facts.breach == "yes" and facts.prohibition == "none"),
    "continued_without_no": (
        ("unwanted", "continued_after_no"),
        lambda facts: facts.continued_after_no == "yes" and facts.unwanted in ("no", "unclear"),
    ),
    "no_said_and_not": (
        ("unwanted", "continued_after_no"),
        lambda facts: facts.unwanted == "explicit" and facts.continued_after_no == "na",
    ),
    "purpose_and_none": (
        ("purpose", "exceeds_purpose"),
        lambda facts: facts.purpose not in (None, "none") and facts.exceeds_purpose == "na",
    ),
    "many_in_no_days": (
        ("incidents_total", "span_days"),
        lambda facts: facts.span_days == 0 and (facts.incidents_total or 0) >= MANY_EPISODES,
    ),
    "one_over_days": (
        ("incidents_total", "span_days"),
        lambda facts: facts.incidents_total == 1 and (facts.span_days or 0) > 0,
    ),
    "strangulation_no_violence": (
        ("violence", "strangulation"),
        lambda facts: facts.violence == "no" and facts.strangulation == "yes",
    ),
}


# -- seen from the answers ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Given:
    """The answers as they can be compared."""

    answers: Mapping[str, Answer]
    facts: Facts
    today: date
    windows: Windows

    def says(self, question_id: str, value: str) -> bool:
        return question_id in self.answers and self.answers[question_id].value == value

    def number(self, question_id: str) -> int | None:
        value = self.answers[question_id].value if question_id in self.answers else None
        return value if isinstance(value, int) else None

    def days(self, question_id: str) -> type_of_days | None:
        """The days that a date can mean; None when there is none."""
        value = self.answers[question_id].value if question_id in self.answers else None
        if not isinstance(value, DateValue):
            return None
        first, last = date_range(value.date)
        is_about = value.precision is DatePrecision.ABOUT
        return (first - _VAGUE, last + _VAGUE) if is_about else (first, last)

    def incident(self, question_id: str) -> type_of_days | None:
        """The days that an incident can have been on: none that is still to come, unless it can be no other."""
        days = self.days(question_id)
        return days if days is None else (days[0], max(days[0], min(days[1], self.today)))

    def ago(self, question_id: str, days: int) -> date:
        """The day that was `days` before that question was answered."""
        return self.answers[question_id].at.date() - timedelta(days=days)

    def born(self) -> type_of_days | None:
        """When the victim was born: as typed, else as in the CPR number."""
        return self.days("victim_birth_date") or self.born_by_number()

    def born_by_number(self) -> type_of_days | None:
        value = self.answers["victim_cpr"].value if "victim_cpr" in self.answers else None
        day = read_cpr(value).birth_date if isinstance(value, str) else None
        return None if day is None else (day, day)

    def birth_questions(self) -> tuple[str, ...]:
        return ("victim_birth_date",) if self.days("victim_birth_date") else ("victim_cpr",)

    def is_child(self) -> bool:
        """Whether the victim is under 18 on every day she can be born on."""
        born = self.born()
        return born is not None and born[0] <= self.today and age_on(born[0], self.today) < GROWN


def _first_after_latest(given: _Given) -> tuple[str, ...]:
    first, latest = given.days("first_incident"), given.days("latest_incident")
    is_so = first is not None and latest is not None and first[0] > latest[1]
    return ("first_incident", "latest_incident") if is_so else ()


def _in_future(given: _Given) -> tuple[str, ...]:
    incidents = ((question_id, given.days(question_id)) for question_id in ("first_incident", "latest_incident"))
    return tuple(question_id for question_id, days in incidents if days is not None and days[0] > given.today)


def _possible_span(given: _Given) -> tuple[int, int] | None:
    """The fewest and the most days there can be from the first incident to the latest; None when the dates don't say."""
    first, latest = given.incident("first_incident"), given.incident("latest_incident")
    if first is None or latest is None or first[0] > latest[1]:
        return None
    return max(0, (latest[0] - first[1]).days), (latest[1] - first[0]).days


def _span_and_dates(given: _Given) -> tuple[str, ...]:
    possible, said = _possible_span(given), given.facts.span_days
    if possible is None or said is None:
        return ()
    slack = max(1, said // 10)  # a day is counted at one end or at both, and people count in weeks and months
    is_so = said + slack < possible[0] or said - slack > possible[1]
    return ("span_days", "first_incident", "latest_incident") if is_so else ()


def _one_on_two_days(given: _Given) -> tuple[str, ...]:
    possible = _possible_span(given)
    is_so = given.facts.incidents_total == 1 and possible is not None and possible[0] > 1  # one may last over midnight
    return ("incidents_total", "first_incident", "latest_incident") if is_so else ()


def _total_below_recent(given: _Given) -> tuple[str, ...]:
    total = given.facts.incidents_total
    if total is None:
        return ()
    recent = ((question_id, given.number(question_id)) for question_id in ("contacts_7d", "contacts_30d"))
    above = tuple(question_id for question_id, number in recent if number is not None and number > total)
    return ("incidents_total", *above) if above else ()


def _week_above_month(given: _Given) -> tuple[str, ...]:
    week, month = given.number("contacts_7d"), given.number("contacts_30d")
    return ("contacts_7d", "contacts_30d") if week is not None and month is not None and week > month else ()


def _recent_and_latest(given: _Given) -> tuple[str, ...]:
    """Counted within so many days, and the latest before them; or none counted, and the latest among them."""
    latest = given.incident("latest_incident")
    against = [] if latest is None else [one for one in _COUNTED if _is_elsewhere(given, latest, *one)]
    return ("latest_incident", *(question_id for question_id, _within in against)) if against else ()


_COUNTED: Final = (("contacts_7d", 7), ("contacts_30d", 30))


def _is_elsewhere(given: _Given, latest: type_of_days, question_id: str, within: int) -> bool:
    number = given.number(question_id)
    if number is None:
        return False
    if number > 0:
        return latest[1] < given.ago(question_id, within) - _DAY
    return given.ago(question_id, within) + _DAY < latest[0] <= given.answers[question_id].at.date()


def _approach_and_latest(given: _Given) -> tuple[str, ...]:
    if not given.says("recent_approach_7d", "yes"):
        return ()
    latest, reach = given.incident("latest_incident"), given.windows.approach_days
    is_before = latest is not None and latest[1] < given.ago("recent_approach_7d", reach) - _DAY
    quiet = [key for key, days in (("contacts_7d", 7), ("contacts_30d", 30)) if reach <= days and given.number(key) == 0]
    against = (*(["latest_incident"] if is_before else []), *quiet)
    return ("recent_approach_7d", *against) if against else ()


def _violence_and_latest(given: _Given) -> tuple[str, ...]:
    days, latest = given.facts.last_violence_days, given.incident("latest_incident")
    if days is None or latest is None or "last_violence_days" not in given.answers:
        return ()
    is_so = latest[1] < given.ago("last_violence_days", days) - _DAY
    return ("latest_incident", "last_violence_days") if is_so else ()


def _worse_without_contact(given: _Given) -> tuple[str, ...]:
    is_so = given.facts.escalating == "yes" and given.number("contacts_30d") == 0
    return ("contacts_30d", "escalating") if is_so else ()


def _no_after_latest(given: _Given) -> tuple[str, ...]:
    refused, latest = given.days("refused_when"), given.incident("latest_incident")
    is_so = refused is not None and latest is not None and refused[0] > latest[1]
    return ("refused_when", "continued_after_no", "latest_incident") if is_so and _continued(given, "yes") else ()


def _stopped_and_later(given: _Given) -> tuple[str, ...]:
    refused, latest = given.days("refused_when"), given.incident("latest_incident")
    is_so = refused is not None and latest is not None and refused[1] < latest[0]
    return ("refused_when", "continued_after_no", "latest_incident") if is_so and _continued(given, "no") else ()


def _continued(given: _Given, value: str) -> bool:
    return given.facts.continued_after_no == value


def _stranger_and_home(given: _Given) -> tuple[str, ...]:
    shared = tuple(question_id for question_id in ("lived_together", "shared_children") if given.says(question_id, "yes"))
    return ("relationship", *shared) if shared and given.facts.relationship == "stranger" else ()


def _born_in_future(given: _Given) -> tuple[str, ...]:
    born = given.born()
    return given.birth_questions() if born is not None and born[0] > given.today else ()


def _two_birth_dates(given: _Given) -> tuple[str, ...]:
    typed, number = given.days("victim_birth_date"), given.born_by_number()
    is_so = typed is not None and number is not None and not typed[0] <= number[0] <= typed[1]
    return ("victim_cpr", "victim_birth_date") if is_so else ()


def _child_not_vulnerable(given: _Given) -> tuple[str, ...]:
    is_so = given.facts.victim_vulnerable == "no" and given.is_child()
    return (*given.birth_questions(), "victim_vulnerable") if is_so else ()


def _safe_adult_is_source(given: _Given) -> tuple[str, ...]:
    adult = given.answers["safe_adult"].value if "safe_adult" in given.answers else None
    return ("source_name", "safe_adult") if isinstance(adult, PersonValue) and is_source(adult, given.answers) else ()


_IN_ANSWERS: Final[Mapping[str, Callable[[_Given], tuple[str, ...]]]] = {
    "first_after_latest": _first_after_latest,
    "in_future": _in_future,
    "span_and_dates": _span_and_dates,
    "one_on_two_days": _one_on_two_days,
    "total_below_recent": _total_below_recent,
    "week_above_month": _week_above_month,
    "recent_and_latest": _recent_and_latest,
    "approach_and_latest": _approach_and_latest,
    "violence_and_latest": _violence_and_latest,
    "worse_without_contact": _worse_without_contact,
    "no_after_latest": _no_after_latest,
    "stopped_and_later": _stopped_and_later,
    "stranger_and_home": _stranger_and_home,
    "born_in_future": _born_in_future,
    "two_birth_dates": _two_birth_dates,
    "child_not_vulnerable": _child_not_vulnerable,
    "safe_adult_is_source": _safe_adult_is_source,
}


# -- an empty question -------------------------------------------------------------------------------------------------------


def _prohibition_without_date(given: _Given) -> tuple[tuple[str, ...], tuple[str, ...]]:
    is_silent = given.facts.prohibition == "in_force" and "prohibition_date" not in given.answers
    return ("prohibition",), ("prohibition_date",) if is_silent else ()


def _child_without_answer(given: _Given) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions that mention a child, and those about danger to it that have no answer at all."""
    wanted: tuple[str, ...] = ("child_threat", "child_exposure_48h")
    said = {
        "shared_children": given.says("shared_children", "yes"),
        "children_in_home": (given.number("children_in_home") or 0) > 0,
        "children_ages": "children_ages" in given.answers and given.answers["children_ages"].value is not None,
    }
    mentions: tuple[str, ...] = tuple(question_id for question_id, is_so in said.items() if is_so)
    if not mentions and given.is_child():
        mentions, wanted = given.birth_questions(), ("child_threat",)
    silent = tuple(question_id for question_id in wanted if mentions and question_id not in given.answers)
    return mentions, silent


_EMPTY: Final[Mapping[str, Callable[[_Given], tuple[tuple[str, ...], tuple[str, ...]]]]] = {
    "prohibition_without_date": _prohibition_without_date,
    "child_without_answer": _child_without_answer,
}

CODES: Final = (*_IN_FACTS, *_IN_ANSWERS, *_EMPTY)
"""The code of every contradiction, in the order in which they are told."""
