"""Which sheets of the shelf the answers call for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stalkdesk.casework.cases import Case
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.conditions import holds


def offered(
    shelf: Iterable[GuidanceSheet], answers: Mapping[str, Answer], derived: Mapping[str, str]
) -> tuple[GuidanceSheet, ...]:
    """The sheets to offer, in the order of the shelf: those without a condition, and those of which any condition holds."""
    return tuple(
        sheet
        for sheet in shelf
        if not sheet.offer_if or any(holds(condition, answers, derived) for condition in sheet.offer_if)
    )


def offered_for(shelf: Iterable[GuidanceSheet], case: Case) -> tuple[GuidanceSheet, ...]:
    """The sheets that the answers of a filed case call for. Reads compartment A only."""
    public = {question_id: answer for question_id, answer in case.answers.items() if question_id not in case.protected_ids}
    return offered(shelf, public, {})
