"""What happens to a fictional case after it was filed: it comes back, is evaluated again, others use their instrument on it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from stalkdesk.casework.additions import (
    Addition,
    Incident,
    Instrument,
    InstrumentResult,
    InstrumentUse,
    overlaid,
    weighing_with,
)
from stalkdesk.casework.evaluations import Confirmation, Weighed
from stalkdesk.casework.officers import Officer, Role
from stalkdesk.data.adding import Making
from stalkdesk.data.filing import FiledIntake, Noted
from stalkdesk.demo.plots import ASSESSORS, LATER_ANSWERS, LATER_INCIDENTS, LATER_REASONS, RESULTS, WHY_LOWERED
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.parsing import parsed
from stalkdesk.intake.windows import DEFAULTS

if TYPE_CHECKING:
    from stalkdesk.intake.answers import Answer
    from stalkdesk.intake.checklist import Checklist

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_LOWER = dict(zip(Urgency, list(Urgency)[1:], strict=False))


@dataclass(slots=True)
class Afterwards:
    """Lets one case in five come back within weeks, one in ten be looked at with an instrument; one level is lowered."""

    checklist: Checklist
    officers: tuple[Officer, ...]
    profile: str
    now: datetime
    chance: random.Random
    _is_lowered: bool = field(default=False, init=False)

    def told(self, number: int, case: FiledIntake) -> FiledIntake:
        """The case with what came after. `number`: its place among the cases, from 0."""
        if number % 5 == 2:
            case = replace(case, later=tuple(self.makings(case, self._returns(case))))
        return replace(case, instruments=tuple(self._instruments(case))) if number % 10 == 7 else case

    def makings(self, case: FiledIntake, additions: Iterable[tuple[datetime, Officer, Addition]]) -> Iterator[Making]:
        """What was added to a case, each evaluated and confirmed as it stood then."""
        answers = {answer.question_id: answer for answer, _ in case.answers}
        standing = case.confirmation.urgency
        for at, officer, addition in additions:
            after = overlaid(answers, addition, at, officer.initials)
            weighed = self._weighed(after, at, case.rules_version)
            confirmation = self._confirmed(weighed, standing)
            yield Making(at, officer, addition, weighed, confirmation)
            answers, standing = after, confirmation.urgency

    def _returns(self, case: FiledIntake) -> Iterator[tuple[datetime, Officer, Addition]]:
        at = case.filed_at
        for _ in range(self.chance.choice((1, 1, 2))):
            at += timedelta(days=self.chance.randrange(3, 40), minutes=self.chance.randrange(90))
            officer = self.chance.choice(self.officers)
            if at > self.now:
                return
            yield at, officer, self._addition(at, officer)

    def _addition(self, at: datetime, officer: Officer) -> Addition:
        today = at.astimezone(_COPENHAGEN).date()
        acts, said = self.chance.choice(LATER_INCIDENTS)
        happened = DateValue((today - timedelta(days=self.chance.randrange(3))).isoformat())
        answers = [
            (parsed(question, value, at, officer.initials, today), question.compartment)
            for question_id, value in self.chance.choice(LATER_ANSWERS)
            for question in [self.checklist.question(question_id)]
        ]
        return Addition(self.chance.choice(LATER_REASONS), (Incident(happened, acts, said),), tuple(answers))

    def _weighed(self, answers: Mapping[str, Answer], at: datetime, rules_version: str) -> Weighed:
        today = at.astimezone(_COPENHAGEN).date()
        return weighing_with(self.checklist, DEFAULTS, rules_version, today, self.profile)(answers)

    def _confirmed(self, weighed: Weighed, standing: Urgency) -> Confirmation:
        """As computed, or as it stood when that is more urgent; once, one level lower with the supervisor's approval."""
        lower = _LOWER.get(weighed.whole.urgency)
        if self._is_lowered or lower is None or weighed.whole.urgency is Urgency.ACUTE:
            return Confirmation(min(weighed.whole.urgency, standing, key=list(Urgency).index))
        self._is_lowered = True
        supervisor = next(officer for officer in self.officers if officer.role is Role.SUPERVISOR)
        return Confirmation(lower, WHY_LOWERED, supervisor.id)

    def _instruments(self, case: FiledIntake) -> Iterator[Noted]:
        at = case.filed_at + timedelta(days=self.chance.randrange(2, 20))
        if at > self.now:
            return
        done_on = DateValue((at - timedelta(days=1)).astimezone(_COPENHAGEN).date().isoformat())
        result = self.chance.choice((InstrumentResult.LOW, InstrumentResult.MODERATE, InstrumentResult.HIGH))
        instrument = self.chance.choice((Instrument.SAM, Instrument.SASH, Instrument.PATRIARK))
        use = InstrumentUse(instrument, done_on, self.chance.choice(ASSESSORS), result, RESULTS[result.value])
        yield Noted(at, self.chance.choice(self.officers), use)
