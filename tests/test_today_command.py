"""`today` without a window."""

from __future__ import annotations

from stalkdesk.casework.support.today import DayGroup
from tests import command_desk
from tests.command_desk import Desk

demo_store, desk = command_desk.demo_store, command_desk.desk


def test_today_answers_every_group_with_references_and_no_name(desk: Desk) -> None:
    said = desk.as_user("visitator", "today")
    assert said.code == 0
    assert list(said.facts["groups"]) == [group.value for group in DayGroup]
    lines = [line for group in said.facts["groups"].values() for line in group]
    assert lines
    assert {line["reference"] for line in lines} <= desk.references()
    assert set(lines[0]) == {"reference", "kind", "subject", "urgency", "due_at", "is_overdue", "receiver"}


def test_an_officer_reads_the_day_too(desk: Desk) -> None:
    assert desk.as_user("skranke", "today").code == 0
