"""The list and the search of a large store against a small one, the first paint of the list, and the memory that takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, facts_of
from benchmarks.stores import made

SMALL = 100
WHATS = {"list": "the first page of the list", "search": "searching for a name", "rare": "searching in vain"}
LARGE = int(os.environ.get("STALKDESK_BENCH_CASES", "50000"))


def figures(folder: Path) -> Iterator[Figure]:
    """Each store in a process of its own; medians are taken there."""
    probe = ["-m", "benchmarks.list_probe"]
    small = facts_of([*probe, str(made(folder / "small", SMALL))], folder)
    large = facts_of([*probe, str(made(folder / "large", LARGE))], folder)
    bare = facts_of(["-m", "benchmarks.bare_window", "--memory"], folder)
    against = f"the same with {SMALL} cases"
    for name, what in WHATS.items():
        detail = f"{large[name] * 1000:.1f} ms against {small[name] * 1000:.1f} ms"
        yield Figure(f"{what}, {LARGE:,} cases", against, large[name] / small[name], "×", 1.5, detail)
    yield Figure(f"first paint of the list, {LARGE:,} cases", "the clock", large["paint"], "s", 0.5)
    if bare["peak"]:
        detail = f"{large['peak']:.0f} MB against {bare['peak']:.0f} MB"
        yield Figure("peak memory with that list open", "a bare Qt window", large["peak"] / bare["peak"], "×", None, detail)
        yield Figure("peak memory with that list open", against, large["peak"] / small["peak"], "×", 1.1)
