"""From a backup to a store: on a new computer, with a passphrase or with the sheet, all of it or nothing."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from stalkdesk.casework.backups import Occasion, RestoreKey
from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.data import backup_before, restoring, throttle, whole_files
from stalkdesk.data.backup_before import BEFORE
from stalkdesk.data.backup_manifest import MANIFEST, read_manifest
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.restoring import Restorer
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import (
    DeskError,
    DiskFull,
    KeptUnfinished,
    KeysDamaged,
    PlaceUnfit,
    StoreDamaged,
    StoreExists,
    StoreTooNew,
    TooManyTries,
    WrongPassphrase,
    WrongRecoveryKey,
)
from tests.data.at_hand import OTHER_PASSPHRASE, PASSPHRASE
from tests.data.backed_up import OFFICER, SUPERVISOR, backed_up, filed, place_of
from tests.data.conftest import unlocked


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong tries at a backup are counted by the program as long as it runs: here, as long as a test."""
    monkeypatch.setattr(throttle, "_UNWRITTEN", {})


@pytest.fixture
def backup(folder: Path, drawer: OpenDrawer) -> Path:
    """A backup of three cases and an attachment; the store and its folder are gone, as after a fire."""
    (folder / "attachments").mkdir(exist_ok=True)
    (folder / "attachments/ab12.sda").write_bytes(b"sealed")
    filed(drawer, 3)
    made = backed_up(drawer, place_of(folder)).folder
    drawer.close()
    shutil.rmtree(folder)
    return made


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the new computer keeps its store."""
    return tmp_path / "new computer" / "store"


def test_a_backup_and_a_passphrase_suffice_on_a_new_computer(backup: Path, target: Path) -> None:
    opened = Restorer().restore(backup, SUPERVISOR, target)
    assert (opened.unit_name, opened.cases, opened.officers, opened.attachments, opened.faults) == ("Prøveenheden", 3, 2, 1, ())
    drawer = unlocked(target)
    assert len(drawer.cases()) == 3
    assert drawer.cases("ordlyd1")
    assert [fault for fault in drawer.faults() if "bilag" not in fault] == []
    assert (target / "attachments/ab12.sda").read_bytes() == b"sealed"
    drawer.close()
    other = unlocked(target, "anna", OTHER_PASSPHRASE)
    assert other.count_cases() == 3
    other.close()


def test_a_backup_and_the_sheet_suffice_on_a_new_computer(backup: Path, target: Path, sheet: RecoverySheet) -> None:
    key = "-".join(sheet.key_groups)
    assert Restorer().looked_into(backup, RestoreKey(recovery_key=key)).cases == 3
    Restorer().restore(backup, RestoreKey(recovery_key=key), target)
    drawer = SealedVault(target).recover(key, "Søren", "helt ny sætning om ræve i sne")
    assert drawer.count_cases() == 3
    assert drawer.faults() == () or all("bilag" in fault for fault in drawer.faults())
    drawer.close()


def test_the_whole_sheet_opens_a_backup_whose_key_file_is_lost(backup: Path, target: Path, sheet: RecoverySheet) -> None:
    (backup / "desk.keys").unlink()
    with pytest.raises(DeskError):
        Restorer().restore(backup, SUPERVISOR, target)
    whole = " ".join(sheet.key_groups) + "\n" + sheet.slot
    Restorer().restore(backup, RestoreKey(recovery_key=whole), target)
    drawer = SealedVault(target).recover(whole, "Søren", "helt ny sætning om ræve i sne")
    assert drawer.count_cases() == 3
    drawer.close()


def test_a_restore_stands_in_the_journal_with_who_and_from_what(backup: Path, target: Path) -> None:
    Restorer().restore(backup, OFFICER, target)
    drawer = unlocked(target)
    line = next(line for line in drawer.journal() if line.act == "restore")
    assert (line.officer_name, line.reason) == ("Anna Prøve", backup.name)
    drawer.close()


@pytest.mark.parametrize("failing", [1, 2])
def test_a_last_flush_that_fails_is_tried_again_and_then_told(
    backup: Path, target: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    left = [OSError(errno.EIO, "Input/output error")] * failing
    flush = whole_files.flush_folder

    def flushed(folder: Path) -> None:
        assert folder == target.parent
        assert target.exists()
        if left:
            raise left.pop()
        flush(folder)

    monkeypatch.setattr(restoring, "flush_folder", flushed)
    if failing == 1:
        Restorer().restore(backup, SUPERVISOR, target)
    else:
        with pytest.raises(KeptUnfinished, match="Hent det ikke igen"):
            Restorer().restore(backup, SUPERVISOR, target)
    drawer = unlocked(target)
    assert drawer.count_cases() == 3
    drawer.close()


def test_looking_into_a_backup_writes_nothing(backup: Path, target: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in backup.rglob("*") if path.is_file()}
    Restorer().looked_into(backup, SUPERVISOR)
    Restorer().restore(backup, SUPERVISOR, target)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in backup.rglob("*") if path.is_file()} == before


def test_a_restore_never_pushes_a_store_away(backup: Path, target: Path) -> None:
    target.mkdir(parents=True)
    (target / "desk.sdk").write_bytes(b"somebody's only copy")
    with pytest.raises(StoreExists):
        Restorer().restore(backup, SUPERVISOR, target)
    assert (target / "desk.sdk").read_bytes() == b"somebody's only copy"
    assert list(target.parent.iterdir()) == [target]


def test_an_empty_folder_and_what_a_lock_left_are_in_nobody_s_way(backup: Path, target: Path) -> None:
    target.mkdir(parents=True)
    (target / "desk.lock").write_bytes(b"")
    Restorer().restore(backup, SUPERVISOR, target)
    unlocked(target).close()


def test_a_store_is_not_laid_into_the_backup_itself(backup: Path) -> None:
    with pytest.raises(PlaceUnfit):
        Restorer().restore(backup, SUPERVISOR, backup / "store")


@pytest.mark.parametrize("key", [RestoreKey("Søren", "forkert sætning om intet"), RestoreKey("ingen", PASSPHRASE)])
def test_a_wrong_passphrase_opens_nothing_and_leaves_nothing(backup: Path, target: Path, key: RestoreKey) -> None:
    with pytest.raises(WrongPassphrase):
        Restorer().restore(backup, key, target)
    assert not target.exists()
    assert not target.parent.exists() or list(target.parent.iterdir()) == []


def test_guessing_at_a_backup_is_slowed(backup: Path) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            Restorer().looked_into(backup, RestoreKey("Søren", "forkert sætning om intet"))
    with pytest.raises(TooManyTries):
        Restorer().looked_into(backup, SUPERVISOR)


def test_a_sheet_of_another_store_is_refused(backup: Path, tmp_path: Path) -> None:
    from tests.data.at_hand import FIRST

    other = SealedVault(tmp_path / "other", calibrate=False).set_up(FIRST)
    for typed in ("-".join(other.key_groups), " ".join(other.key_groups) + " " + other.slot):
        with pytest.raises(WrongRecoveryKey):
            Restorer().looked_into(backup, RestoreKey(recovery_key=typed))


@pytest.mark.parametrize("name", ["desk.sdk", "desk.keys", "attachments/ab12.sda", MANIFEST])
@pytest.mark.parametrize("how", ["flip", "cut", "gone"])
def test_a_backup_that_was_changed_is_refused_and_nothing_is_left(backup: Path, target: Path, name: str, how: str) -> None:
    path = backup / name
    whole = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(whole[:-3] if how == "cut" else whole[:-2] + bytes([whole[-2] ^ 1]) + whole[-1:])
    with pytest.raises((StoreDamaged, KeysDamaged, PlaceUnfit, DeskError)):
        Restorer().restore(backup, SUPERVISOR, target)
    assert not target.exists()
    assert not list(target.parent.glob("*")) if target.parent.exists() else True


def test_a_manifest_that_was_made_to_fit_is_refused(backup: Path, target: Path) -> None:
    path = backup / MANIFEST
    untrusted = json.loads(path.read_text())
    path.write_text(json.dumps({**untrusted, "counts": {**untrusted["counts"], "case_file": 2}}))
    with pytest.raises(StoreDamaged):
        Restorer().restore(backup, SUPERVISOR, target)
    assert not target.exists()


def test_a_backup_of_a_newer_program_is_refused_with_a_sentence(backup: Path, target: Path) -> None:
    path = backup / MANIFEST
    for change in ({"schema": "9999"}, {"version": 2}):
        path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
        with pytest.raises(StoreTooNew):
            Restorer().restore(backup, SUPERVISOR, target)
    assert not target.exists()


def test_a_folder_without_a_backup_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlaceUnfit, match="ingen sikkerhedskopi"):
        Restorer().found_in(tmp_path)
    with pytest.raises(PlaceUnfit):
        Restorer().found_in(tmp_path / "gone")


def test_lines_after_the_backup_are_told_from_tampering_by_the_restore_line(
    folder: Path, unlock: Callable[..., OpenDrawer], target: Path
) -> None:
    drawer = unlock()
    made = backed_up(drawer, place_of(folder)).folder
    filed(drawer, 2)
    drawer.close()
    Restorer().restore(made, SUPERVISOR, target)
    restored = unlocked(target)
    assert restored.faults() == ()
    assert [line.act for line in restored.journal()].count("restore") == 1
    restored.close()


def test_a_copy_made_by_hand_in_the_middle_of_a_save_is_whole_or_refused(
    folder: Path, drawer: OpenDrawer, tmp_path: Path
) -> None:
    filed(drawer, 5)
    copies = {"with": tmp_path / "with", "without": tmp_path / "without"}
    with suppress(ZeroDivisionError):
        _copy_in_the_middle_of_a_save(folder, drawer, tuple(copies.values()))
    assert (copies["with"] / "desk.sdk-journal").stat().st_size > 0
    (copies["without"] / "desk.sdk-journal").unlink()
    drawer.close()
    whole = unlocked(copies["with"])
    assert whole.count_cases() == 5
    assert whole.faults() == ()
    whole.close()
    with pytest.raises(StoreDamaged):
        unlocked(copies["without"])


def _copy_in_the_middle_of_a_save(folder: Path, drawer: OpenDrawer, copies: tuple[Path, ...]) -> None:
    """Copies the folder while half of a large save is on the disk, and then breaks the save off."""
    with drawer._sitting.act() as connection:
        connection.execute(text("pragma cache_size = 5"))
        connection.execute(text("pragma cache_spill = 1"))
        connection.execute(text("create table filler (t text) strict"))
        for number in range(300):
            connection.execute(text("insert into filler values (:t)"), {"t": f"{number}" * 700})
        for copy in copies:
            shutil.copytree(folder, copy)
            (copy / "desk.lock").unlink()
        raise ZeroDivisionError


@pytest.fixture
def old(tmp_path: Path) -> tuple[Path, RestoreKey]:
    """A store that the first program wrote, and who opens it."""
    folder = tmp_path / "old"
    shutil.copytree(Path(__file__).parent.parent / "museum" / "0001", folder)
    passphrases = json.loads((folder / "holds.json").read_text())["passphrases"]
    (folder / "holds.json").unlink()
    name = next(iter(passphrases))
    return folder, RestoreKey(name, passphrases[name])


def test_before_an_older_store_is_brought_up_to_date_it_is_copied_whole(old: tuple[Path, RestoreKey], target: Path) -> None:
    folder, key = old
    drawer = unlocked(folder, key.user_name, key.passphrase)
    cases = drawer.count_cases()
    (seen,) = Restorer().found_in(folder / BEFORE)
    assert read_manifest(seen.folder).schema == "0001"
    assert read_manifest(seen.folder).occasion is Occasion.MIGRATION
    drawer.close()
    opened = Restorer().restore(seen.folder, key, target)
    assert opened.cases == cases
    again = unlocked(target, key.user_name, key.passphrase)
    assert again.count_cases() == cases
    assert again.faults() == ()
    again.close()


def test_a_store_that_can_t_be_copied_is_not_brought_up_to_date(
    old: tuple[Path, RestoreKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, key = old
    before = (folder / "desk.sdk").read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as then:
        then.setattr(backup_before, "write_new", full)
        with pytest.raises(DiskFull):
            unlocked(folder, key.user_name, key.passphrase)
    assert (folder / "desk.sdk").read_bytes() == before
    assert not (folder / BEFORE).exists() or not list((folder / BEFORE).iterdir())
    unlocked(folder, key.user_name, key.passphrase).close()


def test_the_copy_before_an_update_goes_after_some_weeks(old: tuple[Path, RestoreKey]) -> None:
    folder, key = old
    drawer = unlocked(folder, key.user_name, key.passphrase)
    list(drawer.backups.steps(Occasion.CLOSED))
    assert list((folder / BEFORE).iterdir())
    drawer._sitting.now = lambda: datetime.now(UTC) + timedelta(days=43)
    list(drawer.backups.steps(Occasion.CLOSED))
    assert list((folder / BEFORE).iterdir()) == []
    drawer.close()
