"""The list and the search of a large store against a small one, the first paint of the list, and the memory that takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, facts_of, side_by_side
from benchmarks.stores import made, unlocked
from stalkdesk.demo.plots import FIRST_NAMES, LAST_NAMES

SMALL = 100
LARGE = int(os.environ.get("STALKDESK_BENCH_CASES", "50000"))
PAGE = 50
TIMES = 25

QUERIES = {
    "the first page of the list": "",
    "searching for a name": f"{FIRST_NAMES[0]} {LAST_NAMES[0]}",
    "searching for what all have": "SD",
    "searching in vain": "qqzzqq",
}


def figures(folder: Path) -> Iterator[Figure]:
    """Both stores are open at once and asked by turns; a search counts with its journal line."""
    small, large = made(folder / "small", SMALL), made(folder / "large", LARGE)
    against = f"the same with {SMALL} cases"
    with unlocked(small) as few, unlocked(large) as many:
        for what, query in QUERIES.items():
            mine, theirs = side_by_side(lambda: many.cases(query, PAGE), lambda: few.cases(query, PAGE), TIMES, warm=2)  # noqa: B023
            detail = f"{mine * 1000:.1f} ms against {theirs * 1000:.1f} ms"
            yield Figure(f"{what}, {LARGE:,} cases", against, mine / theirs, "×", 1.5, detail)
    yield from _opened(folder, small, large, against)


def _opened(folder: Path, small: Path, large: Path, against: str) -> Iterator[Figure]:
    """The list page in processes of its own."""
    few, many = (facts_of(["-m", "benchmarks.list_probe", str(store)], folder) for store in (small, large))
    bare = facts_of(["-m", "benchmarks.bare_window", "--memory"], folder)
    yield Figure(f"first paint of the list, {LARGE:,} cases", "the clock", many["paint"], "s", 0.5)
    if bare["peak"]:
        detail = f"{many['peak']:.0f} MB against {bare['peak']:.0f} MB"
        yield Figure("peak memory with that list open", "a bare Qt window", many["peak"] / bare["peak"], "×", None, detail)
        yield Figure("peak memory with that list open", against, many["peak"] / few["peak"], "×", 1.1)
