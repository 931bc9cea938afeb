"""Acute danger at the desk: from the key that answers to the banner, or the 112 screen, painted, in a long case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, facts_of
from benchmarks.stores import made

GOAL_MS = 100
HELD_MS = 50


def figures(folder: Path) -> Iterator[Figure]:
    """One process: a real page on a real encrypted store, every acute rule's last answer many times."""
    told = facts_of(["-m", "benchmarks.banner_probe", str(made(folder / "store", cases=0))], folder)
    rules = ", ".join(f"{rule} {told[rule] * 1000:.0f}" for rule in ("A1", "A2", "A3", "A4", "A5", "A6"))
    detail = f"median {told['median'] * 1000:.1f} ms, {told['answers']:.0f} answers; medians: {rules}"
    bare = f"{told['bare'] * 1000:.1f} ms, worst {told['bare_worst'] * 1000:.1f}"
    yield Figure(
        "from the answer to acute danger on the screen, worst", "the clock", told["worst"] * 1000, "ms", GOAL_MS, detail
    )
    yield Figure("the same, median", "a label in a bare widget", told["median"] / told["bare"], "×", None, f"bare {bare}")
    held = f"{told['held'] * 1000:.0f} ms by the clock"
    yield Figure("longest turn of the screen's thread meanwhile", "its own work", told["work"] * 1000, "ms", HELD_MS, held)
