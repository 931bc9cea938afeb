"""A line of the journal kept outside the store tells whether the store was put back or written over."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from stalkdesk.casework.journal_marks import JournalMark, parsed_mark
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import WrongUsage
from tests.data.tampering import change_open


@pytest.mark.parametrize(
    "typed",
    [
        "1234 · 8F3A-22C1",
        "1234 8F3A-22C1",
        "Journal 1234 · 8f3a-22c1",
        "  1234   8F3A 22C1  ",
        "1234 8F3A22C1",
        "1234-8F3A-22C1.",
        "Udgave 2026-1 · 22. november 2026 · Journal 1234 · 8F3A-22C1",
    ],
)
def test_a_line_is_understood_however_it_was_typed_off_the_paper(typed: str) -> None:
    assert parsed_mark(typed) == JournalMark(1234, "8F3A22C1")


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    assert parsed_mark("12 OI2A-lB00") == JournalMark(12, "012A1B00")


@pytest.mark.parametrize(
    "typed", ["", "1234", "8F3A-22C1", "1234 8F3A-22C", "1234 8F3G-22C1", "x" * 10_000, "1" * 99 + " 8F3A-22C1"]
)
def test_what_is_no_line_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(WrongUsage):
        parsed_mark(typed)


def test_every_printed_line_is_held_for_ever(unlock: Callable[..., OpenDrawer]) -> None:
    marks = []
    for _ in range(3):
        drawer = unlock()
        marks.append(drawer.journal_mark())
        drawer.note("export")
        drawer.close()
    drawer = unlock()
    assert [drawer.mark_faults(parsed_mark(mark)) for mark in marks] == [(), (), ()]


def test_both_files_put_back_to_an_older_copy_are_seen_by_the_paper_alone(
    folder: Path, tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    unlock().close()
    shutil.copytree(folder, tmp_path / "older")
    drawer = unlock()
    printed = drawer.journal_mark()
    drawer.close()
    for name in ("desk.sdk", "desk.keys"):
        shutil.copy(tmp_path / "older" / name, folder / name)
    drawer = unlock("anna", "syv tavse både på Ærøs kyst")
    assert drawer.quick_faults() == drawer.faults() == ()  # inside the folder nothing tells of it
    for _ in range(9):
        drawer.note("export")
    (fault,) = drawer.mark_faults(parsed_mark(printed))
    assert printed.split()[0] in fault


def test_a_line_that_the_journal_has_not_reached_is_named_with_where_it_ends(drawer: OpenDrawer) -> None:
    last = drawer.journal(1)[0].number
    (fault,) = drawer.mark_faults(JournalMark(last + 7, "00000000"))
    assert f"linje {last + 7}" in fault
    assert f"linje {last}." in fault


def test_a_printed_line_that_was_taken_out_is_named(drawer: OpenDrawer) -> None:
    mark = parsed_mark(drawer.journal_mark())
    drawer.note("export")
    change_open(drawer, f"delete from journal where number = {mark.number}")
    assert drawer.mark_faults(mark) == (f"Journalens linje {mark.number}, som papiret har, mangler.",)


def test_a_chain_written_anew_by_who_has_the_keys_is_seen_by_the_paper_alone(drawer: OpenDrawer) -> None:
    drawer.note("export", reason="the true one")
    mark = parsed_mark(drawer.journal_mark())
    number = mark.number
    with drawer._sitting.act() as connection:
        row = dict(connection.exec_driver_sql(f"select * from journal where number = {number}").one()._mapping)
        before = connection.exec_driver_sql(f"select chain from journal where number = {number - 1}").scalar_one()
    chain = drawer._sitting.journal.link(before, {**row, "reason": "another"})
    signer = drawer._sitting.journal.signer
    assert signer is not None
    sig = signer.pen()(number, row["officer_id"], chain)  # a line of one's own
    change_open(drawer, f"update journal set reason = 'another', chain = '{chain}', sig = '{sig}' where number = {number}")
    assert drawer.faults() == ()
    (fault,) = drawer.mark_faults(mark)
    assert f"linje {number} er en anden" in fault
