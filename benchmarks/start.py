"""Process start to painted unlock screen, against a bare Qt window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, child, side_by_side
from benchmarks.stores import made

TIMES = 15


def figures(folder: Path) -> Iterator[Figure]:
    """Whole processes, by turns: start, paint, leave."""
    store = made(folder / "start", cases=0)
    window = ["-m", "stalkdesk", "--store", str(store), "--quit-after-paint"]
    ours, bare = side_by_side(
        lambda: child(window, folder), lambda: child(["-m", "benchmarks.bare_window"], folder), TIMES, warm=3
    )
    detail = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"
    yield Figure("start to painted unlock screen", "a bare Qt window", ours / bare, "×", 1.2, detail)
