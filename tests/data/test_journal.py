"""The journal: one line per act, never content, and every change of it is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

import stalkdesk
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.journal import TOLD_FROM_OUTSIDE, Act
from stalkdesk.data.journal_checks import TAIL
from stalkdesk.errors import DeskError, NotAllowed
from tests.data.at_hand import AS_COMPUTED, AT, CHECKLIST, PUBLIC, RULES, WHOLE, A, B, given
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
        "insert or replace into journal select number, at, officer_id, 'view', reference, fields, reason, chain, signer, sig "
        "from journal",
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
        "insert into journal select number + 1000, at, officer_id, act, reference, fields, reason, chain, signer, sig "
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


NAMED: dict[str, tuple[str, ...]] = {
    "changed": ("Journalens linje {changed} er ændret, byttet om eller sat ind (sag {case}).",),
    "taken out": ("Journalens linje {changed} mangler.",),
    "swapped": ("Journalens linjer {before} til {after} er ændret, byttet om eller sat ind (sager: {case}).",),
    "tail cut": ("Journalens linjer {changed} til {last} mangler.",),
    "head counted up": ("Journalens linjer {next} til {ahead} mangler.",),
    "head counted down": ("Journalens tæller er skrevet om: den siger 2, men sidste linje er {last}.",),
}
DONE: dict[str, tuple[str, ...]] = {
    "changed": ("update journal set reason = 'x' where number = {changed}",),
    "taken out": ("delete from journal where number = {changed}",),
    "swapped": (
        "update journal set number = 1000 where number = {changed}",
        "update journal set number = {changed} where number = {before}",
        "update journal set number = {before} where number = 1000",
    ),
    "tail cut": ("delete from journal where number >= {changed}",),
    "head counted up": ("update counter set value = value + 5 where name = 'journal'",),
    "head counted down": ("update counter set value = 2 where name = 'journal'",),
}


@pytest.mark.parametrize("how", NAMED)
def test_the_check_names_line_and_case_and_so_does_the_look_at_login(drawer: OpenDrawer, how: str) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    for question in ("threats", "impact", "fear"):
        drawer.keep_answer(draft.case_id, given(question, "yes"), A)
    last = drawer.journal(1)[0].number
    places = {"before": last - 2, "changed": last - 1, "after": last, "last": last, "next": last + 1, "ahead": last + 5}
    change_open(drawer, *(statement.format(**places) for statement in DONE[how]))
    named = tuple(sentence.format(case=draft.reference, **places) for sentence in NAMED[how])
    assert drawer.quick_faults() == named
    assert tuple(fault for fault in drawer.faults() if fault.startswith("Journalen")) == named


def test_every_changed_line_is_named_not_only_the_first(drawer: OpenDrawer) -> None:
    for _ in range(8):
        drawer.note("export")
    last = drawer.journal(1)[0].number
    change_open(drawer, *(f"update journal set reason = 'x' where number = {number}" for number in (3, last - 4, last - 1)))
    assert [fault.split()[2] for fault in drawer.faults()] == ["3", str(last - 4), str(last - 1)]


def test_a_lock_that_was_dropped_is_named_at_login(drawer: OpenDrawer) -> None:
    with drawer._sitting.act() as connection:
        connection.execute(text("drop trigger journal_no_delete"))
        connection.execute(text("create trigger more after insert on journal begin select 1; end"))
    assert drawer.quick_faults() == (
        "Journalens lås journal_no_delete mangler eller er ændret.",
        "Journalen har en lås, der ikke hører til: more.",
    )


def test_a_store_put_back_without_its_key_file_is_named_at_login(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    unlock().close()
    before = (folder / "desk.sdk").read_bytes()
    unlock().close()
    (folder / "desk.sdk").write_bytes(before)
    assert [fault for fault in unlock().quick_faults() if "Der manglede linjer" in fault]


def test_a_look_at_login_reads_the_same_number_of_lines_whatever_the_size_of_the_journal(drawer: OpenDrawer) -> None:
    acts = [Act(AT, drawer.officer.id, "export") for _ in range(3000)]
    with drawer._sitting.act() as connection:
        drawer._sitting.journal.write(connection, *acts)
    linked: list[object] = []
    link = drawer._sitting.journal.link
    drawer._sitting.journal.link = lambda before, line: (linked.append(line), link(before, line))[1]  # type: ignore[method-assign,func-returns-value]
    assert drawer.quick_faults() == ()
    assert len(linked) == TAIL


def test_a_clock_that_goes_back_a_year_changes_neither_order_nor_chain(drawer: OpenDrawer) -> None:
    drawer.note("export")
    drawer._sitting.now = lambda: AT.replace(year=2025)
    drawer.note("print")
    drawer._sitting.now = lambda: AT.replace(year=2039, month=2, day=28)
    drawer.note("emergency")
    lines = drawer.journal(3)
    assert [line.act for line in lines] == ["emergency", "print", "export"]
    assert [line.at.year for line in lines][:2] == [2039, 2025]
    assert drawer.faults() == ()


@pytest.mark.parametrize("act", ["restore", "erase_case", "login", "tail_missing", "rotate_keys", "view", "print ", ""])
def test_no_line_can_be_written_from_outside_that_only_the_store_may_write(drawer: OpenDrawer, act: str) -> None:
    before = drawer.journal_mark()
    with pytest.raises(NotAllowed):
        drawer.note(act, reason="2026-11-22T08-57-03Z")
    assert drawer.journal_mark() == before


def test_every_act_that_screens_and_commands_write_down_is_one_that_they_may() -> None:
    program = Path(stalkdesk.__file__).parent
    sources = [one for one in program.rglob("*.py") if "data" not in one.relative_to(program).parts]
    texts = [one.read_text(encoding="utf-8") for one in sources]
    noted = {act for text in texts for act in re.findall(r"(?:\.note|_note)\(\s*\"(\w+)\"", text)}
    assert noted == TOLD_FROM_OUTSIDE


def test_a_check_in_pieces_finds_what_the_whole_one_finds_and_lets_the_desk_work_between(drawer: OpenDrawer) -> None:
    for _ in range(5):
        drawer.note("export")
    change_open(drawer, "update journal set reason = 'x' where number = 3")
    check, pieces = drawer.begun_check(), 0
    while check.go_on():
        pieces += 1
        draft = drawer.begin_intake(CHECKLIST)
        drawer.keep_answer(draft.case_id, given("threats", "yes"), A)
    assert pieces > 5
    assert check.share == 100
    assert check.faults == drawer.faults() != ()


def test_a_check_that_is_broken_off_in_a_statement_tells_nothing_false_and_goes_on(drawer: OpenDrawer) -> None:
    check = drawer.begun_check()
    pieces = check._pieces
    look = pieces[0]._look  # type: ignore[attr-defined]
    endless = "with recursive up(n) as (select 1 union all select n + 1 from up) select max(n) from up"

    def long(connection: Connection) -> Iterator[str]:
        connection.execute(text(endless))
        yield "never"

    pieces[0]._look = long  # type: ignore[attr-defined]
    begun, stopped = Event(), Event()

    def breaking() -> None:
        begun.wait()
        while not stopped.wait(0.01):
            check.pause()

    breaker = Thread(target=breaking)
    breaker.start()
    begun.set()
    assert check.go_on() is True
    stopped.set()
    breaker.join()
    pieces[0]._look = look  # type: ignore[attr-defined]
    while check.go_on():
        pass
    assert check.faults == ()
    assert check.share == 100


def test_a_check_of_a_locked_desk_ends(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    check = drawer.begun_check()
    assert check.go_on() is True
    drawer.close()
    assert check.go_on() is False
