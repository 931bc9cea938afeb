"""What happens to invented cases after the door: who takes them over, plans, calls, visits, exhibits, consents, and logs.

The newest cases each show something else; the older ones were taken over and are closed. Days lie around the demo's today.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.errors_entered import InError, Wrong
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.exhibits import Custody, CustodyAct, Exhibit
from stalkdesk.casework.log.incident_log import Typical
from stalkdesk.casework.officers import Officer, Role
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven, SharedFor, Sharing, Withheld
from stalkdesk.casework.support.follow_ups import FollowUp, FollowUpState
from stalkdesk.casework.support.plan import CaseOutcome, HolderState, Measure, MeasureState, TakenOver
from stalkdesk.casework.visits import HowCame, SafeContact, Visit
from stalkdesk.casework.workdays import day_in_denmark
from stalkdesk.data.filing import FiledIntake
from stalkdesk.data.filing_entries import Happened
from stalkdesk.demo.afterwards_plots import COMPANIONS, FOLLOW_UPS, NEEDS, PROMISED, THINGS, VISITS
from stalkdesk.demo.history import Afterwards
from stalkdesk.demo.logs import log_of
from stalkdesk.demo.register import id_of
from stalkdesk.intake.findings import Urgency

SHORT_LOG, LONG_LOG = 40, 300
"""Incidents of the two logs."""
_APART_DAYS = 3
"""So many days lie between the cases that each show something of their own, in a demo of many."""
_FRESH = timedelta(days=40)
_LEAST_FRESH = 16
"""Cases that are newer, or so many of the newest, are still going on."""


_ALREADY_FILED = 0.6
"""The share of the cases that are going on which have their number in the authority's journal."""


@dataclass(slots=True)
class AfterTheDoor:
    """Lets the cases go on. `officers`: all of them."""

    afterwards: Afterwards
    officers: tuple[Officer, ...]
    now: datetime
    chance: random.Random
    stride: int
    """Every so many-th of the newest cases shows something of its own (`stride_of`)."""

    def told(self, back: int, case: FiledIntake) -> FiledIntake:
        """The case with what came after the door. `back`: how many cases are newer."""
        told = self._story(back, case)
        if told is _without_plan:
            case = replace(case, later=(), confirmation=Confirmation(_at_least_high(case.confirmation.urgency)))
        if told is _long_log:
            case = self._with_log(case, LONG_LOG, days=300)
        if told is _whole_plan:
            case = self._with_log(case, SHORT_LOG, days=70)
        page = _Page(case, self.officers, self.now, self.chance)
        happened = (*_visits_of_later(page), *told(page))
        is_filed = told is _closed or self.chance.random() < _ALREADY_FILED
        number = f"{case.filed_at:%y}/{self.chance.randrange(100_000):05d}" if is_filed else ""
        return replace(case, entries=happened, journal_number=number)

    def _story(self, back: int, case: FiledIntake) -> _Story:
        place, rest = divmod(back, self.stride)
        if rest == 0 and place < len(_STORIES):
            return _STORIES[place]
        is_fresh = back < _LEAST_FRESH or self.now - case.filed_at < _FRESH
        return _going_on if is_fresh else _closed

    def _with_log(self, case: FiledIntake, incidents: int, days: int) -> FiledIntake:
        """The case with a log of so many incidents over so many days, and nothing else that came later."""
        later = log_of(self.afterwards, replace(case, later=()), incidents, days, self.now, self.chance)
        return replace(case, later=tuple(later))


def _at_least_high(urgency: Urgency) -> Urgency:
    return urgency if urgency is Urgency.ACUTE else Urgency.HIGH


def stride_of(cases: int, days: int) -> int:
    """The stride of a demo of so many cases over so many days."""
    return max(1, cases * _APART_DAYS // days)


@dataclass(frozen=True, slots=True)
class _Page:
    """What a story is written with: the case, who may write, and the days around today."""

    case: FiledIntake
    officers: tuple[Officer, ...]
    now: datetime
    chance: random.Random

    @property
    def today(self) -> date:
        """The day in Denmark."""
        return day_in_denmark(self.now)

    def at(self, share: float) -> datetime:
        """A time between the filing (0.0) and now (1.0)."""
        begin = max([self.case.filed_at, *(making.at for making in self.case.later)])
        return begin + (self.now - begin) * share

    def day(self, days: int, at: datetime) -> date:
        """The day so many days from today, and no earlier than `at`."""
        return max(self.today + timedelta(days=days), day_in_denmark(at))

    def by(self, role: Role) -> Officer:
        """Who has that role."""
        return next(one for one in self.officers if one.role is role)

    def entry(self, share: float, kind: EntryKind, said: object, subject: int = 0, reason: str = "") -> Happened:
        """Something that the visitator wrote."""
        return Happened(self.at(share), self.by(Role.VISITATOR), NewEntry(kind, said, subject, reason))

    def measure(self, share: float, number: int, state: MeasureState, days: int | None, subject: int = 0) -> Happened:
        """A measure, to be in place so many days from today."""
        need, who, note = NEEDS[number % len(NEEDS)]
        by_when = None if days is None else self.day(days, self.at(share))
        return self.entry(share, EntryKind.MEASURE, Measure(need, state, who, by_when=by_when, note=note), subject)

    def call(self, share: float, days: int, promised: bool = False, number: int = 0) -> Happened:
        """A call that was planned, for a day so many days from today."""
        said = FollowUp(self.day(days, self.at(share)), promised=promised, what=FOLLOW_UPS[number % len(FOLLOW_UPS)])
        return self.entry(share, EntryKind.FOLLOW_UP, said)

    def held(self, share: float, subject: int, state: FollowUpState = FollowUpState.HELD, tries: int = 0) -> Happened:
        """What became of a call."""
        said = FollowUp(day_in_denmark(self.at(share)), state=state, tries=tries, what=FOLLOW_UPS[subject % len(FOLLOW_UPS)])
        return self.entry(share, EntryKind.FOLLOW_UP, said, subject)

    def visit(self, share: float, number: int, how: HowCame = HowCame.CAME) -> Happened:
        """One more time that she came."""
        companion = COMPANIONS[number % len(COMPANIONS)] if how is HowCame.CAME else ""
        said = Visit(how, VISITS[number % len(VISITS)], companion, PROMISED[number % len(PROMISED)], SafeContact.STILL_RIGHT)
        return Happened(self.at(share), self.by(Role.OFFICER), NewEntry(EntryKind.VISIT, said))

    def holder(self, share: float, said: TakenOver) -> Happened:
        """Who has the case."""
        return self.entry(share, EntryKind.TAKEN_OVER, said)

    def exhibit(self, share: float, number: int) -> Happened:
        """A thing that was handed in."""
        what, marking = THINGS[number % len(THINGS)]
        return self.entry(share, EntryKind.EXHIBIT, Exhibit(what, marking=marking, kept_where="Skabet i kontoret"))

    def custody(self, share: float, subject: int, said: Custody) -> Happened:
        """Where it went."""
        return self.entry(share, EntryKind.CUSTODY, said, subject)


_Story = Callable[[_Page], Iterator[Happened]]
_TAKEN = TakenOver(HolderState.ACKNOWLEDGED)


def _visits_of_later(page: _Page) -> Iterator[Happened]:
    """She came with each thing that was added: the visit tells which evaluation and which incidents."""
    first = 1
    for number, making in enumerate(page.case.later, start=2):
        count = len(making.addition.incidents)
        incidents = tuple(range(first, first + count)) if count < SHORT_LOG else ()
        said = Visit(
            *(page.chance.choice((HowCame.CAME, HowCame.CALLED)), making.addition.reason),
            evaluation=number,
            incidents=incidents,
            answers=len(making.addition.answers),
        )
        yield Happened(making.at, making.officer, NewEntry(EntryKind.VISIT, said))
        first += count


def _untouched(_page: _Page) -> Iterator[Happened]:
    """Nobody has taken it over."""
    yield from ()


def _without_plan(page: _Page) -> Iterator[Happened]:
    yield page.holder(0.5, _TAKEN)


def _whole_plan(page: _Page) -> Iterator[Happened]:
    """A plan with everything in it, a call that was promised for today, exhibits, a consent that runs out soon."""
    yield page.holder(0.1, _TAKEN)
    days = (-6, 0, 5, 12)
    states = (MeasureState.REFERRED, MeasureState.WISHED, MeasureState.ADVISED, MeasureState.WISHED)
    for number, (state, due) in enumerate(zip(states, days, strict=True)):
        yield page.measure(0.15, number, state, due)
    yield page.measure(0.5, 4, MeasureState.IN_PLACE, None)
    yield page.call(0.2, 0, promised=True, number=2)
    yield page.call(0.2, 30, number=3)
    yield page.visit(0.6, 0)
    yield page.visit(0.9, 1, HowCame.CALLED)
    for number in range(3):
        yield page.exhibit(0.6 + number / 100, number)
    yield page.custody(0.7, 1, Custody(CustodyAct.HANDED_ON, "Prøvepolitiet, Kaj Krimprøve", id_of(1), "Sikres som spor"))
    yield page.custody(0.75, 2, Custody(CustodyAct.GIVEN_BACK, "Hende selv", why="Hun vil smide den ud"))
    given, until = day_in_denmark(page.at(0.3)), page.today + timedelta(days=5)
    groups = (Group.FACTS, Group.SAFE_CONTACT)
    consent = Consent(Receiver.SCHOOL, groups, "Skolen skal vide, hvem der må hente", given, HowGiven.SIGNED, until=until)
    yield page.entry(0.3, EntryKind.CONSENT, replace(consent, receiver_name="Prøveby Skole", receiver_id=id_of(0)))
    yield page.entry(0.95, EntryKind.TYPICAL, Typical((3, 11, 24, 38)))


def _call_overdue(page: _Page) -> Iterator[Happened]:
    """She was not reached; something was shared without consent, and something is withheld."""
    yield page.holder(0.1, _TAKEN)
    yield page.measure(0.2, 5, MeasureState.REFERRED, -9)
    yield page.measure(0.2, 6, MeasureState.DECLINED, None)
    yield page.call(0.3, -2, promised=True)
    yield page.held(0.96, 1, FollowUpState.NOT_REACHED, tries=1)
    yield page.visit(0.8, 3, HowCame.LETTER)
    leader = page.by(Role.SUPERVISOR)
    shared = Sharing(
        *(Receiver.POLICE, (Group.RISK, Group.INCIDENTS), "section_115", "Han har sagt, at han kommer i aften."),
        *(SharedFor.PREVENTION, day_in_denmark(page.at(0.4)), "Retsplejeloven § 115"),
        approved_by=leader.id,
        receiver_name="Prøvepolitiet",
        receiver_id=id_of(1),
        is_told=True,
    )
    yield page.entry(0.4, EntryKind.SHARING, shared, reason="Akut bekymring")
    withheld = Withheld(Receiver.EMPLOYER, (Group.ADDRESS,), "En kollega kender ham.", receiver_name="Hendes arbejdsplads")
    yield page.entry(0.5, EntryKind.WITHHELD, withheld)


def _long_log(page: _Page) -> Iterator[Happened]:
    """She comes often, with a long log."""
    yield page.holder(0.05, _TAKEN)
    for number in range(3):
        yield page.visit(0.9 + number / 40, number, HowCame.CAME if number else HowCame.CALLED)
    for number in range(6):
        yield page.measure(0.1, number, MeasureState.REFERRED if number % 2 else MeasureState.IN_PLACE, 3 * number - 4)
    yield page.call(0.1, 0)
    yield page.call(0.1, 14, promised=True, number=1)
    for number in range(4):
        yield page.exhibit(0.3 + number / 50, number)
    yield page.custody(0.6, 3, Custody(CustodyAct.MOVED, kept_where="Boks 4 i arkivet", why="Skabet er fuldt"))
    yield page.custody(0.65, 4, Custody(CustodyAct.VIEWED, why="Hørt igennem med politiet"))
    yield page.entry(0.7, EntryKind.IN_ERROR, InError(Wrong.INCIDENT, 17, reason="Samme hændelse som nummer 16"))
    yield page.entry(0.97, EntryKind.TYPICAL, Typical((12, 57, 130, 211, 288)))


def _in_error(page: _Page) -> Iterator[Happened]:
    mark = InError(Wrong.CASE, reason="Oprettet to gange: hun kom ind ad to døre samme dag")
    yield Happened(page.at(0.2), page.by(Role.OFFICER), NewEntry(EntryKind.IN_ERROR, mark, reason=mark.reason))


def _given_on(page: _Page) -> Iterator[Happened]:
    """A fixed contact person has it; a consent was taken back."""
    yield page.holder(0.05, _TAKEN)
    yield page.holder(0.2, TakenOver(HolderState.GIVEN_TO_CONTACT, id_of(3), "Frida Familieprøve", "Aftalt på telefonen"))
    yield page.measure(0.3, 4, MeasureState.ADVISED, 8)
    yield page.call(0.3, 1, number=3)
    consent = Consent(
        Receiver.EMPLOYER, (Group.FACTS,), "Lederen skal kende hans billede", day_in_denmark(page.at(0.3)), HowGiven.ORAL
    )
    yield page.entry(0.3, EntryKind.CONSENT, replace(consent, receiver_name="Hendes arbejdsplads"))
    taken_back = replace(consent, receiver_name="Hendes arbejdsplads", withdrawn_on=day_in_denmark(page.at(0.7)))
    yield page.entry(0.7, EntryKind.CONSENT, taken_back, subject=1)


def _opened_again(page: _Page) -> Iterator[Happened]:
    """It was closed, and she came back."""
    yield page.holder(0.1, _TAKEN)
    yield page.holder(0.5, TakenOver(HolderState.CLOSED, outcome=CaseOutcome.CALM))
    yield page.visit(0.9, 5)
    yield page.holder(0.92, TakenOver(HolderState.REOPENED))
    yield page.call(0.93, 2, promised=True, number=1)
    yield page.measure(0.94, 0, MeasureState.WISHED, 7)


def _going_on(page: _Page) -> Iterator[Happened]:
    """Taken over, with a small plan and calls as usual."""
    yield page.holder(0.1, _TAKEN)
    number = page.chance.randrange(len(NEEDS))
    yield page.measure(0.2, number, MeasureState.REFERRED, page.chance.randrange(-5, 25))
    yield page.call(0.2, page.chance.randrange(1, 40), number=number)
    if page.chance.random() < 0.5:
        yield page.call(0.3, -1, number=number + 1)
        yield page.held(0.98, 2)


def _closed(page: _Page) -> Iterator[Happened]:
    """Taken over the next day, and closed within weeks."""
    yield page.holder(0.02, _TAKEN)
    outcome = page.chance.choice((CaseOutcome.CALM, CaseOutcome.HELPED_ELSEWHERE, CaseOutcome.WANTS_NO_MORE))
    yield page.holder(0.3, TakenOver(HolderState.CLOSED, outcome=outcome))


_STORIES: tuple[_Story, ...] = (
    _untouched,
    _untouched,
    _whole_plan,
    _without_plan,
    _call_overdue,
    _long_log,
    _in_error,
    _given_on,
    _opened_again,
)
