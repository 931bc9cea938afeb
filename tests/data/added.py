"""A filed case and what is added to it, for the tests of the drawer."""

from __future__ import annotations

from collections.abc import Mapping

from stalkdesk.casework.additions import Addition, Incident
from stalkdesk.casework.evaluations import Confirmation, Weighed, Weighing
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.answers import Answer, DateValue
from stalkdesk.intake.assessment import assess, without_protected
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.facts_from_answers import facts_from
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.windows import DEFAULTS, Windows
from tests.data.at_hand import CHECKLIST, RULES, A, B, given

WHY = "Ny henvendelse"
INCIDENT = Incident(DateValue("2026-11-02"), ("FOLLOW",), "Fulgte efter hende fra stationen.")
ANSWERS: tuple[tuple[Answer, Compartment], ...] = (
    (given("threats", "no"), A),
    (given("impact", "distress"), A),
    (given("incidents_total", 5), A),
    (given("acts", ("COMM",)), A),
    (given("source_name", "Bo Gammeltnavn"), A),
    (given("victim_name", "Ærlig Øprøve"), B),
    (given("victim_vulnerable", "yes"), B),
)
PROTECTED = frozenset({"victim_name", "victim_suicidal", "victim_vulnerable", "safe_phone"})


def weighing(windows: Windows = DEFAULTS) -> Weighing:
    """Evaluates all answers as the desk does."""

    def weighed(answers: Mapping[str, Answer]) -> Weighed:
        found = assess(facts_from(answers), windows)
        return Weighed(found, without_protected(found, PROTECTED), CHECKLIST, RULES, windows)

    return weighed


def weighed_as(urgency: Urgency) -> Confirmation:
    """The officer raises the level, or agrees with it."""
    return Confirmation(urgency)


def addition(*answers: tuple[Answer, Compartment]) -> Addition:
    """An incident, with these answers."""
    return Addition(WHY, (INCIDENT,), answers)


def file_case(drawer: OpenDrawer, windows: Windows = DEFAULTS) -> str:
    """Files a case at the desk; gives its reference."""
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answers(draft.case_id, ANSWERS)
    first = weighing(windows)({answer.question_id: answer for answer, _ in ANSWERS})
    drawer.file_case(draft.case_id, first.whole, first.public, RULES, Confirmation(first.whole.urgency), windows)
    return draft.reference
