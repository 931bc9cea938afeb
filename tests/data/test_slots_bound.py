"""A slot whose signing key somebody took out or changed opens no more, and its officer is told the truth of it.

Whoever sits at the desk has the data key, and with it the seal of the key file: it is the passphrase that binds a slot.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Role
from stalkdesk.data import slots
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.key_file import KeyFile, read_key_file, write_key_file
from stalkdesk.data.signing import SHEET, KeyState, SigningKey, new_seed, public_of
from stalkdesk.data.slots import Slot, handed_slot, name_tag
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import KeysDamaged, WrongPassphrase
from tests.data.at_hand import CHECKLIST, OTHER_PASSPHRASE, PASSPHRASE
from tests.data.conftest import unlocked
from tests.data.forging import downgraded, named, officer_id
from tests.data.rotating import nothing
from tests.data.tampering import change_open

MUSEUM = Path(__file__).resolve().parent.parent / "museum"
THIRD = "tolv lune vinde over Ærø hav"
RIGHT_BUT_CHANGED = "Din adgangssætning er rigtig"
Change = Callable[[Slot], Slot]


def _stripped(slot: Slot) -> Slot:
    return replace(slot, signing=b"", signing_private=b"")


def _and_its_mark(slot: Slot) -> Slot:
    return replace(slot, signing=b"", signing_private=b"", binding=0)


def _mark_alone(slot: Slot) -> Slot:
    return replace(slot, binding=0)


def _private_half_alone(slot: Slot) -> Slot:
    return replace(slot, signing_private=b"")


def _and_its_own_pair(slot: Slot) -> Slot:
    return replace(slot, signing=b"", signing_private=b"", binding=0, public=b"", private=b"")


def _swapped(slot: Slot) -> Slot:
    return replace(slot, signing=public_of(new_seed()))


_CHANGES = [_stripped, _and_its_mark, _mark_alone, _private_half_alone, _and_its_own_pair, _swapped]


def _slot_of(content: KeyFile, user_name: str) -> Slot:
    slot = content.slot(name_tag(content.store_id, user_name))
    assert slot is not None
    return slot


def _put(drawer: OpenDrawer, *changed: Slot) -> None:
    """Slots in place of those with their ids, the key file and its copies sealed again with the keys of the store."""
    content, by_id = drawer._keeping.content(), {slot.id: slot for slot in changed}
    drawer._keeping.write_twice(replace(content, slots=tuple(by_id.get(slot.id, slot) for slot in content.slots)))


def _others(drawer: OpenDrawer) -> list[Slot]:
    content = drawer._keeping.content()
    own = _slot_of(content, drawer.officer.user_name)
    return [slot for slot in content.slots if slot.id != own.id]


def _anna_begins_the_signing(unlock: Callable[..., OpenDrawer], role: str = "officer") -> OpenDrawer:
    """She has written the whole journal anew: there were no signatures before, and nobody but she has a key."""
    drawer = unlock()
    drawer.begin_intake(CHECKLIST)
    drawer.close()
    anna = unlock("anna", OTHER_PASSPHRASE)
    signer, soren = anna._sitting.journal.signer, officer_id(anna, "Søren")
    assert signer is not None
    own = SigningKey(signer.who, KeyState.KEY, role, public_of(signer.seed).hex())
    waits = [SigningKey(soren, KeyState.WAITS, "supervisor"), SigningKey(SHEET, KeyState.WAITS)]
    downgraded(anna, [own, *waits])
    return anna


# -- every slot of today -----------------------------------------------------------------------------------------------------


def test_every_slot_that_is_made_today_is_bound(drawer: OpenDrawer) -> None:
    drawer.change_passphrase(PASSPHRASE, THIRD)
    drawer.new_recovery_sheet()
    assert {slot.binding for slot in drawer._keeping.content().slots} == {slots.BINDING}
    drawer.close()
    unlocked(drawer._folder, "anna", OTHER_PASSPHRASE).close()
    drawer = unlocked(drawer._folder, "Søren", THIRD)
    drawer.rotate_keys(nothing)
    content = drawer._keeping.content()
    assert {slot.binding for slot in content.slots} == {slots.BINDING}
    assert _slot_of(content, "anna").handed
    drawer.close()
    unlocked(drawer._folder, "anna", OTHER_PASSPHRASE).close()


@pytest.mark.parametrize("change", _CHANGES)
def test_a_slot_changed_by_who_has_the_key_says_so_to_its_officer(unlock: Callable[..., OpenDrawer], change: Change) -> None:
    anna = unlock("anna", OTHER_PASSPHRASE)
    _put(anna, change(_slot_of(anna._keeping.content(), "Søren")))
    anna.close()
    with pytest.raises(KeysDamaged, match=RIGHT_BUT_CHANGED) as told:
        unlock()
    assert "af nogen, der har sagsskabets nøgle" in str(told.value)
    with pytest.raises(WrongPassphrase):
        unlock("Søren", OTHER_PASSPHRASE)
    unlock("anna", OTHER_PASSPHRASE).close()


@pytest.mark.parametrize("change", [one for one in _CHANGES if one is not _and_its_own_pair])
def test_a_slot_changed_and_handed_new_keys_opens_as_little(unlock: Callable[..., OpenDrawer], change: Change) -> None:
    """Anybody can hand a slot the keys: what the passphrase opens of it is bound too."""
    anna = unlock("anna", OTHER_PASSPHRASE)
    content = anna._keeping.content()
    _put(anna, handed_slot(change(_slot_of(content, "Søren")), anna._keeping._keys, content.store_id))
    anna.close()
    with pytest.raises(KeysDamaged, match=RIGHT_BUT_CHANGED):
        unlock()


def test_a_slot_changed_by_who_has_no_key_says_so_too(folder: Path) -> None:
    path = folder / "desk.keys"
    content = read_key_file(path)
    changed = content.with_slot(_and_its_mark(_slot_of(content, "Søren")))
    write_key_file(path, replace(changed, generation=content.generation))
    with pytest.raises(KeysDamaged, match="der ikke har nøglen"):
        unlocked(folder)


def test_a_right_passphrase_for_a_changed_slot_is_no_failed_try(unlock: Callable[..., OpenDrawer]) -> None:
    anna = unlock("anna", OTHER_PASSPHRASE)
    _put(anna, _stripped(_slot_of(anna._keeping.content(), "Søren")))
    for _ in range(7):
        with pytest.raises(KeysDamaged):
            anna.vouched("Søren", PASSPHRASE)


# -- the journal written anew ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", _CHANGES)
def test_a_journal_from_before_signatures_is_not_hidden_by_taking_the_keys_out_of_every_slot(
    unlock: Callable[..., OpenDrawer], folder: Path, sheet: RecoverySheet, change: Change
) -> None:
    anna = _anna_begins_the_signing(unlock)
    _put(anna, *(change(slot) for slot in _others(anna)))
    anna.close()
    with pytest.raises(KeysDamaged, match=RIGHT_BUT_CHANGED):
        unlock()
    whole = " ".join([*sheet.key_groups, *sheet.slot.split()])
    SealedVault(folder).recover(whole, "Søren", THIRD).close()
    found = unlock("Søren", THIRD).quick_faults()
    assert any("fik genskabelsesarket sin første underskriftsnøgle" in told for told in found)


def test_a_journal_from_before_signatures_is_named_when_one_slot_alone_was_stripped(
    unlock: Callable[..., OpenDrawer], folder: Path, sheet: RecoverySheet
) -> None:
    anna = _anna_begins_the_signing(unlock)
    _put(anna, _and_its_mark(_slot_of(anna._keeping.content(), "Søren")))
    assert any("underskriftsnøgle for genskabelsesarket, som journalen ikke kender" in told for told in anna.faults())
    anna.close()
    with pytest.raises(KeysDamaged, match=RIGHT_BUT_CHANGED):
        unlock()
    SealedVault(folder).recover(" ".join(sheet.key_groups), "Søren", THIRD).close()
    found = unlock("Søren", THIRD).quick_faults()
    assert any("fik genskabelsesarket sin første underskriftsnøgle" in told for told in found)


@pytest.mark.parametrize("change", [_stripped, _and_its_mark, _mark_alone, _swapped])
def test_the_sheet_s_slot_changed_asks_for_the_whole_sheet_and_is_no_wrong_sheet(
    unlock: Callable[..., OpenDrawer], folder: Path, sheet: RecoverySheet, change: Change
) -> None:
    drawer = unlock()
    recovery = drawer._keeping.content().recovery()
    assert recovery is not None
    _put(drawer, change(recovery))
    drawer.close()
    with pytest.raises(KeysDamaged, match="Genskabelsesnøglen er rigtig"):
        SealedVault(folder).recover(" ".join(sheet.key_groups), "Søren", THIRD)
    whole = " ".join([*sheet.key_groups, *sheet.slot.split()])
    SealedVault(folder).recover(whole, "Søren", THIRD).close()
    drawer = unlock("Søren", THIRD)
    assert drawer.quick_faults() == ()
    (told,) = drawer.faults()  # the key file is that of the sheet
    assert told.startswith("En aktiv medarbejder mangler i nøglefilen.")


# -- slots from before they were bound ---------------------------------------------------------------------------------------


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store as a version left it whose slots had signing keys and were not bound."""
    return Path(shutil.copytree(MUSEUM / "0006", tmp_path / "old"))


def _words(old: Path) -> dict[str, str]:
    return dict(json.loads((old / "holds.json").read_text(encoding="utf-8"))["passphrases"])


def test_an_old_slot_opens_and_is_bound_when_its_officer_unlocks(old: Path) -> None:
    before = read_key_file(old / "desk.keys")
    assert {slot.binding for slot in before.slots} == {0}
    for user_name, passphrase in ((name, word) for name, word in _words(old).items() if name != "ole"):
        unlocked(old, user_name, passphrase).close()
        for name in ("desk.keys", "desk.keys.bak"):
            assert _slot_of(read_key_file(old / name), user_name).binding == slots.BINDING
    leader = _slot_of(read_key_file(old / "desk.keys"), "Kurator Æ")
    assert leader.signing == _slot_of(before, "Kurator Æ").signing
    drawer = unlocked(old, "Kurator Æ", _words(old)["Kurator Æ"])
    assert named(drawer) == ()
    drawer.close()


def test_an_older_program_is_told_that_the_key_file_is_newer_than_it(old: Path) -> None:
    assert b'"version": 3' in (old / "desk.keys").read_bytes()
    unlocked(old, "Kurator Æ", _words(old)["Kurator Æ"]).close()
    assert b'"version": 4' in (old / "desk.keys").read_bytes()


def test_an_old_sheet_opens_with_the_key_file_and_without_and_the_drill_binds_its_slot(old: Path) -> None:
    groups = json.loads((old / "holds.json").read_text(encoding="utf-8"))["sheet"]
    leader = _words(old)["Kurator Æ"]
    drawer = unlocked(old, "Kurator Æ", leader)
    signing = drawer._keeping.content().recovery()
    drawer.try_recovery_sheet(groups)
    bound = drawer._keeping.content().recovery()
    assert signing is not None
    assert bound is not None
    assert (signing.binding, bound.binding) == (0, slots.BINDING)
    assert (bound.signing, bound.salt) == (signing.signing, signing.salt)
    drawer.try_recovery_sheet(groups)
    assert named(drawer) == ()
    drawer.close()
    SealedVault(old).recover(" ".join(groups.split()[:13]), "Kurator Æ", THIRD).close()
    (old / "desk.keys").unlink()
    (old / "desk.keys.bak").unlink()
    SealedVault(old).recover(groups, "Kurator Æ", leader).close()
    unlocked(old, "Kurator Æ", leader).close()


def test_an_old_slot_put_back_keeps_the_key_that_the_journal_knows(old: Path) -> None:
    """Replayed as it was it does no harm; stripped, the check names it as long as the journal is not written anew."""
    before, leader = read_key_file(old / "desk.keys"), _words(old)["Kurator Æ"]
    unlocked(old, "Kurator Æ", leader).close()
    for change, expected in ((lambda slot: slot, 0), (_stripped, 1)):
        anna = unlocked(old, "anna", _words(old)["anna"])
        _put(anna, change(_slot_of(before, "Kurator Æ")))
        found = anna.faults()
        assert len(found) == expected
        assert all("har en anden underskriftsnøgle for Kurator Ældre" in told for told in found)
        anna.close()
        unlocked(old, "Kurator Æ", leader).close()


# -- roles -------------------------------------------------------------------------------------------------------------------


def test_who_makes_herself_a_supervisor_in_the_list_is_named_at_login(unlock: Callable[..., OpenDrawer]) -> None:
    anna = unlock("anna", OTHER_PASSPHRASE)
    change_open(anna, "update officer set role = 'supervisor' where user_name = 'anna'")
    anna.close()
    for user_name, passphrase in (("Søren", PASSPHRASE), ("anna", OTHER_PASSPHRASE)):
        drawer = unlock(user_name, passphrase)
        assert drawer.officer.role is Role.SUPERVISOR
        assert any("giver Anna Prøve en anden rolle end listen over medarbejdere" in told for told in drawer.quick_faults())
        assert any("giver Anna Prøve en anden rolle" in told for told in drawer.faults())
        drawer.close()


def test_who_is_a_supervisor_in_the_list_and_in_a_journal_written_anew_is_named(unlock: Callable[..., OpenDrawer]) -> None:
    """No line gives her another role: the keys of the others tell of the journal."""
    anna = _anna_begins_the_signing(unlock, "supervisor")
    change_open(anna, "update officer set role = 'supervisor' where user_name = 'anna'")
    anna.close()
    (told,) = unlock().quick_faults()
    assert "Søren Leder sin første underskriftsnøgle" in told
