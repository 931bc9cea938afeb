"""The parts of the case page that belong to what happens after the door, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator

from stalkdesk.ui.background import Background
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.incidents_part import INCIDENTS
from stalkdesk.ui.cases.part import CasePart, PartOfCase
from stalkdesk.ui.consent.consent_part import CONSENT
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.exhibits.exhibits_part import EXHIBITS
from stalkdesk.ui.filing.filing_part import FILING
from stalkdesk.ui.handover.handover_part import HANDOVER
from stalkdesk.ui.pattern.pattern_part import PATTERN
from stalkdesk.ui.persons.same_person_part import SAME_PERSON
from stalkdesk.ui.plan.plan_part import PLAN
from stalkdesk.ui.visits.visits_part import VISITS

PARTS: tuple[PartOfCase, ...] = (
    VISITS,
    INCIDENTS,
    PATTERN,
    EXHIBITS,
    PLAN,
    CONSENT,
    HANDOVER,
    SAME_PERSON,
    FILING,
)
"""A trade adds its line here."""


def made_parts(desk: Desk, background: Background, read: ReadCase) -> Iterator[tuple[CasePart, str]]:
    """The parts that this case is offered with, made, each with its name in the list."""
    for one in PARTS:
        if one.is_offered(desk, read):
            part = one.made(desk, background, read)
            part.setObjectName(one.name)
            yield part, one.title(read)
