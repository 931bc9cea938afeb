"""What encryption itself costs: the same engine with and without a key, the same rows, by turns. And what unlocking takes."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from benchmarks.figures import Figure, seconds, side_by_side
from benchmarks.stores import USER, made, passphrase, unlocked
from stalkdesk import app

ROWS_A_CASE, CASES, TIMES = 41, 20_000, 60
OPEN_GOAL, SAVE_GOAL, LINE_GOAL = 1.5, 1.6, 1.25
UNLOCK_GOAL, LOOK_GOAL = 1.0, 1.0
_PRAGMAS = ("journal_mode=truncate", "synchronous=full", "foreign_keys=on", "temp_store=memory", "secure_delete=on")


def _opened(path: Path, key: bytes) -> Any:
    connection = sqlcipher.connect(str(path), isolation_level=None)
    if key:
        connection.set_key(bytearray(b"x'" + key.hex().encode() + b"'"))
    for pragma in _PRAGMAS:
        connection.execute(f"pragma {pragma}").fetchall()
    connection.execute("select count(*) from sqlite_schema").fetchone()
    return connection


def _filled(path: Path, key: bytes) -> Any:
    connection = _opened(path, key)
    connection.execute("create table kept (id integer primary key, reference text, said text)")
    connection.execute("begin")
    rows = ((f"SD-2026-{number:05}", "opdigtet svar " * 20) for number in range(CASES))
    connection.executemany("insert into kept (reference, said) values (?, ?)", rows)
    connection.execute("commit")
    return connection


def _save(connection: Any, rows: int) -> None:
    connection.execute("begin immediate")
    given = [("SD-2026-99999", "opdigtet svar " * 8)] * rows
    connection.executemany("insert into kept (reference, said) values (?, ?)", given)
    connection.execute("commit")


def _list(connection: Any) -> None:
    connection.execute("select id, reference from kept order by id desc limit 50").fetchall()


def _ratio(what: str, baseline: str, ours: float, bare: float, goal: float) -> Figure:
    return Figure(what, baseline, ours / bare, "×", goal, f"{ours * 1000:.2f} ms against {bare * 1000:.2f} ms")


def figures(folder: Path) -> Iterator[Figure]:
    """The bare engine first, then the program over it."""
    key, bare = os.urandom(32), "the same engine without a key"
    files = folder / "sealed", folder / "plain"
    sealed, plain = _filled(files[0], key), _filled(files[1], b"")
    ours, theirs = side_by_side(lambda: _opened(files[0], key).close(), lambda: _opened(files[1], b"").close(), TIMES)
    yield _ratio("a store opened once its key is known", bare, ours, theirs, OPEN_GOAL)
    ours, theirs = side_by_side(lambda: _save(sealed, ROWS_A_CASE), lambda: _save(plain, ROWS_A_CASE), TIMES)
    yield _ratio(f"{ROWS_A_CASE} rows saved, one transaction", bare, ours, theirs, SAVE_GOAL)
    ours, theirs = side_by_side(lambda: _save(sealed, ROWS_A_CASE + 1), lambda: _save(sealed, ROWS_A_CASE), TIMES)
    yield _ratio("one journal row more in a save", "without it", ours, theirs, LINE_GOAL)
    ours, theirs = side_by_side(lambda: _list(sealed), lambda: _list(plain), TIMES)
    yield _ratio(f"the newest 50 of {CASES:,} rows", bare, ours, theirs, 1.2)
    yield from _unlocking(folder)


def _unlocking(folder: Path) -> Iterator[Figure]:
    store = made(folder / "store", 2000)
    words = passphrase(store)
    takes = statistics.median(seconds(lambda: app.vault_at(store).unlock(USER, words).close()) for _ in range(5))
    yield Figure("unlocked with a passphrase and locked again", "the clock", takes, "s", UNLOCK_GOAL)
    with unlocked(store) as drawer:
        look = statistics.median(seconds(drawer.quick_faults) for _ in range(5))
        size = (store / "desk.sdk").stat().st_size
        yield Figure("the look at login, 2,000 cases", "the clock", look, "s", LOOK_GOAL, f"{size / 1e6:.0f} MB")
        whole = seconds(drawer.faults)
        yield Figure("the whole check, 2,000 cases", "the clock", whole, "s", None, f"{whole / 2000 * 1e3:.2f} ms a case")
