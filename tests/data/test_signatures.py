"""Every line of the journal is signed by who it says wrote it: nobody writes in another officer's name, whatever keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from stalkdesk.casework.backups import RestoreKey
from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Role
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.key_file import write_key_file
from stalkdesk.data.restoring import Restorer
from stalkdesk.data.signing import KeyState, Signer, SigningKey, new_seed, public_of
from stalkdesk.data.slots import name_tag
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DeskError, KeysDamaged
from tests.data.at_hand import CHECKLIST, OTHER_PASSPHRASE, A, given
from tests.data.backed_up import OFFICER, backed_up, place_of
from tests.data.conftest import unlocked
from tests.data.forging import forged, forged_with, lines_of, named, officer_id
from tests.data.tampering import change_open

MUSEUM = Path(__file__).resolve().parent.parent / "museum"
THIRD = "tolv lune vinde over Ærø hav"


def _with_a_past(unlock: Callable[..., OpenDrawer]) -> OpenDrawer:
    """Anna worked here; Søren sits here now, and has every key of the store but hers."""
    anna = unlock("anna", OTHER_PASSPHRASE)
    draft = anna.begin_intake(CHECKLIST)
    anna.keep_answer(draft.case_id, given("threats", "yes"), A)
    anna.close()
    return unlock()


def test_every_line_of_a_sitting_is_signed_and_the_store_is_whole(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = _with_a_past(unlock)
    assert all(line["sig"] and line["signer"] is None for line in lines_of(drawer))
    assert named(drawer) == ()


@pytest.mark.parametrize("how", ["unsigned", "of the forger", "of a line of hers", "of a made up key", "of who says so"])
def test_a_line_forged_in_another_officers_name_with_every_key_of_the_store_is_named(
    unlock: Callable[..., OpenDrawer], how: str
) -> None:
    drawer = _with_a_past(unlock)
    anna, me = officer_id(drawer, "anna"), drawer.officer.id
    signer = drawer._sitting.journal.signer
    assert signer is not None
    if how == "unsigned":
        number = forged(drawer, anna)
    elif how == "of the forger":
        number = forged_with(drawer, signer.seed, anna, anna)
    elif how == "of a line of hers":
        number = forged(drawer, anna, next(line["sig"] for line in lines_of(drawer) if line["act"] == "answer"))
    elif how == "of a made up key":
        number = forged_with(drawer, new_seed(), anna, anna)
    else:
        number = forged_with(drawer, signer.seed, me, anna, signer=me)
    told = f"Journalens linje {number} er skrevet i navnet Anna Prøve, men Anna Prøve har ikke underskrevet den."
    assert named(drawer) == (told,)


def test_lines_forged_one_behind_the_other_are_named_together(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = _with_a_past(unlock)
    first, last = [forged(drawer, officer_id(drawer, "anna")) for _ in range(5)][::4]
    (told,) = named(drawer)
    assert told.startswith(f"Journalens linjer {first} til {last} er skrevet i navnet Anna Prøve")


def test_a_signature_that_was_taken_away_is_named(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = _with_a_past(unlock)
    number = next(line["number"] for line in lines_of(drawer) if line["act"] == "answer")
    change_open(drawer, f"update journal set sig = null where number = {number}")
    (told,) = named(drawer)
    assert f"linje {number} " in told
    assert "Anna" in told


def test_signatures_swapped_between_two_lines_are_named(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = _with_a_past(unlock)
    first, second = (line for line in lines_of(drawer) if line["act"] in ("create", "answer"))
    change_open(
        drawer,
        f"update journal set sig = '{second['sig']}' where number = {first['number']}",
        f"update journal set sig = '{first['sig']}' where number = {second['number']}",
    )
    (told,) = named(drawer)
    assert f"linjer {first['number']} til {second['number']}" in told


def test_every_signature_taken_away_does_not_make_the_lines_old_ones(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = _with_a_past(unlock)
    change_open(drawer, "update journal set sig = null", "delete from signing_key")
    drawer.close()
    assert [told for told in unlock().faults() if "ikke underskrevet" in told or "underskriftsnøgle" in told]


def test_a_key_swapped_in_the_table_is_named_and_helps_no_forged_line(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = _with_a_past(unlock)
    anna, seed = officer_id(drawer, "anna"), new_seed()
    line = max(one["number"] for one in lines_of(drawer) if f"key:{anna}:" in one["fields"])
    change_open(drawer, f"update signing_key set public = '{public_of(seed).hex()}' where who = '{anna}' and number = {line}")
    number = forged_with(drawer, seed, anna, anna)
    found = named(drawer)
    assert f"Listen over underskriftsnøgler siger noget andet end journalens linje {line}." in found
    assert any(f"linje {number} er skrevet i navnet Anna Prøve" in told for told in found)


def test_a_key_changed_by_a_line_of_an_officer_who_may_not_is_named_and_helps_no_forged_line(
    unlock: Callable[..., OpenDrawer],
) -> None:
    drawer = unlock()
    drawer.add_officer("ole", "Ole Prøve", "OP", Role.OFFICER, THIRD)
    drawer.close()
    drawer = unlock("ole", THIRD)
    anna, seed = officer_id(drawer, "anna"), new_seed()
    signer = drawer._sitting.journal.signer
    assert signer is not None
    key = SigningKey(anna, KeyState.KEY, "officer", public_of(seed).hex())
    line = forged_with(drawer, signer.seed, signer.who, signer.who, act="signing_key", fields=key.field)
    number = forged_with(drawer, seed, anna, anna)
    assert set(named(drawer)) == {
        f"Journalens linje {line} skifter underskriftsnøglen for Anna Prøve, men det måtte den, der skrev den, ikke.",
        f"Journalens linje {number} er skrevet i navnet Anna Prøve, men Anna Prøve har ikke underskrevet den.",
    }


def test_nobody_makes_herself_a_supervisor_with_a_key_of_her_own(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock("anna", OTHER_PASSPHRASE)
    signer = drawer._sitting.journal.signer
    assert signer is not None
    key = SigningKey(signer.who, KeyState.KEY, "supervisor", public_of(signer.seed).hex())
    forged_with(drawer, signer.seed, signer.who, signer.who, act="signing_key", fields=key.field)
    (told,) = named(drawer)
    assert "skifter underskriftsnøglen for Anna Prøve" in told


def _swapped_in_the_key_file(drawer: OpenDrawer, user_name: str) -> None:
    """Another public key in somebody's slot, the key file sealed again with the keys of the store."""
    content = drawer._keeping.content()
    slot = content.slot(name_tag(content.store_id, user_name))
    assert slot is not None
    swapped = content.with_slot(replace(slot, signing=public_of(new_seed())))
    write_key_file(drawer._folder / "desk.keys", swapped.sealed(drawer._keeping._keys))


def test_a_key_swapped_in_the_key_file_is_named_and_its_officer_told_why_her_slot_does_not_open(
    unlock: Callable[..., OpenDrawer],
) -> None:
    drawer = _with_a_past(unlock)
    _swapped_in_the_key_file(drawer, "anna")
    assert drawer.faults() == ("Nøglefilen har en anden underskriftsnøgle for Anna Prøve, end journalen har.",)
    drawer.close()
    with pytest.raises(KeysDamaged, match="Din adgangssætning er rigtig"):
        unlock("anna", OTHER_PASSPHRASE)


def test_the_locks_of_the_table_of_keys_hold(drawer: OpenDrawer) -> None:
    for statement in ("update signing_key set role = 'supervisor'", "delete from signing_key"):
        with pytest.raises((DBAPIError, DeskError)), drawer._sitting.act() as connection:
            connection.execute(text(statement))


def test_the_lines_of_a_retired_officer_stay_hers_and_no_new_one_can_be_hers(unlock: Callable[..., OpenDrawer]) -> None:
    anna = unlock("anna", OTHER_PASSPHRASE)
    signer = anna._sitting.journal.signer
    assert signer is not None
    kept = bytearray(signer.seed)
    anna.close()
    drawer = unlock()
    drawer.retire_officer(signer.who)
    assert named(drawer) == ()
    number = forged_with(drawer, kept, signer.who, signer.who)
    (told,) = named(drawer)
    assert f"linje {number} er skrevet i navnet Anna Prøve" in told


def test_a_signature_holds_in_its_own_store_alone(unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock()
    signer = drawer._sitting.journal.signer
    assert signer is not None
    other = Signer("another-store", signer.who, signer.seed)
    last = lines_of(drawer)[-1]
    line = last | {"number": last["number"] + 1, "act": "view", "fields": ""}
    chain = drawer._sitting.journal.link(last["chain"], line)
    forged(drawer, signer.who, other.pen()(line["number"], signer.who, chain))
    assert len(named(drawer)) == 1


def test_who_was_given_a_key_makes_her_own_at_her_first_unlocking_and_only_then(unlock: Callable[..., OpenDrawer]) -> None:
    for _ in range(2):
        anna = unlock("anna", OTHER_PASSPHRASE)
        anna.close()
    lines = lines_of(unlock())
    given_key, own = (line for line in lines if f"key:{anna.officer.id}:" in line["fields"])
    assert (given_key["act"], own["act"]) == ("officers", "signing_key")
    assert own["officer_id"] == anna.officer.id


def test_the_key_is_overwritten_when_the_desk_is_locked(drawer: OpenDrawer) -> None:
    signer, keys = drawer._sitting.journal.signer, drawer._keeping._keys
    assert signer is not None
    assert keys.signing is not None
    drawer.close()
    assert (bytes(signer.seed), bytes(keys.signing)) == (bytes(32), bytes(32))
    assert "seed" not in repr(signer)


def test_after_a_new_passphrase_the_lines_of_before_and_after_are_hers(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    drawer = unlock("anna", OTHER_PASSPHRASE)
    drawer.change_passphrase(OTHER_PASSPHRASE, THIRD)
    drawer.note("export")
    drawer.close()
    unlock("anna", THIRD).close()
    assert named(unlock()) == ()


def test_after_replacing_the_keys_everybody_signs_as_before(folder: Path, unlock: Callable[..., OpenDrawer]) -> None:
    drawer = _with_a_past(unlock)
    sheet = drawer.rotate_keys(lambda _percent: None)
    drawer.close()
    anna = unlock("anna", OTHER_PASSPHRASE)
    anna.close()
    drawer = unlock()
    assert [one["act"] for one in lines_of(drawer) if f"key:{anna.officer.id}:" in one["fields"]] == ["officers", "signing_key"]
    drawer.close()
    SealedVault(folder).recover(" ".join(sheet.key_groups), "anna", THIRD).close()
    drawer = unlock()
    assert named(drawer) == ()


@pytest.mark.parametrize("is_from_sheet", [False, True])
def test_after_a_recovery_it_is_the_sheet_that_vouches_for_the_new_key(
    folder: Path, sheet: RecoverySheet, unlock: Callable[..., OpenDrawer], is_from_sheet: bool
) -> None:
    unlock("anna", OTHER_PASSPHRASE).close()
    typed = " ".join(sheet.key_groups)
    if is_from_sheet:
        typed += " " + sheet.slot
        (folder / "desk.keys").unlink()
    drawer = SealedVault(folder).recover(typed, "Søren", THIRD)
    assert isinstance(drawer, OpenDrawer)
    drawer.note("export")
    drawer.close()
    drawer = unlock("Søren", THIRD)
    ends = [(line["act"], line["signer"]) for line in lines_of(drawer)][-7:]
    assert ends[:3] == [("recover", "recovery"), ("signing_key", "recovery"), ("new_passphrase", "recovery")]
    assert {signer for _, signer in ends[3:]} == {None}
    assert [told for told in drawer.faults() if "nderskr" in told] == []
    assert drawer.quick_faults() == ()
    drawer.close()


def test_a_sheet_that_was_replaced_signs_nothing_any_more(
    folder: Path, sheet: RecoverySheet, unlock: Callable[..., OpenDrawer]
) -> None:
    drawer = unlock()
    new = drawer.new_recovery_sheet()
    drawer.close()
    (folder / "desk.keys").rename(folder / "desk.keys.away")
    SealedVault(folder).recover(" ".join(sheet.key_groups) + " " + sheet.slot, "Søren", THIRD).close()
    assert [told for told in unlock("Søren", THIRD).faults() if "underskrevet" in told]
    assert new.key_groups != sheet.key_groups


@pytest.mark.parametrize("with_sheet", [False, True])
def test_after_a_restore_the_line_of_it_is_signed_by_who_did_it(
    folder: Path, tmp_path: Path, sheet: RecoverySheet, unlock: Callable[..., OpenDrawer], with_sheet: bool
) -> None:
    drawer = _with_a_past(unlock)
    backup = backed_up(drawer, place_of(folder)).folder
    drawer.close()
    key = RestoreKey(recovery_key=" ".join(sheet.key_groups)) if with_sheet else OFFICER
    Restorer().restore(backup, key, tmp_path / "restored")
    drawer = unlocked(tmp_path / "restored")
    (line,) = (line for line in lines_of(drawer) if line["act"] == "restore")
    assert (line["officer_id"], line["signer"]) == ((None, "recovery") if with_sheet else (officer_id(drawer, "anna"), None))
    assert named(drawer) == ()
    drawer.close()
