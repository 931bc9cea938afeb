"""Replacing the data key: nobody is locked out, nothing is lost whenever it is killed, and what was kept from before opens
nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from stalkdesk.casework.officers import Role
from stalkdesk.data import renewing, slots
from stalkdesk.data.key_file import read_key_file, write_key_file
from stalkdesk.data.keys import DataKeys
from stalkdesk.data.slots import open_with_passphrase
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DeskError, NotAllowed, StoreForeign, WrongRecoveryKey
from tests.data.at_hand import CHECKLIST, OTHER_PASSPHRASE, PASSPHRASE, B, given
from tests.data.conftest import unlocked
from tests.data.rotating import THIRD, Kept, made, nothing, whole


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A store of the test's own, locked."""
    return made(tmp_path, monkeypatch)


def test_after_it_everybody_unlocks_as_before_and_everything_is_there(kept: Kept) -> None:
    drawer, told = unlocked(kept.folder), list[int]()
    drawer.rotate_keys(told.append)
    assert told[-1] == 100
    assert drawer.faults() == ()
    drawer.close()
    drawer = whole(kept)
    assert [line.act for line in drawer.journal()].count("rotate_keys") == 1
    drawer.close()
    assert not list(kept.folder.glob("*.rotated*"))


def test_the_work_goes_on_in_the_same_sitting(kept: Kept) -> None:
    drawer = unlocked(kept.folder)
    for _ in range(2):
        drawer.rotate_keys(nothing)
        case = drawer.begin_intake(CHECKLIST)
        drawer.keep_answer(case.case_id, given("safe_phone", "+4500000002"), B)
        drawer.discard_draft(case.case_id, "prøve")
    drawer.add_officer("ny", "Ny Prøve", "NP", Role.VISITATOR, "helt anden sætning med ord")
    drawer.close()
    unlocked(kept.folder, "ny", "helt anden sætning med ord").close()
    whole(kept).close()


def test_both_keys_are_other_ones_and_the_old_ones_are_overwritten(kept: Kept) -> None:
    drawer = unlocked(kept.folder)
    keys = drawer._keeping._keys
    before = (bytes(keys.data), bytes(keys.protected or b""), bytes(drawer._file_key))
    drawer.rotate_keys(nothing)
    after = (bytes(keys.data), bytes(keys.protected or b""), bytes(drawer._file_key))
    assert not set(before) & set(after)
    drawer.close()


def test_old_copies_of_the_key_file_and_the_old_sheet_open_nothing(kept: Kept, tmp_path: Path) -> None:
    old = {name: (kept.folder / name).read_bytes() for name in ("desk.keys", "desk.keys.bak")}
    drawer = unlocked(kept.folder)
    drawer.rotate_keys(nothing)
    drawer.close()
    for name, content in old.items():
        other = Path(shutil.copytree(kept.folder, tmp_path / f"with-{name}"))
        (other / "desk.keys").write_bytes(content)
        for user_name, passphrase in (("Søren", PASSPHRASE), ("anna", OTHER_PASSPHRASE)):
            with pytest.raises(StoreForeign):
                unlocked(other, user_name, passphrase)
    key = " ".join(kept.sheet.key_groups)
    with pytest.raises(WrongRecoveryKey):
        SealedVault(kept.folder).recover(key, "Søren", THIRD)
    (kept.folder / "desk.keys").unlink()
    with pytest.raises(WrongRecoveryKey, match="nyere ark"):
        SealedVault(kept.folder).recover(f"{key} {kept.sheet.slot}", "Søren", THIRD)


def test_no_key_of_before_opens_what_is_written_now(kept: Kept) -> None:
    drawer = unlocked(kept.folder)
    before = bytes(drawer._keeping._keys.data)
    drawer.rotate_keys(nothing)
    drawer.close()
    for name in ("desk.keys", "desk.keys.bak"):
        content = read_key_file(kept.folder / name)
        assert content.next is None
        with pytest.raises(DeskError):
            content.check_mac(DataKeys(bytearray(before), None))


def test_who_was_retired_is_handed_nothing(kept: Kept) -> None:
    old = read_key_file(kept.folder / "desk.keys")
    drawer = unlocked(kept.folder)
    (anna,) = (one for one in drawer.officers() if one.user_name == "anna")
    drawer.retire_officer(anna.id)
    drawer.rotate_keys(nothing)
    tag = slots.name_tag(old.store_id, "anna")
    content = read_key_file(kept.folder / "desk.keys")
    assert content.slot(tag) is None
    kept_slot = old.slot(tag)
    assert kept_slot is not None
    keys = open_with_passphrase(kept_slot, old.store_id, OTHER_PASSPHRASE.encode())
    assert not drawer._keeping.opens(keys)
    drawer.close()


def test_the_new_sheet_opens_with_the_key_file_and_without_it(kept: Kept) -> None:
    drawer = unlocked(kept.folder)
    sheet = drawer.rotate_keys(nothing)
    assert not drawer.recovery_state().is_put_away
    drawer.try_recovery_sheet(" ".join(sheet.key_groups) + " " + sheet.slot)
    drawer.close()
    SealedVault(kept.folder).recover(" ".join(sheet.key_groups), "Søren", PASSPHRASE).close()
    for name in ("desk.keys", "desk.keys.bak"):
        (kept.folder / name).unlink()
    SealedVault(kept.folder).recover(" ".join(sheet.key_groups) + " " + sheet.slot, "Søren", PASSPHRASE).close()
    drawer = unlocked(kept.folder)
    assert len(drawer.protected_answers(kept.reference, "prøve")) == 2
    drawer.close()


def test_at_her_next_unlocking_an_officer_slot_is_wrapped_under_her_passphrase_again(kept: Kept) -> None:
    drawer = unlocked(kept.folder)
    drawer.rotate_keys(nothing)
    drawer.close()
    content = read_key_file(kept.folder / "desk.keys")
    tag = slots.name_tag(content.store_id, "anna")
    handed = content.slot(tag)
    assert handed is not None
    assert handed.handed
    unlocked(kept.folder, "anna", OTHER_PASSPHRASE).close()
    renewed = read_key_file(kept.folder / "desk.keys").slot(tag)
    assert renewed is not None
    assert not renewed.handed
    assert (renewed.id, renewed.can_be_handed()) == (handed.id, True)
    assert renewed.salt != handed.salt


def test_a_slot_from_an_older_version_must_be_opened_once_and_its_officer_is_named(kept: Kept) -> None:
    path, tag = kept.folder / "desk.keys", ""
    drawer = unlocked(kept.folder)
    content = drawer._keeping.content()
    tag = slots.name_tag(content.store_id, "anna")
    old = tuple(replace(one, public=b"", private=b"") if one.tag == tag else one for one in content.slots)
    write_key_file(path, replace(content, slots=old).sealed(drawer._keeping._keys))
    before = path.read_bytes()
    with pytest.raises(NotAllowed, match="Anna Prøve"):
        drawer.rotate_keys(nothing)
    assert path.read_bytes() == before
    drawer.close()
    unlocked(kept.folder, "anna", OTHER_PASSPHRASE).close()
    drawer = unlocked(kept.folder)
    drawer.rotate_keys(nothing)
    drawer.close()
    whole(kept).close()


def test_a_key_file_of_the_first_version_stays_readable_and_verified(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept.folder / "desk.keys"
    with monkeypatch.context() as then:
        for module in (slots, renewing):
            then.setattr(module, "BINDING", 0)
        drawer = unlocked(kept.folder)
    content = drawer._keeping.content()
    second = tuple(replace(one, signing=b"", signing_private=b"", binding=0) for one in content.slots)
    first = tuple(replace(one, public=b"", private=b"") for one in second)
    write_key_file(path, replace(content, slots=first).sealed(drawer._keeping._keys))
    assert b'"version": 1' in path.read_bytes()
    drawer._keeping.content()
    drawer.close()
    unlocked(kept.folder).close()
    assert b'"version": 2' in path.read_bytes()


def test_only_supervisors_may(kept: Kept) -> None:
    drawer = unlocked(kept.folder, "anna", OTHER_PASSPHRASE)
    with pytest.raises(NotAllowed):
        drawer.rotate_keys(nothing)
    drawer.close()
