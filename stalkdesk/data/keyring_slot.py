"""The keyring of the operating system as a second factor: it holds a random secret of this computer, never a key.

Only backends that are known to protect what they hold (docs/store.md 3: `keyrings.alt` wrote our secret base64 to disk,
the null backend "stored" it and gave None), tried with write, read, compare, delete; in a thread of its own, since a locked
keyring may wait for a person who isn't there. The recovery key opens the store whatever becomes of the keyring.
"""

from __future__ import annotations

import base64
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

SERVICE = "StalkDesk"
SECRET_BYTES = 32
PATIENCE_SECONDS = 5.0
_ALLOWED = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.libsecret", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)

_ITS_FAULTS = (OSError, RuntimeError, ValueError, TypeError, AttributeError, EOFError)
"""How keyrings fail beside their own errors; then there is no second factor."""


@dataclass(slots=True)
class _Outcome:
    value: Any = None
    is_done: bool = False


class DeviceSecrets:
    """The secrets of this computer, one a store. Every method gives an answer within seconds and raises nothing."""

    def __init__(self, backends: Callable[[], list[Any]] | None = None, patience: float = PATIENCE_SECONDS) -> None:
        self._backends, self._patience = backends or _installed, patience

    def is_there(self) -> bool:
        """Whether this computer has a keyring of the allow-list. Nothing is written: a locked one asks nobody to unlock it."""
        return bool(self._patiently(lambda: self._trusted() is not None))

    def make(self, store_id: str) -> bytes:
        """The secret for a store, a new one unless this computer has one already (a colleague may be bound by it): kept by the
        keyring and read back; empty when no keyring can be trusted with it."""
        return bytes(self._patiently(lambda: self._made(store_id)) or b"")

    def fetch(self, store_id: str) -> bytes:
        """The secret of this computer for a store; empty when the keyring does not have it or does not answer."""
        return bytes(self._patiently(lambda: self._fetched(store_id)) or b"")

    def forget(self, store_id: str) -> None:
        """Takes the secret out of the keyring."""
        self._patiently(lambda: self._forgotten(store_id))

    def _made(self, store_id: str) -> bytes:
        backend = self._trusted()
        if backend is None or not _keeps_what_it_is_given(backend):
            return b""
        if kept := self._fetched(store_id):
            return kept
        secret = secrets.token_bytes(SECRET_BYTES)
        text = base64.b64encode(secret).decode()
        backend.set_password(SERVICE, store_id, text)
        return secret if backend.get_password(SERVICE, store_id) == text else b""

    def _fetched(self, store_id: str) -> bytes:
        backend = self._trusted()
        untrusted = backend.get_password(SERVICE, store_id) if backend is not None else None
        secret = base64.b64decode(untrusted or "", validate=True)
        return secret if len(secret) == SECRET_BYTES else b""

    def _forgotten(self, store_id: str) -> None:
        backend = self._trusted()
        if backend is not None:
            backend.delete_password(SERVICE, store_id)

    def _trusted(self) -> Any:
        """The best backend of the allow-list, or None. Chosen by us: no environment variable or file names a class."""
        usable = [one for one in self._backends() if (type(one).__module__, type(one).__qualname__) in _ALLOWED]
        return max(usable, key=lambda one: float(one.priority), default=None)

    def _patiently(self, work: Callable[[], Any]) -> Any:
        outcome = _Outcome()

        def run() -> None:
            from keyring.errors import KeyringError

            with suppress(KeyringError, *_ITS_FAULTS):
                outcome.value = work()
            outcome.is_done = True

        thread = threading.Thread(target=run, name="keyring", daemon=True)
        thread.start()
        thread.join(self._patience)
        return outcome.value if outcome.is_done else None


def _keeps_what_it_is_given(backend: Any) -> bool:
    trial = secrets.token_hex(16)
    backend.set_password(SERVICE, "trial", trial)
    kept = backend.get_password(SERVICE, "trial") == trial
    backend.delete_password(SERVICE, "trial")
    return bool(kept and backend.get_password(SERVICE, "trial") is None)


def _installed() -> list[Any]:
    """The backends of the allow-list that work on this computer. No other one is even loaded."""
    found = []
    for module, name in _ALLOWED:
        with suppress(ImportError):
            backend = getattr(import_module(module), name)
            if backend.viable:
                found.append(backend())
    return found
