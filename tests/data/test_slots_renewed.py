"""What a slot costs to guess grows with the computers, and never shrinks."""

from __future__ import annotations

from pathlib import Path

import pytest

from stalkdesk.data import renewing
from stalkdesk.data.key_file import read_key_file
from stalkdesk.data.slots import FLOOR, MOST_PASSES, Argon, Slot, name_tag
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DiskFull
from tests.data.at_hand import OTHER_PASSPHRASE, PASSPHRASE
from tests.data.conftest import unlocked


def _slot(folder: Path, user_name: str = "Søren") -> Slot:
    content = read_key_file(folder / "desk.keys")
    slot = content.slot(name_tag(content.store_id, user_name))
    assert slot is not None
    return slot


def _unlock_on(monkeypatch: pytest.MonkeyPatch, folder: Path, found: Argon, user_name: str = "Søren") -> None:
    """Unlocks on a computer for which calibrating gives `found`."""
    monkeypatch.setattr(renewing, "calibrated", lambda: found)
    monkeypatch.setattr(renewing, "TARGET_SECONDS", 1000.0)
    passphrase = PASSPHRASE if user_name == "Søren" else OTHER_PASSPHRASE
    SealedVault(folder, renews=True).unlock(user_name, passphrase).close()


def test_a_slot_is_written_anew_where_the_computer_bears_clearly_more(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _slot(folder)
    _unlock_on(monkeypatch, folder, Argon(passes=5))
    after = _slot(folder)
    assert (before.argon, after.argon) == (FLOOR, Argon(passes=5))
    assert (after.id, after.kind, after.tag) == (before.id, before.kind, before.tag)
    assert after.salt != before.salt
    unlocked(folder).close()


@pytest.mark.parametrize("found", [FLOOR, Argon(passes=4), Argon(memory=128 * 1024, passes=1), Argon(passes=6, lanes=2)])
def test_a_little_more_or_less_of_anything_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, found: Argon) -> None:
    before = _slot(folder)
    _unlock_on(monkeypatch, folder, found)
    assert _slot(folder) == before


def test_a_slower_computer_lowers_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _unlock_on(monkeypatch, folder, Argon(passes=6))
    raised = _slot(folder)
    _unlock_on(monkeypatch, folder, FLOOR)
    assert _slot(folder) == raised


def test_the_cap_holds_and_at_the_cap_nothing_is_measured_any_more(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _unlock_on(monkeypatch, folder, Argon(passes=MOST_PASSES))
    assert _slot(folder).argon.is_sane()

    def measured() -> Argon:
        raise AssertionError

    monkeypatch.setattr(renewing, "calibrated", measured)
    SealedVault(folder, renews=True).unlock("Søren", PASSPHRASE).close()


def test_the_others_follow_at_their_next_unlocking_and_new_slots_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _unlock_on(monkeypatch, folder, Argon(passes=5))
    assert read_key_file(folder / "desk.keys").argon == Argon(passes=5)
    assert _slot(folder, "anna").argon == FLOOR
    unlocked(folder, "anna", OTHER_PASSPHRASE).close()
    assert _slot(folder, "anna").argon == Argon(passes=5)


def test_the_copy_beside_the_key_file_has_the_new_slot_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _unlock_on(monkeypatch, folder, Argon(passes=5))
    old = FLOOR in [slot.argon for slot in read_key_file(folder / "desk.keys.bak").slots if slot.tag == _slot(folder).tag]
    assert not old


def test_a_full_disk_keeps_the_old_slot_and_keeps_nobody_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull("fuld")

    before = _slot(folder)
    monkeypatch.setattr("stalkdesk.data.key_keeping.KeyKeeping.renew", full)
    _unlock_on(monkeypatch, folder, Argon(passes=5))
    assert _slot(folder) == before


def test_a_quick_try_of_the_program_measures_nothing_unless_it_is_asked_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "TARGET_SECONDS", 1000.0)
    monkeypatch.setattr(renewing, "calibrated", lambda: Argon(passes=12))
    before = _slot(folder)
    unlocked(folder).close()
    assert _slot(folder) == before
