"""A backup (snapshot, every page verified, copied, read back, opened, counted) against a plain copy of the same files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, side_by_side
from benchmarks.stores import made, unlocked
from stalkdesk.casework.backups import Occasion

CASES = int(os.environ.get("STALKDESK_BENCH_BACKUP_CASES", "4000"))
TIMES = 5


def figures(folder: Path) -> Iterator[Figure]:
    """Both by turns, to the same disk, both flushed."""
    store, place, plain = made(folder / "store", CASES), folder / "place", folder / "plain"
    place.mkdir()
    plain.mkdir()
    size = (store / "desk.sdk").stat().st_size
    with unlocked(store) as drawer:
        mine, theirs = side_by_side(
            lambda: drawer.backups.back_up(Occasion.ASKED, [place]), lambda: _plain_copy(store, plain), TIMES
        )
    made_there = list(place.iterdir())
    if len(made_there) != TIMES + 1:
        raise RuntimeError("a backup was not made")
    detail = f"{mine * 1000:.0f} ms against {theirs * 1000:.0f} ms, {size / 1e6:.0f} MB"
    yield Figure(f"a backup, verified, {CASES:,} cases", "a plain copy of the file, flushed", mine / theirs, "×", None, detail)
    yield Figure("the same, by size", "the clock", mine / (size / 1e8), "s for 100 MB", 5.0)


def _plain_copy(store: Path, target: Path) -> None:
    for name in ("desk.sdk", "desk.keys"):
        shutil.copyfile(store / name, target / name)
        with (target / name).open("rb") as file:
            os.fsync(file.fileno())
