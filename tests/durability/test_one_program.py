"""Two programs on one store, and what a lock file may be that somebody left: what is safe is passed over, the rest is told."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from stalkdesk.data import place
from stalkdesk.data.vault import SealedVault
from stalkdesk.data.writer_lock import WriterLock
from stalkdesk.errors import PlaceUnfit, StoreForeign, StoreInUse
from tests.data.at_hand import FIRST, PASSPHRASE
from tests.durability.desk import opened
from tests.durability.elsewhere import PASSPHRASES
from tests.durability.harness import copied, new_store

ROOT = Path(__file__).parent.parent.parent
STARTS_AT_ONCE = """if True:
    import sys; from pathlib import Path
    from stalkdesk.data.vault import SealedVault; from stalkdesk.errors import StoreInUse
    from tests.data.at_hand import PASSPHRASE
    vault = SealedVault(Path(sys.argv[1]))
    print("ready", flush=True); sys.stdin.readline()
    try: drawer = vault.unlock("Søren", PASSPHRASE)
    except StoreInUse as told: print("told", told, flush=True); sys.exit()
    print("open", flush=True); sys.stdin.readline(); drawer.close()"""
"""A program that waits for the word, unlocks, and holds the store until the next word."""


@pytest.fixture
def folder(store: Path, tmp_path: Path) -> Path:
    """A store of the test's own."""
    return Path(shutil.copytree(store, tmp_path / "own"))


def _started(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", STARTS_AT_ONCE, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, text=True, encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _heard(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline()


def _go(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None
    program.stdin.write("go\n")
    program.stdin.flush()


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "desk.lock"}


def test_of_two_programs_that_start_at_once_one_opens_and_the_other_is_told(folder: Path) -> None:
    programs = [_started(folder), _started(folder)]
    assert [_heard(program) for program in programs] == ["ready\n"] * 2
    for program in programs:
        _go(program)
    said = sorted(_heard(program) for program in programs)
    assert said[0] == "open\n"
    assert "allerede åbent" in said[1]
    assert "siden" in said[1]
    for program in programs:
        program.communicate("\n")


def test_the_second_program_writes_nothing(folder: Path) -> None:
    drawer = opened(folder)
    before = _files(folder)
    with pytest.raises(StoreInUse, match="siden"):
        SealedVault(folder).unlock("Søren", PASSPHRASE)
    assert _files(folder) == before
    drawer.close()


def _lock_text(**changed: object) -> bytes:
    own = {"pid": 4_000_000, "host": platform.node(), "since": "2026-11-01T08:00:00+00:00"}
    return json.dumps({**own, **changed}).encode()


PASSED_OVER: dict[str, Callable[[Path], object]] = {
    "of a dead program here": lambda lock: lock.write_bytes(_lock_text()),
    "of a living program that does not hold it": lambda lock: lock.write_bytes(_lock_text(pid=os.getppid())),
    "from the future": lambda lock: lock.write_bytes(_lock_text(since="2999-01-01T00:00:00+00:00")),
    "without a time": lambda lock: lock.write_bytes(_lock_text(since=None)),
    "empty": lambda lock: lock.write_bytes(b""),
    "1 GB": lambda lock: _made_long(lock, 2**30),
    "no JSON": lambda lock: lock.write_bytes(b"\xff\x00{"),
}
TOLD: dict[str, tuple[Callable[[Path], object], type[Exception], str]] = {
    "of another computer": (lambda lock: lock.write_bytes(_lock_text(host="en anden")), StoreInUse, "anden computer"),
    "a folder": (lambda lock: lock.mkdir(), PlaceUnfit, "lederen"),
    "a link": (lambda lock: lock.symlink_to(lock.with_name("desk.sdk")), PlaceUnfit, "lederen"),
    "a link to nowhere": (lambda lock: lock.symlink_to(lock.with_name("nowhere")), PlaceUnfit, "lederen"),
}


def _made_long(lock: Path, length: int) -> None:
    with lock.open("wb") as file:
        file.truncate(length)


@pytest.mark.parametrize("kind", PASSED_OVER)
def test_a_lock_that_nobody_here_holds_is_passed_over(tmp_path: Path, kind: str) -> None:
    lock = tmp_path / "desk.lock"
    PASSED_OVER[kind](lock)
    started = time.perf_counter()
    held = WriterLock.taken(tmp_path)
    assert time.perf_counter() - started < 1
    assert json.loads(lock.read_bytes())["pid"] == os.getpid()
    held.release()


@pytest.mark.parametrize("kind", TOLD)
def test_a_lock_that_may_be_somebodys_is_told_and_left_as_it_is(store: Path, tmp_path: Path, kind: str) -> None:
    leave, told, words = TOLD[kind]
    with copied(store, tmp_path / "store") as folder:
        lock = folder / "desk.lock"
        lock.unlink(missing_ok=True)
        leave(lock)
        before, was = _contents(folder), lock.lstat()
        with pytest.raises(told, match=words):
            SealedVault(folder).unlock("Søren", PASSPHRASE)
        assert _contents(folder) == before
        assert lock.lstat().st_ino == was.st_ino


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and not path.is_symlink()}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_in_place_of_the_lock_does_not_hang_the_desk(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "desk.lock")
    with pytest.raises(PlaceUnfit):
        WriterLock.taken(tmp_path)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p", "davfs"])
def test_a_store_on_a_network_drive_is_neither_made_nor_opened(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    with copied(store, tmp_path / "store") as folder:
        monkeypatch.setattr(place, "_file_system", lambda where, mounts: kind)
        monkeypatch.setattr(sys, "platform", "linux")
        before = _files(folder)
        with pytest.raises(PlaceUnfit, match="netværksdrev"):
            SealedVault(folder).unlock("Søren", PASSPHRASE)
        with pytest.raises(PlaceUnfit, match="computerens egen disk"):
            SealedVault(tmp_path / "new", calibrate=False).set_up(FIRST)
        assert _files(folder) == before
        assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["OneDrive - Kommunen", "Dropbox"])
def test_a_store_that_was_moved_into_a_sync_folder_is_not_opened(store: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with copied(store, tmp_path / name / "store") as folder:
        before = _files(folder)
        with pytest.raises(PlaceUnfit, match="synkroniseres"):
            SealedVault(folder).unlock("Søren", PASSPHRASE)
        assert _files(folder) == before


def test_the_key_file_of_another_store_is_told_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    other = new_store(tmp_path / "other")
    shutil.copy(other / "desk.keys", folder)
    before = _files(folder)
    with pytest.raises(StoreForeign, match="hører ikke sammen"):
        SealedVault(folder).unlock("Søren", PASSPHRASE)
    after = _files(folder)
    assert {name: after[name] for name in ("desk.sdk", "desk.keys")} == {
        name: before[name] for name in ("desk.sdk", "desk.keys")
    }


def test_a_cut_between_key_file_and_store_while_a_passphrase_is_changed_locks_nobody_out(folder: Path) -> None:
    drawer = opened(folder)
    store_before, keys_before = (folder / "desk.sdk").read_bytes(), (folder / "desk.keys").read_bytes()
    drawer.change_passphrase(*PASSPHRASES)
    store_after, keys_after = (folder / "desk.sdk").read_bytes(), (folder / "desk.keys").read_bytes()
    drawer.close()
    for store, keys, passphrase in (
        (store_before, keys_after, PASSPHRASES[1]),
        (store_after, keys_before, PASSPHRASES[0]),
    ):
        (folder / "desk.sdk").write_bytes(store)
        (folder / "desk.keys").write_bytes(keys)
        SealedVault(folder).unlock("Søren", passphrase).close()
