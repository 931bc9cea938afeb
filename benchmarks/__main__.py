"""Runs the benchmarks that are named, or all, and prints one table. The exit code is 0 unless one crashed."""

from __future__ import annotations

import importlib
import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path

from benchmarks.figures import Figure, peak_megabytes

NAMES = (
    "start",
    "saving",
    "adding",
    "incidents",
    "attaching",
    "sheet",
    "paper",
    "assessing",
    "banner",
    "backup",
    "dues",
    "engine",
    "logs",
    "many_cases",
    "persons",
)


def _run(name: str, folder: Path) -> list[Figure]:
    print(f"   {name} …", file=sys.stderr, flush=True)
    module = importlib.import_module(f"benchmarks.{name}")
    (folder / name).mkdir()
    return list(module.figures(folder / name))


def _line(figure: Figure) -> tuple[str, ...]:
    goal = "" if figure.goal is None else f"≤ {figure.goal:g} {figure.unit}"
    verdict = "" if figure.goal is None else "met" if figure.is_met() else "MISSED"
    return (figure.what, figure.baseline, f"{figure.value:.2f} {figure.unit}", goal, verdict, figure.detail)


def _print_table(figures: list[Figure]) -> None:
    lines = [("what", "against", "figure", "goal", "", "in this run"), *map(_line, figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    for line in lines:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[5]]).rstrip())


def main() -> int:
    """Runs and prints."""
    unknown = [name for name in sys.argv[1:] if name not in NAMES]
    if unknown:
        print(f"no benchmark {unknown[0]}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    crashed = []
    with tempfile.TemporaryDirectory(prefix="stalkdesk-bench-", ignore_cleanup_errors=True) as folder:
        for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
            os.environ[name] = folder  # nothing is left in the home of the person who measures
        for name in sys.argv[1:] or NAMES:
            try:
                figures += _run(name, Path(folder))
            except Exception:  # noqa: BLE001  one that crashes must not take the others' figures away
                traceback.print_exc()
                crashed.append(name)
    print(f"\n{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    _print_table(figures)
    if peak_megabytes():
        print(f"peak memory of the benchmarks themselves: {peak_megabytes():.0f} MB")
    if crashed:
        print("crashed: " + ", ".join(crashed), file=sys.stderr)
    return 1 if crashed else 0


if __name__ == "__main__":
    raise SystemExit(main())
