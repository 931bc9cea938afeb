"""The journal: one line per act, never content, and every change of it is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import DeskError
from tests.data.at_hand import AS_COMPUTED, CHECKLIST, PUBLIC, RULES, WHOLE, A, B, given
from tests.data.tampering import change_locked, change_open


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
    "tail cut": ("delete from journal where number >= 5",),
    "tail cut and counted down": (
        "delete from journal where number > 3",
        "update counter set value = 3 where name = 'journal'",
    ),
    "beginning cut": ("delete from journal where number = 1",),
    "emptied": ("delete from journal", "update counter set value = 0 where name = 'journal'"),
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
    change_open(drawer, *TAMPERED[how])
    assert [fault for fault in drawer.faults() if "ournal" in fault]


@pytest.mark.parametrize("how", TAMPERED)
def test_what_was_done_while_the_desk_was_locked_is_found_at_every_later_sitting(
    folder: Path, unlock: Callable[..., OpenDrawer], how: str
) -> None:
    drawer = unlock()
    drawer.note("export")
    drawer.close()
    change_locked(folder, *TAMPERED[how])
    for _ in range(2):
        drawer = unlock()
        assert [fault for fault in drawer.faults() if "ournal" in fault]
        drawer.close()


def test_a_tail_that_is_missed_at_unlocking_is_noted_once_and_its_numbers_are_not_used_again(
    folder: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    drawer.note("export")
    last = drawer.journal(1)[0].number + 1  # and the line of the locking
    drawer.close()
    change_locked(folder, *TAMPERED["tail cut and counted down"])
    drawer = unlock()
    assert [(line.number, line.act) for line in drawer.journal(2)] == [(last + 2, "login"), (last + 1, "tail_missing")]
    drawer.close()
    drawer = unlock()
    assert [line.act for line in drawer.journal()].count("tail_missing") == 1


def test_an_older_journal_with_as_many_lines_is_noted(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    unlock().close()
    before = (folder / "desk.sdk").read_bytes()
    unlock().close()
    keys = (folder / "desk.keys").read_bytes()
    (folder / "desk.sdk").write_bytes(before)
    unlock().close()
    (folder / "desk.keys").write_bytes(keys)
    drawer = unlock()
    assert drawer.journal(2)[1].act == "tail_missing"
    assert [fault for fault in drawer.faults() if "ournal" in fault]


def test_a_killed_program_and_a_copy_of_the_key_file_raise_no_alarm(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    drawer.note("export")
    drawer._sitting.engine.dispose()
    drawer._lock.release()
    drawer._sitting.is_closed = True
    unlock().close()
    unlock().close()
    (folder / "desk.keys.bak").replace(folder / "desk.keys")
    assert unlock().faults() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "drop trigger journal_no_delete",
        "create trigger more after insert on journal begin select 1; end",
        "drop index case_file_started",
    ],
)
def test_a_lock_or_index_that_is_missing_or_new_is_found(drawer: OpenDrawer, statement: str) -> None:
    with drawer._sitting.act() as connection:
        connection.execute(text(statement))
    (fault,) = drawer.faults()
    assert statement.split()[2] in fault


def test_a_lock_that_locks_nothing_is_found(drawer: OpenDrawer) -> None:
    with drawer._sitting.act() as connection:
        connection.execute(text("drop trigger journal_no_delete"))
        connection.execute(text("create trigger journal_no_delete before delete on journal begin select 1; end"))
    assert ["journal_no_delete" in fault for fault in drawer.faults()] == [True]
