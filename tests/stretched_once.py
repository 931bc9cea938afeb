"""Argon2id, worked out once in a run for the same passphrase, salt and parameters, and never above the floor.

A store that was founded once is copied for each test, so the same passphrase is stretched with the same salt hundreds of times.
The bytes are those that the real one gave. A store that a test founds has the parameters of a slow computer; what calibrating
measures (its salt is all zeros) is never remembered. Programs that tests start know nothing of this.
"""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.kdf import argon2

_REAL = argon2.Argon2id
_known: dict[tuple[object, ...], bytes] = {}


class StretchedOnce:
    """Stands where `Argon2id` stands, for what the program and the reader of the format ask of it."""

    def __init__(self, **asked: Any) -> None:
        self._asked = asked

    def derive(self, typed: bytes) -> bytes:
        """Argon2id of what was typed."""
        if not any(self._asked["salt"]):
            return _REAL(**self._asked).derive(typed)
        key = (bytes(typed), *sorted(self._asked.items()))
        if key not in _known:
            _known[key] = _REAL(**self._asked).derive(typed)
        return _known[key]

    def derive_into(self, typed: bytes, out: bytearray) -> int:
        """The same, into `out`."""
        out[:] = self.derive(typed)
        return len(out)


def remember() -> None:
    """From now on, in this process and in what it forks."""
    from stalkdesk.data import founding
    from stalkdesk.data.slots import FLOOR, Argon

    def on_a_slow_computer() -> Argon:
        return FLOOR

    argon2.Argon2id = StretchedOnce  # type: ignore[assignment]
    setattr(founding, "calibrated", on_a_slow_computer)  # noqa: B010 - it is not this module that defines it
