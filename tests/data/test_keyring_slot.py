"""The keyring as a second factor: never the only holder, never trusted unseen, never waited for."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from keyring.errors import KeyringLocked

from stalkdesk.casework.drawer import RecoverySheet
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.keyring_slot import DeviceSecrets
from stalkdesk.data.opening import recover, unlock
from stalkdesk.errors import NotAllowed, WrongPassphrase
from tests.data.at_hand import OTHER_PASSPHRASE, PASSPHRASE
from tests.data.conftest import unlocked


class Keeper:
    """A keyring in memory; `known` ones pass for a backend of the allow-list."""

    priority = 5.0

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Keeps."""
        self.held[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        """Gives."""
        return self.held.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        """Forgets."""
        self.held.pop((service, name), None)


def _known(kind: type[Any]) -> type[Any]:
    """`kind` under the name of the keyring of the desktop."""
    made = type("Keyring", (kind,), {})
    made.__module__, made.__qualname__ = "keyring.backends.SecretService", "Keyring"
    return made


class Null(Keeper):
    """Stores nothing and says nothing."""

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Drops."""


class Locked(Keeper):
    """Raises."""

    def get_password(self, service: str, name: str) -> str | None:
        """Refuses."""
        raise KeyringLocked


SOMEBODY = threading.Event()
"""Comes when the test is over: what hangs is let go."""


@pytest.fixture(autouse=True)
def _somebody_comes_at_last() -> Iterator[None]:
    SOMEBODY.clear()
    yield
    SOMEBODY.set()


class Hanging(Keeper):
    """Waits for a person who is not there."""

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Waits."""
        SOMEBODY.wait(30)


class Liar(Keeper):
    """Gives back something else."""

    def get_password(self, service: str, name: str) -> str | None:
        """Lies."""
        return "AAAA"


class Broken(Keeper):
    """Fails in a way of its own."""

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Fails."""
        raise RuntimeError("no bus")


class Prompting(Keeper):
    """Waits as soon as it is asked."""

    def get_password(self, service: str, name: str) -> str | None:
        """Waits."""
        SOMEBODY.wait(30)
        return None


def _secrets(*backends: Any) -> DeviceSecrets:
    return DeviceSecrets(lambda: list(backends), patience=0.3)


def test_a_keyring_that_keeps_its_word_is_used() -> None:
    keeper = _known(Keeper)()
    secrets = _secrets(Keeper(), keeper)
    secret = secrets.make("store")
    assert len(secret) == 32
    assert secrets.fetch("store") == secret
    assert list(keeper.held) == [("StalkDesk", "store")]
    secrets.forget("store")
    assert secrets.fetch("store") == b""


@pytest.mark.parametrize("kind", [Null, Locked, Hanging, Liar, Broken, Prompting])
def test_a_keyring_that_does_not_is_left_alone_and_never_waited_for(kind: type[Keeper]) -> None:
    secrets = _secrets(_known(kind)())
    assert secrets.make("store") == b""


def test_an_unknown_keyring_is_refused_whatever_it_says_of_itself() -> None:
    boaster = Keeper()
    boaster.priority = 1000.0
    assert _secrets(boaster).make("store") == b""
    assert boaster.held == {}


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("keyring.backends.fail", "Keyring"),
        ("keyring.backends.null", "Keyring"),
        ("keyring.backends.chainer", "ChainerBackend"),
        ("keyrings.alt.file", "PlaintextKeyring"),
        ("keyring.backends.SecretService", "Keyring.Other"),
    ],
)
def test_no_backend_outside_the_list_is_trusted_with_anything(module: str, name: str) -> None:
    other = _known(Keeper)
    other.__module__, other.__qualname__ = module, name
    made = other()
    assert not _secrets(made).is_there()
    assert _secrets(made).make("store") == b""
    assert made.held == {}


def test_a_class_that_the_environment_names_is_not_even_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.no_such_module.Evil")
    monkeypatch.setenv("KEYRING_PROPERTY_X", "y")
    DeviceSecrets(patience=5).is_there()
    assert "tests.no_such_module" not in sys.modules


@pytest.mark.parametrize("kind", [Null, Locked, Hanging, Liar, Broken, Prompting])
def test_the_passphrase_opens_whatever_the_keyring_does(folder: Path, kind: type[Keeper]) -> None:
    unlock(folder, "Søren", PASSPHRASE, _secrets(_known(kind)())).close()


def test_a_secret_that_is_gone_is_told_and_the_sheet_still_opens_and_nothing_is_made_anew(
    folder: Path, sheet: RecoverySheet
) -> None:
    keeper = _known(Keeper)()
    drawer = unlock(folder, "Søren", PASSPHRASE, _secrets(keeper))
    drawer.bind_to_computer(PASSPHRASE)
    drawer.close()
    keeper.held.clear()
    keys = (folder / "desk.keys").read_bytes()
    with pytest.raises(WrongPassphrase, match="genskabelsesarket"):
        unlock(folder, "Søren", PASSPHRASE, _secrets(keeper))
    assert (folder / "desk.keys").read_bytes() == keys
    assert keeper.held == {}
    unlock(folder, "anna", OTHER_PASSPHRASE, _secrets(keeper)).close()
    recover(folder, " ".join(sheet.key_groups), "Søren", PASSPHRASE, _secrets(keeper)).close()


def test_a_bound_officer_unlocks_as_before_after_the_data_key_was_replaced(folder: Path) -> None:
    secrets = _secrets(_known(Keeper)())
    drawer = unlock(folder, "Søren", PASSPHRASE, secrets)
    drawer.bind_to_computer(PASSPHRASE)
    drawer.rotate_keys(lambda percent: None)
    drawer.close()
    with pytest.raises(WrongPassphrase, match="nøglering"):
        unlocked(folder)
    for _ in range(2):  # with what was handed over, then with the slot that was written anew
        drawer = unlock(folder, "Søren", PASSPHRASE, secrets)
        assert drawer.is_bound()
        drawer.close()


def test_a_bound_slot_takes_both_and_the_recovery_key_needs_neither(folder: Path, sheet: RecoverySheet) -> None:
    secrets = _secrets(_known(Keeper)())
    drawer = unlock(folder, "Søren", PASSPHRASE, secrets)
    drawer.bind_to_computer(PASSPHRASE)
    drawer.close()
    unlock(folder, "Søren", PASSPHRASE, secrets).close()
    with pytest.raises(WrongPassphrase, match="nøglering"):
        unlocked(folder)
    with pytest.raises(WrongPassphrase):
        unlock(folder, "Søren", PASSPHRASE, _secrets(_other_computer()))
    recover(folder, " ".join(sheet.key_groups), "Søren", PASSPHRASE, _secrets()).close()
    unlocked(folder).close()


def test_binding_without_a_trusted_keyring_changes_nothing(folder: Path, drawer: OpenDrawer) -> None:
    keys = (folder / "desk.keys").read_bytes()
    drawer._device = _secrets(_known(Null)())
    with pytest.raises(NotAllowed):
        drawer.bind_to_computer(PASSPHRASE)
    assert (folder / "desk.keys").read_bytes() == keys


def test_a_colleague_who_binds_later_locks_nobody_out(folder: Path) -> None:
    secrets = _secrets(_known(Keeper)())
    for user_name, passphrase in (("Søren", PASSPHRASE), ("anna", OTHER_PASSPHRASE)):
        drawer = unlock(folder, user_name, passphrase, secrets)
        drawer.bind_to_computer(passphrase)
        assert drawer.is_bound()
        drawer.close()
    unlock(folder, "Søren", PASSPHRASE, secrets).close()
    unlock(folder, "anna", OTHER_PASSPHRASE, secrets).close()


def test_a_new_passphrase_stays_bound_to_the_computer_and_unbinding_lets_go(folder: Path) -> None:
    secrets, new = _secrets(_known(Keeper)()), "ny sætning med fem gode ord"
    drawer = unlock(folder, "Søren", PASSPHRASE, secrets)
    assert (drawer.can_bind(), drawer.is_bound()) == (True, False)
    drawer.bind_to_computer(PASSPHRASE)
    drawer.change_passphrase(PASSPHRASE, new)
    drawer.close()
    with pytest.raises(WrongPassphrase, match="nøglering"):
        unlocked(folder, "Søren", new)
    drawer = unlock(folder, "Søren", new, secrets)
    drawer.unbind_from_computer(new)
    assert not drawer.is_bound()
    drawer.close()
    unlocked(folder, "Søren", new).close()


def test_looking_for_a_keyring_writes_nothing_into_it() -> None:
    keeper = _known(Locked)()
    assert _secrets(keeper).is_there()
    assert keeper.held == {}
    assert not _secrets().is_there()


def _other_computer() -> Any:
    keeper = _known(Keeper)()
    DeviceSecrets(lambda: [keeper]).make("other")
    return keeper
