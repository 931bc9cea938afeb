"""`backup`, `restore` and `drill` at the command line: facts as JSON, a failure as one sentence, nothing overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_desk import Desk, demo_copied, is_refused


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A store of fictional cases, of the test's own."""
    return Desk(capsys, demo_copied(tmp_path / "store", tmp_path_factory))


def passphrase_of(desk: Desk, name: str) -> str:
    """The file with a passphrase of the demo."""
    return str(next(user["passphrase_file"] for user in desk.shown["users"] if user["name"] == name))


def test_a_store_goes_out_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    made = desk.as_user("leder", "backup", "--out", tmp_path / "stick")
    assert made.code == 0
    assert Path(made.facts["backup"]).parent == tmp_path / "stick"
    words = ("--store", tmp_path / "new", "--user", "vagt", "--passphrase-file", passphrase_of(desk, "vagt"))
    back = desk.run(*words, "restore", "--from", tmp_path / "stick")
    assert (back.code, back.facts["cases"], back.facts["faults"]) == (0, desk.shown["cases"], [])
    assert back.facts["unit"]
    check = desk.run("--store", tmp_path / "new", "--user", "leder", "--passphrase-file", passphrase_of(desk, "leder"), "check")
    assert check.facts["whole"]


def test_a_store_is_never_overwritten(desk: Desk, tmp_path: Path) -> None:
    desk.as_user("leder", "backup", "--out", tmp_path / "stick")
    before = (tmp_path / "store" / "desk.sdk").read_bytes()
    assert is_refused(desk.as_user("leder", "restore", "--from", tmp_path / "stick"), 1)
    assert (tmp_path / "store" / "desk.sdk").read_bytes() == before


def test_what_is_missing_is_asked_for_in_one_sentence(desk: Desk, tmp_path: Path) -> None:
    desk.as_user("leder", "backup", "--out", tmp_path / "stick")
    assert is_refused(desk.run("restore", "--from", tmp_path / "stick", "--user", "leder"), 2)
    assert is_refused(desk.run("restore", "--from", tmp_path / "stick", "--store", tmp_path / "new"), 2)
    assert is_refused(desk.run("restore", "--from", tmp_path / "nowhere", "--store", tmp_path / "new", "--user", "leder"), 1)
    gone = ("--recovery-file", tmp_path / "gone.txt")
    assert is_refused(desk.run("restore", "--from", tmp_path / "stick", "--store", tmp_path / "new", *gone), 2)
    assert not (tmp_path / "new").exists()


def test_only_a_supervisor_takes_a_backup_out(desk: Desk, tmp_path: Path) -> None:
    assert is_refused(desk.as_user("vagt", "backup", "--out", tmp_path / "stick"), 1)
    assert is_refused(desk.as_user("leder", "backup", "--out", tmp_path / "store" / "inside"), 1)


def test_a_drill_without_a_backup_says_so(desk: Desk) -> None:
    assert is_refused(desk.as_user("leder", "drill"), 1)
