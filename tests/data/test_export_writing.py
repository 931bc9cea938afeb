"""How an export is written: noted first, to a fit place that is the officer's own, and never by half."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from stalkdesk.data import export_place
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.errors import ActStopped, DiskFull, NotAllowed, PlaceUnfit, TooLong
from tests.data.at_hand import OTHER_PASSPHRASE
from tests.data.conftest import unlocked
from tests.data.exported import WHY
from tests.data.killing import Program

needs_posix = pytest.mark.skipif(os.name == "nt", reason="a matter of POSIX systems")


def test_it_is_the_officers_own_folder(told: OpenDrawer, target: Path) -> None:
    target.mkdir(mode=0o700)
    told.export_all(target, WHY)
    assert (target / "manifest.json").is_file()
    if os.name != "nt":
        folders = [target, *(path for path in target.rglob("*") if path.is_dir())]
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
        assert {stat.S_IMODE(path.stat().st_mode) for path in target.rglob("*") if path.is_file()} == {0o600}


def test_the_journal_has_it_first_with_the_reason_and_each_case_whose_b_was_read(told: OpenDrawer, target: Path) -> None:
    before = told.journal(1)[0].number
    told.export_all(target, WHY)
    lines = [line for line in reversed(told.journal(100)) if line.number > before]
    assert [line.act for line in lines] == ["export", "view_protected", "view_protected"]
    assert {line.reason for line in lines} == {WHY}
    assert lines[0].fields == ("all",)
    filed = next(line for line in lines if "attachments" in line.fields)
    assert {"victim_name", "safe_phone", "assessment"} <= set(filed.fields)
    assert told.faults() == ()


def test_what_is_not_in_the_journal_is_not_written(told: OpenDrawer, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(told._sitting.journal, "write", full)
    with pytest.raises(DiskFull):
        told.export_all(target, WHY)
    assert not target.exists()
    assert list(target.parent.glob("out*")) == []


def test_a_disk_that_fails_leaves_nothing_and_the_journal_says_that_it_was_stopped(
    told: OpenDrawer, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as then:
        then.setattr(export_place, "_flush", full)
        with pytest.raises(DiskFull):
            told.export_all(target, WHY)
    assert list(target.parent.glob("out*")) == []
    assert told.journal(1)[0].fields == ("all", "stopped")
    told.export_all(target, WHY)


@pytest.mark.parametrize("after", [0, 1, 5])
def test_whoever_stops_it_finds_nothing_left_and_the_journal_says_so(told: OpenDrawer, target: Path, after: int) -> None:
    asked = []

    def going_on(done: int, total: int) -> bool:
        asked.append((done, total))
        return len(asked) <= after

    with pytest.raises(ActStopped):
        told.export_all(target, WHY, going_on)
    assert asked[0] == (0, 3)
    assert list(target.parent.glob("out*")) == []
    assert told.journal(1)[0].fields == ("all", "stopped")


def test_it_tells_how_far_it_is_up_to_the_end(told: OpenDrawer, target: Path) -> None:
    asked: list[tuple[int, int]] = []

    def going_on(done: int, total: int) -> bool:
        asked.append((done, total))
        return True

    told.export_all(target, WHY, going_on)
    assert asked == sorted(asked)
    assert (asked[0], asked[-1]) == ((0, 3), (3, 3))


def test_it_takes_a_supervisor_and_a_reason(told: OpenDrawer, unlock: Callable[..., OpenDrawer], target: Path) -> None:
    before = told.journal(1)[0].number
    for reason in ("", "  \n"):
        with pytest.raises(NotAllowed, match="hvorfor"):
            told.export_all(target, reason)
    with pytest.raises(TooLong):
        told.export_all(target, "x" * 501)
    assert told.journal(1)[0].number == before
    told.close()
    with pytest.raises(NotAllowed):
        unlock("anna", OTHER_PASSPHRASE).export_all(target, WHY)
    assert not target.exists()


def test_a_place_that_is_not_fit_is_refused_before_anything_is_noted(told: OpenDrawer, folder: Path, tmp_path: Path) -> None:
    before = told.journal(1)[0].number
    full, a_file, in_the_way = tmp_path / "full", tmp_path / "file", tmp_path / "way.unfinished"
    full.mkdir(mode=0o700)
    (full / "holiday.jpg").write_bytes(b"")
    a_file.write_bytes(b"")
    in_the_way.mkdir()
    (in_the_way / "mine.txt").write_bytes(b"")
    for place in (folder, folder / "out", full, a_file, tmp_path / "no" / "such", tmp_path / "way"):
        with pytest.raises(PlaceUnfit):
            told.export_all(place, WHY)
    assert (in_the_way / "mine.txt").is_file()
    assert told.journal(1)[0].number == before


@needs_posix
def test_a_folder_that_others_can_read_or_a_link_is_refused(told: OpenDrawer, folder: Path, tmp_path: Path) -> None:
    shared, link, into = tmp_path / "shared", tmp_path / "link", tmp_path / "into"
    shared.mkdir()
    shared.chmod(0o755)
    link.symlink_to(tmp_path / "elsewhere")
    into.symlink_to(folder)
    for place in (shared, link, into / "out"):
        with pytest.raises(PlaceUnfit):
            told.export_all(place, WHY)


def test_a_sync_folder_is_warned_of(tmp_path: Path) -> None:
    assert export_place.warnings_of(tmp_path / "out") == ()
    (warning,) = export_place.warnings_of(tmp_path / "OneDrive" / "out")
    assert "skytjeneste" in warning


@needs_posix
def test_a_killed_export_leaves_only_what_the_next_one_takes_away(told: OpenDrawer, folder: Path, target: Path) -> None:
    told.close()
    code = """if True:
        import os, sys; from pathlib import Path
        from stalkdesk.data import export_content; from stalkdesk.data.vault import SealedVault
        from tests.data.at_hand import PASSPHRASE
        export_content.journal_content = lambda connection: os.kill(os.getpid(), 9)
        SealedVault(Path(sys.argv[1])).unlock("Søren", PASSPHRASE).export_all(Path(sys.argv[2]), "Prøve")"""
    assert Program(code, folder, target).ended() == (-signal.SIGKILL, "")
    assert [path.name for path in target.parent.glob("out*")] == ["out.unfinished"]
    assert stat.S_IMODE((target.parent / "out.unfinished").stat().st_mode) == 0o700
    drawer = unlocked(folder)
    drawer.export_all(target, WHY)
    drawer.close()
    assert [path.name for path in target.parent.glob("out*")] == ["out"]
