"""The short form of the harness: what was acknowledged survives kills, power cuts and disks that fail (docs/faults.md)."""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path

import pytest

from tests.durability import shim
from tests.durability.acts import STORE
from tests.durability.desk import Job
from tests.durability.harness import Desk, Tally, copied, failed, kills, look, swept
from tests.durability.power import Disk, Kind, Step, power_cuts, recorded

OF_EVERY_DAY = ("save", "type", "file", "discard", "add", "keep_entries", "begin", "visit", "note", "set")


@pytest.fixture
def _shim() -> None:
    if shim.library() is None:
        pytest.skip(shim.WHY_NOT)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork and kills in another way")
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(root: Path, tmp_path: Path) -> None:
    tally = kills(root, tmp_path, rounds=3, seed=7, acts=OF_EVERY_DAY)
    assert tally.wrong() == []
    assert tally.acknowledged > 2


@pytest.mark.usefixtures("_shim")
def test_nothing_acknowledged_is_lost_when_the_power_is_cut(root: Path, tmp_path: Path) -> None:
    tally = power_cuts(root, tmp_path, rounds=5, seed=7, acts=OF_EVERY_DAY, most=5)
    assert tally.wrong() == []
    assert tally.acknowledged > 2


@pytest.mark.usefixtures("_shim")
@pytest.mark.parametrize(("act", "step"), [("passphrase", 151), ("restore", 53), ("migrate", 999)])
def test_an_act_killed_at_any_of_its_acts_on_files_leaves_the_old_or_the_new(
    root: Path, tmp_path: Path, act: str, step: int
) -> None:
    tally = swept(root, tmp_path, act, step)
    assert tally.wrong() == []
    assert tally.rounds >= 2


@pytest.mark.usefixtures("_shim")
def test_a_power_cut_leaves_a_restored_store_and_an_updated_one_whole(root: Path, tmp_path: Path) -> None:
    tally = power_cuts(root, tmp_path, rounds=2, seed=3, acts=("attach", "restore", "migrate"), most=3)
    assert tally.wrong() == []


@pytest.mark.usefixtures("_shim")
@pytest.mark.parametrize(
    ("fault", "how"), [(errno.EIO, shim.How.FAIL_ONCE), (errno.EROFS, shim.How.FAIL_FROM_THEN_ON)], ids=["EIO", "EROFS"]
)
def test_a_disk_that_fails_is_told_and_nothing_is_said_to_be_saved_that_is_not(
    root: Path, tmp_path: Path, fault: int, how: shim.How
) -> None:
    tally = failed(root, tmp_path, fault, how, ("save", "note"), step=43)
    assert tally.wrong() == []
    assert tally.rounds > tally.acknowledged > 0


@pytest.mark.usefixtures("_shim")
def test_the_replay_ends_with_the_very_files_that_the_session_left(root: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Desk() as desk, copied(root, tmp_path / "session") as folder:
        told, fault = desk.done(Job(str(folder), ("save", "note"), 3, 3, str(log)))
        left = {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
        steps = recorded(log, folder)
    assert (fault, bool(told)) == ("", True)
    disk = Disk(root)
    for step in steps:
        disk.do(step)
    assert disk.cut(Kind.ALL, random.Random(1)) == left


def test_a_cut_takes_what_was_not_flushed_and_never_what_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    disk, chance = Disk(tmp_path), random.Random(1)
    for step in (Step("W", "a", 0, b"new"), Step("S", "a", 0, b""), Step("W", "a", 3, b"more"), Step("R", "a", 0, b"b")):
        disk.do(step)
    assert disk.cut(Kind.NOTHING, chance) == {"a": b"new"}
    assert disk.cut(Kind.ALL, chance) == {"b": b"newmore"}
    disk.do(Step("S", "", 0, b""))
    assert disk.cut(Kind.NOTHING, chance) == {"b": b"new"}
    some = {tuple(sorted(disk.cut(Kind.SOME, chance).items())) for _ in range(40)}
    assert some == {(("b", b"new"),), (("b", b"newmore"),)}


def test_the_harness_sees_what_is_lost(root: Path, tmp_path: Path) -> None:
    tally = Tally()
    with copied(root, tmp_path / "copy") as folder:
        look(folder, [{"act": "note", "reason": "never written"}, {"act": "save", "case": "never begun"}], tally, "trial")
        assert len(tally.lost) == 2
        (folder / STORE / "desk.sdk").write_bytes((folder / STORE / "desk.sdk").read_bytes()[:-4096])
        look(folder, [], tally, "trial")
    assert len(tally.unopened) == 1
