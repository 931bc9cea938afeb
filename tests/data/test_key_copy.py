"""The copy of the key file in the program's own folder: always that of today, and put back when the true one is lost."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from stalkdesk import places
from stalkdesk.casework.officers import Role
from stalkdesk.data import key_copy
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.key_file import read_key_file
from stalkdesk.data.store_kind import StoreKind
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import KeysDamaged, KeysMissing, StoreForeign, WrongPassphrase
from tests.data.at_hand import FIRST, OTHER_PASSPHRASE, PASSPHRASE
from tests.data.conftest import unlocked

NEW_PASSPHRASE = "tolv blå kopper over havnen"


def the_copy() -> Path:
    (copy,) = places.key_copies().iterdir()
    return copy


def without_any(folder: Path) -> None:
    for name in ("desk.keys", "desk.keys.bak"):
        (folder / name).unlink()


def test_after_each_change_the_copy_is_the_key_file(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    keys = folder / "desk.keys"
    assert the_copy() == key_copy.copy_of(read_key_file(keys).store_id, folder)
    assert the_copy().read_bytes() == keys.read_bytes()
    acts: tuple[Callable[[], object], ...] = (
        lambda: drawer.add_officer("ida", "Ida Prøve", "IP", Role.OFFICER, NEW_PASSPHRASE),
        drawer.new_recovery_sheet,
        lambda: drawer.change_passphrase(PASSPHRASE, NEW_PASSPHRASE + " igen"),
        drawer.close,
    )
    for act in acts:
        before = the_copy().read_bytes()
        act()
        assert the_copy().read_bytes() == keys.read_bytes() != before
    assert oct(the_copy().stat().st_mode & 0o777) == "0o600"


def test_a_slot_that_was_taken_away_is_gone_from_the_copy_too(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    anna = next(one for one in drawer.officers() if one.user_name == "anna")
    count = len(read_key_file(the_copy()).slots)
    drawer.retire_officer(anna.id)
    assert len(read_key_file(the_copy()).slots) == count - 1
    assert [one.name for one in places.key_copies().iterdir()] == [the_copy().name]  # and no older one beside it


def test_a_copy_from_before_the_keys_were_replaced_is_not_left_and_is_never_taken(
    folder: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    unlock("anna", OTHER_PASSPHRASE).close()  # so that her slot can be handed the new key
    drawer = unlock()
    before = the_copy().read_bytes()
    drawer.rotate_keys(lambda percent: None)
    assert the_copy().read_bytes() == (folder / "desk.keys").read_bytes()
    drawer.close()
    the_copy().write_bytes(before)
    without_any(folder)
    assert not SealedVault(folder).has_key_copy()
    with pytest.raises(KeysMissing, match="genskabelsesarket"):
        SealedVault(folder).unlock("Søren", PASSPHRASE)


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_lost_key_file_is_named_with_its_copy_which_opens_the_store_again(
    folder: Path, unlock: Callable[..., OpenDrawer], damage: str
) -> None:
    unlock().close()
    without_any(folder)
    if damage == "damaged":
        (folder / "desk.keys").write_bytes(b"{")
    with pytest.raises((KeysMissing, KeysDamaged), match="en kopi på denne computer") as told:
        SealedVault(folder).unlock("Søren", PASSPHRASE)
    assert str(the_copy()) in str(told.value)
    vault = SealedVault(folder)
    assert vault.has_key_copy()
    vault.put_keys_back()
    assert (folder / "desk.keys.damaged").exists() == (damage == "damaged")
    drawer = unlocked(folder)
    assert drawer.faults() == ()
    drawer.close()


def test_what_was_kept_aside_goes_when_the_store_opens_and_not_before(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    unlock().close()
    damaged = folder / "desk.keys.damaged"
    for left in ((folder / "desk.keys").read_bytes(), b"{"):  # it still has the slots of that day, or can't be read
        damaged.write_bytes(left)
        with pytest.raises(WrongPassphrase):
            SealedVault(folder).unlock("Søren", OTHER_PASSPHRASE)
        assert damaged.exists()
        unlocked(folder).close()
        assert not damaged.exists()


def test_the_key_file_of_another_store_that_was_kept_aside_stays(
    folder: Path, tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    SealedVault(tmp_path / "other", calibrate=False).set_up(FIRST)
    shutil.copy(tmp_path / "other" / "desk.keys", folder / "desk.keys.damaged")
    unlock().close()
    assert (folder / "desk.keys.damaged").exists()


def test_the_newer_of_two_copies_is_taken(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    drawer.add_officer("ida", "Ida Prøve", "IP", Role.OFFICER, NEW_PASSPHRASE)
    drawer.close()
    newest = (folder / "desk.keys").read_bytes()
    (folder / "desk.keys").unlink()  # the copy beside it is the version before
    SealedVault(folder).put_keys_back()
    assert (folder / "desk.keys").read_bytes() == newest


def test_two_folders_of_one_store_have_each_their_own_copy(
    folder: Path, tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    unlock().close()
    twin = Path(shutil.copytree(folder, tmp_path / "twin"))
    drawer = unlocked(twin)
    drawer.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    drawer.close()
    store_id = read_key_file(folder / "desk.keys").store_id
    own, of_twin = (key_copy.copy_of(store_id, one) for one in (folder, twin))
    assert {*places.key_copies().iterdir()} == {own, of_twin}
    for one, copy in ((folder, own), (twin, of_twin)):
        assert copy.read_bytes() == (one / "desk.keys").read_bytes()
        without_any(one)
        SealedVault(one).put_keys_back()
    unlock().close()
    unlocked(twin, "Søren", NEW_PASSPHRASE).close()


def test_the_copy_of_a_folder_that_was_moved_opens_it_and_goes_after_a_month(
    folder: Path, tmp_path: Path, unlock: Callable[..., OpenDrawer]
) -> None:
    unlock().close()
    left = the_copy()
    moved = folder.rename(tmp_path / "moved")
    without_any(moved)
    SealedVault(moved).put_keys_back()
    assert left.exists()
    long_ago = time.time() - 31 * 24 * 3600
    os.utime(left, (long_ago, long_ago))
    unlocked(moved).close()
    assert the_copy() == key_copy.copy_of(read_key_file(moved / "desk.keys").store_id, moved)


def test_a_copy_of_before_it_was_named_by_its_folder_goes(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    unlock().close()
    old = the_copy().rename(places.key_copies() / f"{read_key_file(folder / 'desk.keys').store_id}.keys")
    without_any(folder)
    SealedVault(folder).put_keys_back()
    assert not old.exists()
    assert the_copy().read_bytes() == (folder / "desk.keys").read_bytes()


def test_a_copy_of_another_store_is_never_taken(folder: Path, tmp_path: Path, unlock: Callable[..., OpenDrawer]) -> None:
    unlock().close()
    other = tmp_path / "other"
    SealedVault(other, calibrate=False).set_up(FIRST)
    unlocked(other).close()
    assert len(list(places.key_copies().iterdir())) == 2
    without_any(folder)
    SealedVault(folder).put_keys_back()
    drawer = unlocked(folder)
    drawer.close()
    shutil.rmtree(places.key_copies())
    without_any(folder)
    with pytest.raises(KeysMissing):
        SealedVault(folder).put_keys_back()
    assert not (folder / "desk.keys").exists()


def test_a_copy_that_is_damaged_huge_or_no_file_is_passed_over(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    unlock().close()
    copies = places.key_copies()
    (copies / "a.keys").write_bytes(b"[" * 1_000_000)
    (copies / "b.keys").mkdir()
    (copies / "c.keys").write_bytes((folder / "desk.keys").read_bytes()[:-20])
    without_any(folder)
    assert SealedVault(folder).has_key_copy()
    SealedVault(folder).put_keys_back()
    unlocked(folder).close()


def test_where_no_copy_can_be_written_none_is_left_and_the_act_goes_on(
    folder: Path, unlock: Callable[..., OpenDrawer], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer = unlock()
    copy = the_copy()

    def full(path: Path, content: bytes, keep_old: bool = False) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(key_copy, "replace_whole", full)
    anna = next(one for one in drawer.officers() if one.user_name == "anna")
    drawer.retire_officer(anna.id)
    assert not copy.exists()


def test_of_a_training_store_and_of_a_demo_no_copy_is_kept(tmp_path: Path) -> None:
    SealedVault(tmp_path / "training", calibrate=False, kind=StoreKind.TRAINING).set_up(FIRST)
    SealedVault(tmp_path / "training", kind=StoreKind.TRAINING).unlock("Søren", PASSPHRASE).close()
    demo = tmp_path / "demo"
    SealedVault(demo, calibrate=False).set_up(FIRST)
    (demo / "demo.txt").write_text("leder")
    unlocked(demo).close()
    assert not places.key_copies().exists()


def test_a_store_without_its_salt_has_no_copy_that_would_fit(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    unlock().close()
    (folder / "desk.keys").unlink()
    (folder / "desk.sdk").unlink()
    assert not SealedVault(folder).has_key_copy()


def test_a_foreign_key_file_is_not_pushed_away_unasked(folder: Path, tmp_path: Path, unlock: Callable[..., OpenDrawer]) -> None:
    unlock().close()
    other = tmp_path / "other"
    SealedVault(other, calibrate=False).set_up(FIRST)
    shutil.copy(other / "desk.keys", folder / "desk.keys")
    with pytest.raises(StoreForeign):
        SealedVault(folder).unlock("Søren", PASSPHRASE)
