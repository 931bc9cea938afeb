"""The history of a case says who approved a lowered level."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from stalkdesk.casework.cases import Case, JournalLine
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.ui.cases.case_parts import act_said, approvers
from tests.ui.cases.conftest import FiledCase

PEOPLE = {"o-1": "Lærke Prøvesen"}


def _lowered(filed_case: FiledCase) -> Case:
    """The case with a second evaluation that was lowered, and the lines of both."""
    filed_case.add_incident()
    case = filed_case.desk.open_drawer().case(filed_case.reference)
    first, second = case.evaluations
    level = second.confirmation.urgency
    evaluations = (first, replace(second, confirmation=Confirmation(level, "aftalt", "o-1")))
    at = first.at
    lines = (
        JournalLine(1, at, "Åge Testgaard", "file", filed_case.reference, (), ""),
        JournalLine(2, at, "Åge Testgaard", "view", filed_case.reference, (), ""),
        JournalLine(3, at + timedelta(1), "Åge Testgaard", "evaluate", filed_case.reference, ("urgency_lowered",), "aftalt"),
    )
    return replace(case, evaluations=evaluations, journal=lines)


def test_the_line_of_a_lowered_level_names_who_approved_it(filed_case: FiledCase) -> None:
    case = _lowered(filed_case)
    found = approvers(case, PEOPLE)
    assert found == {3: "Lærke Prøvesen"}
    said = act_said((case.journal[2],), {}, found[3])
    assert "hastegraden sat ned  ·  godkendt af Lærke Prøvesen  ·  aftalt" in said


def test_a_supervisor_who_lowered_it_herself_is_not_named_twice(filed_case: FiledCase) -> None:
    line = _lowered(filed_case).journal[2]
    assert "godkendt" not in act_said((line,), {}, line.officer_name)
