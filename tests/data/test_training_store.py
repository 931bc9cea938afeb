"""Training and the real desk never mix: whichever file lies where, each is refused in the other's place; nothing is lost."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path

import pytest

from stalkdesk import app
from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.keyring_slot import DeviceSecrets
from stalkdesk.data.opening import unlock as opened
from stalkdesk.data.store_kind import MARK, StoreKind
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import KeysDamaged, StoreExists, StoreForeign
from stalkdesk.intake.phones import read_phone, shown_phone
from stalkdesk.places import KEY_FILE, STORE_FILE
from stalkdesk.training.founding import first_run, folder_of
from tests.command_desk import Desk, demo_store, desk, is_refused  # noqa: F401 - fixtures
from tests.data.at_hand import PASSPHRASE
from tests.data.conftest import unlocked
from tests.data.tampering import change_locked, with_sum
from tests.data.test_keyring_slot import Keeper, _known

NAME = "Søren"
"""The learner has the same name and the same passphrase in both stores: nothing but the kind keeps them apart."""

FILES = (STORE_FILE, KEY_FILE, KEY_FILE + ".bak")
DROPPED = tuple(chain.from_iterable(combinations(FILES, count) for count in (1, 2, 3)))


@dataclass(frozen=True, slots=True)
class Trained:
    """A training store that nobody writes in, and the sheet that the program never shows."""

    folder: Path
    sheet: RecoverySheet


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    folder = tmp_path_factory.mktemp("trained") / "training"
    return Trained(folder, training(folder).set_up(first_run(NAME, "Søren Øvesen", PASSPHRASE)))


@pytest.fixture
def training_folder(trained: Trained, tmp_path: Path) -> Path:
    """The folder of a training store of the test's own."""
    return Path(shutil.copytree(trained.folder, tmp_path / "training"))


def training(folder: Path) -> SealedVault:
    """The training vault there."""
    return SealedVault(folder, calibrate=False, kind=StoreKind.TRAINING)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the store but the lock and the count of failed tries."""
    return {name: (folder / name).read_bytes() for name in FILES if (folder / name).exists()}


def typed_sheet(sheet: RecoverySheet) -> str:
    """The whole sheet, as it is typed: the key, and the slot behind it."""
    return " ".join((*sheet.key_groups, sheet.slot))


def test_a_training_store_opens_in_training_and_holds_an_invented_unit(training_folder: Path) -> None:
    drawer = training(training_folder).unlock(NAME, PASSPHRASE)
    assert "opdigtet" in drawer.unit().name
    assert drawer.contacts()
    for contact in drawer.contacts():
        assert contact.phone.startswith("+450"), "no Danish number begins with 0"
        assert read_phone(shown_phone(contact.phone), "") == contact.phone
    assert drawer.faults() == ()
    drawer.close()


def test_a_training_store_is_never_opened_as_a_desk(training_folder: Path) -> None:
    before = contents(training_folder)
    for vault in (SealedVault(training_folder), app.vault_at(training_folder)):
        with pytest.raises(StoreForeign, match=f"{KEY_FILE} hører til en øvelse"):
            vault.unlock(NAME, PASSPHRASE)
    assert contents(training_folder) == before


def test_a_real_store_is_never_opened_as_training(folder: Path) -> None:
    before = contents(folder)
    for vault in (training(folder), app.training_vault_at(folder)):
        with pytest.raises(StoreForeign, match=f"{KEY_FILE} hører til et rigtigt sagsskab"):
            vault.unlock(NAME, PASSPHRASE)
    assert contents(folder) == before
    unlocked(folder).close()


def test_recovery_opens_no_store_of_the_other_kind(
    folder: Path, sheet: RecoverySheet, training_folder: Path, trained: Trained
) -> None:
    for vault, kind_sheet in ((SealedVault(training_folder), trained.sheet), (training(folder), sheet)):
        before = contents(vault.folder)
        for text in (" ".join(kind_sheet.key_groups), typed_sheet(kind_sheet)):
            with pytest.raises(StoreForeign, match="hører til"):
                vault.recover(text, NAME, "en helt ny sætning om gule ænder")
        assert contents(vault.folder) == before


def test_a_sheet_without_the_key_file_opens_no_store_of_the_other_kind(
    folder: Path, sheet: RecoverySheet, training_folder: Path, trained: Trained
) -> None:
    for vault, kind_sheet in ((SealedVault(training_folder), trained.sheet), (training(folder), sheet)):
        for name in (KEY_FILE, KEY_FILE + ".bak"):
            (vault.folder / name).unlink()
        before = contents(vault.folder)
        with pytest.raises(StoreForeign, match=f"{STORE_FILE} hører til"):
            vault.recover(typed_sheet(kind_sheet), NAME, "en helt ny sætning om gule ænder")
        assert contents(vault.folder) == before, "no key file was made"


@pytest.mark.parametrize("names", DROPPED, ids="+".join)
def test_files_of_training_dropped_into_a_real_store_are_refused_by_name_and_nothing_is_lost(
    folder: Path, training_folder: Path, names: tuple[str, ...]
) -> None:
    own = contents(folder)
    for name in names:
        shutil.copy(training_folder / name, folder / name)
    dropped = contents(folder)
    if names == (KEY_FILE + ".bak",):
        unlocked(folder).close()  # the copy alone opens nothing and stands in nobody's way
    else:
        with pytest.raises(StoreForeign) as refused:
            SealedVault(folder).unlock(NAME, PASSPHRASE)
        assert (KEY_FILE if KEY_FILE in names else STORE_FILE) in str(refused.value)
        assert contents(folder) == dropped, "nothing is written over"
    for name in names:
        (folder / name).write_bytes(own[name])
    drawer = unlocked(folder)
    assert drawer.faults() == ()
    drawer.close()


@pytest.mark.parametrize("names", DROPPED, ids="+".join)
def test_files_of_a_real_store_dropped_into_training_are_refused_by_name(
    folder: Path, training_folder: Path, names: tuple[str, ...]
) -> None:
    for name in names:
        shutil.copy(folder / name, training_folder / name)
    if names == (KEY_FILE + ".bak",):
        training(training_folder).unlock(NAME, PASSPHRASE).close()
        return
    before = contents(training_folder)
    with pytest.raises(StoreForeign) as refused:
        training(training_folder).unlock(NAME, PASSPHRASE)
    assert (KEY_FILE if KEY_FILE in names else STORE_FILE) in str(refused.value)
    assert contents(training_folder) == before


def test_the_copy_of_a_training_key_file_put_in_place_is_refused_too(folder: Path, training_folder: Path) -> None:
    (folder / KEY_FILE).unlink()
    shutil.copy(training_folder / KEY_FILE, folder / (KEY_FILE + ".bak"))
    (folder / (KEY_FILE + ".bak")).rename(folder / KEY_FILE)
    with pytest.raises(StoreForeign, match=f"{KEY_FILE} hører til en øvelse"):
        SealedVault(folder).unlock(NAME, PASSPHRASE)


@pytest.mark.parametrize("kind", ["desk", "", "Training", None, 7])
def test_a_mark_that_is_changed_without_the_keys_is_found(training_folder: Path, kind: object) -> None:
    content = json.loads((training_folder / KEY_FILE).read_text())
    assert content["kind"] == "training"
    for vault in (SealedVault(training_folder), training(training_folder)):
        (training_folder / KEY_FILE).write_bytes(with_sum({**content, "kind": kind}))
        with pytest.raises(KeysDamaged):
            vault.unlock(NAME, PASSPHRASE)


def test_a_mark_that_is_taken_out_without_the_keys_is_found(training_folder: Path) -> None:
    content = json.loads((training_folder / KEY_FILE).read_text())
    del content["kind"]
    (training_folder / KEY_FILE).write_bytes(with_sum(content))
    with pytest.raises(KeysDamaged):
        SealedVault(training_folder).unlock(NAME, PASSPHRASE)


def test_both_marks_must_agree_even_for_who_has_the_keys(folder: Path, training_folder: Path) -> None:
    change_locked(training_folder, f"delete from setting where key = '{MARK}'")
    with pytest.raises(StoreForeign, match=STORE_FILE):
        training(training_folder).unlock(NAME, PASSPHRASE)
    change_locked(folder, f"insert into setting (key, value) values ('{MARK}', 'training')")
    with pytest.raises(StoreForeign, match=STORE_FILE):
        SealedVault(folder).unlock(NAME, PASSPHRASE)


def test_a_real_store_carries_no_mark_so_that_older_ones_stay_as_they_are(folder: Path) -> None:
    assert "kind" not in json.loads((folder / KEY_FILE).read_text())
    drawer = unlocked(folder)
    assert drawer.setting(MARK) == ""
    drawer.close()


def test_the_keyring_opens_no_store_of_the_other_kind(training_folder: Path) -> None:
    held = _known(Keeper)()
    device = DeviceSecrets(lambda: [held])
    drawer = opened(training_folder, NAME, PASSPHRASE, device, StoreKind.TRAINING)
    drawer.bind_to_computer(PASSPHRASE)
    drawer.close()
    with pytest.raises(StoreForeign, match=f"{KEY_FILE} hører til en øvelse"):
        opened(training_folder, NAME, PASSPHRASE, device)
    again = opened(training_folder, NAME, PASSPHRASE, device, StoreKind.TRAINING)
    assert isinstance(again, OpenDrawer)
    assert again.is_bound()
    again.close()


def test_a_changed_key_file_keeps_its_mark(training_folder: Path) -> None:
    drawer = training(training_folder).unlock(NAME, PASSPHRASE)
    drawer.change_passphrase(PASSPHRASE, "en helt ny sætning om gule ænder")
    drawer.close()
    with pytest.raises(StoreForeign):
        SealedVault(training_folder).unlock(NAME, "en helt ny sætning om gule ænder")
    training(training_folder).unlock(NAME, "en helt ny sætning om gule ænder").close()


def test_neither_is_set_up_over_the_other(folder: Path, training_folder: Path) -> None:
    for vault in (training(folder), SealedVault(training_folder, calibrate=False)):
        before = contents(vault.folder)
        with pytest.raises(StoreExists):
            vault.set_up(first_run(NAME, NAME, PASSPHRASE))
        assert contents(vault.folder) == before


@pytest.mark.parametrize("words", [("cases",), ("check",), ("week", "2026-W47", "--out", "{out}")])
def test_no_command_opens_a_training_store(
    desk: Desk,  # noqa: F811 - the fixture
    training_folder: Path,
    tmp_path: Path,
    words: tuple[str, ...],
) -> None:
    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    opening = ("--store", training_folder, "--user", NAME, "--passphrase-file", secret)
    said = desk.run(*opening, *(word.format(out=tmp_path / "out") for word in words))
    assert is_refused(said, 1)
    assert "hører til en øvelse" in said.err
    assert not (tmp_path / "out").exists()


def test_the_folder_of_a_learner_does_not_tell_her_name() -> None:
    assert folder_of("Søren") == folder_of(" SØREN ")
    assert folder_of("Søren") != folder_of("Sören")
    assert not {"søren", "soren"} & {folder_of("Søren")}
    assert len(folder_of("")) == 32
    assert folder_of("../../x\udcff").isalnum()


def test_the_kind_of_a_store_is_no_setting(drawer: OpenDrawer) -> None:
    with pytest.raises(ValueError, match="never again"):
        drawer.keep_setting(MARK, "training")
