"""What a package brings: what is new, and what differs. Several choices are the same in whatever order they stand."""

from __future__ import annotations

from datetime import UTC, datetime

from stalkdesk.casework.handover.unpacking import brought
from stalkdesk.intake.answers import Answer, AnswerState, type_of_value
from stalkdesk.intake.checklist import Compartment

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def _answer(question_id: str, value: type_of_value) -> Answer:
    return Answer(question_id, AnswerState.GIVEN, AT, "LPR", value)


def _theirs(question_id: str, value: type_of_value) -> dict[str, tuple[Answer, Compartment]]:
    return {question_id: (_answer(question_id, value), Compartment.FACTS)}


def test_the_same_choices_in_another_order_are_no_conflict() -> None:
    ours = {"acts": _answer("acts", ("COMM", "VISIT", "FOLLOW"))}
    assert brought(_theirs("acts", ("FOLLOW", "COMM", "VISIT")), ours).differing == ()
    assert len(brought(_theirs("acts", ("FOLLOW", "COMM")), ours).differing) == 1


def test_what_is_not_answered_here_is_new_and_what_is_answered_otherwise_differs() -> None:
    found = brought(_theirs("threats", "yes"), {"threats": _answer("threats", "no")})
    assert (found.fresh, len(found.differing)) == ((), 1)
    assert len(brought(_theirs("threats", "yes"), {}).fresh) == 1
