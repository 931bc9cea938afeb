"""What is worked out once in a run and not in each test anew: Argon2id, and the text of SQL statements.

A store that was founded once is copied for each test, so the same passphrase is stretched with the same salt hundreds of times.
The bytes are those that the real one gave. The computer of the tests is a slow one: a store that is founded has the lowest
parameters, and nobody who unlocks is found to bear more (else each of them would be measured, who opens in no time). What
calibrating itself measures (its salt is all zeros) is never remembered. The salt of a slot that is written in a test is a
random one, which no other slot of that test has, but slots of other tests; what is made for many tests has salts of its own.
Programs that tests start know nothing of this.

SQLAlchemy turns a statement into text once for each engine, and a test has an engine each time it unlocks. In the tests they
share what was turned into text. (In the program they must not: the text remembers what was asked for first, and nothing of
that stays when the desk is locked.)
"""

from __future__ import annotations

import io
import os
import pickle
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.kdf import argon2
from sqlalchemy import Engine, create_engine
from sqlalchemy.util import LRUCache

_REAL = argon2.Argon2id
_known: dict[tuple[object, ...], bytes] = {}
_told: list[Callable[[tuple[object, ...], bytes], object]] = []


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
            for tell in _told:
                tell(key, _known[key])
        return _known[key]

    def derive_into(self, typed: bytes, out: bytearray) -> int:
        """The same, into `out`."""
        out[:] = self.derive(typed)
        return len(out)


class _Salts:
    """Salts for the slots of a test: for each passphrase the first, the second and so on, the same in every test."""

    def __init__(self) -> None:
        self._made: dict[bytes, list[bytes]] = defaultdict(list)
        self._given: dict[bytes, int] = defaultdict(int)
        self._is_for_many = False

    def begin(self) -> None:
        """A test begins."""
        self._given.clear()

    @contextmanager
    def for_many_tests(self) -> Iterator[None]:
        """What is made meanwhile is there in more than one test."""
        before, self._is_for_many = self._is_for_many, True
        try:
            yield
        finally:
            self._is_for_many = before

    def next_for(self, typed: bytes) -> bytes:
        """A salt that this test has not had yet."""
        if self._is_for_many:
            return secrets.token_bytes(16)
        made, given = self._made[typed], self._given[typed]
        if given == len(made):
            made.append(secrets.token_bytes(16))
        self._given[typed] += 1
        return made[given]


salts = _Salts()


class _Drawing:
    """Stands where the slots have `secrets`: knows what was drawn last, so that a salt that was not drawn stays as it is."""

    token_hex = staticmethod(secrets.token_hex)

    def __init__(self) -> None:
        self.last = b""

    def token_bytes(self, count: int) -> bytes:
        """So many random bytes."""
        self.last = secrets.token_bytes(count)
        return self.last


class _CompiledOnce(LRUCache[Any, Any]):
    """Stands where an engine keeps its statements. Their keys begin with the dialect of the engine, which is of the same kind
    in all of them."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), compiled)


def remember() -> None:
    """From now on, in this process and in what it forks."""
    from stalkdesk.data import cipher, founding, renewing, slots
    from stalkdesk.data.slots import FLOOR, Argon, Slot

    write_slot, compiled, drawing = slots._written, _CompiledOnce(2000), _Drawing()

    def on_a_slow_computer() -> Argon:
        return FLOOR

    def with_a_salt_of_the_test(empty: Slot, keys: Any, store_id: str, typed: bytes, *more: Any) -> Slot:
        salt = salts.next_for(bytes(typed)) if empty.salt == drawing.last else empty.salt
        return write_slot(replace(empty, salt=salt), keys, store_id, typed, *more)

    def sharing_statements(*words: Any, **more: Any) -> Engine:
        engine = create_engine(*words, **more)
        engine._compiled_cache = compiled
        return engine

    argon2.Argon2id = StretchedOnce  # type: ignore[assignment]
    for place, name, stands_in in (
        (founding, "calibrated", on_a_slow_computer),
        (renewing, "calibrated", on_a_slow_computer),
        (slots, "secrets", drawing),
        (slots, "_written", with_a_salt_of_the_test),
        (cipher, "create_engine", sharing_statements),
    ):
        setattr(place, name, stands_in)


def remember_what_forks_know() -> Callable[[], None]:
    """As `remember`; and what a fork of this process works out is known here, and in the forks after it, once the function that
    is given back was called."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    remember()
    _told.append(lambda key, worked_out: os.write(writing, pickle.dumps((key, worked_out))))

    def learn() -> None:
        with suppress(BlockingIOError):
            told = io.BytesIO(os.read(reading, 1 << 16))
            while told.tell() < len(told.getbuffer()):
                key, worked_out = pickle.load(told)
                _known[key] = worked_out

    return learn


def is_remembered() -> bool:
    """Whether this process remembers."""
    return argon2.Argon2id is StretchedOnce  # type: ignore[comparison-overlap]
