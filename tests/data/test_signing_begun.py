"""Signatures where a store is from before them, or the program is killed while a key is made: every officer can sign."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stalkdesk.casework.backups import RestoreKey
from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.casework.officers import Role
from stalkdesk.data import opening, signing_begun
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.journal import end_of
from stalkdesk.data.restoring import Restorer
from stalkdesk.data.rotation import Rotation
from stalkdesk.data.signing import SHEET, KeyState, SigningKey, new_seed, public_of
from stalkdesk.data.slots import name_tag
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import DiskFull
from tests.data.at_hand import CHECKLIST, OTHER_PASSPHRASE, PASSPHRASE
from tests.data.backed_up import backed_up, place_of
from tests.data.conftest import unlocked
from tests.data.forging import downgraded, forged, forged_with, lines_of, named, officer_id
from tests.data.tampering import change_open

MUSEUM = Path(__file__).resolve().parent.parent / "museum"
THIRD = "tolv lune vinde over Ærø hav"


LEADER = "Kurator Æ"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store of the version before, as it lay on a disk."""
    return Path(shutil.copytree(MUSEUM / "0004", tmp_path / "old"))


def _words(old: Path) -> Any:
    return json.loads((old / "holds.json").read_text(encoding="utf-8"))


def _in(old: Path, user_name: str = LEADER) -> OpenDrawer:
    return unlocked(old, user_name, _words(old)["passphrases"][user_name])


def test_an_old_store_begins_to_sign_and_what_was_written_before_stays_as_it_is(old: Path) -> None:
    drawer = _in(old)
    lines = lines_of(drawer)
    (begun,) = (line["number"] for line in lines if line["act"] == "signing_begun")
    assert {bool(line["sig"]) for line in lines if line["number"] < begun} == {False}
    assert {bool(line["sig"]) for line in lines if line["number"] >= begun} == {True}
    assert named(drawer) == ()
    drawer.close()
    for user_name in ("anna", LEADER, "anna"):
        _in(old, user_name).close()
    drawer = _in(old)
    acts = [line["act"] for line in lines_of(drawer)]
    assert (acts.count("signing_begun"), acts.count("signing_key")) == (1, 1)
    assert named(drawer) == ()
    drawer.close()


def test_in_an_old_store_an_officer_may_be_the_first(old: Path) -> None:
    _in(old, "anna").close()
    drawer = _in(old)
    assert named(drawer) == ()
    drawer.close()


def test_an_old_line_changed_after_the_signing_began_is_found_by_the_signatures_too(old: Path) -> None:
    drawer = _in(old)
    lines, journal = lines_of(drawer), drawer._sitting.journal
    changed, chain = [], lines[4]["chain"]
    for line in lines[5:]:
        chain = journal.link(chain, line | ({"reason": "en anden"} if line["number"] == 6 else {}))
        changed.append(f"update journal set chain = '{chain}' where number = {line['number']}")
    change_open(drawer, "update journal set reason = 'en anden' where number = 6", *changed)
    assert any("underskrevet" in told for told in drawer.faults())
    drawer.close()


def test_who_has_not_unlocked_since_signs_nothing_through_others(old: Path) -> None:
    drawer = _in(old)
    anna = officer_id(drawer, "anna")
    forged(drawer, anna)
    assert len(named(drawer)) == 1
    drawer.close()


def test_a_first_key_made_in_somebodys_name_is_seen_when_she_unlocks(old: Path) -> None:
    drawer = _in(old)
    anna, seed = officer_id(drawer, "anna"), new_seed()
    key = SigningKey(anna, KeyState.KEY, "officer", public_of(seed).hex())
    forged_with(drawer, seed, anna, anna, act="signing_key", fields=key.field)
    drawer.close()
    _in(old, "anna").close()
    drawer = _in(old)
    assert [told for told in drawer.faults() if "har ikke underskrevet dem" in told]
    drawer.close()


def test_an_old_store_recovered_with_its_old_sheet_begins_to_sign(old: Path) -> None:
    groups = _words(old)["sheet"].split()[:13]
    for passphrase in (THIRD, THIRD + " igen"):
        drawer = SealedVault(old).recover(" ".join(groups), LEADER, passphrase)
        drawer.close()
    drawer = unlocked(old, LEADER, THIRD + " igen")
    assert named(drawer) == ()
    drawer.close()
    _in(old, "anna").close()
    SealedVault(old).recover(" ".join(groups), "anna", THIRD).close()
    drawer = unlocked(old, LEADER, THIRD + " igen")
    assert named(drawer) == ()
    drawer.close()


@pytest.mark.parametrize("who", ["leader", "anna", "sheet"])
def test_a_backup_of_an_old_store_is_restored_and_signed_from_there_on(old: Path, tmp_path: Path, who: str) -> None:
    """Before the signing began, and when whoever restores has no key yet."""
    drawer = _in(old)
    backup, words = backed_up(drawer, place_of(old)).folder, _words(old)
    before = next((old / "before-update").iterdir())
    drawer.close()
    name = LEADER if who == "leader" else "anna"
    sheet = RestoreKey(recovery_key=" ".join(words["sheet"].split()[:13]))
    key = sheet if who == "sheet" else RestoreKey(name, words["passphrases"][name])
    for number, one in enumerate((backup, before)):
        target = tmp_path / f"restored {number}"
        Restorer().restore(one, key, target)
        for user_name in ("anna", LEADER):
            unlocked(target, user_name, words["passphrases"][user_name]).close()
        drawer = unlocked(target, LEADER, words["passphrases"][LEADER])
        assert named(drawer) == ()
        drawer.close()


# -- as if there had been no signatures --------------------------------------------------------------------------------------


def _told_by(drawer: OpenDrawer, role: str = "officer", leader: str = "", sheet: str = "") -> list[SigningKey]:
    """What who sits here says of everybody's keys: her own, and that the others have none unless an open half is given."""
    signer, soren = drawer._sitting.journal.signer, officer_id(drawer, "Søren")
    assert signer is not None
    return [
        SigningKey(signer.who, KeyState.KEY, role, public_of(signer.seed).hex()),
        SigningKey(soren, KeyState.KEY if leader else KeyState.WAITS, "supervisor", leader),
        SigningKey(SHEET, KeyState.KEY if sheet else KeyState.WAITS, "", sheet),
    ]


def _of_slots(drawer: OpenDrawer) -> tuple[str, str]:
    """The open halves of the supervisor's key and the sheet's, which stand in the key file for everybody who has it."""
    content = drawer._keeping.content()
    leader, sheet = content.slot(name_tag(content.store_id, "Søren")), content.recovery()
    assert leader is not None
    assert sheet is not None
    return leader.signing.hex(), sheet.signing.hex()


def _anna_with_a_past(unlock: Callable[..., OpenDrawer]) -> OpenDrawer:
    drawer = unlock()
    drawer.begin_intake(CHECKLIST)
    drawer.close()
    return unlock("anna", OTHER_PASSPHRASE)


@pytest.mark.parametrize("is_begun", [True, False])
def test_a_journal_written_anew_as_one_from_before_signatures_is_named_when_a_supervisor_unlocks(
    unlock: Callable[..., OpenDrawer], is_begun: bool
) -> None:
    anna = _anna_with_a_past(unlock)
    downgraded(anna, _told_by(anna) if is_begun else [])
    anna.close(is_noted=is_begun)  # her line would be signed
    drawer = unlock()
    (at_login,) = (told for told in drawer.quick_faults() if "Søren Leder sin første underskriftsnøgle" in told)
    assert at_login in drawer.faults()
    assert any("for genskabelsesarket, som journalen ikke kender" in told for told in drawer.faults())
    drawer.close()
    assert at_login in unlock().quick_faults()


def test_a_journal_written_anew_as_one_from_before_signatures_is_named_when_the_sheet_is_used(
    folder: Path, sheet: RecoverySheet, unlock: Callable[..., OpenDrawer]
) -> None:
    anna = _anna_with_a_past(unlock)
    downgraded(anna, _told_by(anna))
    anna.close()
    SealedVault(folder).recover(" ".join(sheet.key_groups), "Søren", THIRD).close()
    drawer = unlock("Søren", THIRD)
    assert any("fik genskabelsesarket sin første underskriftsnøgle" in told for told in drawer.quick_faults())


def test_a_slot_whose_key_no_line_tells_of_is_named_before_its_officer_unlocks(unlock: Callable[..., OpenDrawer]) -> None:
    anna = _anna_with_a_past(unlock)
    downgraded(anna, _told_by(anna))
    assert [told for told in anna.faults() if "underskriftsnøgle for Søren Leder, som journalen ikke kender" in told]


def test_who_begins_the_signing_tells_nobody_elses_key(unlock: Callable[..., OpenDrawer]) -> None:
    """Else the true key of the supervisor, told by another, would be taken for one that he was given."""
    anna = _anna_with_a_past(unlock)
    downgraded(anna, _told_by(anna, "officer", *_of_slots(anna)))
    anna.close()
    found = unlock().quick_faults()
    assert any("skifter underskriftsnøglen for Søren Leder" in told for told in found)
    assert any("skifter genskabelsesarkets underskriftsnøgle" in told for told in found)


def test_who_makes_herself_a_supervisor_where_the_signing_begins_is_named(unlock: Callable[..., OpenDrawer]) -> None:
    """Else she could vouch for the true keys of the others, and be an officer again."""
    anna = _anna_with_a_past(unlock)
    downgraded(anna, _told_by(anna, "supervisor"))
    signer, (leader, sheet) = anna._sitting.journal.signer, _of_slots(anna)
    assert signer is not None
    own = _told_by(anna, "officer", leader, sheet)
    fields = ",".join(key.field for key in reversed(own))
    forged_with(anna, signer.seed, signer.who, signer.who, act="signing_key", fields=fields)
    anna.close()
    drawer = unlock()
    (told,) = drawer.quick_faults()
    assert "giver Anna Prøve en anden rolle end listen over medarbejdere" in told
    assert told in drawer.faults()


@pytest.mark.parametrize("with_sheet", [False, True])
def test_a_restore_of_a_journal_written_anew_says_so_in_its_line(
    folder: Path, tmp_path: Path, sheet: RecoverySheet, unlock: Callable[..., OpenDrawer], with_sheet: bool
) -> None:
    drawer = unlock()
    drawer.add_officer("vita", "Vita Prøve", "VP", Role.SUPERVISOR, THIRD)
    drawer.close()
    vita = unlock("vita", THIRD)
    downgraded(vita, _told_by(vita, "supervisor"))
    with vita._sitting.act() as connection:
        end = end_of(connection)
    vita._keeping.anchor(end)
    backup = backed_up(vita, place_of(folder)).folder
    vita.close()
    key = RestoreKey(recovery_key=" ".join(sheet.key_groups)) if with_sheet else RestoreKey("Søren", PASSPHRASE)
    Restorer().restore(backup, key, tmp_path / "restored")
    drawer = unlocked(tmp_path / "restored")
    (line,) = (line for line in lines_of(drawer) if line["act"] == "restore")
    assert "held_already" in line["fields"].split(",")
    assert any(f"første underskriftsnøgle i linje {line['number']}," in told for told in drawer.quick_faults())
    drawer.close()


# -- cut off in the middle ---------------------------------------------------------------------------------------------------


class _Killed(BaseException):
    """The program was killed here."""


def _cut_at(monkeypatch: pytest.MonkeyPatch, open_it: Callable[[], object], name: str) -> None:
    """Unlocks, and is killed where the key is to be told of in the journal, or written into the slot."""

    def kill(*_: object, **__: object) -> bool:
        raise _Killed

    with monkeypatch.context() as then:
        then.setattr(opening if name == "renew" else signing_begun, name, kill)
        with pytest.raises(_Killed):
            open_it()


@pytest.mark.parametrize("where", ["renew", "_sign"])
@pytest.mark.parametrize("user_name", [LEADER, "anna"])
def test_a_kill_while_a_first_key_is_made_leaves_everybody_able_to_sign(
    old: Path, monkeypatch: pytest.MonkeyPatch, where: str, user_name: str
) -> None:
    if user_name == "anna":
        _in(old).close()
    _cut_at(monkeypatch, lambda: _in(old, user_name), where)
    for name in (user_name, "anna", LEADER):
        _in(old, name).close()
    drawer = _in(old)
    found = named(drawer)
    if where == "renew":  # nothing was written yet
        assert found == ()
    else:  # the slot holds a key of which no line tells: that is also what a journal written anew looks like
        (told,) = found
        assert "sin første underskriftsnøgle" in told
        assert "Blev programmet afbrudt, mens nøglen blev lavet, er det forklaringen." in told
    drawer.close()


@pytest.mark.parametrize("where", ["renew", "_sign"])
def test_a_kill_while_an_own_key_takes_the_place_of_a_given_one_leaves_one_that_holds(
    unlock: Callable[..., OpenDrawer], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    _cut_at(monkeypatch, lambda: unlock("anna", OTHER_PASSPHRASE), where)
    for _ in range(2):
        unlock("anna", OTHER_PASSPHRASE).close()
    assert named(unlock()) == ()


def test_a_full_disk_keeps_the_key_that_was_given(unlock: Callable[..., OpenDrawer], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull("fuld")

    with monkeypatch.context() as then:
        then.setattr("stalkdesk.data.key_keeping.KeyKeeping.renew", full)
        unlock("anna", OTHER_PASSPHRASE).close()
    unlock("anna", OTHER_PASSPHRASE).close()
    assert named(unlock()) == ()


def test_a_new_passphrase_that_could_not_be_written_leaves_the_old_key_holding(
    unlock: Callable[..., OpenDrawer], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer = unlock("anna", OTHER_PASSPHRASE)

    def full(*_: object) -> None:
        raise DiskFull("fuld")

    with monkeypatch.context() as then:
        then.setattr("stalkdesk.data.key_keeping.KeyKeeping.add", full)
        with pytest.raises(DiskFull):
            drawer.change_passphrase(OTHER_PASSPHRASE, THIRD)
    drawer.note("export")
    drawer.close()
    unlock("anna", OTHER_PASSPHRASE).close()
    assert named(unlock()) == ()


def test_a_failed_replacing_of_the_keys_leaves_the_sheet_holding(
    folder: Path, sheet: RecoverySheet, unlock: Callable[..., OpenDrawer], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer = unlock()

    def full(*_: object) -> None:
        raise DiskFull("fuld")

    with monkeypatch.context() as then:
        then.setattr(Rotation, "_take_place", full)
        with pytest.raises(DiskFull):
            drawer.rotate_keys(lambda _percent: None)
    drawer.close()
    SealedVault(folder).recover(" ".join(sheet.key_groups), "anna", THIRD).close()
    assert named(unlock()) == ()
