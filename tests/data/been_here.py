"""Persons who have been at the desk, filed for the tests that look for them and link them."""

from __future__ import annotations

from datetime import UTC, datetime

from stalkdesk.casework.persons.same_person import Whose
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.answers import Answer, DateValue
from stalkdesk.intake.checklist import Compartment
from tests.data.at_hand import (
    A,
    B,
    given,
    intake,
)

Said = tuple[Answer, Compartment]
MONA: tuple[Said, ...] = (
    (given("victim_name", "Mona Ødegård-Prøvesen (Musse)"), B),
    (given("victim_cpr", "320190-0000"), B),
    (given("victim_birth_date", DateValue("1990-01-31")), B),
    (given("safe_phone", "+4500000012"), B),
    (given("source_name", "Bent Opdigtet"), A),
    (given("source_identifiers", "Tlf. 00 00 00 77, bil AB 12 345, @bent_b, bent.b@example.dk"), A),
)
OTHER: tuple[Said, ...] = (
    (given("victim_name", "Mona Odegaard Provesøn"), B),
    (given("source_name", "B. Opdigtet"), A),
    (given("source_identifiers", "sort bil, AB12345"), A),
)
ANONYMOUS: tuple[Said, ...] = ((given("is_anonymous", "yes"), A),)


def filed(drawer: OpenDrawer, *answers: Said, at: datetime | None = None) -> str:
    """Files a case with these answers as in bulk; gives its reference."""
    (reference,) = drawer.file_many([intake(drawer.officer.id, *answers, at=at or datetime.now(UTC))])
    return reference


def found(drawer: OpenDrawer, typed: str, whose: Whose = Whose.VICTIM) -> list[str]:
    """The references that a typed text finds."""
    return [hit.reference for hit in drawer.find_persons(typed, whose).hits]
