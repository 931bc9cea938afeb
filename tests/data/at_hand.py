"""Invented people and answers for the tests of the drawer. No number can be dialled, no address exists."""

from __future__ import annotations

from datetime import UTC, datetime

from stalkdesk.casework.drawer import FirstRun
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.officers import Authority, ContactFunction, ContactPerson, Unit
from stalkdesk.data.filing import FiledIntake
from stalkdesk.intake.answers import Answer, AnswerState, type_of_value
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.findings import Assessment, Definition, Element, ElementFinding, ElementState, Urgency

PASSPHRASE = "grøn cykel under æblerne hvisker"
OTHER_PASSPHRASE = "syv tavse både på Ærøs kyst"
THIRD = "ni blanke skeer på et bord"
CONTACT = ContactPerson("kontakt-1", "Kirsten Kontakt", ContactFunction.ADULT, "+4500000001", "ma-fr 9-14")
UNIT = Unit(Authority.MUNICIPALITY, "Prøveenheden", ("Opdigtet Plads", "0000 Ingensteds"), "+4500000000")
FIRST = FirstRun(UNIT, (CONTACT,), "Søren", "Søren Leder", "SL", PASSPHRASE)
AT = datetime(2026, 11, 22, 8, 57, 3, tzinfo=UTC)
CHECKLIST, RULES = "2026-1", "2026-1"
A, B = Compartment.FACTS, Compartment.PROTECTED


def given(question_id: str, value: type_of_value, at: datetime = AT, by: str = "SL") -> Answer:
    """An answer that was given."""
    return Answer(question_id, AnswerState.GIVEN, at, by, value)


def not_asked(question_id: str, reason: str) -> Answer:
    """A question that was left out, with the reason."""
    return Answer(question_id, AnswerState.NOT_ASKED, AT, "SL", None, reason)


def assessment(urgency: Urgency = Urgency.HIGH, rules: tuple[str, ...] = ("A6", "H1")) -> Assessment:
    """An assessment with that level."""
    elements = tuple(ElementFinding(element, ElementState.UNKNOWN, ("acts",), ("same_source",)) for element in Element)
    return Assessment(Definition.POSSIBLE, elements, urgency, rules, (), ("impact",), ("police",), (), several_concerns=False)


WHOLE, PUBLIC = assessment(), assessment(rules=("H1",))
AS_COMPUTED = Confirmation(Urgency.HIGH)


def intake(officer_id: str, *answers: tuple[Answer, Compartment], at: datetime = AT) -> FiledIntake:
    """A whole intake with these answers."""
    return FiledIntake(at, at, officer_id, CHECKLIST, RULES, answers, WHOLE, PUBLIC, AS_COMPUTED)
