"""What the fake drawer does when something is added to a filed case: it is evaluated again, and the first record stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from stalkdesk.casework.additions import (
    Addendum,
    Addition,
    Change,
    InstrumentUse,
    changes_of,
    check_addition,
    check_instrument,
    overlaid,
)
from stalkdesk.casework.evaluations import Confirmation, Evaluation, Occasion, Weighed, Weighing
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment
from tests.ui.fake_cases import FakeCase, FakeCasework, check_confirmed


class FakeAdditions(FakeCasework):
    """Weighs and keeps additions, and notes the instruments of others."""

    def weigh(self, reference: str, addition: Addition, weighing: Weighing) -> Assessment:
        self._check()
        case = self._filed_case(reference)
        return weighing(self._answers_with(case, addition)).public

    def add_to_case(self, reference: str, addition: Addition, weighing: Weighing, confirmation: Confirmation) -> Evaluation:
        case = self._filed_case(reference)
        check_addition(addition, self._shelf.clock().date())
        weighed = weighing(self._answers_with(case, addition))
        check_confirmed(weighed.whole, confirmation, case.filed.urgency if case.filed is not None else None)
        ids = [answer.question_id for answer, _compartment in addition.answers]
        at, by = self._write("alter", reference, ids, addition.reason), self._officer.initials
        changes = changes_of(case.answers, addition, at, by, len(case.incidents) + 1)
        for incident in addition.incidents:
            case.incidents.append(replace(incident, number=len(case.incidents) + 1, at=at, by=by))
        _keep(case, changes)
        return self._evaluated(case, at, addition, weighed, confirmation)

    def _answers_with(self, case: FakeCase, addition: Addition) -> Mapping[str, Answer]:
        return overlaid(case.answers, addition, self._shelf.clock(), self._officer.initials)

    def _evaluated(
        self, case: FakeCase, at: datetime, addition: Addition, weighed: Weighed, confirmation: Confirmation
    ) -> Evaluation:
        made = Evaluation(
            number=len(case.evaluations) + 1,
            at=at,
            officer_name=self._officer.full_name,
            occasion=Occasion.INCIDENT if addition.incidents else Occasion.ANSWER,
            checklist_version=weighed.checklist_version,
            rules_version=weighed.rules_version,
            windows=weighed.windows,
            assessment=weighed.public,
            confirmation=confirmation,
        )
        case.evaluations.append(made)
        assert case.filed is not None
        case.filed = replace(case.filed, definition=weighed.whole.definition, urgency=confirmation.urgency)
        return made

    def note_instrument(self, reference: str, use: InstrumentUse) -> None:
        case = self._filed_case(reference)
        check_instrument(use, self._shelf.clock().date())
        at = self._write("instrument", reference, (use.instrument.value,))
        case.instruments.append(replace(use, at=at, by=self._officer.initials))


def _keep(case: FakeCase, changes: Sequence[Change]) -> None:
    for change in changes:
        question_id = change.answer.question_id
        if change.compartment is Compartment.FACTS:
            before = case.answers.get(question_id)
            case.addenda.append(Addendum(len(case.addenda) + 1, change.answer, change.reason, before))
        case.answers[question_id] = change.answer
        case.compartments[question_id] = change.compartment
