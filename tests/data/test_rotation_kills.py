"""Replacing the data key, killed at any point and on a full disk: it opens for everybody, with nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import pytest

from stalkdesk.data import key_keeping, rotation, whole_files
from stalkdesk.data.key_file import read_key_file, write_key_file
from stalkdesk.data.rotation_traces import COPY
from stalkdesk.errors import DiskFull, StoreForeign
from stalkdesk.places import ATTACHMENTS_FOLDER
from tests.data.at_hand import CHECKLIST, A, given
from tests.data.conftest import unlocked
from tests.data.killing import Program
from tests.data.rotating import Kept, made, nothing, whole

KILLS = 40
PLACES = ("rotation.py", "rotation_traces.py", "key_keeping.py", "key_file.py", "whole_files.py", "inner_keys.py")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A store of the test's own, locked."""
    return made(tmp_path, monkeypatch)


@dataclass
class _Counting:
    """Counts the lines that the program runs in the modules of the rotation, and ends it at one of them."""

    until: int
    seen: int = 0
    end: Callable[[], object] = lambda: os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.endswith(PLACES):
            return None
        if event == "line":
            self.seen += 1
            if self.seen == self.until:
                self.end()
        return self


def _lines_of_a_rotation(kept: Kept, folder: Path) -> int:
    drawer, counting = unlocked(folder), _Counting(-1)
    sys.settrace(counting)
    try:
        drawer.rotate_keys(nothing)
    finally:
        sys.settrace(None)
    drawer.close()
    return counting.seen


@pytest.mark.skipif(os.name == "nt", reason="Windows kills in another way")
def test_a_kill_at_any_point_leaves_a_store_that_opens_for_everybody(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert threading.active_count() == 1
    lines = _lines_of_a_rotation(kept, Path(shutil.copytree(kept.folder, tmp_path / "counted")))
    outcomes = []
    for place in range(KILLS):
        folder = Path(shutil.copytree(kept.folder, tmp_path / f"killed-{place}"))
        child = os.fork()
        if child == 0:
            drawer = unlocked(folder)
            sys.settrace(_Counting(1 + place * (lines - 1) // (KILLS - 1)))
            drawer.rotate_keys(nothing)
            os._exit(0)  # not reached
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        drawer = whole(kept, folder)
        acts = [(line.act, line.fields) for line in drawer.journal()]
        has_rotated = ("rotate_keys", ("data_key", "protected_key")) in acts
        outcomes.append(has_rotated)
        drawer.close()
        assert not list(folder.glob("*.rotated*"))
        assert [read_key_file(folder / name).next for name in ("desk.keys", "desk.keys.bak")] == [None, None]
        other = folder / "desk.keys"
        if has_rotated:
            other.write_bytes((kept.folder / "desk.keys").read_bytes())
            with pytest.raises(StoreForeign):
                unlocked(folder)
        shutil.rmtree(folder)
    assert {True, False} == set(outcomes)


@pytest.mark.skipif(os.name == "nt", reason="Windows kills in another way")
def test_a_copy_of_both_files_made_in_the_middle_opens_with_every_passphrase(kept: Kept, tmp_path: Path) -> None:
    """Between the two files being replaced, the key file has the slots of both keys."""
    copies: list[Path] = []

    def snapshot(source: Path, target: Path) -> None:
        for when in ("before", "after"):
            if when == "after":
                move(source, target)
            copy = tmp_path / f"{when}-{len(copies)}"
            copy.mkdir()
            for name in ("desk.sdk", "desk.keys"):
                shutil.copy(kept.folder / name, copy)
            shutil.copytree(kept.folder / ATTACHMENTS_FOLDER, copy / ATTACHMENTS_FOLDER)
            copies.append(copy)

    move = whole_files.move_over
    drawer = unlocked(kept.folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rotation, "move_over", snapshot)
        patch.setattr(whole_files, "move_over", snapshot)
        drawer.rotate_keys(nothing)
    drawer.close()
    assert len(copies) > 8
    for copy in copies:
        whole(kept, copy).close()


def _full(*_: object, **__: object) -> NoReturn:
    raise DiskFull("fuld")


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_disk_that_is_full_for_the_key_file_leaves_one_that_opens(
    kept: Kept, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, calls = write_key_file, list[int]()

    def fails(path: Path, content: Any) -> None:
        calls.append(1)
        if len(calls) == nth:
            _full()
        write(path, content)

    drawer = unlocked(kept.folder)
    monkeypatch.setattr(key_keeping, "write_key_file", fails)
    if nth <= 2:
        with pytest.raises(DiskFull):
            drawer.rotate_keys(nothing)
        assert not (kept.folder / COPY).exists()
    else:
        drawer.rotate_keys(nothing)
    drawer.begin_intake(CHECKLIST)
    drawer.discard_draft(drawer.drafts()[0].case_id, "prøve")
    drawer.close()
    whole(kept).close()


FULL = """
import resource, signal, sys
from pathlib import Path
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DiskFull
from tests.data.at_hand import PASSPHRASE
folder = Path(sys.argv[1])
drawer = SealedVault(folder).unlock("Søren", PASSPHRASE)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    drawer.rotate_keys(lambda percent: None)
except DiskFull:
    print("full", *sorted(one.name for one in folder.glob("*.rotated*")))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(len(drawer.faults()))
drawer.rotate_keys(lambda percent: None)
print(len(drawer.faults()))
drawer.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files to play a full disk with")
def test_a_disk_that_is_full_in_the_middle_of_the_copy_changes_nothing_and_it_works_afterwards(folder: Path) -> None:
    drawer = unlocked(folder)
    for _ in range(20):
        drawer.keep_answer(drawer.begin_intake(CHECKLIST).case_id, given("other", "ord " * 900), A)
    drawer.close()
    limit = (folder / "desk.sdk").stat().st_size // 2
    assert Program(FULL, folder, limit).ended() == (0, "full\n0\n0\n")


def test_without_room_for_a_second_store_it_does_not_begin(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass
    class Usage:
        free: int = 1000

    drawer = unlocked(kept.folder)
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage())
    with pytest.raises(DiskFull):
        drawer.rotate_keys(nothing)
    drawer.close()


def test_a_rotation_that_was_rolled_back_stands_in_the_journal(kept: Kept) -> None:
    (kept.folder / COPY).write_bytes(b"half")
    drawer = unlocked(kept.folder)
    assert ("rotate_keys", ("rolled_back",)) in [(line.act, line.fields) for line in drawer.journal()]
    assert not (kept.folder / COPY).exists()
    drawer.close()


@pytest.fixture(autouse=True)
def no_trace() -> Iterator[None]:
    """Whatever a test looked at, the next one runs unwatched."""
    yield
    sys.settrace(None)
