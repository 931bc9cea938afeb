"""A demo is whole or not there: two at once, one that breaks off, one that is killed, and a real store that is in its way."""

from __future__ import annotations

import random
import signal
import subprocess
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.contacts.contact_register import contacts_now, is_away
from stalkdesk.casework.dues import DueKind
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.entry_kinds import KINDS
from stalkdesk.casework.workdays import day_in_denmark, next_workday
from stalkdesk.data.vault import SealedVault
from stalkdesk.demo import folder as demo_folder
from stalkdesk.demo import making as demo
from stalkdesk.demo.after_the_door import LONG_LOG, SHORT_LOG
from stalkdesk.errors import DiskFull
from tests import command_desk
from tests.command_desk import Desk, ended, is_refused, needs_posix, started

demo_store, desk = command_desk.demo_store, command_desk.desk


@pytest.fixture(autouse=True)
def _drawn_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first demo of a test has the passphrases of the first demo of every other test, the second has others, and so on: so
    they are stretched once. A demo in a program of its own draws as it does."""
    chance = random.Random(27)
    monkeypatch.setattr(demo, "secrets", SimpleNamespace(SystemRandom=lambda: chance))


def test_of_two_demos_at_once_one_wins_and_its_passphrases_open_the_store(tmp_path: Path, desk: Desk) -> None:
    both = [started("demo", "--store", tmp_path / "store", "--cases", 20, "--seed", seed) for seed in (1, 2)]
    said = sorted((ended(one) for one in both), key=lambda one: one.code)
    assert [one.code for one in said] == [0, 1]
    assert is_refused(said[1])
    winner = Desk(desk._capsys, said[0].facts)
    assert len(winner.references()) == 20
    assert winner.as_user("vagt", "cases").code == 0
    assert not list((tmp_path / "store").glob("demo.[lu]*"))


def test_cases_of_a_demo_come_back_the_same_for_the_same_seed(tmp_path: Path) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    told = []
    for name in "ab":
        folder = tmp_path / name
        demo.made(folder, 40, 7, now)
        drawer = SealedVault(folder).unlock("leder", (folder / "passphrases" / "leder.txt").read_text(encoding="utf-8").strip())
        with closing(drawer):
            cases = [drawer.case(line.reference) for line in drawer.cases()]
            assert drawer.faults() == ()
        levels = [[(one.at, one.assessment, one.confirmation.urgency) for one in case.evaluations] for case in cases]
        told.append([(case.answers, case.incidents, case.instruments, levels) for case in cases])
        assert 6 <= sum(len(case.evaluations) > 1 for case in cases) <= 10
        assert 1 <= sum(bool(case.instruments) for case in cases) <= 4
        lowered = [one for case in cases for one in case.evaluations if one.confirmation.approved_by]
        assert len(lowered) == 1
    assert told[0] == told[1]


def test_a_demo_shows_life_after_the_door(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    demo.made(tmp_path, 20, 7, now)
    passphrase = (tmp_path / "passphrases" / "leder.txt").read_text(encoding="utf-8").strip()
    with closing(SealedVault(tmp_path).unlock("leder", passphrase)) as drawer:
        cases = [drawer.case(line.reference) for line in drawer.cases()]
        entries = [one for case in cases for one in drawer.protected_entries(case.line.reference, "se")]
        kinds = {one.kind for one in entries}
        due, contacts = drawer.dues(), contacts_now(drawer.register(), drawer.contacts())
        assert drawer.faults() == ()
    wanted = {kind for kind, how in KINDS.items() if not how.is_stores_own} - {EntryKind.CASE_NOTE}
    assert kinds >= wanted | {EntryKind.SAME_PERSON}
    today = day_in_denmark(now)
    days = {day_in_denmark(line.due.due_at) for line in due if line.due.kind in (DueKind.MEASURE, DueKind.FOLLOW_UP)}
    assert min(days) < today < max(days)
    assert next_workday(today) in {day_in_denmark(line.due.due_at) for line in due if line.due.kind is DueKind.CALL}
    assert {line.due.kind for line in due} >= {DueKind.PLAN, DueKind.TAKING_OVER, DueKind.CONSENT}
    assert {LONG_LOG, SHORT_LOG} <= {len(case.incidents) for case in cases}
    assert sum(case.is_in_error for case in cases) == 1
    assert sum(is_away(one, today) for one in contacts) == 1
    assert {one.phone[:9] for one in contacts} == {"+45000000"}


def test_a_demo_of_many_cases_has_the_same_stories_days_apart(tmp_path: Path) -> None:
    demo.made(tmp_path, 1000, 3, datetime.now(UTC))
    passphrase = (tmp_path / "passphrases" / "visitator.txt").read_text(encoding="utf-8").strip()
    with closing(SealedVault(tmp_path).unlock("visitator", passphrase)) as drawer:
        filed = [line for line in drawer.cases(limit=1000) if line.status is CaseStatus.FILED]
        assert len([line for line in filed if line.is_in_error]) == 1
        assert 20 < len({line.reference for line in drawer.dues()}) < 150


def test_a_demo_that_is_being_made_is_not_touched_by_another(desk: Desk, tmp_path: Path) -> None:
    with demo_folder.claimed(tmp_path, {"leder": "en to tre fire fem"}):
        assert is_refused(desk.run("demo", "--store", tmp_path, "--cases", 1), 1)
        assert (tmp_path / demo_folder.MARKER).read_text(encoding="utf-8") == "en to tre fire fem"
    assert list(tmp_path.iterdir()) == []


def test_a_refused_folder_gets_nothing(desk: Desk, tmp_path: Path) -> None:
    store = Path(desk.shown["store"])
    before = {file: file.stat().st_mtime_ns for file in store.rglob("*")}
    assert is_refused(desk.run("demo", "--store", store, "--cases", 1), 1)
    assert {file: file.stat().st_mtime_ns for file in store.rglob("*")} == before
    synced = tmp_path / "OneDrive"
    synced.mkdir()
    assert is_refused(desk.run("demo", "--store", synced, "--cases", 1), 1)
    assert list(synced.iterdir()) == []


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), DiskFull("fuld"), OSError(28, "full"), RuntimeError("ours")])
@pytest.mark.parametrize("where", ["_filled", "_keep_passphrases"])
def test_a_demo_that_breaks_off_leaves_the_folder_as_it_was(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException, where: str
) -> None:
    def stopped(*_: object) -> None:
        raise stop

    (tmp_path / "passphrases").mkdir()
    (tmp_path / "passphrases" / "my own.txt").write_text("mine", encoding="utf-8")
    with monkeypatch.context() as broken:
        broken.setattr(demo, where, stopped)
        said = desk.run("demo", "--store", tmp_path, "--cases", 1)
        assert is_refused(said, 130 if isinstance(stop, KeyboardInterrupt) else 1)
    assert [file.name for file in tmp_path.rglob("*")] == ["passphrases", "my own.txt"]


@needs_posix
@pytest.mark.parametrize("sign", ["demo.unfinished", "desk.keys", "desk.sdk", "desk.sdk-journal"])
def test_a_killed_demo_is_begun_anew(desk: Desk, tmp_path: Path, sign: str) -> None:
    store = tmp_path / "store"
    program = started("demo", "--store", store, "--cases", 300)
    while not (store / sign).exists():
        assert program.poll() is None
        with suppress(subprocess.TimeoutExpired):
            program.wait(0.002)
    program.send_signal(signal.SIGKILL)
    program.communicate()
    assert (store / demo_folder.MARKER).exists()
    again = desk.run("demo", "--store", store, "--cases", 3)
    assert again.code == 0, again
    assert len(Desk(desk._capsys, again.facts).references()) == 3
    assert {file.name for file in store.glob("demo*")} == {"demo.txt"}


def test_a_demo_stopped_while_it_is_cleared_away_is_cleared_by_the_next(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.unlink
    for allowed in range(4):
        left = [allowed]

        def power_cut(path: Path, missing_ok: bool = False, left: list[int] = left) -> None:
            if path.name in (*demo_folder._OWN, "leder.txt"):
                left[0] -= 1
                if left[0] < 0:
                    raise OSError(5, "power cut")
            whole(path, missing_ok)

        def stopped(*_: object) -> None:
            raise RuntimeError

        with monkeypatch.context() as broken:
            broken.setattr(demo, "_keep_passphrases", stopped)
            broken.setattr(Path, "unlink", power_cut)
            assert desk.run("demo", "--store", tmp_path, "--cases", 1).code == 1
        assert (tmp_path / demo_folder.MARKER).exists()
    assert desk.run("demo", "--store", tmp_path, "--cases", 1).code == 0


def test_a_real_store_beside_a_left_over_marker_is_never_taken_away(desk: Desk, tmp_path: Path) -> None:
    made = desk.run("demo", "--store", tmp_path, "--cases", 2).facts
    (tmp_path / demo_folder.MARKER).write_text("en anden sætning end lederens", encoding="utf-8")
    assert is_refused(desk.run("demo", "--store", tmp_path, "--cases", 1), 1)
    assert len(Desk(desk._capsys, made).references()) == 2
