"""The door of the store: who gets in, what is said to who doesn't, and that nothing is ever made anew over what lies there."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Role
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.throttle import FREE_TRIES, Throttle
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import (
    DeskError,
    KeysDamaged,
    NotAllowed,
    PlaceUnfit,
    StoreDamaged,
    StoreExists,
    StoreForeign,
    StoreInUse,
    StoreMissing,
    StoreTooNew,
    TooManyTries,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryKey,
)
from tests.data.at_hand import CHECKLIST, FIRST, OTHER_PASSPHRASE, PASSPHRASE, A, given
from tests.data.conftest import unlocked

NEW_PASSPHRASE = "otte kolde sten i en lomme"


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name.startswith(("desk.sdk", "desk.keys"))
    }


def test_an_empty_folder_holds_no_store_and_can_take_one(tmp_path: Path) -> None:
    vault = SealedVault(tmp_path / "æøå # mappe", calibrate=False)
    assert not vault.is_there()
    with pytest.raises(StoreMissing):
        vault.unlock("Søren", PASSPHRASE)
    vault.set_up(FIRST)
    assert vault.is_there()
    drawer = vault.unlock("Søren", PASSPHRASE)
    assert (drawer.unit(), drawer.contacts(), drawer.officer.role) == (FIRST.unit, FIRST.contacts, Role.SUPERVISOR)
    assert drawer.faults() == ()
    drawer.close()


def test_the_files_of_a_store_are_for_their_owner_alone(folder: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows keeps rights in another way")
    assert {path.stat().st_mode & 0o077 for path in folder.iterdir() if path.name in ("desk.sdk", "desk.keys")} == {0}


def test_a_store_is_never_set_up_over_another_or_over_a_part_of_one(folder: Path) -> None:
    for remove in (None, "desk.keys", "desk.sdk"):
        if remove:
            (folder / remove).rename(folder.parent / remove)
        before = _contents(folder)
        with pytest.raises(StoreExists):
            SealedVault(folder, calibrate=False).set_up(FIRST)
        assert _contents(folder) == before
        if remove:
            (folder.parent / remove).rename(folder / remove)


def test_a_set_up_that_died_half_way_begins_anew(folder: Path, tmp_path: Path) -> None:
    half = tmp_path / "half"
    half.mkdir()
    shutil.copy(folder / "desk.sdk", half / "desk.sdk.setup")
    shutil.copy(folder / "desk.keys", half / "desk.keys")
    vault = SealedVault(half, calibrate=False)
    assert not vault.is_there()
    vault.set_up(FIRST)
    assert sorted(path.name for path in half.iterdir()) == ["desk.keys", "desk.keys.bak", "desk.lock", "desk.sdk"]
    unlocked(half).close()


@pytest.mark.parametrize(
    "passphrase", ["kort", "", "aaaaaaaaaaaaaaaaaaaa", "12345678901234567", "adgangskode adgangskode", "x" * 5000]
)
def test_a_weak_passphrase_is_refused_with_advice_and_nothing_is_made(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(WeakPassphrase) as refused:
        SealedVault(tmp_path / "store", calibrate=False).set_up(replace(FIRST, passphrase=passphrase))
    assert len(str(refused.value)) > 30
    assert not (tmp_path / "store").exists()


def test_name_and_passphrase_are_known_in_every_spelling_of_a_keyboard(unlock: Callable[..., OpenDrawer]) -> None:
    for name, passphrase in (
        ("SØREN", unicodedata.normalize("NFD", PASSPHRASE)),
        (unicodedata.normalize("NFD", "søren") + " ", PASSPHRASE),
    ):
        drawer = unlock(name, passphrase)
        assert drawer.officer.full_name == "Søren Leder"
        drawer.close()


def test_a_wrong_name_and_a_wrong_passphrase_are_told_alike(folder: Path) -> None:
    vault = SealedVault(folder)
    said = set()
    for name, passphrase in (
        ("Søren", PASSPHRASE + " "),
        ("ukendt", PASSPHRASE),
        ("", ""),
        ("anna", PASSPHRASE),
        ("Søren", "x" * 10**7),
    ):
        with pytest.raises(WrongPassphrase) as refused:
            vault.unlock(name, passphrase)
        said.add(str(refused.value))
    assert len(said) == 1


def test_five_wrong_tries_make_even_the_right_passphrase_wait(folder: Path) -> None:
    throttle = Throttle(folder)
    content = json.loads((folder / "desk.keys").read_text())
    tag = next(slot["tag"] for slot in content["slots"] if slot["tag"])
    for _ in range(FREE_TRIES):
        throttle.begin_try(tag)
    with pytest.raises(TooManyTries) as refused:
        SealedVault(folder).unlock("Søren", PASSPHRASE)
    assert 25 <= refused.value.seconds <= 30


def test_wrong_tries_stand_in_the_journal_at_the_next_unlock(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    for name in ("Søren", "nobody"):
        with pytest.raises(WrongPassphrase):
            SealedVault(folder).unlock(name, OTHER_PASSPHRASE)
    drawer = unlock()
    assert [(line.act, line.reason) for line in drawer.journal(2)] == [("login", ""), ("failed_login", "2")]
    drawer.close()
    assert unlock().journal(2)[1].act == "lock"


def test_a_supervisor_makes_a_new_sheet_when_the_first_was_never_seen(
    folder: Path, sheet: RecoverySheet, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock("anna", OTHER_PASSPHRASE)
    with pytest.raises(NotAllowed):
        drawer.new_recovery_sheet()
    drawer.close()
    drawer = unlock()
    fresh = drawer.new_recovery_sheet()
    assert fresh.store_id == sheet.store_id
    assert fresh.key_groups != sheet.key_groups
    assert drawer.journal(1)[0].act == "recovery_sheet"
    assert drawer.faults() == ()
    drawer.close()
    for name in ("desk.keys", "desk.keys.bak"):
        (folder / name).replace(folder / "desk.keys")
        with pytest.raises(WrongRecoveryKey):
            SealedVault(folder).recover(" ".join(sheet.key_groups), "Søren", NEW_PASSPHRASE)
    SealedVault(folder).recover(" ".join(fresh.key_groups), "Søren", NEW_PASSPHRASE).close()
    (folder / "desk.keys").unlink()
    SealedVault(folder).recover(" ".join((*fresh.key_groups, fresh.slot)), "Søren", NEW_PASSPHRASE).close()


def test_the_recovery_key_opens_the_store_and_gives_a_new_passphrase(folder: Path, sheet: RecoverySheet) -> None:
    typed = "-".join(sheet.key_groups).lower().replace("0", "o")
    drawer = SealedVault(folder).recover(typed, "anna", NEW_PASSPHRASE)
    assert drawer.officer.user_name == "anna"
    drawer.close()
    with pytest.raises(WrongPassphrase):
        SealedVault(folder).unlock("anna", OTHER_PASSPHRASE)
    unlocked(folder, "anna", NEW_PASSPHRASE).close()
    unlocked(folder).close()


def test_sheet_and_store_suffice_when_the_key_file_is_lost(folder: Path, sheet: RecoverySheet) -> None:
    key, vault = " ".join(sheet.key_groups), SealedVault(folder)
    for loss in ("gone", "damaged"):
        (folder / "desk.keys").unlink()
        if loss == "damaged":
            (folder / "desk.keys").write_bytes(b"\0" * 500)
        with pytest.raises((StoreMissing, StoreDamaged)):
            vault.recover(key, "Søren", NEW_PASSPHRASE)
        drawer = vault.recover(f"{key}\n{sheet.slot}", "Søren", NEW_PASSPHRASE)
        assert [fault for fault in drawer.faults() if "medarbejder" not in fault] == []
        drawer.close()
        unlocked(folder, "Søren", NEW_PASSPHRASE).close()


def test_the_whole_sheet_opens_when_somebody_has_changed_the_key_file(folder: Path, sheet: RecoverySheet) -> None:
    keys, key = folder / "desk.keys", " ".join(sheet.key_groups)
    keys.write_text(keys.read_text().replace('"generation": 2', '"generation": 3'))
    with pytest.raises(KeysDamaged):
        SealedVault(folder).recover(key, "Søren", NEW_PASSPHRASE)
    SealedVault(folder).recover(f"{key}\n{sheet.slot}", "Søren", NEW_PASSPHRASE).close()
    unlocked(folder, "Søren", NEW_PASSPHRASE).close()


def test_a_wrong_letter_in_the_second_part_of_the_sheet_has_the_number_that_is_printed(
    folder: Path, sheet: RecoverySheet
) -> None:
    (folder / "desk.keys").unlink()
    first = sheet.slot.split()[0]
    typed = " ".join(sheet.key_groups) + "\n" + sheet.slot.replace(first, ("0" if first[0] != "0" else "1") + first[1:], 1)
    with pytest.raises(WrongRecoveryKey, match="gruppe 14 "):
        SealedVault(folder).recover(typed, "Søren", NEW_PASSPHRASE)


def test_a_wrong_letter_on_the_sheet_is_named_by_its_group(folder: Path, sheet: RecoverySheet) -> None:
    groups = list(sheet.key_groups)
    groups[4] = ("0" if groups[4][0] != "0" else "1") + groups[4][1:]
    with pytest.raises(WrongRecoveryKey, match="gruppe 5 "):
        SealedVault(folder).recover(" ".join(groups), "Søren", NEW_PASSPHRASE)


def test_the_sheet_of_another_store_opens_nothing(folder: Path, tmp_path: Path) -> None:
    other = SealedVault(tmp_path / "other", calibrate=False).set_up(FIRST)
    with pytest.raises(WrongRecoveryKey):
        SealedVault(folder).recover(" ".join(other.key_groups), "Søren", NEW_PASSPHRASE)
    (folder / "desk.keys").write_bytes((tmp_path / "other" / "desk.keys").read_bytes())
    before = _contents(folder)
    with pytest.raises(StoreForeign):
        SealedVault(folder).unlock("Søren", PASSPHRASE)
    with pytest.raises(StoreForeign):
        SealedVault(folder).unlock("Søren", OTHER_PASSPHRASE)
    assert _contents(folder) == before


@pytest.mark.parametrize("content", [b"", b"x", b"\x9b" * 50_000, b"SQLite format 3\0" + b"\0" * 8000])
def test_what_is_no_store_is_named_and_never_touched(folder: Path, content: bytes) -> None:
    (folder / "desk.sdk").write_bytes(content)
    with pytest.raises((StoreDamaged, StoreForeign)):
        SealedVault(folder).unlock("Søren", PASSPHRASE)
    assert (folder / "desk.sdk").read_bytes() == content


def test_a_plain_sqlite_file_is_told_to_be_one(folder: Path) -> None:
    (folder / "desk.sdk").unlink()
    plain = sqlite3.connect(folder / "desk.sdk")
    plain.execute("create table answer (value text)")
    plain.commit()
    plain.close()
    with pytest.raises(StoreForeign, match="uden kryptering"):
        SealedVault(folder).unlock("Søren", PASSPHRASE)


def test_a_missing_part_of_the_store_is_named(folder: Path, tmp_path: Path) -> None:
    for name in ("desk.sdk", "desk.keys"):
        (folder / name).rename(tmp_path / name)
        with pytest.raises(StoreMissing, match=name):
            SealedVault(folder).is_there()
        with pytest.raises(StoreMissing, match=name):
            SealedVault(folder).unlock("Søren", PASSPHRASE)
        (tmp_path / name).rename(folder / name)


def test_a_file_that_was_cut_or_added_to_is_found_before_anything_is_written(folder: Path) -> None:
    whole = (folder / "desk.sdk").read_bytes()
    for damaged in (whole[:-4096], whole[:-1], whole[:8192], whole + b"\0" * 4096, whole[:4096]):
        (folder / "desk.sdk").write_bytes(damaged)
        with pytest.raises(DeskError):
            SealedVault(folder).unlock("Søren", PASSPHRASE)
        assert (folder / "desk.sdk").read_bytes() == damaged


def test_damaged_first_bytes_are_put_right_from_the_key_file(folder: Path) -> None:
    whole = (folder / "desk.sdk").read_bytes()
    (folder / "desk.sdk").write_bytes(bytes([whole[0] ^ 8]) + whole[1:])
    drawer = unlocked(folder)
    assert drawer.faults() == ()
    drawer.close()
    assert (folder / "desk.sdk").read_bytes()[:16] == whole[:16]


def test_a_flipped_bit_anywhere_is_found_by_the_check(folder: Path) -> None:
    whole = (folder / "desk.sdk").read_bytes()
    for place in range(5000, len(whole), len(whole) // 12):
        (folder / "desk.sdk").write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            drawer = unlocked(folder)
        except StoreDamaged:
            continue
        assert drawer.faults() != ()
        drawer.close()


def test_a_store_of_a_newer_program_is_not_opened(folder: Path) -> None:
    drawer = unlocked(folder)
    with drawer._sitting.act() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    drawer.close()
    with pytest.raises(StoreTooNew):
        SealedVault(folder).unlock("Søren", PASSPHRASE)


def test_only_one_program_holds_the_store(folder: Path, drawer: OpenDrawer) -> None:
    with pytest.raises(StoreInUse, match="siden"):
        SealedVault(folder).unlock("anna", OTHER_PASSPHRASE)
    drawer.close()
    unlocked(folder, "anna", OTHER_PASSPHRASE).close()


def test_the_lock_of_a_dead_program_is_no_obstacle_and_that_of_another_computer_is(folder: Path) -> None:
    code = f"""if True:
        import os, sys; sys.path.insert(0, {str(Path.cwd())!r})
        from pathlib import Path
        from stalkdesk.data.writer_lock import WriterLock
        WriterLock.taken(Path({str(folder)!r})); os._exit(9)"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert b"since" in (folder / "desk.lock").read_bytes()
    unlocked(folder).close()
    (folder / "desk.lock").write_text(json.dumps({"pid": 1, "host": "en anden", "since": "2026-11-01T08:00:00+00:00"}))
    with pytest.raises(StoreInUse, match="anden computer"):
        SealedVault(folder).unlock("Søren", PASSPHRASE)
    for odd in (b"", b"{", b"[]", b"\xff" * 100_000):
        (folder / "desk.lock").write_bytes(odd)
        unlocked(folder).close()
    (folder / "desk.lock").unlink()
    (folder / "desk.lock").mkdir()
    with pytest.raises(PlaceUnfit):
        SealedVault(folder).unlock("Søren", PASSPHRASE)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PlaceUnfit):
        SealedVault(tmp_path / "file" / "store", calibrate=False).set_up(FIRST)


def test_a_folder_without_write_permission_is_refused_in_words(folder: Path, tmp_path: Path) -> None:
    if os.name == "nt" or not hasattr(os, "seteuid") or os.geteuid() != 0:
        pytest.skip("takes root, who can become somebody without rights for a moment")
    for path in (tmp_path, *tmp_path.parents[:2], folder, *folder.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o700)
    os.seteuid(65534)
    try:
        with pytest.raises(PlaceUnfit):
            SealedVault(folder).unlock("Søren", PASSPHRASE)
        with pytest.raises(PlaceUnfit):
            SealedVault(folder / "new", calibrate=False).set_up(FIRST)
        with pytest.raises(PlaceUnfit):
            SealedVault(shut).is_there()
    finally:
        os.seteuid(0)


def test_a_closed_drawer_has_wiped_its_keys_and_answers_no_more(folder: Path) -> None:
    drawer = unlocked(folder)
    keys, file_key = drawer._keeping._keys, drawer._file_key
    assert any(file_key)
    drawer.close()
    drawer.close()
    assert not any((*file_key, *keys.data, *(keys.protected or b"\1")))
    with pytest.raises(RuntimeError):
        drawer.cases()


def test_a_slot_without_the_second_key_reads_nothing_of_compartment_b(folder: Path, drawer: OpenDrawer) -> None:
    draft = drawer.begin_intake(CHECKLIST)
    drawer.keep_answer(draft.case_id, given("threats", "yes"), A)
    drawer._sitting.seal_or_none = None
    with pytest.raises(NotAllowed):
        drawer.protected_answers(draft.reference, "nysgerrig")


def test_a_passphrase_can_be_changed_by_who_knows_the_old_one(folder: Path, drawer: OpenDrawer) -> None:
    with pytest.raises(WrongPassphrase):
        drawer.change_passphrase(OTHER_PASSPHRASE, NEW_PASSPHRASE)
    drawer.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    drawer.close()
    unlocked(folder, "Søren", NEW_PASSPHRASE).close()
