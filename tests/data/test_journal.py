"""The journal: one line per act, never content, and every change of it is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import DeskError
from tests.data.at_hand import AS_COMPUTED, CHECKLIST, PUBLIC, RULES, WHOLE, A, B, given


def _without_locks(drawer: OpenDrawer, *statements: str) -> None:
    with drawer._sitting.act() as connection:
        for act in ("update", "delete"):
            connection.execute(text(f"drop trigger journal_no_{act}"))
        for statement in statements:
            connection.execute(text(statement))


def test_each_act_leaves_exactly_one_line_without_values(drawer: OpenDrawer) -> None:
    before = drawer.journal(1)[0].number
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("threats", "yes"), A)
    drawer.keep_answer(draft.case_id, given("victim_name", "Ærlig Øprøve"), B)
    drawer.keep_place(draft.case_id, "impact")
    drawer.file_case(draft.case_id, WHOLE, PUBLIC, RULES, AS_COMPUTED)
    drawer.case(draft.reference)
    drawer.protected_answers(draft.reference, "aftale")
    drawer.note("print", draft.reference, ["guidance"])
    lines = [line for line in reversed(drawer.journal()) if line.number > before]
    assert [(line.act, line.fields) for line in lines] == [
        ("create", ()),
        ("answer", ("threats",)),
        ("answer", ("victim_name",)),
        ("file", ()),
        ("view", ()),
        ("view_protected", ("victim_name",)),
        ("print", ("guidance",)),
    ]
    assert {(line.officer_name, line.reference) for line in lines} == {("Søren Leder", draft.reference)}
    assert "Ærlig" not in repr(lines)
    assert [line.number for line in drawer.journal()] == list(range(lines[-1].number, 0, -1))


def test_a_reading_that_cannot_be_journalled_is_not_shown(drawer: OpenDrawer) -> None:
    reference = drawer.begin_intake(CHECKLIST).reference
    with drawer._sitting.act() as connection:
        connection.execute(text("create trigger no_more before insert on journal begin select raise(abort, 'no'); end"))
    with pytest.raises((DBAPIError, DeskError)):
        drawer.case(reference)
    with drawer._sitting.act() as connection:
        connection.execute(text("drop trigger no_more"))
    assert drawer.case(reference).line.reference == reference


@pytest.mark.parametrize(
    "statement",
    [
        "update journal set reason = 'x' where number = 2",
        "delete from journal where number = 2",
        "insert or replace into journal select number, at, officer_id, 'view', reference, fields, reason, chain from journal",
    ],
)
def test_lines_can_only_be_added(drawer: OpenDrawer, statement: str) -> None:
    with pytest.raises((DBAPIError, DeskError)), drawer._sitting.act() as connection:
        connection.execute(text(statement))


TAMPERED: dict[str, tuple[str, ...]] = {
    "changed": ("update journal set officer_id = null where number = 3",),
    "taken out": ("delete from journal where number = 3",),
    "renumbered": ("delete from journal where number = 3", "update journal set number = number - 1 where number > 3"),
    "swapped": (
        "update journal set number = 1000 where number = 3",
        "update journal set number = 3 where number = 2",
        "update journal set number = 2 where number = 1000",
    ),
    "tail cut": ("delete from journal where number >= 3",),
    "slipped in": (
        "insert into journal select number + 1000, at, officer_id, act, reference, fields, reason, chain "
        "from journal where number = 3",
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_whatever_is_done_to_lines_is_found(unlock: Callable[..., OpenDrawer], how: str) -> None:
    drawer = unlock()
    for _ in range(3):
        drawer.note("export")
    assert drawer.faults() == ()
    _without_locks(drawer, *TAMPERED[how])
    assert [fault for fault in drawer.faults() if "ournal" in fault]
