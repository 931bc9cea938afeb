"""A backup (snapshot, every page verified, copied, read back, opened, counted) against a plain copy of the same files."""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, seconds, side_by_side
from benchmarks.stores import made, unlocked
from stalkdesk.casework.backups import Occasion
from stalkdesk.data.drawer import OpenDrawer

CASES = int(os.environ.get("STALKDESK_BENCH_BACKUP_CASES", "4000"))
TIMES = 5


def figures(folder: Path) -> Iterator[Figure]:
    """Both by turns, to the same disk, both flushed."""
    store, place, plain = made(folder / "store", CASES), folder / "place", folder / "plain"
    place.mkdir()
    plain.mkdir()
    size = (store / "desk.sdk").stat().st_size
    with unlocked(store) as drawer:
        unsealed = _unsealed(drawer, folder / "unsealed.sqlite")
        mine, theirs = side_by_side(
            lambda: drawer.backups.back_up(Occasion.ASKED, [place]), lambda: _plain_copy(store, plain), TIMES
        )
        bare = statistics.median(seconds(lambda: _bare_backup(unsealed, folder / "bare.sqlite")) for _ in range(TIMES))
    made_there = list(place.iterdir())
    if len(made_there) != TIMES + 1:
        raise RuntimeError("a backup was not made")
    detail = f"{mine * 1000:.0f} ms against {theirs * 1000:.0f} ms, {size / 1e6:.0f} MB"
    yield Figure(f"a backup, verified, {CASES:,} cases", "a plain copy of the file, flushed", mine / theirs, "×", None, detail)
    told = f"{mine * 1000:.0f} ms against {bare * 1000:.0f} ms"
    yield Figure("the same", "the engine's own backup() without a key", mine / bare, "×", 5.0, told)
    yield Figure("the same, by size", "the clock", mine / (size / 1e8), "s for 100 MB", 5.0)


def _unsealed(drawer: OpenDrawer, path: Path) -> Path:
    """The same bytes of rows in a file without a key."""
    import sqlcipher3.dbapi2 as sqlcipher

    size = Path(drawer.backups._folder / "desk.sdk").stat().st_size  # type: ignore[attr-defined]
    with contextlib.closing(sqlcipher.connect(str(path))) as connection:
        connection.execute("create table kept (said text)")
        connection.executemany("insert into kept values (?)", (("opdigtet svar " * 70,) for _ in range(size // 1000)))
        connection.commit()
    return path


def _bare_backup(source: Path, target: Path) -> None:
    import sqlcipher3.dbapi2 as sqlcipher

    target.unlink(missing_ok=True)
    with (
        contextlib.closing(sqlcipher.connect(str(source))) as here,
        contextlib.closing(sqlcipher.connect(str(target))) as there,
    ):
        here.backup(there)


def _plain_copy(store: Path, target: Path) -> None:
    for name in ("desk.sdk", "desk.keys"):
        shutil.copyfile(store / name, target / name)
        with (target / name).open("rb") as file:
            os.fsync(file.fileno())
